"""A diagram made ready to be walked many times: what follows what, who does it, what it waits for.

Read from the models once for all runs; knows no time and no chance.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.engine.elements import THROWING, Diagram, Element
from app.engine.modelset import Model, ModelSet
from app.whatif.assumptions import TAKEN_OUT, USUAL, WORK, branches
from app.whatif.parameters import Parameters, WhatIfRefused, Work
from handlers.rules.periods import PERIODS, Period

_FIELD = re.compile(r"\$\{\s*([A-Za-z_]\w*)\.([A-Za-z_]\w*)\s*\}")

Field = tuple[str, str]  # a result and one of its names: `${post_unit.over_on}`


@dataclass
class Step:
    """One element as it is walked: what follows, with weights; its boundary events; what it waits for."""

    element: Element
    follows: list[str] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    boundaries: list[Step] = field(default_factory=list)
    inner: str = ""  # the start inside a sub-process
    arriving: int = 0
    day: Field | None = None  # the day that a timer waits for
    due: Field | None = None
    work: Work = USUAL
    carries: list[tuple[str, Period]] = field(default_factory=list)  # periods that begin when it is done

    @property
    def id(self) -> str:
        return self.element.id


@dataclass(frozen=True)
class Plan:
    """One process: its steps, how it begins, the periods its results carry, and the messages it catches."""

    key: str
    name: str
    steps: Mapping[str, Step]
    person_start: str
    message_starts: Mapping[str, str]
    periods: Mapping[Field, Period]
    catches: frozenset[str]
    throws: frozenset[str]


def plans(models: ModelSet, asked: Parameters) -> dict[str, Plan]:
    """Every process of a set, ready to walk. Raises WhatIfRefused for flows that lead nowhere."""
    return {key: plan(model, asked) for key, model in models.processes.items()}


def plan(model: Model, asked: Parameters) -> Plan:
    """One process, ready to walk."""
    diagram = model.diagram
    steps = {e.id: _step(e, asked) for e in diagram.elements.values()}
    shares = {flow: asked.shares.get(f"{diagram.id}:{flow}", share) for flow, _q, _b, share in branches(model)}
    _join(diagram, steps, shares)
    starts = diagram.starts()
    waiting = ("intermediateCatchEvent", "boundaryEvent")
    boxed = {e.id for e in diagram.elements.values() if e.triggered}
    return Plan(
        key=diagram.id,
        name=diagram.name,
        steps=steps,
        person_start=next((s.id for s in starts if not s.message and s.timer is None), ""),
        message_starts={s.message: s.id for s in starts if s.message},
        periods={(s.element.result, name): period for s in steps.values() for name, period in s.carries},
        catches=frozenset(
            e.message for e in diagram.elements.values() if e.message and e.tag in waiting and e.scope not in boxed
        ),
        throws=frozenset(e.message for e in diagram.elements.values() if e.message and e.tag in THROWING),
    )


def _step(element: Element, asked: Parameters) -> Step:
    timer = element.timer.text if element.timer else ""
    work = asked.work.get(element.handler, WORK.get(element.handler, USUAL))
    return Step(element, day=_field(timer), due=_field(element.due), work=work, carries=_carried(element))


def _field(text: str) -> Field | None:
    found = _FIELD.fullmatch(text.strip())
    return (found[1], found[2]) if found else None


def _join(diagram: Diagram, steps: Mapping[str, Step], shares: Mapping[str, float]) -> None:
    """Flows, boundary events and the starts of sub-processes."""
    for flow in diagram.flows:
        if flow.source not in steps or flow.target not in steps:
            raise WhatIfRefused(f"流程“{diagram.name}”的连线“{flow.id}”没有连到元素上，请先改正再推演")
        steps[flow.source].follows.append(flow.target)
        steps[flow.source].weights.append(shares.get(flow.id, 1.0))
        steps[flow.target].arriving += 1
    for element in diagram.elements.values():
        if element.attached_to in steps:
            steps[element.attached_to].boundaries.append(steps[element.id])
        if element.tag == "startEvent" and element.scope in steps:
            steps[element.scope].inner = element.id


def _carried(element: Element) -> list[tuple[str, Period]]:
    """The periods that begin to run when an element is done: the day's name in its result, and the period."""
    bearer = f"message:{element.message}" if element.tag == "startEvent" and element.message else element.handler
    return [(name, period) for (who, name), period in PERIODS.items() if who == bearer]


def involved(all_plans: Mapping[str, Plan], asked: Parameters) -> list[str]:
    """The processes that a season can reach: those that begin, and those that their messages begin."""
    found = [one.process for one in asked.streams] + ([asked.meetings.process] if asked.meetings else [])
    found = [key for key in dict.fromkeys(found) if key in all_plans]
    for key in found:
        sent = all_plans[key].throws | frozenset(TAKEN_OUT.values())
        found += [p.key for p in all_plans.values() if p.key not in found and sent & frozenset(p.message_starts)]
    return found


def outside(all_plans: Mapping[str, Plan]) -> frozenset[str]:
    """Messages that are waited for and that no diagram of the set sends."""
    sent = frozenset().union(*(one.throws for one in all_plans.values()))
    wanted = frozenset().union(*(one.catches | frozenset(one.message_starts) for one in all_plans.values()))
    return wanted - sent
