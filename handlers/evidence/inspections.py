"""The year's list of committees, its draw, and inspections as the law asks about them (A61.2, A67.1, A67.2, A78.2).

The seed of a draw follows from a key file and the plan's id: it exists before the draw without being stored,
its hash stands in the plan, and it is revealed with the draw, so that anybody can draw again.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from handlers import keys
from handlers.evidence.clues import Hint, Target
from handlers.records.committees import Committee, FilingCycle
from handlers.records.counters import next_number
from handlers.records.inspections import Inspection, InspectionPlan, MaterialRequest
from handlers.records.organisations import Organisation
from handlers.records.supervision import KeyObject
from handlers.records.table import new_id
from handlers.rules import inspection
from handlers.rules.inspection import ClueSource, ClueSubject, InspectionForm, InspectionMethod
from handlers.rules.lots import commitment
from handlers.rules.terms import OrganisationKind
from handlers.rules.workdays import local_date

REVIEWING = ("active", "suspended", "expired")


def supervised(session: Session, body: Organisation) -> list[Committee]:
    """The committees a department inspects (table g), by id; never those it formed itself.

    An HR department those it filed and those that HR departments right below it formed; an industry department
    those of its industry that were filed in its area.
    """
    cycle = aliased(FilingCycle)
    last = select(func.max(cycle.valid_from)).where(cycle.committee_id == Committee.id).scalar_subquery()
    authority, forming = aliased(Organisation), aliased(Organisation)
    wanted = (
        select(Committee)
        .join(FilingCycle, (FilingCycle.committee_id == Committee.id) & (FilingCycle.valid_from == last))
        .join(authority, authority.id == FilingCycle.authority_id)
        .join(forming, forming.id == Committee.forming_unit_id)
        .where(Committee.status.in_(REVIEWING), Committee.forming_unit_id != body.id)
        .order_by(Committee.id)
    )
    if body.kind is OrganisationKind.HR:
        below = (forming.kind == OrganisationKind.HR) & (forming.channel_parent_id == body.id)
        own = (FilingCycle.authority_id == body.id) & (forming.kind != OrganisationKind.HR)
        return list(session.scalars(wanted.where(own | below)))
    same_area = (authority.area == body.area) & (forming.industry == body.industry)
    return list(session.scalars(wanted.where(same_area)))


def key_objects(session: Session, year: int, committees: Iterable[str]) -> list[str]:
    """Which of these committees are key objects of the year (A78.2)."""
    listed = select(KeyObject.committee_id).where(KeyObject.year == year, KeyObject.committee_id.in_(committees))
    return sorted(set(session.scalars(listed)))


def _seed(plan: InspectionPlan) -> str:
    return hmac.new(keys.key("spot_draw"), plan.id.encode(), "sha256").hexdigest()


def planned(session: Session, body: Organisation, year: int, percent: int, by: str, now: datetime) -> InspectionPlan:
    """The plan about to be written: today's list of committees and the hash of the seed. Not added."""
    plan = InspectionPlan(
        id=new_id(), number=f"CC{year}-{next_number(session, f'inspection_plan:{year}'):03d}", body=body,
        year=year, percent=percent, planned_by_id=by, planned_at=now, drawn=[], key_objects=[],
        bodies=[{"id": each.id, "name": each.name} for each in supervised(session, body)],
    )  # fmt: skip
    plan.committed = commitment(_seed(plan).encode())
    return plan


def ids(plan: InspectionPlan) -> tuple[str, ...]:
    """The committees on the plan's list."""
    return tuple(each["id"] for each in plan.bodies)


def draw(plan: InspectionPlan) -> inspection.SpotDraw:
    """The draw about to be held: seed, list and who comes out."""
    seed = _seed(plan)
    drawn = inspection.spot_draw(ids(plan), plan.percent, seed)
    return inspection.SpotDraw(ids(plan), plan.percent, seed, plan.committed, drawn)


def replayed(plan: InspectionPlan) -> inspection.SpotDraw:
    """The draw on record, to be judged again from the seed that was revealed."""
    return inspection.SpotDraw(ids(plan), plan.percent, plan.seed or "", plan.committed, tuple(plan.drawn))


def expected(plan: InspectionPlan, percent: int | None = None) -> int:
    """How many will be drawn."""
    return inspection.draw_size(len(plan.bodies), percent or plan.percent)


def due_inspection(session: Session, plan: InspectionPlan, committee_id: str, now: datetime) -> Inspection:
    """An inspection that the draw or the list of key objects demands; its method follows from that."""
    key = committee_id in plan.key_objects
    method = InspectionMethod.KEY_INSPECTION if key else InspectionMethod.RANDOM_CHECK
    made = new(session, session.get_one(Committee, committee_id), plan.body_id, now)
    made.plan, made.key_object, made.method = plan, key, method
    return made


def new(session: Session, committee: Committee, inspecting: str, now: datetime) -> Inspection:
    """An inspection of a committee's office, with its number. Not added."""
    year = local_date(now).year
    return Inspection(
        id=new_id(), number=f"JC{year}-{next_number(session, f'inspection:{year}'):04d}", committee=committee,
        inspecting_id=inspecting, inspected_id=committee.office_id, created_at=now, forms=[], findings=[],
        key_object=False,
    )  # fmt: skip


def about_to_begin(
    made: Inspection, method: InspectionMethod | None, forms: Sequence[str], number: str
) -> inspection.Inspection:
    """An inspection as the law asks about it. Who formed the committee is the inspected, whoever keeps its papers."""
    plan = made.plan
    return inspection.Inspection(
        method=method,
        forms=tuple(InspectionForm[each.upper()] for each in forms),
        inspecting=made.inspecting_id,
        inspected=made.committee.forming_unit_id,
        number=number,
        draw_number=plan.number if plan and plan.drawn_at and made.committee_id in plan.drawn else "",
    )


def material(request: MaterialRequest, on: date) -> inspection.MaterialRequest:
    """A request for material as it stands on a day."""
    return inspection.MaterialRequest(
        asked_on=local_date(request.asked_at),
        due_on=request.due_on,
        answered_on=local_date(request.answered_at) if request.answered_at else None,
        refused=request.refused,
        false_finding=request.false_finding,
        on=on,
    )


def resistance(request: MaterialRequest, on: date) -> tuple[str, ...]:
    """What the law says of the answer so far: late, refused, untrue; nothing where it is in order."""
    finding = inspection.materials_are_given_truthfully_and_in_time(material(request, on))
    return tuple(breach.message for breach in finding.breaches)


def hint(made: Inspection, content: str, code: str = "", key: str | None = None) -> Hint:
    """What an inspection came upon, as a clue about the committee."""
    target = Target(ClueSubject.COMMITTEE, made.committee.name, committee_id=made.committee_id)
    return Hint(ClueSource.INSPECTION, target, f"{content}（检查 {made.number}）", code, "", key, {}, made.id)
