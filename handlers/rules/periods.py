"""Which waiting is a period of the law: where a diagram may not be pushed on before its day, nor a day put off.

A handler's result holds the last day of a period; a diagram waits for it. This is the table of those results.
A period that a repair would cut short, jump over or put off is refused here. Only what is drawn into a diagram
itself, or listed as internal, may be moved by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from handlers.rules.acts import cleared
from handlers.rules.article import Breach, Clearance, Finding
from handlers.rules.clocks import CLOCKS, Kind
from handlers.rules.workdays import local_date

Waited = tuple[str, str]  # the handler (or `message:<name>`) whose result holds the day, and the day's name


@dataclass(frozen=True)
class Period:
    """A period of the law by its clock, and the requirement that a cut would break.

    A day that a document gave to somebody has no clock, but `words`.
    """

    clock: str
    requirement: str
    words: str = ""

    @property
    def name(self) -> str:
        return self.words or f"{CLOCKS[self.clock].name}（{self.clock}）"

    @property
    def minimum(self) -> bool:
        return bool(self.clock) and CLOCKS[self.clock].kind is Kind.MINIMUM


PERIODS: Mapping[Waited, Period] = {
    ("publicity.post_unit", "over_on"): Period("T06", "A27.2"),
    ("publicity.post_roster", "over_on"): Period("T07", "A34.1"),
    ("publicity.post_result", "over_on"): Period("T12", "A51.2"),
    ("review_session.consent", "opens_at"): Period("T10", "A42.2"),
    ("review_session.plan", "meeting_on"): Period("T10", "A42.3"),
    ("acceptance.check", "due_on"): Period("T08", "A35.3"),
    ("review_session.announce", "post_by"): Period("T11", "A51.1"),
    ("message:review_ended", "post_by"): Period("T11", "A51.1"),
    ("message:complaint_received", "due_on"): Period("T13", "A51.3"),
    ("message:results_cleared", "due_on"): Period("T14", "A53.1"),
    ("supervision.facts", "due_on"): Period("T17", "A77.1a"),
    ("supervision.report", "due_on"): Period("T17", "A77.1a"),
    ("employer.order", "due_on"): Period("T17", "A79.1"),
    ("inspection.request", "due_on"): Period("", "A61.2", "检查通知给出的提供资料期限"),
    ("violation.investigate", "hearing_due_on"): Period("", "A71.1b", "陈述申辩期限"),
}

#: Days of results that no requirement fixes: a body's own limits, which may be put off or let run out.
INTERNAL: frozenset[Waited] = frozenset()

REMEDY = {
    True: "请等期满；内容确需变更的，回到张贴或备案的环节重新办理，期限重新计算",
    False: "请等到期；当事人已经办理的，由其办理的环节自然结束等待",
}


def shortening(period: Period, due_at: datetime, now: datetime) -> Clearance:
    """提前结束法定期限：期满以前一律不得"""
    return cleared("提前结束等待", [_short(period, due_at, now)])


def _short(period: Period, due_at: datetime, now: datetime) -> Finding:
    if now >= due_at:
        return Finding(period.requirement, ())
    last = local_date(due_at - timedelta(microseconds=1))
    kind = "最短期限" if period.minimum else "给当事人的期限"
    told = f"{period.name}是法定{kind}，到 {last} 方满，不得提前结束；{REMEDY[period.minimum]}"
    return Finding(period.requirement, (Breach(period.requirement, told),))


def jumping(period: Period, where: str) -> Clearance:
    """越过法定期限：没有走完期限，不得移到其后的环节"""
    told = f"“{where}”在{period.name}之后，而本案没有走完这一期限，不得越过；{REMEDY[period.minimum]}"
    return cleared("越过法定期限", [Finding(period.requirement, (Breach(period.requirement, told),))])


def postponing(period: Period) -> Clearance:
    """推迟法定期限：法定的日子不因系统定时推迟而改变"""
    told = (
        f"{period.name}的最后一天由规定确定，推迟定时不能改变法定的日子，只有内部时限可以推迟；"
        "日历有误的，请由日历管理员更正后重算"
    )
    return cleared("推迟法定期限", [Finding(period.requirement, (Breach(period.requirement, told),))])


def retyping(name: str, period: Period | None) -> Clearance:
    """人工改写由规则算出的日期"""
    requirement = period.requirement if period else "A27.2b"
    of = f"{period.name}的" if period else ""
    told = f"“{name}”是{of}日期，由规则从记录算出，不得人工改写；记录有误的，请更正记录，日历有误的，请更正日历"
    return cleared("改写法定日期", [Finding(requirement, (Breach(requirement, told),))])
