"""The clocks of the law (T01–T23): what starts them, how long they run, what follows when they run out.

A clock that must last is a minimum, one within which something must happen a maximum. Day 0 is never
counted (I-03). A face shows two days: amber, from which somebody should look, and the last day itself.
Knows no record and no present instant: days are facts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from handlers.rules.acceptance import DEFAULT_WORKDAYS, LEAST_WORKDAYS
from handlers.rules.article import Breaches, article
from handlers.rules.publicity import COMPLAINT_WORKDAYS, NOTICE_WORKDAYS, POSTING_WORKDAYS
from handlers.rules.readings import DEFAULT, PlanNotice
from handlers.rules.terms import Term
from handlers.rules.workdays import ONE_DAY, Calendar, Limit, add_months, add_years, end_of_day


class Unit(Term):
    """In what a period is counted; FIXED: its last day stands in a document or in the year itself."""

    WORKDAY = "workday", "个工作日"
    DAY = "day", "天"
    MONTH = "month", "个月"
    YEAR = "year", "年"
    FIXED = "fixed", "（以文书为准）"


class Kind(Term):
    """What a clock is for."""

    MINIMUM = "minimum", "最短期限"
    MAXIMUM = "maximum", "最长期限"
    VALIDITY = "validity", "有效期"
    BAR = "bar", "限制期"
    SLA = "sla", "内部时限"
    ANNUAL = "annual", "年度事项"


class ClockStatus(Term):
    """How a clock that has not stopped stands."""

    RUNNING = "running", "计时中"
    BREACHED = "breached", "已逾期"
    CALENDAR_MISSING = "calendar_missing", "缺少日历"


@dataclass(frozen=True)
class Clock:
    """One clock of the table. `least` is the shortest length that may be set where a length may be set.

    `clue` is the item of the violation catalogue that a breach is a clue of, empty where there is none.
    """

    id: str
    name: str
    articles: tuple[int, ...]
    starts: str
    length: int | None
    unit: Unit
    kind: Kind
    resets: str
    breach: str
    clue: str = ""
    configurable: bool = False
    least: int | None = None

    @property
    def by_workdays(self) -> bool:
        """Whether its last day depends on the calendar of working days."""
        return self.unit is Unit.WORKDAY or (self.unit is Unit.MONTH and self.kind is Kind.MAXIMUM)


@dataclass(frozen=True)
class ClockFace:
    """What a clock shows. `due_on` is the last day of the period, in Asia/Shanghai.

    A maximum is amber from the beginning of `amber_on` and red after `due_on`, but never on a provisional
    calendar (I-04). A minimum is amber while the two readings of a provisional year differ, and over with
    the end of `due_on`, the later one (08-calendar 9.3).
    """

    amber_on: date
    due_on: date
    provisional: bool
    minimum: bool

    @property
    def amber_at(self) -> datetime:
        """The first instant of the amber day, UTC."""
        return end_of_day(self.amber_on - ONE_DAY)

    @property
    def due_at(self) -> datetime:
        """The instant at which the last day is over, UTC."""
        return end_of_day(self.due_on)

    def breached(self, at: datetime) -> bool:
        """Whether a maximum is past its last day on a confirmed calendar."""
        return not self.minimum and not self.provisional and at >= self.due_at

    def over(self, at: datetime) -> bool:
        """Whether a minimum has run its whole length; by the later reading where the year is not announced."""
        return self.minimum and at >= self.due_at


@dataclass(frozen=True)
class Setting:
    """A length that somebody wants to set for a clock, in the clock's own unit."""

    clock: str
    length: int


PLAN_DAYS = PlanNotice.SEVEN_DAYS.days
SANCTION_MONTHS = (12, 24)  # during which a sanction bars from declaring (T20)

_W, _D, _M, _Y, _F = Unit.WORKDAY, Unit.DAY, Unit.MONTH, Unit.YEAR, Unit.FIXED

TABLE: tuple[Clock, ...] = (
    Clock("T01", "评委会核准备案有效期", (13,), "核准备案", 3, _Y, Kind.VALIDITY, "重新核准备案",
          "不得召开评审会议", "V65.2"),
    Clock("T02", "评审专家聘期", (18,), "专家受聘", 3, _Y, Kind.VALIDITY, "续聘", "不参加抽取"),
    Clock("T03", "专家连续参加评审", (44,), "第一年参加评审", 3, _Y, Kind.BAR, "停一年", "不再抽取（原则上）"),
    Clock("T04", "专家库年度清理", (19,), "每年1月1日", None, _F, Kind.ANNUAL, "清理结果签字", "不得抽取专家"),
    Clock("T05", "申报时限", (26,), "发布申报通知", None, _F, Kind.MAXIMUM, "公布延长", "不予受理"),
    Clock("T06", "单位内部公示", (27,), "张贴单位公示", NOTICE_WORKDAYS, _W, Kind.MINIMUM, "内容变更或撤下后重新公示",
          "不得推荐上报", "V66.2", configurable=True, least=NOTICE_WORKDAYS),
    Clock("T07", "花名册公示", (34,), "在门户网站公示花名册", NOTICE_WORKDAYS, _W, Kind.MINIMUM,
          "增加人员的，该人员重新计算", "不得上报", configurable=True, least=NOTICE_WORKDAYS),
    Clock("T08", "补正", (35,), "补正告知送达", DEFAULT_WORKDAYS, _W, Kind.MAXIMUM, "提交补正材料",
          "视为放弃申报", configurable=True, least=LEAST_WORKDAYS),
    Clock("T09", "职业考试成绩有效期", (24,), "考试合格", None, _F, Kind.VALIDITY, "", "不符合申报条件"),
    Clock("T10", "评审实施方案备案", (42,), "核准部门收到方案", PLAN_DAYS, _D, Kind.MINIMUM, "名单或日期有变动",
          "不得召开评审会议", configurable=True, least=PLAN_DAYS),
    Clock("T11", "公示评审结果", (51,), "评审结束（结果宣布并签字）", POSTING_WORKDAYS, _W, Kind.MAXIMUM, "张贴公示",
          "逾期标红", "V65.6"),
    Clock("T12", "评审结果公示", (51,), "张贴结果公示", NOTICE_WORKDAYS, _W, Kind.MINIMUM, "重新公示",
          "不得报送核准", configurable=True, least=NOTICE_WORKDAYS),
    Clock("T13", "举报投诉处理", (51,), "收到举报投诉", COMPLAINT_WORKDAYS, _W, Kind.MAXIMUM, "书面处理意见",
          "逾期标红", "V65.8"),
    Clock("T14", "报送核准确认", (53,), "评审结束（结果宣布并签字）", 1, _M, Kind.MAXIMUM, "报送或批准延期",
          "逾期标红", "V65.6"),
    Clock("T15", "未通过材料保存", (58,), "评审结束、核准确认、争议办结中最后一项", 1, _Y, Kind.MINIMUM, "暂停销毁",
          "不得销毁"),
    Clock("T16", "失信限制", (72, 73, 74), "处理决定生效", 3, _Y, Kind.BAR, "申诉成立", "期满自动解除"),
    Clock("T17", "整改", (77, 79), "下发整改措施", None, _F, Kind.MAXIMUM, "提交整改报告", "升级处理"),
    Clock("T18", "下一年重点监管", (78,), "约谈或暂停", None, _F, Kind.ANNUAL, "", "必须巡查"),
    Clock("T19", "在岗或合同满一年", (22, 38, 41), "上岗或合同生效", 1, _Y, Kind.MINIMUM, "中断后重新计算",
          "不符合或需人工核对"),
    Clock("T20", "处分影响期", (21,), "处分生效", 12, _M, Kind.BAR, "解除处分", "不予受理",
          configurable=True, least=12),
    Clock("T21", "复查答复", (52,), "受理复查申请", DEFAULT.recheck_days, _W, Kind.SLA, "书面答复", "提醒督办",
          configurable=True, least=1),
    Clock("T22", "不予受理退回", (36,), "决定不予受理", DEFAULT.return_days, _W, Kind.SLA, "退回材料", "提醒督办",
          configurable=True, least=1),
    Clock("T23", "整改复核", (78,), "提交整改报告", DEFAULT.rectification_days, _W, Kind.SLA,
          "同意恢复或不同意", "提醒督办",
          configurable=True, least=1),
)  # fmt: skip

CLOCKS: dict[str, Clock] = {clock.id: clock for clock in TABLE}


def face(id: str, started_on: date, calendar: Calendar, *, length: int | None = None) -> ClockFace:
    """What a clock shows that started on day 0. `length`: a lawful setting other than the table's.

    Raises LookupError for a clock whose last day stands in a document (`set_in` shows those), ValueError for an
    unlawful length, CalendarMissing for a year nobody entered.
    """
    clock = CLOCKS[id]
    if length is not None:
        (refused,) = length_is_set_the_lawful_way(Setting(id, length)).breaches or (None,)
        if refused:
            raise ValueError(refused.message)
    counted = clock.length if length is None else length
    if counted is None:
        return _of_the_year(clock, started_on)
    if clock.unit is Unit.WORKDAY:
        return _of_workdays(clock, started_on, counted, calendar)
    if clock.by_workdays:
        return _shown(calendar.within_months(started_on, counted))
    last = _last_day(clock, started_on, counted)
    return ClockFace(last, last, False, clock.kind is Kind.MINIMUM)


def set_in(id: str, last: date) -> ClockFace:
    """The face of a clock whose last day a document fixed: a call, a certificate, a letter, a correction notice."""
    return ClockFace(last, last, False, CLOCKS[id].kind is Kind.MINIMUM)


def _of_workdays(clock: Clock, started_on: date, counted: int, calendar: Calendar) -> ClockFace:
    if clock.kind is not Kind.MINIMUM:
        return _shown(calendar.maximum(started_on, counted))
    due, early = calendar.minimum(started_on, counted), calendar.add(started_on, counted, most=True)
    return ClockFace(min(early.on, due.on), due.on, due.provisional, True)


def _shown(limit: Limit) -> ClockFace:
    return ClockFace(limit.amber_on, limit.due_on, limit.provisional, False)


def _last_day(clock: Clock, started_on: date, counted: int) -> date:
    """The last day of a period by the calendar of days, months and years.

    A validity or a bar ends the day before the corresponding day (I-08); a minimum of years is complete when
    the corresponding day has ended (I-05). Seven days before the meeting: the meeting may be on the seventh (I-06).
    """
    if clock.unit is Unit.DAY:
        return date.fromordinal(started_on.toordinal() + counted - 1)
    same = add_months(started_on, counted) if clock.unit is Unit.MONTH else add_years(started_on, counted)
    return same if clock.kind is Kind.MINIMUM else same - ONE_DAY


def _of_the_year(clock: Clock, started_on: date) -> ClockFace:
    if clock.kind is not Kind.ANNUAL:
        raise LookupError(f"{clock.name}的期限以文书为准，不能推算；请按文书写明的日期")
    last = date(started_on.year + (clock.id == "T18"), 12, 31)
    return ClockFace(last, last, False, False)


@article("A27.2b")
def length_is_set_the_lawful_way(setting: Setting) -> Breaches:
    """What must last may be set longer, an internal limit shorter, never the reverse; the rest is fixed."""
    clock = CLOCKS.get(setting.clock)
    if clock is None:
        yield f"没有编号为“{setting.clock}”的期限；请从 T01 至 T23 中选择"
        return
    said = f"{clock.name}（{clock.id}）"
    if setting.length == clock.length:
        return
    if not clock.configurable or clock.length is None or clock.least is None:
        yield f"{said}由规定或文书确定，不得另行设置；请按规定执行"
    elif setting.length < clock.least:
        yield f"{said}不得少于 {clock.least}{clock.unit.label}，现设为 {setting.length}；请加长"
    elif clock.kind is Kind.SLA and setting.length > clock.length:
        yield f"{said}只能缩短，不得超过 {clock.length}{clock.unit.label}，现设为 {setting.length}；请缩短"
    elif clock.kind is Kind.BAR and setting.length not in SANCTION_MONTHS:
        yield f"{said}只有 12 个月或 24 个月，现设为 {setting.length}；请按处分种类选择"
