"""线索: the register with filters, one clue with its evidence; who reported it, for its handler alone, on record."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import render_template, request
from flask_babel import lazy_gettext as later
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, joinedload

from app import audit
from app.accounts import permissions
from app.engine import NotFound, NotYours
from app.engine.store import ProcessInstance
from app.web.context import actor, now, only, place, today
from app.web.monitor.blueprint import monitor
from handlers.clue import reporter_of
from handlers.evidence.clue_texts import BY_CODE, LABELS
from handlers.records.clues import Clue
from handlers.rules.inspection import ClueSource

PAGE = 50
STATES = {"open": later("未处置"), "looked": later("查办中"), "closed": later("已办结")}
DUES = {"overdue": later("已逾期"), "soon": later("3天内到期")}


def _filters() -> list[ColumnElement[bool]]:
    """What the address asks for; what it asks wrongly is not asked."""
    asked = request.args
    states = {
        "open": Clue.disposed_at.is_(None),
        "looked": Clue.disposed_at.is_not(None) & Clue.closed_at.is_(None),
        "closed": Clue.closed_at.is_not(None),
    }
    waiting = Clue.disposed_at.is_(None)
    dues = {
        "overdue": waiting & (Clue.due_on < today()),
        "soon": waiting & Clue.due_on.between(today(), today() + timedelta(days=3)),
    }
    found: list[ColumnElement[bool]] = [
        table[asked[name]] for name, table in (("state", states), ("due", dues)) if asked.get(name) in table
    ]
    if asked.get("source") in [source.value for source in ClueSource]:
        found.append(Clue.source == asked["source"])
    if asked.get("signal") in LABELS:
        found.append(Clue.signal == asked["signal"])
    return found


@monitor.get("/clues")
@only(permissions.may_supervise)
def clue_list() -> str:
    number = max(1, request.args.get("page", 1, type=int))
    where = [permissions.clues_of(actor()), *_filters()]
    with place().database.reading() as session:
        total = session.scalar(select(func.count()).select_from(Clue).where(*where)) or 0
        rows = select(Clue).options(joinedload(Clue.handling)).where(*where)
        rows = rows.order_by(Clue.disposed_at.is_not(None), Clue.due_on, Clue.number)
        found = session.scalars(rows.offset((number - 1) * PAGE).limit(PAGE)).all()
        return render_template("monitor/clues.html", clues=found, total=total, page=number, **_words())


def _words() -> dict[str, Any]:
    return {
        "sources": list(ClueSource), "states": STATES, "dues": DUES, "labels": LABELS, "codes": BY_CODE,
        "asked": request.args, "pages_of": lambda total: max(1, -(-total // PAGE)),
    }  # fmt: skip


@monitor.get("/clues/<id>")
@only(permissions.may_supervise)
def clue(id: str) -> str:
    with place().database.reading() as session:
        return _page(session, _readable(session, id))


@monitor.post("/clues/<id>/reporter")
@only(permissions.may_supervise)
def clue_reporter(id: str) -> str:
    reason = request.form.get("reason", "").strip()[:200]
    with place().database.transaction() as session:
        found = _readable(session, id)
        if not permissions.may_see_reporter(session, actor(), found):
            raise NotYours("只有办理这件线索的监管人员能看举报人信息；请先领取或办理这件线索")
        if len(reason) < 4:
            return _page(session, found, wanting=True)
        _note(session, found, reason)
        return _page(session, found, reporter=reporter_of(found) or "匿名")


def _note(session: Session, found: Clue, reason: str) -> None:
    """Write down that somebody looked at who reported, and why; the name itself is nowhere written."""
    detail = {"reporter_of": found.number, "reason": reason}
    audit.note(session, "reporters", audit.Entry("read", actor(), "reporter", "查看举报人信息", "", (), detail), now())


def _readable(session: Session, id: str) -> Clue:
    found = session.scalars(select(Clue).where(Clue.id == id, permissions.clues_of(actor()))).first()
    if found is None:
        raise NotFound("没有这件线索，或不在您的监管范围")
    return found


def _page(session: Session, found: Clue, *, reporter: str = "", wanting: bool = False) -> str:
    case = select(ProcessInstance.id).where(ProcessInstance.subject == f"clue:{found.id}")
    opened = select(ProcessInstance.id).where(ProcessInstance.subject == found.opened)
    return render_template(
        "monitor/clue.html",
        clue=found,
        case=session.scalar(case.limit(1)),
        opened=session.scalar(opened.limit(1)) if found.opened else None,
        may_see=found.complainant_sealed is not None and permissions.may_see_reporter(session, actor(), found),
        reporter=reporter,
        wanting=wanting,
        **_words(),
    )
