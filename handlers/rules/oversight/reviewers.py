"""Measures against experts and staff: out of the pools, out of title work, and the way back (A73, A74).

Judges decisions about to be taken; the archive's entry is judged by `archive`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.rules.article import Breaches, article
from handlers.rules.oversight.catalogue import Subject, is_code


@dataclass(frozen=True)
class Disqualification:
    """A forming unit's decision to end somebody's work as expert.

    `pools` are the pools the expert is in, `left` those the decision removes the expert from; `sessions_checked`:
    a check of the sessions the expert sat in has been opened.
    """

    code: str
    forming_unit: str
    decided_by: str
    number: str
    pools: tuple[str, ...]
    left: tuple[str, ...]
    sessions_checked: bool
    unit_letter_number: str


@dataclass(frozen=True)
class Return:
    """An expert with a record entering a pool again: the record's last day, and the day of the new selection."""

    recorded_to: date
    selected_on: date | None
    on: date


@dataclass(frozen=True)
class StaffBar:
    """An order that somebody leaves title work, with the roles held and those it locks."""

    code: str
    order_number: str
    circular_number: str
    roles: tuple[str, ...]
    locked: tuple[str, ...]


@dataclass(frozen=True)
class RoleGrant:
    """A role in title work about to be given; `barred_to` is the last day of a record, None without one."""

    role: str
    barred_to: date | None
    on: date


@article("A73.1")
def expert_is_disqualified_by_the_forming_unit(decision: Disqualification) -> Breaches:
    """The forming unit ends the expert's work, in every pool at once, tells the unit and checks past sessions."""
    if decision.decided_by != decision.forming_unit:
        yield "评审专家资格应由评委会组建单位取消，其他单位不得代为取消；请转交组建单位"
    if not is_code(decision.code, Subject.EXPERT):
        yield f"“{decision.code}”不是评审专家的违规情形，不得取消资格；请在 V63.1 至 V63.8 中选择"
    if not decision.number.strip():
        yield "取消评审专家资格没有决定文号，不得生效；请编号"
    remaining = len(set(decision.pools) - set(decision.left))
    if remaining:
        yield f"该专家仍在 {remaining} 个专家库中，不得办结；请从全部专家库移出"
    if not decision.sessions_checked:
        yield "没有对其参加过的评审开展核查，不得办结；请先立项核查"
    if not decision.unit_letter_number.strip():
        yield "没有通报专家所在单位，不得办结；请发函并编号"


@article("A73.1a")
def expert_returns_by_new_selection_only(entry: Return) -> Breaches:
    """A record that has run does not restore an expert: a new selection after its last day is needed (I-30)."""
    if entry.on <= entry.recorded_to:
        yield f"失信记录期至 {entry.recorded_to}，{entry.on} 不得进入专家库；请于期满次日后重新遴选"
    elif entry.selected_on is None or entry.selected_on <= entry.recorded_to:
        yield f"失信记录期于 {entry.recorded_to} 届满，资格不自动恢复；请在期满后重新遴选再入库"


@article("A74.1")
def staff_leave_title_work(bar: StaffBar) -> Breaches:
    """Staff are ordered out of title work while the record runs, and criticised by circular."""
    if not is_code(bar.code, Subject.STAFF):
        yield f"“{bar.code}”不是工作人员的违规情形，不得处理；请在 V64.1 至 V64.8 中选择"
    if not bar.order_number.strip():
        yield "没有责令不得从事职称评审工作的文书，不得办结；请由相关单位作出并编号"
    if not bar.circular_number.strip():
        yield "没有通报批评，不得办结；请发出通报并编号"
    kept = [role for role in bar.roles if role not in bar.locked]
    if kept:
        yield f"尚有 {len(kept)} 个职称工作岗位未停用（{'、'.join(kept)}），不得办结；请全部停用"


@article("A74.1a")
def barred_staff_are_given_no_role(grant: RoleGrant) -> Breaches:
    """Nobody is given title work while a record is running."""
    if grant.barred_to is not None and grant.on <= grant.barred_to:
        yield f"失信记录期至 {grant.barred_to}，{grant.on} 不得担任{grant.role}；请改由他人担任"
