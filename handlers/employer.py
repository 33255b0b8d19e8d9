"""Employers held to account (P16): found, ordered to put it right by a day, reported, checked, criticised (A79)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from handlers.evidence import employers, violations
from handlers.evidence.employer_texts import (
    case_data,
    check_data,
    circular_data,
    find_data,
    open_data,
    order_data,
    report_data,
)
from handlers.evidence.subjects import reference, session_of
from handlers.handler import Actor, handler
from handlers.records.employers import EmployerCase, EmployerCircular, EmployerOrder
from handlers.records.organisations import Organisation
from handlers.records.people import Person
from handlers.rules import acts, duties
from handlers.rules.oversight import Corrector, Improvement
from handlers.rules.workdays import local_date

__all__ = [
    "assign", "case_data", "check", "check_data", "circular_data", "criticise", "facts", "find", "find_data", "open",
    "open_data", "order", "order_data", "report", "report_data",
]  # fmt: skip


@handler
def open(person: Person, *, actor: Actor, now: datetime, employer: str, code: str, facts: str) -> dict[str, Any]:
    """对用人单位问责立案"""
    session = session_of(person)
    opener = session.get_one(Organisation, actor.organisation_id)
    body = employers.employer_named(session, employer, opener)
    case = EmployerCase.from_clue(None, body.id, code, facts, opener.id, now)
    case.opener_id = actor.person_id
    session.add(case)
    session.flush()
    return {"subject": reference(case), "number": case.number}


@handler
def find(
    case: EmployerCase,
    *,
    actor: Actor,
    now: datetime,
    outcome: str,
    facts: str,
    code: str = "",
    corrector: str = "hr",
    evidence: str | None = None,
) -> dict[str, Any]:
    """核实用人单位的违规情形"""
    case.found_by_id, case.found_at = actor.person_id, now
    if outcome == "unfounded":
        case.facts = facts
        case.close("dismissed", now)
        return {"outcome": "unfounded"}
    case.code, case.facts, case.evidence = code, facts, violations.lines(evidence)
    acting = Corrector[corrector.upper()]
    acts.employer_finding(
        verification=employers.verification(case, actor.person_id),
        measure=employers.measure(case, acting, local_date(now)),
    )
    case.kind, case.corrector = employers.kind_of(case.organisation), acting
    return {"outcome": "established", "corrector": corrector}


@handler
def facts(case: EmployerCase) -> dict[str, Any]:
    """取违规处理表所需的事实"""
    return dict(employers.facts(case))


@handler
def assign(case: EmployerCase, *, sanctions: list[dict[str, Any]]) -> dict[str, Any]:
    """确定由谁责令整改"""
    hr_only = all(row["decided_by"] == "competent_hr" for row in sanctions)
    acting = Corrector.HR if hr_only or case.corrector is None else case.corrector
    department = employers.department_of(case)
    by_hr = department.id if department else None
    case.corrector_id = by_hr if acting is Corrector.HR else employers.forming_unit_of(case)
    if case.corrector_id is None:
        raise LookupError(f"没有登记可以责令整改的{acting.label}；请先在机构库中登记")
    case.corrector = acting
    return {"corrector": acting.value}


@handler
def order(
    case: EmployerCase,
    *,
    actor: Actor,
    now: datetime,
    responsible: str,
    remedy: str,
    number: str,
    due_on: date,
) -> dict[str, Any]:
    """批评教育责任人员，责令补救、限期整改"""
    acting, named = _acting(case, actor), violations.lines(responsible)
    clearance = acts.employer_measure(
        measure=employers.measure(
            case, acting, local_date(now), responsible=named, remedy=remedy, number=number, due_on=due_on
        )
    )
    case.orders.append(
        EmployerOrder.of(
            clearance, number=number, responsible=named, remedy=remedy, by=actor.person_id, now=now, due_on=due_on
        )
    )
    session_of(case).flush()
    return {"due_on": due_on.isoformat()}


@handler
def report(
    case: EmployerCase, *, actor: Actor, now: datetime, text: str, evidence: str | None = None
) -> dict[str, Any]:
    """报告整改情况"""
    issued = _order(case)
    issued.report, issued.report_evidence = text, violations.lines(evidence)
    issued.reported_by_id, issued.reported_at = actor.person_id, now
    return {"outcome": "reported"}


@handler
def check(case: EmployerCase, *, actor: Actor, now: datetime, improvement: str, finding: str) -> dict[str, Any]:
    """核查整改情况"""
    issued = _order(case)
    duties.in_order("核查整改", {"报告整改情况": issued.reported_at})
    duties.separation(duties.Duty("核查整改", actor.person_id, frozenset({issued.reported_by_id or ""})))
    issued.improvement, issued.finding = employers.improvement_of(improvement), finding
    issued.checked_by_id, issued.checked_at = actor.person_id, now
    if issued.improvement is Improvement.IMPROVED:
        case.close("improved", now)
    return {"outcome": improvement}


@handler
def criticise(case: EmployerCase, *, actor: Actor, now: datetime, number: str, text: str) -> dict[str, Any]:
    """通报批评"""
    clearance = acts.circular(circular=employers.circular(case, _acting(case, actor), number, local_date(now)))
    case.circulars.append(
        EmployerCircular.of(
            clearance, number=number, text=text, told_id=case.organisation.admin_parent_id, by=actor.person_id,
            organisation_id=actor.organisation_id, now=now,
        )
    )  # fmt: skip
    case.close("criticised", now)
    return {"outcome": "criticised"}


def _acting(case: EmployerCase, actor: Actor) -> Corrector:
    """As what the actor's body acts, by what it is."""
    return employers.corrector_of(session_of(case).get(Organisation, actor.organisation_id))


def _order(case: EmployerCase) -> EmployerOrder:
    """The order in force. Raises LookupError when none was issued."""
    if case.order is None:
        raise LookupError("还没有责令整改，不能报告或核查；请先责令整改")
    return case.order
