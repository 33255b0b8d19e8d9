"""Rectification, consent to resume and revocation as the law asks about them (A78)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import exists, select

from handlers.evidence.subjects import session_of
from handlers.evidence.supervision import bodies, counting
from handlers.records.committees import Committee
from handlers.records.supervision import (
    Measure,
    RectificationCheck,
    ResumeConsent,
    RevocationDecision,
    SupervisionCase,
)
from handlers.rules import oversight
from handlers.rules.oversight import Improvement, Letter, Standing
from handlers.rules.workdays import local_date


def check(measure: Measure, found: RectificationCheck | None, now: datetime) -> oversight.Rectification:
    """The letter's rectification with what a person found; nothing found is open."""
    reported = counting.reported_at(measure)
    return oversight.Rectification(
        due_on=measure.due,
        reported_on=local_date(reported) if reported else None,
        improvement=found.improvement if found else Improvement.OPEN,
        evidence=tuple(found.evidence) if found else (),
        checked_by=found.checked_by_id if found else "",
        checked_on=local_date(found.checked_at if found else now),
    )


def outstanding(committee: Committee) -> list[Measure]:
    """The interviews by which review work rests: they stand, and nobody has consented to go on after them."""
    rows = session_of(committee).scalars(
        select(Measure)
        .join(SupervisionCase, SupervisionCase.id == Measure.case_id)
        .where(
            SupervisionCase.committee_id == committee.id,
            Measure.letter == Letter.INTERVIEW,
            Measure.issued_at.is_not(None),
            ~exists().where(ResumeConsent.measure_id == Measure.id, ResumeConsent.given_at.is_not(None)),
        )
    )
    return [measure for measure in rows if measure.standing]


def improvement(committee: Committee) -> Improvement:
    """What was found of every outstanding interview's rectification: improved only when all of them are."""
    found = [counting.last_check(measure) for measure in outstanding(committee)]
    if any(each is not None and each.improvement is Improvement.NOT_IMPROVED for each in found):
        return Improvement.NOT_IMPROVED
    improved = found and all(each is not None and each.improvement is Improvement.IMPROVED for each in found)
    return Improvement.IMPROVED if improved else Improvement.OPEN


def resumption(case: SupervisionCase, consent: ResumeConsent | None, now: datetime) -> oversight.Resumption:
    """Review work about to be taken up again; consent counts once every supervisor has agreed."""
    signed = consent is not None and consent.dropped_at is None
    agreed = [s.signed_at for s in consent.signatures if s.agreed] if consent is not None and signed else []
    status = {"suspended": Standing.SUSPENDED, "revoked": Standing.REVOKED}
    return oversight.Resumption(
        standing=status.get(case.committee.status, Standing.ACTIVE),
        improvement=improvement(case.committee),
        consent_number=consent.number if consent is not None and signed else "",
        consented_at=max(agreed, default=None),
        resumed_at=now,
    )


def revocation(case: SupervisionCase, decision: RevocationDecision, measure: Measure | None) -> oversight.Revocation:
    """The power to review about to be taken back, with the counters of the cycle in which the letters went out."""
    on = local_date(decision.decided_at)
    cycle = measure.cycle_on if measure else counting.cycle_of(case.committee, on)
    return oversight.Revocation(
        ground=decision.ground,
        counted=counting.tally(case.committee, cycle),
        improvement=counting.improvement(case),
        evidence=tuple(decision.evidence),
        number=decision.number,
        level=bodies.level_of(case.committee),
        belongs_to=bodies.belongs_to(case.committee),
        acting=bodies.authority(case.committee, decision.body_id),
    )
