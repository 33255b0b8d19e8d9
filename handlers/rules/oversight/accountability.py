"""Employers held to account, and referrals to other bodies (A79, A80).

Judges measures about to be taken. What discipline bodies and the police decide is theirs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.rules.article import Breaches, article
from handlers.rules.oversight.catalogue import Subject, is_code
from handlers.rules.oversight.counting import overdue
from handlers.rules.oversight.escalation import Improvement
from handlers.rules.oversight.papers import written
from handlers.rules.terms import Term

WEAK_CHECKS = "A79"


class EmployerKind(Term):
    """By whom an employer answers for its checks."""

    PUBLIC = "public", "机关、事业单位、国有企业等"
    NON_PUBLIC = "non_public", "非公有制经济组织"
    AGENCY = "agency", "人事代理机构"


class Corrector(Term):
    """Who corrects an employer."""

    HR = "hr", "人社部门"
    FORMING_UNIT = "forming_unit", "评委会组建单位"


@dataclass(frozen=True)
class EmployerMeasure:
    """An order to an employer to put things right by a day.

    `ground` is a V66 code, or A79 for weak checks; `responsible` those criticised: in charge or directly responsible.
    """

    kind: EmployerKind
    acting: Corrector
    ground: str
    evidence: tuple[str, ...]
    responsible: tuple[str, ...]
    remedy: str
    number: str
    issued_on: date
    due_on: date | None


@dataclass(frozen=True)
class Circular:
    """A circular of criticism about to go out because rectification was poor or never reported."""

    kind: EmployerKind
    acting: Corrector
    due_on: date
    reported_on: date | None
    improvement: Improvement
    number: str
    issued_on: date


@dataclass(frozen=True)
class Referral:
    """A case handed to another body. `holds`: destruction of the papers named in `papers` is stopped."""

    to: str
    facts: str
    basis: str
    number: str
    papers: tuple[str, ...]
    holds: bool


@article("A79.1")
def employer_is_ordered_to_put_it_right(measure: EmployerMeasure) -> Breaches:
    """Who failed its checks is criticised by name, ordered to make good, and to rectify by a day."""
    if measure.ground != WEAK_CHECKS and not is_code(measure.ground, Subject.EMPLOYER):
        yield f"“{measure.ground}”不是对用人单位问责的事由，不得处理；请在 V66.1 至 V66.4 或 {WEAK_CHECKS} 中选择"
    if not written(measure.evidence):
        yield "没有证据，不得问责；请附上证据材料编号"
    if not written(measure.responsible):
        yield "没有写明直接负责的主管人员和直接责任人员，不得问责；请写明"
    if not measure.remedy.strip():
        yield "没有写明补救措施，不得发出；请写明"
    if not measure.number.strip():
        yield "责令整改没有文号，不得发出；请编号"
    if measure.due_on is None:
        yield "没有整改期限，不得发出；请写明截止日期"
    elif measure.due_on <= measure.issued_on:
        yield f"整改期限 {measure.due_on} 不晚于发出日 {measure.issued_on}，不得发出；请另定期限"


def escalates(due_on: date, reported_on: date | None, improvement: Improvement, on: date) -> bool:
    """Whether a circular is due (A79.2): rectification was poor, or the day has passed without a report (T17)."""
    return improvement is Improvement.NOT_IMPROVED or overdue(due_on, reported_on, on)


@article("A79.2")
def poor_rectification_is_criticised_by_circular(circular: Circular) -> Breaches:
    """A circular of criticism answers poor rectification, or a day that passed without a report."""
    if not escalates(circular.due_on, circular.reported_on, circular.improvement, circular.issued_on):
        yield (
            f"整改认定为“{circular.improvement.label}”，整改期限为 {circular.due_on}，"
            "未认定整改不力也未逾期不报，不得通报批评；请先核查整改情况"
        )
    if not circular.number.strip():
        yield "通报批评没有文号，不得发出；请编号"


@article("A79.3")
def agency_is_corrected_by_hr_only(measure: EmployerMeasure) -> Breaches:
    """Non-public organisations and agencies are corrected by the competent HR department, not by a forming unit."""
    yield from _by_hr(measure.kind, measure.acting)


@article("A79.3a")
def agency_is_criticised_by_hr_only(circular: Circular) -> Breaches:
    """A circular on a non-public organisation or agency is the competent HR department's too."""
    yield from _by_hr(circular.kind, circular.acting)


def _by_hr(kind: EmployerKind, acting: Corrector) -> Breaches:
    if kind is not EmployerKind.PUBLIC and acting is not Corrector.HR:
        yield f"{kind.label}应由人社部门处理，不得由{acting.label}处理；请移交有权限的人社部门"


@article("A80.1")
def referral_for_discipline_is_recorded(referral: Referral) -> Breaches:
    """A breach of discipline is referred in writing, with facts and the rules it breaches."""
    yield from _referred(referral)


@article("A80.2")
def referral_to_the_police_holds_the_papers(referral: Referral) -> Breaches:
    """A suspected crime goes to the police in writing, and no paper of the case is destroyed meanwhile."""
    yield from _referred(referral)
    if not written(referral.papers):
        yield "没有列明移送的材料，不得移送；请列明"
    if not referral.holds:
        yield f"移送的 {len(referral.papers)} 份材料没有停止销毁，不得移送；请先停止销毁"


def _referred(referral: Referral) -> Breaches:
    fields = {"移送单位": referral.to, "事实": referral.facts, "依据": referral.basis, "文号": referral.number}
    missing = [name for name, text in fields.items() if not text.strip()]
    if missing:
        yield f"移送缺少{'、'.join(missing)}，不得移送；请补齐"
