"""A committee that was stopped or lost its power, seen from its cases under way (A78, I-33, I-34).

Whom a message reaches is decided here by the law's fate of each case; status and orders come from the records of
supervision, so that a message alone changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select

from handlers.evidence import applicants
from handlers.evidence.subjects import session_of
from handlers.records.certificates import Confirmation, ConfirmationBatch
from handlers.records.committees import Committee
from handlers.records.declarations import Declaration
from handlers.records.review_sessions import ReviewSession
from handlers.records.supervision import (
    Measure,
    MeasureWithdrawal,
    ResumeConsent,
    RevocationDecision,
    SupervisionCase,
)
from handlers.rules import committee as committees
from handlers.rules import oversight
from handlers.rules.oversight import Fate, Letter, fate
from handlers.rules.terms import DeclarationStatus
from handlers.rules.workdays import local_date

#: When a stop began that no paper tells of: any release is later.
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
STOPPED = ("suspended", "revoked")
RETURNED = tuple(status for status in DeclarationStatus if fate(status) is Fate.RETURNED)


@dataclass(frozen=True)
class Order:
    """By which paper a committee was stopped, or lost its power, and when. `kind` is suspended or revoked."""

    kind: str
    number: str
    at: datetime
    reason: str

    @property
    def words(self) -> str:
        """What everybody with a case there may read."""
        by = "因约谈停止评审" if self.kind == "suspended" else "评审权已收回"
        return f"{by}（{self.number}）" if self.number else by


def orders(committee: Committee) -> list[Order]:
    """Every stop and revocation of the committee that was not withdrawn, the earliest first. Two statements."""
    session = session_of(committee)
    session.flush()
    stops = session.execute(
        select(Measure.number, Measure.issued_at, Measure.orders)
        .join(SupervisionCase, SupervisionCase.id == Measure.case_id)
        .outerjoin(MeasureWithdrawal, MeasureWithdrawal.measure_id == Measure.id)
        .where(SupervisionCase.committee_id == committee.id, Measure.letter == Letter.INTERVIEW)
        .where(Measure.issued_at.is_not(None), MeasureWithdrawal.id.is_(None))
    )
    ends = session.execute(
        select(RevocationDecision.number, RevocationDecision.decided_at, RevocationDecision.reason)
        .join(SupervisionCase, SupervisionCase.id == RevocationDecision.case_id)
        .where(SupervisionCase.committee_id == committee.id)
    )
    found = [Order("suspended", number, at, text) for number, at, text in stops if at is not None]
    found += [Order("revoked", number, at, text) for number, at, text in ends]
    return sorted(found, key=lambda order: order.at)


def order(committee: Committee) -> Order | None:
    """The order that stops the committee now; none while it may review. No statement is asked of an active one."""
    if committee.status not in STOPPED:
        return None
    given = [each for each in orders(committee) if each.kind == committee.status]
    return given[-1] if given else Order(committee.status, "", LONG_AGO, "")


def filing_at_vote(committee: Committee, voted_at: datetime) -> committees.Filing:
    """The filing on the day of the vote, and whether the committee was stopped at that instant (I-33)."""
    filing = applicants.filing(committee, local_date(voted_at))
    if committee.status in STOPPED:
        return committees.Filing(filing.valid_from, filing.valid_to, _status_at(committee, voted_at), filing.on)
    return filing


def _status_at(committee: Committee, at: datetime) -> str:
    """How the committee stood at an instant, by the papers: stopped from an order until the consent that follows it."""
    before = [each for each in orders(committee) if each.at < at]
    if any(each.kind == "revoked" for each in before):
        return "revoked"
    if not before:
        return "active"
    resumed = session_of(committee).scalar(
        select(ResumeConsent.given_at)
        .join(SupervisionCase, SupervisionCase.id == ResumeConsent.case_id)
        .where(SupervisionCase.committee_id == committee.id, ResumeConsent.given_at <= at)
        .order_by(ResumeConsent.given_at.desc())
    )
    return "active" if resumed is not None and resumed >= before[-1].at else "suspended"


def hold(batch: ConfirmationBatch) -> oversight.Hold:
    """A batch about to be confirmed against the stop of its committee and the supervisor's last word on it."""
    committee = batch.session.committee
    stop = order(committee)
    last = batch.releases[-1] if stop and batch.releases else None
    return oversight.Hold(
        committee_status=committee.status,
        stopped_at=stop.at if stop else None,
        released_at=last.decided_at if last is not None and last.released else None,
    )


def returned_declarations(committee: Committee) -> list[str]:
    """References of the declarations that go back when the committee's power is taken back: not yet voted on."""
    wanted = select(Declaration.id).where(Declaration.committee_id == committee.id, Declaration.status.in_(RETURNED))
    return [f"declaration:{id}" for id in session_of(committee).scalars(wanted.order_by(Declaration.number))]


def ended_sessions(committee: Committee) -> list[str]:
    """References of the review sessions that end with the committee's power: their results are not signed."""
    wanted = select(ReviewSession.id).where(
        ReviewSession.committee_id == committee.id, ReviewSession.signed_at.is_(None), ReviewSession.ended_at.is_(None)
    )
    ids = session_of(committee).scalars(wanted.order_by(ReviewSession.number))
    return [f"review_session:{id}" for id in ids]


def stopped_cases(committee: Committee) -> list[str]:
    """References of the cases that are told of a stop and its end: sessions not signed, batches not decided."""
    undecided = (
        select(ConfirmationBatch.id)
        .join(ReviewSession, ReviewSession.id == ConfirmationBatch.session_id)
        .join(Confirmation, Confirmation.batch_id == ConfirmationBatch.id)
        .where(ReviewSession.committee_id == committee.id, Confirmation.outcome.is_(None))
        .distinct()
    )
    batches = sorted(session_of(committee).scalars(undecided))
    return ended_sessions(committee) + [f"confirmation_batch:{id}" for id in batches]
