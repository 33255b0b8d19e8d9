"""Three committees with pools of legal size: by series 25, by specialty 11, a league's mid-level 9.

A season has committees and calls of its own; the experts are the same people season after season.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts import Account
from app.sandbox.bodies import Tree
from app.sandbox.names import name
from app.sandbox.staff import Staff
from handlers.records.committees import (
    Call,
    Committee,
    CommitteeSpecialty,
    Expert,
    ExpertService,
    FilingCycle,
    PoolCleanup,
    PoolMember,
)
from handlers.records.integrity import IntegrityRecord
from handlers.records.people import Person
from handlers.records.table import new_id
from handlers.rules.committee import latest_valid_to
from handlers.rules.eligibility import integrity_record_ends_on
from handlers.rules.roles import Role
from handlers.rules.terms import Basis, IntegritySubject, Level, Tier
from handlers.rules.workdays import ZONE, add_years, local_date

SERIES = "engineering"


@dataclass(frozen=True)
class Plan:
    """A committee of the sandbox."""

    key: str
    name: str
    tier: Tier
    basis: Basis
    level: Level  # of the titles it reviews
    specialties: tuple[str, ...]
    forming: str
    authority: str
    area: str
    located_at: str
    pool: int
    chairs: int


PLANS = (
    Plan(
        "build", "自治区建筑工程系列高级职称评审委员会", Tier.SENIOR, Basis.SERIES, Level.ASSOCIATE_SENIOR,
        ("建筑工程", "建筑设计", "给水排水工程"), "build-150000", "hr-150000", "150000", "region", 58, 8,
    ),
    Plan(
        "traffic", "自治区公路与桥梁工程专业高级职称评审委员会", Tier.SENIOR, Basis.SPECIALTY, Level.ASSOCIATE_SENIOR,
        ("公路与桥梁工程",), "traffic-150000", "hr-150000", "150000", "region", 30, 5,
    ),
    Plan(
        "chifeng", "赤峰市建筑工程专业中级职称评审委员会", Tier.INTERMEDIATE, Basis.SPECIALTY, Level.INTERMEDIATE,
        ("建筑施工",), "build-150400", "hr-150400", "150400", "league", 26, 5,
    ),
)  # fmt: skip

#: The region's green channel (A37), for those who try it by hand; no season plays it.
GREEN = Plan(
    "green", "内蒙古自治区绿色通道高级职称评审委员会", Tier.SENIOR, Basis.SERIES, Level.ASSOCIATE_SENIOR,
    ("建筑工程",), "hr-150000", "hr-150000", "150000", "region", 58, 8,
)  # fmt: skip
KNOWN = (*PLANS, GREEN)


def found(session: Session, tree: Tree, plan: Plan, season: int, today: date) -> Committee:
    """The season's committee, filed a year ago, its pool cleaned this year."""
    since = add_years(today, -1)
    committee = Committee(
        name=plan.name if season == 1 else f"{plan.name}（演练季{season}）",
        tier=plan.tier, sub_level=plan.level if plan.tier is Tier.SENIOR else None, basis=plan.basis, series=SERIES,
        area=plan.area, located_at=plan.located_at, forming_unit=tree[plan.forming], office=tree[f"office-{plan.key}"],
        discipline_id=tree[f"discipline-{plan.key}"].id, green_channel=plan is GREEN,
    )  # fmt: skip
    committee.specialties += [CommitteeSpecialty(specialty=s, level=plan.level) for s in plan.specialties]
    number = f"演练备〔{since.year}〕{season}-{KNOWN.index(plan) + 1}号"
    committee.cycles.append(
        FilingCycle(number=number, authority=tree[plan.authority], valid_from=since, valid_to=latest_valid_to(since))
    )
    committee.cleanups.append(PoolCleanup(signed_on=max(today - timedelta(days=10), date(today.year, 1, 1))))
    session.add(committee)
    return committee


def call(committee: Committee, plan: Plan, season: int, now: datetime, closes_at: datetime) -> Call:
    """The year's call, open from this moment."""
    today = local_date(now)
    return Call(
        committee=committee,
        year=today.year,
        title=f"{today.year}年{'、'.join(plan.specialties)}{plan.tier.label}职称申报通知（第{season}演练季）",
        published_at=now - timedelta(days=7),
        opens_at=now - timedelta(hours=1),
        closes_at=closes_at,
        years_counted_to=date(today.year, 12, 31),
    )


def staff_pool(session: Session, tree: Tree, staff: Staff, plan: Plan, committee: Committee, today: date) -> None:
    """Put the committee's experts into its pool; the first season makes them and opens their accounts."""
    since = add_years(today, -1)
    for number in range(1, plan.pool + 1):
        expert = _expert(session, tree, staff, plan, number, today)
        part = "chair" if number <= plan.chairs else "member"
        expired = number == plan.pool - 1
        committee.members.append(
            PoolMember(
                expert=expert, part=part, term_from=since,
                term_to=today - timedelta(days=1) if expired else latest_valid_to(since),
            )
        )  # fmt: skip
        if number == plan.pool - 2:
            _has_served_three_years(session, expert, committee, today)


def _has_served_three_years(session: Session, expert: Expert, committee: Committee, today: date) -> None:
    """This year too, so that a meeting after New Year finds three full years before it as well."""
    session.flush()
    for year in range(today.year - 3, today.year + 1):
        session.merge(ExpertService(expert_id=expert.id, committee_id=committee.id, year=year))


def _expert(session: Session, tree: Tree, staff: Staff, plan: Plan, number: int, today: date) -> Expert:
    username = f"expert-{plan.key}-{number:02}"
    known = session.scalar(
        select(Expert).join(Account, Account.person_id == Expert.person_id).where(Account.username == username)
    )
    if known is not None:
        return known
    person = Person(id=new_id(), name=name(900 + 61 * KNOWN.index(plan) + number))
    expert = Expert(
        person=person, organisation_id=_home(tree, plan, number), series=SERIES, specialty=plan.specialties[0],
        level=_level(plan, number), grassroots=number % 3 == 0, outside_system=number % 5 in (0, 2),
        retired_on=add_years(today, -1) if number == plan.pool else None,
    )  # fmt: skip
    session.add(expert)
    session.flush()
    if number == plan.pool - 3:
        session.add(_record_of(expert, tree[plan.forming].id, add_years(today, -1)))
    account = staff.account(username, person)
    roles = (Role.EXPERT, Role.CHAIR, Role.VICE_CHAIR) if number <= plan.chairs else (Role.EXPERT,)
    for role in roles:
        staff.appoint(account, role, tree[plan.forming])
    return expert


def _record_of(expert: Expert, forming_id: str, effective_on: date) -> IntegrityRecord:
    """A record in the integrity archive that bars the expert for three years (A73.1)."""
    return IntegrityRecord(
        subject=IntegritySubject.EXPERT, person_id=expert.person_id, violation="V63.4",
        facts="与申报人同一单位，未申请回避（演练）", basis="第七十三条", measure="取消评审专家资格",
        effective_on=effective_on, ends_on=integrity_record_ends_on(effective_on), decided_by_id=forming_id,
        number=f"演练取消〔{effective_on.year}〕{expert.person_id[:4]}号",
        recorded_at=datetime.combine(effective_on, time(10), ZONE),
    )  # fmt: skip


def _level(plan: Plan, number: int) -> Level:
    """Two of three hold the higher of the two titles that table (a) asks for."""
    higher = number % 3 != 1
    if plan.tier is Tier.SENIOR:
        return Level.FULL_SENIOR if higher else Level.ASSOCIATE_SENIOR
    return Level.ASSOCIATE_SENIOR if higher else Level.INTERMEDIATE


def _home(tree: Tree, plan: Plan, number: int) -> str:
    """Where an expert works; one in twelve at an employer whose people declare here, so that some must recuse."""
    if number % 12 == 0 and plan.key == "build":
        return tree["build-institute"].id
    return tree["academy"].id
