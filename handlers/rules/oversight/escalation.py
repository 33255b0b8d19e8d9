"""The ladder against a committee (A77, A78, table h): what an event proposes, given the counters and the findings.

A proposal is not a measure: the supervisor decides, and the acts ask the law again.
"""

from __future__ import annotations

from dataclasses import dataclass

from handlers.rules.oversight.counting import Counters
from handlers.rules.terms import Term


class Occasion(Term):
    """What has happened."""

    VERIFIED = "verified", "违规情形已查实"
    CHECKED = "checked", "整改情况已核查"
    OVERDUE = "overdue", "整改期满未报告"


class Laxity(Term):
    """The finding on the qualifier of A77: lax management that led to many complaints and disputes."""

    LAX = "lax", "管理松散、投诉争议较多"
    NOT_LAX = "not_lax", "不属于管理松散"
    OPEN = "open", "尚未认定"


class Improvement(Term):
    """The finding after rectification."""

    IMPROVED = "improved", "整改到位"
    NOT_IMPROVED = "not_improved", "整改后仍无明显改善"
    OPEN = "open", "尚未认定"


class Standing(Term):
    """Where the committee stands with its supervisors."""

    ACTIVE = "active", "正常"
    SUSPENDED = "suspended", "已责令停止评审"
    REVOKED = "revoked", "评审权已收回"


class Measure(Term):
    """What is proposed."""

    NONE = "none", "无须处理"
    REVOCATION = "revocation", "收回评审权"
    NEW_DEADLINE = "new_deadline", "重新限期整改，或核实其他违规"
    RESUMPTION = "resumption", "同意恢复评审"
    CLOSING = "closing", "销号"
    IMPROVEMENT_FINDING = "improvement_finding", "认定整改是否到位"
    INTERVIEW = "interview", "工作约谈并停止评审"
    LAXITY_FINDING = "laxity_finding", "认定是否管理松散、争议较大"
    REMINDER = "reminder", "工作提醒"


class Decider(Term):
    """Who decides."""

    NOBODY = "nobody", "无"
    SUPERVISOR = "supervisor", "监管部门"
    SUPERVISORS = "supervisors", "各监管部门会签"
    COMPETENT_HR = "competent_hr", "有权限的人社部门"


class Effect(Term):
    """What the system does once the proposal is decided on."""

    ALL_BLOCKED = "all_blocked", "一切评审活动停办"
    POWER_REVOKED = "power_revoked", "评审权收回"
    CALLS_CLOSED = "calls_closed", "申报通知关闭"
    DECLARATIONS_RETURNED = "declarations_returned", "在办申报说明理由退回"
    STAYS_OPEN = "stays_open", "措施继续"
    RESUMED = "resumed", "恢复评审"
    KEY_OBJECT = "key_object", "列入下一年重点监管对象"
    CLOSED = "closed", "措施办结，计数保留"
    RED = "red", "监管看板标红"
    SUSPENDED = "suspended", "停止评审"
    COUNTS_INTERVIEW = "counts_interview", "约谈计数加一"
    COUNTS_REMINDER = "counts_reminder", "提醒计数加一"
    TASK = "task", "交监管部门认定"


@dataclass(frozen=True)
class Proposal:
    """A row of table (h). Row 0: nothing verified is left to answer."""

    row: int
    measure: Measure
    decided_by: Decider
    effects: tuple[Effect, ...]


E = Effect
PROPOSALS = {
    row: Proposal(row, measure, decided_by, effects)
    for row, measure, decided_by, effects in (
        (0, Measure.NONE, Decider.NOBODY, ()),
        (1, Measure.NONE, Decider.NOBODY, (E.ALL_BLOCKED,)),
        (2, Measure.REVOCATION, Decider.COMPETENT_HR, (E.POWER_REVOKED, E.CALLS_CLOSED, E.DECLARATIONS_RETURNED)),
        (3, Measure.NEW_DEADLINE, Decider.SUPERVISOR, (E.STAYS_OPEN,)),
        (4, Measure.RESUMPTION, Decider.SUPERVISOR, (E.RESUMED, E.KEY_OBJECT)),
        (5, Measure.CLOSING, Decider.SUPERVISOR, (E.CLOSED,)),
        (6, Measure.IMPROVEMENT_FINDING, Decider.SUPERVISOR, (E.RED,)),
        (7, Measure.INTERVIEW, Decider.SUPERVISORS, (E.COUNTS_INTERVIEW, E.SUSPENDED, E.KEY_OBJECT)),
        (8, Measure.LAXITY_FINDING, Decider.SUPERVISOR, (E.TASK,)),
        (9, Measure.REMINDER, Decider.SUPERVISOR, (E.COUNTS_REMINDER,)),
        (10, Measure.REMINDER, Decider.SUPERVISOR, (E.COUNTS_REMINDER,)),
    )
}


def proposal(
    occasion: Occasion,
    counted: Counters,
    laxity: Laxity = Laxity.OPEN,
    improvement: Improvement = Improvement.OPEN,
    standing: Standing = Standing.ACTIVE,
) -> Proposal:
    """Table (h), first matching row. `counted` includes a new item, and no measure that is only being proposed."""
    if standing is Standing.REVOKED:
        return PROPOSALS[1]
    if occasion is Occasion.VERIFIED:
        return PROPOSALS[_on_item(counted, laxity)]
    if occasion is Occasion.OVERDUE or improvement is Improvement.OPEN:
        return PROPOSALS[6]
    if improvement is Improvement.NOT_IMPROVED:
        return PROPOSALS[2 if counted.revocable else 3]
    return PROPOSALS[4 if standing is Standing.SUSPENDED else 5]


def _on_item(counted: Counters, laxity: Laxity) -> int:
    if not counted.distinct:
        return 0
    if not counted.grave:
        return 10
    return {Laxity.LAX: 7, Laxity.OPEN: 8, Laxity.NOT_LAX: 9}[laxity]
