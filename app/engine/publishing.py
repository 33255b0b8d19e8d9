"""Publishing a set of diagrams, decision tables and forms: all of it or nothing.

A version is pinned by the hash of everything it needs; unchanged content makes no new version.
What a set does not bring along (a form, a table) is taken from what was published before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from lxml import etree
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import audit
from app.engine import checks, elements, xml
from app.engine.catalogue import Catalogue
from app.engine.decisions import DecisionRefused, DecisionTable
from app.engine.decisions import load as load_table
from app.engine.elements import Diagram
from app.engine.errors import ModelRefused, Problem
from app.engine.library import content_hash, newest
from app.engine.store import DEFINITIONS, Row
from app.forms import Form, FormRefused, load_form
from handlers.handler import Actor
from handlers.records.table import new_id

KINDS = (".bpmn", ".dmn", ".form")


@dataclass(frozen=True)
class Published:
    """A process as it now stands. `changed` is False when this very version was there before."""

    key: str
    version: int
    changed: bool
    id: str
    name: str


@dataclass
class _Set:
    """The files of one publication, read."""

    processes: list[tuple[str, str, etree._Element, Diagram]] = field(default_factory=list)  # file, text, node, diagram
    forms: dict[str, Form] = field(default_factory=dict)
    form_sources: dict[str, Any] = field(default_factory=dict)
    tables: dict[str, DecisionTable] = field(default_factory=dict)
    table_sources: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def publish(
    session: Session, catalogue: Catalogue, files: Sequence[Path], author: str, now: datetime
) -> list[Published]:
    """Check everything, then write new versions. Raises ModelRefused with every problem."""
    given = _Set()
    _recall(session, given)
    for path in _expand(files):
        _read(path, given)
    _check(given, catalogue)
    if given.problems:
        raise ModelRefused(given.problems)
    return [_write(session, catalogue, given, entry, author, now) for entry in given.processes]


def _expand(files: Sequence[Path]) -> Iterator[Path]:
    """The files themselves, and the models in folders among them."""
    for path in files:
        if path.is_dir():
            yield from sorted(p for p in path.iterdir() if p.suffix in KINDS)
        else:
            yield path


def _recall(session: Session, given: _Set) -> None:
    """Forms and tables of the newest versions, for what the set does not bring along."""
    query = select(DEFINITIONS.c.forms, DEFINITIONS.c.decisions).join(newest, newest.c.id == DEFINITIONS.c.id)
    for forms, tables in session.execute(query):
        for name, source in forms.items():
            given.form_sources[name], given.forms[name] = source, load_form(source)
        for id, source in tables.items():
            given.table_sources[id], given.tables[id] = source, load_table(source.encode())


def _read(path: Path, given: _Set) -> None:
    data = path.read_bytes()
    try:
        if path.suffix == ".bpmn":
            _read_diagrams(path.name, data, given)
        elif path.suffix == ".dmn":
            table = load_table(data)
            given.tables[table.id], given.table_sources[table.id] = table, data.decode()
        elif path.suffix == ".form":
            form = load_form(data)
            given.forms[path.stem], given.form_sources[path.stem] = form, form.document
        else:
            given.problems.append(Problem(path.name, "", "不是 .bpmn、.dmn 或 .form 文件"))
    except (xml.XmlRefused, DecisionRefused, FormRefused) as error:
        given.problems.append(Problem(path.name, "", error.message))


def _read_diagrams(name: str, data: bytes, given: _Set) -> None:
    found = elements.processes(xml.parse(data))
    if not found:
        given.problems.append(Problem(name, "", "文件中没有可执行的流程"))
    for node in found:
        given.processes.append((name, data.decode(), node, elements.read(node)))


def _check(given: _Set, catalogue: Catalogue) -> None:
    seen: set[str] = set()
    for name, _, node, diagram in given.processes:
        if diagram.id in seen:
            given.problems.append(Problem(name, diagram.id, "同一次发布中有两个流程用这个 id"))
        seen.add(diagram.id)
        faults = list(checks.problems_of_flow(node, diagram))
        faults += checks.problems_of_elements(diagram, catalogue, given.forms, given.tables)
        faults = faults or list(checks.problems_of_parsing(node, diagram))
        given.problems += [Problem(name, element, reason) for element, reason in faults]


def _write(
    session: Session,
    catalogue: Catalogue,
    given: _Set,
    entry: tuple[str, str, Any, Diagram],
    author: str,
    now: datetime,
) -> Published:
    file, text, _, diagram = entry
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
