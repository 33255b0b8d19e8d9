"""A case against a person as the law asks about it (A71–A75, A80, table i)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.evidence import posts_held, suspects
from handlers.evidence.authorities import authorities, authority_of
from handlers.evidence.subjects import session_of
from handlers.evidence.texts import cite
from handlers.handler import Actor
from handlers.records.committees import Expert, PoolMember
from handlers.records.declarations import Declaration
from handlers.records.integrity import IntegrityRecord
from handlers.records.organisations import Organisation
from handlers.records.review_sessions import ReviewSession, Seat
from handlers.records.violations import (
    CaseDecision,
    CaseReferral,
    CaseVerification,
    RecordAppeal,
    ViolationCase,
)
from handlers.rules import editions, oversight
from handlers.rules.article import CURRENT_EDITION
from handlers.rules.eligibility.person import integrity_record_ends_on
from handlers.rules.oversight import Party
from handlers.rules.terms import IntegritySubject
from handlers.rules.workdays import local_date

RECOMMENDER, FORMING_UNIT = "recommender", "forming_unit"
BODIES = {RECOMMENDER: "推荐单位", FORMING_UNIT: "评委会组建单位"}
IN_FORCE = ("valid", "unsealed")
PARTIES = {
    IntegritySubject.APPLICANT: Party.APPLICANT,
    IntegritySubject.EXPERT: Party.EXPERT,
    IntegritySubject.STAFF: Party.STAFF,
}
BASES = {
    oversight.Sanction.CANCELLATION: "A72",
    oversight.Sanction.ANNULMENT: "A72",
    oversight.Sanction.DISQUALIFICATION: "A73",
    oversight.Sanction.STAFF_BAR: "A74",
}


def lines(text: str | None) -> list[str]:
    """What a person wrote one to a line."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def verification(case: ViolationCase, verified_by: str | None = None) -> oversight.Verification:
    """What was established, by whom, on what papers; a clue's signals are not evidence and are not named here."""
    return oversight.Verification(
        subject=oversight.Subject[case.subject.name],
        code=case.code,
        facts=case.facts,
        evidence=tuple(case.evidence),
        signals=(),
        verified_by=verified_by or case.investigator_id or "",
    )


def happened(on: date) -> tuple[editions.Dated, editions.Cited]:
    """The day of the facts, and the edition this program decides by (I-37)."""
    return editions.Dated(on), editions.Cited(CURRENT_EDITION, on)


def hearing(case: ViolationCase, on: date) -> oversight.PersonHeard:
    """Whether the person has spoken, before a decision on a day."""
    return oversight.PersonHeard(local_date(case.heard_at) if case.heard_at else None, case.unheard_reason, on)


def verified(case: ViolationCase, body: str) -> CaseVerification | None:
    """What a body found, if it has."""
    return next((each for each in case.verifications if each.body == body), None)


def both_established(case: ViolationCase) -> bool:
    """Whether both bodies have found the breach established."""
    made = [verified(case, body) for body in BODIES]
    return all(each is not None and each.established for each in made)


def check(case: ViolationCase, body: str, actor: Actor, text: str) -> oversight.CaseCheck:
    """A verification about to be signed."""
    lawful = case.recommender_id if body == RECOMMENDER else case.forming_unit_id
    others = [case.investigator_id, *(each.verifier_id for each in case.verifications)]
    return oversight.CaseCheck(
        body=BODIES[body],
        lawful_body=lawful or "",
        checked_at=actor.organisation_id,
        verifier=actor.person_id,
        others=tuple(each for each in others if each),
        text=text,
    )


def title_obtained(case: ViolationCase) -> bool:
    """Whether the person holds the title that the case is about."""
    return case.certificate is not None and case.certificate.status in IN_FORCE


def letter(case: ViolationCase) -> oversight.UnitLetter:
    """Whether the case was found serious, and the letter to the unit."""
    return oversight.UnitLetter(case.serious, case.serious_reason, case.letter_number, case.suggestion)


def leniency(case: ViolationCase) -> oversight.Leniency:
    """The choice to cancel only."""
    return oversight.Leniency(title_obtained(case), case.cancel_only, case.cancel_only_reason)


def facts(case: ViolationCase) -> dict[str, str | bool]:
    """The inputs of `sanctions.dmn` (table i)."""
    return {
        "party": PARTIES[case.subject].value,
        "title_obtained": title_obtained(case),
        "cancel_only": case.cancel_only,
        "serious": case.serious,
        "dishonest": case.dishonest,
        "discipline": case.discipline,
        "crime": case.crime,
    }


def running(case: ViolationCase) -> list[Declaration]:
    """The person's declarations under way, drafts included, by number."""
    wanted = select(Declaration).where(Declaration.person_id == case.person_id).order_by(Declaration.number)
    return [each for each in session_of(case).scalars(wanted).unique() if not each.status.over]


def cancellation(case: ViolationCase, actor: Actor, number: str) -> oversight.Cancellation:
    """An employer's decision to cancel; every declaration under way is closed by the message that follows it."""
    numbers = tuple(each.number for each in running(case))
    return oversight.Cancellation(
        code=case.code,
        verification_number=case.number if both_established(case) else "",
        title_obtained=title_obtained(case),
        employer=case.unit_id or "",
        decided_by=actor.organisation_id,
        number=number,
        active=numbers,
        closed=numbers,
        forming_unit_told=case.forming_unit_id is not None,
        cancel_only=case.cancel_only,
        cancel_only_reason=case.cancel_only_reason,
    )


def annulment(case: ViolationCase, on: date, number: str) -> oversight.Annulment:
    """A decision to annul, with the two verifications; one that found nothing does not count."""
    recommender, forming = (_established(case, body) for body in (RECOMMENDER, FORMING_UNIT))
    return oversight.Annulment(
        code=case.code,
        certificate_number=case.certificate.number if case.certificate else "",
        recommender_verified_on=local_date(recommender.verified_at) if recommender else None,
        recommender_verifier=recommender.verifier_id if recommender else None,
        forming_unit_verified_on=local_date(forming.verified_at) if forming else None,
        forming_unit_verifier=forming.verifier_id if forming else None,
        decided_on=on,
        number=number,
    )


def _established(case: ViolationCase, body: str) -> CaseVerification | None:
    made = verified(case, body)
    return made if made is not None and made.established else None


def annulment_power(case: ViolationCase, actor: Actor, on: date) -> oversight.AnnulmentPower:
    """Who is about to annul, against whose title it is (table f). Raises LookupError without a declaration."""
    if case.declaration is None:
        raise LookupError("本案没有登记申报和证书，不得撤销职称；请由立案的监管部门先查明")
    session = session_of(case)
    return oversight.AnnulmentPower(
        title_kind=case.declaration.title_kind,
        level=case.declaration.level,
        belongs_to=authorities(session, on).belongs_to(case.declaration),
        acting=authority_of(session.get(Organisation, actor.organisation_id)),
    )


def entry(case: ViolationCase, sanction: oversight.Sanction, number: str, on: date) -> oversight.Entry:
    """The row about to go into the archive: three years from today, when the decision takes effect (I-29)."""
    article = BASES[sanction]
    return oversight.Entry(
        subject=case.subject,
        person=case.person.name,
        code=case.code,
        facts=case.facts,
        basis=f"《内蒙古自治区职称评审管理实施细则》{cite(article)}",
        measure=sanction.label,
        decided_on=on,
        effective_on=on,
        ends_on=integrity_record_ends_on(on),
        number=number,
    )


def record(case: ViolationCase, entered: oversight.Entry, actor: Actor, now: datetime) -> IntegrityRecord:
    """The archive's row of a lawful entry, not yet written."""
    return IntegrityRecord(
        subject=entered.subject, person_id=case.person_id, violation=entered.code, facts=entered.facts,
        basis=entered.basis, measure=entered.measure, effective_on=entered.effective_on, ends_on=entered.ends_on,
        decided_by_id=actor.organisation_id, number=entered.number, serious=case.serious, bars=True, recorded_at=now,
    )  # fmt: skip


def pools_in_force(expert: Expert, on: date) -> list[PoolMember]:
    """The pools the expert is in on a day, or will be."""
    return [member for member in suspects.pools_of(expert) if member.term_to >= on]


def sessions_of(expert: Expert) -> list[ReviewSession]:
    """The sessions in which the expert has a seat, the newest first."""
    wanted = select(ReviewSession).join(Seat, Seat.session_id == ReviewSession.id).where(Seat.expert_id == expert.id)
    return list(session_of(expert).scalars(wanted.order_by(ReviewSession.created_at.desc())).unique())


def disqualification(
    case: ViolationCase,
    actor: Actor,
    left: list[PoolMember],
    checked: list[ReviewSession],
    number: str,
    unit_letter_number: str,
    on: date,
) -> oversight.Disqualification:
    """A decision that an expert leaves the pools `left` and that the sessions `checked` are looked into."""
    expert = suspects.expert_of(case)
    pools = pools_in_force(expert, on) if expert else []
    sat = {review.id for review in sessions_of(expert)} if expert else set()
    return oversight.Disqualification(
        code=case.code,
        forming_unit=case.forming_unit_id or "",
        decided_by=actor.organisation_id,
        number=number,
        pools=tuple(member.committee_id for member in pools),
        left=tuple(member.committee_id for member in left),
        sessions_checked=sat <= {review.id for review in checked},
        unit_letter_number=unit_letter_number,
    )


def staff_bar(case: ViolationCase, order_number: str, circular_number: str, on: date) -> oversight.StaffBar:
    """An order out of title work. Every post is locked by the entry itself: who has one may not sign in with it."""
    held = posts_held.titles_of(posts_held.posts_of(session_of(case), on, case.person_id))
    return oversight.StaffBar(case.code, order_number, circular_number, roles=held, locked=held)


def standing_records(case: ViolationCase) -> list[IntegrityRecord]:
    """The rows of the archive that came of the case and were not replaced."""
    rows = [decision.record for decision in case.decisions if decision.record is not None]
    corrected = [appeal.correction for appeal in case.appeals if appeal.correction is not None]
    replaced = {row.replaces_id for row in corrected}
    return [row for row in (*rows, *corrected) if row.id not in replaced]


def referral(made: CaseReferral) -> oversight.Referral:
    """A referral about to be recorded; it holds when every paper it names is held."""
    held = {hold.paper for hold in made.holds if hold.lifted_at is None}
    return oversight.Referral(
        made.to, made.facts, made.basis, made.number, tuple(made.papers), set(made.papers) <= held
    )


def open_appeal(case: ViolationCase) -> RecordAppeal:
    """The oldest appeal that waits. Raises LookupError when none does."""
    waiting = [appeal for appeal in case.appeals if appeal.open]
    if not waiting:
        raise LookupError("没有待处理的申诉")
    return waiting[0]


def case_of(session: Session, record_id: str) -> ViolationCase | None:
    """The case that an archive row came of, through any corrections."""
    seen: IntegrityRecord | None = session.get(IntegrityRecord, record_id)
    while seen is not None and seen.replaces_id is not None:
        seen = session.get(IntegrityRecord, seen.replaces_id)
    if seen is None:
        return None
    of_record = select(CaseDecision.case_id).where(CaseDecision.record_id == seen.id)
    return session.scalars(select(ViolationCase).where(ViolationCase.id.in_(of_record))).first()
