"""Search in the monitor: by number, name, unit, committee or certificate, in the reader's own area."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from flask import Response, render_template, request
from flask_babel import gettext as _

from app.accounts import permissions
from app.figures.processes import newest
from app.figures.scope import scope_of
from app.figures.searching import PAGE, Hit, Hits, search
from app.web import spreadsheet
from app.web.context import actor, only, place
from app.web.monitor.blueprint import monitor

STATUS = {"running": "办理中", "ended": "已办结", "cancelled": "已取消", "suspended": "已中止"}


@dataclass(frozen=True)
class Group:
    """What was found of one process."""

    name: str
    hits: list[Hit]


@monitor.get("/search")
@only(permissions.may_monitor)
def search_page() -> str | Response:
    words, page = request.args.get("q", "").strip()[:100], max(1, request.args.get("page", 1, type=int))
    with place().database.reading() as session:
        scope = scope_of(session, actor())
        names = {key: name for key, name, _version in newest(session)}
        found = search(session, scope, words, page)
        if spreadsheet.wanted():
            every = (search(session, scope, words, one).hits for one in range(1, -(-found.total // PAGE) + 1))
            return spreadsheet.download(_("查找结果"), _sheet(every, names))
    return _page(words, found, names, scope.personal)


def _page(words: str, found: Hits, names: dict[str, str], personal: bool) -> str:
    pages = max(1, -(-found.total // PAGE))
    groups = grouped(found.hits, names)
    return render_template(
        "monitor/search.html", words=words, found=found, groups=groups, pages=pages, personal=personal, status=STATUS
    )


def named(hit: Hit) -> Hit:
    """The hit as a list may tell it: of a complaint or a clue neither number nor person."""
    if not permissions.is_nameless(hit.subject):
        return hit
    return replace(hit, number="", title="", applicant="", unit="")


def grouped(hits: list[Hit], names: dict[str, str]) -> list[Group]:
    """The hits by process, in the order in which the processes turn up."""
    found: dict[str, list[Hit]] = {}
    for hit in hits:
        found.setdefault(hit.process, []).append(named(hit))
    return [Group(names.get(process, process), those) for process, those in found.items()]


def _sheet(pages: Iterable[list[Hit]], names: dict[str, str]) -> spreadsheet.Sheet:
    heads = [_("流程"), _("编号"), _("名称"), _("申报人"), _("单位"), _("状态"), _("开始"), _("办结")]
    rows = [
        [
            names.get(hit.process, hit.process), *(hit.number, hit.title, hit.applicant, hit.unit),
            STATUS.get(hit.status, hit.status), hit.started_at, hit.ended_at,
        ]
        for hits in pages
        for hit in map(named, hits)
    ]  # fmt: skip
    return spreadsheet.Sheet(_("查找结果"), heads, rows)
