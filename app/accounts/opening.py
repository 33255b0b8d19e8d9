"""Open an account and appoint its person. Used by the seed, the demonstration and the administrator."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from app.accounts.tables import Account, Appointment
from handlers.evidence import staff
from handlers.records.table import new_id
from handlers.rules.roles import Role


def open_account(
    session: Session, username: str, password_hash: str, person_id: str, *, demonstration: bool = False
) -> Account:
    """A new account of a person; the hash comes from `hash_password`. The name must be free."""
    account = Account(
        id=new_id(),
        username=username,
        password_hash=password_hash,
        person_id=person_id,
        demonstration=demonstration,
    )
    session.add(account)
    return account


def appoint(
    session: Session, account: Account, role: Role, organisation_id: str, from_on: date, to_on: date | None = None
) -> Appointment:
    """Give the account a role at an organisation from a day on.

    Raises Unlawful while a record keeps the person out of title work (A74.1a).
    """
    staff.role_grant(session, account.person_id, role, from_on)
    appointment = Appointment(
        id=new_id(),
        account_id=account.id,
        role=role,
        organisation_id=organisation_id,
        from_on=from_on,
        to_on=to_on,
    )
    session.add(appointment)
    return appointment
