"""One case: the diagram with the path travelled, the list that says the same, the timeline, incidents."""

from __future__ import annotations

from flask import Response, redirect, render_template, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Redirect

from app import readings
from app.accounts import permissions
from app.engine import NotFound, NotYours, reading
from app.engine.store import Incident, ProcessInstance, WorkItem
from app.web.context import actor, now, place, token
from app.web.desk.blueprint import desk
from app.web.desk.casefile import earlier_opinions, sections
from app.web.desk.outline import steps
from app.web.desk.timeline import checked_rules, told
from handlers import catalogue


def visible(session: Session, id: str) -> ProcessInstance:
    """The case when the actor may see it; raises NotFound or NotYours."""
    case = session.get(ProcessInstance, id)
    if case is None:
        raise NotFound("没有这个案件")
    if not permissions.may_see_case(session, actor(), case.subject):
        raise NotYours("您现在的岗位无权查看这个案件；如另有岗位，请在右上角切换")
    return case


@desk.get("/cases/<id>")
def case(id: str) -> str | Redirect:
    with place().database.reading() as session:
        found = visible(session, id)
        if permissions.wants_reason(actor(), found.subject) and not _reason_given(session, id):
            return redirect(url_for("monitor.case", id=id))
        return _page(session, found)


def _reason_given(session: Session, id: str) -> bool:
    """Has the supervisor said, under this sign-in, why this classified case is opened?"""
    return readings.is_open(session, actor(), token() or "", id, now())


def _page(session: Session, found: ProcessInstance) -> str:
    subject = catalogue.load(session, found.subject)
    progress = reading.progress(session, found.id)
    outline = steps(progress)
    return render_template(
        "desk/case.html",
        case=found,
        display=catalogue.display(subject),
        progress=progress,
        steps=outline,
        timeline=told(progress, actor()),
        rules=checked_rules(progress),
        sections=sections(session, subject, actor()),
        opinions=earlier_opinions(session, subject),
        waiting=_waiting(session, found.id),
        names={step.id: step.name for step in outline},
        incidents=_incidents(session, found.id) if permissions.may_monitor(actor()) else [],
    )


def _waiting(session: Session, id: str) -> list[WorkItem]:
    """The open tasks of the case, for “who has it now”."""
    query = select(WorkItem).where(WorkItem.instance_id == id, WorkItem.status == "open")
    return list(session.scalars(query.order_by(WorkItem.created_at)))


def _incidents(session: Session, id: str) -> list[Incident]:
    query = select(Incident).where(Incident.instance_id == id, Incident.status == "open")
    return list(session.scalars(query.order_by(Incident.last_at)))


@desk.get("/cases/<id>/diagram.xml")
def diagram(id: str) -> Response:
    with place().database.reading() as session:
        visible(session, id)
        return Response(reading.progress(session, id).xml, mimetype="application/xml")
