"""The supervisors' page of one case, and the reason that a classified one is opened with.

What does not exist and what lies outside the reader's area are answered alike.
"""

from __future__ import annotations

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from app import readings
from app.accounts import permissions
from app.engine import NotYours
from app.engine.store import ProcessDefinition, ProcessInstance
from app.web import spreadsheet
from app.web.context import actor, now, only, place, token
from app.web.monitor.blueprint import monitor
from app.web.monitor.casefile import journal_of, journal_sheet, page_of


def watched(session: Session, id: str) -> ProcessInstance:
    """The case when the actor may watch it. Raises NotYours, whether there is none or it is another's."""
    found = session.get(ProcessInstance, id)
    if found is None or not permissions.may_watch_case(session, actor(), found.subject):
        raise NotYours(_("没有这个案件，或者它不在您的监管范围内。如有疑问，请与上级监管部门联系。"))
    return found


def is_closed(session: Session, found: ProcessInstance) -> bool:
    """Must a reason be given before this case opens for the actor?"""
    if not permissions.wants_reason(actor(), found.subject):
        return False
    return not readings.is_open(session, actor(), token() or "", found.id, now())


@monitor.get("/cases/<id>")
@only(permissions.may_monitor)
def case(id: str) -> str | Response:
    with place().database.reading() as session:
        found = watched(session, id)
        if is_closed(session, found):
            return _ask(session, found)
        if spreadsheet.wanted():
            return spreadsheet.download(_("案件日志"), journal_sheet(journal_of(session, found.id), actor()))
        page = page_of(session, place().engine, found, actor(), request.args.get("before", type=int))
        return render_template("monitor/case.html", page=page, case=page.case)


@monitor.get("/cases/<id>/diagram.xml")
@only(permissions.may_monitor)
def case_diagram(id: str) -> Response:
    with place().database.reading() as session:
        definition = session.get_one(ProcessDefinition, watched(session, id).definition_id)
        return Response(definition.xml, mimetype="application/xml")


@monitor.post("/cases/<id>/reason")
@only(permissions.may_monitor)
def give_reason(id: str) -> Answer | tuple[str, int]:
    purpose, reason = request.form.get("purpose", ""), request.form.get("reason", "")
    errors = readings.lacking(purpose, reason)
    with place().database.transaction() as session:
        found = watched(session, id)
        if errors:
            return _ask(session, found, errors), 422
        name = _name(session, found)
        readings.open_case(session, actor(), token() or "", found.id, name, purpose, reason, now())
    flash(_("查阅理由已经记录，30 分钟内可以查看这个案件。"))
    return redirect(url_for("monitor.case", id=id))


def _name(session: Session, found: ProcessInstance) -> str:
    definition = session.get_one(ProcessDefinition, found.definition_id)
    return f"{definition.name} {found.number}".strip()


def _ask(session: Session, found: ProcessInstance, errors: dict[str, str] | None = None) -> str:
    """The form for the reason; of the case itself it shows what kind it is, no more."""
    kind = permissions.CLASSIFIED.get(found.subject.partition(":")[0], "")
    definition = session.get_one(ProcessDefinition, found.definition_id)
    return render_template(
        "monitor/case_reason.html",
        id=found.id,
        kind=kind,
        name=definition.name,
        errors=errors or {},
        purposes=readings.PURPOSES,
        least=readings.LEAST_SIGNS,
    )
