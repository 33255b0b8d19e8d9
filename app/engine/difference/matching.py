"""Pairing what is the same on both sides, and finding what moved. Knows no models."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

Thing = TypeVar("Thing")
Pair = tuple[Thing, Thing]


def paired(
    old: Sequence[Thing], new: Sequence[Thing], keys: Sequence[Callable[[Thing], Hashable]]
) -> tuple[list[Pair[Thing]], list[Thing], list[Thing]]:
    """Pairs by the first key that agrees, then by the next; and what is left over on either side.

    A key of None agrees with nothing; of several that agree the first are paired.
    """
    pairs: list[Pair[Thing]] = []
    for key in keys:
        waiting: dict[Hashable, list[Thing]] = {}
        for thing in new:
            if key(thing) is not None:
                waiting.setdefault(key(thing), []).append(thing)
        found = [(thing, waiting[key(thing)].pop(0)) for thing in old if waiting.get(key(thing))]
        pairs += found
        old, new = _without(old, (a for a, _ in found)), _without(new, (b for _, b in found))
    return pairs, list(old), list(new)


def alike(
    old: Sequence[Thing], new: Sequence[Thing], likeness: Callable[[Thing, Thing], float], enough: float
) -> tuple[list[Pair[Thing]], list[Thing], list[Thing]]:
    """Pairs by likeness, the most alike first, as long as they are alike enough; and what is left over."""
    scores = [(likeness(a, b), -i, -j) for i, a in enumerate(old) for j, b in enumerate(new)]
    pairs: list[Pair[Thing]] = []
    used_old: set[int] = set()
    used_new: set[int] = set()
    for score, i, j in sorted(scores, reverse=True):
        if score < enough:
            break
        if -i not in used_old and -j not in used_new:
            used_old.add(-i)
            used_new.add(-j)
            pairs.append((old[-i], new[-j]))
    left = [thing for place, thing in enumerate(old) if place not in used_old]
    return pairs, left, [thing for place, thing in enumerate(new) if place not in used_new]


def moved(places: Sequence[int]) -> set[int]:
    """Which entries of old places, read in the new order, left their place: the fewest that explain the order."""
    tails: list[int] = []
    lengths: list[int] = []
    for place in places:
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
        lengths.append(at + 1)
    wanted, kept = len(tails), set[int]()
    for index in range(len(places) - 1, -1, -1):
        if lengths[index] == wanted:
            kept.add(index)
            wanted -= 1
    return set(range(len(places))) - kept


def _without(things: Sequence[Thing], taken: Iterable[Thing]) -> list[Thing]:
    gone = {id(thing) for thing in taken}
    return [thing for thing in things if id(thing) not in gone]
