"""Confirmation and certificate as the law asks about them (A53–A55, table f)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import or_, select

from handlers.evidence import credentials
from handlers.evidence.notices import complaints_on, ended_on, name_on
from handlers.evidence.routes import standing
from handlers.evidence.subjects import session_of
from handlers.records.certificates import Confirmation, ConfirmationBatch
from handlers.records.declarations import Declaration
from handlers.records.notices import Publicity
from handlers.records.organisations import AuthorityGrant, Organisation
from handlers.records.review_sessions import Candidate, ReviewSession
from handlers.rules import jurisdiction
from handlers.rules.jurisdiction import Authority, Belonging
from handlers.rules.terms import ComplaintOpinion, OrganisationKind, OrganisationLevel, PublicityKind
from handlers.rules.workdays import local_date

LEVELS = {
    Authority.REGION_HR: OrganisationLevel.REGION,
    Authority.LEAGUE_HR: OrganisationLevel.LEAGUE,
    Authority.COUNTY_HR: OrganisationLevel.COUNTY,
}


def belongs_to(declaration: Declaration, on: date) -> Belonging:
    """Whose the applicant is; a county's only where its HR department holds the power for the level."""
    unit = declaration.first_check_body or declaration.employer
    if standing(unit) in ("region_department", "region_direct") or unit.level is OrganisationLevel.REGION:
        return Belonging.REGION
    return Belonging.COUNTY if _county_confirms(declaration, unit.area, on) else Belonging.LEAGUE


def _county_confirms(declaration: Declaration, area: str, on: date) -> bool:
    granted = (
        select(AuthorityGrant.id)
        .join(Organisation)
        .where(
            Organisation.kind == OrganisationKind.HR,
            Organisation.level == OrganisationLevel.COUNTY,
            Organisation.area == area,
            AuthorityGrant.power == "confirm",
            or_(AuthorityGrant.level.is_(None), AuthorityGrant.level == declaration.level),
            AuthorityGrant.from_on <= on,
            or_(AuthorityGrant.to_on.is_(None), AuthorityGrant.to_on >= on),
        )
    )
    return session_of(declaration).scalar(granted.limit(1)) is not None


def department(declaration: Declaration, authority: Authority) -> Organisation | None:
    """The HR department that an authority of table (f) is in the declaration's case; none for REVIEW."""
    if authority not in LEVELS:
        return None
    unit = declaration.first_check_body or declaration.employer
    area = {"region_hr": "150000", "league_hr": unit.area[:4] + "00", "county_hr": unit.area}[authority.value]
    wanted = select(Organisation).where(
        Organisation.kind == OrganisationKind.HR, Organisation.level == LEVELS[authority]
    )
    found = list(session_of(declaration).scalars(wanted.order_by(Organisation.code)))
    return next((b for b in found if b.area == area or authority is Authority.REGION_HR), None)


def authority_of(body: Organisation | None) -> Authority:
    """Which authority of table (f) a body is; REVIEW when it is none."""
    if body is None or body.kind is not OrganisationKind.HR:
        return Authority.REVIEW
    return next((a for a, level in LEVELS.items() if body.level is level), Authority.REVIEW)


def competence(declaration: Declaration, body: Organisation | None, on: date) -> jurisdiction.Competence:
    """Who acts, against the title and whose it is."""
    return jurisdiction.Competence(
        title_kind=declaration.title_kind,
        level=declaration.level,
        belongs_to=belongs_to(declaration, on),
        acting=authority_of(body),
    )


def candidate_of(review: ReviewSession, declaration: Declaration) -> Candidate:
    """The declaration's line on the session's list. Raises LookupError when it is not on it."""
    line = next((c for c in review.candidates if c.declaration_id == declaration.id), None)
    if line is None:
        raise LookupError("该申报不在本次评审名单中")
    return line


def voted_at(candidate: Candidate) -> datetime | None:
    """When the committee voted on the candidate, as the count recorded it."""
    return candidate.result.counted_at if candidate.result else None


def publicity_of(review: ReviewSession) -> Publicity:
    """The notice of the session's results. Raises LookupError when there is none."""
    wanted = select(Publicity).where(Publicity.session_id == review.id, Publicity.kind == PublicityKind.RESULT)
    posted = session_of(review).scalars(wanted).first()
    if posted is None:
        raise LookupError("本次评审还没有结果公示")
    return posted


def standing_of(review: ReviewSession, declaration: Declaration, on: date) -> jurisdiction.Standing:
    """One person's result before confirmation: passed, public long enough, no complaint open or upheld."""
    result = candidate_of(review, declaration).result
    line = name_on(declaration, PublicityKind.RESULT)
    complaints = complaints_on(declaration, PublicityKind.RESULT)
    found = (ComplaintOpinion.UPHELD, ComplaintOpinion.PARTLY)
    return jurisdiction.Standing(
        passed=result is not None and result.passed,
        publicity_closed=line is not None and line.publicity.closed_at is not None and line.state == "cleared",
        open_complaints=sum(c.open for c in complaints),
        upheld_complaints=sum(c.opinion in found for c in complaints),
        barred_to=credentials.barred_to(declaration.person, on),
        on=on,
    )


def papers(batch: ConfirmationBatch, submitted_at: datetime) -> jurisdiction.Papers:
    """What the office hands in, and when."""
    granted = [e.asked_to for e in batch.extensions if e.granted]
    return jurisdiction.Papers(
        report_number=batch.report_number,
        publicity_report_number=batch.publicity_report_number,
        commitment_number=batch.commitment_number,
        review_ended_on=ended_on(batch.session),
        due_on=batch.due_on,
        extended_to=max(granted, default=None),
        submitted_on=local_date(submitted_at),
    )


def batch_facts(batch: ConfirmationBatch, on: date) -> dict[str, str | bool]:
    """The inputs of `jurisdiction.dmn` (table f); a batch holds persons of one kind only."""
    one = first(batch).declaration
    return {
        "title_kind": one.title_kind.value,
        "tier": one.level.tier.value,
        "belongs_to": belongs_to(one, on).value,
        "recognition": False,
    }


def first(batch: ConfirmationBatch) -> Confirmation:
    """The batch's first person by number; all are of one kind."""
    return min(batch.confirmations, key=lambda c: c.declaration.number)
