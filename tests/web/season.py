"""A season to look at: the small world of app/trial/world.py behind the pages, on a clock moved by hand."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from flask import Flask

from app import accounts, create_app
from app.clock import FixedClock
from app.config import Settings
from app.database import Database
from app.engine import Engine
from app.trial.world import World, build, instant
from handlers import calendar
from handlers.handler import Actor
from handlers.records.organisations import Organisation
from handlers.records.people import Person
from handlers.rules.roles import Role
from tests.web.conftest import HASH, HOME

UNIT_ANSWERS = {
    "opinion": "approve",
    "text": "材料真实完整",
    "conduct": "qualified",
    "checklist": [],
    "seal_number": "公章-001",
}
DECLARATION = {
    "title": "高级工程师",
    "kind": "ordinary",
    "summary": "主持完成多项建筑工程质量监督工作，起草本地区检查细则，带教新人。",
    "achievement": "2024年 主持 某中学教学楼工程监督，获自治区优质工程奖。",
    "commitment": True,
}


@dataclass
class Season:
    """The application, its clock, and who may sign in under which name."""

    app: Flask
    clock: FixedClock
    engine: Engine
    database: Database
    call: str
    actors: dict[str, Actor]

    def declare(self, name: str) -> Any:
        """A draft declaration of this applicant; returns what the engine started."""
        answers = {"call": self.call, "level": "associate_senior", "specialty": "建筑工程"}
        return self.engine.start("declaration", answers, self.actors[name])

    def submit(self, name: str) -> tuple[str, str]:
        """Declare and hand in; returns the case and the unit clerk's task."""
        started = self.declare(name)
        self.engine.complete(started.next_items[0], DECLARATION, self.actors[name])
        return started.instance_id, self.task_of("clerk", started.instance_id)

    def task_of(self, name: str, instance: str) -> str:
        """The open task that this person may do in a case."""
        from app import worklist

        with self.database.reading() as session:
            wanted = worklist.Wanted(instance=instance)
            return worklist.listing(session, self.actors[name], wanted, self.clock.now()).items[0].id


def open_season(
    database: Database, keys: Path, *, sandbox: bool = False, further: Callable[[World], None] | None = None
) -> Season:
    """Publish the processes, build the world, open the accounts, and put the application on top.

    `further` may tell more of the story before anyone looks.
    """
    clock = FixedClock(instant(2026, 9, 10))
    settings = Settings(
        database_url=database.url,
        sandbox=sandbox,
        production=False,
        secret_key="k" * 40,
        home=HOME,
        keys_dir=keys,
        anchors_dir=keys / "anchors",
    )
    app = create_app(settings)
    engine = Engine(database, clock)
    app.extensions["zhiping"] = dataclasses.replace(
        app.extensions["zhiping"], database=database, clock=clock, engine=engine
    )
    engine.publish([HOME / "processes", HOME / "forms"], author="test")
    with database.transaction() as session:
        calendar.seed(session, clock.now())
        world = build(session)
        actors = {name: open_account(world, name, *given) for name, given in _people(world).items()}
        if further:
            further(world)
        return Season(app, clock, engine, database, world.call.id, actors)


def _people(world: World) -> dict[str, tuple[Person, list[tuple[Role, Organisation]]]]:
    """Who signs in, and as what. The first appointment is the one a sign-in begins with."""
    unit = world.county_unit
    at: dict[str, list[tuple[Role, Organisation]]] = {
        "clerk": [(Role.UNIT_CLERK, unit), (Role.UNIT_HEAD, unit)],
        "second_clerk": [(Role.UNIT_CLERK, unit)],
        "hr_clerk": [(Role.HR_CLERK, world.league_hr)],
        "office": [(Role.OFFICE_CLERK, world.office)],
        "stranger": [(Role.UNIT_CLERK, world.league_unit)],
        "supervisor": [(Role.SUPERVISOR, world.region_hr)],
        "head_elsewhere": [(Role.UNIT_HEAD, world.league_unit), (Role.UNIT_CLERK, unit)],
    }
    people = {name: (Person(name=f"赵{name}"), held) for name, held in at.items()}
    world.session.add_all(person for person, _ in people.values())
    people["applicant"] = (world.applicant("申报人甲"), [(Role.APPLICANT, unit)])
    people["newcomer"] = (world.applicant("新人乙", held_since=date(2025, 7, 1)), [(Role.APPLICANT, unit)])
    world.session.flush()
    return people


def open_account(world: World, name: str, person: Person, held: list[tuple[Role, Organisation]]) -> Actor:
    """An account under this name with these appointments; who acts in the first of them."""
    account = accounts.open_account(world.session, name, HASH, person.id, demonstration=True)
    world.session.flush()
    for number, (role, body) in enumerate(held, start=1):
        accounts.appoint(world.session, account, role, body.id, date(2025, 1, number))
    role, body = held[0]
    return Actor(account.id, person.id, person.name, role, body.id)
