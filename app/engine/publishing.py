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
from app.engine.elements import Diagram
from app.engine.errors import ModelRefused
from app.engine.library import content_hash
from app.engine.modelset import Model, ModelSet
from app.engine.store import DEFINITIONS, Row
from handlers.handler import Actor
from handlers.records.table import new_id


@dataclass(frozen=True)
class Published:
    """A process as it now stands. `changed` is False when this very version was there before."""

    key: str
    version: int
    changed: bool
    id: str
    name: str


def publish(
    session: Session, catalogue: Catalogue, files: Sequence[Path], author: str, now: datetime
) -> list[Published]:
    """Check everything, then write new versions. Raises ModelRefused with every error."""
    given = modelset.of_paths(files)
    whole = given.over(modelset.of_published(session))
    errors = [problem for problem in checks.check(whole, catalogue) if problem.severity == "error"]
    if errors:
        raise ModelRefused(errors)
    return [_write(session, catalogue, whole, model, author, now) for model in given.processes.values()]


def _write(
    session: Session,
    catalogue: Catalogue,
    given: ModelSet,
    model: Model,
    author: str,
    now: datetime,
) -> Published:
    file, text, diagram = model.file, model.text, model.diagram
    forms = {name: given.form_sources[name] for name in sorted(_forms_of(diagram))}
    tables = {id: given.table_sources[id] for id in sorted(diagram.decisions())}
    hash = content_hash(diagram.id, text, forms, tables)
    last = _last_version(session, diagram.id)
    if last is not None and last["content_hash"] == hash:
        return Published(diagram.id, last["version"], False, last["id"], last["name"])
    row: dict[str, Any] = {
        "id": new_id(), "key": diagram.id, "version": (last["version"] if last else 0) + 1, "name": diagram.name[:120],
        "content_hash": hash, "file": file, "xml": text, "forms": forms, "decisions": tables,
        "subject_kind": checks.subject_kind(diagram, catalogue), "author": author, "published_at": now,
        "start_messages": sorted(e.message for e in diagram.starts() if e.message),
        "suspended_at": last["suspended_at"] if last else None,
    }  # fmt: skip
    session.execute(DEFINITIONS.insert(), [row])
    _journal(session, row, author, now)
    return Published(diagram.id, row["version"], True, row["id"], row["name"])


def _forms_of(diagram: Diagram) -> set[str]:
    return {e.handler for e in diagram.elements.values() if e.handler and e.tag in ("userTask", "startEvent")}


def _last_version(session: Session, key: str) -> Row | None:
    names = ("id", "version", "content_hash", "name", "suspended_at")
    columns = [DEFINITIONS.c[name] for name in names]
    query = select(*columns).where(DEFINITIONS.c.key == key).order_by(DEFINITIONS.c.version.desc()).limit(1)
    return session.execute(query).mappings().first()


def _journal(session: Session, row: Row, author: str, now: datetime) -> None:
    by = Actor(account_id="", person_id="", name=author[:80], role="", organisation_id="")
    detail = {"version": row["version"], "content_hash": row["content_hash"], "file": row["file"]}
    audit.append(session, f"process:{row['key']}", [audit.Entry("published", by, detail=detail)], now)
