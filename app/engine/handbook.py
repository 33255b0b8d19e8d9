"""What a handler's own text tells a designer: the names it returns, the requirements it asks.

Read from the source once, without running anything. Follows a handler into the law's and its own
modules' functions, a few calls deep; what is only known while a case runs stays unsaid.
"""

from __future__ import annotations

import ast
import dis
import inspect
import textwrap
import types
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from handlers.rules import acts
from handlers.rules.article import Rule

DEPTH = 3  # calls followed for the names of a result
ACTS = acts.__name__


@lru_cache(maxsize=1024)
def results(handler: Callable[..., Any]) -> tuple[str, ...]:
    """The names in a handler's result that its source shows, in the order they are written."""
    return tuple(dict.fromkeys(_returned(inspect.unwrap(handler), DEPTH)))


@lru_cache(maxsize=1024)
def requirements(handler: Callable[..., Any]) -> tuple[str, ...]:
    """Ids of the requirements that the acts of a handler ask, in the order of the regulation."""
    found = {rule.id for rule in _rules(inspect.unwrap(handler), set())}
    return tuple(sorted(found, key=_in_order))


def _in_order(id: str) -> tuple[int, str]:
    number, _, rest = id.lstrip("A").partition(".")
    return int(number), rest


def _returned(function: Any, depth: int) -> Iterator[str]:
    if not isinstance(function, types.FunctionType) or not depth:
        return
    for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(function)))):
        if isinstance(node, ast.Return) and node.value is not None:
            yield from _names(node.value, function, depth)


def _names(value: ast.expr, function: types.FunctionType, depth: int) -> Iterator[str]:
    if isinstance(value, ast.Dict):
        for key, inner in zip(value.keys, value.values, strict=True):
            if key is None:
                yield from _names(inner, function, depth)
            elif isinstance(key, ast.Constant):
                yield str(key.value)
    elif isinstance(value, ast.IfExp):
        yield from _names(value.body, function, depth)
        yield from _names(value.orelse, function, depth)
    elif isinstance(value, ast.Call):
        yield from _called(value, function, depth)
    elif isinstance(value, ast.Name) and isinstance(constant := function.__globals__.get(value.id), dict):
        yield from map(str, constant)


def _called(call: ast.Call, function: types.FunctionType, depth: int) -> Iterator[str]:
    if isinstance(call.func, ast.Name) and call.func.id == "dict":
        for argument in call.args:
            yield from _names(argument, function, depth)
        yield from (keyword.arg for keyword in call.keywords if keyword.arg)
    else:
        yield from _returned(_meant(call.func, function.__globals__), depth - 1)


def _meant(named: ast.expr, known: dict[str, Any]) -> Any:
    """What a name or `module.name` stands for, if it is of the handlers."""
    if isinstance(named, ast.Name):
        found = known.get(named.id)
    elif isinstance(named, ast.Attribute) and isinstance(named.value, ast.Name):
        module = known.get(named.value.id)
        found = getattr(module, named.attr, None) if isinstance(module, types.ModuleType) else None
    else:
        found = None
    return found if str(getattr(found, "__module__", "")).startswith("handlers.") else None


def _rules(function: Any, seen: set[Any]) -> Iterator[Rule[Any]]:
    """The rules that a function and what it calls in the same package or among the acts ask."""
    if not isinstance(function, types.FunctionType) or function in seen:
        return
    seen.add(function)
    home = function.__module__.split(".")[:2]
    in_acts = function.__module__.startswith(ACTS)
    for each in _mentioned(function):
        if isinstance(each, Rule):
            if in_acts:
                yield each
        elif (where := str(getattr(each, "__module__", ""))).startswith(ACTS) or where.split(".")[:2] == home:
            yield from _rules(each, seen)


def _mentioned(function: types.FunctionType) -> Iterator[Any]:
    """Everything of its module's, or of modules it names, that a function's code uses."""
    for code in _codes(function.__code__):
        found: Any = None
        for step in dis.get_instructions(code):
            if step.opname in ("LOAD_GLOBAL", "LOAD_NAME"):
                found = function.__globals__.get(str(step.argval))
                yield found
            elif step.opname in ("LOAD_ATTR", "LOAD_METHOD") and isinstance(found, types.ModuleType):
                found = getattr(found, str(step.argval), None)
                yield found
            else:
                found = None


def _codes(code: types.CodeType) -> Iterator[types.CodeType]:
    """A function's code with that of the comprehensions and functions inside it."""
    yield code
    for inner in (const for const in code.co_consts if isinstance(const, types.CodeType)):
        yield from _codes(inner)
