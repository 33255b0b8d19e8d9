"""A process as it runs: the live diagram with counts or heat, the list that says the same, and who stands at a step."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, cast

from flask import Response, abort, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts import permissions
from app.engine.store import ProcessDefinition
from app.figures import Scope, Step, StepFigures, processes, scope_of, steps
from app.figures.queue import Queue, State, queue
from app.figures.steps import definition
from app.web import spreadsheet
from app.web.context import actor, now, only, place
from app.web.days import last_day
from app.web.frame import role_label
from app.web.monitor import heat
from app.web.monitor.asking import one_of, page, period, scope_words
from app.web.monitor.blueprint import monitor

STATES = ("overdue", "amber")
EXPORTED = 10_000  # rows of an exported list


@monitor.get("/processes")
@only(permissions.may_monitor)
def process_list() -> str:
    with place().database.reading() as session:
        scope = scope_of(session, actor())
        told = processes(session, scope, now())
        return render_template("monitor/processes.html", processes=told, scope_words=scope_words(session, scope))


@monitor.get("/processes/<key>")
@only(permissions.may_monitor)
def process(key: str) -> str:
    with place().database.reading() as session:
        return render_template("monitor/process.html", **_process(session, key, scope_of(session, actor())))


def _process(session: Session, key: str, scope: Scope) -> dict[str, Any]:
    view, chosen = one_of("view", heat.VIEWS) or "here", period()
    figures = steps(session, key, scope, now(), chosen.since, chosen.until, version())
    keep = kept(figures.version if version() else None)
    return {
        "figures": figures,
        "view": view,
        "period": chosen,
        "keep": keep,
        "drawn": painted(figures, view, scope, {**keep, "view": view}),
        "listed": heat.listed(figures.steps, view),
        "legend": heat.legend(figures.steps, view),
        "share": heat.share_of_target,
        "versions": versions(session, key),
        "scope_words": scope_words(session, scope),
        "linked": scope.personal,
        "stops": heat.STOPS,
    }


def painted(figures: StepFigures, view: str, scope: Scope, keep: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The steps as the browser paints them; where only numbers are shown no step leads on."""
    return heat.drawn(figures.steps, view, partial(_link, figures.process, keep) if scope.personal else None)


def _link(key: str, keep: Mapping[str, Any], step: Step) -> str:
    return url_for("monitor.step", key=key, element=step.element, **keep)


def kept(drawn: int | None = None) -> dict[str, Any]:
    """The filters of this page that every link away from it carries; what was not asked is not carried."""
    asked = period().kept if request.args.get("since") or request.args.get("until") else {}
    return {**asked, **({"version": drawn} if drawn else {})}


def version() -> int | None:
    """The version that the address asks for; none: the newest."""
    return request.args.get("version", type=int)


def versions(session: Session, key: str) -> list[int]:
    """The published versions of a process, the newest first."""
    query = select(ProcessDefinition.version).where(ProcessDefinition.key == key)
    return list(session.scalars(query.order_by(ProcessDefinition.version.desc())))


@monitor.get("/processes/<key>/diagram.xml")
@only(permissions.may_monitor)
def process_diagram(key: str) -> Response:
    with place().database.reading() as session:
        return Response(definition(session, key, version()).xml, mimetype="application/xml")


@monitor.get("/processes/<key>/steps/<element>")
@only(permissions.may_monitor)
def step(key: str, element: str) -> str | Response:
    with place().database.reading() as session:
        scope = scope_of(session, actor())
        if not scope.personal:
            abort(403)
        asked, words = one_of("due", STATES), request.args.get("q", "").strip()[:80]
        ask = partial(queue, session, key, element, scope, now(), cast(State | None, asked), words)
        if spreadsheet.wanted():
            return spreadsheet.download(_("在办案件"), _sheet(ask(size=EXPORTED)))
        return _step_page(session, key, element, scope, ask(page()), asked, words)


def _step_page(
    session: Session, key: str, element: str, scope: Scope, found: Queue, asked: str | None, words: str
) -> str:
    drawn = definition(session, key, version())
    filters = {**kept(version()), **{name: value for name in ("view",) if (value := request.args.get(name))}}
    return render_template(
        "monitor/step.html",
        process=key,
        process_name=drawn.name,
        element=element,
        name=_name_of(session, key, element, scope),
        found=found,
        asked=asked,
        words=words,
        filters=filters,
        scope_words=scope_words(session, scope),
    )


def _name_of(session: Session, key: str, element: str, scope: Scope) -> str:
    """The step's name on the diagram. 404 for what is not on it."""
    chosen = period()
    told = steps(session, key, scope, now(), chosen.since, chosen.until, version()).steps
    name = next((each.name for each in told if each.element == element), None)
    return name or abort(404)


def _sheet(found: Queue) -> spreadsheet.Sheet:
    heads = [_("编号"), _("申报人"), _("单位"), _("由谁办理"), _("办理单位"), _("到这一步"), _("期限")]
    rows = [
        [one.number, one.applicant, one.unit, role_label(one.role) if one.role else "", one.body, one.since,
         last_day(one.due_at) if one.due_at else None]
        for one in found.rows
    ]  # fmt: skip
    return spreadsheet.Sheet(_("在办案件"), heads, rows)
