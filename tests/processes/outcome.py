"""How a story came out, against what it says of its end. Reads the records, the case and the journal."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.audit import Journal
from app.engine.reading import progress
from app.engine.store import Incident, ProcessInstance
from handlers.evidence.subjects import load, reference
from handlers.evidence.supervision import counting, letters
from handlers.records import Record
from handlers.records.certificates import Certificate
from handlers.records.committees import Committee
from handlers.records.declarations import Declaration
from tests.processes.story import Story


def judge(session: Session, story: Story, cases: dict[str, str]) -> None:
    """Everything the story says of its end, and no incident anywhere. `cases`: name → declaration reference."""
    assert [tuple(row) for row in session.execute(select(Incident.element, Incident.error))] == []
    for name, ending in story.endings.items():
        _person(session, name, session.get_one(Declaration, cases[name].partition(":")[2]), ending)
    for name, ending in story.cases.items():
        _case(session, name, cases[name], ending)
    for name, ending in story.ends.items():
        _committee(session, name, ending)
    for table, number in story.counts.items():
        rows = session.scalar(select(func.count()).select_from(Record.metadata.tables[table]))
        assert (table, rows) == (table, number)
    for element, ids in story.doubts.items():
        assert (element, _doubted(session, element)) == (element, set(ids))


def _person(session: Session, name: str, declaration: Declaration, ending: dict[str, Any]) -> None:
    done, told = _path(session, reference(declaration))
    assert (name, declaration.status.value) == (name, ending.get("status", declaration.status.value))
    passes = ending.get("passes", [])
    assert set(passes) <= done, f"{name}：没有走过 {set(passes) - done}；走过 {told}"
    assert [e for e in told if e in passes] == [e for e in passes if e in told], f"{name}：依次走过 {told}"
    assert set(ending.get("never", [])) & done == set(), name
    if "notice_over" in ending:
        latest = max(declaration.lines, key=lambda line: line.posted_at or declaration.created_at)
        assert (name, latest.over_on) == (name, ending["notice_over"])
    certificate = session.scalars(select(Certificate).where(Certificate.declaration_id == declaration.id)).first()
    assert (certificate is not None) == ending.get("certificate", ending.get("status") == "certified"), name
    if certificate and "title_from" in ending:
        assert (name, certificate.from_on) == (name, ending["title_from"])


def _case(session: Session, name: str, subject: str, ending: dict[str, Any]) -> None:
    """A case that is no declaration: its record's state, what it passed and what not."""
    done, told = _path(session, subject)
    record: Any = load(session, subject)
    if "state" in ending:
        assert (name, record.state) == (name, ending["state"])
    passes = ending.get("passes", [])
    assert set(passes) <= done, f"{name}：没有走过 {set(passes) - done}；走过 {told}"
    assert set(ending.get("never", [])) & done == set(), name


def _committee(session: Session, name: str, ending: dict[str, Any]) -> None:
    """Status, counters by cycle (D, S, R, I) and years as key object; named by the beginning of its name."""
    committee = session.scalars(select(Committee).where(Committee.name.startswith(name))).one()
    assert (name, committee.status) == (name, ending.get("status", committee.status))
    for cycle, numbers in ending.get("counters", {}).items():
        counted = counting.tally(committee, cycle)
        assert (name, cycle, list(vars(counted).values())) == (name, cycle, numbers)
    if "key_object" in ending:
        assert (name, letters.listed_years(committee)) == (name, tuple(ending["key_object"]))


def _path(session: Session, subject: str) -> tuple[set[str], list[str]]:
    """The elements a case passed; and those of them that the journal tells of, in order."""
    ids = session.scalars(select(ProcessInstance.id).where(ProcessInstance.subject == subject)).all()
    cases = [progress(session, id) for id in ids]
    done = {element for case in cases for element in case.done}
    return done, list(dict.fromkeys(entry.element for case in cases for entry in case.timeline))


def _doubted(session: Session, element: str) -> set[str]:
    rows = session.scalars(select(Journal.requirements).where(Journal.element == element)).all()
    return {asked["id"] for row in rows for asked in row if asked.get("doubts")}
