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
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar

Fact = TypeVar("Fact")
Breaches = Iterator[str]
PACKAGE = __name__.rpartition(".")[0]

#: The edition of the regulation these rules are of, and the day since which it is in force (A81.1).
CURRENT_EDITION = "2025"
IN_FORCE_FROM = date(2025, 5, 12)


class Doubt(str):
    """What a rule yields instead of a breach when the text leaves the case to a person (REVIEW).

    It stops nothing, but it is never silent: it stands in the finding, the clearance and the journal.
    """

    __slots__ = ()


class Verdict(StrEnum):
    """The three values of a check (00-conventions)."""

    PASS = "pass"
    FAIL = "fail"
    REVIEW = "review"


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
    """What one rule said of one fact: the requirement id, its breaches (none: lawful) and doubts."""

    id: str
    breaches: tuple[Breach, ...]
    doubts: tuple[Breach, ...] = ()

    @property
    def lawful(self) -> bool:
        return not self.breaches

    @property
    def verdict(self) -> Verdict:
        """FAIL with a breach, REVIEW with a doubt only, else PASS."""
        if self.breaches:
            return Verdict.FAIL
        return Verdict.REVIEW if self.doubts else Verdict.PASS

    def __bool__(self) -> bool:
        return self.lawful


@dataclass(frozen=True)
class Waiver:
    """A recorded leave to depart from one soft requirement (原则上, 一般) in one case.

    `authority_kind` is a key of `acts.SOFT`'s values; instants are UTC, `used_at` is that of the act.
    """

    requirement: str
    authority_kind: str
    authority: str
    number: str
    reason: str
    granted_at: datetime
    used_at: datetime

    @property
    def complete(self) -> bool:
        """Named authority, document number and reason, granted before the act."""
        named = all(text.strip() for text in (self.authority, self.number, self.reason))
        return named and self.granted_at < self.used_at


@dataclass(frozen=True)
class Clearance:
    """The law's leave for one act, with the findings it rests on, the waivers it needed and the edition it is of.

    Built only by `acts.cleared`; a record's method that takes legal effect asks for it.
    """

    act: str
    findings: tuple[Finding, ...]
    waivers: tuple[Waiver, ...] = ()
    edition: str = CURRENT_EDITION


class Unlawful(Exception):
    """An act the law refuses. Carries *all* breaches, so that nobody is sent back twice."""

    def __init__(self, act: str, breaches: tuple[Breach, ...]) -> None:
        self.act = act
        self.breaches = breaches
        super().__init__(f"{act}：" + "；".join(f"{b.message}（{b.id}）" for b in breaches))


def _names_read(function: types.FunctionType, fact: type, seen: set[types.FunctionType]) -> set[str]:
    """Names the function reads, through the law's own functions and the fact's properties it uses."""
    if function in seen:
        return set()
    seen.add(function)
    names = _names_in(function.__code__)
    used: list[Any] = [function.__globals__.get(name) for name in names]
    used += [member.fget for name in names if isinstance(member := getattr(fact, name, None), property)]
    ours = [each for each in used if isinstance(each, types.FunctionType) and each.__module__.startswith(PACKAGE)]
    return names.union(*(_names_read(each, fact, seen) for each in ours))


def _names_in(code: types.CodeType) -> set[str]:
    inner = (const for const in code.co_consts if isinstance(const, types.CodeType))
    return set(code.co_names).union(*map(_names_in, inner))


def lacking(name: str) -> str:
    """The breach of a fact that is not on record."""
    return f"缺少事实“{name}”，无法核对；请先补齐记录"


class Rule(Generic[Fact]):
    """One requirement of the regulation, callable with its fact; answers a `Finding`.

    `effective_from` is the first day on which it is the law.
    """

    def __init__(self, id: str, check: Callable[[Fact], Breaches], effective_from: date = IN_FORCE_FROM) -> None:
        self.id = id
        self.check = check
        self.effective_from = effective_from
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

    def reads(self) -> tuple[str, ...]:
        """Names of the facts the rule reads."""
        check = typing.cast(types.FunctionType, self.check)
        names = _names_read(check, self.fact, set())
        return tuple(f.name for f in dataclasses.fields(typing.cast(Any, self.fact)) if f.name in names)

    def needed(self) -> tuple[str, ...]:
        """Names of the facts the rule reads and cannot do without."""
        hints = typing.get_type_hints(self.fact)
        return tuple(name for name in self.reads() if type(None) not in typing.get_args(hints[name]))

    def __call__(self, fact: Fact) -> Finding:
        missing = [name for name in self._needed if getattr(fact, name, None) is None]
        messages = [lacking(name) for name in missing] if missing else list(self.check(fact))
        breaches = tuple(Breach(self.id, m) for m in messages if not isinstance(m, Doubt))
        doubts = tuple(Breach(self.id, str(m)) for m in messages if isinstance(m, Doubt))
        return Finding(self.id, breaches, doubts)

    @property
    def _needed(self) -> tuple[str, ...]:
        cached = self.__dict__.get("_needed_cache")
        if cached is None:
            cached = self.__dict__["_needed_cache"] = self.needed()
        return typing.cast("tuple[str, ...]", cached)

    def __repr__(self) -> str:
        return f"<Rule {self.id} {self.name}>"


Rules = tuple[Rule[Any], ...]


def article(id: str, effective_from: date = IN_FORCE_FROM) -> Callable[[Callable[[Fact], Breaches]], Rule[Fact]]:
    """Mark a generator over one frozen fact as the requirement `id`, the law since `effective_from`."""

    def mark(check: Callable[[Fact], Breaches]) -> Rule[Fact]:
        return Rule(id, check, effective_from)

    return mark
