"""Who has how much to do, by body and by person, and the steps before which work piles up."""

from __future__ import annotations

from typing import Any

from flask import Response, render_template
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.accounts import permissions
from app.figures import Scope, Workload, bottlenecks, scope_of, workload_of_bodies, workload_of_people
from app.web import spreadsheet
from app.web.context import actor, now, only, place
from app.web.monitor import charts
from app.web.monitor.asking import Period, one_of, period, scope_words
from app.web.monitor.blueprint import monitor

BY = ("bodies", "people")


@monitor.get("/workload")
@only(permissions.may_monitor)
def workload() -> str | Response:
    with place().database.reading() as session:
        scope, chosen = scope_of(session, actor()), period()
        if spreadsheet.wanted():
            return spreadsheet.download(_("工作量"), *_sheets(session, scope, chosen))
        return render_template("monitor/workload.html", **_shown(session, scope, chosen))


def _shown(session: Session, scope: Scope, chosen: Period) -> dict[str, Any]:
    by, when = one_of("by", BY) or "bodies", (now(), chosen.since, chosen.until)
    bodies = workload_of_bodies(session, scope, *when)
    narrow = bottlenecks(session, scope, *when)
    return {
        "by": by,
        "rows": bodies if by == "bodies" else workload_of_people(session, scope, *when),
        "bodies_chart": charts.work(bodies) if any(one.open for one in bodies) else None,
        "narrow_chart": charts.narrows(narrow) if narrow else None,
        "period": chosen,
        "scope": scope,
        "scope_words": scope_words(session, scope),
    }


def _sheets(session: Session, scope: Scope, chosen: Period) -> list[spreadsheet.Sheet]:
    when = (now(), chosen.since, chosen.until)
    return [
        _sheet(_("按单位"), workload_of_bodies(session, scope, *when)),
        _sheet(_("按人员"), workload_of_people(session, scope, *when)),
    ]


def _sheet(title: str, rows: list[Workload]) -> spreadsheet.Sheet:
    heads = [_("名称"), _("单位"), _("在办"), _("超期"), _("期内办结"), _("其中超期办结"), _("办理时间中位数（天）")]
    cells = [
        [one.name, one.body, one.open, one.overdue, one.done, one.late, charts.days(one.median)] for one in rows
    ]  # fmt: skip
    return spreadsheet.Sheet(title, heads, cells)
