"""Pass rates of committees by year with how sure one can be: an outlier is a hint to look, never a finding."""

from __future__ import annotations

from flask import Response, render_template, request
from flask_babel import gettext as _

from app.accounts import permissions
from app.figures import PassRate, pass_rates, scope_of
from app.web import spreadsheet
from app.web.context import actor, only, place
from app.web.monitor import charts
from app.web.monitor.asking import scope_words
from app.web.monitor.blueprint import monitor


@monitor.get("/pass-rates")
@only(permissions.may_monitor)
def rates() -> str | Response:
    with place().database.reading() as session:
        scope, year = scope_of(session, actor()), request.args.get("year", type=int)
        every = pass_rates(session, scope)
        told = [one for one in every if year in (None, one.year)]
        if spreadsheet.wanted():
            return spreadsheet.download(_("通过率"), _sheet(told))
        return render_template(
            "monitor/rates.html",
            told=told,
            year=year,
            years=sorted({one.year for one in every}, reverse=True),
            chart=charts.rates(told) if told else None,
            scope_words=scope_words(session, scope),
        )


def _sheet(told: list[PassRate]) -> spreadsheet.Sheet:
    heads = [_("评委会"), _("系列"), _("年度"), _("参评"), _("通过"), _("通过率"), _("区间下限"), _("区间上限"),
             _("同系列总体"), _("线索")]  # fmt: skip
    rows = [
        [one.committee, one.series, one.year, one.reviewed, one.passed, round(one.rate, 3), round(one.low, 3),
         round(one.high, 3), round(one.series_rate, 3), _("差别明显（线索，不是结论）") if one.outlier else ""]
        for one in told
    ]  # fmt: skip
    return spreadsheet.Sheet(_("通过率"), heads, rows)
