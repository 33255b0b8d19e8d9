"""Signals about applicants: the same file, the same first place, a declaration after a written FAIL (V62.1, V62.2)."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from sqlalchemy import Select, func, select, text
from sqlalchemy.orm import Session

from handlers.evidence.clues import Target
from handlers.evidence.screening.hits import Hit, Screen, Window, day
from handlers.records.declarations import Declaration
from handlers.records.organisations import Organisation
from handlers.records.people import Person
from handlers.records.readings import ClaimedPlace, Material
from handlers.rules.inspection import ClueSubject
from handlers.rules.oversight.signals import AfterFail, FileMatch, FirstPlaces, Signal, signals

WHO = ("申报编号", "申报人", "单位")

#: The verdict in the snapshot of submission, as the partial index has it.
FAILED = {
    "sqlite": "json_extract(declaration.snapshot, '$.law.verdict') = 'fail'",
    "postgresql": "declaration.snapshot -> 'law' ->> 'verdict' = 'fail'",
}


def _target(row: Any) -> Target:
    return Target(
        ClueSubject.DECLARATION, row.number, row.committee_id, row.person_id, row.employer_id, row.declaration_id
    )


def _declared(*more: Any) -> Select[Any]:
    """Declarations with the columns every hit names."""
    return (
        select(
            Declaration.id.label("declaration_id"), Declaration.number, Declaration.committee_id,
            Declaration.person_id, Declaration.employer_id, Person.name.label("person"),
            Organisation.name.label("unit"), *more,
        )
        .join(Person, Person.id == Declaration.person_id)
        .join(Organisation, Organisation.id == Declaration.employer_id)
    )  # fmt: skip


def same_file(session: Session, window: Window) -> list[Hit]:
    """Files of one hash in the declarations of two persons or more."""
    shared = (
        select(Material.sha256)
        .join(Declaration, Declaration.id == Material.declaration_id)
        .group_by(Material.sha256)
        .having(func.count(func.distinct(Declaration.person_id)) > 1, func.max(Material.handed_in_at) >= window.since)
        .order_by(Material.sha256)
        .limit(window.most)
    )
    rows = session.execute(
        _declared(Material.sha256.label("shared"), Material.name.label("file"), Material.handed_in_at)
        .join(Material, Material.declaration_id == Declaration.id)
        .where(Material.sha256.in_(shared), window.here(Organisation.area))
        .order_by(Material.sha256, Material.handed_in_at, Declaration.number)
    ).all()
    return [
        Hit(sha, _target(those[-1]), seen.code, f"{those[-1].file}，{seen.seen}", (*WHO, "文件", "提交时间", "SHA-256"),
            [(r.number, r.person, r.unit, r.file, day(r.handed_in_at), sha[:16]) for r in those])
        for sha, those in _grouped(rows)
        for seen in signals(FileMatch(len({r.person_id for r in those}) - 1))
    ]  # fmt: skip


def same_first_place(session: Session, window: Window) -> list[Hit]:
    """One achievement, by its registered number, in which two persons or more claim the first place."""
    first = ClaimedPlace.place == 1
    shared = (
        select(ClaimedPlace.number)
        .join(Declaration, Declaration.id == ClaimedPlace.declaration_id)
        .where(first)
        .group_by(ClaimedPlace.number)
        .having(func.count(func.distinct(Declaration.person_id)) > 1, func.max(Declaration.year).in_(window.years))
        .order_by(ClaimedPlace.number)
        .limit(window.most)
    )
    rows = session.execute(
        _declared(ClaimedPlace.number.label("shared"), ClaimedPlace.name.label("work"), Declaration.submitted_at)
        .join(ClaimedPlace, ClaimedPlace.declaration_id == Declaration.id)
        .where(first, ClaimedPlace.number.in_(shared), window.here(Organisation.area))
        .order_by(ClaimedPlace.number, Declaration.created_at, Declaration.number)
    ).all()
    return [
        Hit(number, _target(those[-1]), seen.code, f"{those[-1].work}（{number}）{seen.seen}",
            (*WHO, "成果", "登记号", "提交时间"),
            [(r.number, r.person, r.unit, r.work, number, day(r.submitted_at)) for r in those])
        for number, those in _grouped(rows)
        for seen in signals(FirstPlaces(len({r.person_id for r in those})))
    ]  # fmt: skip


def _grouped(rows: Iterable[Any]) -> Iterable[tuple[str, list[Any]]]:
    """Rows of one shared thing together."""
    return ((shared, list(those)) for shared, those in groupby(rows, key=lambda row: row.shared))


def _after_fail(session: Session, window: Window, *, accepted: bool) -> list[Hit]:
    instant = Declaration.accepted_at if accepted else Declaration.submitted_at
    failed = text(FAILED[session.get_bind().dialect.name])
    rows = session.execute(
        _declared(Declaration.submitted_at, Declaration.accepted_at, Declaration.snapshot)
        .where(Declaration.submitted_at >= window.since, instant.is_not(None), failed)
        .where(window.here(Organisation.area))
        .order_by(Declaration.submitted_at.desc())
        .limit(window.most)
    )
    return [
        Hit(r.declaration_id, _target(r), seen.code, f"{r.number} {seen.seen}",
            (*WHO, "判定不符合", "提交时间", "受理时间"),
            [(r.number, r.person, r.unit, _failing(r.snapshot), day(r.submitted_at), day(r.accepted_at))])
        for r in rows
        for seen in signals(AfterFail(declared=not accepted, accepted=accepted))
    ]  # fmt: skip


def _failing(snapshot: dict[str, Any]) -> str:
    """What the check said no to, in its own words."""
    said = [each for each in snapshot["law"].get("findings", ()) if each.get("verdict") == "fail"]
    return "；".join(words for each in said for words in each.get("said", ()))[:300]


def declared_after_fail(session: Session, window: Window) -> list[Hit]:
    """Handed in although the check in writing had said FAIL."""
    return _after_fail(session, window, accepted=False)


def accepted_despite_fail(session: Session, window: Window) -> list[Hit]:
    """Accepted by the office although the check in writing had said FAIL."""
    return _after_fail(session, window, accepted=True)


SCREENS = (
    Screen(
        Signal.DECLARED_AFTER_FAIL, "V62.1", "申报核对结论为不符合，仍然提交的申报。", "一份即提示", declared_after_fail
    ),
    Screen(Signal.SAME_FILE, "V62.2", "不同申报人提交的附件内容完全相同（SHA-256 一致）。", "两人及以上", same_file),
    Screen(
        Signal.SAME_FIRST_PLACE, "V62.2", "同一登记号的成果，不止一人填报排名第一。", "两人及以上", same_first_place
    ),
    Screen(
        Signal.ACCEPTED_DESPITE_FAIL,
        "V65.4",
        "申报核对结论为不符合，仍然受理的申报。",
        "一份即提示",
        accepted_despite_fail,
    ),
)
