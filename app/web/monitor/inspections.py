"""抽查巡查: the year's plans with their draws, to be replayed by anybody; inspections and their days."""

from __future__ import annotations

from flask import render_template
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.accounts import permissions
from app.engine import NotFound
from app.engine.store import ProcessInstance
from app.web.context import actor, only, place, today
from app.web.monitor.blueprint import monitor
from handlers.evidence import channels, inspections
from handlers.records.inspections import Inspection, InspectionPlan
from handlers.rules.inspection import random_check_follows_a_draw


@monitor.get("/inspections")
@only(permissions.may_supervise)
def inspection_list() -> str:
    with place().database.reading() as session:
        plans = select(InspectionPlan).options(joinedload(InspectionPlan.body)).where(permissions.plans_of(actor()))
        found = session.scalars(plans.order_by(InspectionPlan.year.desc(), InspectionPlan.number)).all()
        return render_template(
            "monitor/inspections.html",
            plans=found,
            inspections=_inspections(session),
            lacking=channels.lacking(session),
            today=today(),
        )


def _inspections(session: Session) -> list[tuple[Inspection, str | None]]:
    """The newest inspections of the area, those not closed first, with their cases."""
    rows = session.execute(
        select(Inspection, ProcessInstance.id)
        .outerjoin(ProcessInstance, ProcessInstance.subject == "inspection:" + Inspection.id)
        .options(joinedload(Inspection.committee), joinedload(Inspection.inspecting), selectinload(Inspection.requests))
        .where(permissions.inspections_of(actor()))
        .order_by(Inspection.closed_at.is_not(None), Inspection.created_at.desc(), Inspection.number)
        .limit(200)
    )
    return [(row[0], row[1]) for row in rows]


@monitor.get("/inspections/plans/<id>")
@only(permissions.may_supervise)
def inspection_plan(id: str) -> str:
    with place().database.reading() as session:
        where = (InspectionPlan.id == id, permissions.plans_of(actor()))
        plan = session.scalars(select(InspectionPlan).where(*where)).first()
        if plan is None:
            raise NotFound("没有这份抽查计划，或不在您的监管范围")
        finding = random_check_follows_a_draw(inspections.replayed(plan)) if plan.seed else None
        said = [breach.message for breach in finding.breaches] if finding else []
        key = plan.key_objects or inspections.key_objects(session, plan.year, inspections.ids(plan))
        return render_template(
            "monitor/inspection_plan.html", plan=plan, said=said, key=key, size=inspections.expected(plan)
        )
