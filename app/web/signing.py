"""Sign in and out, change the appointment, change the language."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from flask import Blueprint, abort, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from app import accounts
from app.accounts import Appointment
from app.accounts.demonstration import PASSWORD, demonstration_appointments
from app.accounts.signing_in import ABSOLUTE, SignedIn
from app.web import language
from app.web.context import COOKIE, actor, actor_or_none, back, in_sandbox, machine_now, place, today, token
from app.web.limits import limiter

signing = Blueprint("signing", __name__)
SHOWN_PER_ROLE = 2


@dataclass(frozen=True)
class Offered:
    """Demonstration accounts of one role."""

    role: str
    appointments: list[Appointment]


def demonstration_accounts() -> list[Offered]:
    """A few demonstration accounts of every role, in the order of the roles; none outside a sandbox."""
    if not in_sandbox():
        return []
    with place().database.reading() as database:
        held = demonstration_appointments(database, SHOWN_PER_ROLE)
    return [Offered(role.label, list(group)) for role, group in groupby(held, lambda held: held.role)]


def inside(target: str | None) -> str:
    """A path of this site to go to after signing in, the desk otherwise."""
    if target and target.startswith("/") and not target.startswith(("//", "/\\")):
        return target
    return url_for("desk.work_list")


def with_token(answer: Response, signed_in: SignedIn) -> Response:
    """Hand the token to the browser: not for scripts, not for other sites."""
    answer.set_cookie(
        COOKIE,
        signed_in.token,
        max_age=int(ABSOLUTE.total_seconds()),
        httponly=True,
        samesite="Lax",
        secure=place().settings.production or request.is_secure,
    )
    return answer


@signing.get("/sign-in")
def form() -> Response | str:
    if actor_or_none():
        return redirect(inside(request.args.get("next")))
    return render_template("sign_in.html", offered=demonstration_accounts(), password=PASSWORD)


@signing.post("/sign-in")
@limiter.limit("10 per minute", exempt_when=in_sandbox)
def sign_in() -> Response | tuple[str, int]:
    name, password = request.form.get("username", ""), request.form.get("password", "")
    with place().database.transaction() as database:  # committed either way: failures are counted
        result = accounts.sign_in(database, name[:60], password[:200], machine_now(), today())
        if isinstance(result, SignedIn):
            result = _in_chosen_appointment(database, result)
    if isinstance(result, accounts.Refused):
        offered = demonstration_accounts()
        shown = render_template(
            "sign_in.html", offered=offered, password=PASSWORD, refusal=result.message, username=name
        )
        return shown, 422
    return with_token(redirect(inside(request.form.get("next"))), result)


def _in_chosen_appointment(database: Session, signed_in: SignedIn) -> SignedIn:
    """A demonstration account is chosen with its appointment; one that is not held is passed over."""
    database.flush()
    chosen = request.form.get("appointment", "")
    return accounts.switch(database, signed_in.token, chosen, machine_now(), today()) or signed_in


@signing.post("/sign-out")
def sign_out() -> Response:
    held = token()
    if held:
        with place().database.transaction() as database:
            accounts.sign_out(database, held)
    return _signed_out(_("您已退出登录。"))


@signing.post("/sign-out-everywhere")
def sign_out_everywhere() -> Response:
    with place().database.transaction() as database:
        accounts.sign_out_everywhere(database, actor().account_id)
    return _signed_out(_("已在所有设备上退出登录。"))


def _signed_out(message: str) -> Response:
    session.clear()
    flash(message)
    answer = redirect(url_for("signing.form"))
    answer.delete_cookie(COOKIE)
    return answer


@signing.post("/appointment")
def switch() -> Response:
    actor()
    with place().database.transaction() as database:
        opened = accounts.switch(database, token() or "", request.form.get("appointment", ""), machine_now(), today())
    return with_token(redirect(url_for("desk.work_list")), opened) if opened else abort(403)


@signing.post("/language")
def change_language() -> Response:
    answer = back("public.home")
    if request.form.get("language") in language.LANGUAGES:
        answer.set_cookie(language.COOKIE, request.form["language"], max_age=31_536_000, samesite="Lax", httponly=True)
    return answer
