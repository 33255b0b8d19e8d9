"""Random histories of supervision through the real handlers and records, against table (h) read from its text alone.

The model below knows nothing of the program: it keeps lists of what was verified and sent and counts them by hand.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import create_engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

import handlers.calendar
from app.trial.world import build, instant
from handlers import supervision
from handlers.evidence.subjects import load
from handlers.evidence.supervision import counting
from handlers.handler import Actor
from handlers.records import Record
from handlers.records.committees import FilingCycle
from handlers.records.supervision import MeasureWithdrawal, SupervisionCase
from handlers.rules.article import Unlawful
from handlers.rules.roles import Role
from handlers.rules.workdays import local_date

CODES = ("V65.1", "V65.3", "V65.8")
PAPERS = [{"number": "材料1"}]
BLANK: dict[str, bytes] = {}


@dataclass(eq=False)
class Letter:
    kind: str  # R or I
    cycle: int
    withdrawn: bool = False
    reported: bool = False
    improved: bool | None = None
    over: bool = False  # consented to


@dataclass(eq=False)
class Found:
    code: str
    cycle: int
    withdrawn: bool = False
    lax: bool | None = None


@dataclass(eq=False)
class Case:
    """A case as the text sees it: items, the letters that answered them, whether it is over."""

    record: SupervisionCase
    items: list[Found]
    letters: list[Letter] = field(default_factory=list)
    over: bool = False

    @property
    def letter(self) -> Letter | None:
        return next((letter for letter in reversed(self.letters) if not letter.withdrawn), None)

    @property
    def standing(self) -> list[Found]:
        return [item for item in self.items if not item.withdrawn]


class Text:
    """Table (h), counted by hand."""

    def __init__(self) -> None:
        self.cases: list[Case] = []
        self.cycle = 0
        self.status = "active"

    def numbers(self, cycle: int) -> tuple[int, int, int, int]:
        codes = [i.code for case in self.cases for i in case.standing if i.cycle == cycle]
        sent = [x.kind for case in self.cases for x in case.letters if x.cycle == cycle and not x.withdrawn]
        most = max((codes.count(code) for code in CODES), default=0)
        return len(set(codes)), most, sent.count("R"), sent.count("I")

    def row(self, case: Case) -> int:
        """Which row the case has come to; 0: nothing is left, -1: a report is awaited."""
        if self.status == "revoked":
            return 1
        letter = case.letter
        if letter is None:
            return self._row_of_item(case.standing[-1]) if case.standing else 0
        if letter.improved is None:
            return 6 if letter.reported else -1
        _, _, reminders, interviews = self.numbers(letter.cycle)
        if not letter.improved:
            return 2 if reminders >= 2 or interviews >= 1 else 3
        return 4 if self.status == "suspended" and letter.kind == "I" else 5

    def _row_of_item(self, item: Found) -> int:
        distinct, most, _, _ = self.numbers(item.cycle)
        if distinct < 2 and most < 2:
            return 10
        return 8 if item.lax is None else 7 if item.lax else 9

    def interviews(self) -> list[Letter]:
        return [x for case in self.cases for x in case.letters if x.kind == "I" and not x.withdrawn and not x.over]


def blank() -> bytes:
    """A database with all tables, made once."""
    if "" not in BLANK:
        engine = create_engine("sqlite://", poolclass=StaticPool)
        Record.metadata.create_all(engine)
        with Session(engine) as session:
            handlers.calendar.seed(session, instant(2026, 1, 5))
            session.commit()
        with engine.connect() as connection:
            made = connection.connection.driver_connection
            assert isinstance(made, sqlite3.Connection)
            BLANK[""] = made.serialize()
    return BLANK[""]


class Histories(RuleBasedStateMachine):
    """What people may do, in any order; each attempt the text forbids must be refused."""

    @initialize()
    def begin(self) -> None:
        raw = sqlite3.connect(":memory:", check_same_thread=False)
        raw.deserialize(blank())
        self.engine = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool)
        self.session = Session(self.engine)
        self.world = build(self.session)
        self.actor = self.world.act(Role.SUPERVISOR, self.world.region_hr)
        self.office = self.world.act(Role.OFFICE_CHIEF, self.world.office)
        self.hr = self.world.act(Role.CONFIRMATION_OFFICER, self.world.region_hr)
        self.now: datetime = instant(2026, 9, 1)
        self.text = Text()
        self.letters = 0
        self.cycles = [self.world.committee.cycles[0].valid_from]

    def teardown(self) -> None:
        if hasattr(self, "session"):
            self.session.close()
            self.engine.dispose()

    def _tick(self) -> None:
        self.now += timedelta(minutes=7)

    def _open(self, row: int) -> list[Case]:
        return [case for case in self.text.cases if not case.over and self.text.row(case) == row]

    def _refused(self, call: Any, *args: Any, **answers: Any) -> None:
        self.session.flush()
        with pytest.raises(Unlawful), self.session.begin_nested():
            call(*args, now=self.now, **answers)
        # what the refused step had begun is forgotten, as the engine's transaction does
        self.session.expire_all()

    # --- the events ---------------------------------------------------------------------------------------------------

    @precondition(lambda self: sum(not case.over for case in self.text.cases) < 3)
    @rule(codes=st.lists(st.sampled_from(CODES), min_size=1, max_size=2))
    def verify(self, codes: list[str]) -> None:
        self._tick()
        person = self.world.people[Role.SUPERVISOR, self.world.region_hr.id, 1]
        if self.text.status == "revoked":
            return
        opened = supervision.open(
            person, actor=self.actor, now=self.now, committee=self.world.committee.id, facts="线索"
        )
        case = load(self.session, opened["subject"])
        assert isinstance(case, SupervisionCase)
        on = local_date(self.now).isoformat()
        items = [{"code": code, "facts": "事实", "happened_on": on, "evidence": "证据1"} for code in codes]
        supervision.verify(case, actor=self.actor, now=self.now, outcome="verified", items=items)
        self.text.cases.append(Case(case, [Found(code, self.text.cycle) for code in codes]))

    @precondition(lambda self: self._open(8))
    @rule(data=st.data(), lax=st.booleans())
    def find(self, data: st.DataObject, lax: bool) -> None:
        self._tick()
        case = data.draw(st.sampled_from(self._open(8)))
        supervision.find_laxity(
            case.record, actor=self.actor, now=self.now, finding="lax" if lax else "not_lax", reason="理由",
            evidence=PAPERS,
        )  # fmt: skip
        case.standing[-1].lax = lax

    @precondition(lambda self: self._open(7) or self._open(9) or self._open(10) or self._open(8))
    @rule(data=st.data(), wrong=st.booleans())
    def write(self, data: st.DataObject, wrong: bool) -> None:
        self._tick()
        case = data.draw(st.sampled_from(self._open(7) + self._open(8) + self._open(9) + self._open(10)))
        row = self.text.row(case)
        kind = "I" if (row == 7) is not wrong else "R"
        if row == 8 or wrong:
            self._refused(lambda *args, now: self._send(case, kind), case)
            return
        self._send(case, kind)
        if row == 7:
            self.text.status = "suspended"
        case.letters.append(Letter(kind, case.standing[-1].cycle))

    def _send(self, case: Case, kind: str) -> None:
        self.letters += 1
        answers: dict[str, Any] = {
            "choice": "draft", "number": f"文{self.letters}", "orders": "整改",
            "due_on": local_date(self.now) + timedelta(days=10),
        }  # fmt: skip
        if kind == "I":
            answers |= {"talk": "记录", "stops_review": True}
        draft = supervision.draft_interview if kind == "I" else supervision.draft_reminder
        draft(case.record, actor=self.actor, now=self.now, **answers)
        assert supervision.signed(case.record, now=self.now)["outcome"] == "agreed"
        supervision.issue(case.record, now=self.now)

    @precondition(lambda self: self._open(-1))
    @rule(data=st.data(), early=st.booleans())
    def report(self, data: st.DataObject, early: bool) -> None:
        self._tick()
        case = data.draw(st.sampled_from(self._open(-1)))
        if early:
            self._refused(self._check, case, "improved")
        supervision.report(case.record, actor=self.office, now=self.now, text="已整改", evidence=PAPERS)
        assert case.letter is not None
        case.letter.reported = True

    @precondition(lambda self: self._open(6))
    @rule(data=st.data(), improved=st.booleans())
    def check(self, data: st.DataObject, improved: bool) -> None:
        self._tick()
        case = data.draw(st.sampled_from(self._open(6)))
        self._check(case, "improved" if improved else "not_improved", now=self.now)
        assert case.letter is not None
        case.letter.improved = improved

    def _check(self, case: Case, improvement: str, *, now: datetime) -> None:
        supervision.check(case.record, actor=self.actor, now=now, improvement=improvement, text="核查", evidence=PAPERS)

    @precondition(lambda self: self._open(4))
    @rule(data=st.data())
    def resume(self, data: st.DataObject) -> None:
        self._tick()
        case = data.draw(st.sampled_from(self._open(4)))
        self._refused(supervision.resume, case.record)  # without consent
        every = all(letter.improved for letter in self.text.interviews())
        if not every:
            self._refused(lambda *args, now: self._consent(case), case)
            return
        self._consent(case)
        assert case.letter is not None
        case.over = case.letter.over = True
        self.text.status = "active"

    def _consent(self, case: Case) -> None:
        supervision.consent(
            case.record, actor=self.actor, now=self.now, choice="draft", number="同意1", reason="整改到位"
        )
        supervision.resume(case.record, now=self.now)

    @precondition(lambda self: self._open(5))
    @rule(data=st.data())
    def close(self, data: st.DataObject) -> None:
        self._tick()
        case = data.draw(st.sampled_from(self._open(5)))
        supervision.close(case.record, actor=self.actor, now=self.now, conclusion="销号")
        case.over = True

    @precondition(lambda self: self._open(0) + self._open(1))
    @rule(data=st.data())
    def lapse(self, data: st.DataObject) -> None:
        """Nothing is left, or the power is gone: the case ends by itself."""
        self._tick()
        case = data.draw(st.sampled_from(self._open(0) + self._open(1)))
        supervision.lapse(case.record, now=self.now)
        case.over = True

    @precondition(lambda self: self._open(3))
    @rule(data=st.data())
    def set_deadline(self, data: st.DataObject) -> None:
        self._tick()
        case = data.draw(st.sampled_from(self._open(3)))
        self._refused(self._revoke, case)
        due_on = local_date(self.now) + timedelta(days=10)
        supervision.set_deadline(
            case.record, actor=self.actor, now=self.now, choice="deadline", due_on=due_on, reason="再整改"
        )
        assert case.letter is not None
        case.letter.reported, case.letter.improved = False, None

    @precondition(lambda self: self._open(2))
    @rule(data=st.data(), by=st.sampled_from(["region", "league"]))
    def revoke(self, data: st.DataObject, by: str) -> None:
        self._tick()
        case = data.draw(st.sampled_from(self._open(2)))
        if by == "league":
            self._refused(self._revoke, case, actor=self.world.act(Role.CONFIRMATION_OFFICER, self.world.league_hr))
            return
        self._revoke(case, now=self.now)
        case.over, self.text.status = True, "revoked"

    def _revoke(self, case: Case, *, now: datetime, actor: Actor | None = None) -> None:
        supervision.revoke(
            case.record, actor=actor or self.hr, now=now, choice="revoke", number="收回1", reason="无明显改善",
            evidence=PAPERS,
        )  # fmt: skip

    @precondition(lambda self: self.text.status != "revoked" and any(c.letters for c in self.text.cases))
    @rule(data=st.data())
    def withdraw_letter(self, data: st.DataObject) -> None:
        self._tick()
        case = data.draw(st.sampled_from([c for c in self.text.cases if c.letters]))
        number = data.draw(st.integers(0, len(case.letters) - 1))
        letter, record = case.letters[number], [m for m in case.record.measures if m.issued_at][number]
        if letter.withdrawn:
            self._refused(self._withdraw, f"measure:{record.id}")
            return
        self._withdraw(f"measure:{record.id}", now=self.now)
        letter.withdrawn = True
        if self.text.status == "suspended" and not self.text.interviews():
            self.text.status = "active"

    @precondition(lambda self: any(case.standing for case in self.text.cases))
    @rule(data=st.data())
    def withdraw_item(self, data: st.DataObject) -> None:
        self._tick()
        case = data.draw(st.sampled_from([c for c in self.text.cases if c.standing]))
        item = data.draw(st.sampled_from(case.standing))
        self._withdraw(f"item:{case.record.items[case.items.index(item)].id}", now=self.now)
        item.withdrawn = True

    def _withdraw(self, what: str, *, now: datetime) -> MeasureWithdrawal:
        person = self.world.people[Role.SUPERVISOR, self.world.region_hr.id, 1]
        made = supervision.withdraw(person, actor=self.actor, now=now, what=what, reason="事实有误", paper="撤1")
        row = load(self.session, made["subject"])
        assert isinstance(row, MeasureWithdrawal)
        return row

    @rule()
    def file_anew(self) -> None:
        """A day passes; twice in a history, a new filing cycle begins with it."""
        self.now += timedelta(days=1)
        if self.text.cycle == 2:
            return
        first = local_date(self.now)
        self.world.committee.cycles.append(
            FilingCycle(
                number=f"再备{first}", authority=self.world.region_hr, valid_from=first,
                valid_to=first + timedelta(days=900),
            )
        )  # fmt: skip
        self.session.flush()
        self.cycles.append(first)
        self.text.cycle += 1

    # --- what must hold -----------------------------------------------------------------------------------------------

    @invariant()
    def the_records_count_as_the_text_does(self) -> None:
        if not hasattr(self, "text"):
            return
        for number, first in enumerate(self.cycles):
            counted = counting.tally(self.world.committee, first)
            assert tuple(vars(counted).values()) == self.text.numbers(number)
        assert self.world.committee.status == self.text.status

    @invariant()
    def every_open_case_stands_in_the_row_of_the_text(self) -> None:
        if not hasattr(self, "text"):
            return
        for case in self.text.cases:
            if case.over:
                continue
            expected = self.text.row(case)
            waiting = counting.occasion(case.record, self.now) is None
            if expected == -1:
                assert waiting
            else:
                assert counting.proposal(case.record, self.now).row == expected


Histories.TestCase.settings = settings(
    max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
TestHistories = Histories.TestCase
