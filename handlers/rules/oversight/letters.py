"""Letters to a committee: reminder, and the interview that stops its review work (A77, A78.2).

Judges letters about to be issued. Counters come from `counting`; findings are a person's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from handlers.rules.article import Breaches, article
from handlers.rules.oversight.catalogue import Subject, is_code
from handlers.rules.oversight.counting import Counters, Letter, key_object_year
from handlers.rules.oversight.escalation import Laxity
from handlers.rules.oversight.papers import written


@dataclass(frozen=True)
class MeasureLetter:
    """A reminder or interview about to be issued, with the items it answers and the counters that include them.

    `lax` is the supervisor's finding on the qualifier of A77, `lax_evidence` what it rests on. `orders` says what
    to rectify and how to remove the effect; `stops_review`: it orders review work to stop at once.
    """

    letter: Letter
    number: str
    items: tuple[str, ...]
    orders: str
    issued_on: date
    due_on: date | None
    counted: Counters
    lax: Laxity
    lax_evidence: tuple[str, ...]
    stops_review: bool


@dataclass(frozen=True)
class Suspension:
    """The stop of a committee's review work, and the interview it rests on. Instants are UTC."""

    interview_number: str
    interview_issued_at: datetime | None
    suspended_at: datetime


@dataclass(frozen=True)
class Listing:
    """The year of an interview and the years for which the committee is listed as a key object."""

    interviewed_on: date
    listed_for: tuple[int, ...]


@article("A77.1")
def one_item_calls_for_a_reminder(letter: MeasureLetter) -> Breaches:
    """A verified item is answered by a reminder, unless graver counts and lax management call for an interview."""
    if letter.letter is not Letter.REMINDER or not letter.counted.grave:
        return
    counted = f"已查实 {letter.counted.distinct} 项违规，同一项最多 {letter.counted.repeated} 次"
    if letter.lax is Laxity.OPEN:
        yield f"{counted}，尚未认定是否管理松散、争议较大，不得发出提醒；请先作出认定并附依据"
    elif letter.lax is Laxity.LAX:
        yield f"{counted}，且已认定管理松散、争议较大，不得只作提醒；请改为工作约谈"


@article("A77.1a")
def letter_orders_rectification_by_a_day(letter: MeasureLetter) -> Breaches:
    """A reminder or interview names verified items, orders them rectified and sets a day (限期整改、消除影响)."""
    name = letter.letter.label
    unknown = [code for code in letter.items if not is_code(code, Subject.COMMITTEE)]
    if not letter.items:
        yield f"{name}没有对应的已查实违规，不得发出；请先核实违规情形"
    elif unknown:
        yield f"{'、'.join(unknown)}不是评委会的违规情形，不得作为{name}的依据；请在 V65.1 至 V65.9 中选择"
    if letter.counted.distinct < len(set(letter.items)):
        yield (
            f"{name}列有 {len(set(letter.items))} 项违规，本备案周期只查实 {letter.counted.distinct} 项，不得发出；"
            "请先核实其余各项"
        )
    if not letter.number.strip():
        yield f"{name}没有文号，不得发出；请编号"
    if not letter.orders.strip():
        yield f"{name}没有写明整改要求，不得发出；请写明整改内容和消除影响的办法"
    if letter.due_on is None:
        yield f"{name}没有整改期限，不得发出；请写明截止日期"
    elif letter.due_on <= letter.issued_on:
        yield f"整改期限 {letter.due_on} 不晚于发出日 {letter.issued_on}，不得发出；请另定期限"


@article("A77.2")
def interview_answers_grave_items_and_lax_management(letter: MeasureLetter) -> Breaches:
    """Two items, or one twice, with lax management and many disputes: an interview that stops review work at once."""
    if letter.letter is not Letter.INTERVIEW:
        return
    if not letter.counted.grave:
        yield (
            f"本备案周期查实 {letter.counted.distinct} 项违规，同一项最多 {letter.counted.repeated} 次，"
            "未达到两项或同一项2次，不得约谈；请作工作提醒"
        )
    if letter.lax is not Laxity.LAX:
        yield f"管理松散、争议较大一项{letter.lax.label}，不得约谈；请先认定，不属于的作工作提醒"
    elif not written(letter.lax_evidence):
        yield "认定管理松散、争议较大没有依据，不得约谈；请附投诉、争议的材料编号"
    if not letter.stops_review:
        yield "工作约谈没有责令立即停止评审，不得发出；请写明停止评审工作"


@article("A77.2a")
def review_stops_by_an_interview_s_order(suspension: Suspension) -> Breaches:
    """Review work is stopped by an issued interview, not before it."""
    if suspension.interview_issued_at is None or not suspension.interview_number.strip():
        yield "没有已发出的工作约谈，不得责令停止评审；请先发出约谈"
    elif suspension.suspended_at < suspension.interview_issued_at:
        yield "停止评审早于工作约谈发出，程序颠倒，不得办理；请以约谈发出时间为准"


@article("A78.2")
def interviewed_committee_is_listed_for_next_year(listing: Listing) -> Breaches:
    """An interviewed committee is a key object of supervision for the next calendar year."""
    year = key_object_year(listing.interviewed_on)
    if year not in listing.listed_for:
        yield f"评委会于 {listing.interviewed_on} 被约谈，未列入 {year} 年重点监管对象，不得办结；请先列入"
