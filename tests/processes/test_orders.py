"""The diagram decides the order, but no diagram could make another one count.

The legal steps of one declaration are called by hand. Every other order of them follows the lawful one for a
while and then takes some later step too early, so wherever the lawful order stands, every later step is tried.
Mostly the law refuses, and that order ends there. Where the step is let through (it may be a mere paper), all the
others follow in the most favourable order there is, the lawful one. Not one of these paths certifies.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.database import Database
from app.engine import calling
from app.trial.world import SPECIALTY, build, instant
from handlers import catalogue
from handlers.calendar import seed
from handlers.records.certificates import Certificate
from handlers.records.declarations import Declaration
from handlers.records.review_sessions import ReviewSession
from handlers.rules.article import Unlawful
from handlers.rules.roles import Role
from handlers.rules.terms import DeclarationStatus
from tests.processes.season import LAWFUL, MEETING_ON, STAFF, STEPS, TIMED, NothingThere, Season, Step

LONG = timedelta(days=40)
MOMENT = timedelta(minutes=1)


@pytest.fixture
def season(sqlite_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Season]:
    monkeypatch.setenv("ZHIPING_KEYS_DIR", str(tmp_path / "keys"))
    now = instant(2026, 9, 1)
    with sqlite_database.transaction() as session:
        seed(session, now)
        world = build(session)
        person, clerk = world.applicant("张明"), world.act(Role.OFFICE_CLERK, world.office)
        begun = calling.call(
            catalogue.HANDLERS["declaration.begin"], person,
            {"call": world.call.id, "level": "associate_senior", "specialty": SPECIALTY}, world.as_self(person), now,
        )  # fmt: skip
        for role, body in STAFF:  # everybody is there before the first step is undone
            world.act(role, getattr(world, body))
        convened = calling.call(
            catalogue.HANDLERS["review_session.begin"], world.people[(Role.OFFICE_CLERK, world.office.id, 1)],
            {"call": world.call.id}, clerk, now,
        )  # fmt: skip
        declaration = catalogue.load(session, begun.result["subject"])
        review = catalogue.load(session, convened.result["subject"])
        assert isinstance(declaration, Declaration) and isinstance(review, ReviewSession)
        yield Season(session, world, declaration, review, now)
        session.rollback()
        session.info.clear()  # nothing was committed, so nobody is to be told


def waited(s: Season, wait: timedelta | date | None) -> datetime:
    if isinstance(wait, timedelta):
        return s.now + wait
    return max(s.now, instant(wait.year, wait.month, wait.day)) if wait else s.now


def accepted(s: Season, step: Step) -> bool:
    """Take a step if the law lets it; a refusal leaves everything as it was."""
    try:
        with s.session.begin_nested():
            step(s)
            s.session.flush()
        return True
    except (Unlawful, NothingThere, LookupError):
        s.session.expire_all()
        return False


@contextmanager
def tried(s: Season) -> Iterator[None]:
    """What is done inside is undone afterwards."""
    now, done = s.now, list(s.done)
    savepoint = s.session.begin_nested()
    try:
        yield
    finally:
        savepoint.rollback()
        s.session.expire_all()
        s.now, s.done = now, done


def certified(s: Season) -> bool:
    sealed = s.session.scalar(select(func.count()).select_from(Certificate).where(Certificate.sealed_at.is_not(None)))
    return bool(sealed) or s.declaration.status is DeclarationStatus.CERTIFIED


def go_on(s: Season, step: Step, wait: timedelta | date | None) -> bool:
    """Take a step at its time; whether it was let through."""
    s.now = waited(s, wait) + MOMENT
    if accepted(s, step):
        s.done.append(step.__name__)
        return True
    return False


def taken_too_early(s: Season, early: Step, wait: timedelta | date | None) -> str | None:
    """Take a step now and the rest in order: "refused", "in vain", or None when that certifies."""
    with tried(s):
        if not go_on(s, early, wait):
            return "refused"
        for step, its_wait in LAWFUL:
            if step.__name__ not in s.done:
                go_on(s, step, its_wait)
        return None if certified(s) else "in vain"


def test_the_lawful_order_certifies(season: Season) -> None:
    for step, wait in LAWFUL:
        season.now = waited(season, wait) + MOMENT
        step(season)

    assert certified(season)


def test_no_other_order_of_the_legal_steps_certifies(season: Season) -> None:
    outcomes: dict[str | None, list[str]] = {"refused": [], "in vain": [], None: []}
    for number, (step, wait) in enumerate(LAWFUL):
        for early in STEPS[number + 1 :]:
            for its_wait in (None, MEETING_ON, LONG) if early in TIMED else (None,):
                came = taken_too_early(season, early, its_wait)
                outcomes[came].append(f"{early.__name__} before {step.__name__}")
                if came != "refused":
                    break
        assert go_on(season, step, wait), f"{step.__name__} is lawful after {season.done}"

    assert certified(season)
    assert outcomes[None] == []
    pairs = len(STEPS) * (len(STEPS) - 1) // 2
    assert len(outcomes["refused"]) + len(outcomes["in vain"]) >= pairs
    assert len(outcomes["refused"]) > 9 * len(outcomes["in vain"])  # the law does the refusing, not the later steps
