"""Supervision counted from the records, and what in them contradicts the law or itself.

Counts on its own: nothing here asks the rules that let the measures pass.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import accounts
from app.accounts import Account
from app.sandbox.figures import faults_of_the_machine
from handlers.records.committees import Committee, Expert, PoolMember
from handlers.records.declarations import Declaration
from handlers.records.integrity import IntegrityRecord
from handlers.records.supervision import KeyObject, Measure, RectificationCheck, ResumeConsent, RevocationDecision
from handlers.records.violations import BlacklistEntry
from handlers.rules.oversight import Improvement, Letter
from handlers.rules.terms import DeclarationStatus as S
from handlers.rules.terms import IntegritySubject
from handlers.rules.workdays import add_years, local_date

#: Where a declaration may still stand when its committee has lost its power: it was voted on before.
VOTED = (S.PASSED, S.RESULT_NOTICE, S.ON_HOLD, S.CLEARED, S.FOR_CONFIRMATION, S.CONFIRMED)


def oversight(session: Session, since: datetime) -> dict[str, Any]:
    """The figures of what was decided from an instant on."""
    letters = list(session.scalars(select(Measure).where(Measure.issued_at >= since)))
    interviews = [each for each in letters if each.letter is Letter.INTERVIEW]
    resumed = list(session.scalars(select(ResumeConsent).where(ResumeConsent.given_at >= since)))
    revoked = list(session.scalars(select(RevocationDecision).where(RevocationDecision.decided_at >= since)))
    bars = list(
        session.scalars(select(IntegrityRecord).where(IntegrityRecord.recorded_at >= since, IntegrityRecord.bars))
    )
    listed = list(session.scalars(select(BlacklistEntry).where(BlacklistEntry.listed_at >= since)))
    return {
        "reminders": sum(each.letter is Letter.REMINDER for each in letters),
        "interviews": len(interviews),
        "suspensions": sum(each.stops_review for each in interviews),
        "resumptions": len(resumed),
        "revocations": len(revoked),
        "bars": len(bars),
        "blacklisted": len(listed),
        "contradictions": [
            *_faults_of_letters(session, letters),
            *_faults_of_consents(session, resumed),
            *(fault for decision in revoked for fault in _faults_of_revocation(session, decision)),
            *(fault for record in bars for fault in _faults_of_bar(session, record)),
            *faults_of_the_machine(session),
        ],
    }


def _faults_of_letters(session: Session, letters: Sequence[Measure]) -> Iterator[str]:
    for letter in letters:
        assert letter.issued_at is not None
        items = [answer.item for answer in letter.answers]
        if not items or any(item.verified_at > letter.issued_at for item in items):
            yield f"{letter.number}：没有在发出之前查实的违规"
        signers = {signature.body_id for signature in letter.signatures if signature.agreed}
        if not signers or letter.case.committee.forming_unit_id in signers:
            yield f"{letter.number}：没有监管部门签署，或由组建单位签署"
        if letter.letter is Letter.INTERVIEW:
            year = local_date(letter.issued_at).year + 1
            if not session.scalar(
                select(KeyObject.year).where(KeyObject.measure_id == letter.id, KeyObject.year == year)
            ):
                yield f"{letter.number}：约谈后没有列入 {year} 年重点监管对象"


def _faults_of_consents(session: Session, consents: Sequence[ResumeConsent]) -> Iterator[str]:
    for consent in consents:
        found = session.scalars(
            select(RectificationCheck.improvement)
            .where(RectificationCheck.measure_id == consent.measure_id)
            .order_by(RectificationCheck.checked_at.desc())
        ).first()
        if found is not Improvement.IMPROVED:
            yield f"{consent.number}：整改没有认定到位而同意恢复评审"


def _faults_of_revocation(session: Session, decision: RevocationDecision) -> Iterator[str]:
    committee = decision.case.committee
    issued = [
        each
        for each in session.scalars(select(Measure).where(Measure.issued_at < decision.decided_at))
        if each.case.committee_id == committee.id and each.withdrawal is None
    ]
    reminders = sum(each.letter is Letter.REMINDER for each in issued)
    if reminders < 2 and reminders == len(issued):
        yield f"{decision.number}：提醒 {reminders} 次、没有约谈而收回评审权"
    if committee.status != "revoked":
        yield f"{decision.number}：评审权已收回，评委会状态为 {committee.status}"
    for declaration in session.scalars(select(Declaration).where(Declaration.committee_id == committee.id)):
        if not declaration.status.over and declaration.status not in VOTED:
            yield f"{decision.number}：{declaration.number} 没有退回，仍为{declaration.status.label}"


def _faults_of_bar(session: Session, record: IntegrityRecord) -> Iterator[str]:
    if record.ends_on >= add_years(record.effective_on, 3):
        yield f"{record.number}：记录期长于三年"
    if record.subject is IntegritySubject.APPLICANT:
        for declaration in session.scalars(select(Declaration).where(Declaration.person_id == record.person_id)):
            if not declaration.status.over and declaration.status is not S.DRAFT:
                yield f"{record.number}：{declaration.number} 没有取消，仍为{declaration.status.label}"
    elif record.subject is IntegritySubject.EXPERT:
        pools = select(Committee.name).join(PoolMember).join(Expert).where(Expert.person_id == record.person_id)
        for name in session.scalars(pools.where(PoolMember.term_to >= record.effective_on)):
            yield f"{record.number}：仍在{name}的专家库中"
    else:
        for account in session.scalars(select(Account).where(Account.person_id == record.person_id)):
            for appointment in accounts.appointments_of(session, account.id, record.ends_on):
                yield f"{record.number}：仍可担任{appointment.role.label}"
