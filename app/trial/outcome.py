"""How a story came out, against what it says of its end. Reads the records, the case and the journal.

`differences` is empty when everything is as told, and no incident anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.audit import Journal
from app.engine.reading import progress
from app.engine.store import Incident, ProcessInstance
from app.trial.story import Story
from handlers.evidence.subjects import load
from handlers.evidence.supervision import counting, letters
from handlers.records import Record
from handlers.records.certificates import Certificate
from handlers.records.committees import Committee
from handlers.records.declarations import Declaration


def differences(session: Session, story: Story, cases: Mapping[str, str]) -> list[str]:
    """Everything that is not as the story says. `cases`: name → the subject's reference."""
    return [*_incidents(session), *_people(session, story, cases), *_rest(session, story, cases)]


def _incidents(session: Session) -> Iterator[str]:
    for element, error in session.execute(select(Incident.element, Incident.error)):
        yield f"留下异常：“{element}”{error}"


def _people(session: Session, story: Story, cases: Mapping[str, str]) -> Iterator[str]:
    for name, ending in story.endings.items():
        kind, _, id = cases.get(name, "").partition(":")
        declaration = session.get(Declaration, id) if kind == "declaration" else None
        if declaration is None:
            yield f"{name}：没有申报"
        else:
            yield from _person(session, name, declaration, cases[name], ending)


def _rest(session: Session, story: Story, cases: Mapping[str, str]) -> Iterator[str]:
    for name, ending in story.cases.items():
        yield from _case(session, name, cases[name], ending) if name in cases else [f"{name}：没有这个案件"]
    for name, ending in story.ends.items():
        yield from _committee(session, name, ending)
    for table, number in story.counts.items():
        yield from _count(session, table, number)
    for element, ids in story.doubts.items():
        yield from _unlike(f"“{element}”的存疑", sorted(doubted(session, element)), sorted(ids))


def _count(session: Session, table: str, number: int) -> Iterator[str]:
    if table not in Record.metadata.tables:
        return (yield f"counts：没有“{table}”这张表")
    rows = session.scalar(select(func.count()).select_from(Record.metadata.tables[table]))
    yield from _unlike(f"“{table}”的行数", rows, number)


def _unlike(what: str, is_so: Any, told: Any) -> Iterator[str]:
    """Silence when it is as told."""
    if is_so != told:
        yield f"{what}：实际是 {_shown(is_so)}，故事说 {_shown(told)}"


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "有" if value else "没有"
    return "、".join(map(str, value)) or "没有" if isinstance(value, (list, tuple)) else str(value)


def _person(
    session: Session, name: str, declaration: Declaration, subject: str, ending: dict[str, Any]
) -> Iterator[str]:
    status = declaration.status.value
    yield from _unlike(f"{name} 的状态", status, ending.get("status", status))
    yield from _way(session, name, subject, ending, in_order=True)
    if "notice_over" in ending:
        latest = max(declaration.lines, key=lambda line: line.posted_at or declaration.created_at, default=None)
        yield from _unlike(f"{name} 的公示期满日", latest and latest.over_on, ending["notice_over"])
    certificate = session.scalars(select(Certificate).where(Certificate.declaration_id == declaration.id)).first()
    expected = ending.get("certificate", ending.get("status") == "certified")
    yield from _unlike(f"{name} 的证书", certificate is not None, expected)
    if certificate and "title_from" in ending:
        yield from _unlike(f"{name} 的职称起算日", certificate.from_on, ending["title_from"])


def _case(session: Session, name: str, subject: str, ending: dict[str, Any]) -> Iterator[str]:
    """A case that is no declaration: its record's state, what it passed and what not."""
    if "state" in ending:
        record: Any = load(session, subject)
        yield from _unlike(f"{name} 的状态", getattr(record, "state", "（没有状态）"), ending["state"])
    yield from _way(session, name, subject, ending, in_order=False)


def _way(session: Session, name: str, subject: str, ending: dict[str, Any], *, in_order: bool) -> Iterator[str]:
    """What a case passed, in order where the journal tells it, and what it never passed."""
    done, told = passed(session, subject)
    passes = ending.get("passes", [])
    if missing := [element for element in passes if element not in done]:
        yield f"{name}：没有走过 {'、'.join(missing)}；走过 {'、'.join(told)}"
    elif in_order:
        yield from _unlike(f"{name} 走过的次序", _those(told, passes), _those(passes, told))
    if too_much := [element for element in ending.get("never", []) if element in done]:
        yield f"{name}：不应走过 {'、'.join(too_much)}"


def _those(elements: Iterable[str], wanted: Iterable[str]) -> list[str]:
    known = set(wanted)
    return [element for element in elements if element in known]


def _committee(session: Session, name: str, ending: dict[str, Any]) -> Iterator[str]:
    """Status, counters by cycle (D, S, R, I) and years as key object; named by the beginning of its name."""
    known = session.scalars(select(Committee).where(Committee.name.startswith(name, autoescape=True))).all()
    if len(known) != 1:
        return (yield f"以“{name}”开头的评委会有 {len(known)} 个，应恰有一个")
    committee = known[0]
    yield from _unlike(f"{name} 的状态", committee.status, ending.get("status", committee.status))
    for cycle, numbers in ending.get("counters", {}).items():
        yield from _unlike(
            f"{name} 在 {cycle} 起的周期", list(vars(counting.tally(committee, cycle)).values()), numbers
        )
    if "key_object" in ending:
        yield from _unlike(
            f"{name} 列为重点的年度", tuple(letters.listed_years(committee)), tuple(ending["key_object"])
        )


def passed(session: Session, subject: str) -> tuple[set[str], list[str]]:
    """The elements a case passed; and those of them that the journal tells of, in order."""
    ids = session.scalars(select(ProcessInstance.id).where(ProcessInstance.subject == subject)).all()
    cases = [progress(session, id) for id in ids]
    done = {element for case in cases for element in case.done}
    return done, list(dict.fromkeys(entry.element for case in cases for entry in case.timeline))


def doubted(session: Session, element: str) -> set[str]:
    """The requirements that left a doubt at an element."""
    rows = session.scalars(select(Journal.requirements).where(Journal.element == element)).all()
    return {asked["id"] for row in rows for asked in row if asked.get("doubts")}
