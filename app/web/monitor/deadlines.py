"""The deadline board: every clock of the law that runs, what falls due in the coming weeks, and what must collide."""

from __future__ import annotations

from typing import Any

from flask import Response, render_template, request
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts import permissions
from app.figures import Board, Due, Scope, board, collisions, forecast, scope_of
from app.figures.board import PAGE, STATES, TASK
from app.web import spreadsheet
from app.web.context import actor, now, only, place
from app.web.monitor import charts
from app.web.monitor.asking import one_of, page, scope_words
from app.web.monitor.blueprint import monitor
from handlers.records.organisations import Organisation
from handlers.rules.clocks import CLOCKS

EXPORTED = 40  # pages of an exported board
LIGHTS = {"red": "●", "amber": "◔", "green": "○"}


@monitor.get("/deadlines")
@only(permissions.may_monitor)
def deadlines() -> str | Response:
    with place().database.reading() as session:
        scope, asked = scope_of(session, actor()), filters()
        if spreadsheet.wanted():
            return spreadsheet.download(_("期限看板"), _sheet(session, scope, asked))
        return render_template("monitor/deadlines.html", **_shown(session, scope, asked))


def filters() -> dict[str, str]:
    """Clock, body and state, as the address asks for them; what was not asked is not there."""
    asked = {
        "clock": one_of("clock", (*CLOCKS, TASK)),
        "state": one_of("state", STATES),
        "body": request.args.get("body", "")[:36],
    }
    return {name: value for name, value in asked.items() if value}


def _shown(session: Session, scope: Scope, asked: dict[str, str]) -> dict[str, Any]:
    found = board(session, scope, now(), **asked, page=page())
    ahead = _ahead(session, scope) if page() == 1 else None
    return {
        "board": found,
        "pages": max(1, -(-found.total // PAGE)),
        "asked": asked,
        "lights": LIGHTS,
        "clocks": clocks_shown(found),
        "body_name": _body_name(session, asked.get("body")),
        "chart": ahead if ahead and any(any(one["values"]) for one in ahead.drawn["series"]) else None,
        "quiet": ahead.finding if ahead else "",
        "collisions": collisions(session, scope, now()) if page() == 1 else [],
        "scope": scope,
        "scope_words": scope_words(session, scope),
    }


def _ahead(session: Session, scope: Scope) -> charts.Chart:
    """What falls due in the coming weeks, whatever the list below was asked for."""
    return charts.weeks(forecast(session, scope, now()), board(session, scope, now()).count("red"))


def clocks_shown(found: Board) -> list[tuple[str, str]]:
    """Id and name of each clock that runs, by id; tasks are last."""
    running = {clock for clock, _state in found.by_clock}
    return [(id, clock_name(id)) for id in (*CLOCKS, TASK) if id in running]


def clock_name(id: str) -> str:
    """A clock's name; the last day of a task is no clock of the table."""
    return CLOCKS[id].name if id in CLOCKS else _("任务期限")


def _body_name(session: Session, id: str | None) -> str:
    return session.scalar(select(Organisation.name).where(Organisation.id == id)) or "" if id else ""


def _sheet(session: Session, scope: Scope, asked: dict[str, str]) -> spreadsheet.Sheet:
    heads = [_("状态"), _("期限"), _("案件或事项"), _("编号"), _("申报人"), _("单位"), _("责任单位"), _("最后一天")]
    return spreadsheet.Sheet(_("期限看板"), heads, [_row(due) for due in _every(session, scope, asked)])


def _every(session: Session, scope: Scope, asked: dict[str, str]) -> list[Due]:
    found: list[Due] = []
    for number in range(1, EXPORTED + 1):
        rows = board(session, scope, now(), **asked, page=number).rows
        found += rows
        if len(rows) < PAGE:
            break
    return found


def _row(due: Due) -> list[Any]:
    named = ("", "", "") if permissions.is_nameless(due.subject) else (due.number, due.applicant, due.unit)
    return [STATE_WORDS[due.state](), clock_name(due.clock), due.name, *named, due.body, due.due_on]


STATE_WORDS = {"red": lambda: _("超期"), "amber": lambda: _("临近"), "green": lambda: _("正常")}
