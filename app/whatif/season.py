"""One run of a season: desks, cases that come by themselves, meetings that take up who waits, messages between them.

Deterministic for the `Random` passed in. Knows no database and no page.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from random import Random

import simpy

from app.whatif.assumptions import ANYBODY, TAKEN_OUT
from app.whatif.case import Case, Walk
from app.whatif.hours import DAY, OPENING, Days, Hours
from app.whatif.parameters import MOST_SECONDS, Meetings, Parameters, Stream, WhatIfRefused
from app.whatif.plan import Plan, outside
from app.whatif.tally import Tally

EIGHT = 8.0


class Season:
    """The world of one run."""

    def __init__(self, plans: Mapping[str, Plan], days: Days, asked: Parameters, chance: Random, until: float) -> None:
        self.env = simpy.Environment()
        self.plans, self.days, self.asked, self.chance = plans, days, asked, chance
        self.pace, self.many = asked.pace, asked.many
        self.notice = asked.meetings.notice if asked.meetings else 14
        self.tally = Tally(days.length * DAY, -days.first.weekday() * DAY)
        self._until = until
        self._number = 0
        self._outside = outside(plans)
        self._own = Hours(days, EIGHT)
        self._desks: dict[str, tuple[simpy.Resource | None, Hours]] = {}
        self._open: list[Case] = []

    def run(self) -> Tally:
        """Play the season to its last day."""
        for stream in self.asked.streams:
            for at in self._arrivals(stream):
                self.env.process(self._arrive(stream.process, at))
        if self.asked.meetings is not None:
            self.env.process(self._meet(self.asked.meetings))
        self.env.process(self._watch())
        self.env.run(until=self.days.length * DAY)
        self.tally.close()
        return self.tally

    def _watch(self) -> Walk:
        """Every day: stop a run that takes too long."""
        while True:
            if time.thread_time() > self._until:
                raise WhatIfRefused(
                    f"推演超过 {MOST_SECONDS:g} 秒，已停止；请减少件数、次数或推演天数，或检查图中有无走不完的循环"
                )
            yield self.env.timeout(DAY)

    def _arrivals(self, stream: Stream) -> list[float]:
        """When the cases of a stream come: in working hours of its window, a share of them at its end."""
        window = self.days.workdays[: stream.window]
        if not window:
            raise WhatIfRefused("推演的日子里没有工作日，请检查起始日和假日")
        late = window[-max(1, len(window) // 5) :]
        found = []
        for number in range(stream.cases):
            day = self.chance.choice(late if number < stream.cases * stream.rush else window)
            found.append(day * DAY + OPENING + self.chance.random() * EIGHT * 60)
        return sorted(found)

    def _arrive(self, process: str, at: float) -> Walk:
        yield self.env.timeout(at)
        self.start(process, self.plans[process].person_start, [], {})

    def start(self, process: str, at: str, members: list[Case], anchors: dict[str, int]) -> Case:
        """A new case."""
        self._number += 1
        case = Case(self, self.plans[process], self._number, members, anchors)
        self._open.append(case)
        case.begin(at)
        return case

    def _meet(self, meetings: Meetings) -> Walk:
        """On each day, take up who waits by then."""
        plan = self.plans[meetings.process]
        for day in sorted(self.days.number(on) for on in meetings.days):
            at = day * DAY + OPENING
            if at < self.env.now or day >= self.days.length:
                continue
            yield self.env.timeout(at - self.env.now)
            self._open = [case for case in self._open if case.alive]
            waiting = [c for c in self._open if not c.in_batch and any(map(c.mail.awaits, sorted(plan.throws)))]
            members = waiting[: meetings.capacity]
            for member in members:
                member.in_batch = True
            if members:
                self.start(plan.key, plan.person_start, members, {})

    # -- what a case asks of its world

    def desk(self, role: str) -> tuple[simpy.Resource | None, Hours]:
        """The people of a role and their hours; nobody where everybody does his own."""
        if role not in self._desks:
            staff = self.asked.staff.get(role, ANYBODY)
            if role and staff.persons:
                self._desks[role] = (simpy.Resource(self.env, staff.persons), Hours(self.days, staff.hours))
            else:
                self._desks[role] = (None, self._own)
        return self._desks[role]

    def likely(self, message: str) -> float | None:
        """How likely a message from outside is; none for one that a diagram sends."""
        return self.asked.arrivals.get(message, 0.0) if message in self._outside else None

    def send(self, sender: Case, message: str) -> None:
        """To the sender itself, to those it decides about, and to whatever begins with the message."""
        for case in (sender, *sender.batch):
            if message in case.plan.catches:
                case.mail.deliver(message)
        for plan in self.plans.values():
            if plan.key != sender.plan.key and message in plan.message_starts and (sender.batch or not sender.members):
                self.start(plan.key, plan.message_starts[message], sender.batch, sender.due.anchors)

    def takes_out(self, case: Case, clock: str, until: float) -> None:
        """While a notice is up, a complaint about a person makes a case of its own."""
        message = TAKEN_OUT.get(clock, "")
        likely = self.likely(message)
        for plan in self.plans.values():
            if likely and message in plan.message_starts:
                for member in [m for m in case.batch if self.chance.random() < likely]:
                    case.members.remove(member)
                    at = self.env.now + (until - self.env.now) * self.chance.random()
                    self.env.process(self._complain(plan, message, member, at, case.due.anchors))

    def _complain(self, plan: Plan, message: str, member: Case, at: float, anchors: dict[str, int]) -> Walk:
        yield self.env.timeout(at - self.env.now)
        self.start(plan.key, plan.message_starts[message], [member], anchors)
