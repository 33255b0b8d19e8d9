"""Where a repair meets a period of the law: not cut short, not jumped over, not put off, no day of it typed.

Which timers wait for a period the diagram and the catalogue's table say together; where the case has been, its marks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.engine.case import survey
from app.engine.elements import Element
from app.engine.errors import EngineRefusal
from app.engine.repair import tokens, waiting
from app.engine.step import Step
from handlers.rules import periods as law


def may_leave(step: Step, task: Any, target: Element) -> None:
    """A token that waits out a period of the law goes nowhere but back."""
    diagram, armed = step.case.definition.diagram, survey(step.case.flow).timers
    for wait in waiting.waits(diagram, periods_of(step)):
        due = next((due for (_, element), due in armed.items() if element == wait.timer.id), None)
        waits_here = due is not None and due > step.now and tokens.waits_at(step.case.flow, task, wait.timer.id)
        if waits_here and wait.period.minimum and not waiting.stays_before(diagram, wait, target.id):
            law.jumping(wait.period, target.label)


def may_come(step: Step, target: Element) -> None:
    """What lies behind a period of the law is not entered before the case has waited it out."""
    diagram, passed = step.case.definition.diagram, step.marks.passed()
    armed = {element: due for (_, element), due in survey(step.case.flow).timers.items()}
    for wait in waiting.waits(diagram, periods_of(step)):
        running = armed.get(wait.timer.id, step.now) > step.now
        if (running or wait.timer.id not in passed) and waiting.is_behind(diagram, wait, target.id):
            law.jumping(wait.period, target.label)


def may_be_skipped(step: Step, element: Element) -> None:
    """Neither what begins a period of the law is skipped, nor its waiting."""
    diagram = step.case.definition.diagram
    behind = {flow.target for flow in diagram.flows if flow.source == element.id}
    for wait in waiting.waits(diagram, periods_of(step)):
        if not wait.period.minimum:
            continue
        if element.id in wait.sources or element.id == wait.timer.id or wait.timer.id in behind:
            law.jumping(wait.period, f"{element.label}之后的环节")


def is_internal(step: Step, timer: Element, refuse: Callable[[Any], Any]) -> None:
    """A day of the law is refused with its article; a day that a rule computed and nobody listed is not touched."""
    diagram = step.case.definition.diagram
    for wait in waiting.waits(diagram, periods_of(step)):
        if wait.timer.id == timer.id:
            refuse(wait.period)
    named = waiting.waited_for(diagram, timer)
    if named is None:
        return
    internal: frozenset[tuple[str, str]] = getattr(step.catalogue, "INTERNAL", frozenset())
    if not all((waiting.source_key(e), named[1]) in internal for e in waiting.makers(diagram, named[0])):
        raise EngineRefusal(
            f"“{timer.label}”等的日期由办理结果确定，不是内部时限，不能用修复改变；请更正记录或等待到期"
        )


def periods_of(step: Step) -> Mapping[tuple[str, str], Any]:
    """The catalogue's table of periods."""
    found: Mapping[tuple[str, str], Any] = getattr(step.catalogue, "PERIODS", {})
    return found


def element_of(step: Step, id: str) -> Element:
    """The element of this id. Raises EngineRefusal."""
    found = step.case.definition.diagram.elements.get(id)
    if found is None:
        raise EngineRefusal("流程图里没有这个环节")
    return found
