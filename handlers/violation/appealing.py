"""Appeals against an entry of the archive: filed by the person, decided by the body that opened the case (A71.2a)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.evidence import violations
from handlers.evidence.subjects import session_of
from handlers.handler import Actor, handler
from handlers.records.integrity import IntegrityRecord
from handlers.records.table import new_id
from handlers.records.violations import BlacklistEntry, RecordAppeal, ViolationCase
from handlers.rules import acts, duties, oversight
from handlers.rules.workdays import local_date


def file_appeal(session: Session, record_id: str, person_id: str, text: str, now: datetime) -> ViolationCase:
    """Take in a person's appeal against an own entry; returns the case, to be told by `appeal_received`.

    Raises LookupError when the entry is not theirs, was replaced, came of no case here or is under appeal already.
    """
    record = session.get(IntegrityRecord, record_id)
    case = violations.case_of(session, record_id) if record and record.person_id == person_id else None
    if record is None or case is None or record.id not in {row.id for row in violations.standing_records(case)}:
        raise LookupError("这条记录不能在这里申诉；请向作出决定的单位书面提出")
    if any(appeal.open for appeal in case.appeals):
        raise LookupError("这条记录的申诉正在办理，不能重复提出；请等待答复")
    case.appeals.append(RecordAppeal(id=new_id(), record_id=record.id, text=text, filed_at=now))
    session.flush()
    return case


@handler
def decide_appeal(
    case: ViolationCase,
    *,
    actor: Actor,
    now: datetime,
    outcome: str,
    number: str,
    reason: str,
    ends_on: date | None = None,
) -> dict[str, Any]:
    """对诚信档案申诉作出决定"""
    appeal, today = violations.open_appeal(case), local_date(now)
    prepared = {case.investigator_id, case.assessed_by_id, *(each.decided_by_id for each in case.decisions)}
    duties.separation(duties.Duty("申诉处理", actor.person_id, frozenset(each for each in prepared if each)))
    appeal.outcome, appeal.number, appeal.reason = outcome, number, reason
    appeal.organisation_id, appeal.decided_by_id, appeal.decided_at = actor.organisation_id, actor.person_id, now
    if outcome == "upheld":
        return {"outcome": outcome}
    record = appeal.record
    acts.record_correction(
        correction=oversight.Correction(
            replaces=record.id, number=number, reason=reason, recorded_number=record.number,
            effective_on=record.effective_on, decided_on=today, ends_on=ends_on,
        )
    )  # fmt: skip
    appeal.correction = _corrected(case, record, actor, now, number, reason, ends_on)
    session_of(case).flush()
    return {"outcome": outcome}


def _corrected(
    case: ViolationCase,
    record: IntegrityRecord,
    actor: Actor,
    now: datetime,
    number: str,
    reason: str,
    ends_on: date | None,
) -> IntegrityRecord:
    """The row that takes the old one's place; without a last day the bar falls and the rows stay readable."""
    session = session_of(case)
    made = IntegrityRecord(
        id=new_id(), subject=record.subject, person_id=record.person_id, violation=record.violation,
        facts=record.facts, basis=f"{record.basis}；更正：{reason}", measure=record.measure,
        effective_on=record.effective_on, ends_on=ends_on or record.effective_on, decided_by_id=actor.organisation_id,
        number=number, serious=record.serious, bars=ends_on is not None, replaces_id=record.id, recorded_at=now,
    )  # fmt: skip
    session.add(made)
    if ends_on is None:
        _off_the_blacklist(session, case, now)
    return made


def _off_the_blacklist(session: Session, case: ViolationCase, now: datetime) -> None:
    """What rested on an entry that falls, falls with it."""
    listed = session.scalars(
        select(BlacklistEntry).where(BlacklistEntry.case_id == case.id, BlacklistEntry.lifted_on.is_(None))
    )
    for entry in listed:
        entry.lifted_on = local_date(now)
