"""Recorded waivers of soft requirements as the law asks about them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from handlers.evidence.subjects import reference, session_of
from handlers.records.committees import Committee
from handlers.records.declarations import Declaration
from handlers.records.organisations import Organisation
from handlers.records.review_sessions import ReviewSession
from handlers.records.waivers import Waiver
from handlers.rules import article
from handlers.rules.acts import SOFT
from handlers.rules.terms import OrganisationKind


def waivers(subject: Declaration | ReviewSession, now: datetime) -> tuple[article.Waiver, ...]:
    """The waivers granted in the case of `subject`, as used at `now`."""
    session = session_of(subject)
    rows = session.scalars(
        select(Waiver).where(Waiver.subject == reference(subject)).order_by(Waiver.granted_at, Waiver.id)
    )
    return tuple(
        article.Waiver(
            requirement=row.requirement,
            authority_kind=_kind(session.get_one(Organisation, row.authority_id), subject.committee, row.requirement),
            authority=session.get_one(Organisation, row.authority_id).name,
            number=row.number,
            reason=row.reason,
            granted_at=row.granted_at,
            used_at=now,
        )
        for row in rows
    )


def _kind(body: Organisation, committee: Committee, requirement: str) -> str:
    """In which capacity a body grants a waiver: as the committee's filing authority or as a HR department."""
    filed_by = {cycle.authority_id for cycle in committee.cycles}
    wanted = SOFT.get(requirement, "")
    if wanted == "filing_authority":
        return wanted if body.id in filed_by else ""
    return wanted if body.kind is OrganisationKind.HR else ""
