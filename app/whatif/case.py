"""A case that walks its diagram: tokens, tasks in queues, timers, messages. One run, on SimPy's clock.

What it may ask of the world around it is `World`; knows nothing of how cases begin or what is counted from them.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import suppress
from random import Random
from typing import Any, Protocol

import simpy

from app.whatif.assumptions import LONE_MESSAGE
from app.whatif.due import DueDays
from app.whatif.hours import DAY, NEVER, Days, Hours
from app.whatif.mail import Mailbox
from app.whatif.plan import Plan, Step
from app.whatif.tally import Ended, Tally

MOST_STEPS = 2_000  # of one case: a diagram that turns in circles is left unfinished

Walk = Generator[simpy.Event, Any, Any]


class World(Protocol):
    """What a case lives in."""

    env: simpy.Environment
    days: Days
    tally: Tally
    chance: Random
    pace: float
    many: int
    notice: int

    def desk(self, role: str) -> tuple[simpy.Resource | None, Hours]: ...
    def likely(self, message: str) -> float | None: ...
    def send(self, sender: Case, message: str) -> None: ...
    def takes_out(self, case: Case, clock: str, until: float) -> None: ...


class Scope:
    """The tokens inside a process or a sub-process."""

    def __init__(self, env: simpy.Environment) -> None:
        self.live = 0
        self.over = env.event()
        self.tokens: list[simpy.Process] = []


class Case:
    """One case. `members` are the cases it decides about; `due` its legal days."""

    def __init__(self, world: World, plan: Plan, number: int, members: list[Case], anchors: dict[str, int]) -> None:
        self.world, self.plan, self.number = world, plan, number
        self.members = members
        self.due = DueDays(plan, world.days, world.notice, number, anchors)
        self.mail = Mailbox(world.env)
        self.arrived: dict[str, int] = {}
        self.started_at = world.env.now
        self.legal = 0.0
        self.steps = 0
        self.alive = True
        self.in_batch = False
        self.end = ""

    @property
    def batch(self) -> list[Case]:
        return [member for member in self.members if member.alive]

    def begin(self, start: str) -> None:
        """Set the case off at a start event."""
        self.world.tally.started[self.plan.key] += 1
        self.world.env.process(self._live(start))

    def _live(self, start: str) -> Walk:
        scope = Scope(self.world.env)
        self._spawn(scope, start)
        yield scope.over
        if self.alive:
            self.alive = False
            now = self.world.env.now
            self.world.tally.ended.append(Ended(self.plan.key, self.end, self.started_at, now, self.legal))

    def _spawn(self, scope: Scope, at: str) -> None:
        scope.live += 1
        scope.tokens.append(self.world.env.process(self._token(scope, at)))

    def _token(self, scope: Scope, at: str) -> Walk:
        try:
            here: Step | None = self.plan.steps[at]
            while here is not None:
                self.steps += 1
                if self.steps > MOST_STEPS:
                    yield self.world.env.event()  # never: the case stays unfinished
                here = yield from self._pass(scope, here)
        except simpy.Interrupt:
            pass
        scope.live -= 1
        if scope.live == 0 and not scope.over.triggered:
            scope.over.succeed()

    def _pass(self, scope: Scope, here: Step) -> Generator[simpy.Event, Any, Step | None]:
        """Do one element; the next one, if the token goes on."""
        element = here.element
        if element.tag in ("userTask", "subProcess"):
            return (yield from self._guarded(here))
        if element.tag == "eventBasedGateway":
            return (yield from self._first_of(here))
        if element.tag == "intermediateCatchEvent":
            yield from self._catch(here)
        elif element.tag == "parallelGateway":
            return self._fork(scope, here)
        elif element.tag == "endEvent":
            self._end(scope, here)
            return None
        elif element.tag == "intermediateThrowEvent" and element.message:
            self._done(here)
            self.world.send(self, element.message)
            return self._next(here)
        self._done(here)
        return self._next(here)

    def _next(self, here: Step) -> Step | None:
        if not here.follows:
            return None
        if len(here.follows) == 1:
            return self.plan.steps[here.follows[0]]
        weights = here.weights if sum(here.weights) > 0 else None
        return self.plan.steps[self.world.chance.choices(here.follows, weights)[0]]

    def _fork(self, scope: Scope, here: Step) -> Step | None:
        self.arrived[here.id] = self.arrived.get(here.id, 0) + 1
        if self.arrived[here.id] < here.arriving:
            return None
        self.arrived[here.id] = 0
        for target in here.follows[1:]:
            self._spawn(scope, target)
        return self.plan.steps[here.follows[0]] if here.follows else None

    def _end(self, scope: Scope, here: Step) -> None:
        self._done(here)
        if here.element.scope == self.plan.key:
            self.end = here.id
        if here.element.message:
            self.world.send(self, here.element.message)
        if here.element.terminates:
            _stop(token for token in scope.tokens if token is not self.world.env.active_process)

    # -- tasks

    def _guarded(self, here: Step) -> Generator[simpy.Event, Any, Step | None]:
        """A task, or a sub-process, with its boundary events: whichever is over first."""
        due = self.due.deadline(here.due)
        if due is not None:
            self.world.tally.runs(due)
        if not here.boundaries:
            yield from self._body(here)
        else:
            body = self.world.env.process(self._body(here))
            guards = [(step, self._trigger(step, alone=False)) for step in here.boundaries]
            yield simpy.AnyOf(self.world.env, [body, *(event for _, event in guards)])
            fired = next((step for step, event in guards if event.processed), None)
            self.mail.settle(guards)
            if not body.processed and fired is not None:
                _stop([body])
                self._fired(fired)
                return self._next(fired)
            self._kept([step for step, _ in guards])
        if due is not None:
            self.world.tally.met(due, self.world.env.now)
        self._done(here)
        return self._next(here)

    def _body(self, here: Step) -> Walk:
        element = here.element
        once = self._task if element.tag == "userTask" else self._inside
        if not element.repeated:
            return (yield from once(here))
        each = [self.world.env.process(once(here)) for _ in range(self.world.many)]
        try:
            yield simpy.AllOf(self.world.env, each)
        except simpy.Interrupt:
            _stop(each)

    def _inside(self, here: Step) -> Walk:
        scope = Scope(self.world.env)
        if not here.inner:
            return
        self._spawn(scope, here.inner)
        try:
            yield scope.over
        except simpy.Interrupt:
            _stop(scope.tokens)

    def _task(self, here: Step) -> Walk:
        """A person takes the task up, in turn, and does it in working hours."""
        world, role = self.world, here.element.role
        desk, hours = world.desk(role)
        minutes = self._minutes(here)
        try:
            if desk is None:
                yield world.env.timeout(self._own_time(here, minutes))
            else:
                yield from self._in_turn(here, desk, hours, minutes)
        except simpy.Interrupt:
            return

    def _in_turn(self, here: Step, desk: simpy.Resource, hours: Hours, minutes: float) -> Walk:
        env, tally, role = self.world.env, self.world.tally, here.element.role
        ticket = tally.lies(role, (self.plan.key, here.id), env.now)
        with desk.request() as turn:
            try:
                yield turn
            except simpy.Interrupt:
                tally.taken(ticket, env.now)
                return
            begun = hours.begins(env.now)
            tally.taken(ticket, begun)
            with suppress(simpy.Interrupt):
                yield env.timeout(hours.finish(env.now, minutes) - env.now)
            tally.work(role, hours, begun, env.now)

    def _minutes(self, here: Step) -> float:
        least, usual, most = here.work.minutes
        people = len(self.batch) if self.members else 0
        return (self._between(least, usual, most) + here.work.each * people) / self.world.pace

    def _own_time(self, here: Step, minutes: float) -> float:
        now = self.world.env.now
        begin = self.world.days.after_workdays(now, self._between(*here.work.pause))
        return self.world.desk("")[1].finish(begin, minutes) - now if begin < NEVER else NEVER

    def _between(self, least: float, usual: float, most: float) -> float:
        return self.world.chance.triangular(least, most, usual) if least < most else usual

    # -- waiting

    def _first_of(self, here: Step) -> Generator[simpy.Event, Any, Step | None]:
        ways = [self.plan.steps[target] for target in here.follows]
        until = min((self.due.day_of(step, self.world.env.now) for step in ways if step.element.timer), default=NEVER)
        self._long_wait(ways, until)
        began = self.world.env.now
        events = [(step, self._trigger(step, alone=False, until=until)) for step in ways]
        yield simpy.AnyOf(self.world.env, [event for _, event in events])
        taken = next(step for step, event in events if event.processed)
        self.mail.settle(events)
        self._wait_over([taken], began)
        self._done(taken)
        return self._next(taken)

    def _catch(self, here: Step) -> Walk:
        began = self.world.env.now
        self._long_wait([here], self.due.day_of(here, self.world.env.now) if here.element.timer else NEVER)
        yield self._trigger(here, alone=True)
        self._wait_over([here], began)

    def _long_wait(self, ways: list[Step], until: float) -> None:
        """While a legal period runs, people may be taken out of the batch."""
        for step in ways:
            period = self.due.period(step.day)
            if period is not None and period.clock:
                self.world.takes_out(self, period.clock, until)

    def _wait_over(self, taken: list[Step], began: float) -> None:
        if any(self.due.period(step.day) is not None for step in taken):
            self.legal += self.world.env.now - began

    def _trigger(self, step: Step, *, alone: bool, until: float = NEVER) -> simpy.Event:
        """The event of SimPy that a catching element waits for."""
        env = self.world.env
        if step.element.timer is not None:
            return env.timeout(max(0.0, self.due.day_of(step, self.world.env.now) - env.now))
        message = step.element.message
        likely = self.world.likely(message)
        if likely is None:
            return self.mail.wait(message)
        if alone:
            return env.timeout(self.world.days.after_workdays(env.now, self._between(*LONE_MESSAGE)) - env.now)
        if self.world.chance.random() >= likely:
            return env.event()
        span = until - env.now if until < NEVER else 3 * DAY
        return env.timeout(max(0.0, span) * self.world.chance.random())

    def _fired(self, guard: Step) -> None:
        """A boundary timer ran out: a maximum that it stood for was missed."""
        due = self.due.deadline(guard.day)
        if due is not None:
            self.world.tally.missed(due)
        self._done(guard)

    def _kept(self, guards: list[Step]) -> None:
        for guard in guards:
            due = self.due.deadline(guard.day)
            if due is not None:
                self.world.tally.met(due, self.world.env.now)

    def _done(self, here: Step) -> None:
        self.due.begin(here, self.world.env.now)


def _stop(processes: Any) -> None:
    for process in processes:
        if process.is_alive:
            process.interrupt()
