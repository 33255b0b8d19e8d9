"""The form of a season: what may be set, what stands in it at first, and the parameters that it comes to.

Knows the form's fields and the bounds of their texts; what makes sense is judged by `app.whatif`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from flask_babel import gettext as _

from app import whatif
from app.engine.elements import Element
from app.engine.modelset import ModelSet
from app.whatif import Meetings, Parameters, Staff, Stream, WhatIfRefused, Work
from handlers.rules.roles import Role

LONGEST = 4_000
MOST_SESSIONS = 60
NUMBERS: dict[str, tuple[str, float, float]] = {  # field: first value, least, most
    "cases": ("400", 1, 5_000), "runs": ("5", 1, 50), "window": ("20", 1, 250), "rush": ("40", 0, 100),
    "days": ("365", 30, 1_096), "seed": ("7", 0, 2**31), "pace": ("1", 0.1, 10), "many": ("13", 1, 100),
    "sessions": ("10", 0, MOST_SESSIONS), "every": ("21", 1, 365), "capacity": ("120", 1, 5_000),
    "notice": ("14", 0, 200), "objections": ("1", 0, 100), "complaints": ("1", 0, 100), "withdrawals": ("1", 0, 100),
}  # fmt: skip
WHOLE = frozenset(NUMBERS) - {"pace", "rush", "objections", "complaints", "withdrawals"}
TITLES = {role.value: role.label for role in Role}


@dataclass(frozen=True)
class StaffRow:
    """One line of the staffing table."""

    role: str
    title: str
    persons: str
    hours: str


@dataclass(frozen=True)
class WorkRow:
    """One kind of task: minutes as «least/usual/most»."""

    handler: str
    name: str
    minutes: str


@dataclass(frozen=True)
class BranchRow:
    """One branch of a question, in per cent."""

    field: str
    process: str
    question: str
    branch: str
    share: str


@dataclass(frozen=True)
class Sheet:
    """The form as it is shown."""

    values: Mapping[str, str]
    staff: list[StaffRow]
    work: list[WorkRow]
    branches: list[BranchRow]


def sheet(models: ModelSet, given: Mapping[str, str], first: date, measured: Mapping[str, float]) -> Sheet:
    """The form: what was sent, where nothing was sent what is assumed or was measured."""
    values = {name: given.get(name, usual) for name, (usual, _low, _high) in NUMBERS.items()}
    values["first"] = given.get("first", first.isoformat())
    values["meets"] = given.get("meets", (first + timedelta(days=45)).isoformat())
    values["holidays"] = given.get("holidays", "")[:LONGEST]
    start = whatif.defaults(models, first)
    keys = whatif.involved(whatif.plans(models, start), start)
    return Sheet(values, _staff(start, given, models, keys), _work(given, models, keys),
                 list(_branches(given, models, keys, measured)))  # fmt: skip


def _staff(start: Parameters, given: Mapping[str, str], models: ModelSet, keys: list[str]) -> list[StaffRow]:
    used = {task.role for task in _tasks(models, keys)}
    return [
        StaffRow(role, TITLES[role], given.get(f"persons:{role}", str(one.persons)),
                 given.get(f"hours:{role}", f"{one.hours:g}"))
        for role, one in start.staff.items() if role in used
    ]  # fmt: skip


def _tasks(models: ModelSet, keys: list[str]) -> list[Element]:
    """The tasks that a season can come to: not those of event sub-processes, which are not simulated."""
    diagrams = [models.processes[key].diagram for key in keys]
    boxed = {e.id for diagram in diagrams for e in diagram.elements.values() if e.triggered}
    elements = [e for diagram in diagrams for e in diagram.elements.values()]
    return [e for e in elements if e.tag == "userTask" and e.scope not in boxed]


def _work(given: Mapping[str, str], models: ModelSet, keys: list[str]) -> list[WorkRow]:
    tasks = [
        e for k in keys for e in models.processes[k].diagram.elements.values() if e.tag == "userTask" and e.handler
    ]
    names = {e.handler: e.label for e in reversed(tasks)}
    return [
        WorkRow(handler, names[handler], given.get(f"minutes:{handler}", _told(whatif.WORK.get(handler, whatif.USUAL))))
        for handler in dict.fromkeys(e.handler for e in tasks)
    ]


def _told(work: Work) -> str:
    return "/".join(f"{minutes:g}" for minutes in work.minutes)


def _branches(
    given: Mapping[str, str], models: ModelSet, keys: list[str], measured: Mapping[str, float]
) -> Iterator[BranchRow]:
    for key in keys:
        model = models.processes[key]
        for flow, question, branch, share in whatif.branches(model):
            field = f"{key}:{flow}"
            share = measured.get(field, share)
            text = given.get(f"share:{field}", f"{100 * share:.1f}".removesuffix(".0"))
            yield BranchRow(field, model.diagram.name, question, branch, text)


def parameters(models: ModelSet, sent: Sheet) -> tuple[Parameters, int]:
    """What to simulate, and the seed. Raises WhatIfRefused for what cannot be read."""
    number = {name: _number(name, sent.values[name]) for name in NUMBERS}
    first = _day(sent.values["first"])
    start = whatif.defaults(models, first)
    arrivals = {
        "dissent_received": "objections",
        "complaint_received": "complaints",
        "withdrawal_requested": "withdrawals",
    }
    stream = Stream(start.streams[0].process, int(number["cases"]), int(number["window"]), number["rush"] / 100)
    asked = replace(
        start,
        streams=(stream,),
        meetings=_meetings(start.meetings, number, _day(sent.values["meets"])),
        staff={row.role: Staff(int(_value(row.persons, row.title, 0, 10_000)), _value(row.hours, row.title, 0, 15))
               for row in sent.staff},
        work={row.handler: _minutes(row) for row in sent.work},
        shares={row.field: _value(row.share, row.branch, 0, 100) / 100 for row in sent.branches},
        arrivals={message: number[field] / 100 for message, field in arrivals.items()},
        extra_holidays=tuple(map(_day, re.findall(r"[^\s,，、;；]+", sent.values["holidays"]))),
        pace=number["pace"], many=int(number["many"]), runs=int(number["runs"]), days=int(number["days"]),
    )  # fmt: skip
    return asked, int(number["seed"])


def _meetings(usual: Meetings | None, number: Mapping[str, float], first: date) -> Meetings | None:
    if usual is None or not number["sessions"]:
        return None
    days = tuple(first + timedelta(days=int(number["every"]) * n) for n in range(int(number["sessions"])))
    return Meetings(usual.process, days, int(number["capacity"]), int(number["notice"]))


def _number(name: str, text: str) -> float:
    _first, low, high = NUMBERS[name]
    value = _value(text, fields()[name], low, high)
    if name in WHOLE and value != int(value):
        raise WhatIfRefused(_("“%(field)s”须为整数，填写的是 %(text)s", field=fields()[name], text=text[:20]))
    return value


def _value(text: str, field: str, low: float, high: float) -> float:
    try:
        value = float(text.strip())
    except ValueError:
        value = float("nan")
    if not low <= value <= high:
        told = _("“%(field)s”须为 %(low)s 到 %(high)s 之间的数，填写的是“%(text)s”", field=field, low=f"{low:g}",
                 high=f"{high:g}", text=text[:20])  # fmt: skip
        raise WhatIfRefused(told)
    return value


def _day(text: str) -> date:
    try:
        found = date.fromisoformat(text.strip())
    except ValueError:
        found = date.min
    if not 2004 <= found.year <= 2099:
        raise WhatIfRefused(_("“%(text)s”不是日期，请写成 2026-10-01 的样子", text=text[:20]))
    return found


def _minutes(row: WorkRow) -> Work:
    parts = row.minutes.replace("／", "/").split("/")
    if len(parts) != 3:
        raise WhatIfRefused(_("“%(task)s”的用时请写成 最少/常见/最多 三个分钟数，如 15/30/90", task=row.name))
    least, usual, most = (_value(part, row.name, 0, 100_000) for part in parts)
    return replace(whatif.WORK.get(row.handler, whatif.USUAL), minutes=(least, usual, most))


def fields() -> dict[str, str]:
    """What each number is called on the page."""
    return {
        "cases": _("申报件数"), "runs": _("推演次数"), "window": _("申报窗口（工作日）"),
        "rush": _("最后五分之一窗口内申报的比例（%）"), "days": _("推演天数"), "seed": _("随机数种子"),
        "pace": _("办理速度（1 为常速，2 为快一倍）"), "many": _("出席评委人数"), "sessions": _("评审会议场数"),
        "every": _("相隔天数"), "capacity": _("每场最多人数"), "notice": _("法定备案期之外另留的天数"),
        "objections": _("每次公示收到异议的概率（%）"), "complaints": _("每人被举报的概率（%）"),
        "withdrawals": _("途中撤回的概率（%）"),
    }  # fmt: skip
