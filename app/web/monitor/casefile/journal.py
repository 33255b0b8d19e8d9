"""The journal as a table: who did what at which element through which handler, and what the law was asked.

An expert's name is a role to those who may not know it (A49); readers who see no persons see roles only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as later
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts import permissions
from app.audit import Journal
from app.web.desk.timeline import OUTCOMES, CheckedRule, verdict
from app.web.frame import role_label
from app.web.spreadsheet import Cell, Sheet
from handlers import catalogue
from handlers.handler import SYSTEM, Actor

EVERYTHING = 20_000
EVENTS = {
    "started": later("发起"),
    "completed": later("办理"),
    "service": later("自动办理"),
    "decision": later("规则表"),
    "timer": later("期限"),
    "message": later("通知"),
    "incident": later("未成功"),
    "retried": later("重新执行"),
    "ended": later("办结"),
    "repaired": later("修复"),
    "migrated": later("迁移到另一版本"),
}
TOLD = {
    "outcome": later("结果"),
    "due_on": later("截止日"),
    "over_on": later("期满日"),
    "number": later("编号"),
    "sent": later("发出"),
    "received": later("收到"),
    "error": later("原因"),
    "reason": later("理由"),
}


@dataclass(frozen=True)
class Line:
    """One row of the journal as this reader may see it."""

    seq: int
    at: datetime
    event: str
    who: str
    role: str
    element: str
    element_name: str
    handler: str
    label: str
    rules: list[CheckedRule]
    notes: list[tuple[str, str]]


def lines(rows: Sequence[Journal], reader: Actor) -> list[Line]:
    """Rows of the journal, in the order given."""
    return [_line(row, reader) for row in rows]


def _line(row: Journal, reader: Actor) -> Line:
    return Line(
        seq=row.seq,
        at=row.at,
        event=str(EVENTS.get(row.event, row.event)),
        who=name_of(row, reader),
        role=role_label(row.role) if row.role else "",
        element=row.element,
        element_name=row.element_name or row.element,
        handler=row.handler,
        label=handler_label(row.handler),
        rules=[CheckedRule(asked["id"], verdict(asked)) for asked in row.requirements or ()],
        notes=_notes(row.event, row.detail or {}),
    )


def name_of(row: Journal, reader: Actor) -> str:
    """Who did it, as this reader may know it; empty for the system and for whoever is hidden."""
    if row.role == SYSTEM.role or not permissions.may_see_persons(reader):
        return ""
    return permissions.name_of(reader, row.role, row.name)


def handler_label(name: str) -> str:
    """The first line of a handler's docstring: what designers choose it by."""
    handler = catalogue.HANDLERS.get(name)
    return (handler.__doc__ or "").strip().splitlines()[0].rstrip("。") if handler else ""


def _notes(event: str, detail: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What of a result may be read: outcomes, days, numbers and reasons of the system, never what somebody wrote."""
    if event == "decision":
        return [(_("命中"), "、".join(_("第 %(row)d 行", row=row) for row in detail.get("rows", ())) or _("没有"))]
    found = ((name, detail.get(name)) for name in TOLD if name != "reason" or event in ("repaired", "migrated"))
    return [(str(TOLD[name]), _word(value)) for name, value in found if isinstance(value, (str, int)) and value != ""]


def _word(value: Any) -> str:
    return str(OUTCOMES.get(str(value), value))


def journal_of(session: Session, case: str) -> Sequence[Journal]:
    """The newest rows of a case's journal, the first thing first."""
    newest = session.scalars(select(Journal).where(Journal.case == case).order_by(Journal.seq.desc()).limit(EVERYTHING))
    return newest.all()[::-1]


def journal_sheet(rows: Sequence[Journal], reader: Actor) -> Sheet:
    """The journal as a table of a workbook, told to this reader."""
    heads = [_("序号"), _("时间"), _("事项"), _("环节"), _("办理人"), _("岗位"), _("处理器"), _("规则核对"), _("结果")]
    return Sheet(_("案件日志"), heads, [_cells(line) for line in lines(rows, reader)])


def _cells(line: Line) -> list[Cell]:
    verdicts = {"pass": _("符合"), "fail": _("不符合"), "review": _("存疑")}
    rules = "；".join(f"{rule.id} {verdicts[rule.verdict]}" for rule in line.rules)
    notes = "；".join(f"{name}：{value}" for name, value in line.notes)
    return [line.seq, line.at, line.event, line.element_name, line.who, line.role, line.handler, rules, notes]
