"""The routes of `/public` and the home page."""

from __future__ import annotations

from typing import Any

from flask import render_template, request

from app import notices
from app.engine import AnswersInvalid
from app.web.context import in_sandbox, now, place, today
from app.web.limits import limiter
from app.web.public import complaints
from app.web.public.blueprint import public
from app.web.public.notices import readable, result_of
from handlers import certificate
from handlers.records.notices import Publicity

Answer = str | tuple[str, int]


@public.get("/")
def home() -> str:
    with place().database.reading() as session:
        running, calls = notices.running(session, now()), notices.open_calls(session, now())
        return render_template("public/home.html", running=running[:6], calls=calls[:6])


@public.get("/public")
def notice_list() -> str:
    with place().database.reading() as session:
        return render_template("public/notices.html", running=notices.running(session, now()))


@public.get("/public/notices/<id>")
def notice(id: str) -> str:
    with place().database.reading() as session:
        return render_template("public/notice.html", **_shown(readable(session, id)))


def _shown(publicity: Publicity) -> dict[str, Any]:
    runs = publicity.over_on is not None and publicity.over_on >= today()
    return {
        "notice": publicity,
        "roster": notices.entries(publicity),
        "result": result_of(publicity),
        "running": runs,
    }


@public.get("/public/notices/<id>/complaint")
def complaint_form(id: str) -> str:
    given = complaints.Given(request.args.get("person", ""), "", "", "")
    return _complaint_page(id, given, {})


@public.post("/public/notices/<id>/complaint")
@limiter.limit("20 per hour", exempt_when=in_sandbox)
def complain(id: str) -> Answer:
    asked = request.form
    given = complaints.Given(*(asked.get(k, "").strip() for k in ("declaration", "content", "name", "contact")))
    try:
        with place().database.transaction() as session:
            receipt = complaints.receive(session, place().engine, id, given, now())
    except AnswersInvalid as error:
        return _complaint_page(id, given, error.errors), 422
    return render_template("public/complaint_received.html", receipt=receipt)


def _complaint_page(id: str, given: complaints.Given, errors: dict[str, list[str]]) -> str:
    with place().database.reading() as session:
        return render_template("public/complaint.html", **_shown(readable(session, id)), given=given, errors=errors)


@public.get("/public/verify")
def verify_form() -> str:
    return render_template("public/verify.html", code=request.args.get("code", "")[:40], answer=None)


@public.post("/public/verify")
@limiter.limit("20 per minute", exempt_when=in_sandbox)
def verify() -> str:
    code, factor = request.form.get("code", "").strip()[:40], request.form.get("factor", "").strip()[:80]
    with place().database.reading() as session:
        answer = certificate.verify(session, code, factor, now())
    return render_template("public/verify.html", code=code, answer=answer)
