"""Plays a story on the real engine: people do their tasks, the clock jumps, the worker fires what is due.

Who does a task is who holds it; what is not said is answered from processes/answers.yaml. Every step is
one call of the engine, as a page would make it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts import Account, appoint, open_account
from app.clock import FixedClock, legal_day
from app.database import Database
from app.engine import Engine
from app.engine.reading import progress
from app.engine.store import Incident, ProcessInstance, WorkItem
from handlers import ballot, complaint
from handlers.ballot.envelopes import fresh_receipt
from handlers.calendar import seed
from handlers.evidence.subjects import reference
from handlers.handler import Actor
from handlers.records.ballots import Ballot, BallotRoll
from handlers.records.declarations import Declaration
from handlers.records.integrity import IntegrityRecord
from handlers.records.notices import Publicity, PublicityName
from handlers.records.organisations import Organisation
from handlers.records.people import Person
from handlers.records.review_sessions import Candidate, Seat
from handlers.rules.article import Unlawful
from handlers.rules.roles import Role
from handlers.rules.terms import Degree, EmploymentKind, Level, PublicityKind
from handlers.violation import file_appeal
from tests.processes.story import Story, Turn
from tests.processes.usual import ANSWERS, ROOT, instant_of, leaders_of, letters_of, meant, opinions_of
from tests.world import SPECIALTY, World, build

MODELS = [ROOT / "processes", ROOT / "forms"]
PATIENCE = timedelta(days=200)  # how far the clock may run while a step waits
TRIES = 3_000


@dataclass
class Stage:
    """The engine and the people of one story. `refusals` are the requirement ids of every refusal so far."""

    database: Database
    engine: Engine
    clock: FixedClock
    world: World
    people: dict[str, str] = field(default_factory=dict)  # name → person id
    cases: dict[str, str] = field(default_factory=dict)  # name → the subject's reference
    committees: dict[str, str] = field(default_factory=dict)  # name → committee id
    attending: int | None = None
    approvals: dict[str, int] = field(default_factory=dict)
    seated: int = 0

    # --- the verbs -----------------------------------------------------------------------------------------------

    def play(self, turn: Turn) -> None:
        """One step of a story; a step that says `refused` must be refused with exactly those requirements."""
        verb: Callable[[Any, dict[str, Any]], None] = getattr(self, f"_{turn.verb}")
        expected = turn.more.pop("refused", None)
        try:
            verb(turn.what, turn.more)
        except Unlawful as error:
            assert expected is not None, f"{turn}：{error}"
            assert {breach.id for breach in error.breaches} == set(expected), f"{turn}：{error}"
            return
        assert expected is None, f"{turn}：应当被拒绝（{expected}）"

    def _declare(self, name: str, more: dict[str, Any]) -> None:
        with self.database.transaction() as session:
            actor = self._self(session, self.people[name], Role.APPLICANT)
        answers = self._answers("declaration.begin", more.get("with"))
        self.cases[more.get("called", name)] = self.engine.start("declaration", answers, actor).subject

    def _convene(self, what: Any, more: dict[str, Any]) -> None:
        with self.database.transaction() as session:
            actor = self._clerk(session, Role.OFFICE_CLERK, self.world.committee.office_id)
        self.seated = 0
        self.engine.start("review_session", self._answers("review_session.begin", more.get("with")), actor)

    def _open(self, process: str, more: dict[str, Any]) -> None:
        """Somebody of a body begins a case with its start form."""
        with self.database.transaction() as session:
            body = getattr(self.world, more["at"]).id
            actor = self._clerk(session, Role[more.get("as", "supervisor").upper()], body)
            form = self.engine.library.newest(session, process).start.handler
        started = self.engine.start(process, self._answers(form, more.get("with")), actor)
        self.cases[more.get("called", process)] = started.subject
        self.settle()

    def _do(self, element: str, more: dict[str, Any]) -> None:
        of = self.cases[more["of"]] if "of" in more else None
        items = [item for item in self.open_items() if item.element == element and of in (None, item.subject)]
        assert items, f"没有待办“{element}”；现有待办：{self.waiting()}"
        self.complete(items[0], more.get("with"), more.get("by", 1))

    def _until(self, target: str, more: dict[str, Any]) -> None:
        of, leaving = more.get("of"), set(more.get("leaving", ()))
        deadline = self.clock.now() + PATIENCE
        for _ in range(TRIES):
            if self._reached(target, of):
                return
            if not self._advance(leaving | {target}, deadline):
                break
        raise AssertionError(f"没有走到“{target}”（{of or '任何案件'}）；停在：{self.waiting()}")

    def _pass(self, span: Any, more: dict[str, Any]) -> None:
        target = instant_of(span, self.clock.now())
        if more.get("late"):
            self.clock.move_to(target)
        while (due := self.engine.next_due()) is not None and due <= target:
            self.clock.move_to(max(due, self.clock.now()))
            self.engine.pass_due()
        self.clock.move_to(max(target, self.clock.now()))

    def _object(self, name: str, more: dict[str, Any]) -> None:
        with self.database.transaction() as session:
            case = self.cases[name].partition(":")[2]
            notices = select(Publicity).join(PublicityName).where(
                PublicityName.declaration_id == case, Publicity.kind == PublicityKind[more["during"].upper()]
            )  # fmt: skip
            posted = session.scalars(notices.order_by(Publicity.posted_at.desc())).first()
            assert posted is not None, f"{name} 没有在公示"
            taken = complaint.receive(session, posted.id, case, "业绩材料疑与他人雷同。", "知情人", self.clock.now())
            self.engine.send(session, *complaint.message_of(taken))
        self.settle()

    def _withdraw(self, name: str, more: dict[str, Any]) -> None:
        with self.database.transaction() as session:
            self.engine.send(session, "withdrawal_requested", self.cases[name], {})
        self.settle()

    def _appoint(self, name: str, more: dict[str, Any]) -> None:
        """Somebody is given a post in title work, with an account to hold it."""
        with self.database.transaction() as session:
            person = session.scalars(select(Person).where(Person.name == name)).first() or Person(name=name)
            session.add(person)
            session.flush()
            account = session.scalars(select(Account).where(Account.person_id == person.id)).first()
            account = account or open_account(session, name, "-", person.id)
            session.flush()
            body = getattr(self.world, more["at"]).id
            appoint(session, account, Role[more["as"].upper()], body, legal_day(self.clock.now()))
            self.people[name] = person.id

    def _appeal(self, name: str, more: dict[str, Any]) -> None:
        """Somebody appeals against the newest own entry in the integrity archive."""
        with self.database.transaction() as session:
            own = select(IntegrityRecord).where(IntegrityRecord.person_id == self.people[name])
            record = session.scalars(own.order_by(IntegrityRecord.recorded_at.desc())).first()
            assert record is not None, f"{name} 没有诚信档案记录"
            case = file_appeal(session, record.id, record.person_id, "记录与事实不符，请求更正。", self.clock.now())
            self.engine.send(session, "appeal_received", reference(case), {})
        self.settle()

    def _arrange(self, year: int, more: dict[str, Any]) -> None:
        with self.database.transaction() as session:
            keeper = self._clerk(session, Role.RULE_KEEPER, self.world.region_hr.id)
        given = {**ANSWERS["calendar.enter"], "year": year, **more.get("with", {})}
        self.engine.start("calendar", meant(given, {}, legal_day(self.clock.now())), keeper)

    def _meeting(self, what: dict[str, Any], more: dict[str, Any]) -> None:
        self.attending = what.get("attending", self.attending)
        self.approvals.update(what.get("approvals", {}))

    # --- going on by itself --------------------------------------------------------------------------------------

    def settle(self) -> None:
        """Let the worker do all that is due now."""
        while self.engine.pass_due():
            pass

    def _advance(self, leaving: set[str], deadline: datetime) -> bool:
        """The next usual thing: due work, else the oldest task, else the next timer. False: nothing is left."""
        if self.engine.pass_due():
            return True
        for item in self.open_items():
            if item.element in leaving or (item.element == "sign_in" and self.seated == self.attending):
                continue
            self.complete(item)
            return True
        due = self.engine.next_due()
        if due is None or due > deadline:
            return False
        self.clock.move_to(max(due, self.clock.now()))
        return True

    def _reached(self, target: str, name: str | None) -> bool:
        case = self.cases[name] if name else None
        if any(item.element == target and case in (None, item.subject) for item in self.open_items()):
            return True
        with self.database.reading() as session:
            if case and case.startswith("declaration:"):
                return self._declaration(session, name or "").status == target
            return target == "nothing" and not self.open_items() and self.engine.next_due() is None

    # --- tasks ---------------------------------------------------------------------------------------------------

    def open_items(self) -> list[WorkItem]:
        """All open tasks, the oldest first; a meeting's sign-ins before its opening."""
        with self.database.reading() as session:
            query = select(WorkItem).where(WorkItem.status == "open").order_by(WorkItem.created_at, WorkItem.id)
            found = session.scalars(query).all()
            seats = self._arrivals(session) if any(item.element == "sign_in" for item in found) else {}
            session.expunge_all()
        return sorted(found, key=lambda item: (item.element == "open_meeting", seats.get(item.item or "", 0)))

    def _arrivals(self, session: Session) -> dict[str, int]:
        """Who signs in when: the chair, one from outside the system, one from the grass roots, then by seat."""
        seats = session.scalars(select(Seat).order_by(Seat.position)).all()
        outside = next((seat for seat in seats if seat.expert.outside_system), None)
        grassroots = next((seat for seat in seats if seat.expert.grassroots), None)
        first = sorted(seats, key=lambda seat: (seat.position > 0, seat is not outside, seat is not grassroots))
        return {seat.id: number for number, seat in enumerate(first)}

    def waiting(self) -> str:
        """Where everything stands, for a failing story."""
        with self.database.reading() as session:
            incidents = session.scalars(select(Incident.error).where(Incident.status == "open")).all()
            running = session.scalars(select(ProcessInstance.id).where(ProcessInstance.status == "running")).all()
            stands = [f"{case.key}@{case.current}" for case in (progress(session, id) for id in running)]
        items = [f"{item.process}.{item.element}（{item.applicant}）" for item in self.open_items()]
        return f"待办 {items}；案件 {stands}；异常 {list(incidents)}"

    def complete(self, item: WorkItem, given: dict[str, Any] | None = None, who: int | str = 1) -> None:
        """Do a task as one of those who hold it; before a count everyone attending votes."""
        if item.form == "ballot.count":
            self._vote()
        with self.database.transaction() as session:
            role = Role[item.role.upper()]
            if item.person_id:
                actor = self._self(session, item.person_id, role)
            else:
                actor = self._clerk(session, role, item.organisation_id or "", who)
            answers = self._answers(item.form, given, item, session)
        self.engine.complete(item.id, answers, actor)
        self.seated += item.element == "sign_in"

    def _vote(self) -> None:
        """Every expert on the roll votes; the first so many approve each candidate (all, if nothing is said)."""
        with self.database.reading() as session:
            urn = session.scalars(select(Ballot).where(Ballot.status == "open")).one()
            rows = session.execute(
                select(BallotRoll.expert_id, Candidate.id, Person.name)
                .join(Candidate, Candidate.id == BallotRoll.candidate_id)
                .join(Declaration, Declaration.id == Candidate.declaration_id)
                .join(Person, Person.id == Declaration.person_id)
                .where(BallotRoll.ballot_id == urn.id)
                .order_by(BallotRoll.expert_id)
            ).all()
            id = urn.id
        given: dict[str, int] = {}
        for expert in dict.fromkeys(row.expert_id for row in rows):
            votes = []
            for _, candidate, name in (row for row in rows if row.expert_id == expert):
                given[name] = given.get(name, 0) + 1
                choice = "approve" if given[name] <= self.approvals.get(name, len(rows)) else "reject"
                votes.append({"candidate": candidate, "choice": choice, "receipt": fresh_receipt()})
            with self.database.transaction() as session:
                ballot.cast(session, id, expert, votes)

    # --- people and answers --------------------------------------------------------------------------------------

    def _self(self, session: Session, person_id: str, role: Role) -> Actor:
        person = session.get_one(Person, person_id)
        own = person.employments[-1].organisation_id if role is Role.APPLICANT else None
        organisation = own or self.world.committee.office_id
        return Actor(f"account-{person.id[:8]}", person.id, person.name, role, organisation)

    def _clerk(self, session: Session, role: Role, organisation_id: str, who: int | str = 1) -> Actor:
        """One of a body's people in a role: the first, another, or the first of those in some other role there."""
        whose, number = (role, who) if isinstance(who, int) else (Role[who.upper()], 1)
        name = f"{whose.label}{number}@{organisation_id[:8]}"
        person = session.scalars(select(Person).where(Person.name == name)).first() or Person(name=name)
        session.add(person)
        session.flush()
        return Actor(f"account-{person.id[:8]}", person.id, person.name, role, organisation_id)

    def _answers(
        self, form: str, given: dict[str, Any] | None, item: WorkItem | None = None, session: Session | None = None
    ) -> dict[str, Any]:
        words: dict[str, Any] = {"=call": self.world.call.id, "=specialty": SPECIALTY}
        words |= {"=committee": self.world.committee.id}
        words |= {f"=committee {name}": id for name, id in self.committees.items()}
        words |= letters_of(self.database)
        words |= {f"=declaration {name}": case.partition(":")[2] for name, case in self.cases.items()}
        if item and session and item.item:
            words |= {"=opinions": opinions_of(session, item.item)}
        if item and session and item.process == "review_session":
            words |= leaders_of(session, item.subject)
        said: dict[str, Any] = meant({**ANSWERS[form], **(given or {})}, words, legal_day(self.clock.now()))
        return said

    def _declaration(self, session: Session, name: str) -> Declaration:
        return session.get_one(Declaration, self.cases[name].partition(":")[2])


def setting(database: Database, engine: Engine, clock: FixedClock, story: Story) -> Stage:
    """A published set of models, a small world with the story's people, nobody having done anything."""
    engine.publish(MODELS, author="tests")
    with database.transaction() as session:
        seed(session, clock.now())
        world = build(session)
        stage = Stage(database, engine, clock, world)
        for name, facts in story.people.items():
            stage.people[name] = _person(world, name, facts).id
        for name, facts in story.committees.items():
            stage.committees[name] = world.other_committee(name, **facts).id
        session.flush()
        session.refresh(world.committee)
        session.refresh(world.call)
        session.expunge(world.committee)
        session.expunge(world.call)
    return stage


def _person(world: World, name: str, facts: dict[str, Any]) -> Person:
    said: dict[str, Any] = dict(facts)
    using = said.pop("using", None)
    unit: Organisation = getattr(world, said.pop("unit", "county_unit"))
    for key, kind in (("kind", EmploymentKind), ("level", Level), ("degree", Degree)):
        with suppress(KeyError):
            said[key] = kind[said[key].upper()]
    return world.applicant(name, unit, using=getattr(world, using) if using else None, **said)
