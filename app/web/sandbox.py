"""The sandbox's own button: on to the next day on which something falls due. Absent elsewhere."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import Blueprint, abort, flash
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.clock import SandboxClock
from app.web.context import back, now, place, require_sign_in
from app.web.days import instant_in_words

sandbox = Blueprint("sandbox", __name__, url_prefix="/sandbox")
sandbox.before_request(require_sign_in)
WORK_AT_ONCE = 500


@sandbox.post("/next")
def to_next_due() -> Response:
    flash(jump_to_next_due())
    return back("desk.work_list")


def jump_to_next_due() -> str:
    """Move the clock to the next due instant and do what falls due; says what happened."""
    clock, engine = place().clock, place().engine
    if not isinstance(clock, SandboxClock):
        abort(404)
    due: datetime | None = engine.next_due()
    if due is None:
        return str(_("目前没有等待中的期限，时钟没有变动。"))
    if due > now():
        clock.jump(due + timedelta(seconds=1))
    done = 0
    while step := engine.pass_due(WORK_AT_ONCE):
        done += step
    return str(_("时钟已到 %(at)s，办理了 %(count)d 项到期事项。", at=instant_in_words(now()), count=done))
