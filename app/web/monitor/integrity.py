"""诚信档案: what a body collects, by state; one entry opens with a purpose that is kept in the journal."""

from __future__ import annotations

from flask import render_template, request
from flask_babel import lazy_gettext as later
from sqlalchemy.orm import Session

from app import audit, readings
from app.accounts import permissions
from app.engine import NotFound
from app.web.context import actor, now, only, place, today
from app.web.monitor.blueprint import monitor
from handlers.evidence import archive
from handlers.evidence.archive import Row
from handlers.rules import acts
from handlers.rules.oversight import VIOLATIONS

CHAIN = "archive"
SIZE = 50
STATES = {
    "running": later("记录期内"),
    "soon": later("90天内到期"),
    "expired": later("已期满或已撤销"),
    "replaced": later("已被更正"),
    "blacklist": later("黑名单"),
}


@monitor.get("/integrity")
@only(permissions.may_read_archive)
def archive_list() -> str:
    words, state, page = request.args.get("q", ""), request.args.get("state", ""), request.args.get("page", 1, type=int)
    with place().database.reading() as session:
        filters = [permissions.entries_of(session, actor()), archive.in_state(state, today())]
        filters += [archive.named(words)] if words.strip() else []
        rows, total = archive.entries(session, filters, today(), max(1, page), SIZE)
        seen = archive.scope(session, actor())
        pages = max(1, -(-total // SIZE))
        return render_template(
            "monitor/integrity.html", rows=rows, total=total, page=page, pages=pages, states=STATES, state=state,
            words=words, seen=seen,
        )  # fmt: skip


@monitor.get("/integrity/<id>")
@only(permissions.may_read_archive)
def archive_reason(id: str) -> str:
    with place().database.reading() as session:
        row = _collected(session, id)
    return render_template("monitor/integrity_reason.html", row=row, errors={}, **_asked())


@monitor.post("/integrity/<id>")
@only(permissions.may_read_archive)
def archive_entry(id: str) -> str | tuple[str, int]:
    purpose, reason = request.form.get("purpose", ""), request.form.get("reason", "")
    errors = readings.lacking(purpose, reason)
    with place().database.transaction() as session:
        row = _collected(session, id)
        if errors:
            return render_template("monitor/integrity_reason.html", row=row, errors=errors, **_asked()), 422
        _note(session, row, purpose, reason)
        return render_template("monitor/integrity_entry.html", row=row, states=STATES, items=VIOLATIONS)


def _asked() -> dict[str, object]:
    return {"purposes": readings.PURPOSES, "least": readings.LEAST_SIGNS}


def _collected(session: Session, id: str) -> Row:
    """The entry, if the reader's body collects it; the law is asked before anything of it is shown."""
    row = archive.entry(session, id, today())
    if row is None or row.record.person_id == actor().person_id:
        raise NotFound("没有这条诚信档案记录")
    acts.archive_reading(reading=archive.reading(archive.scope(session, actor()), row))
    return row


def _note(session: Session, row: Row, purpose: str, reason: str) -> None:
    """Who read whose entry and why: the entry by its number, which says nothing of the person."""
    detail = {"purpose": purpose, "reason": reason.strip()[:500], "record": row.record.id}
    read = audit.Entry("read", actor(), row.record.id, f"诚信档案 {row.record.number}", detail=detail)
    audit.note(session, CHAIN, read, now())
