"""Inspections: the year's plan and draw, material asked for and given, the report; what is found becomes clues.

Articles 61, 67 and 78. An inspection decides nothing about a committee.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from handlers.evidence import clues, inspections
from handlers.evidence.subjects import reference, session_of
from handlers.handler import Actor, handler
from handlers.records.clues import Clue
from handlers.records.committees import Committee
from handlers.records.inspections import Inspection, InspectionPlan, MaterialRequest
from handlers.records.organisations import Organisation
from handlers.records.people import Person
from handlers.rules import acts, duties
from handlers.rules.inspection import InspectionMethod
from handlers.rules.workdays import local_date


@handler
def plan(person: Person, *, actor: Actor, now: datetime, year: int, percent: int) -> dict[str, Any]:
    """制定年度抽查计划，公布抽取种子的摘要"""
    session = session_of(person)
    body = session.get_one(Organisation, actor.organisation_id)
    made = inspections.planned(session, body, year, percent, actor.person_id, now)
    acts.spot_draw(draw=inspections.draw(made))
    session.add(made)
    session.flush()
    return {"subject": reference(made), "number": made.number, "committed": made.committed}


@handler
def draw(plan: InspectionPlan, *, actor: Actor, now: datetime) -> dict[str, Any]:
    """按比例随机抽取检查对象，重点监管对象一并列入"""
    session = session_of(plan)
    held = inspections.draw(plan)
    plan.hold(acts.spot_draw(draw=held), held.seed, list(held.drawn), actor.person_id, now)
    plan.key_objects = inspections.key_objects(session, plan.year, inspections.ids(plan))
    for id in dict.fromkeys([*plan.key_objects, *plan.drawn]):
        session.add(inspections.due_inspection(session, plan, id, now))
    session.flush()
    return {"drawn": len(plan.drawn), "inspections": len(plan.inspections)}


@handler
def assign(plan: InspectionPlan, *, now: datetime) -> dict[str, Any]:
    """下达检查任务"""
    duties.in_order("下达检查任务", {"抽取检查对象": plan.drawn_at})
    return {"messages": [{"to": reference(each), "number": each.number} for each in plan.inspections]}


@handler
def begin(
    person: Person, *, actor: Actor, now: datetime, committee: str, method: str, forms: list[str], number: str
) -> dict[str, Any]:
    """发起监督检查（巡查、督查、评估、专项）"""
    session = session_of(person)
    made = inspections.new(session, session.get_one(Committee, committee), actor.organisation_id, now)
    _open(made, InspectionMethod[method.upper()], forms, number, actor, now)
    session.add(made)
    session.flush()
    return {"subject": reference(made), "number": made.number}


@handler
def prepare(inspection: Inspection, *, actor: Actor, now: datetime, forms: list[str], number: str) -> dict[str, Any]:
    """确定检查形式和文号"""
    _open(inspection, inspection.method, forms, number, actor, now)
    return {"number": number}


def _open(
    made: Inspection, method: InspectionMethod | None, forms: list[str], number: str, actor: Actor, now: datetime
) -> None:
    clearance = acts.inspection_opening(inspection=inspections.about_to_begin(made, method, forms, number))
    if method is not None:
        made.begin(clearance, method=method, forms=list(forms), number=number, by=actor.person_id, now=now)


@handler
def request(
    inspection: Inspection, *, actor: Actor, now: datetime, items: list[dict[str, Any]], due_on: date
) -> dict[str, Any]:
    """发出资料清单，限期提供"""
    duties.in_order("要求提供资料", {"确定检查形式和文号": inspection.opened_at})
    inspection.requests.append(
        MaterialRequest(
            items=[str(each["name"]) for each in items], asked_by_id=actor.person_id, asked_at=now, due_on=due_on
        )
    )
    session_of(inspection).flush()
    return {"due_on": due_on.isoformat(), "amber_on": due_on.isoformat()}


@handler
def answer(inspection: Inspection, *, actor: Actor, now: datetime, given: str, answer: str) -> dict[str, Any]:
    """如实提供检查资料"""
    asked = _asked(inspection)
    asked.answer, asked.refused = answer, given == "refused"
    asked.answered_by_id, asked.answered_at = actor.person_id, now
    return {"outcome": given}


@handler
def overdue(inspection: Inspection, *, now: datetime) -> dict[str, Any]:
    """登记逾期未提供资料的线索"""
    return {"outcome": "overdue", **_enter_resistance(inspection, now)}


@handler
def examine(
    inspection: Inspection, *, actor: Actor, now: datetime, next_step: str, false_finding: str | None = None
) -> dict[str, Any]:
    """核对资料是否如实"""
    asked = _asked(inspection)
    asked.false_finding = false_finding or ""
    asked.examined_by_id, asked.examined_at = actor.person_id, now
    return {"outcome": next_step, **_enter_resistance(inspection, now)}


@handler
def report(
    inspection: Inspection,
    *,
    actor: Actor,
    now: datetime,
    report: str,
    findings: list[dict[str, Any]] | None = None,
) -> dict[str, Any]:
    """写出检查报告，列明发现的问题"""
    duties.in_order("写出检查报告", {"开展检查": inspection.opened_at})
    inspection.report, inspection.reported_by_id = report, actor.person_id
    inspection.findings = [{"content": str(each["content"]), "code": each.get("code") or ""} for each in findings or []]
    session = session_of(inspection)
    for position, each in enumerate(inspection.findings, start=1):
        key = f"inspection:{inspection.id}:{position}"
        _enter(inspection, inspections.hint(inspection, each["content"], each["code"], key), now)
    session.flush()
    inspection.closed_at = now
    return {"outcome": "reported", "findings": len(inspection.findings)}


@handler
def tell_clues(inspection: Inspection, *, now: datetime) -> dict[str, Any]:
    """将检查中的问题移作线索办理"""
    session = session_of(inspection)
    found = session.scalars(select(Clue).where(Clue.inspection_id == inspection.id, Clue.verified_at.is_(None)))
    messages = [clues.message_of(clue) for clue in found]
    return {"messages": [{"to": to, **payload} for _, to, payload in messages]}


def _asked(inspection: Inspection) -> MaterialRequest:
    """The request that is being answered. Raises Unlawful when nothing was asked for."""
    duties.in_order("提供检查资料", {"发出资料清单": inspection.requests})
    return inspection.requests[-1]


def _enter_resistance(inspection: Inspection, now: datetime) -> dict[str, Any]:
    """Late, refused or untrue material as a clue, once for each request."""
    asked = _asked(inspection)
    said = inspections.resistance(asked, local_date(now))
    key = f"material:{asked.id}"
    session = session_of(inspection)
    if said and not clues.entered_before(session, {key}):
        _enter(inspection, inspections.hint(inspection, "；".join(said), "", key), now)
    return {"said": len(said)}


def _enter(inspection: Inspection, hint: clues.Hint, now: datetime) -> None:
    session = session_of(inspection)
    clue = clues.enter(session, hint, now)
    clue.handling_id = inspection.inspecting_id
    acts.clue_registration(clue=clues.fact(clue, now))
    session.add(clue)
