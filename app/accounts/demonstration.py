"""The accounts a sandbox shows to everyone. A production installation has none."""

from __future__ import annotations

from itertools import groupby, islice

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.accounts.tables import Account, Appointment
from handlers.rules.roles import Role

PASSWORD = "zhiping-demo"


def demonstration_appointments(session: Session, per_role: int | None = None) -> list[Appointment]:
    """What the demonstration accounts are appointed to, in the order of the roles; at most so many of each role."""
    rows = session.scalars(
        select(Appointment)
        .join(Account)
        .where(Account.demonstration, Account.enabled)
        .options(joinedload(Appointment.account).joinedload(Account.person), joinedload(Appointment.organisation))
        .order_by(Account.username)
    )
    order = list(Role)
    held = sorted(rows, key=lambda appointment: order.index(appointment.role))
    groups = groupby(held, key=lambda appointment: appointment.role)
    return [appointment for _, group in groups for appointment in islice(group, per_role)]
