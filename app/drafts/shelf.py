"""What is in force, as a designer looks it over: processes with their cases, tables and forms with their users.

Counts cases and shows nothing of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.drafts import names, reading
from app.drafts.tables import DraftFile, ModelDraft
from app.engine.errors import NotFound
from app.engine.library import newest
from app.engine.menus import label
from app.engine.modelset import Model, ModelSet
from app.engine.store import DEFINITIONS, INSTANCES

LISTED = ("id", "key", "version", "name", "file", "author", "approver", "draft_id", "published_at", "suspended_at")


@dataclass(frozen=True)
class Version:
    """One published version: the row of its definition without the models, and how many cases go by it."""

    row: Mapping[Any, Any]
    running: int


@dataclass(frozen=True)
class Line:
    """A process in force: its newest version, the running cases of all versions, open drafts that change it."""

    newest: Mapping[Any, Any]
    running: int
    drafts: list[ModelDraft]


@dataclass(frozen=True)
class Used:
    """A form or a table in force: its file, what it is called, the processes that use it, as (key, name)."""

    file: str
    name: str
    processes: list[tuple[str, str]]


def processes(session: Session) -> list[Line]:
    """Every process in force, by name."""
    columns = [DEFINITIONS.c[name] for name in LISTED]
    rows = session.execute(select(*columns).join(newest, newest.c.id == DEFINITIONS.c.id)).mappings().all()
    running, changed = _running_by_process(session), _drafts_by_file(session)
    lines = [Line(row, running.get(row["key"], 0), changed.get(row["file"], [])) for row in rows]
    return sorted(lines, key=lambda line: str(line.newest["name"]))


def versions(session: Session, key: str) -> list[Version]:
    """The history of a process, newest first. Raises NotFound."""
    columns = [DEFINITIONS.c[name] for name in LISTED]
    query = select(*columns).where(DEFINITIONS.c.key == key).order_by(DEFINITIONS.c.version.desc())
    rows = session.execute(query).mappings().all()
    if not rows:
        raise NotFound(f"没有已发布的流程“{key}”")
    count = select(INSTANCES.c.definition_id, func.count()).where(_goes_on(), INSTANCES.c.process == key)
    running: dict[str, int] = {id: n for id, n in session.execute(count.group_by(INSTANCES.c.definition_id))}
    return [Version(row, running.get(row["id"], 0)) for row in rows]


def drafts_of(session: Session, file: str) -> list[ModelDraft]:
    """The drafts under way that change a file."""
    return _drafts_by_file(session).get(file, [])


def tables(models: ModelSet) -> list[Used]:
    """The decision tables of a set, with the processes that ask them."""
    users = {id: [m for m in models.processes.values() if id in m.diagram.decisions()] for id in models.tables}
    return [
        Used(f"{id}{names.TABLE}", table.name or id, _named(users[id])) for id, table in sorted(models.tables.items())
    ]


def forms(models: ModelSet, handlers: Mapping[str, Any]) -> list[Used]:
    """The forms of a set, with the processes that show them."""
    return [
        Used(f"{name}{names.FORM}", label(handlers[name]) if name in handlers else name, _named(_showing(models, name)))
        for name in sorted(models.forms)
    ]


def _showing(models: ModelSet, handler: str) -> list[Model]:
    return [m for m in models.processes.values() if any(e.handler == handler for e in m.diagram.elements.values())]


def _named(found: list[Model]) -> list[tuple[str, str]]:
    return [(model.diagram.id, model.diagram.name or model.diagram.id) for model in found]


def _goes_on() -> Any:
    return INSTANCES.c.status.in_(("running", "suspended"))


def _running_by_process(session: Session) -> dict[str, int]:
    count = select(INSTANCES.c.process, func.count()).where(_goes_on()).group_by(INSTANCES.c.process)
    return {key: n for key, n in session.execute(count)}


def _drafts_by_file(session: Session) -> dict[str, list[ModelDraft]]:
    query = select(DraftFile.name, ModelDraft).join(ModelDraft, ModelDraft.id == DraftFile.draft_id)
    found: dict[str, list[ModelDraft]] = {}
    for name, draft in session.execute(query.where(ModelDraft.status.in_(reading.LIVE)).order_by(ModelDraft.title)):
        found.setdefault(name, []).append(draft)
    return found
