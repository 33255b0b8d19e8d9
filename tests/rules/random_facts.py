"""Random facts of any frozen type of the law, for asking whole acts by the thousand."""

from __future__ import annotations

import dataclasses
import enum
import types
import typing
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache
from random import Random
from typing import Any

from handlers.rules.workdays import Calendar, DayKind

FIRST = date(2024, 1, 1)
WORDS = ("", "a", "b", "engineering", "150100", "文号〔2026〕1号", "approve", "active", "suspended")
YEARS = frozenset(range(2000, 2040))
CALENDAR = Calendar({date(2026, 10, 1): DayKind.HOLIDAY, date(2026, 10, 10): DayKind.MAKEUP_WORKDAY}, YEARS)


@cache
def hints(kind: Any) -> Mapping[str, Any]:
    """The annotations of a fact or an act, resolved."""
    return typing.get_type_hints(kind)


def facts(act: Callable[..., Any], random: Random) -> dict[str, Any]:
    """Random arguments of an act; waivers stay away."""
    return {name: value(hint, random) for name, hint in hints(act).items() if name not in ("return", "waivers")}


def value(hint: Any, random: Random) -> Any:
    """A random value of the annotation."""
    if dataclasses.is_dataclass(hint):
        if hint is Calendar:
            return CALENDAR
        return typing.cast(Any, hint)(**{name: value(each, random) for name, each in _fields(hint).items()})
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if isinstance(hint, types.UnionType) or origin is typing.Union:
        return value(random.choice(inner), random)
    if origin in (tuple, frozenset, list):
        if origin is tuple and inner[-1] is not Ellipsis:
            return tuple(value(each, random) for each in inner)
        return origin(value(inner[0], random) for _ in range(random.randrange(4)))
    if origin is not None and issubclass(origin, Mapping):
        return {value(inner[0], random): value(inner[1], random) for _ in range(random.randrange(3))}
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return random.choice(list(hint))
    return _plain(hint, random)


@cache
def _fields(kind: Any) -> dict[str, Any]:
    return {field.name: hints(kind)[field.name] for field in dataclasses.fields(kind) if field.init}


def _plain(hint: Any, random: Random) -> Any:
    if hint is types.NoneType:
        return None
    if hint is bool:
        return random.random() < 0.5
    if hint is int:
        return random.choice((0, 1, 2, 3, 5, 7, 11, 17, 25, random.randrange(3000)))
    if hint is str:
        return random.choice(WORDS)
    if hint is date:
        return FIRST + timedelta(days=random.randrange(1500))
    if hint is datetime:
        return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=random.randrange(500_000))
    raise TypeError(f"no random value for {hint}")
