"""A season to watch: two declarations on their way through a meeting, one with a complaint, and those who watch."""

from __future__ import annotations

import dataclasses
import os
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select

from app import accounts, create_app
from app.clock import FixedClock
from app.config import Settings
from app.database import Database
from app.engine import Engine
from app.engine.store import ProcessInstance
from app.trial.stage import setting
from app.trial.story import Story, Turn
from handlers.records.organisations import Organisation
from handlers.records.people import Person
from handlers.rules.roles import Role
from handlers.rules.terms import OrganisationKind, OrganisationLevel
from tests.conftest import START
from tests.web.conftest import HASH, HOME, Browser

CLEAN, ACCUSED = "张明", "李华"
COMPLAINANT = "匿名知情人丙"
STORY = (
    Turn("declare", CLEAN, {}),
    Turn("declare", ACCUSED, {}),
    Turn("until", "accepted", {"of": CLEAN}),
    Turn("until", "accepted", {"of": ACCUSED}),
    Turn("convene", "评委会", {}),
    Turn("until", "post_result", {}),
    Turn("do", "post_result", {}),
    Turn("object", ACCUSED, {"during": "result"}),
)


@dataclass
class Watched:
    """The application over the played season. `cases`: process and applicant → case id."""

    app: Flask
    database: Database
    clock: FixedClock
    engine: Engine
    stage: Any

    def sign_in(self, name: str) -> Browser:
        browser = Browser(self.app.test_client())
        assert browser.sign_in(name).status_code == 302
        return browser

    def case(self, process: str, applicant: str | None = None) -> str:
        """The id of a process's first case, or of this applicant's."""
        query = select(ProcessInstance.id).where(ProcessInstance.process == process)
        if applicant:
            subject = self.stage.cases.get(applicant)
            query = query.where(ProcessInstance.subject == subject)
        with self.database.reading() as session:
            found = session.scalar(query.order_by(ProcessInstance.started_at))
        assert found is not None, process
        return found


def watch(template: Path, folder: Path) -> Watched:
    """Play the season in a database of its own, appoint the watchers, and put the application on top."""
    os.environ["ZHIPING_KEYS_DIR"] = str(folder / "keys")
    shutil.copy(template, folder / "watched.db")
    database = Database(f"sqlite:///{folder / 'watched.db'}")
    clock = FixedClock(START)
    engine = Engine(database, clock)
    stage = setting(database, engine, clock, Story("监管", folder, {CLEAN: {}, ACCUSED: {}}, (), {}, {}))
    for turn in STORY:
        stage.play(Turn(turn.verb, turn.what, dict(turn.more)))
    _appoint(database)
    app = create_app(_settings(database, folder))
    app.extensions["zhiping"] = dataclasses.replace(
        app.extensions["zhiping"], database=database, clock=clock, engine=engine
    )
    return Watched(app, database, clock, engine, stage)


def _settings(database: Database, folder: Path) -> Settings:
    return Settings(
        database_url=database.url,
        sandbox=True,
        production=False,
        secret_key="k" * 40,
        home=HOME,
        keys_dir=folder / "keys",
        anchors_dir=folder / "anchors",
    )


def _appoint(database: Database) -> None:
    """A supervisor of the region, of its department, of the league and of another one; who keeps the machine."""
    with database.transaction() as session:
        bodies = {body.code: body for body in session.scalars(select(Organisation))}
        elsewhere = Organisation(
            code="hr-elsewhere",
            name="包头市人力资源和社会保障局",
            kind=OrganisationKind.HR,
            level=OrganisationLevel.LEAGUE,
            area="150200",
        )
        session.add(elsewhere)
        session.flush()
        watchers = {
            "region": (Role.SUPERVISOR, bodies["region_hr"]),
            "department": (Role.SUPERVISOR, bodies["region_industry"]),
            "league": (Role.SUPERVISOR, bodies["league_hr"]),
            "elsewhere": (Role.SUPERVISOR, elsewhere),
            "system": (Role.SYSTEM_ADMINISTRATOR, bodies["region_hr"]),
            "auditor": (Role.AUDITOR, bodies["region_hr"]),
            "clerk": (Role.UNIT_CLERK, bodies["county_unit"]),
        }
        for name, (role, body) in watchers.items():
            person = Person(name=f"钱{name}")
            session.add(person)
            session.flush()
            account = accounts.open_account(session, name, HASH, person.id)
            session.flush()
            accounts.appoint(session, account, role, body.id, date(2025, 1, 1))
