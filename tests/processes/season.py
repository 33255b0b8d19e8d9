"""The legal steps of one season, each as a lawful person would take it, callable by hand in any order.

Closing a notice, and the opinions before their presentation, go with the step they serve.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.engine import calling, decisions
from app.trial.usual import ROOT, answers
from app.trial.world import World
from handlers import ballot, catalogue
from handlers.ballot.envelopes import fresh_receipt
from handlers.handler import SYSTEM, Actor
from handlers.records.ballots import Ballot, BallotRoll
from handlers.records.certificates import ConfirmationBatch
from handlers.records.declarations import Declaration
from handlers.records.notices import Publicity
from handlers.records.review_sessions import Opinion, ReviewSession, Seat
from handlers.rules.roles import Role

MEETING_ON = date(2026, 10, 9)


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
        return self.call(name, subject, self.world.act(role, body), **{**answers()[name], **given})

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
    s.call(
        "declaration.submit", s.declaration, s.world.as_self(s.declaration.person), **answers()["declaration.submit"]
    )


def assign(s: Season) -> None:
    chosen = s.decided("first_check_body", "first_check.facts", s.declaration)
    s.call("first_check.assign", s.declaration, body=chosen["body"], joint=chosen["joint"])


def unit_check(s: Season) -> None:
    s.usual("first_check.check", s.declaration, Role.UNIT_CLERK, s.world.county_unit)


def post_unit(s: Season) -> None:
    s.usual("publicity.post_unit", s.declaration, Role.UNIT_CLERK, s.world.county_unit)


def recommend(s: Season) -> None:
    s.call("publicity.close_unit", s.declaration)
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


def report(s: Season) -> None:
    s.call("publicity.close_roster", s.declaration)
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


def deliberate(s: Season) -> None:
    writers = s.call("review_session.assign_opinions", s.review)["writers"]
    if not writers:
        raise NothingThere("writers")
    for seat in (seat for seat in s.review.seats if seat.id in writers):
        assigned = s.session.scalars(select(Opinion).where(Opinion.seat_id == seat.id)).all()
        opinions = [{"opinion": opinion.candidate.declaration.number, "text": "建议提交表决。"} for opinion in assigned]
        expert = s.seated([seat], Role.EXPERT)
        s.call("review_session.write_opinions", s.review, expert, seat=seat.id, opinions=opinions)
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


def open_batch(s: Season) -> None:
    s.call("publicity.close_result", s.result_notice)
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
    (submit, None), (assign, None), (unit_check, None), (post_unit, None), (recommend, timedelta(days=8)),
    (route, None), (check_department, None), (check_county, None), (check_league, None), (post_roster, None),
    (report, timedelta(days=8)), (sort, None), (accept, None), (plan, None), (draw, None), (file_plan, None),
    (consent, None), (sign_in, MEETING_ON), (open_meeting, None), (deliberate, None), (open_ballot, None), (vote, None),
    (count, None), (announce, None), (sign, None), (minutes, None), (end, None), (post_result, None),
    (open_batch, timedelta(days=8)), (assign_authority, None), (hand_in, None), (check_batch, None), (confirm, None),
    (issue, None), (seal, None),
]  # fmt: skip
STEPS = [step for step, _ in LAWFUL]
TIMED = [step for step, wait in LAWFUL if wait]  # a refusal of these may be one of time: tried after a wait as well
STAFF = [
    (Role.UNIT_CLERK, "county_unit"), (Role.UNIT_HEAD, "county_unit"), (Role.INDUSTRY_CLERK, "county_industry"),
    (Role.HR_CLERK, "county_hr"), (Role.HR_CLERK, "league_hr"), (Role.HR_CLERK, "region_hr"),
    (Role.CENTRE_SORTER, "centre"), (Role.OFFICE_CLERK, "office"), (Role.FORMING_MANAGER, "region_industry"),
    (Role.FILING_OFFICER, "region_hr"), (Role.CONFIRMATION_OFFICER, "region_hr"), (Role.SEAL_OFFICER, "region_hr"),
]  # fmt: skip
