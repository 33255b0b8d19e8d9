"""The region's green-channel committee with its office, pool and call, once, beside the first season (A37)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.sandbox import committees
from app.sandbox.bodies import REGION, Tree
from app.sandbox.staff import Staff
from handlers.rules.roles import Role
from handlers.rules.terms import OrganisationKind
from handlers.rules.workdays import local_date

OFFICE = (Role.OFFICE_CLERK, Role.OFFICE_CHIEF)


def open_call(session: Session, tree: Tree, people: Staff, now: datetime, closes_at: datetime) -> None:
    """Found the committee, fill its pool and open its call."""
    plan, today = committees.GREEN, local_date(now)
    office = tree.body(
        "office-green", "绿色通道高级职称评委会办公室", OrganisationKind.OFFICE, REGION, "150000", "hr-150000"
    )
    discipline = tree.body(
        "discipline-green", "驻自治区人力资源和社会保障厅纪检监察组", OrganisationKind.DISCIPLINE, REGION, "150000"
    )
    session.flush()
    for role in OFFICE:
        people.hire(office, role)
    people.hire(discipline, Role.OBSERVER)
    for role in (Role.FORMING_MANAGER, Role.INVESTIGATOR):
        people.hire(tree[plan.forming], role)
    committee = committees.found(session, tree, plan, 1, today)
    committees.staff_pool(session, tree, people, plan, committee, today)
    call = committees.call(committee, plan, 1, now, closes_at)
    call.title = f"{today.year}年绿色通道高级职称评审申报通知（第1演练季）"
    session.add(call)
