"""The weekly report: a page, a PDF and a workbook of the same figures, and what a verification code says."""

from __future__ import annotations

from flask import Response, abort, render_template, request
from sqlalchemy.orm import Session

from app import readings
from app.accounts import permissions
from app.figures import scope_of
from app.readings import Line
from app.reports import Week, Weekly, bars, pdf, week_named, week_of, weekly
from app.web import spreadsheet
from app.web.context import actor, now, only, place
from app.web.monitor.blueprint import monitor
from handlers.handler import Actor
from handlers.records.organisations import Organisation


@monitor.get("/reports/weekly")
@only(permissions.may_see_persons)
def weekly_report() -> str | Response:
    report, form = _report(_week()), request.args.get(spreadsheet.FORMAT)
    if form == "pdf":
        return _file(report, pdf(report), "pdf", "application/pdf")
    if spreadsheet.wanted():
        return _file(report, spreadsheet.workbook(sheets(report)), "xlsx", spreadsheet.MIME)
    return _page(report)


def _page(report: Weekly) -> str:
    code = request.args.get("code", "").strip().upper()[:40]
    newest = report.week.shifted(1).begins_at > now()
    return render_template(
        "monitor/weekly.html", report=report, bars=bars, newest=newest, code=code, found=_found(code) if code else []
    )


def _week() -> Week:
    """The week asked for; without one the week that ended last. No week to come, and none that does not exist."""
    name = request.args.get("week")
    week = week_named(name) if name else week_of(now()).shifted(-1)
    if week is None or week.begins_at > now():
        abort(404)
    return week


def _report(week: Week) -> Weekly:
    """Gathered in one reading session, which is over before anything is drawn."""
    with place().database.reading() as session:
        return weekly(session, scope_of(session, actor()), area_name(session, actor()), week, now())


def area_name(session: Session, reader: Actor) -> str:
    """The name of whoever makes the report."""
    body = session.get(Organisation, reader.organisation_id)
    return body.name if body else ""


def _file(report: Weekly, content: bytes, ending: str, mime: str) -> Response:
    """The report as a file; that it left, and under which code, is in the journal."""
    rows = sum(len(table.rows) for table in report.tables)
    spreadsheet.note(report.title, rows, {"week": report.week.name, "format": ending}, mark=report.code)
    return spreadsheet.file(content, f"{report.title}{report.week.name}.{ending}", mime)


def sheets(report: Weekly) -> list[spreadsheet.Sheet]:
    """A first sheet that says what the report is, and one for each of its tables."""
    about: list[list[spreadsheet.Cell]] = [
        ["文号", report.number],
        ["范围", report.area],
        ["起止", f"{report.week.monday.isoformat()} 至 {report.week.sunday.isoformat()}"],
        ["生成时间", report.at],
        ["核验码", report.code],
    ]
    about += [[table.heading, table.title] for table in report.tables]
    parts = [spreadsheet.Sheet(table.heading, table.columns, table.rows) for table in report.tables]
    return [spreadsheet.Sheet("说明", ("项目", "内容"), about), *parts]


def _found(code: str) -> list[Line]:
    with place().database.reading() as session:
        return readings.exported(session, code)
