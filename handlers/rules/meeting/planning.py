"""The review plan, its filing and the consent (A42, A43)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from handlers.rules.article import Breaches, article
from handlers.rules.readings import PlanNotice

METHODS = {"exam": "考试", "review": "评审", "defence": "答辩", "practical": "实践操作", "exhibition": "业绩展示"}


@dataclass(frozen=True)
class Plan:
    """The review plan (评审实施方案). `experts` is None while the draw is yet to come."""

    overview: str
    meeting_on: date | None
    place: str
    formation: str
    procedure: str
    measures: str
    candidates: int
    experts: int | None


@dataclass(frozen=True)
class PlanFiling:
    """When the filing authority received the plan, the day of the meeting, and how the week is counted (I-06)."""

    received_on: date | None
    meeting_on: date
    notice: PlanNotice = PlanNotice.SEVEN_DAYS


@dataclass(frozen=True)
class Consent:
    """The filing authority's consent, and whether what it consented to still stands.

    Hashes are of the lists in the consented plan and of the lists now; `held_on` is the meeting's day.
    """

    number: str | None
    consented_at: datetime | None
    planned_candidates: str
    present_candidates: str
    planned_seats: str
    present_seats: str
    meeting_on: date
    held_on: date
    now: datetime


@dataclass(frozen=True)
class ConsentDecision:
    """What the filing authority decided on a plan: agree or refuse."""

    decision: str
    number: str
    reason: str


@dataclass(frozen=True)
class Methods:
    """Planned methods, and those of which some candidate still has no record."""

    planned: tuple[str, ...]
    unrecorded: tuple[str, ...]


def exactly_a_week(received: PlanFiling) -> bool:
    """True when the plan came in on the last possible day, which the screens point out (I-06)."""
    return (
        received.received_on is not None and (received.meeting_on - received.received_on).days == received.notice.days
    )


@article("A42.1")
def plan_is_complete(plan: Plan) -> Breaches:
    """The plan has its eight parts; the experts' list joins with the draw."""
    texts = {"申报情况": plan.overview, "评审地点": plan.place, "评委会组建情况": plan.formation,
             "评审工作程序": plan.procedure, "工作措施": plan.measures}  # fmt: skip
    empty = [name for name, text in texts.items() if not text.strip()]
    if plan.meeting_on is None:
        empty.append("评审时间")
    if plan.candidates < 1:
        empty.append("申报人员名单")
    if plan.experts is not None and plan.experts < 1:
        empty.append("评委推荐名单")
    if empty:
        yield f"评审实施方案共8项，缺少：{'、'.join(empty)}，不得报备；请补充完整"


@article("A42.2")
def plan_was_filed_a_week_before(received: PlanFiling) -> Breaches:
    """The filing authority has the plan at least seven calendar days before the meeting (I-06)."""
    if received.received_on is None:
        yield "评审实施方案尚未提交核准部门备案，不得召开会议；请先报备"
        return
    days = (received.meeting_on - received.received_on).days
    if days < received.notice.days:
        yield (
            f"方案 {received.received_on} 送达，会议定于 {received.meeting_on}，相距 {days} 天，"
            f"不足 {received.notice.days} 天；请推迟会议并重新报备"
        )


@article("A42.3")
def review_was_consented_to(consent: Consent) -> Breaches:
    """Review starts only after consent, and consent covers the lists and the day it was given for."""
    if not consent.number or consent.consented_at is None:
        yield "核准部门尚未同意评审实施方案，不得开展评审；请待同意后进行"
        return
    if consent.consented_at > consent.now:
        yield "核准部门的同意晚于本次评审，不得倒签；请待同意后进行"
    if consent.planned_candidates != consent.present_candidates:
        yield "申报人员名单在同意后有变动，原同意失效，不得开展评审；请重新报备"
    if consent.planned_seats != consent.present_seats:
        yield "评委名单在同意后有变动，原同意失效，不得开展评审；请重新报备"
    if consent.held_on != consent.meeting_on:
        yield f"会议于 {consent.held_on} 召开，与备案的 {consent.meeting_on} 不符，不得开会；请按备案日期召开或重新报备"


@article("A42.3a")
def consent_is_decided_in_writing(decision: ConsentDecision) -> Breaches:
    """The filing authority agrees under a number, or refuses with a reason."""
    if decision.decision not in ("agree", "refuse"):
        yield "没有选择同意或不同意，不得作出决定；请选择"
    if decision.decision == "agree" and not decision.number.strip():
        yield "同意备案没有文号，不得生效；请填写文号"
    if decision.decision == "refuse" and not decision.reason.strip():
        yield "不同意备案没有说明理由，不得退回；请填写理由"


@article("A43.1")
def methods_are_recorded(methods: Methods) -> Breaches:
    """The plan lists its methods, and each listed method has a record for every candidate."""
    if not methods.planned:
        yield "没有选定评审方式，不得组织评审；请至少选择一种"
    unknown = [name for name in methods.planned if name not in METHODS]
    if unknown:
        yield f"评审方式“{'、'.join(unknown)}”不在规定范围；请从{'、'.join(METHODS.values())}中选择"
    if methods.unrecorded:
        left = "、".join(METHODS.get(name, name) for name in methods.unrecorded)
        yield f"方案列有{left}，但有申报人没有记录，不得投票；请先补全记录"
