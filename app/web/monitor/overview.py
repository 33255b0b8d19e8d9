"""The supervisors' first page: cases and overdue work per process, and incidents to retry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from sqlalchemy import case, func, select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from app.accounts import permissions
from app.engine.store import Incident, ProcessDefinition, ProcessInstance, WorkItem
from app.web.context import actor, now, only, place
from app.web.monitor.blueprint import monitor


@dataclass(frozen=True)
class Count:
    """One process: its cases and the open tasks in them."""

    process: str
    name: str
    running: int
    ended: int
    open_tasks: int
    overdue: int


def counts(session: Session, now: datetime) -> list[Count]:
    """Cases and open tasks per process, in the order of their names."""
    running = func.sum(case((ProcessInstance.status == "running", 1), else_=0))
    ended = func.sum(case((ProcessInstance.status == "ended", 1), else_=0))
    cases = {
        key: (up, over)
        for key, up, over in session.execute(
            select(ProcessInstance.process, running, ended).group_by(ProcessInstance.process)
        )
    }
    late = func.sum(case((WorkItem.due_at <= now, 1), else_=0))
    tasks = {
        key: (many, overdue)
        for key, many, overdue in session.execute(
            select(WorkItem.process, func.count(), late).where(WorkItem.status == "open").group_by(WorkItem.process)
        )
    }
    return [
        Count(key, name, *map(int, cases.get(key, (0, 0))), *map(int, tasks.get(key, (0, 0))))
        for key, name in process_names(session).items()
    ]


def process_names(session: Session) -> dict[str, str]:
    """The name of every process in its newest version, by key."""
    rows = session.execute(
        select(ProcessDefinition.key, ProcessDefinition.name).order_by(ProcessDefinition.key, ProcessDefinition.version)
    )
    return {key: name for key, name in rows}


def incidents(session: Session) -> Sequence[Incident]:
    """What failed and waits for a person, the newest on top."""
    return session.scalars(
        select(Incident).where(Incident.status == "open").order_by(Incident.last_at.desc()).limit(100)
    ).all()


@monitor.get("")
@only(permissions.may_monitor)
def overview() -> str:
    with place().database.reading() as session:
        return render_template(
            "monitor/overview.html",
            counts=counts(session, now()),
            incidents=incidents(session),
            names=process_names(session),
        )


@monitor.post("/incidents/<id>/retry")
@only(permissions.may_repair)
def retry(id: str) -> Response:
    place().engine.retry(id, actor())
    flash(_("已重新执行。若再次失败，会重新列在这里。"))
    return redirect(url_for("monitor.overview"))
