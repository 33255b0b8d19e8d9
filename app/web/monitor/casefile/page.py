"""All that the supervisors' page of one case shows, in few statements. Whether it may be shown is decided before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.accounts import permissions
from app.audit import Journal
from app.engine import Engine, routing
from app.engine.definition import Definition
from app.engine.store import Incident, ProcessInstance, WorkItem
from app.figures.case import CaseFigure
from app.figures.case import case as case_figure
from app.figures.scope import scope_of
from app.web.desk.outline import Step, ordered
from app.web.desk.timeline import Told, tell
from app.web.monitor.casefile.annotations import notes
from app.web.monitor.casefile.decided import Decided, decided
from app.web.monitor.casefile.journal import Line, lines
from app.web.monitor.casefile.related import Related, related
from handlers.handler import Actor

KINDS = {
    "declaration": "申报",
    "review_session": "评审会议",
    "publicity": "公示",
    "complaint": "举报核查",
    "confirmation_batch": "核准确认",
    "calendar_edition": "工作日历",
    "supervision_case": "监管处置",
    "violation_case": "个人违规",
    "employer_case": "用人单位问责",
    "clue": "线索",
    "inspection": "抽查巡查",
}


@dataclass(frozen=True)
class Sent:
    """A message: sent, received, waited for or kept; `to` are the kinds of whom it went to, with their number."""

    state: str
    name: str
    element: str
    at: datetime | None
    to: list[tuple[str, int]]


@dataclass(frozen=True)
class Holding:
    """A task and who has it, as this reader may know it."""

    item: WorkItem
    who: str


@dataclass(frozen=True)
class CasePage:
    """One case for one reader. `names` are the labels of the diagram's elements, `beside` its notes."""

    case: CaseFigure
    personal: bool
    steps: list[Step]
    names: Mapping[str, str]
    beside: Mapping[str, str]
    timeline: list[Told]
    journal: list[Line]
    decided: list[Decided]
    messages: list[Sent]
    variables: list[routing.Variable]
    holding: list[Holding]
    incidents: Sequence[Incident]
    related: list[Related]
    nameless: Mapping[str, int]
    kinds: Mapping[str, str]


def page_of(
    session: Session, engine: Engine, found: ProcessInstance, reader: Actor, before: int | None = None
) -> CasePage:
    """The page of a case that the reader may see; the journal before a number, the newest rows without one."""
    case = case_figure(session, found.id, before)
    definition = engine.library.get(session, found.definition_id)
    way = [row.element for row in reversed(case.journal)]
    beside = related(session, found.subject, scope_of(session, reader))
    others = [one for one in beside if one.id != found.id]
    return CasePage(
        case=case,
        personal=permissions.may_see_persons(reader),
        steps=ordered(case.xml, case.done, case.current, way),
        names={element.id: element.label for element in definition.diagram.elements.values()},
        beside=notes(case.xml),
        timeline=tell(reversed(case.journal), reader),
        journal=lines(case.journal, reader),
        decided=decided(case.journal, definition),
        messages=_messages(case),
        variables=_variables(definition, found),
        holding=[Holding(item, _holder(item, reader)) for item in case.items],
        incidents=case.incidents,
        related=[one for one in others if not permissions.is_nameless(one.kind)],
        nameless=_counted(others),
        kinds=KINDS,
    )


def _variables(definition: Definition, found: ProcessInstance) -> list[routing.Variable]:
    return routing.variables(definition, found.start_element, found.state) if found.status == "running" else []


def _holder(item: WorkItem, reader: Actor) -> str:
    return permissions.name_of(reader, item.role, item.assignee_name or item.done_by_name)


def _messages(case: CaseFigure) -> list[Sent]:
    """Those waited for and kept, then those of the journal's page."""
    open_ones = [Sent(one.state, one.name, one.element, one.at, []) for one in case.messages]
    return open_ones + [_passed(row) for row in case.journal if row.event == "message"]


def _passed(row: Journal) -> Sent:
    sent = row.detail.get("sent")
    state, name = ("sent", sent) if sent else ("received", row.detail.get("received", ""))
    return Sent(state, str(name), row.element, row.at, _kinds(row.detail.get("to", ())))


def _kinds(references: Sequence[Any]) -> list[tuple[str, int]]:
    kinds = [str(reference).partition(":")[0] for reference in references]
    return [(kind, kinds.count(kind)) for kind in dict.fromkeys(kinds)]


def _counted(others: Sequence[Related]) -> dict[str, int]:
    """How many cases without a name stand beside this one, by their process."""
    names = [one.process for one in others if permissions.is_nameless(one.kind)]
    return {name: names.count(name) for name in dict.fromkeys(names)}
