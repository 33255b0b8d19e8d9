"""Publishing a set of diagrams, decision tables and forms: all of it or nothing.

A version is pinned by the hash of everything it needs; unchanged content makes no new version.
What a set does not bring along (a form, a table) is taken from what was published before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import audit
from app.engine import checks, modelset
from app.engine.catalogue import Catalogue
from app.engine.definition import Definition
from app.engine.elements import Diagram
from app.engine.errors import ModelRefused
from app.engine.library import content_hash
from app.engine.modelset import Model, ModelSet
from app.engine.store import DEFINITIONS, Row
from handlers.handler import Actor
from handlers.records.counters import next_number
from handlers.records.table import new_id


@dataclass(frozen=True)
class Signed:
    """Who stands for a publication: the author, the second person who approved it, the draft it was, who sent it."""

    author: str
    approver: str = ""
    draft_id: str | None = None
    by: Actor | None = None

    def actor(self) -> Actor:
        """Who the journal names."""
        return self.by or Actor(account_id="", person_id="", name=self.author[:80], role="", organisation_id="")


@dataclass(frozen=True)
class Published:
    """A process as it now stands. `changed` is False when this very version was there before."""

    key: str
    version: int
    changed: bool
    id: str
    name: str


def publish(
    session: Session, catalogue: Catalogue, files: Sequence[Path], signed: Signed, now: datetime
) -> list[Published]:
    """Check everything, then write new versions. Raises ModelRefused with every error."""
    return publish_set(session, catalogue, modelset.of_paths(files), signed, now)


def publish_set(
    session: Session, catalogue: Catalogue, given: ModelSet, signed: Signed, now: datetime
) -> list[Published]:
    """The same for models that were read before. Processes that use a given form or table get a new version, too.

    Of the processes that were not given only those that changed are returned.
    """
    one_at_a_time(session)
    whole = given.over(modelset.of_published(session))
    errors = [problem for problem in checks.check(whole, catalogue) if problem.severity == "error"]
    if errors:
        raise ModelRefused(errors)
    own = [_write(session, catalogue, whole, model, signed, now) for model in given.processes.values()]
    written = [_write(session, catalogue, whole, model, signed, now) for model in _users(whole, given)]
    return own + [each for each in written if each.changed]


def would_make(session: Session, given: ModelSet, below: ModelSet) -> list[Definition]:
    """The versions that publishing `given` over `below` would make, ready to run and written nowhere.

    What is asked for and not there must have been looked for before. Raises KeyError.
    """
    whole = given.over(below)
    found = []
    for model in [*given.processes.values(), *_users(whole, given)]:
        key, forms, tables = model.diagram.id, *_contents(whole, model.diagram)
        last = _last_version(session, key)
        if last is None or last["content_hash"] != content_hash(key, model.text, forms, tables):
            found.append(Definition("", key, last["version"] + 1 if last else 1, model.text, forms, tables))
    return found


def _users(whole: ModelSet, given: ModelSet) -> list[Model]:
    """The processes that were not given and use what was."""
    return [model for key, model in whole.processes.items() if key not in given.processes and _uses(model, given)]


def one_at_a_time(session: Session) -> None:
    """Wait until no other publication is under way: two must not take the same version, nor overlook each other."""
    next_number(session, "publishing")


def _uses(model: Model, given: ModelSet) -> bool:
    """Does the process need a form or a table of this set?"""
    return bool(_forms_of(model.diagram) & given.forms.keys() or set(model.diagram.decisions()) & given.tables.keys())


def install(session: Session, catalogue: Catalogue, models: ModelSet, author: str, now: datetime) -> list[Published]:
    """Write the versions of a set without judging it: for a place where nobody's rights are at stake, as in a trial.

    What a process asks for and the set does not hold must have been looked for before. Raises KeyError.
    """
    signed = Signed(author)
    return [_write(session, catalogue, models, model, signed, now) for model in models.processes.values()]


def _write(
    session: Session, catalogue: Catalogue, given: ModelSet, model: Model, signed: Signed, now: datetime
) -> Published:
    file, text, diagram = model.file, model.text, model.diagram
    forms, tables = _contents(given, diagram)
    hash = content_hash(diagram.id, text, forms, tables)
    last = _last_version(session, diagram.id)
    if last is not None and last["content_hash"] == hash:
        return Published(diagram.id, last["version"], False, last["id"], last["name"])
    row: dict[str, Any] = {
        "id": new_id(), "key": diagram.id, "version": (last["version"] if last else 0) + 1, "name": diagram.name[:120],
        "content_hash": hash, "file": file, "xml": text, "forms": forms, "decisions": tables,
        "subject_kind": checks.subject_kind(diagram, catalogue), "author": signed.author[:80],
        "approver": signed.approver[:80], "draft_id": signed.draft_id, "published_at": now,
        "start_messages": sorted(e.message for e in diagram.starts() if e.message),
        "suspended_at": last["suspended_at"] if last else None,
    }  # fmt: skip
    session.execute(DEFINITIONS.insert(), [row])
    _journal(session, row, signed, now)
    return Published(diagram.id, row["version"], True, row["id"], row["name"])


def _contents(given: ModelSet, diagram: Diagram) -> tuple[dict[str, Any], dict[str, str]]:
    """The forms and the decision tables that a version is published with."""
    forms = {name: given.form_sources[name] for name in sorted(_forms_of(diagram))}
    return forms, {id: given.table_sources[id] for id in sorted(diagram.decisions())}


def _forms_of(diagram: Diagram) -> set[str]:
    return {e.handler for e in diagram.elements.values() if e.handler and e.tag in ("userTask", "startEvent")}


def _last_version(session: Session, key: str) -> Row | None:
    names = ("id", "version", "content_hash", "name", "suspended_at")
    columns = [DEFINITIONS.c[name] for name in names]
    query = select(*columns).where(DEFINITIONS.c.key == key).order_by(DEFINITIONS.c.version.desc()).limit(1)
    return session.execute(query).mappings().first()


def _journal(session: Session, row: Row, signed: Signed, now: datetime) -> None:
    detail = {"version": row["version"], "content_hash": row["content_hash"], "file": row["file"]}
    if signed.approver:
        detail |= {"author": row["author"], "approver": row["approver"], "draft": signed.draft_id or ""}
    audit.append(session, f"process:{row['key']}", [audit.Entry("published", signed.actor(), detail=detail)], now)
