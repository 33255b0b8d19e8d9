"""The mark of a handler: a function that a diagram may name.

A handler's first parameter is the *subject*, the record its case is bound to. `actor` and `now`
are filled by the engine and can come from no form; every other parameter is an answer (user
task) or an input drawn on the element (service task, message).
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

ENGINE_FILLS = ("actor", "now")

Function = TypeVar("Function", bound=Callable[..., dict[str, Any]])


@dataclass(frozen=True)
class Actor:
    """Who acts: taken from the sign-in, never from a form. `SYSTEM` acts for timers and services."""

    account_id: str
    person_id: str
    name: str
    role: str
    organisation_id: str


SYSTEM = Actor(account_id="", person_id="", name="系统", role="system", organisation_id="")


def handler(function: Function) -> Function:
    """Mark `function` as a handler. Its docstring's first line is the label shown to designers."""
    if not (function.__doc__ or "").strip():
        raise TypeError(f"{function.__name__}: a handler needs a docstring, designers read it")
    function.__dict__["is_handler"] = True
    return function


def subject_type(function: Callable[..., Any]) -> type:
    """The record class a handler works on: the annotation of its first parameter."""
    first = next(iter(inspect.signature(function, eval_str=True).parameters.values()))
    annotation: type = first.annotation
    return annotation


def answers(function: Callable[..., Any]) -> dict[str, inspect.Parameter]:
    """The parameters a form or the element's inputs must supply, by name."""
    parameters = list(inspect.signature(function, eval_str=True).parameters.values())[1:]
    return {p.name: p for p in parameters if p.name not in ENGINE_FILLS}


def fills(function: Callable[..., Any]) -> frozenset[str]:
    """Which of `actor` and `now` the engine has to pass."""
    return frozenset(ENGINE_FILLS) & frozenset(inspect.signature(function).parameters)
