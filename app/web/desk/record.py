"""诚信记录: one's own entries with the way to appeal, and, for the head of a unit, who of the unit has one."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from app.accounts import permissions
from app.web.context import actor, now, place, today
from app.web.desk.blueprint import desk
from app.web.monitor.integrity import STATES
from handlers import catalogue
from handlers.evidence import archive
from handlers.records.violations import RecordAppeal
from handlers.rules.oversight import VIOLATIONS
from handlers.violation import file_appeal

LEAST = 10


@desk.get("/record")
def record() -> str:
    return _page({})


@desk.post("/record/<id>/appeal")
def appeal(id: str) -> Response | tuple[str, int]:
    text = request.form.get("text", "").strip()
    if len(text) < LEAST:
        return _page({id: _("申诉理由至少 %(least)d 个字，请写明事实和证据", least=LEAST)}), 422
    with place().database.transaction() as session:
        case = file_appeal(session, id, actor().person_id, text[:4000], now())
        place().engine.send(session, "appeal_received", catalogue.reference(case), {})
    flash(_("申诉已经提交，由立案的监管部门另派人员办理。办理结果会显示在这里。"))
    return redirect(url_for("desk.record"))


def _page(errors: dict[str, str]) -> str:
    with place().database.reading() as session:
        own, _total = archive.entries(session, [permissions.own_entries(actor())], today(), size=200)
        heads = permissions.may_see_staff_records(actor())
        staff = archive.entries(session, [permissions.staff_entries(actor())], today(), size=200)[0] if heads else []
        appeals = _appeals(session, [row.record.id for row in own])
        return render_template(
            "desk/record.html",
            own=own,
            staff=staff,
            appeals=appeals,
            heads=heads,
            states=STATES,
            items=VIOLATIONS,
            errors=errors,
        )


def _appeals(session: Session, records: list[str]) -> dict[str, RecordAppeal]:
    """The latest appeal against each entry."""
    found = session.scalars(select(RecordAppeal).where(RecordAppeal.record_id.in_(records)))
    return {appeal.record_id: appeal for appeal in sorted(found, key=lambda each: each.filed_at)}
