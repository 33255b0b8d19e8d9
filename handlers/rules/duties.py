"""Separation of duties and the applicant's withdrawal: who may not take which step (05-actors 5.2, I-16).

Persons are opaque ids. The act names the step in the words a clerk reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from handlers.rules.acts import cleared
from handlers.rules.article import Breaches, Clearance, article


@dataclass(frozen=True)
class Duty:
    """A step, who is about to take it, and who prepared what it decides on."""

    step: str
    taken_by: str
    prepared_by: frozenset[str]


@dataclass(frozen=True)
class Withdrawal:
    """A withdrawal by the applicant; `recommended`: the unit has already forwarded the file."""

    recommended: bool


@article("A33.3a")
def preparer_does_not_decide(duty: Duty) -> Breaches:
    """Who checks answers for the check: nobody both prepares a step and decides it (谁审核、谁签字、谁负责)."""
    if not duty.taken_by:
        yield f"{duty.step}没有办理人，不得办理；请登录后由本人办理"
    elif duty.taken_by in duty.prepared_by:
        yield f"{duty.step}不得由经办前一环节的同一人办理；请改由其他人员办理"


@dataclass(frozen=True)
class Order:
    """A step about to be taken, and the earlier steps, in words, that nobody has taken yet."""

    step: str
    missing: tuple[str, ...]


@article("A33.3b")
def earlier_steps_were_taken(order: Order) -> Breaches:
    """Every step rests on the signature of the one before it: no step is taken over a missing one."""
    if order.missing:
        yield f"{'、'.join(order.missing)}尚未办理，不得{order.step}；请先办结前一环节"


@article("A23.2a")
def withdrawn_before_forwarding(withdrawal: Withdrawal) -> Breaches:
    """An applicant withdraws freely until the unit has forwarded the file (I-16)."""
    if withdrawal.recommended:
        yield "单位已经推荐上报，不得自行撤回；请联系单位说明情况"


def separation(duty: Duty) -> Clearance:
    """职责分离"""
    return cleared(duty.step, [preparer_does_not_decide(duty)])


def in_order(step: str, earlier: Mapping[str, object]) -> Clearance:
    """环节次序：`earlier` 是各前置环节及其办理的凭据，空的就是尚未办理"""
    missing = tuple(name for name, proof in earlier.items() if not proof)
    return cleared(step, [earlier_steps_were_taken(Order(step, missing))])


def withdrawal(fact: Withdrawal) -> Clearance:
    """撤回申报"""
    return cleared("撤回申报", [withdrawn_before_forwarding(fact)])


@dataclass(frozen=True)
class Checked:
    """That what is about to be decided was handed in and checked by somebody first."""

    step: str
    checked_by: str | None
    submitted_at: datetime | None


@dataclass(frozen=True)
class Reasoned:
    """A refusal and its reason."""

    step: str
    reason: str


@article("A53.2a")
def batch_was_checked_before_the_decision(checked: Checked) -> Breaches:
    """The HR department checks the papers handed in before anybody confirms."""
    if checked.submitted_at is None:
        yield f"{checked.step}所需的三份材料尚未报送，不得办理；请先由办事机构报送"
    if checked.checked_by is None:
        yield f"{checked.step}前没有审核记录，不得办理；请先由人社部门审核"


@article("A53.2b")
def refusal_of_a_result_gives_reasons(reasoned: Reasoned) -> Breaches:
    """Who is not confirmed is told why."""
    if not reasoned.reason.strip():
        yield f"{reasoned.step}没有说明理由，不得作出；请写明依据和理由"


def checked(fact: Checked) -> Clearance:
    """核准前审核"""
    return cleared(fact.step, [batch_was_checked_before_the_decision(fact)])


def refusal(fact: Reasoned) -> Clearance:
    """不予确认"""
    return cleared(fact.step, [refusal_of_a_result_gives_reasons(fact)])
