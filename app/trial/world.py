"""A small invented world for trials and tests: the bodies, four employers, a committee with a legal pool, a call.

    world = build(session)                       # everything below, flushed
    person = world.applicant("申报人甲")          # eligible for 副高 at the county's employer
    world.act(Role.UNIT_CLERK, world.county_unit)   # an Actor: some person of that body in that role

Instants are UTC, days Asia/Shanghai. The call is open from 2026-09-01 to 2026-09-30; a filing and every
expert's term run through 2026 and 2027. Names of experts all begin with `EXPERT`, so that a test can
search for them. Nothing is random.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.handler import Actor
from handlers.records.committees import (
    Call,
    Committee,
    CommitteeSpecialty,
    Expert,
    FilingCycle,
    PoolCleanup,
    PoolMember,
)
from handlers.records.organisations import AuthorityGrant, Organisation
from handlers.records.people import Education, Employment, Person, TitleHeld
from handlers.rules.roles import Role
from handlers.rules.terms import (
    Basis,
    Degree,
    EmploymentKind,
    Level,
    OrganisationKind,
    OrganisationLevel,
    Tier,
)

EXPERT = "密评专家"
SPECIALTY = "建筑工程"
REGION, LEAGUE, COUNTY = OrganisationLevel.REGION, OrganisationLevel.LEAGUE, OrganisationLevel.COUNTY
HR, INDUSTRY, EMPLOYER = OrganisationKind.HR, OrganisationKind.INDUSTRY, OrganisationKind.EMPLOYER
BODIES = (
    "region_hr", "centre", "region_industry", "office", "discipline", "league_hr", "league_industry", "county_hr",
    "county_industry", "county_unit", "league_unit", "region_unit", "private_unit",
)  # fmt: skip
LEAGUES = {
    "150100": "呼和浩特市", "150200": "包头市", "150300": "乌海市", "150400": "赤峰市", "150500": "通辽市",
    "150600": "鄂尔多斯市", "150700": "呼伦贝尔市", "150800": "巴彦淖尔市", "150900": "乌兰察布市",
    "152200": "兴安盟", "152500": "锡林郭勒盟", "152900": "阿拉善盟",
}  # fmt: skip


@dataclass
class World:
    """What `build` made, by name."""

    session: Session
    region_hr: Organisation
    centre: Organisation
    region_industry: Organisation
    office: Organisation
    discipline: Organisation
    league_hr: Organisation
    league_industry: Organisation
    county_hr: Organisation
    county_industry: Organisation
    county_unit: Organisation
    league_unit: Organisation
    region_unit: Organisation
    private_unit: Organisation
    committee: Committee
    call: Call
    people: dict[tuple[str, str, int], Person] = field(default_factory=dict)

    def applicant(
        self,
        name: str,
        employer: Organisation | None = None,
        *,
        kind: EmploymentKind = EmploymentKind.INSTITUTION,
        level: Level = Level.INTERMEDIATE,
        held_since: date = date(2018, 7, 1),
        degree: Degree = Degree.BACHELOR,
        using: Organisation | None = None,
    ) -> Person:
        """A person in service at `employer` (the county's unit), holding a title of `level` since a day."""
        employer = employer or self.county_unit
        person = Person(name=name, identity_mask="1504**********123X", born_on=date(1985, 3, 5))
        person.employments.append(
            Employment(
                organisation=employer, using_organisation=using, kind=kind, post="工程师", specialty=SPECIALTY,
                from_on=date(2008, 8, 1),
            )
        )  # fmt: skip
        person.educations.append(Education(degree=degree, major="土木工程", graduated_on=date(2008, 7, 1)))
        person.titles.append(TitleHeld(series="engineering", specialty=SPECIALTY, level=level, from_on=held_since))
        self.session.add(person)
        self.session.flush()
        return person

    def other_committee(
        self, name: str, *, formed_by: str, filed_by: str, cycles: list[list[date]] | None = None
    ) -> Committee:
        """A committee without a pool, formed and filed by bodies of this world; default: the first one's cycle."""
        unit: Organisation = getattr(self, formed_by)
        authority: Organisation = getattr(self, filed_by)
        committee = Committee(
            name=f"{name}评审委员会", tier=Tier.SENIOR if authority is self.region_hr else Tier.INTERMEDIATE,
            basis=Basis.SPECIALTY, series="engineering", area=unit.area, forming_unit=unit, office=unit,
        )  # fmt: skip
        for number, (first, last) in enumerate(cycles or [[date(2026, 1, 1), date(2028, 12, 31)]], start=1):
            cycle = FilingCycle(number=f"{name}备〔{number}〕", authority=authority, valid_from=first, valid_to=last)
            committee.cycles.append(cycle)
        self.session.add(committee)
        self.session.flush()
        return committee

    def act(self, role: Role, organisation: Organisation, number: int = 1) -> Actor:
        """An actor in `role` at `organisation`; the same arguments always give the same person."""
        key = (role, organisation.id, number)
        if key not in self.people:
            self.people[key] = Person(name=f"{organisation.name}{role.label}{number}")
            self.session.add(self.people[key])
            self.session.flush()
        person = self.people[key]
        return Actor(f"account-{person.id}", person.id, person.name, role, organisation.id)

    def as_self(self, person: Person, role: Role = Role.APPLICANT) -> Actor:
        """A person acting for themself: an applicant, or an expert at the meeting."""
        organisation = self.office.id if role is not Role.APPLICANT else person.employments[-1].organisation.id
        return Actor(f"account-{person.id}", person.id, person.name, role, organisation)


def build(session: Session, *, leagues: int = 1) -> World:
    """Make the world in `session` and flush it. `leagues` of the twelve get their HR bureau (first: 赤峰市)."""
    bodies = _bodies(session, leagues)
    committee = _committee(session, bodies)
    call = Call(
        committee=committee,
        year=2026,
        title="2026年建筑工程专业高级职称评审申报通知",
        published_at=instant(2026, 8, 20),
        opens_at=instant(2026, 9, 1, 0),
        closes_at=instant(2026, 10, 1, 0),
        years_counted_to=date(2026, 12, 31),
    )
    session.add(call)
    session.flush()
    return World(session, **bodies, committee=committee, call=call)


def found(session: Session) -> World | None:
    """The world as `build` left it in this database; none where it was not built."""
    bodies: dict[str, Any] = {
        body.code: body for body in session.scalars(select(Organisation).where(Organisation.code.in_(BODIES)))
    }
    if len(bodies) < len(BODIES):
        return None
    call = session.scalars(select(Call).order_by(Call.published_at)).first()
    return World(session, **bodies, committee=call.committee, call=call) if call else None


def instant(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    """The UTC instant of a time of day in Asia/Shanghai (which is 8 hours ahead, all year)."""
    return datetime(year, month, day, hour, minute, tzinfo=UTC) - timedelta(hours=8)


def _bodies(session: Session, leagues: int) -> dict[str, Any]:
    made: dict[str, Any] = {}

    def body(
        key: str, name: str, kind: OrganisationKind, level: OrganisationLevel, area: str, parent: str | None = None,
        **flags: bool,
    ) -> None:  # fmt: skip
        above = made.get(parent) if parent else None
        made[key] = Organisation(
            code=key, name=name, kind=kind, level=level, area=area,
            admin_parent=above, channel_parent=above, **flags,
        )  # fmt: skip

    body("region_hr", "自治区人力资源和社会保障厅", HR, REGION, "150000")
    body("centre", "内蒙古人事人才公共服务中心", OrganisationKind.CENTRE, REGION, "150000", "region_hr")
    body("region_industry", "自治区住房和城乡建设厅", INDUSTRY, REGION, "150000", "region_hr")
    body("office", "建筑工程高级职称评委会办公室", OrganisationKind.OFFICE, REGION, "150000", "region_industry")
    body("discipline", "驻住房和城乡建设厅纪检监察组", OrganisationKind.DISCIPLINE, REGION, "150000")
    body("league_hr", "赤峰市人力资源和社会保障局", HR, LEAGUE, "150400", "region_hr")
    body("league_industry", "赤峰市住房和城乡建设局", INDUSTRY, LEAGUE, "150400", "league_hr")
    body("county_hr", "宁城县人力资源和社会保障局", HR, COUNTY, "150429", "league_hr")
    body("county_industry", "宁城县住房和城乡建设局", INDUSTRY, COUNTY, "150429", "county_hr")
    body("county_unit", "宁城县建设工程质量监督站", EMPLOYER, COUNTY, "150429", "county_industry")
    body("league_unit", "赤峰市建筑设计院", EMPLOYER, LEAGUE, "150400", "league_industry")
    body("region_unit", "自治区建筑科学研究院", EMPLOYER, REGION, "150000", "region_industry")
    body("private_unit", "赤峰远山建筑有限公司", EMPLOYER, COUNTY, "150429", "county_hr", non_public=True)
    session.add_all(made.values())
    others = [(area, name) for area, name in LEAGUES.items() if area != "150400"]
    for area, name in others[: leagues - 1]:
        above = made["region_hr"]
        bureau = Organisation(
            code=f"hr-{area}", name=f"{name}人力资源和社会保障局", kind=HR, level=LEAGUE, area=area,
            admin_parent=above, channel_parent=above,
        )  # fmt: skip
        session.add(bureau)
    session.flush()
    return made


def _committee(session: Session, bodies: dict[str, Organisation]) -> Committee:
    region_hr = bodies["region_hr"]
    committee = Committee(
        name="自治区建筑工程专业高级职称评审委员会",
        tier=Tier.SENIOR,
        sub_level=Level.ASSOCIATE_SENIOR,
        basis=Basis.SPECIALTY,
        series="engineering",
        area="150000",
        forming_unit=bodies["region_industry"],
        office=bodies["office"],
        discipline_id=bodies["discipline"].id,
    )
    committee.specialties.append(CommitteeSpecialty(specialty=SPECIALTY, level=Level.ASSOCIATE_SENIOR))
    committee.cycles.append(
        FilingCycle(
            number="内人社备〔2026〕1号", authority=region_hr, valid_from=date(2026, 1, 1), valid_to=date(2028, 12, 31)
        )
    )
    committee.cleanups.append(PoolCleanup(signed_on=date(2026, 3, 2)))
    for number in range(1, 31):
        committee.members.append(_member(number, bodies))
    for power in ("file", "confirm", "seal"):
        session.add(
            AuthorityGrant(organisation=region_hr, power=power, area="150000", from_on=date(2026, 1, 1))
        )  # fmt: skip
    session.add(committee)
    session.flush()
    return committee


def _member(number: int, bodies: dict[str, Organisation]) -> PoolMember:
    """Experts 1–6 may chair; 2 of 3 hold 正高; every fourth works at the grass roots, every fifth elsewhere."""
    expert = Expert(
        person=Person(name=f"{EXPERT}{number:02}"),
        organisation_id=bodies["league_unit"].id if number % 4 == 0 else bodies["region_unit"].id,
        series="engineering",
        specialty=SPECIALTY,
        level=Level.ASSOCIATE_SENIOR if number % 3 == 0 else Level.FULL_SENIOR,
        grassroots=number % 4 == 0,
        outside_system=number % 5 == 0,
    )
    part = "chair" if number <= 6 else "member"
    return PoolMember(expert=expert, part=part, term_from=date(2026, 1, 1), term_to=date(2027, 12, 31))
