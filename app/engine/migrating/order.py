"""Is a step of the law lost or skipped by a migration?

What the new version puts before the place where a case stands, and the old one did not, the case must have done: acts
that the law demands, and periods that it lets nobody cut. And what the law lets nobody do without something else may
not come into reach without it. What was so under the old version already is not made worse by moving.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from app.engine.migrating.graph import Graph
from app.engine.migrating.mover import Mover
from app.engine.migrating.passage import Passage
from app.engine.migrating.steps import steps
from app.engine.migrating.verdicts import Reason
from app.engine.repair import waiting

BEGINNING = "beginning"


class Lawful:
    """The law's demands on one passage, asked once for each place that cases stand at.

    The catalogue may bring `PERIODS` (handler and day → period) and `ORDER` (what may never happen without what).
    """

    def __init__(self, passage: Passage, catalogue: Any) -> None:
        self.passage = passage
        self.periods: Mapping[tuple[str, str], Any] = getattr(catalogue, "PERIODS", {})
        self.before: Sequence[Any] = getattr(getattr(catalogue, "ORDER", None), "before", ())
        self.old, self.new = Graph(passage.old.diagram), Graph(passage.new.diagram)
        self._acts: dict[tuple[str, str, str], list[tuple[str, Reason]]] = {}
        self._never: dict[tuple[str, str], list[tuple[Any, Reason]]] = {}

    def reasons(self, mover: Mover) -> list[Reason]:
        """Acts and periods of the law that this case would be past without having been through them."""
        found: list[Reason] = []
        for task in mover.tokens:
            was = task.task_spec.element.id
            now = self.passage.to(was)
            found += self._acts_missed(mover, was, now)
            found += self._never_without(mover, was, now)
            found += self._periods_missed(mover, was, now)
        return list(dict.fromkeys(found))

    # --- acts that are put before ------------------------------------------------------------------------------------

    @cached_property
    def _demanded(self) -> dict[str, str]:
        """The acts that something which comes later may not do without, each with its requirement."""
        acts = {handler: period.requirement for (handler, _), period in self.periods.items()}
        for each in self.before:
            for step in each.without:
                acts.setdefault(step, each.requirements[0])
        return acts

    def _acts_missed(self, mover: Mover, was: str, now: str) -> Iterator[Reason]:
        old = self.passage.old.diagram
        done = {step for id in mover.passed for step in steps(old, old.elements[id])}
        for step, reason in self._put_before(mover.start, was, now):
            if step not in done and step not in mover.happened:
                yield reason

    def _put_before(self, start: str, was: str, now: str) -> list[tuple[str, Reason]]:
        key = (start, was, now)
        if key not in self._acts:
            self._acts[key] = list(self._newly_before(start, was, now))
        return self._acts[key]

    def _newly_before(self, start: str, was: str, now: str) -> Iterator[tuple[str, Reason]]:
        for step, requirement in self._demanded.items():
            acts = self.new.doing({step})
            if not self.new.comes_before(self.passage.to(start), now, acts):
                continue
            if not self.old.comes_before(start, was, self.old.doing({step})):
                act, here = self.passage.new.element(min(acts)), self.passage.old.element(was)
                told = f"新版本把“{act.label}”放在“{here.label}”之前，而本案没有办过；法定的步骤不能因迁移而略过"
                yield step, Reason(act.id, told, requirement)

    # --- what may never happen without -------------------------------------------------------------------------------

    def _never_without(self, mover: Mover, was: str, now: str) -> Iterator[Reason]:
        for demand, reason in self._in_reach(was, now):
            if is_open(demand, mover.history()):
                yield reason

    def _in_reach(self, was: str, now: str) -> list[tuple[Any, Reason]]:
        if (was, now) not in self._never:
            self._never[was, now] = list(self._newly_in_reach(was, now))
        return self._never[was, now]

    def _newly_in_reach(self, was: str, now: str) -> Iterator[tuple[Any, Reason]]:
        for demand in self.before:
            ahead = unguarded(self.new, now, demand)
            if ahead and not unguarded(self.old, was, demand):
                label = self.passage.new.element(min(ahead)).label
                told = f"迁移后本案可以不经“{demand.words}”走到“{label}”；{demand.remedy}"
                yield demand, Reason(min(ahead), told, demand.requirements[0])

    # --- periods -----------------------------------------------------------------------------------------------------

    def _periods_missed(self, mover: Mover, was: str, now: str) -> Iterator[Reason]:
        old, new = self.passage.old.diagram, self.passage.new.diagram
        before = waiting.waits(old, self.periods)
        for wait in waiting.waits(new, self.periods):
            same = [each for each in before if each.period == wait.period]
            waited = {each.timer.id for each in same} | {self.passage.of(wait.timer.id)}
            if not wait.period.minimum or waited & set(mover.passed):
                continue
            if waiting.is_behind(new, wait, now) and not any(waiting.is_behind(old, each, was) for each in same):
                told = f"新版本把{wait.period.name}放在“{old.elements[was].label}”之前，而本案没有等满这一期限"
                yield Reason(wait.timer.id, told + "；法定期限不能因迁移而略过", wait.period.requirement)


def unguarded(graph: Graph, place: str, demand: Any) -> set[str]:
    """What may never happen without something, and can from this place."""
    never = graph.doing(demand.never)
    return never & graph.reached([place], without=graph.doing(demand.without)) if never else set()


def is_open(demand: Any, history: Sequence[str]) -> bool:
    """Has what the demand counts from happened, and what it asks for not since?"""
    open_ = BEGINNING in demand.since
    for step in history:
        if step in demand.since:
            open_ = True
        if step in demand.without:
            open_ = False
    return open_
