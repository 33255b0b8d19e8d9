"""How a sentence of the regulation becomes code: `@article`, breaches, findings, clearances.

Knows nothing of records, diagrams or people. A rule is a generator over one frozen fact:
silence is compliance, each `yield` is one breach in words a clerk understands, and a fact that
is missing is itself a breach, never a pass.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

Fact = TypeVar("Fact")
Breaches = Iterator[str]


@dataclass(frozen=True)
class Breach:
    """One way in which the facts are not lawful.

    `id` is the requirement id (`A45.2`), `message` gives the numbers and the remedy in Chinese.
    """

    id: str
    message: str

    @property
    def article(self) -> int:
        """The number of the article, for quoting (A45.2 → 45)."""
        return int(self.id[1:].split(".")[0])


@dataclass(frozen=True)
class Finding:
    """What one rule said of one fact: the requirement id and its breaches (none: lawful)."""

    id: str
    breaches: tuple[Breach, ...]

    @property
    def lawful(self) -> bool:
        return not self.breaches

    def __bool__(self) -> bool:
        return self.lawful


@dataclass(frozen=True)
class Clearance:
    """The law's leave for one act, with the findings it rests on.

    Built only by `acts.cleared`; a record's method that takes legal effect asks for it.
    """

    act: str
    findings: tuple[Finding, ...]


class Unlawful(Exception):
    """An act the law refuses. Carries *all* breaches, so that nobody is sent back twice."""

    def __init__(self, act: str, breaches: tuple[Breach, ...]) -> None:
        self.act = act
        self.breaches = breaches
        super().__init__(f"{act}：" + "；".join(f"{b.message}（{b.id}）" for b in breaches))


def _names_read(code: types.CodeType) -> set[str]:
    names = set(code.co_names)
    for const in code.co_consts:
        if isinstance(const, types.CodeType):
            names |= _names_read(const)
    return names


class Rule(Generic[Fact]):
    """One requirement of the regulation, callable with its fact; answers a `Finding`."""

    def __init__(self, id: str, check: Callable[[Fact], Breaches]) -> None:
        self.id = id
        self.check = check
        self.name = check.__name__
        self.__doc__ = check.__doc__
        self.__wrapped__ = check

    @property
    def fact(self) -> type[Fact]:
        """The frozen dataclass this rule judges."""
        hints = typing.get_type_hints(self.check)
        hints.pop("return", None)
        (fact,) = hints.values()
        return typing.cast("type[Fact]", fact)

    def needed(self) -> tuple[str, ...]:
        """Names of the facts the rule reads and cannot do without."""
        names = _names_read(self.check.__code__)
        hints = typing.get_type_hints(self.fact)
        return tuple(
            f.name
            for f in dataclasses.fields(typing.cast(Any, self.fact))
            if f.name in names and type(None) not in typing.get_args(hints[f.name])
        )

    def __call__(self, fact: Fact) -> Finding:
        missing = [name for name in self._needed if getattr(fact, name, None) is None]
        if missing:
            messages = [f"缺少事实“{name}”，无法核对；请先补齐记录" for name in missing]
        else:
            messages = list(self.check(fact))
        return Finding(self.id, tuple(Breach(self.id, message) for message in messages))

    @property
    def _needed(self) -> tuple[str, ...]:
        cached = self.__dict__.get("_needed_cache")
        if cached is None:
            cached = self.__dict__["_needed_cache"] = self.needed()
        return typing.cast("tuple[str, ...]", cached)

    def __repr__(self) -> str:
        return f"<Rule {self.id} {self.name}>"


def article(id: str) -> Callable[[Callable[[Fact], Breaches]], Rule[Fact]]:
    """Mark a generator over one frozen fact as the requirement `id` of the regulation."""

    def mark(check: Callable[[Fact], Breaches]) -> Rule[Fact]:
        return Rule(id, check)

    return mark
