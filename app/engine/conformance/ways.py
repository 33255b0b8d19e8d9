"""Ways through a set of processes on which something happens too early.

From where it begins, a way follows every move of the diagrams, and from process to process by the messages that
are thrown; it stops where what was demanded happens. A message caught under way is taken to come at any time.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

from app.engine.conformance.net import Beginning, Move
from app.engine.conformance.space import Space
from app.engine.conformance.steps import Steps
from app.engine.conformance.truth import Facts, settled
from handlers.order import BEGINNING, END, Fact, Sender

Node = tuple[str, int]  # process key, number of a marking
Way = tuple[str, ...]  # "process:element", in order


@dataclass(frozen=True)
class Question:
    """May one of `never` happen after one of `since` and before any of `without`, given these answers?"""

    never: tuple[str, ...]
    without: tuple[str, ...]
    since: tuple[str, ...]
    given: tuple[Fact, ...] = ()


class World:
    """All that can happen in a set of processes."""

    def __init__(self, spaces: Mapping[str, Space], steps: Steps, senders: Mapping[str, Sender]) -> None:
        self.spaces = spaces
        self.steps = steps
        self.senders = senders
        self.sets_off = self._chain()

    def _chain(self) -> dict[tuple[str, str], list[tuple[str, Beginning]]]:
        """(process, element) → what begins by it: by its message, or by one outsiders may send from then on."""
        sent: dict[str, set[tuple[str, str]]] = {}
        for thrower, message in self.steps.throwers.items():
            sent.setdefault(message, set()).add(thrower)
        for message, sender in self.senders.items():
            for key, ids in self.steps.any_of(sender.after).items():
                sent.setdefault(message, set()).update((key, id) for id in ids)
        found: dict[tuple[str, str], list[tuple[str, Beginning]]] = {}
        for key, space in self.spaces.items():
            for start in space.net.starts:
                for thrower in sent.get(start.element.message, ()):
                    found.setdefault(thrower, []).append((key, start))
        return found

    def way(self, asked: Question) -> tuple[str, Way] | None:
        """The step that happens too early, as `process:element`, and a way there; None when there is none."""
        return _Search(self, asked).found()


class _Search:
    def __init__(self, world: World, asked: Question) -> None:
        self.world, self.asked = world, asked
        steps = world.steps
        self.never = steps.any_of(tuple(step for step in asked.never if step != END))
        self.without = steps.any_of(asked.without)
        self.since = steps.any_of(tuple(step for step in asked.since if step != BEGINNING))
        self.ends = set(self.since) if END in asked.never else set()
        self.facts = {key: self._known(key) for key in world.spaces}
        self.parent: dict[Node, tuple[Node | None, Way]] = {}
        self.ahead: deque[Node] = deque()
        self.hit: tuple[str, Way] | None = None

    def found(self) -> tuple[str, Way] | None:
        if BEGINNING in self.asked.since:
            self._begin_free()
        for key, ids in self.since.items():
            self._begin_after(key, ids)
        while self.ahead and self.hit is None:
            self._follow(self.ahead.popleft())
        return self.hit

    def _known(self, key: str) -> Facts:
        known: dict[str, dict[str, object]] = {}
        for fact in self.asked.given:
            for result in self.world.steps.results(fact.of, key):
                known.setdefault(result, {})[fact.key] = fact.value
        return known

    # --- where it begins ---------------------------------------------------------------------------------------------

    def _begin_free(self) -> None:
        """What begins by itself, by a person, or by a message that may come from outside at any time."""
        for key, space in self.world.spaces.items():
            for start in space.net.starts:
                sender = self.world.senders.get(start.element.message)
                if not start.element.message or (sender and not sender.after):
                    self._start(key, start, None, ())

    def _begin_after(self, key: str, ids: frozenset[str]) -> None:
        space = self.world.spaces[key]
        for beginning in (*space.net.starts, *space.net.boxes):
            if beginning.element.id in ids:
                self._arrive((key, space.begin(beginning)), None, (f"{key}:{beginning.element.id}",))
                self._sets_off(key, beginning.element.id, None, ())
        for number, edges in enumerate(space.edges):
            for move, target in edges:
                if ids.intersection(move.fires):
                    way = (*space.way(number), *move.fires)
                    self._moved(key, move, target, None, tuple(f"{key}:{id}" for id in way))

    def _start(self, key: str, start: Beginning, before: Node | None, way: Way) -> None:
        id = start.element.id
        if id in self.without.get(key, ()):
            return
        if id in self.never.get(key, ()):
            self._caught(before, (*way, f"{key}:{id}"))
            return
        node = (key, self.world.spaces[key].begin(start))
        if node not in self.parent:
            self._arrive(node, before, (*way, f"{key}:{id}"))
            self._sets_off(key, id, node, ())

    def _arrive(self, node: Node, before: Node | None, way: Way) -> None:
        if node in self.parent:
            return
        self.parent[node] = (before, way)
        self.ahead.append(node)
        if node[1] < self.world.spaces[node[0]].main:
            self._boxes(node)

    def _boxes(self, node: Node) -> None:
        """Event sub-processes may begin wherever the case itself stands."""
        if self.ends:
            return
        for box in self.world.spaces[node[0]].net.boxes:
            self._start(node[0], box, node, ())

    # --- from one to the next ----------------------------------------------------------------------------------------

    def _follow(self, node: Node) -> None:
        key, number = node
        for move, target in self.world.spaces[key].edges[number]:
            if self._open(key, move):
                self._step(key, move, target, node)
                if self.hit:
                    return

    def _step(self, key: str, move: Move, target: int, node: Node) -> None:
        fires = set(move.fires)
        if fires & self.without.get(key, frozenset()):
            return
        way = tuple(f"{key}:{id}" for id in move.fires)
        if fires & self.never.get(key, frozenset()) or (target == 0 and key in self.ends):
            self._caught(node, way)
            return
        self._moved(key, move, target, node, way)

    def _moved(self, key: str, move: Move, target: int, before: Node | None, way: Way) -> None:
        if target:
            self._arrive((key, target), before, way)
        elif key in self.ends and before is None:
            self._caught(None, way)
        for id in move.fires:
            self._sets_off(key, id, before, way)

    def _sets_off(self, key: str, id: str, before: Node | None, way: Way) -> None:
        """Other processes that begin by what happened."""
        for other, start in self.world.sets_off.get((key, id), ()):
            self._start(other, start, before, way)

    def _open(self, key: str, move: Move) -> bool:
        """Can a gateway go this way, given the answers?"""
        facts = self.facts[key]
        if move.flow is None or not facts:
            return True
        net = self.world.spaces[key].net
        if move.flow.id not in net.defaults:
            return settled(move.flow.condition, facts) is not False
        return not any(
            settled(flow.condition, facts) is True for flow in net.rivals(move.flow) if flow.id not in net.defaults
        )

    # --- what was found ----------------------------------------------------------------------------------------------

    def _caught(self, before: Node | None, way: Way) -> None:
        told = list(reversed(way))
        node = before
        while node is not None:
            node, part = self.parent[node]
            told += reversed(part)
        self.hit = self.hit or (way[-1], tuple(reversed(told)))
