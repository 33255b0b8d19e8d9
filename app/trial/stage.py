"""Plays a story on the real engine: people do their tasks, the clock jumps, the worker fires what is due.

Who does a task is who holds it; what is not said is answered from processes/answers.yaml. Every step is
one call of the engine, as a page would make it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts import Account, appoint, open_account
from app.clock import FixedClock, legal_day
from app.database import Database
from app.engine import Engine, NotFound
from app.engine.reading import progress
from app.engine.store import Incident, ProcessInstance, WorkItem
from app.trial.cast import Cast
from app.trial.story import Story, Turn
from app.trial.usual import home, instant_of
from app.trial.voting import vote
from app.trial.watch import Watch
from app.trial.world import World, build, found
from handlers import complaint
from handlers.calendar import seed
from handlers.evidence.subjects import reference
from handlers.records.declarations import Declaration
from handlers.records.integrity import IntegrityRecord
from handlers.records.notices import Publicity, PublicityName
from handlers.records.people import Person
from handlers.rules.article import Unlawful
from handlers.rules.roles import Role
from handlers.rules.terms import PublicityKind
from handlers.violation import file_appeal

PATIENCE = timedelta(days=200)  # how far the clock may run while a step waits
TRIES = 3_000


class Astray(Exception):
    """A step did not come out as told; the message says how."""


@dataclass
class Stage:
    """The engine and the people of one story."""

    database: Database
    engine: Engine
    clock: FixedClock
    world: World
    cast: Cast
    watch: Watch = field(default_factory=Watch)
    attending: int | None = None
    approvals: dict[str, int] = field(default_factory=dict)
    seated: int = 0

    @property
    def people(self) -> dict[str, str]:
        """Person ids by name."""
        return self.cast.people

    @property
    def cases(self) -> dict[str, str]:
        """References of the subjects by what the story calls them."""
        return self.cast.cases

    # --- the verbs -----------------------------------------------------------------------------------------------

    def play(self, turn: Turn) -> None:
        """One step of a story; one that says `refused` must be refused with exactly those requirements.

        Raises Astray, EngineRefusal, TrialRefused.
        """
        expected = turn.more.get("refused")
        try:
            self.act(turn)
        except Unlawful as error:
            if expected is None or {breach.id for breach in error.breaches} != set(expected):
                told = "" if expected is None else f"（故事说的理由是 {'、'.join(expected)}）"
                raise Astray(f"{turn}：{error}{told}") from error
            return
        if expected is not None:
            raise Astray(f"{turn}：应当被拒绝（{'、'.join(expected)}）")

    def act(self, turn: Turn) -> None:
        """One step, whatever comes of it. Raises Unlawful as well."""
        self.watch.tick()
        verb: Callable[[Any, dict[str, Any]], None] = getattr(self, f"_{turn.verb}")
        verb(turn.what, {key: value for key, value in turn.more.items() if key != "refused"})

    def _declare(self, name: str, more: dict[str, Any]) -> None:
        with self.database.transaction() as session:
            actor = self.cast.self_of(session, self._person(name), Role.APPLICANT)
        answers = self.cast.answers("declaration.begin", more.get("with"))
        self.cases[more.get("called", name)] = self.engine.start("declaration", answers, actor).subject

    def _convene(self, what: Any, more: dict[str, Any]) -> None:
        with self.database.transaction() as session:
            actor = self.cast.clerk(session, Role.OFFICE_CLERK, self.world.committee.office_id)
        self.seated = 0
        self.engine.start("review_session", self.cast.answers("review_session.begin", more.get("with")), actor)

    def _open(self, process: str, more: dict[str, Any]) -> None:
        """Somebody of a body begins a case with its start form."""
        with self.database.transaction() as session:
            body = getattr(self.world, more["at"]).id
            actor = self.cast.clerk(session, Role[more.get("as", "supervisor").upper()], body)
            start = self.engine.library.newest(session, process).start
        if start is None:
            raise NotFound(f"流程“{process}”不能由人发起")
        started = self.engine.start(process, self.cast.answers(start.handler, more.get("with")), actor)
        self.cases[more.get("called", process)] = started.subject
        self.settle()

    def _do(self, element: str, more: dict[str, Any]) -> None:
        of = self._case(more["of"]) if "of" in more else None
        items = [item for item in self.open_items() if item.element == element and of in (None, item.subject)]
        if not items:
            raise Astray(f"没有待办“{element}”；现有待办：{self.waiting()}")
        self.complete(items[0], more.get("with"), more.get("by", 1))

    def _until(self, target: str, more: dict[str, Any]) -> None:
        of, leaving = more.get("of"), set(more.get("leaving", ()))
        deadline = self.clock.now() + PATIENCE
        for _ in range(TRIES):
            if self._reached(target, of):
                return
            if not self._advance(leaving | {target}, deadline):
                break
        raise Astray(f"没有走到“{target}”（{of or '任何案件'}）；停在：{self.waiting()}")

    def _pass(self, span: Any, more: dict[str, Any]) -> None:
        target = instant_of(span, self.clock.now())
        if more.get("late"):
            self.clock.move_to(target)
        while (due := self.engine.next_due()) is not None and due <= target:
            self.watch.tick()
            self.clock.move_to(max(due, self.clock.now()))
            self.engine.pass_due()
        self.clock.move_to(max(target, self.clock.now()))

    def _object(self, name: str, more: dict[str, Any]) -> None:
        with self.database.transaction() as session:
            case = self._case(name).partition(":")[2]
            notices = select(Publicity).join(PublicityName).where(
                PublicityName.declaration_id == case, Publicity.kind == PublicityKind[more["during"].upper()]
            )  # fmt: skip
            posted = session.scalars(notices.order_by(Publicity.posted_at.desc())).first()
            if posted is None:
                raise Astray(f"{name} 没有在公示")
            taken = complaint.receive(session, posted.id, case, "业绩材料疑与他人雷同。", "知情人", self.clock.now())
            self.engine.send(session, *complaint.message_of(taken))
        self.settle()

    def _withdraw(self, name: str, more: dict[str, Any]) -> None:
        with self.database.transaction() as session:
            self.engine.send(session, "withdrawal_requested", self._case(name), {})
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
            own = select(IntegrityRecord).where(IntegrityRecord.person_id == self._person(name))
            record = session.scalars(own.order_by(IntegrityRecord.recorded_at.desc())).first()
            if record is None:
                raise Astray(f"{name} 没有诚信档案记录")
            case = file_appeal(session, record.id, record.person_id, "记录与事实不符，请求更正。", self.clock.now())
            self.engine.send(session, "appeal_received", reference(case), {})
        self.settle()

    def _arrange(self, year: int, more: dict[str, Any]) -> None:
        with self.database.transaction() as session:
            keeper = self.cast.clerk(session, Role.RULE_KEEPER, self.world.region_hr.id)
        given = {"year": year, **more.get("with", {})}
        self.engine.start("calendar", self.cast.answers("calendar.enter", given), keeper)

    def _meeting(self, what: dict[str, Any], more: dict[str, Any]) -> None:
        self.attending = what.get("attending", self.attending)
        self.approvals.update(what.get("approvals", {}))

    # --- going on by itself --------------------------------------------------------------------------------------

    def settle(self) -> None:
        """Let the worker do all that is due now."""
        while self.engine.pass_due():
            self.watch.tick()

    def _advance(self, leaving: set[str], deadline: Any) -> bool:
        """The next usual thing: due work, else the oldest task, else the next timer. False: nothing is left."""
        self.watch.tick()
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
        case = self._case(name) if name else None
        items = self.open_items()
        if any(item.element == target and case in (None, item.subject) for item in items):
            return True
        with self.database.reading() as session:
            if case and case.startswith("declaration:"):
                return self._declaration(session, name or "").status == target
        return target == "nothing" and not items and self.engine.next_due() is None

    # --- tasks ---------------------------------------------------------------------------------------------------

    def open_items(self) -> list[WorkItem]:
        """All open tasks, in the order in which they are usually done."""
        with self.database.reading() as session:
            return self.cast.open_items(session)

    def complete(self, item: WorkItem, given: dict[str, Any] | None = None, who: int | str = 1) -> None:
        """Do a task as one of those who hold it; before a count everyone attending votes."""
        if item.form == "ballot.count":
            vote(self.database, self.approvals)
        with self.database.transaction() as session:
            actor = self.cast.holder(session, item, who)
            answers = self.cast.answers(item.form, given, item, session)
        self.engine.complete(item.id, answers, actor)
        self.seated += item.element == "sign_in"

    def waiting(self) -> str:
        """Where everything stands, for a failing story."""
        with self.database.reading() as session:
            incidents = session.scalars(select(Incident.error).where(Incident.status == "open")).all()
            running = session.scalars(select(ProcessInstance.id).where(ProcessInstance.status == "running")).all()
            stands = [f"{case.key}@{case.current}" for case in (progress(session, id) for id in running)]
        items = [f"{item.process}.{item.element}（{item.applicant}）" for item in self.open_items()]
        return f"待办 {items}；案件 {stands}；异常 {list(incidents)}"

    # --- who and what the story names ----------------------------------------------------------------------------

    def _person(self, name: str) -> str:
        if name not in self.people:
            raise Astray(f"故事里没有“{name}”这个人；有：{'、'.join(self.people) or '没有人'}")
        return self.people[name]

    def _case(self, name: str) -> str:
        if name not in self.cases:
            raise Astray(f"还没有叫“{name}”的案件；有：{'、'.join(self.cases) or '没有案件'}")
        return self.cases[name]

    def _declaration(self, session: Session, name: str) -> Declaration:
        return session.get_one(Declaration, self._case(name).partition(":")[2])


def shipped_world(database: Database, engine: Engine, clock: FixedClock) -> None:
    """The shipped models published and the small world built, nobody in it having done anything."""
    engine.publish([home() / "processes", home() / "forms"], author="trial")
    with database.transaction() as session:
        seed(session, clock.now())
        build(session)


def setting(database: Database, engine: Engine, clock: FixedClock, story: Story) -> Stage:
    """A world with the story's people, in a database that holds the models; an empty one gets the shipped ones."""
    with database.reading() as session:
        ready = found(session) is not None
    if not ready:
        shipped_world(database, engine, clock)
    with database.transaction() as session:
        world = found(session)
        assert world is not None
        cast = Cast(database, clock, world)
        for name, facts in story.people.items():
            cast.join(name, facts)
        for name, facts in story.committees.items():
            cast.committees[name] = world.other_committee(name, **facts).id
        session.flush()
        for each in (world.committee, world.call):
            session.refresh(each)
            session.expunge(each)
    return Stage(database, engine, clock, world, cast)
