"""The supervisors' first page: deadlines, a live process, where work piles up, and what should be looked at."""

from __future__ import annotations

from typing import Any

from flask import render_template
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts import permissions
from app.engine.store import ProcessDefinition
from app.figures import (
    ProcessFigure,
    Scope,
    board,
    bottlenecks,
    collisions,
    forecast,
    pass_rates,
    processes,
    scope_of,
    steps,
    workload_of_bodies,
)
from app.web.context import actor, now, only, place, today
from app.web.monitor import heat
from app.web.monitor.asking import Period, one_of, period, scope_words
from app.web.monitor.blueprint import monitor
from app.web.monitor.deadlines import LIGHTS
from app.web.monitor.processes import painted

SHOWN = 5  # bottlenecks and bodies on the first page


def process_names(session: Session) -> dict[str, str]:
    """The name of every process in its newest version, by key."""
    rows = session.execute(
        select(ProcessDefinition.key, ProcessDefinition.name).order_by(ProcessDefinition.key, ProcessDefinition.version)
    )
    return {key: name for key, name in rows}


@monitor.get("")
@only(permissions.may_monitor)
def overview() -> str:
    with place().database.reading() as session:
        return render_template("monitor/overview.html", **_shown(session, scope_of(session, actor())))


def _shown(session: Session, scope: Scope) -> dict[str, Any]:
    chosen, told = period(), sorted(processes(session, scope, now()), key=_load, reverse=True)
    when = (now(), chosen.since, chosen.until)
    narrow = bottlenecks(session, scope, *when, most=SHOWN)
    return {
        "processes": told,
        "live": _live(session, scope, chosen, told),
        "board": board(session, scope, now()),
        "lights": LIGHTS,
        "weeks": forecast(session, scope, now(), weeks=4),
        "narrow": narrow,
        "bodies": [one for one in workload_of_bodies(session, scope, *when) if one.open][:SHOWN],
        "odd": [one for one in pass_rates(session, scope, years=[today().year, today().year - 1]) if one.outlier],
        "colliding": [one for one in collisions(session, scope, now()) if not one.covered],
        "scope": scope,
        "scope_words": scope_words(session, scope),
    }


def _live(session: Session, scope: Scope, chosen: Period, told: list[ProcessFigure]) -> dict[str, Any] | None:
    """The process that the address asks for as a live picture; else the one with most overdue, most open."""
    key = one_of("process", [one.process for one in told]) or (told[0].process if told else None)
    if key is None:
        return None
    figures = steps(session, key, scope, now(), chosen.since, chosen.until)
    return {
        "figures": figures,
        "drawn": painted(figures, "here", scope, {}),
        "legend": heat.legend(figures.steps, "here"),
        "listed": heat.listed(figures.steps, "here"),
    }


def _load(one: ProcessFigure) -> tuple[int, ...]:
    """What concerns one most: overdue, then open, then running."""
    return one.overdue, one.open_tasks, one.running, one.ended
