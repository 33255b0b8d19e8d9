"""Before a person is sanctioned: the person is heard, and two bodies look into the case (A71, A72.2).

Judges steps about to be taken. Who is heard or asked first is the diagram's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.rules.article import Breaches, article
from handlers.rules.oversight.catalogue import Subject, codes, is_code
from handlers.rules.terms import Term


@dataclass(frozen=True)
class PersonHeard:
    """Whether the person has spoken, and on which day; if not, why. `on` is the day of the decision about to come."""

    heard_on: date | None
    unheard_reason: str
    on: date


@dataclass(frozen=True)
class CaseCheck:
    """A verification about to be signed by one of the two bodies that look into a case against an applicant.

    `body` names it in words, `lawful_body` and `checked_at` are ids of the body that is to check and that does;
    `others` are the persons who verified for the other body, or prepared the case.
    """

    body: str
    lawful_body: str
    checked_at: str
    verifier: str
    others: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class CodeNamed:
    """The item of the catalogue that a case is opened under; what is suspected, not what is found."""

    subject: Subject
    code: str


class HearingWay(Term):
    """How the person is heard."""

    ASK = "ask", "通知当事人在本系统陈述申辩"
    HELD = "held", "已当面或书面听取"
    WAIVED = "waived", "未能听取"


@dataclass(frozen=True)
class HearingCall:
    """How the person is to be heard or was: by a day, by what was said, or not and why.

    `in_system`: the person can sign in as the person concerned, which staff cannot. `on` is today.
    """

    way: HearingWay
    in_system: bool
    due_on: date | None
    statement: str
    unheard_reason: str
    on: date


@article("A71.1c")
def case_names_an_item_of_its_catalogue(named: CodeNamed) -> Breaches:
    """A case is opened under an item of the person's own catalogue (V62, V63 or V64)."""
    if not is_code(named.code, named.subject):
        listed = codes(named.subject)
        yield f"“{named.code}”不是{named.subject.label}的违规情形，不得立案；请在 {listed[0]} 至 {listed[-1]} 中选择"


@article("A71.1a")
def person_is_heard_before_the_decision(hearing: PersonHeard) -> Breaches:
    """Nobody is entered in the archive unheard, unless it is recorded why the person was not heard."""
    if hearing.heard_on is None and not hearing.unheard_reason.strip():
        yield "当事人尚未陈述申辩，也没有记明未陈述的原因，不得作出处理决定；请先听取陈述申辩，或记明原因"
    elif hearing.heard_on is not None and hearing.on < hearing.heard_on:
        yield f"处理决定日 {hearing.on} 早于陈述申辩日 {hearing.heard_on}，程序颠倒，不得作出；请更正"


@article("A72.2b")
def two_bodies_verify_by_two_persons(check: CaseCheck) -> Breaches:
    """The recommending and the forming unit each verify by a person of their own, who says what was found."""
    if not check.lawful_body:
        yield f"本案没有登记{check.body}，不得核实；请由立案的监管部门先查明"
    elif check.checked_at != check.lawful_body:
        yield f"本次核实应由{check.body}作出，其他单位不得代为核实；请转交{check.body}"
    if not check.verifier:
        yield "没有核实人，不得核实；请登录后由本人办理"
    elif check.verifier in check.others:
        yield "调查和两次核实不得由同一人作出；请由推荐单位和组建单位的不同人员分别核实"
    if not check.text.strip():
        yield "没有写明核实的经过和结论，不得核实；请写明"


@article("A71.1b")
def hearing_is_arranged_or_excused(call: HearingCall) -> Breaches:
    """The person is asked to speak by a later day, or was heard and it is recorded, or it is recorded why not."""
    if call.way is HearingWay.ASK and not call.in_system:
        yield "工作人员不在本系统陈述申辩，不得以系统通知代替；请当面或书面听取后记录"
    if call.way is HearingWay.ASK and call.due_on is None:
        yield "没有写明陈述申辩的期限，不得通知；请写明截止日期"
    elif call.way is HearingWay.ASK and call.due_on is not None and call.due_on <= call.on:
        yield f"陈述申辩期限 {call.due_on} 不晚于通知日 {call.on}，不得通知；请另定期限"
    if call.way is HearingWay.HELD and not call.statement.strip():
        yield "没有记录当事人的陈述申辩，不得视为已经听取；请写明当事人的意见"
    if call.way is HearingWay.WAIVED and not call.unheard_reason.strip():
        yield "没有记明未能听取陈述申辩的原因，不得继续办理；请写明原因"
