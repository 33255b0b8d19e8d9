"""Re-check of a result at the applicant's own request, and what may follow: a corrected tally, a repeated vote (A52).

A re-check looks at procedure, facts and the count. The committee's judgement of merit is never voted on again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.rules.article import Breaches, Doubt, article
from handlers.rules.meeting.voting import Tally, passes
from handlers.rules.readings import DEFAULT
from handlers.rules.terms import Term
from handlers.rules.workdays import Calendar, Limit

COUNTERS = 2


class Matter(Term):
    """What an applicant disputes."""

    PROCEDURE = "procedure", "评审程序"
    FACTS = "facts", "事实材料"
    TALLY = "tally", "计票"
    MERIT = "merit", "水平评价"


class Result(Term):
    """What a re-check comes to."""

    UPHELD = "upheld", "维持原结果"
    TALLY_CORRECTED = "tally_corrected", "更正计票"
    REVOTE = "revote", "重新表决"


class VoidGround(Term):
    """Why a ballot may be declared void."""

    TECHNICAL_FAULT = "technical_fault", "投票技术故障"
    UNDISCLOSED_RELATION = "undisclosed_relation", "有未申报的利害关系"


@dataclass(frozen=True)
class Request:
    """A request for a re-check. Ids are opaque; `concerned` is whose result it is."""

    applicant: str
    concerned: str
    announced_on: date | None
    evidence: tuple[str, ...]
    matters: tuple[Matter, ...]


@dataclass(frozen=True)
class Reply:
    """Whether the request is taken up, and why not."""

    accepted: bool
    reason: str


@dataclass(frozen=True)
class Answer:
    """The answer to the applicant. `rechecked`: what was looked at, of what was `disputed`."""

    disputed: tuple[Matter, ...]
    rechecked: tuple[Matter, ...]
    result: Result | None
    text: str
    answered_on: date
    due_on: date
    provisional: bool = False


@dataclass(frozen=True)
class TallyCorrection:
    """A recount of one candidate's sealed ballots, and the approvals on record."""

    recorded: int
    recount: Tally
    counters: tuple[str, ...]
    decision_number: str


@dataclass(frozen=True)
class Revote:
    """A vote about to be repeated. `ordered_in_recheck`: after the meeting, when the presider alone cannot order it."""

    ground: VoidGround | None
    facts: str
    decision_number: str
    decided_by_presider: bool
    ordered_in_recheck: bool
    forming_unit_agrees: bool
    filing_authority_agrees: bool
    earlier_revotes: int
    old_ballots_sealed: bool


def answer_due(accepted_on: date, calendar: Calendar, workdays: int = DEFAULT.recheck_days) -> Limit:
    """Until when a re-check is answered: ten working days after it was taken up by default (I-40, not statutory)."""
    return calendar.maximum(accepted_on, workdays)


def passes_after(correction: TallyCorrection) -> bool:
    """Whether the candidate has passed by the recount."""
    return passes(correction.recount)


@article("A52.1")
def applicant_disputes_own_result_with_evidence(request: Request) -> Breaches:
    """A re-check is asked for by the person whose result it is, with evidence; merit is not voted on again."""
    if request.applicant != request.concerned:
        yield "只能由本人对本人的评审结果申请复查，不得代他人申请；反映他人问题的，请走举报投诉渠道"
    if request.announced_on is None:
        yield "评审结果尚未宣布，不得申请复查；请待结果宣布后提出"
    if not any(each.strip() for each in request.evidence):
        yield "没有举证材料，不得受理复查；请附上证明材料"
    if not request.matters:
        yield "没有写明复查事项，不得受理复查；请从评审程序、事实材料、计票中选择"
    if Matter.MERIT in request.matters:
        yield "复查只核对程序、事实和计票，不得重新评议水平；请删去水平评价，或在下一年度申报"


@article("A52.1a")
def recheck_refused_with_reasons(reply: Reply) -> Breaches:
    """A request that is not taken up is answered with the reason."""
    if not reply.accepted and not reply.reason.strip():
        yield "不受理复查没有说明理由，不得退回；请写明理由"


@article("A52.1b")
def recheck_is_answered(answer: Answer) -> Breaches:
    """The applicant gets a written answer to all that was disputed; lateness is on record, not a breach (I-40)."""
    if Matter.MERIT in answer.rechecked:
        yield "复查不得重新评议水平；请只答复评审程序、事实材料和计票"
    left = [matter.label for matter in answer.disputed if matter not in answer.rechecked]
    if left:
        yield f"申请复查 {len(answer.disputed)} 项，尚未核对：{'、'.join(left)}，不得答复；请逐项核对"
    if answer.result is None:
        yield "没有复查结论，不得答复；请选择维持原结果、更正计票或重新表决"
    if not answer.text.strip():
        yield "复查答复没有书面内容，不得办结；请写明核对情况和结论"
    if not answer.provisional and answer.answered_on > answer.due_on:
        yield Doubt(f"复查应于 {answer.due_on} 前答复，实际 {answer.answered_on}，已逾期")


@article("A52.1c")
def tally_is_corrected_by_recount(correction: TallyCorrection) -> Breaches:
    """A tally is corrected only from the sealed ballots, counted again by two persons, under a decision."""
    counters = len({each for each in correction.counters if each})
    if counters < COUNTERS:
        yield f"重新计票只有 {counters} 人，少于 {COUNTERS} 人，不得更正；请由两人共同计票"
    approvals, attending = correction.recount.approvals, correction.recount.attending
    if approvals > attending:
        yield f"重新计票同意 {approvals} 票多于出席 {attending} 人，记录有误，不得更正；请核对"
    elif approvals == correction.recorded:
        yield f"重新计票同意 {approvals} 票，与原记录一致，不得更正；请维持原结果"
    if not correction.decision_number.strip():
        yield "更正计票没有决定文号，不得生效；请填写文号"


@article("A45.1a")
def only_a_void_ballot_is_repeated(revote: Revote) -> Breaches:
    """A vote is repeated once at most, for a technical fault or an undisclosed relation, by a recorded decision.

    In the meeting the presider decides; found in a re-check, the forming unit decides and the filing authority agrees.
    """
    if revote.ground is None:
        yield "没有投票无效的情形，不得重新表决；只有投票技术故障或有未申报的利害关系时，请选择情形后办理"
    if revote.earlier_revotes:
        yield f"已重新表决 {revote.earlier_revotes} 次，最多一次，不得再次表决；请按已有结果办理"
    if not revote.old_ballots_sealed:
        yield "原选票没有封存，不得重新表决；请先封存原选票"
    if not revote.facts.strip() or not revote.decision_number.strip():
        yield "投票无效没有书面决定，不得重新表决；请写明事实并填写决定文号"
    yield from _decided_by_the_competent(revote)


def _decided_by_the_competent(revote: Revote) -> Breaches:
    if not revote.ordered_in_recheck:
        if not revote.decided_by_presider:
            yield "会上重新表决须由主持人决定，不得由他人决定；请由主持人作出决定"
        return
    agreed = {"组建单位决定": revote.forming_unit_agrees, "核准备案部门同意": revote.filing_authority_agrees}
    missing = [name for name, given in agreed.items() if not given]
    if missing:
        yield f"复查后重新表决缺少{'、'.join(missing)}，不得组织；请先取得"
