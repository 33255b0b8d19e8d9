"""Public notices and the objections against them (A27, A34, A51): last days, and when a notice is over.

The posting day is day 0; a notice is over with the end of its last working day, never earlier.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from handlers.rules.article import Breaches, Doubt, article
from handlers.rules.workdays import Calendar, DueDay, Limit, end_of_day

NOTICE_WORKDAYS = 5
POSTING_WORKDAYS = 5
COMPLAINT_WORKDAYS = 20


@dataclass(frozen=True)
class Notice:
    """A posted notice seen at `now`.

    `workdays`: working days after the posting day up to and including `over_on`, by the calendar in
    force. `evidence`: there is a place and, inside a unit, a proof of posting. A notice that the route
    does not demand has `required=False`; one that is only recommended has `advised=True` besides (I-18).
    """

    posted_on: date | None
    over_on: date | None
    workdays: int
    evidence: bool
    now: datetime
    required: bool = True
    advised: bool = False


@dataclass(frozen=True)
class Dissents:
    """Objections or complaints against one named person on one notice."""

    open: int
    upheld: int


@dataclass(frozen=True)
class Posting:
    """The day a result was posted and the last lawful day for it."""

    review_ended_on: date | None
    due_on: date
    posted_on: date
    provisional: bool = False


@dataclass(frozen=True)
class Investigation:
    """A complaint and its handling opinion. Ids are opaque; `clerks` prepared the session."""

    investigator: str
    decided_by: str
    clerks: tuple[str, ...]
    findings: str
    opinion_text: str
    due_on: date
    decided_on: date
    provisional: bool = False


@dataclass(frozen=True)
class DissentHandling:
    """How a unit or department handled an objection: who decided, on what written outcome."""

    decided_by: str
    declared_by: str
    opinion: str  # upheld, partly, rejected
    opinion_text: str


def notice_over(posted_on: date, calendar: Calendar) -> DueDay:
    """The last of five working days after the posting day (A27.2, A34.1, A51.2); a minimum period."""
    return calendar.minimum(posted_on, NOTICE_WORKDAYS)


def posting_due(review_ended_on: date, calendar: Calendar) -> Limit:
    """Until when the result is posted: five working days after the review ended (A51.1)."""
    return calendar.maximum(review_ended_on, POSTING_WORKDAYS)


def complaint_due(received_on: date, calendar: Calendar) -> Limit:
    """Until when a complaint is answered: twenty working days after its receipt (A51.3)."""
    return calendar.maximum(received_on, COMPLAINT_WORKDAYS)


@article("A27.2")
def unit_notice_is_over(notice: Notice) -> Breaches:
    """The notice inside the unit has run for at least five working days."""
    yield from _over(notice, "单位内部公示")


@article("A34.1")
def roster_notice_is_over(notice: Notice) -> Breaches:
    """The roster has stood on the portal for at least five working days before reporting.

    A unit that delivers itself is not named among those who publish; then publishing is advised (I-18).
    """
    if notice.advised and not notice.required and notice.posted_on is None:
        yield Doubt(f"直接报送的单位没有在门户网站公示花名册；建议公示不少于{NOTICE_WORKDAYS}个工作日")
    yield from _over(notice, "花名册公示")


@article("A51.2")
def result_notice_is_over(notice: Notice) -> Breaches:
    """The results have been public for at least five working days."""
    yield from _over(notice, "评审结果公示")


def _over(notice: Notice, name: str) -> Breaches:
    if not notice.required:
        return
    if notice.posted_on is None or notice.over_on is None:
        yield f"尚未进行{name}，不得办理下一步；请先公示不少于{NOTICE_WORKDAYS}个工作日"
        return
    if not notice.evidence:
        yield f"{name}没有公示地点或凭证，不得办理下一步；请补充公示记录"
    if notice.workdays < NOTICE_WORKDAYS:
        yield (
            f"{name}自 {notice.posted_on} 至 {notice.over_on} 只有 {notice.workdays} 个工作日，"
            f"少于{NOTICE_WORKDAYS}个；请延长公示期"
        )
    if notice.now < end_of_day(notice.over_on):
        yield f"{name}至 {notice.over_on} 日终方满，尚未届满，不得办理下一步；请待期满后再办"


@article("A27.3")
def unit_notice_met_no_dissent(dissents: Dissents) -> Breaches:
    """A unit forwards only who met no objection, or an objection found wrong in writing."""
    yield from _undisputed(dissents, "单位公示", "上报")


@article("A34.3")
def roster_met_no_dissent(dissents: Dissents) -> Breaches:
    """A person on the roster is reported only without objection; the others go on."""
    yield from _undisputed(dissents, "花名册公示", "上报")


@article("A27.3a")
def dissent_is_answered_in_writing(handling: DissentHandling) -> Breaches:
    """An objection ends with a written outcome by someone other than the applicant."""
    if handling.opinion not in ("upheld", "partly", "rejected"):
        yield "没有异议处理结论，不得办结；请选择属实、部分属实或不属实"
    if not handling.opinion_text.strip():
        yield "异议处理没有书面内容，不得办结；请写明核实情况和结论"
    if handling.decided_by == handling.declared_by:
        yield "申报人不得处理对本人的异议；请由单位其他负责人处理"


def _undisputed(dissents: Dissents, name: str, step: str) -> Breaches:
    if dissents.open:
        yield f"{name}期间有 {dissents.open} 件异议未处理完毕，该申报人不得{step}；请先核实并书面答复"
    if dissents.upheld:
        yield f"{name}期间有 {dissents.upheld} 件异议经核实成立，该申报人不得{step}；请终止该申报"


@article("A16.6")
def investigator_is_not_the_clerk(investigation: Investigation) -> Breaches:
    """The forming unit investigates by someone who did not prepare the session."""
    if investigation.investigator in investigation.clerks:
        yield "调查人是本次评审的经办人员，不得调查该举报；请改派其他人员"
    if not investigation.findings.strip():
        yield "没有调查核实记录，不得提出处理意见；请先记录调查情况"


@article("A51.1")
def result_is_posted_in_time(posting: Posting) -> Breaches:
    """The result is posted within five working days after the review ended; lateness is recorded, not undone."""
    if posting.review_ended_on is None:
        yield "评审结果尚未宣布并签字，不得公示；请先完成签字盖章"
    elif not posting.provisional and posting.posted_on > posting.due_on:
        due, posted = posting.due_on, posting.posted_on
        yield Doubt(f"评审于 {posting.review_ended_on} 结束，应于 {due} 前公示，实际 {posted}，已逾期")


@article("A51.3")
def complaint_is_answered(investigation: Investigation) -> Breaches:
    """A complaint ends with a written opinion within twenty working days; lateness is recorded."""
    if not investigation.opinion_text.strip():
        yield "处理意见没有书面内容，不得办结；请写明核实情况和结论"
    if not investigation.provisional and investigation.decided_on > investigation.due_on:
        yield Doubt(f"处理意见应于 {investigation.due_on} 前提出，实际 {investigation.decided_on}，已逾期")
