"""A case goes on under another version, within its step: workflow, marks and rows. No handler is run by it.

Open tasks keep their ids, their holders and whoever has claimed them; timers keep the instant they wait for.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.engine.case import survey
from app.engine.elements import Element
from app.engine.errors import EngineRefusal
from app.engine.migrating.carrying import carried, trace
from app.engine.migrating.dating import dates
from app.engine.migrating.judging import Judge, mover_of
from app.engine.migrating.mover import Mover
from app.engine.migrating.passage import Passage
from app.engine.migrating.steps import history
from app.engine.migrating.verdicts import Verdict
from app.engine.repair.orders import Order
from app.engine.step import Step
from app.engine.store import INCIDENTS, INSTANCES, ITEMS, SUBSCRIPTIONS, WORK


class CannotMove(EngineRefusal):
    """The verdict on a case was no; with the requirements of the law that say so."""

    def __init__(self, found: Verdict) -> None:
        super().__init__(found.words)
        self.requirements = found.requirements


def migrate(step: Step, order: Order, by: str) -> Mapping[str, Any]:
    """Take the case of a step to another version; returns what the journal is told. Raises CannotMove, NotFound."""
    passage = passage_of(step, order)
    instance, definition = step.instance, passage.old
    found = mover_of(
        passage,
        step.case.flow,
        instance.start_element,
        instance.trace,
        lambda: history(step.session, instance.id, definition.diagram),
    )
    judged = Judge(passage, step.catalogue).verdict(found)
    if not judged.ok:
        raise CannotMove(judged)
    _move(step, found)
    left = [{"element": e.id, "name": e.label} for e in passage.left(list(found.passed))]
    versions = {"from_version": passage.old.version, "to_version": passage.new.version}
    return {**versions, "mapping": dict(order.mapping), "left": left}


def passage_of(step: Step, order: Order) -> Passage:
    """From the version the case is of to the one that was ordered. Raises EngineRefusal when it is of it already."""
    assert step.library is not None
    old = step.case.definition
    if old.version == order.version:
        raise EngineRefusal(f"案件已经在第 {order.version} 版，不必迁移")
    new = step.library.version(step.session, old.key, order.version)
    mapping = {before: after for before, after in order.mapping.items() if before in old.diagram.elements}
    return Passage(old, new, mapping).checked()


def _move(step: Step, mover: Mover) -> None:
    passage, case, instance = mover.passage, step.case, step.instance
    before, flow = case.known, carried(mover)
    instance.trace = trace(mover, instance.trace)
    instance.definition_id, instance.start_element = passage.new.id, passage.to(mover.start)
    case.definition, case.start, case.flow = passage.new, instance.start_element, flow
    step.__post_init__()
    case.known = survey(flow)
    _rename_rows(step, passage, before)
    pinned = {"definition_id": instance.definition_id, "start_element": instance.start_element}
    step.session.execute(INSTANCES.update().where(INSTANCES.c.id == instance.id), pinned)
    for id, task in case.known.items.items():
        _rewrite_item(step, passage, id, task)


def _rename_rows(step: Step, passage: Passage, before: Any) -> None:
    """Timers, messages waited for and incidents follow their elements."""
    for task_id, element in before.timers:
        if passage.to(element) != element:
            mine = (WORK.c.instance_id == step.instance.id, WORK.c.task_id == task_id, WORK.c.element == element)
            step.session.execute(WORK.update().where(*mine), {"element": passage.to(element)})
    for task_id, element, _message in before.messages:
        if passage.to(element) != element:
            ours = (SUBSCRIPTIONS.c.task_id == task_id, SUBSCRIPTIONS.c.element == element)
            step.session.execute(SUBSCRIPTIONS.update().where(*ours), {"element": passage.to(element)})
    for old, new in passage.renamed.items():
        there = (INCIDENTS.c.instance_id == step.instance.id, INCIDENTS.c.element == old, INCIDENTS.c.status == "open")
        step.session.execute(INCIDENTS.update().where(*there), {"element": new})


def _rewrite_item(step: Step, passage: Passage, id: str, task: Any) -> None:
    """What lists show of an open task, as the new version calls it; its holder stays."""
    element: Element = task.task_spec.element
    old = passage.old.element(passage.of(element.id))
    said: dict[str, Any] = {}
    if (old.id, old.label) != (element.id, element.label):
        said = {"element": element.id, "name": element.label[:120]}
    said |= dates(passage, step.catalogue, old, task)
    if said:
        step.session.execute(ITEMS.update().where(ITEMS.c.id == id, ITEMS.c.status == "open"), said)
