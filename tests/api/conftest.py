"""A sandbox installation whose clock the test moves, with a call that is open and an account for every role."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer

from app import accounts, create_app
from app.accounts import appoint, open_account
from app.clock import FixedClock
from app.config import Settings
from app.database import Database
from app.engine import Engine
from app.place import Place
from app.trial import world
from app.web.context import COOKIE
from handlers import calendar
from handlers.records.people import Person
from handlers.rules.roles import Role
from handlers.rules.terms import Level
from tests.conftest import START

PASSWORD = "a long enough password"


@dataclass
class Installation:
    """A running installation and the names one signs in with, by role."""

    app: Flask
    place: Place
    clock: FixedClock
    call: str
    tokens: dict[str, str] = field(default_factory=dict)

    @property
    def client(self) -> FlaskClient:
        return self.app.test_client()

    def token(self, role: str) -> str:
        """A bearer token of the account of this role."""
        if role not in self.tokens:
            answer = self.client.post("/api/sign-in", json={"username": role, "password": PASSWORD})
            self.tokens[role] = answer.json["token"]
        return self.tokens[role]

    def call_as(self, role: str, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """The answer to a request of the account of this role; empty: of nobody."""
        if role:
            headers["Authorization"] = f"Bearer {self.token(role)}"
        return self.client.open(path, method=method, json=body, headers=headers)

    def visit_as(self, role: str, method: str, path: str, body: Any = None) -> Any:
        """The answer to a browser of the account of this role, which sends its form token along."""
        browser, raw = self.client, "the form token of a test"
        if role:
            browser.set_cookie(COOKIE, self.token(role))
        if method == "GET":
            return browser.get(path)
        with browser.session_transaction() as session:
            session["csrf_token"] = raw
        signed = URLSafeTimedSerializer(self.app.secret_key or "", salt="wtf-csrf-token").dumps(raw)
        return browser.open(path, method=method, json=body, headers={"X-CSRFToken": signed})

    def declare(self) -> dict[str, Any]:
        """The applicant begins a declaration."""
        answers = {"call": self.call, "level": Level.ASSOCIATE_SENIOR, "specialty": world.SPECIALTY}
        answer = self.call_as("applicant", "POST", "/api/processes/declaration/start", {"answers": answers})
        assert answer.status_code == 201, answer.json
        started: dict[str, Any] = answer.json
        return started


def people(database: Database) -> str:
    """An account for every role, each at the body where the role belongs; returns the open call."""
    with database.transaction() as session:
        made = world.build(session)
        hashed = accounts.hash_password(PASSWORD)
        seats = {
            Role.APPLICANT: made.county_unit, Role.UNIT_CLERK: made.county_unit, Role.UNIT_HEAD: made.county_unit,
            Role.INDUSTRY_CLERK: made.county_industry, Role.HR_CLERK: made.county_hr, Role.CENTRE_SORTER: made.centre,
            Role.OFFICE_CLERK: made.office, Role.OFFICE_CHIEF: made.office,
        }  # fmt: skip
        for role in Role:
            person = made.applicant("乌兰") if role is Role.APPLICANT else Person(name=f"{role.label}甲")
            session.add(person)
            session.flush()
            account = open_account(session, role.value, hashed, person.id, demonstration=True)
            session.flush()
            appoint(session, account, role, seats.get(role, made.region_hr).id, date(2026, 1, 1))
        calendar.seed(session, START)
        return made.call.id


def install(database: Database, folder: Path, *, sandbox: bool = True) -> Installation:
    """An installation on this database, processes published."""
    settings = Settings(
        database_url=database.url,
        sandbox=sandbox,
        production=False,
        secret_key="the secret of a test, long enough",
        home=Path(__file__).resolve().parents[2],
        keys_dir=folder / "keys",
        anchors_dir=folder / "anchors",
    )
    clock = FixedClock(START)
    place = Place(settings, database, clock, Engine(database, clock))
    place.engine.publish([settings.processes, settings.forms], author="test")
    return Installation(create_app(settings, place), place, clock, people(database))


@contextmanager
def installed(template: Path, folder: Path) -> Iterator[Installation]:
    """An installation in a folder of its own."""
    database = Database(f"sqlite:///{shutil.copy(template, folder / 'zhiping.db')}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZHIPING_KEYS_DIR", str(folder / "keys"))
        yield install(database, folder)
    database.close()


@pytest.fixture(scope="module")
def installation(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """One installation for a module's tests; they must not stand in one another's way."""
    with installed(sqlite_template, tmp_path_factory.mktemp("installation")) as made:
        yield made


@pytest.fixture
def own_installation(sqlite_template: Path, tmp_path: Path) -> Iterator[Installation]:
    """An installation of one test, which may move its clock."""
    with installed(sqlite_template, tmp_path) as made:
        yield made
