"""Checks, signatures and recommendation as the law asks about them (A27, A28, A33)."""

from __future__ import annotations

from datetime import date, datetime

from handlers.evidence.applicants import EMPLOYED_NOWHERE, employment_of
from handlers.evidence.notices import since
from handlers.handler import Actor
from handlers.records.declarations import CheckRecord, Declaration, Recommendation
from handlers.rules import channel
from handlers.rules.terms import EmploymentKind
from handlers.rules.workdays import completed_years, local_date

UNIT_STAGES = ("unit", "using_unit")


def valid_checks(declaration: Declaration) -> list[CheckRecord]:
    """Checks of the texts now on the table, oldest first."""
    start = since(declaration)
    return [c for c in declaration.checks if start is None or c.checked_at >= start]


def standing_checks(declaration: Declaration) -> list[CheckRecord]:
    """The last valid check of each body in each stage."""
    last = {(c.stage, c.organisation_id): c for c in valid_checks(declaration)}
    return list(last.values())


def check(
    declaration: Declaration, actor: Actor, now: datetime, *, stage: str, opinion: str, text: str, seal_number: str
) -> channel.Check:
    """A body's check as it is about to be signed: the checker is who is signed in, the day is today."""
    today = local_date(now)
    return channel.Check(
        checker=actor.person_id,
        signed_in=actor.person_id,
        earlier_checkers=tuple(sorted(_involved(declaration, actor, stage))),
        opinion=opinion,
        text=text,
        checked_on=today,
        forwarded_on=today,
        seal_number=seal_number,
    )


def _involved(declaration: Declaration, actor: Actor, stage: str) -> set[str]:
    """Who took part in another step of the file: the applicant, checkers of other steps, the signer."""
    mine = (stage, actor.organisation_id)
    checkers = {c.checker_id for c in valid_checks(declaration) if (c.stage, c.organisation_id) != mine}
    signers = {letter.signer_id for letter in declaration.recommendations}
    return checkers | signers | {declaration.person_id}


def conduct(assessment: str, opinion: str) -> channel.Conduct:
    """The unit's assessment of conduct as it is about to be signed."""
    return channel.Conduct(assessment, opinion)


def assessed_conduct(declaration: Declaration) -> str:
    """The assessment the unit has signed, empty when there is none yet."""
    return next((c.conduct for c in reversed(valid_checks(declaration)) if c.conduct), "")


def first_check_signatures(declaration: Declaration) -> channel.FirstCheckSignatures:
    """Who must sign the first check and who has approved it (A28.4)."""
    required = [declaration.first_check_body_id]
    if declaration.joint_check:
        required.append(declaration.using_unit_id)
    signed = [
        c.organisation_id for c in standing_checks(declaration) if c.stage in UNIT_STAGES and c.opinion == "approve"
    ]
    return channel.FirstCheckSignatures(tuple(b or "" for b in required), tuple(signed))


def unit_has_approved(declaration: Declaration) -> bool:
    """Whether the unit that checks first has approved the texts now on the table."""
    body = declaration.first_check_body_id
    return any(
        c.stage == "unit" and c.organisation_id == body and c.opinion == "approve" for c in standing_checks(declaration)
    )


def letter_of(declaration: Declaration, now: datetime) -> channel.RecommendationLetter:
    """The recommendation in force; an empty letter when there is none."""
    start = since(declaration)
    written = [r for r in declaration.recommendations if start is None or r.recommended_at >= start]
    if not written:
        return channel.RecommendationLetter("", "", "", False, None, "", None, local_date(now))
    return letter(written[-1], local_date(now))


def letter(recommendation: Recommendation, forwarded_on: date) -> channel.RecommendationLetter:
    """A recommendation as a fact."""
    return channel.RecommendationLetter(
        how_chosen=recommendation.how_chosen,
        conditions=recommendation.conditions,
        publicity=recommendation.publicity,
        commitment=recommendation.commitment,
        signer=recommendation.signer_id,
        seal_number=recommendation.seal_number,
        signed_on=local_date(recommendation.recommended_at),
        forwarded_on=forwarded_on,
    )


def kind_of(declaration: Declaration) -> EmploymentKind:
    """How the applicant is employed; without an employment record, as a freelancer."""
    employment = employment_of(declaration)
    return employment.kind if employment else EmploymentKind.FREELANCER


def employed(declaration: Declaration) -> bool:
    """Whether there is an employer at all."""
    return kind_of(declaration) not in EMPLOYED_NOWHERE and employment_of(declaration) is not None


def posted_a_year(declaration: Declaration, on: date) -> bool:
    """Whether a posted worker has been at the posting place for a full year (A22.3)."""
    employment = employment_of(declaration)
    if employment is None or employment.kind is not EmploymentKind.POSTED:
        return False
    return completed_years(employment.from_on, on) >= 1


def unit_checkers(declaration: Declaration) -> frozenset[str]:
    """Who prepared the first check: its checkers, and the applicant."""
    checkers = {c.checker_id for c in valid_checks(declaration) if c.stage in UNIT_STAGES}
    return frozenset(checkers | {declaration.person_id})
