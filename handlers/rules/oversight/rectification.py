"""After a letter: rectification, resumption, and taking the power to review back (A78).

Judges decisions about to be taken. Counters come from `counting`; findings are a person's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from handlers.rules.article import Breaches, Doubt, article
from handlers.rules.jurisdiction import Authority, Belonging, filing_authority
from handlers.rules.oversight.counting import Counters, overdue
from handlers.rules.oversight.escalation import Improvement, Standing
from handlers.rules.oversight.papers import written
from handlers.rules.terms import Level, Term


@dataclass(frozen=True)
class Rectification:
    """A rectification about to be found improved or not, by a person, on evidence."""

    due_on: date
    reported_on: date | None
    improvement: Improvement
    evidence: tuple[str, ...]
    checked_by: str
    checked_on: date


@dataclass(frozen=True)
class Resumption:
    """Consent to go on reviewing: what was found and when, and from when work resumes. Instants are UTC."""

    standing: Standing
    improvement: Improvement
    consent_number: str
    consented_at: datetime | None
    resumed_at: datetime


class RevocationGround(Term):
    """On what the power to review is taken back."""

    LADDER = "ladder", "提醒、约谈后整改无明显改善"
    NATIONAL = "national", "国家规定的严重情形"


@dataclass(frozen=True)
class Revocation:
    """Taking back a committee's power to review, and who is about to decide it.

    `counted` are the counters of the filing cycle in which the measures were issued.
    """

    ground: RevocationGround
    counted: Counters
    improvement: Improvement
    evidence: tuple[str, ...]
    number: str
    level: Level
    belongs_to: Belonging
    acting: Authority


@article("A78.1a")
def rectification_is_found_by_a_person(check: Rectification) -> Breaches:
    """The committee reports, a person finds whether it improved; without a report only after the day has passed."""
    if check.improvement is Improvement.OPEN:
        yield "没有认定整改是否到位，不得办结核查；请作出认定"
    if not check.checked_by.strip():
        yield "没有核查人，不得认定整改情况；请由核查人登录后本人办理"
    if not written(check.evidence):
        yield "认定整改情况没有依据，不得办结核查；请附核查材料编号"
    if check.reported_on is not None:
        if check.checked_on < check.reported_on:
            yield f"核查日 {check.checked_on} 早于整改报告日 {check.reported_on}，程序颠倒；请更正日期"
    elif check.improvement is Improvement.IMPROVED:
        yield "评委会没有报告整改情况，不得认定整改到位；请先提交整改报告"
    elif not overdue(check.due_on, check.reported_on, check.checked_on):
        yield f"整改期限 {check.due_on} 未过且尚无整改报告，不得认定无明显改善；请待报告或期满"


@article("A78.1b")
def work_resumes_by_consent_only(resumption: Resumption) -> Breaches:
    """Review work resumes after rectification is complete and the supervisor has consented, not before."""
    if resumption.standing is not Standing.SUSPENDED:
        yield f"评委会状态为“{resumption.standing.label}”，不存在恢复评审；请核对"
    if resumption.improvement is not Improvement.IMPROVED:
        yield f"整改认定为“{resumption.improvement.label}”，不得恢复评审；请整改到位并经核查后再申请"
    if resumption.consented_at is None or not resumption.consent_number.strip():
        yield "没有监管部门的同意文书，不得恢复评审；请先取得同意"
    elif resumption.resumed_at < resumption.consented_at:
        yield "恢复评审早于监管部门同意，程序颠倒，不得办理；请以同意时间为准"


@article("A78.3")
def power_is_taken_back_after_measures_without_improvement(revocation: Revocation) -> Breaches:
    """Two reminders or one interview in one filing cycle, and after rectification still no obvious improvement."""
    if revocation.ground is RevocationGround.NATIONAL:
        yield Doubt("依据国家规定的严重情形收回评审权，不以提醒、约谈次数为条件，是否适用待人工认定")
    else:
        yield from _ladder_was_climbed(revocation)
    if not written(revocation.evidence):
        yield "收回评审权没有依据材料，不得决定；请附整改核查的材料编号"
    if not revocation.number.strip():
        yield "收回评审权的决定没有文号，不得生效；请编号"


def _ladder_was_climbed(revocation: Revocation) -> Breaches:
    if not revocation.counted.revocable:
        yield (
            f"本备案周期提醒 {revocation.counted.reminders} 次、约谈 {revocation.counted.interviews} 次，"
            "未达到2次提醒或1次约谈，不得收回评审权；请重新限期整改"
        )
    if revocation.improvement is not Improvement.NOT_IMPROVED:
        yield f"整改认定为“{revocation.improvement.label}”，不得收回评审权；请先认定整改后仍无明显改善"


@article("A78.3a")
def power_is_taken_back_by_the_competent(revocation: Revocation) -> Breaches:
    """The HR department with authority over the committee, the one that files it, takes the power back (table f)."""
    lawful = filing_authority(revocation.level, revocation.belongs_to)
    if revocation.acting is not lawful:
        yield f"该评委会的评审权应由{lawful.label}收回，不得由{revocation.acting.label}收回；请移交{lawful.label}"
