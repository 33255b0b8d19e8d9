"""Calling a handler: its subject, what the engine fills in, the answers, and what the law was asked."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from handlers.handler import ENGINE_FILLS, Actor, answers, fills
from handlers.rules import acts
from handlers.rules.article import CURRENT_EDITION
from handlers.rules.readings import noting

Handler = Callable[..., dict[str, Any]]


@dataclass(frozen=True)
class Called:
    """What a handler returned, and the requirements that were asked on the way."""

    result: dict[str, Any]
    requirements: list[dict[str, Any]]
    readings: dict[str, str | int] = field(default_factory=dict)  # those consulted that are not the default


def call(handler: Handler, subject: Any, given: Mapping[str, Any], actor: Actor, now: datetime) -> Called:
    """Run a handler. Raises whatever it refuses with."""
    engine = {"actor": actor, "now": now}
    filled = {name: engine[name] for name in _fills(handler)}
    with acts.hearing() as findings, noting() as readings:
        result = handler(subject, **filled, **given)
    return Called(dict(result or {}), [_heard(finding) for finding in findings], readings)


def _heard(finding: Any) -> dict[str, Any]:
    doubts = getattr(finding, "doubts", ())
    asked = {"id": finding.id, "lawful": bool(finding.lawful), "edition": CURRENT_EDITION}
    return {**asked, **({"doubts": len(doubts)} if doubts else {})}


@lru_cache(maxsize=1024)
def _fills(handler: Handler) -> frozenset[str]:
    return fills(handler)


@lru_cache(maxsize=1024)
def parameters(handler: Handler) -> Mapping[str, Any]:
    """The parameters that answers or inputs must supply, by name (inspect.Parameter)."""
    return types.MappingProxyType(answers(handler))


def required(handler: Handler) -> set[str]:
    """Those of them that have no default."""
    return {name for name, p in parameters(handler).items() if p.default is p.empty}


def fitted(handler: Handler, given: Mapping[str, Any]) -> dict[str, Any]:
    """Inputs drawn on an element, made into what the parameters want: ISO text into dates, text into numbers."""
    wanted = parameters(handler)
    return {name: _fit(value, wanted[name].annotation) for name, value in given.items() if name in wanted}


def _fit(value: Any, annotation: Any) -> Any:
    kinds = typing.get_args(annotation) or (annotation,)
    if isinstance(value, str) and date in kinds and str not in kinds:
        return date.fromisoformat(value)
    if isinstance(value, str) and int in kinds and str not in kinds:
        return int(value)
    if isinstance(value, str) and bool in kinds and str not in kinds:
        return value == "true"
    return value


__all__ = ["ENGINE_FILLS", "Called", "Handler", "call", "fitted", "parameters", "required"]
