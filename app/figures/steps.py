"""The heat map: for every element of a diagram who stands there now, how often it was passed and how long it took.

What stands there now is counted from work items, timers and subscriptions. What passed comes from the summed-up
figures of `app.figures.counting`, at most a minute old.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, case, distinct, func, select, union_all
from sqlalchemy.orm import Session

from app.engine import NotFound, elements
from app.engine.definition import process_of
from app.engine.elements import Diagram
from app.engine.store import ProcessDefinition, ProcessInstance, Subscription, Work, WorkItem
from app.figures.scope import Scope
from app.figures.spread import quantile, whole
from app.figures.tables import StepFigure


@dataclass(frozen=True)
class Step:
    """One element. Durations are calendar time from the task's opening to its completion.

    `here`: open tasks, or cases that wait at an event; `overdue` of them are past their day. `passed` in the
    period; `timed` of these were people's tasks, `due` of these had a last day and `late` were done after it.
    `target`: the time that those with a last day were given, on the average.
    """

    element: str
    name: str
    tag: str
    here: int = 0
    overdue: int = 0
    passed: int = 0
    timed: int = 0
    due: int = 0
    late: int = 0
    median: timedelta | None = None
    ninetieth: timedelta | None = None
    target: timedelta | None = None

    @property
    def late_share(self) -> float | None:
        """Which part of those with a last day were late, from 0 to 1."""
        return self.late / self.due if self.due else None


@dataclass(frozen=True)
class StepFigures:
    """A diagram with the figures of its elements, in the order of the drawing."""

    process: str
    name: str
    version: int
    xml: str
    steps: list[Step]


def steps(
    session: Session, process: str, scope: Scope, now: datetime, since: date, until: date, version: int | None = None
) -> StepFigures:
    """The figures of a process from the day `since` to the day `until`, both counted (Asia/Shanghai).

    Drawn on the newest version or the one given; cases of other versions count where the element's id is the
    same. Raises NotFound. Five statements.
    """
    drawn = definition(session, process, version)
    diagram = diagram_of(process, drawn.xml)
    here, passed = standing(session, process, scope, now), _passed(session, process, scope, since, until)
    told = [
        Step(e.id, e.name or e.id, e.tag, *here.get(e.id, (0, 0)), **passed.get(e.id, {}))  # type: ignore[arg-type]
        for e in diagram.elements.values()
    ]
    return StepFigures(process, drawn.name, drawn.version, drawn.xml, told)


def definition(session: Session, process: str, version: int | None = None) -> ProcessDefinition:
    """The newest version of a process, or the one given. Raises NotFound."""
    query = select(ProcessDefinition).where(ProcessDefinition.key == process)
    if version is not None:
        query = query.where(ProcessDefinition.version == version)
    found = session.scalars(query.order_by(ProcessDefinition.version.desc()).limit(1)).first()
    if found is None:
        raise NotFound(f"没有已发布的流程“{process}”")
    return found


@lru_cache(maxsize=64)
def diagram_of(process: str, xml: str) -> Diagram:
    """A process's diagram, read once."""
    return elements.read(process_of(xml.encode(), process))


def standing(session: Session, process: str, scope: Scope, now: datetime) -> dict[str, tuple[int, int]]:
    """Who stands where now: by element how many, and how many of these are late. Two statements."""
    late = case((WorkItem.due_at <= now, 1), else_=0)
    tasks = (
        select(WorkItem.element, func.count(), whole(late))
        .where(WorkItem.status == "open", WorkItem.process == process, scope.of(WorkItem))
        .group_by(WorkItem.element)
    )
    found = {element: (many, overdue) for element, many, overdue in session.execute(tasks)}
    for element, many in session.execute(_waiting(process, scope)):
        found.setdefault(element, (many, 0))
    return found


def _waiting(process: str, scope: Scope) -> Select[Any]:
    """Cases that wait for a timer or a message, by event."""
    timers = select(Work.instance_id, Work.element).where(Work.kind == "timer")
    messages = select(Subscription.instance_id, Subscription.element)
    waits = union_all(timers, messages).subquery()
    return (
        select(waits.c.element, func.count(distinct(waits.c.instance_id)))
        .join(ProcessInstance, ProcessInstance.id == waits.c.instance_id)
        .where(ProcessInstance.process == process, ProcessInstance.status != "ended", scope.of(ProcessInstance))
        .group_by(waits.c.element)
    )


def _passed(
    session: Session, process: str, scope: Scope, since: date, until: date
) -> Mapping[str, dict[str, int | timedelta | None]]:
    one = StepFigure
    rows = session.execute(
        select(one.element, one.bucket, *map(whole, (one.passed, one.due, one.late, one.seconds, one.allowed)))
        .where(one.process == process, one.whom.in_(scope.whom), one.day.between(since, until))
        .group_by(one.element, one.bucket)
    )
    found: dict[str, Passed] = defaultdict(Passed)
    for element, bucket, *counts in rows:
        found[element].add(bucket, *counts)
    return {element: passed.told for element, passed in found.items()}


class Passed:
    """What the rows of one element add up to."""

    def __init__(self) -> None:
        self.buckets: dict[int, int] = {}
        self.due = self.late = self.allowed = 0

    def add(self, bucket: int, passed: int, due: int, late: int, _seconds: int, allowed: int) -> None:
        self.buckets[bucket] = self.buckets.get(bucket, 0) + passed
        self.due, self.late, self.allowed = self.due + due, self.late + late, self.allowed + allowed

    @property
    def told(self) -> dict[str, int | timedelta | None]:
        passed = sum(self.buckets.values())
        return {
            "passed": passed,
            "timed": passed - self.buckets.get(-1, 0),
            "due": self.due,
            "late": self.late,
            "median": quantile(self.buckets, 0.5),
            "ninetieth": quantile(self.buckets, 0.9),
            "target": timedelta(seconds=self.allowed // self.due) if self.due else None,
        }
