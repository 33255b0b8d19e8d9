"""All that can happen in a diagram: every marking its tokens can make, and what leads from one to the next.

Explored once; what is asked of a diagram afterwards is asked of this graph. A place holds one token at most:
a second one is noted and not counted.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from app.engine.conformance.net import Beginning, Move, Net, of
from app.engine.modelset import Model

MARKINGS_LIMIT = 6_000
EDGES_LIMIT = 60_000


class TooLarge(Exception):
    """The diagram has more ways than can be looked through."""


@dataclass
class Space:
    """The graph. Marking 0 is the number of the empty marking: the case has ended."""

    net: Net
    markings: list[int] = field(default_factory=lambda: [0])
    number: dict[int, int] = field(default_factory=lambda: {0: 0})
    edges: list[list[tuple[Move, int]]] = field(default_factory=lambda: [[]])
    back: list[tuple[int, Move | None, Beginning | None]] = field(default_factory=lambda: [(-1, None, None)])
    doubled: list[tuple[int, Move, int]] = field(default_factory=list)
    count: int = 0
    main: int = 0  # markings below this number belong to the process itself, the others to event sub-processes

    def begin(self, beginning: Beginning) -> int:
        """The number of the marking that a beginning makes."""
        return self._numbered(beginning.give, -1, None, beginning)

    def _numbered(self, marking: int, source: int, move: Move | None, beginning: Beginning | None = None) -> int:
        known = self.number.get(marking)
        if known is not None:
            return known
        if len(self.markings) >= MARKINGS_LIMIT:
            raise TooLarge
        self.number[marking] = len(self.markings)
        self.markings.append(marking)
        self.edges.append([])
        self.back.append((source, move, beginning))
        return len(self.markings) - 1

    def explore(self, beginnings: Iterable[Beginning]) -> None:
        """Follow every move from these beginnings."""
        ahead = deque({self.begin(each) for each in beginnings})
        seen = set(ahead)
        while ahead:
            here = ahead.popleft()
            for target in self._step(here):
                if target not in seen and target:
                    seen.add(target)
                    ahead.append(target)

    def _step(self, here: int) -> Iterable[int]:
        marking, place = self.markings[here], self.edges[here]
        for move in self.net.moves:
            if marking & move.take != move.take or marking & move.empty or not move.take:
                continue
            left = marking & ~move.take & ~move.clear
            if left & move.give:
                self.doubled.append((here, move, left & move.give))
            target = self._numbered(left | move.give, here, move)
            place.append((move, target))
            self.count += 1
            if self.count > EDGES_LIMIT:
                raise TooLarge
        return [target for _, target in place]

    @cached_property
    def happens(self) -> frozenset[str]:
        """All elements that can happen."""
        fired = {id for edges in self.edges for move, _ in edges for id in move.fires}
        begun = {b.element.id for b in (*self.net.starts, *self.net.boxes)}
        boxed = {b.box.id for b in self.net.boxes if b.box}
        return frozenset(fired | begun | boxed)

    def way(self, number: int) -> list[str]:
        """A shortest way from a beginning to a marking: the elements that happen, in order."""
        found: list[str] = []
        while number > 0:
            source, move, beginning = self.back[number]
            found += list(reversed(move.fires)) if move else []
            found += [beginning.element.id] if beginning else []
            number = source
        return list(reversed(found))

    def ends(self) -> set[int]:
        """The markings from which an end can be reached."""
        before: dict[int, list[int]] = {}
        for source, edges in enumerate(self.edges):
            for _, target in edges:
                before.setdefault(target, []).append(source)
        reached, ahead = {0}, [0]
        while ahead:
            for source in before.get(ahead.pop(), ()):
                if source not in reached:
                    reached.add(source)
                    ahead.append(source)
        return reached


def explored(net: Net) -> Space:
    """The graph of a game. Raises TooLarge."""
    space = Space(net)
    space.explore(net.starts)
    space.main = len(space.markings)
    space.explore(net.boxes)
    return space


@lru_cache(maxsize=256)
def _by_content(key: str, text: str, holder: _Held) -> Space:
    return explored(of(holder.model))


class _Held:
    """A model that stands for its text: two of the same text are the same."""

    def __init__(self, model: Model) -> None:
        self.model = model

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held)


def space_of(model: Model) -> Space:
    """The graph of a process, remembered by its content. Raises TooLarge."""
    return _by_content(model.diagram.id, model.text, _Held(model))
