"""Finished cases walked on another version of their process: would they have gone the same way, and to the same end?

Of a case only the order of its steps is read, and the results that conditions ask for; who it was about, who did what
and what was written are not. A case is a number in what is told.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit import Journal
from app.engine.conformance import net
from app.engine.conformance.net import Move, Net
from app.engine.conformance.truth import settled
from app.engine.elements import Element
from app.engine.modelset import Model
from app.engine.store import ProcessInstance

MOST_CASES = 200
MOST_STATES = 2_000
HAPPENINGS = ("started", "completed", "service", "decision", "timer", "message")
SILENT = ("exclusiveGateway", "parallelGateway", "subProcess", "startEvent", "endEvent", "intermediateThrowEvent")


@dataclass(frozen=True)
class Step:
    """Something that happened in a case: the element, and the result it left for conditions."""

    element: str
    result: Mapping[str, Any]


@dataclass(frozen=True)
class Unlike:
    """One way in which cases would have gone otherwise, with the numbers of the cases."""

    element: str
    words: str
    cases: tuple[int, ...]


@dataclass(frozen=True)
class Replayed:
    """How the finished cases of a process come through a version of it."""

    total: int
    alike: int
    unlike: tuple[Unlike, ...]


def replay(session: Session, key: str, model: Model, limit: int = MOST_CASES) -> Replayed:
    """Walk the newest finished cases of a process on this version, whose structure must be in order."""
    played = [_unlike(_Walk(model), steps) for steps in _finished(session, key, limit)]
    found: dict[tuple[str, str], list[int]] = {}
    for number, reasons in enumerate(played, start=1):
        for reason in reasons:
            found.setdefault(reason, []).append(number)
    unlike = [Unlike(element, words, tuple(cases)) for (element, words), cases in found.items()]
    most_first = tuple(sorted(unlike, key=lambda each: (-len(each.cases), each.element)))
    return Replayed(len(played), sum(not reasons for reasons in played), most_first)


def _finished(session: Session, key: str, limit: int) -> Iterator[list[Step]]:
    """What happened in each case, the newest case first."""
    ended = select(ProcessInstance.id).where(ProcessInstance.process == key, ProcessInstance.status == "ended")
    ids = session.scalars(ended.order_by(ProcessInstance.ended_at.desc(), ProcessInstance.id).limit(limit)).all()
    wanted = select(Journal.case, Journal.event, Journal.element, Journal.detail)
    rows = session.execute(wanted.where(Journal.case.in_(ids), Journal.event.in_(HAPPENINGS)).order_by(Journal.seq))
    cases: dict[str, list[Step]] = {id: [] for id in ids}
    for case, event, element, detail in rows:
        if element:
            result = detail.get("outputs") if event == "decision" else detail
            cases[case].append(Step(element, result if isinstance(result, dict) else {}))
    yield from cases.values()


def _unlike(walk: _Walk, steps: Iterable[Step]) -> list[tuple[str, str]]:
    """What would have gone otherwise; the first thing says most, so a case is not followed beyond three."""
    found = []
    for step in steps:
        if wrong := walk.take(step):
            found.append((step.element, wrong))
        if len(found) == 3:
            return found
    if left := walk.left():
        found.append((left[0], f"走到最后，新图还停在“{'、'.join(walk.label(id) for id in left)}”"))
    return found


class _Walk:
    """One case on the diagram: all the markings it may stand at, as far as its results tell."""

    def __init__(self, model: Model) -> None:
        self.net: Net = net.of(model)
        self.elements = model.diagram.elements
        self.markings: set[int] = set()
        self.facts: dict[str, dict[str, Any]] = {}

    def label(self, id: str) -> str:
        """What people call an element."""
        return self.elements[id].label if id in self.elements else id

    def take(self, step: Step) -> str:
        """Let this happen; why it could not, when it could not."""
        element = self.elements.get(step.element)
        if element is None:
            return "新图里没有这个环节"
        wrong = "" if self._begun(element) else self._moved(element)
        self.facts.setdefault(element.result, {}).update(step.result)
        return wrong

    def left(self) -> list[str]:
        """Where the case would still stand."""
        rest = {marking for marking in self._reached() if not self._goes_on(marking)}
        if not rest or 0 in rest:
            return []
        return sorted(set(self.net.standing(min(rest, key=int.bit_count))))

    def _begun(self, element: Element) -> bool:
        for beginning in (*self.net.starts, *self.net.boxes):
            if beginning.element.id == element.id:
                kept = self.markings if beginning.box and not element.interrupting else {0}
                self.markings = {marking | beginning.give for marking in kept or {0}}
                return True
        return False

    def _moved(self, element: Element) -> str:
        before = self._reached()
        after = {
            marking if element.repeated else _after(marking, move)
            for marking in before
            for move in self.net.moves
            if move.done == element.id and _possible(marking, move)
        }
        if after:
            self.markings = after
            return ""
        here = {id for marking in before if not self._goes_on(marking) for id in self.net.standing(marking)}
        where = "、".join(self.label(id) for id in sorted(here)[:3])
        return f"办到这一步时，新图走到的是“{where}”" if where else "办到这一步时，新图已经走完"

    def _reached(self) -> set[int]:
        """All markings that come about by themselves, gateways asked with what is known."""
        seen, queue = set(self.markings), deque(self.markings)
        while queue and len(seen) < MOST_STATES:
            for reached in self._goes_on(queue.popleft()) - seen:
                seen.add(reached)
                queue.append(reached)
        return seen

    def _goes_on(self, marking: int) -> set[int]:
        """What this marking becomes by itself."""
        silent = (move for move in self.net.moves if self._silent(move) and _possible(marking, move))
        return {_after(marking, move) for move in silent if self._allowed(move)}

    def _silent(self, move: Move) -> bool:
        """A step for several may be over after any number of them, none included."""
        element = self.elements[move.done]
        return element.tag in SILENT or element.repeated

    def _allowed(self, move: Move) -> bool:
        """May a gateway choose this flow? What nothing decides may go either way."""
        if move.flow is None:
            return True
        if move.flow.id not in self.net.defaults:
            return settled(move.flow.condition, self.facts) is not False
        rivals = [flow for flow in self.net.rivals(move.flow) if flow.id != move.flow.id]
        return all(settled(flow.condition, self.facts) is not True for flow in rivals)


def _possible(marking: int, move: Move) -> bool:
    return marking & move.take == move.take and not marking & move.empty


def _after(marking: int, move: Move) -> int:
    return (marking & ~move.take & ~move.clear) | move.give
