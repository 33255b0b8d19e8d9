"""A small town to sign in to: one unit, three people, and the whole application on top of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import accounts, create_app
from app.accounts import Account
from app.accounts.demonstration import PASSWORD
from app.config import Settings
from app.database import Database
from handlers import calendar
from handlers.records.organisations import Organisation
from handlers.records.people import Person
from handlers.rules.roles import Role
from handlers.rules.terms import OrganisationKind, OrganisationLevel

NOW = datetime(2026, 9, 1, 1, 0, tzinfo=UTC)
TODAY = date(2026, 9, 1)
HASH = accounts.hash_password(PASSWORD)
HOME = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Town:
    """Ids of what was put into the database."""

    unit: str
    other_unit: str
    accounts: dict[str, str]  # user name → account id


APPOINTED = {
    "clerk": [Role.UNIT_CLERK, Role.UNIT_HEAD],
    "second_clerk": [Role.UNIT_CLERK],
    "applicant": [Role.APPLICANT],
    "expert": [Role.EXPERT],
    "supervisor": [Role.SUPERVISOR],
    "manager": [Role.FORMING_MANAGER],
}


@pytest.fixture
def town(database: Database) -> Town:
    """Two units and one account for each name in `APPOINTED`."""
    return settle(database)


def settle(database: Database) -> Town:
    """Put the town's people into a database."""
    with database.transaction() as session:
        units = [_organisation(name) for name in ("unit", "other")]
        session.add_all(units)
        session.flush()
        found = {name: _account(session, name, roles, units[0].id) for name, roles in APPOINTED.items()}
        calendar.seed(session, NOW)
        return Town(units[0].id, units[1].id, {name: account.id for name, account in found.items()})


def _organisation(code: str) -> Organisation:
    return Organisation(
        code=code,
        name={"unit": "交通设计院", "other": "水利设计院"}[code],
        kind=OrganisationKind.EMPLOYER,
        level=OrganisationLevel.LEAGUE,
        area="150100",
    )


def _account(session: Any, name: str, roles: list[Role], unit: str) -> Account:
    person = Person(name=f"王{name}")
    session.add(person)
    session.flush()
    account = accounts.open_account(session, name, HASH, person.id)
    session.flush()
    for number, role in enumerate(roles, start=1):
        accounts.appoint(session, account, role, unit, date(2025, 1, number))
    return account


class Browser:
    """A client that keeps cookies and sends the form token as a page would."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, path: str) -> TestResponse:
        return self.client.get(path)

    def form_token(self, page: str = "/public/verify") -> str:
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.client.get(page).text)
        assert found, f"no form on {page}"
        return found[1]

    def post(self, path: str, data: dict[str, str] | None = None) -> TestResponse:
        return self.client.post(path, data={"csrf_token": self.form_token(), **(data or {})})

    def post_json(self, path: str, body: Any) -> TestResponse:
        return self.client.post(path, json=body, headers={"X-CSRFToken": self.form_token()})

    def sign_in(self, username: str, password: str = PASSWORD) -> TestResponse:
        return self.post("/sign-in", {"username": username, "password": password})


@pytest.fixture
def website(sqlite_database: Database, tmp_path: Path) -> Flask:
    """The application as an installation runs it: no sandbox, limits counted."""
    return application(sqlite_database, tmp_path, sandbox=False)


def application(database: Database, keys: Path, *, sandbox: bool) -> Flask:
    """An application on a database."""
    settings = Settings(
        database_url=database.url,
        sandbox=sandbox,
        production=False,
        secret_key="k" * 40,
        home=HOME,
        keys_dir=keys,
        anchors_dir=keys / "anchors",
    )
    return create_app(settings)


@pytest.fixture
def residents(sqlite_database: Database) -> Town:
    """The town's people in the database of `website`."""
    return settle(sqlite_database)


@pytest.fixture
def browser(website: Flask, residents: Town) -> Iterator[Browser]:
    with website.test_client() as client:
        yield Browser(client)
