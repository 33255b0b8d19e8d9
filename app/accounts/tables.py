"""The tables of accounts. A person has one account and may hold several appointments."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from handlers.records.organisations import Organisation
from handlers.records.people import Person
from handlers.records.table import Id, Record, new_id, term
from handlers.rules.roles import Role


class Account(Record):
    """A name to sign in with. `failures` counts wrong passwords since the last right one."""

    __tablename__ = "account"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    username: Mapped[str] = mapped_column(String(60), unique=True)
    password_hash: Mapped[str] = mapped_column(String(160))
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    enabled: Mapped[bool] = mapped_column(default=True)
    failures: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]
    demonstration: Mapped[bool] = mapped_column(default=False)

    person: Mapped[Person] = relationship()
    appointments: Mapped[list[Appointment]] = relationship(back_populates="account", order_by="Appointment.from_on")


class Appointment(Record):
    """A role at an organisation, from a day to a day (none: still held)."""

    __tablename__ = "appointment"
    __table_args__ = (Index("ix_appointment_role_organisation", "role", "organisation_id"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), index=True)
    role: Mapped[Role] = mapped_column(term(Role))
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"))
    from_on: Mapped[date]
    to_on: Mapped[date | None]

    account: Mapped[Account] = relationship(back_populates="appointments")
    organisation: Mapped[Organisation] = relationship()

    def held_on(self, day: date) -> bool:
        """Is the appointment held on this day, both ends included?"""
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)


class LoginSession(Record):
    """A signed-in browser or client. Only the SHA-256 of its token is kept."""

    __tablename__ = "login_session"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), index=True)
    appointment_id: Mapped[str] = mapped_column(ForeignKey("appointment.id"))
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]

    account: Mapped[Account] = relationship()
    appointment: Mapped[Appointment] = relationship()
