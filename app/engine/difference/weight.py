"""Which requirement of the law a change touches, from the periods and the order of steps that the law demands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from app.engine.elements import Diagram, Element
from handlers.order import ORDER
from handlers.rules.periods import PERIODS, Period

_DAY = re.compile(r"\$\{\s*(\w+)\.(\w+)")


@cache
def _steps() -> Mapping[str, str]:
    """Step as the order names it → the first requirement that speaks of it. Periods go before all."""
    told: dict[str, str] = {handler: period.requirement for (handler, _), period in PERIODS.items()}
    for step, requirement in _demands():
        told.setdefault(step, requirement)
    return told


def _demands() -> Iterator[tuple[str, str]]:
    for held in ORDER.held:
        yield from ((step, held.requirements[0]) for step in held.steps)
    for due in ORDER.due:
        yield due.step, due.requirements[0]
    for before in ORDER.before:
        yield from ((step, before.requirements[0]) for step in (*before.never, *before.without))
    for present in ORDER.present:
        yield present.step, present.requirements[0]
    for anytime in ORDER.anytime:
        yield from ((step, anytime.requirements[0]) for step in (f"caught:{anytime.message}", anytime.done))


def of_step(step: str) -> str:
    """The requirement that speaks of a step: a handler, `table:…`, `caught:…`, `thrown:…`; empty: none known."""
    return _steps().get(step, "")


def of_element(element: Element, diagram: Diagram) -> str:
    """The requirement that an element of a diagram carries out or waits for."""
    if (period := period_of(element, diagram)) is not None:
        return period.requirement
    return next((found for step in _names(element) if (found := of_step(step))), "")


def _names(element: Element) -> Iterator[str]:
    if element.handler:
        yield element.handler
    if element.decision:
        yield f"table:{element.decision}"
    if element.message:
        yield f"{'thrown' if element.tag in ('endEvent', 'intermediateThrowEvent') else 'caught'}:{element.message}"


def read_by(expression: str, diagram: Diagram) -> str:
    """The requirement behind the first result that an expression reads."""
    asked = _DAY.search(expression)
    makers = [each for each in diagram.elements.values() if asked and each.result == asked[1]]
    return next((found for maker in makers if (found := of_element(maker, diagram))), "")


def period_of(element: Element, diagram: Diagram) -> Period | None:
    """The period of the law that a timer waits for."""
    asked = _DAY.search(element.timer.text) if element.timer else None
    if asked is None:
        return None
    makers = [each for each in diagram.elements.values() if each.result == asked[1]]
    names = [name for maker in makers for name in (maker.handler, f"message:{maker.message}")]
    return next((PERIODS[name, asked[2]] for name in names if (name, asked[2]) in PERIODS), None)
