"""What is in force, as files: every process, table and form in its newest version, and every story.

Knows no draft. A version never changes, so what was parsed once is kept while it is the newest.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.config import Settings
from app.drafts import names
from app.drafts.tables import PublishedStory
from app.engine import modelset
from app.engine.library import newest
from app.engine.modelset import ModelSet
from app.engine.store import DEFINITIONS

_kept: tuple[tuple[str, ...], ModelSet] | None = None
_lock = threading.Lock()


def models(session: Session) -> ModelSet:
    """The models in force. They are shared: lay another set over them, never change them."""
    global _kept
    ids = tuple(session.scalars(select(newest.c.id).order_by(newest.c.id)))
    with _lock:
        if _kept is None or _kept[0] != ids:
            _kept = ids, modelset.of_published(session)
        return _kept[1]


def files_of(models: ModelSet) -> dict[str, str]:
    """The files of a set of models as text in stable order, by name."""
    return {name: _stable(name, text) for name, text in _files(models)}


def _files(models: ModelSet) -> Iterator[tuple[str, str]]:
    for key, model in models.processes.items():
        yield (model.file if names.kind_of(model.file) else f"{key}{names.PROCESS}"), model.text
    for id, source in models.table_sources.items():
        yield f"{id}{names.TABLE}", source
    for handler, source in models.form_sources.items():
        yield f"{handler}{names.FORM}", modelset.form_text(source)


@lru_cache(maxsize=512)
def _stable(name: str, text: str) -> str:
    return names.stable(name, text)


def files(session: Session) -> dict[str, str]:
    """Every file in force but the stories, in stable order, by name."""
    return files_of(models(session))


def stories(session: Session, folder: Path | None = None) -> dict[str, str]:
    """Every story in force by name: those of the installation's folder, those published over them."""
    folder = folder or Settings.from_environment().processes
    shipped = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob(f"*{names.STORY}"))}
    last = select(PublishedStory.name, func.max(PublishedStory.version).label("version"))
    last_of = last.group_by(PublishedStory.name).subquery()
    query = select(PublishedStory.name, PublishedStory.text).join(
        last_of, (PublishedStory.name == last_of.c.name) & (PublishedStory.version == last_of.c.version)
    )
    return {**shipped, **{name: text for name, text in session.execute(query)}}


def text_of(session: Session, name: str, folder: Path | None = None) -> str | None:
    """The text in force under a file name, in stable order; none where there is no such file."""
    if names.kind_of(name) == names.STORY:
        return stories(session, folder).get(name)
    return files(session).get(name)


def version(session: Session, id: str) -> Mapping[Any, Any] | None:
    """One published version of a process, whole."""
    return session.execute(select(DEFINITIONS).where(DEFINITIONS.c.id == id)).mappings().first()
