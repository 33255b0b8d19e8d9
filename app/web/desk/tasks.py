"""One task: its form beside the case file; claim, give back, complete, and on to the next one."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, jsonify, render_template
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug import Response as Redirect

from app import accounts, worklist
from app.accounts import Appointment, permissions
from app.engine import NotFound, reading
from app.engine.store import WorkItem
from app.web.context import actor, back, now, place, today
from app.web.desk import opened
from app.web.desk.answering import after_completion, idempotency_key, posted, told_done
from app.web.desk.blueprint import desk
from app.web.desk.casefile import earlier_opinions, sections
from app.web.desk.timeline import checked_rules, told
from app.web.desk.ways import papers, ways
from handlers import catalogue
from handlers.handler import Actor
from handlers.records.organisations import Organisation

Page = str | tuple[str, int]


@desk.get("/tasks/<id>")
def task(id: str) -> Page:
    with place().database.reading() as session:
        item = session.get(WorkItem, id)
        if item is None:
            raise NotFound("没有这项任务，可能已经撤销")
        page = _page(session, item, actor())
    if permissions.may_do(actor(), item):
        opened.note(item)
    return page


def _page(session: Session, item: WorkItem, who: Actor) -> Page:
    if not permissions.may_do(who, item):
        return _not_mine(session, item, who)
    if item.status != "open" or item.assignee_id not in (None, who.account_id):
        return render_template("desk/task_closed.html", item=item), 200
    return _form_page(session, item, who)


def _form_page(session: Session, item: WorkItem, who: Actor) -> str:
    subject = catalogue.load(session, item.subject)
    progress = reading.progress(session, item.instance_id)
    return render_template(
        "desk/task.html",
        item=item,
        opened=worklist.opened(session, item, who, now()),
        sections=[*sections(session, subject, who), *papers(subject)],
        opinions=earlier_opinions(session, subject),
        rules=checked_rules(progress),
        ways=ways(subject, item.form, now()),
        progress=progress,
        timeline=told(progress, who),
    )


def _not_mine(session: Session, item: WorkItem, who: Actor) -> Page:
    """Whose it is, by role and body; and the own appointment in which it could be done, if any."""
    body = session.get(Organisation, item.organisation_id) if item.organisation_id else None
    return render_template("desk/task_not_mine.html", item=item, body=body, fitting=_fitting(session, item, who)), 403


def _fitting(session: Session, item: WorkItem, who: Actor) -> Appointment | None:
    """Another appointment of the same person that may do this task."""
    held = accounts.appointments_of(session, who.account_id, today())
    return next((each for each in held if permissions.may_do(_as(who, each), item)), None)


def _as(who: Actor, appointment: Appointment) -> Actor:
    return Actor(who.account_id, who.person_id, who.name, appointment.role, appointment.organisation_id)


@desk.post("/tasks/<id>")
def complete(id: str) -> Response:
    body: dict[str, Any] = posted()
    done = place().engine.complete(id, body["answers"], actor(), key=idempotency_key())
    with place().database.reading() as session:
        flash(told_done(session, id))
    return jsonify(to=after_completion(actor(), done.next_items, body.get("next")))


@desk.post("/tasks/<id>/claim")
def claim(id: str) -> Redirect:
    place().engine.claim(id, actor())
    flash(_("已领取，其他人不再能办理。"))
    return back("desk.task", id=id)


@desk.post("/tasks/<id>/release")
def release(id: str) -> Redirect:
    place().engine.release(id, actor())
    flash(_("已退回待领取，同岗位的人可以领取。"))
    return back("desk.work_list")
