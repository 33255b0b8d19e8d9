"""For auditors: who opened which classified case and why, and who exported what."""

from __future__ import annotations

from flask import Response, render_template, request
from flask_babel import gettext as _

from app import readings
from app.accounts import permissions
from app.readings import EXPORTS, PURPOSES, READINGS, Line
from app.web import spreadsheet
from app.web.context import only, place
from app.web.frame import role_label
from app.web.monitor.blueprint import monitor

EVERYTHING = 50_000


@monitor.get("/readings")
@only(permissions.may_see_readings)
def reading_list() -> str | Response:
    chain = EXPORTS if request.args.get("of") == EXPORTS else READINGS
    page = max(1, request.args.get("page", 1, type=int))
    with place().database.reading() as session:
        if spreadsheet.wanted():
            return spreadsheet.download(
                _title(chain), _sheet(chain, readings.listing(session, chain, 1, EVERYTHING)[0])
            )
        found, total = readings.listing(session, chain, page)
    pages = max(1, -(-total // readings.PAGE_SIZE))
    return render_template(
        "monitor/readings.html", lines=found, total=total, chain=chain, page=page, pages=pages, purposes=PURPOSES
    )


def _title(chain: str) -> str:
    return str(_("导出记录") if chain == EXPORTS else _("涉密案件查阅记录"))


def _sheet(chain: str, found: list[Line]) -> spreadsheet.Sheet:
    own = [_("筛选条件"), _("行数")] if chain == EXPORTS else [_("目的"), _("理由")]
    rows = [[line.at, line.name, role_label(line.role), line.organisation, line.what, *_own(line)] for line in found]
    heads = [_("时间"), _("姓名"), _("岗位"), _("单位"), _("名单或案件")]
    return spreadsheet.Sheet(_title(chain), [*heads, *own], rows)


def _own(line: Line) -> tuple[spreadsheet.Cell, spreadsheet.Cell]:
    if "list" in line.detail:
        chosen = "；".join(f"{name}={value}" for name, value in line.detail.get("filters", {}).items())
        return chosen, int(line.detail.get("rows", 0))
    return PURPOSES.get(line.detail.get("purpose", ""), ""), line.detail.get("reason", "")
