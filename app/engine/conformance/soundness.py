"""Whether a diagram always comes to an end, does each step it shows, and does nothing twice by mistake."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.engine.conformance.net import Net
from app.engine.conformance.space import Space
from app.engine.elements import Element

TOO_LARGE = "并行的分支太多，可能的情形查不完；请减少同时进行的分支，或拆成几个流程"


@dataclass(frozen=True)
class Unsound:
    """Something wrong with the flow: where, which check, in words, and how a case comes there."""

    element: str
    rule: str
    reason: str
    way: tuple[str, ...] = ()


def problems(space: Space) -> list[Unsound]:
    """All that is wrong with the flow of one diagram."""
    found = [*_stuck(space), *_doubled(space)]
    return found or [*_endless(space), *_never(space)]


def _name(net: Net, id: str) -> str:
    element = net.diagram.elements.get(id)
    return element.label if element else id


def _stuck(space: Space) -> Iterator[Unsound]:
    """Markings that nothing leads out of and that are no end; one problem for each element waited at."""
    told: set[str] = set()
    for number in range(1, len(space.markings)):
        if space.edges[number]:
            continue
        standing = space.net.standing(space.markings[number])
        where = next((id for id in standing if _tag(space.net, id) == "parallelGateway"), standing[0])
        if where not in told:
            told.add(where)
            yield _stuck_at(space, number, where)


def _tag(net: Net, id: str) -> str:
    element = net.diagram.elements.get(id)
    return element.tag if element else ""


def _stuck_at(space: Space, number: int, where: str) -> Unsound:
    name, way = _name(space.net, where), tuple(space.way(number))
    if _tag(space.net, where) == "parallelGateway":
        told = f"并行汇合“{name}”会永远等下去：它等的分支不一定都会到达；请让同时开始的分支都到这里汇合"
        return Unsound(where, "flow.waits_forever", told, way)
    return Unsound(where, "flow.dead_end", f"走到“{name}”就再也走不下去，也没有结束；请接上出路或结束事件", way)


def _doubled(space: Space) -> Iterator[Unsound]:
    """Two tokens in one place: what comes after would be done twice. A branch of its own may be under way twice."""
    aside, told = _asides(space.net), set[str]()
    for number, move, bits in space.doubled:
        for place in (p for p in space.net.places if space.net.places_of[p] & bits & ~aside):
            element = next(iter(space.net.standing(space.net.places_of[place])))
            if element not in told:
                told.add(element)
                name = _name(space.net, element)
                said = f"“{name}”会同时走到两次，其后的环节会重复办理；同时开始的分支请先用并行网关汇合"
                yield Unsound(element, "flow.twice", said, (*space.way(number), *move.fires))


def _asides(net: Net) -> int:
    """Places of branches that end by themselves, entered only at their beginning: bits of all of them."""
    sources, targets = _graph(net)
    total = 0
    for move in net.moves:
        if move.give & (move.give - 1):
            for place in _bits(move.give & ~move.take):
                region = _downstream(place, targets)
                entered = {bit for bit in region if bit != place and sources.get(bit, set()) - region}
                if not entered and sources.get(place, set()).isdisjoint(region) and not region & _bits(move.take):
                    total |= sum(region)
    return total


def _graph(net: Net) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
    """From which place a token comes to a place, and where to."""
    sources: dict[int, set[int]] = {}
    targets: dict[int, set[int]] = {}
    for move in net.moves:
        for taken in _bits(move.take):
            for given in _bits(move.give):
                sources.setdefault(given, set()).add(taken)
                targets.setdefault(taken, set()).add(given)
    return sources, targets


def _bits(marking: int) -> set[int]:
    return {1 << number for number in range(marking.bit_length()) if marking >> number & 1}


def _downstream(place: int, targets: dict[int, set[int]]) -> set[int]:
    reached, ahead = {place}, [place]
    while ahead:
        for target in targets.get(ahead.pop(), ()):
            if target not in reached:
                reached.add(target)
                ahead.append(target)
    return reached


def _endless(space: Space) -> Iterator[Unsound]:
    """A marking from which no end can be reached: the case goes round for ever."""
    reaching = space.ends()
    lost = next((n for n in range(1, len(space.markings)) if n not in reaching), None)
    if lost is not None:
        where = space.net.standing(space.markings[lost])[0]
        told = f"走到“{_name(space.net, where)}”以后再也到不了任何结束，只会一直循环；请给循环一条出路"
        yield Unsound(where, "flow.no_exit", told, tuple(space.way(lost)))


def _never(space: Space) -> Iterator[Unsound]:
    """Elements that no case ever comes to; of those that follow one another only the first."""
    missing = {e.id: e for e in space.net.diagram.elements.values() if e.id not in space.happens}
    for id, element in missing.items():
        before = {f.source for f in space.net.diagram.flows if f.target == id} | {element.attached_to, element.scope}
        if before.isdisjoint(missing.keys() - {id}):
            yield Unsound(id, "flow.never", f"“{element.label}”永远不会办到；{_why(element)}")


def _why(element: Element) -> str:
    return "请检查通向它的连线和条件，或者删去它"
