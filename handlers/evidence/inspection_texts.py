"""What the forms of inspections show: the plan with its commitment, the list asked for, the answer, what to write."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from handlers.evidence import inspections
from handlers.evidence.clue_texts import CODES
from handlers.evidence.subjects import session_of
from handlers.handler import Actor
from handlers.records.inspections import Inspection, InspectionPlan
from handlers.records.organisations import Organisation
from handlers.records.people import Person
from handlers.rules.inspection import InspectionForm, InspectionMethod
from handlers.rules.workdays import local_date

FREE = [method for method in InspectionMethod if method is not InspectionMethod.RANDOM_CHECK]
COMMITTEE_CODES = [each for each in CODES if str(each["value"]).startswith("V65")]


def plan_data(person: Person, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """What the form of `plan` shows: how many committees there are to draw from."""
    session = session_of(person)
    body = session.get_one(Organisation, actor.organisation_id)
    found = inspections.supervised(session, body)
    year = local_date(now).year
    made = session.scalars(
        select(InspectionPlan.number).where(InspectionPlan.body_id == body.id, InspectionPlan.year == year)
    ).first()
    before = f" {year} 年的计划已经制定（{made}）。" if made else ""
    return {
        "list": f"现有 {len(found)} 个评委会由本单位监管。按比例抽取，不足一个的进为一个。{before}",
        "year": year + 1 if made else year,
        "percent": 10,
    }


def draw_data(plan: InspectionPlan, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """What the form of `draw` shows: the list, the share, the hash that was published, the key objects."""
    names = {each["id"]: each["name"] for each in plan.bodies}
    key = inspections.key_objects(session_of(plan), plan.year, inspections.ids(plan))
    listed = "、".join(names[id] for id in key) or "无"
    return {
        "plan": f"**{plan.number}** {plan.year} 年：从 {len(plan.bodies)} 个评委会中"
        f"抽取 {inspections.expected(plan)} 个（{plan.percent}%）。\n\n种子摘要（已公布）：`{plan.committed}`",
        "key": f"**重点监管对象**（必须检查，不占抽取名额）：{listed}",
    }


def begin_data(person: Person, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """What the form of `begin` offers: the committees the department supervises."""
    session = session_of(person)
    found = inspections.supervised(session, session.get_one(Organisation, actor.organisation_id))
    return {"committees": [{"value": each.id, "label": each.name} for each in found]}


def inspection_data(inspection: Inspection, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """What every form of one inspection shows: whom, how, what was asked for and what was answered."""
    method = inspection.method.label if inspection.method else "待定"
    forms = "、".join(InspectionForm[each.upper()].label for each in inspection.forms)
    why = "（上年被约谈，列为重点监管对象）" if inspection.key_object else ""
    return {
        "inspection": f"**{inspection.number}** {inspection.committee.name}{why}\n\n"
        f"{inspection.inspecting.name}，{method}{'：' if forms else ''}{forms} {inspection.document_number}",
        "asked": _asked(inspection),
        "answered": _answered(inspection, now),
        "codes": COMMITTEE_CODES,
    }


def _asked(inspection: Inspection) -> str:
    request = inspection.request
    if request is None:
        return ""
    items = "\n".join(f"- {each}" for each in request.items)
    return f"**须提供的资料**（{request.due_on} 前）\n\n{items}"


def _answered(inspection: Inspection, now: datetime) -> str:
    request = inspection.request
    if request is None:
        return ""
    said = "；".join(inspections.resistance(request, local_date(now)))
    answer = request.answer or "尚未答复"
    return f"**答复**{'（拒绝提供）' if request.refused else ''}\n\n{answer}" + (f"\n\n{said}" if said else "")
