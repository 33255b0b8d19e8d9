"""What may be chosen when a case is to be repaired: where it stands, where it may go, its timers and its results.

Reads a stored state and changes nothing. That something may be chosen says nothing of whether it is lawful.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.engine import marks
from app.engine.case import survey
from app.engine.elements import Diagram, Element
from app.engine.flow import LIVE
from app.engine.library import Library
from app.engine.repair import waiting
from app.engine.repair.tokens import ENTERED, standing
from app.engine.repair.values import SCALARS
from app.engine.store import ProcessDefinition, ProcessInstance

SKIPPED = ("userTask", "serviceTask", "businessRuleTask", "intermediateCatchEvent", "intermediateThrowEvent")


@dataclass(frozen=True)
class Choice:
    """An element by its id and name; `more` is what else to know of it."""

    id: str
    label: str
    more: str = ""


@dataclass(frozen=True)
class Value:
    """A routing result: of which element, its name and what it is now."""

    element: str
    label: str
    name: str
    value: Any


@dataclass(frozen=True)
class Choices:
    """Everything there is to choose from. `asked`: what the diagram reads of an element's result."""

    standing: list[Choice]
    targets: list[Choice]
    passed: list[Choice]
    skipped: list[Choice]
    timers: list[tuple[Choice, datetime]]
    values: list[Value]
    asked: dict[str, list[str]]


def choices(session: Session, library: Library, case: ProcessInstance) -> Choices:
    """What may be chosen for a case that has not ended."""
    definition = library.get(session, case.definition_id)
    diagram, flow = definition.diagram, definition.resume(case.start_element, case.state)
    here = [diagram.elements[id] for id in standing(flow)]
    row = session.get_one(ProcessDefinition, case.definition_id)
    done, _ = marks.read(row.key, row.xml, case.trace)
    may = [e for e in diagram.elements.values() if e.tag in ENTERED and e.name and not e.triggered]
    enter = [e for e in may if not _waits_at_gateway(diagram, e)]
    timers = [(_choice(diagram.elements[id]), due) for (_, id), due in survey(flow).timers.items()]
    skipped = [e for e in here if e.tag in SKIPPED]
    return Choices(
        standing=[_choice(e) for e in here],
        targets=[_choice(e) for e in enter],
        passed=[_choice(e) for e in enter if e.id in done],
        skipped=[_choice(e) for e in skipped],
        timers=sorted(timers, key=lambda pair: pair[1]),
        values=_values(diagram, flow),
        asked={e.id: list(waiting.read_by(diagram, e)) for e in diagram.elements.values() if e.tag in SKIPPED},
    )


def _choice(element: Element) -> Choice:
    return Choice(element.id, element.label, element.lane)


def _waits_at_gateway(diagram: Diagram, element: Element) -> bool:
    gates = {flow.source for flow in diagram.flows if flow.target == element.id}
    return any(diagram.elements[gate].tag == "eventBasedGateway" for gate in gates)


def _values(diagram: Diagram, flow: Any) -> list[Value]:
    """Words, truths and numbers among the results that the case carries; days and ids are not to be typed."""
    found: dict[tuple[str, str], Value] = {}
    for task in flow.everything():
        for element in diagram.elements.values() if task.has_state(LIVE) else ():
            result = task.data.get(element.result)
            for name, value in result.items() if isinstance(result, dict) and element.result == element.id else ():
                if isinstance(value, SCALARS):
                    found[element.id, name] = Value(element.id, element.label, name, value)
    return list(found.values())
