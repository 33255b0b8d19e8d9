"""Lots: random numbers that anyone can draw again from the seed, and fair choice under demands.

Built on SHA-256 alone, so that the same seed gives the same list on every machine and in every
version of the language. Knows no experts and no articles: things have ids and traits.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import comb
from typing import Any

Open = tuple[tuple[int, ...], tuple[int, ...]]  # places still free by part, traits still wanted


def commitment(seed: bytes) -> str:
    """The seed's SHA-256, published before the draw so that the seed cannot be chosen after it."""
    return hashlib.sha256(b"zhiping draw seed\x00" + seed).hexdigest()


def digest(facts: Any) -> str:
    """SHA-256 of JSON facts in canonical form; dates and terms by their text, sets in order."""
    plain = json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain)
    return hashlib.sha256(plain.encode()).hexdigest()


def _plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, frozenset) else str(value)


class Lots:
    """A stream of numbers that follows from the seed: SHA-256 over seed and counter."""

    def __init__(self, seed: bytes) -> None:
        self._seed = hashlib.sha256(b"zhiping draw\x00" + seed).digest()
        self._blocks = 0

    def below(self, limit: int) -> int:
        """A number from 0 to `limit` − 1, each as likely (surplus numbers are thrown away)."""
        if limit < 1:
            raise ValueError("nothing to draw from")
        bits = limit.bit_length()
        while True:
            number = int.from_bytes(self._octets((bits + 7) // 8)) >> (-bits % 8)
            if number < limit:
                return number

    def shuffled(self, things: Sequence[str]) -> list[str]:
        """All of `things`, every order as likely."""
        rest = list(things)
        return [rest.pop(self.below(len(rest))) for _ in things]

    def _octets(self, count: int) -> bytes:
        found = b""
        while len(found) < count:
            found += hashlib.sha256(self._seed + self._blocks.to_bytes(8)).digest()
            self._blocks += 1
        return found[:count]


@dataclass(frozen=True)
class Kind:
    """Things that differ in nothing that matters: same part, same traits."""

    part: str
    traits: frozenset[str]
    ids: tuple[str, ...]


class Choices:
    """All ways to take `places[part]` things from every part with at least `minima[trait]` of each trait.

    `count()` says how many there are, `pick(lots)` takes one of them, each as likely.
    """

    def __init__(self, kinds: Sequence[Kind], places: Mapping[str, int], minima: Mapping[str, int]) -> None:
        self._kinds = sorted(kinds, key=lambda kind: (kind.part, sorted(kind.traits)))
        self._parts, self._traits = sorted(places), sorted(minima)
        self._start = (tuple(places[p] for p in self._parts), tuple(minima[t] for t in self._traits))
        self._bears = [tuple(int(t in kind.traits) for t in self._traits) for kind in self._kinds]
        self._later = [
            sum(len(other.ids) for other in self._kinds[index + 1 :] if other.part == kind.part)
            for index, kind in enumerate(self._kinds)
        ]  # how many of the same part are still to come
        self._known: dict[tuple[int, Open], int] = {}

    def count(self) -> int:
        return self._ways(0, self._start)

    def pick(self, lots: Lots) -> dict[str, list[str]]:
        """The ids taken from each part. There must be a way."""
        taken: dict[str, list[str]] = {part: [] for part in self._parts}
        still = self._start
        for index, kind in enumerate(self._kinds):
            lot = lots.below(self._ways(index, still))
            for number, ways, after in self._branches(index, still):
                if lot < ways:
                    taken[kind.part] += lots.shuffled(kind.ids)[:number]
                    still = after
                    break
                lot -= ways
        return {part: lots.shuffled(ids) for part, ids in taken.items()}

    def _ways(self, index: int, still: Open) -> int:
        if index == len(self._kinds):
            return int(not any(still[0]) and not any(still[1]))
        known = self._known.get((index, still))
        if known is None:
            known = self._known[index, still] = sum(ways for _, ways, _ in self._branches(index, still))
        return known

    def _branches(self, index: int, still: Open) -> Iterator[tuple[int, int, Open]]:
        """How many of this kind may be taken, in how many ways the whole can then end, and what stays open."""
        kind, (free, wanted) = self._kinds[index], still
        at = self._parts.index(kind.part)
        for number in range(max(0, free[at] - self._later[index]), min(len(kind.ids), free[at]) + 1):
            left = (*free[:at], free[at] - number, *free[at + 1 :])
            lacking = tuple([max(0, n - number * b) for n, b in zip(wanted, self._bears[index], strict=True)])
            ways = comb(len(kind.ids), number) * self._ways(index + 1, (left, lacking))
            yield number, ways, (left, lacking)
