"""What a designer sees of a trial: where it stands on the diagram, what can be done, what the tables answered.

Reads the throw-away database; changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import worklist
from app.engine.modelset import ModelSet
from app.engine.reading import Progress, progress
from app.engine.store import Incident, ProcessInstance, WorkItem
from app.trial.coverage import Way, of_diagram
from app.trial.stage import Stage
from handlers.evidence.subjects import load
from handlers.handler import Actor
from handlers.records.organisations import Organisation
from handlers.records.people import Person
from handlers.rules.roles import Role

MOST_TASKS = 40
MOST_DECISIONS = 60


@dataclass(frozen=True)
class Seen:
    """One look, ready for JSON."""

    now: datetime
    tasks: list[dict[str, Any]]
    timers: list[dict[str, Any]]
    next_due: datetime | None
    path: list[str]
    current: list[str]
    flows: list[str]
    covered: dict[str, Any]
    decisions: list[dict[str, Any]]
    incidents: list[dict[str, str]]
    cases: list[dict[str, str]]


def look(stage: Stage, models: ModelSet, process: str) -> Seen:
    """Where everything stands; path, decisions and coverage are those of one process."""
    with stage.database.reading() as session:
        cases = [progress(session, id) for id in session.scalars(_instances(process))]
        model = models.processes[process]
        done = {element for case in cases for element in case.done}
        flows = {flow for case in cases for flow in case.flows}
        found = of_diagram(model.diagram, Way(done, flows))
        return Seen(
            now=stage.clock.now(),
            tasks=list(_tasks(session, stage))[:MOST_TASKS],
            timers=list(_timers(session)),
            next_due=stage.engine.next_due(),
            path=sorted(done),
            current=sorted({element for case in cases for element in case.current}),
            flows=sorted(flows),
            covered={"elements": found.elements - len(found.missing_elements), "of_elements": found.elements,
                     "flows": found.flows - len(found.missing_flows), "of_flows": found.flows, "share": found.share},
            decisions=list(_decisions(cases, models))[-MOST_DECISIONS:],
            incidents=list(_incidents(session)),
            cases=[_case(session, name, subject) for name, subject in stage.cases.items()],
        )  # fmt: skip


def _instances(process: str) -> Any:
    return select(ProcessInstance.id).where(ProcessInstance.process == process).order_by(ProcessInstance.started_at)


def _tasks(session: Session, stage: Stage) -> Iterator[dict[str, Any]]:
    """The open tasks, those that a step of a story cannot tell apart as one."""
    names = {subject: name for name, subject in stage.cases.items()}
    alike: dict[tuple[str, str], list[WorkItem]] = {}
    for item in stage.cast.open_items(session):
        alike.setdefault((item.element, names.get(item.subject, "")), []).append(item)
    for (element, name), items in alike.items():
        item = items[0]
        yield {
            "element": element, "of": name, "name": item.name, "process": item.process, "count": len(items),
            "role": Role[item.role.upper()].label, "who": _who(session, item), "due_at": _moment(item.due_at),
            **_form(session, stage, item),
        }  # fmt: skip


def _who(session: Session, item: WorkItem) -> str:
    person = session.get(Person, item.person_id) if item.person_id else None
    body = session.get(Organisation, item.organisation_id) if item.organisation_id else None
    return person.name if person else body.name if body else ""


def _form(session: Session, stage: Stage, item: WorkItem) -> dict[str, Any]:
    """The form as whoever does the task sees it, filled in with the usual answers."""
    actor = _reader(session, item)
    opened = worklist.opened(session, item, actor, stage.clock.now())
    usual = stage.cast.answers(item.form, None, item, session)
    return {"form": {"schema": opened.form, "data": {**opened.data, **usual}}, "usual": usual}


def _reader(session: Session, item: WorkItem) -> Actor:
    """Somebody who holds the task, for looking only: nobody is written into the world."""
    person = session.get(Person, item.person_id) if item.person_id else session.scalars(select(Person)).first()
    id = person.id if person else ""
    return Actor("looking", id, person.name if person else "", Role[item.role.upper()], item.organisation_id or "")


def _timers(session: Session) -> Iterator[dict[str, Any]]:
    running = session.scalars(select(ProcessInstance.id).where(ProcessInstance.status == "running")).all()
    found = []
    for case in (progress(session, id) for id in running):
        for timer in case.timers:
            found.append({"process": case.key, "element": timer.element, "due_at": _moment(timer.due_at)})
    yield from sorted(found, key=lambda timer: (timer["due_at"] or "", timer["element"]))


def _decisions(cases: Iterable[Progress], models: ModelSet) -> Iterator[dict[str, Any]]:
    for case in cases:
        for entry in case.timeline:
            if entry.event == "decision":
                table = models.tables.get(entry.detail["table"])
                heads = [column.label for column in table.inputs] if table else []
                yield {
                    "element": entry.element, "name": entry.element_name, "table": entry.detail["table"],
                    "rows": entry.detail["rows"], "outputs": entry.detail["outputs"],
                    "inputs": dict(zip(heads, entry.detail["inputs"], strict=False)),
                }  # fmt: skip


def _incidents(session: Session) -> Iterator[dict[str, str]]:
    for row in session.scalars(select(Incident).where(Incident.status == "open")):
        yield {"process": row.process, "element": row.element, "message": row.error[:500]}


def _case(session: Session, name: str, subject: str) -> dict[str, str]:
    record: Any = load(session, subject)
    state = getattr(record, "status", None) or getattr(record, "state", None)
    return {"name": name, "state": str(getattr(state, "label", state) or "")}


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
