"""Publishing files as they lie in a folder, for those who draw elsewhere: the same proof as for a draft, two names.

Knows no account: who may call this may read the installation's keys.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sqlalchemy.orm import Session

from app import audit
from app.drafts import names, proving, published
from app.drafts.publishing import CHAIN, Made, put_in_force
from app.engine import checks, modelset
from app.engine.errors import ModelRefused
from app.engine.modelset import ModelSet
from app.engine.publishing import Signed, one_at_a_time, publish_set, would_make
from app.place import Place


def publish_files(here: Place, paths: Sequence[Path], author: str, approver: str) -> Made:
    """Publish diagrams, tables, forms and stories, folders with all that is in them, once everything is proven.

    Raises ModelRefused with every problem, EngineRefusal when a story breaks; then nothing is published.
    """
    given = modelset.of_paths([path for path in paths if names.kind_of(path.name) != names.STORY])
    told = dict(_stories_in(paths))
    with here.database.reading() as session:
        in_force = published.stories(session, here.settings.processes)
        models, changed = given.over(published.models(session)), _changes(session, here, given)
    told = {name: text for name, text in told.items() if in_force.get(name) != text}
    if changed or told:
        proving.come_out(proving.played(models, {**in_force, **told})[1])
    with here.database.transaction() as session:
        return _publish(session, here, given, told, Signed(author, approver))


def _stories_in(paths: Sequence[Path]) -> Iterator[tuple[str, str]]:
    for path in paths:
        for story in sorted(path.glob(f"*{names.STORY}")) if path.is_dir() else [path]:
            if names.kind_of(story.name) == names.STORY:
                text = story.read_bytes().decode("utf-8", "replace")
                yield names.checked(story.name), names.sized(story.name, text)


def _changes(session: Session, here: Place, given: ModelSet) -> bool:
    """Would publishing make a new version? Raises ModelRefused when there are errors."""
    below = published.models(session)
    found = checks.check(given.over(below), here.engine.catalogue)
    if errors := [problem for problem in found if problem.severity == "error"]:
        raise ModelRefused(errors)
    return bool(would_make(session, given, below))


def _publish(session: Session, here: Place, given: ModelSet, told: Mapping[str, str], signed: Signed) -> Made:
    now = here.clock.now()
    one_at_a_time(session)
    versions = publish_set(session, here.engine.catalogue, given, signed, now)
    made = Made(versions, put_in_force(session, told, signed, now))
    if made.stories:
        detail = {"author": signed.author, "approver": signed.approver, "stories": made.stories}
        audit.note(session, CHAIN, audit.Entry("published", signed.actor(), detail=detail), now)
    return made
