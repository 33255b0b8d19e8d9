"""Where each body takes complaints: what it published last, and who has published nothing (A70.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from handlers.records.clues import ComplaintChannel
from handlers.records.committees import Committee
from handlers.records.organisations import Organisation
from handlers.rules import inspection
from handlers.rules.terms import OrganisationKind


@dataclass(frozen=True)
class Lacking:
    """A body whose channel is not in order, and what the law says."""

    body: str
    said: tuple[str, ...]


def published(session: Session) -> Sequence[ComplaintChannel]:
    """The last channel of every body that has published one, in the order of their areas."""
    later = aliased(ComplaintChannel)
    last = select(func.max(later.published_at)).where(later.body_id == ComplaintChannel.body_id).scalar_subquery()
    return session.scalars(
        select(ComplaintChannel)
        .join(ComplaintChannel.body)
        .options(joinedload(ComplaintChannel.body))
        .where(ComplaintChannel.published_at == last)
        .order_by(Organisation.area, Organisation.name)
    ).all()


def owing(session: Session) -> Sequence[Organisation]:
    """Who must have one: HR and industry departments, and every committee's forming unit and office."""
    of_committee = or_(
        Organisation.id.in_(select(Committee.forming_unit_id)), Organisation.id.in_(select(Committee.office_id))
    )
    departments = Organisation.kind.in_((OrganisationKind.HR, OrganisationKind.INDUSTRY))
    wanted = select(Organisation).where(or_(departments, of_committee))
    return session.scalars(wanted.order_by(Organisation.area, Organisation.name)).all()


def lacking(session: Session) -> list[Lacking]:
    """The bodies without a lawful channel, with what the law says of each; empty when all is in order."""
    known = {channel.body_id: channel for channel in published(session)}
    found = [(body.name, _said(body.name, known.get(body.id))) for body in owing(session)]
    return [Lacking(name, said) for name, said in found if said]


def _said(name: str, channel: ComplaintChannel | None) -> tuple[str, ...]:
    places = tuple(str(each) for each in channel.places) if channel else ()
    receipt, confidential = (channel.receipt, channel.confidential) if channel else (True, True)
    finding = inspection.body_has_a_complaint_channel(inspection.ComplaintChannel(name, places, receipt, confidential))
    return tuple(breach.message for breach in finding.breaches)
