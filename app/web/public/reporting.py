"""The pages of public reports: the form with every body's channels, the receipt, and where a report stands."""

from __future__ import annotations

from flask import render_template, request

from app.engine import AnswersInvalid
from app.web.context import in_sandbox, now, place
from app.web.limits import limiter
from app.web.public import reports
from app.web.public.blueprint import public
from handlers.evidence import channels

Answer = str | tuple[str, int]


@public.get("/public/report")
def report_form() -> str:
    return _form(reports.Given(), {})


@public.post("/public/report")
@limiter.limit("20 per hour", exempt_when=in_sandbox)
def report() -> Answer:
    given = reports.Given.of(request.form)
    try:
        with place().database.transaction() as session:
            receipt = reports.receive(session, place().engine, given, now())
    except AnswersInvalid as error:
        return _form(given, error.errors), 422
    return render_template("public/report_received.html", receipt=receipt)


def _form(given: reports.Given, errors: dict[str, list[str]]) -> str:
    with place().database.reading() as session:
        return render_template(
            "public/report.html",
            given=given,
            errors=errors,
            kinds=reports.KINDS,
            channels=channels.published(session),
        )


@public.get("/public/report/state")
def report_state_form() -> str:
    return render_template("public/report_state.html", receipt="", state=None, asked=False)


@public.post("/public/report/state")
@limiter.limit("20 per minute", exempt_when=in_sandbox)
def report_state() -> str:
    receipt = request.form.get("receipt", "").strip()[:40]
    with place().database.reading() as session:
        state = reports.state(session, receipt)
    return render_template("public/report_state.html", receipt=receipt, state=state, asked=True)
