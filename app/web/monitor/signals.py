"""筛查信号: what each looks for, from when on it shows, what it shows in the reader's area; to be entered as a clue."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from app.accounts import permissions
from app.accounts.permissions.areas import SIGNIFICANT
from app.engine import NotFound
from app.web.context import actor, now, only, place
from app.web.monitor.blueprint import monitor
from handlers import screening
from handlers.evidence import clues
from handlers.evidence.clue_texts import BY_CODE, LABELS
from handlers.evidence.screening import SCREENS, UNRECORDED, Screen, Window, hint_of, screen_of, window
from handlers.records.clues import Clue
from handlers.records.organisations import Organisation


def _here(session: Session) -> Window:
    """The window on the reader's own area."""
    body = session.get_one(Organisation, actor().organisation_id)
    return window(now(), body.area[: SIGNIFICANT.get(body.level, 6)])


@monitor.get("/signals")
@only(permissions.may_supervise)
def signal_list() -> str:
    with place().database.reading() as session:
        own = select(Clue.signal, func.count(), func.count(Clue.disposed_at)).where(permissions.clues_of(actor()))
        entered = {signal: (many, done) for signal, many, done in session.execute(own.group_by(Clue.signal))}
        missing = [(LABELS[signal], why) for signal, why in UNRECORDED.items()]
        return render_template("monitor/signals.html", screens=SCREENS, entered=entered, codes=BY_CODE, missing=missing)


@monitor.get("/signals/<signal>")
@only(permissions.may_supervise)
def signal_page(signal: str) -> str:
    screen = _wanted(signal)
    with place().database.reading() as session:
        hits = [hit for hit in screen.find(session, _here(session)) if hit.target.person_id != actor().person_id]
        known = clues.entered_before(session, {hint_of(screen, hit).key or "" for hit in hits})
        rows = [(hit, known.get(hint_of(screen, hit).key or "")) for hit in hits]
        return render_template("monitor/signal.html", screen=screen, rows=rows, codes=BY_CODE)


@monitor.post("/signals/<signal>")
@only(permissions.may_supervise)
def enter_signal(signal: str) -> Response:
    screen = _wanted(signal)
    with place().database.transaction() as session:
        key = request.form.get("key", "")
        known = clues.entered_before(session, {f"{screen.signal.value}:{key}"})
        entered = _entered(session, screen, key)
        if not known:
            place().engine.send(session, *clues.message_of(entered))
        id, number = entered.id, entered.number
    flash(_("已登记为线索 %(number)s，待核实；线索不是结论。", number=number))
    return redirect(url_for("monitor.clue", id=id))


def _entered(session: Session, screen: Screen, key: str) -> Clue:
    """The hit as a clue. Raises NotFound when the signal does not show it any more."""
    try:
        return screening.enter_one(session, screen.signal.value, key, _here(session))
    except LookupError as error:
        raise NotFound(str(error)) from error


def _wanted(signal: str) -> Screen:
    screen = screen_of(signal)
    if screen is None:
        raise NotFound("没有这个筛查信号")
    return screen
