"""What the monitor shows of supervision: committees with their counters, cases, the list of key objects, one ladder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from handlers.evidence.supervision import counting
from handlers.records.committees import Committee
from handlers.records.supervision import (
    CaseState,
    KeyObject,
    Measure,
    MeasureWithdrawal,
    SupervisionCase,
    VerifiedItem,
)
from handlers.rules import oversight
from handlers.rules.oversight import Counters
from handlers.rules.workdays import local_date

STATUS = {
    "applying": "申请备案中",
    "active": "正常",
    "suspended": "已停止评审",
    "expired": "备案期满",
    "revoked": "评审权已收回",
}


@dataclass(frozen=True)
class Watched:
    """A committee as its supervisors see it: numbers of the filing cycle in force, and of all cycles together."""

    id: str
    name: str
    unit: str
    status: str
    cycle_on: date | None
    counted: Counters
    ever: tuple[int, int]  # reminders and interviews of all cycles
    open_cases: int
    key_years: tuple[int, ...]

    @property
    def word(self) -> str:
        return STATUS[self.status]

    @property
    def tone(self) -> str:
        return {"suspended": "amber", "revoked": "red", "expired": "amber"}.get(self.status, "")

    @property
    def revocable(self) -> bool:
        """Two reminders or one interview: the power may be taken back if nothing improves."""
        return self.counted.revocable and self.status != "revoked"

    @property
    def weight(self) -> tuple[int, ...]:
        """What needs looking at comes first."""
        numbers = (self.counted.interviews, self.counted.reminders, self.counted.distinct)
        return (-self.revocable, -(self.status == "suspended"), -self.open_cases, *(-n for n in numbers))


def watched(session: Session, of: ColumnElement[bool], on: date) -> list[Watched]:
    """The committees of a filter on `Committee`, those that need looking at first: five statements."""
    loaded = (joinedload(Committee.forming_unit), selectinload(Committee.cycles))
    committees = list(session.scalars(select(Committee).where(of).options(*loaded).order_by(Committee.name)))
    ids = select(Committee.id).where(of)
    items, letters = _items(session, ids), _letters(session, ids)
    cases, years = _open_cases(session, ids), key_years(session, ids)
    lines = [_line(c, on, items[c.id], letters[c.id], cases.get(c.id, 0), years.get(c.id, ())) for c in committees]
    return sorted(lines, key=lambda line: (line.weight, line.name))


def _line(
    committee: Committee, on: date, items: list[oversight.Item], letters: list[oversight.Issued], open_cases: int,
    years: tuple[int, ...],
) -> Watched:  # fmt: skip
    cycle = counting.cycle_of(committee, on)
    sent = [each.letter for each in letters if not each.withdrawn]
    return Watched(
        id=committee.id,
        name=committee.name,
        unit=committee.forming_unit.name,
        status=committee.status,
        cycle_on=None if cycle == counting.BEFORE_FILING else cycle,
        counted=oversight.counters(items, letters, cycle),
        ever=(sent.count(oversight.Letter.REMINDER), sent.count(oversight.Letter.INTERVIEW)),
        open_cases=open_cases,
        key_years=years,
    )


def _items(session: Session, ids: Any) -> Mapping[str, list[oversight.Item]]:
    found: dict[str, list[oversight.Item]] = defaultdict(list)
    rows = session.execute(
        select(SupervisionCase.committee_id, VerifiedItem.code, VerifiedItem.cycle_on, MeasureWithdrawal.id)
        .join(SupervisionCase, SupervisionCase.id == VerifiedItem.case_id)
        .outerjoin(MeasureWithdrawal, MeasureWithdrawal.item_id == VerifiedItem.id)
        .where(SupervisionCase.committee_id.in_(ids))
    )
    for committee, code, cycle, gone in rows:
        found[committee].append(oversight.Item(code, cycle, gone is not None))
    return found


def _letters(session: Session, ids: Any) -> Mapping[str, list[oversight.Issued]]:
    found: dict[str, list[oversight.Issued]] = defaultdict(list)
    rows = session.execute(
        select(SupervisionCase.committee_id, Measure.id, Measure.letter, Measure.cycle_on, MeasureWithdrawal.id)
        .join(SupervisionCase, SupervisionCase.id == Measure.case_id)
        .outerjoin(MeasureWithdrawal, MeasureWithdrawal.measure_id == Measure.id)
        .where(SupervisionCase.committee_id.in_(ids), Measure.issued_at.is_not(None))
    )
    for committee, number, letter, cycle, gone in rows:
        found[committee].append(oversight.Issued(number, letter, cycle, gone is not None))
    return found


def _open_cases(session: Session, ids: Any) -> dict[str, int]:
    wanted = select(SupervisionCase.committee_id, func.count()).where(
        SupervisionCase.committee_id.in_(ids), SupervisionCase.state == CaseState.OPEN
    )
    return {committee: number for committee, number in session.execute(wanted.group_by(SupervisionCase.committee_id))}


def key_years(session: Session, ids: Any) -> dict[str, tuple[int, ...]]:
    """For which years each committee is a key object, by interviews that stand (A78.2)."""
    rows = session.execute(
        select(KeyObject.committee_id, KeyObject.year)
        .outerjoin(MeasureWithdrawal, MeasureWithdrawal.measure_id == KeyObject.measure_id)
        .where(KeyObject.committee_id.in_(ids), MeasureWithdrawal.id.is_(None))
        .distinct()
        .order_by(KeyObject.year)
    )
    found: dict[str, tuple[int, ...]] = {}
    for committee, year in rows:
        found[committee] = (*found.get(committee, ()), year)
    return found


def cases(session: Session, of: ColumnElement[bool], most: int = 100) -> Sequence[SupervisionCase]:
    """The cases of a filter, the open ones first, then the newest."""
    wanted = (
        select(SupervisionCase)
        .where(of)
        .options(joinedload(SupervisionCase.committee), joinedload(SupervisionCase.opened_by))
    )
    open_first = (
        SupervisionCase.state != CaseState.OPEN,
        SupervisionCase.opened_at.desc(),
        SupervisionCase.number.desc(),
    )
    return session.scalars(wanted.order_by(*open_first).limit(most)).all()


def overdue_on(case: SupervisionCase, on: date) -> date | None:
    """The last day for a report that has passed without one; none otherwise."""
    measure = counting.current_measure(case)
    if case.state is not CaseState.OPEN or measure is None:
        return None
    reported = counting.reported_at(measure)
    return measure.due if oversight.overdue(measure.due, local_date(reported) if reported else None, on) else None
