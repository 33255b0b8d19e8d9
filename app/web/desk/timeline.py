"""The journal told in plain words: who, when, what; and which requirements were checked.

Names of experts are shown to those who may know them, a role to all others (A49).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as later

from app.accounts import permissions
from app.audit import Journal
from app.engine.reading import Entry, Progress
from app.engine.repair.orders import OPERATIONS
from app.web.frame import role_label
from handlers.handler import Actor

Happened = Entry | Journal

OUTCOMES = {
    "approve": later("同意"),
    "return": later("退回修改"),
    "reject": later("不同意"),
    "accept": later("受理"),
    "correct": later("一次性告知补正"),
    "correct_unit": later("退回单位补正"),
    "not_accepted": later("不予受理"),
    "agree": later("同意"),
    "refuse": later("不同意"),
    "submit": later("报送"),
    "extend": later("申请延期"),
    "upheld": later("属实"),
    "partly": later("部分属实"),
    "rejected": later("不属实"),
    "submitted": later("已提交"),
}


@dataclass(frozen=True)
class Told:
    """One line of the timeline. `tone`: person, quiet (the system's own work), stopped or now."""

    at: datetime
    who: str
    what: str
    tone: str
    times: int = 1


@dataclass(frozen=True)
class CheckedRule:
    """One requirement that a step asked, and what it answered: pass, fail or review."""

    id: str
    verdict: str


def told(progress: Progress, reader: Actor) -> list[Told]:
    """The timeline for this reader, the newest on top; what repeats, and the system's own steps, in one line."""
    return tell(progress.timeline, reader)


def tell(entries: Iterable[Happened], reader: Actor) -> list[Told]:
    """The same of any part of a journal, the first thing first."""
    lines: list[Told] = []
    for line in (_tell(entry, reader) for entry in entries):
        merged = _merged(lines[-1], line) if lines else None
        if merged:
            lines[-1] = merged
        else:
            lines.append(line)
    return lines[::-1]


def _merged(last: Told, line: Told) -> Told | None:
    """Two neighbours as one: many hidden people doing the same, or the system's steps in a row."""
    if (last.who, last.what, last.tone) == (line.who, line.what, line.tone):
        return replace(line, times=last.times + 1)
    if last.tone == line.tone == "quiet":
        return replace(line, what=f"{last.what}；{line.what}")
    return None


def _tell(entry: Happened, reader: Actor) -> Told:
    name = entry.element_name
    match entry.event:
        case "started":
            return Told(entry.at, _who(entry, reader), _("开始办理“%(name)s”", name=name), "person")
        case "completed":
            return Told(entry.at, _who(entry, reader), _completed(entry), "person")
        case "timer":
            return Told(entry.at, _("系统"), _("期限到：%(name)s", name=name), "quiet")
        case "message":
            return Told(entry.at, _("系统"), _("通知送达：%(name)s", name=name), "quiet")
        case "decision":
            return Told(entry.at, _("系统"), _("按规则表%(name)s", name=name), "quiet")
        case "incident":
            return Told(entry.at, _("系统"), _("自动办理“%(name)s”未成功，等待处理", name=name), "stopped")
        case "repaired":
            words = _("人工修复：%(what)s", what=OPERATIONS[entry.detail["operation"]].label)
            return Told(entry.at, _who(entry, reader), f"{words}（{entry.detail['number']}）", "stopped")
        case "migrated":
            versions = {"old": entry.detail["from_version"], "new": entry.detail["to_version"]}
            return Told(entry.at, _("系统"), _("流程由第 %(old)d 版改按第 %(new)d 版办理", **versions), "quiet")
        case "ended":
            return Told(entry.at, "", _("全部办结"), "person")
        case _:
            return Told(entry.at, _("系统"), name, "quiet")


def _completed(entry: Happened) -> str:
    outcome = OUTCOMES.get(str(_result(entry).get("outcome", "")))
    return f"{entry.element_name}：{outcome}" if outcome else entry.element_name


def _result(entry: Happened) -> dict[str, Any]:
    detail = entry.detail if isinstance(entry.detail, dict) else {}
    result = detail.get("result", detail)
    return result if isinstance(result, dict) else {}


def _who(entry: Happened, reader: Actor) -> str:
    role = role_label(entry.role) if entry.role else ""
    name = permissions.name_of(reader, entry.role, entry.name)
    return f"{name}（{role}）" if name else role


def checked_rules(progress: Progress) -> list[CheckedRule]:
    """Each requirement asked so far, once, with its last answer, in the order of the law."""
    last: dict[str, str] = {}
    for entry in progress.timeline:
        for asked in entry.requirements or ():
            last[asked["id"]] = verdict(asked)
    return [CheckedRule(id, last[id]) for id in sorted(last, key=_order)]


def verdict(asked: Mapping[str, Any]) -> str:
    """What the law answered to one requirement: pass, fail, or review where it had doubts."""
    if asked.get("doubts"):
        return "review"
    return "pass" if asked["lawful"] else "fail"


def _order(id: str) -> tuple[int, ...]:
    return tuple(int(part) for part in id.lstrip("AI").replace("-", "").split(".") if part.isdigit())
