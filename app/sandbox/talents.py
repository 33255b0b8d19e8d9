"""People for whom a way past the ladder is open (A37–A41), for those who try the program by hand.

They belong to no story: no season plays them. Their accounts are `talent-…`, with the demonstration password.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from app.sandbox import green
from app.sandbox.bodies import EMPLOYER, Tree
from app.sandbox.committees import SERIES
from app.sandbox.names import name
from app.sandbox.staff import UNIT, Staff
from handlers.records.organisations import Organisation
from handlers.records.people import Assessment, Education, Employment, Person, TitleHeld
from handlers.records.table import Record, new_id
from handlers.records.talents import (
    PostChange,
    RecommendationLetter,
    Station,
    StationAchievement,
    TalentCertificate,
)
from handlers.rules.roles import Role
from handlers.rules.routes.facts import Part, StationResult, UnitPlace
from handlers.rules.terms import AssessmentGrade, Degree, EmploymentKind, Level, OrganisationLevel
from handlers.rules.workdays import ZONE, local_date

BUILDING, ROADS, WORKS = "建筑工程", "公路与桥梁工程", "建筑施工"
INSTITUTION, PRIVATE = EmploymentKind.INSTITUTION, EmploymentKind.PRIVATE_ENTERPRISE
TOWNSHIP = "township-150429"


@dataclass(frozen=True)
class Talent:
    """A person with an account, where they work, and the papers that speak for them."""

    username: str
    person: Person
    unit: Organisation
    papers: tuple[Record, ...] = ()


def settle(session: Session, now: datetime, days: int) -> int:
    """Record the talents, open their accounts and the green channel's call; returns how many talents there are."""
    today = local_date(now)
    tree, people = Tree(session), Staff.hiring(session, date(today.year - 1, 1, 1))
    green.open_call(session, tree, people, now, datetime.combine(today + timedelta(days=days), time(0), ZONE))
    township = _township(tree)
    session.flush()
    for role in UNIT:
        people.hire(township, role)
    settled = list(_talents(tree, today.year))
    for talent in settled:
        session.add(talent.person)
        session.flush()
        session.add_all(talent.papers)
        people.appoint(people.account(talent.username, talent.person), Role.APPLICANT, talent.unit)
    session.flush()
    return len(settled)


def _township(tree: Tree) -> Organisation:
    """An employer in a township, whose graduates may be recognised (A40)."""
    name, level = "宁城县大明镇村镇建设服务中心", OrganisationLevel.TOWNSHIP
    unit = tree.body(TOWNSHIP, name, EMPLOYER, level, "150429", "build-150429", grassroots=True)
    unit.place = UnitPlace.TOWNSHIP
    return unit


def _talents(tree: Tree, year: int) -> Iterator[Talent]:
    yield _talent_of_class_5(tree["design-150100"], year)
    yield _former_postdoc(tree["build-institute"], tree["build-150000"], year)
    yield _engineer_of_a_company(tree["firm-150429"], year)
    yield _graduate_in_a_township(tree[TOWNSHIP], year)
    yield _changed_post(tree["quality-150429"], year)


def _talent_of_class_5(unit: Organisation, year: int) -> Talent:
    """Two years after the last title: the ladder would ask for five."""
    person = _person(1, unit, INSTITUTION, BUILDING, Degree.MASTER, date(year - 4, 7, 1))
    _holds(person, Level.INTERMEDIATE, BUILDING, date(year - 2, 9, 1))
    number = f"英才兴蒙〔{year - 1}〕5-031号"
    paper = TalentCertificate(person_id=person.id, grade=5, number=number, from_on=date(year - 1, 6, 1))
    return Talent("talent-class5", person, unit, (paper,))


def _former_postdoc(unit: Organisation, department: Organisation, year: int) -> Talent:
    """Left the station last year with a grant of the foundation, stayed, and is recommended."""
    person = _person(2, unit, INSTITUTION, BUILDING, Degree.DOCTOR, date(year - 3, 7, 1), date(year - 1, 9, 1))
    _assessed(person, year - 1)
    station = Station(
        id=new_id(), person_id=person.id, name="北疆工程学院土木工程博士后科研流动站",
        entered_on=date(year - 3, 9, 1), left_on=date(year - 1, 8, 25),
    )  # fmt: skip
    grant = StationAchievement(
        person_id=person.id, station_id=station.id, kind=StationResult.SCIENCE_FOUNDATION, part=Part.LEAD,
        name="中国博士后科学基金面上资助", number=f"{year - 2}M710000", reached_on=date(year - 2, 6, 10),
    )  # fmt: skip
    letter = RecommendationLetter(
        person_id=person.id, organisation=department, number=f"演练荐〔{year}〕3号", issued_on=date(year, 1, 15),
        level=Level.ASSOCIATE_SENIOR, merit="在站期间承担寒区建筑节能课题，成果已在两个项目中应用。",
    )  # fmt: skip
    return Talent("talent-postdoc", person, unit, (station, grant, letter))


def _engineer_of_a_company(unit: Organisation, year: int) -> Talent:
    """Fourteen years in a private company, a bachelor, no title above 助理级."""
    person = _person(3, unit, PRIVATE, BUILDING, Degree.BACHELOR, date(year - 14, 7, 1))
    _holds(person, Level.ASSISTANT, BUILDING, date(year - 12, 7, 1))
    return Talent("talent-private", person, unit)


def _graduate_in_a_township(unit: Organisation, year: int) -> Talent:
    """A master with two years in a township unit: recognition without a review."""
    person = _person(4, unit, INSTITUTION, WORKS, Degree.MASTER, date(year - 2, 7, 1), major=WORKS)
    _assessed(person, year - 1)
    return Talent("talent-township", person, unit)


def _changed_post(unit: Organisation, year: int) -> Talent:
    """From roads to building works two years ago: the same level in the new specialty."""
    person = _person(5, unit, INSTITUTION, WORKS, Degree.BACHELOR, date(year - 14, 7, 1))
    _holds(person, Level.INTERMEDIATE, ROADS, date(year - 8, 9, 1))
    change = PostChange(
        person_id=person.id, organisation_id=unit.id, from_series=SERIES, from_specialty=ROADS, series=SERIES,
        specialty=WORKS, number=f"演练调〔{year - 2}〕7号", changed_on=date(year - 2, 3, 1),
    )  # fmt: skip
    return Talent("talent-changed-post", person, unit, (change,))


def _person(
    number: int,
    unit: Organisation,
    kind: EmploymentKind,
    specialty: str,
    degree: Degree,
    graduated_on: date,
    from_on: date | None = None,
    major: str = "土木工程",
) -> Person:
    """Somebody at work in the unit since `from_on`, else since the month after graduation."""
    person = Person(
        id=new_id(), name=name(400 + 37 * number), identity_mask=f"{unit.area[:4]}**********{200 + number}X",
        born_on=date(graduated_on.year - 25, 3, 9),
    )  # fmt: skip
    since = from_on or graduated_on.replace(month=8)
    person.employments.append(
        Employment(
            organisation=unit, kind=kind, post="工程师", specialty=specialty, from_on=since,
            tax_or_insurance_area=unit.area,
        )
    )  # fmt: skip
    person.educations.append(Education(degree=degree, major=major, graduated_on=graduated_on))
    return person


def _holds(person: Person, level: Level, specialty: str, from_on: date) -> None:
    person.titles.append(TitleHeld(series=SERIES, specialty=specialty, level=level, from_on=from_on))


def _assessed(person: Person, year: int) -> None:
    person.assessments.append(Assessment(year=year, grade=AssessmentGrade.QUALIFIED))
