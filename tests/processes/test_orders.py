"""The diagram decides the order, but no diagram could make another one count.

The legal steps of one declaration are called by hand, in every order: wherever the lawful order stands, every
other step is tried, at once and after a long wait. What the law lets through is followed to its end. Each
accepted deviation is a branch; what refuses leaves nothing behind, so that every other order of the steps
is a path of this tree, or ends at a refusal on it. None certifies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.clock import legal_day
from app.database import Database
from app.engine import calling, decisions
from handlers import ballot, catalogue
from handlers.ballot.envelopes import fresh_receipt
from handlers.calendar import seed
from handlers.handler import SYSTEM, Actor
from handlers.records.ballots import Ballot, BallotRoll
from handlers.records.certificates import Certificate, ConfirmationBatch
from handlers.records.declarations import Declaration
from handlers.records.notices import Publicity
from handlers.records.review_sessions import Opinion, ReviewSession, Seat
from handlers.rules.article import Unlawful
from handlers.rules.roles import Role
from handlers.rules.terms import DeclarationStatus
from tests.world import SPECIALTY, World, build, instant

ROOT = Path(__file__).resolve().parents[2]
ANSWERS = yaml.safe_load((ROOT / "processes" / "answers.yaml").read_text(encoding="utf-8"))
MEETING_ON = date(2026, 10, 9)
LONG = timedelta(days=40)


class NothingThere(Exception):
    """The step has nothing to work on yet."""


@dataclass
class Season:
    """One declaration's season, step by step, as lawful people with the usual answers would take it."""

    session: Session
    world: World
    declaration: Declaration
    review: ReviewSession
    now: datetime
    done: list[str] = field(default_factory=list)

    def call(self, name: str, subject: Any, actor: Actor = SYSTEM, **given: Any) -> dict[str, Any]:
        if subject is None:
            raise NothingThere(name)
        return calling.call(catalogue.HANDLERS[name], subject, given, actor, self.now).result

    def usual(self, name: str, subject: Any, role: Role, body: Any, **given: Any) -> dict[str, Any]:
        """A person's task with the usual answers."""
        return self.call(name, subject, self.world.act(role, body), **{**ANSWERS[name], **given})

    def decided(self, table: str, facts: str, subject: Any) -> dict[str, Any]:
        """What the decision table of the diagram answers."""
        read = decisions.load((ROOT / "processes" / f"{table}.dmn").read_bytes())
        outputs = read.decide({"facts": self.call(facts, subject)}).outputs
        assert isinstance(outputs, dict)
        return outputs

    @property
    def batch(self) -> ConfirmationBatch | None:
        return self.session.scalars(select(ConfirmationBatch)).first()

    @property
    def result_notice(self) -> Publicity | None:
        return self.session.scalars(select(Publicity).where(Publicity.session_id == self.review.id)).first()

    def chair(self) -> Actor:
        return self.seated([seat for seat in self.review.seats if seat.part == "chair"], Role.CHAIR)

    def seated(self, seats: list[Seat], role: Role) -> Actor:
        if not seats:
            raise NothingThere("seat")
        return self.world.as_self(seats[0].expert.person, role)


Step = Callable[[Season], Any]


def submit(s: Season) -> None:
    s.call("declaration.submit", s.declaration, s.world.as_self(s.declaration.person), **ANSWERS["declaration.submit"])


def assign(s: Season) -> None:
    chosen = s.decided("first_check_body", "first_check.facts", s.declaration)
    s.call("first_check.assign", s.declaration, body=chosen["body"], joint=chosen["joint"])


def unit_check(s: Season) -> None:
    s.usual("first_check.check", s.declaration, Role.UNIT_CLERK, s.world.county_unit)


def post_unit(s: Season) -> None:
    s.usual("publicity.post_unit", s.declaration, Role.UNIT_CLERK, s.world.county_unit)


def close_unit(s: Season) -> None:
    s.call("publicity.close_unit", s.declaration)


def recommend(s: Season) -> None:
    s.usual("first_check.recommend", s.declaration, Role.UNIT_HEAD, s.world.county_unit)


def route(s: Season) -> None:
    chosen = s.decided("reporting_channel", "reporting.facts", s.declaration)
    s.call("reporting.route", s.declaration, **chosen)


def check_department(s: Season) -> None:
    s.usual("reporting.check_industry", s.declaration, Role.INDUSTRY_CLERK, s.world.county_industry)


def check_county(s: Season) -> None:
    s.usual("reporting.check_hr", s.declaration, Role.HR_CLERK, s.world.county_hr)


def check_league(s: Season) -> None:
    s.usual("reporting.check_hr", s.declaration, Role.HR_CLERK, s.world.league_hr)


def post_roster(s: Season) -> None:
    s.usual("publicity.post_roster", s.declaration, Role.HR_CLERK, s.world.league_hr)


def close_roster(s: Season) -> None:
    s.call("publicity.close_roster", s.declaration)


def report(s: Season) -> None:
    s.call("reporting.report", s.declaration)


def sort(s: Season) -> None:
    s.usual("reporting.sort", s.declaration, Role.CENTRE_SORTER, s.world.centre)


def accept(s: Season) -> None:
    s.usual("acceptance.check", s.declaration, Role.OFFICE_CLERK, s.world.office)


def plan(s: Season) -> None:
    s.usual("review_session.plan", s.review, Role.OFFICE_CLERK, s.world.office, meeting_on=MEETING_ON)


def draw(s: Season) -> None:
    s.usual("review_session.draw", s.review, Role.FORMING_MANAGER, s.world.region_industry)


def file_plan(s: Season) -> None:
    s.usual("review_session.file_plan", s.review, Role.FORMING_MANAGER, s.world.region_industry)


def consent(s: Season) -> None:
    s.usual("review_session.consent", s.review, Role.FILING_OFFICER, s.world.region_hr)
    s.usual("review_session.invite_observer", s.review, Role.OFFICE_CLERK, s.world.office)


def sign_in(s: Season) -> None:
    if not s.review.seats:
        raise NothingThere("seats")
    for seat in s.review.seats:
        s.call("review_session.sign_in", s.review, s.seated([seat], Role.EXPERT), seat=seat.id, commitment=True)


def open_meeting(s: Season) -> None:
    s.call("review_session.open", s.review, s.chair())


def write_opinions(s: Season) -> None:
    writers = s.call("review_session.assign_opinions", s.review)["writers"]
    for seat in (seat for seat in s.review.seats if seat.id in writers):
        assigned = s.session.scalars(select(Opinion).where(Opinion.seat_id == seat.id)).all()
        opinions = [{"opinion": opinion.id, "text": "建议提交表决。"} for opinion in assigned]
        s.call(
            "review_session.write_opinions", s.review, s.seated([seat], Role.EXPERT), seat=seat.id, opinions=opinions
        )
    if not writers:
        raise NothingThere("writers")


def present(s: Season) -> None:
    s.call("review_session.present", s.review, s.chair())


def open_ballot(s: Season) -> None:
    s.call("ballot.open", s.review, s.chair())


def vote(s: Season) -> None:
    urn = s.session.scalars(select(Ballot)).first()
    if urn is None:
        raise NothingThere("ballot")
    for expert, candidate in s.session.execute(
        select(BallotRoll.expert_id, BallotRoll.candidate_id).where(BallotRoll.ballot_id == urn.id)
    ).all():
        votes = [{"candidate": candidate, "choice": "approve", "receipt": fresh_receipt()}]
        ballot.cast(s.session, urn.id, expert, votes)


def count(s: Season) -> None:
    s.call("ballot.count", s.review, s.chair())


def announce(s: Season) -> None:
    s.call("review_session.announce", s.review, s.chair())


def sign(s: Season) -> None:
    s.call("review_session.sign", s.review, s.chair(), seal_number="评委会印〔2026〕1号")


def minutes(s: Season) -> None:
    s.usual("review_session.minutes", s.review, Role.OFFICE_CLERK, s.world.office)


def end(s: Season) -> None:
    s.call("review_session.end", s.review)


def post_result(s: Season) -> None:
    s.usual("publicity.post_result", s.result_notice, Role.FORMING_MANAGER, s.world.region_industry)


def close_result(s: Season) -> None:
    s.call("publicity.close_result", s.result_notice)


def open_batch(s: Season) -> None:
    if not s.call("confirmation.open_batch", s.result_notice)["recipients"]:
        raise NothingThere("cleared")


def assign_authority(s: Season) -> None:
    chosen = s.decided("jurisdiction", "confirmation.facts", s.batch)
    s.call("confirmation.assign", s.batch, confirms=chosen["confirms"], seals=chosen["seals"])


def hand_in(s: Season) -> None:
    s.usual("confirmation.submit", s.batch, Role.OFFICE_CLERK, s.world.office)


def check_batch(s: Season) -> None:
    s.usual("confirmation.check", s.batch, Role.HR_CLERK, s.world.region_hr)


def confirm(s: Season) -> None:
    s.usual("confirmation.decide", s.batch, Role.CONFIRMATION_OFFICER, s.world.region_hr)


def issue(s: Season) -> None:
    if not s.call("certificate.issue", s.batch)["issued"]:
        raise NothingThere("confirmed")


def seal(s: Season) -> None:
    if not s.usual("certificate.seal", s.batch, Role.SEAL_OFFICER, s.world.region_hr)["sealed"]:
        raise NothingThere("certificate")


LAWFUL: list[tuple[Step, timedelta | date | None]] = [
    (submit, None), (assign, None), (unit_check, None), (post_unit, None), (close_unit, timedelta(days=8)),
    (recommend, None), (route, None), (check_department, None), (check_county, None), (check_league, None),
    (post_roster, None), (close_roster, timedelta(days=8)), (report, None), (sort, None), (accept, None),
    (plan, None), (draw, None), (file_plan, None), (consent, None), (sign_in, MEETING_ON), (open_meeting, None),
    (write_opinions, None), (present, None), (open_ballot, None), (vote, None), (count, None), (announce, None),
    (sign, None), (minutes, None), (end, None), (post_result, None), (close_result, timedelta(days=8)),
    (open_batch, None), (assign_authority, None), (hand_in, None), (check_batch, None), (confirm, None), (issue, None),
    (seal, None),
]  # fmt: skip
STEPS = [step for step, _ in LAWFUL]
NAMES = [step.__name__ for step in STEPS]


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
        convened = calling.call(
            catalogue.HANDLERS["review_session.begin"], world.people[(Role.OFFICE_CLERK, world.office.id, 1)],
            {"call": world.call.id}, clerk, now,
        )  # fmt: skip
        yield Season(
            session, world, catalogue.load(session, begun.result["subject"]),
            catalogue.load(session, convened.result["subject"]), now,
        )  # fmt: skip


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


@dataclass
class Search:
    """Every path of accepted steps off the lawful order. `deviations` counts what was let through, by step."""

    season: Season
    seen: set[tuple[frozenset[str], date]] = field(default_factory=set)
    attempts: int = 0
    let_through: list[tuple[str, ...]] = field(default_factory=list)
    wrong: list[tuple[str, ...]] = field(default_factory=list)

    def off_the_path(self, expected: Step | None) -> None:
        """From where the season stands, try every step but the expected one, at once and after a long wait."""
        s = self.season
        for step in STEPS:
            if step is expected or step.__name__ in s.done:
                continue
            for wait in (timedelta(), LONG):
                self.attempts += 1
                with tried(s):
                    s.now += wait
                    if accepted(s, step):
                        self.follow(step)
                        break

    def follow(self, step: Step) -> None:
        """An accepted deviation: is there a way from here to a certificate?"""
        s = self.season
        s.done.append(step.__name__)
        key = (frozenset(s.done), legal_day(s.now))
        if key in self.seen:
            return
        self.seen.add(key)
        self.let_through.append(tuple(s.done))
        if certified(s):
            self.wrong.append(tuple(s.done))
        self.off_the_path(None)


def test_the_lawful_order_certifies(season: Season) -> None:
    for step, wait in LAWFUL:
        season.now = waited(season, wait)
        step(season)

    assert certified(season)


def test_no_other_order_of_the_legal_steps_certifies(season: Season) -> None:
    search = Search(season)
    for step, wait in LAWFUL:
        search.off_the_path(step)
        season.now = waited(season, wait)
        assert accepted(season, step), f"{step.__name__} should be lawful after {season.done}"
        season.done.append(step.__name__)
        print(step.__name__, search.attempts, len(search.let_through))

    assert certified(season)
    assert search.wrong == []
