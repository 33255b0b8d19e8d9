"""Who works where: an account with the demonstration password for every role of every body, and for experts."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts import Account, appoint, hash_password, open_account
from app.accounts.demonstration import PASSWORD
from app.sandbox.bodies import Tree, units
from app.sandbox.names import name
from handlers.records.organisations import Organisation
from handlers.records.people import Person
from handlers.records.table import new_id
from handlers.rules.roles import Role
from handlers.rules.terms import OrganisationKind, OrganisationLevel

UNIT = (Role.UNIT_CLERK, Role.UNIT_HEAD)
HR_ABOVE = (Role.FILING_OFFICER, Role.CONFIRMATION_OFFICER, Role.SEAL_OFFICER, Role.SUPERVISOR)
THREE_ADMINISTRATORS = (Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDITOR)
SECOND = (Role.RULE_KEEPER, Role.DESIGNER)  # nobody confirms the calendar he entered, or the diagram he drew
REGION = "hr-150000"
FORMING_UNITS = ("build-150000", "traffic-150000", "build-150400")


@dataclass
class Staff:
    """Opens accounts. The password is hashed once: all demonstration accounts share it."""

    session: Session
    since: date
    password_hash: str

    @classmethod
    def hiring(cls, session: Session, since: date) -> Staff:
        return cls(session, since, hash_password(PASSWORD))

    def account(self, username: str, person: Person) -> Account:
        """An account of a person who is already recorded."""
        return open_account(self.session, username, self.password_hash, person.id, demonstration=True)

    def appoint(self, account: Account, role: Role, body: Organisation) -> None:
        appoint(self.session, account, role, body.id, self.since)

    def hire(self, body: Organisation, role: Role, tail: str = "") -> None:
        """A person of their own for the role at the body; `tail` tells a second one from the first."""
        username = f"{body.code}.{role.value}{tail}"
        person = Person(id=new_id(), name=name(zlib.crc32(username.encode())))
        self.session.add(person)
        self.session.flush()
        self.appoint(self.account(username, person), role, body)


def fill(session: Session, tree: Tree, since: date) -> Staff:
    """People for every role of every body; those of earlier calls stay."""
    staff = Staff.hiring(session, since)
    known = set(session.scalars(select(Account.username)))
    for body, role in posts(tree):
        if f"{body.code}.{role.value}" not in known:
            staff.hire(body, role)
    for role in SECOND:
        if f"{REGION}.{role.value}.2" not in known:
            staff.hire(tree[REGION], role, ".2")
    return staff


def posts(tree: Tree) -> Iterator[tuple[Organisation, Role]]:
    """Every body with every role it has."""
    for body in tree.known.values():
        for role in roles_of(body):
            yield body, role
    for unit in units(tree):
        for role in UNIT:
            yield unit.body, role
        if unit.using is not None:
            yield unit.using, Role.USING_UNIT_CLERK
    for code in FORMING_UNITS:
        yield tree[code], Role.FORMING_MANAGER
        yield tree[code], Role.INVESTIGATOR


def roles_of(body: Organisation) -> Iterable[Role]:
    """The roles a body has by what it is."""
    if body.kind is OrganisationKind.HR:
        above = () if body.level is OrganisationLevel.COUNTY else HR_ABOVE
        region = (Role.DESIGNER, Role.RULE_KEEPER, *THREE_ADMINISTRATORS) if body.code == REGION else ()
        return (Role.HR_CLERK, *UNIT, *above, *region)
    supervising = () if body.level is OrganisationLevel.COUNTY else (Role.SUPERVISOR,)
    return {
        OrganisationKind.INDUSTRY: (Role.INDUSTRY_CLERK, *supervising),
        OrganisationKind.CENTRE: (Role.CENTRE_SORTER,),
        OrganisationKind.OFFICE: (Role.OFFICE_CLERK, Role.OFFICE_CHIEF),
        OrganisationKind.DISCIPLINE: (Role.OBSERVER,),
    }.get(body.kind, ())
