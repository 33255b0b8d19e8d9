"""Who is barred on a day, from the integrity archive alone: one statement for however many experts (A72.3, A73.1)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, aliased

from handlers.records.committees import Expert
from handlers.records.integrity import IntegrityRecord
from handlers.records.review_sessions import Seat
from handlers.records.violations import CaseDecision, ViolationCase
from handlers.rules import oversight
from handlers.rules.terms import IntegritySubject

_Later = aliased(IntegrityRecord)
STANDING = (IntegrityRecord.bars, ~exists().where(_Later.replaces_id == IntegrityRecord.id))


def expert_bars(session: Session, experts: Iterable[str], on: date) -> dict[str, date]:
    """Expert id → last day of the records as an expert that are in effect on `on`; who has none is not in it."""
    wanted = (
        select(Expert.id, func.max(IntegrityRecord.ends_on))
        .join(IntegrityRecord, IntegrityRecord.person_id == Expert.person_id)
        .where(Expert.id.in_(list(experts)), IntegrityRecord.subject == IntegritySubject.EXPERT)
        .where(IntegrityRecord.effective_on <= on, *STANDING)
        .group_by(Expert.id)
    )
    return {expert: ends_on for expert, ends_on in session.execute(wanted)}


def seat_bars(session: Session, seats: Iterable[Seat], on: date) -> tuple[oversight.SeatBar, ...]:
    """The seats of a session as the law asks about their experts' records; codes are opaque."""
    those = list(seats)
    barred = expert_bars(session, (seat.expert_id for seat in those), on)
    return tuple(oversight.SeatBar(seat.expert_id[:8], barred.get(seat.expert_id), on) for seat in those)


def applicant_records(session: Session, person_id: str, on: date) -> tuple[str, ...]:
    """The numbers of the decisions on a person as applicant that end what is under way on `on`.

    A record that has not ended, also one without a bar, or a decision that only cancels and leaves no record (I-29).
    """
    wanted = (
        select(IntegrityRecord.number)
        .where(IntegrityRecord.person_id == person_id, IntegrityRecord.subject == IntegritySubject.APPLICANT)
        .where(IntegrityRecord.ends_on >= on, STANDING[1])
        .order_by(IntegrityRecord.recorded_at)
    )
    cancelling = (
        select(CaseDecision.number)
        .join(ViolationCase, ViolationCase.id == CaseDecision.case_id)
        .where(ViolationCase.person_id == person_id, CaseDecision.cancel_only, CaseDecision.effective_on <= on)
        .order_by(CaseDecision.decided_at)
    )
    return (*session.scalars(wanted), *session.scalars(cancelling))
