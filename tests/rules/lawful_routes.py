"""People who qualify by a route of art. 37–41 each, and the neighbours' common ground."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handlers.rules import routes, standards
from handlers.rules.acquisition import Acquisition, AcquisitionMode
from handlers.rules.eligibility import Career, Discipline, Employment, Exam, Field, HeldTitle, Licence
from handlers.rules.jurisdiction import Authority, Belonging, Competence
from handlers.rules.terms import AssessmentGrade, Degree, EmploymentKind, Level, TitleKind

D = date
ON = D(2026, 5, 20)
MEMBER, ASSISTANT, MIDDLE = Level.MEMBER, Level.ASSISTANT, Level.INTERMEDIATE
ASSOCIATE, FULL = Level.ASSOCIATE_SENIOR, Level.FULL_SENIOR


def cell(target: Level, degree: Degree, base: Level, years: int) -> standards.Condition:
    return standards.Condition(target=target, degree=degree, base=base, years=years)


STANDARD = standards.Standard(
    id="s1", name="工程系列标准", tier=standards.StandardTier.NATIONAL, parent_id=None, series="engineering",
    specialty="", version="1", effective_from=D(2019, 1, 1), effective_to=None, issuer=standards.Issuer.NATION,
    issuer_id="", with_department="", keeper="人社厅", directed=False, special_talent=False, document_number="",
    conditions=(
        cell(MIDDLE, Degree.BACHELOR, ASSISTANT, 4),
        cell(ASSOCIATE, Degree.BACHELOR, MIDDLE, 5),
        cell(FULL, Degree.BACHELOR, ASSOCIATE, 5),
    ),
)  # fmt: skip

CAREER = Career(
    series="engineering", target=ASSOCIATE, degree=Degree.BACHELOR, graduated_on=D(2010, 7, 1),
    professional_from=D(2010, 8, 1), in_region_from=D(2010, 8, 1), non_public=False,
    probation=AssessmentGrade.QUALIFIED, titles=(), counted_to=ON, standard=STANDARD, counts=(),
)  # fmt: skip
#: No title, no letter, nothing special: no route is open, and the ladder is not either.
NOBODY = routes.RouteFacts(
    on=ON, area=routes.Governor.CITY, green_channel=False, career=CAREER, exam=Exam(False, None, ON),
    exam_replaces_review=False, assessment=AssessmentGrade.QUALIFIED, earlier_declarations=0, letters=(), peers=(),
    breakthrough=None, platform=None, technical_leader=False, talent=None, associate_appointed_on=None, postdoc=None,
    overseas=None, skill=None, placement=None, unit_place=routes.UnitPlace.OTHER, in_unit_from=D(2010, 8, 1),
    close_specialty=True, post_change=None, history=(),
)  # fmt: skip


def aiming(facts: routes.RouteFacts, level: Level) -> routes.RouteFacts:
    """The same person declaring another level."""
    return replace(facts, career=replace(facts.career, target=level))


def schooled(facts: routes.RouteFacts, degree: Degree | None) -> routes.RouteFacts:
    """The same person with another degree."""
    return replace(facts, career=replace(facts.career, degree=degree))


GOVERNMENT = routes.Letter(routes.Recommender.CITY_GOVERNMENT, "市政函1", D(2026, 5, 1), ASSOCIATE)
DEPARTMENT = replace(GOVERNMENT, by=routes.Recommender.REGION_DEPARTMENT)
BUREAU = replace(GOVERNMENT, by=routes.Recommender.LEAGUE_HR)
OWN = replace(GOVERNMENT, by=routes.Recommender.OWN_UNIT)
PEER = routes.PeerLetter("x1", FULL, in_service=True, same_field=True, signed_on=D(2026, 5, 1))
SECOND_PEER = replace(PEER, author="x2")
TALENT = routes.TalentCertificate(5, "英才1", D(2025, 1, 1), D(2027, 12, 31))
SKILL = routes.Skill(routes.SkilledField.ENGINEERING, "焊接绝技", "业绩1", "鉴定1")
PROJECT = routes.Achievement(routes.StationResult.PROVINCIAL_PROJECT, routes.Part.LEAD, D(2023, 6, 1))
STATION = routes.Postdoc(D(2022, 1, 1), D(2024, 1, 1), stays=True, achievements=(PROJECT,))

BREAKTHROUGH = replace(NOBODY, breakthrough=routes.Breakthrough.ENGINEERING_PROBLEM, letters=(GOVERNMENT,))
LEADER = replace(NOBODY, platform=routes.Platform.KEY_LABORATORY, technical_leader=True, letters=(OWN, GOVERNMENT))
TALENTED = replace(NOBODY, talent=TALENT)
TOP_TALENT = replace(aiming(NOBODY, FULL), talent=replace(TALENT, grade=4))
APPOINTED = replace(aiming(TALENTED, FULL), associate_appointed_on=D(2024, 5, 20))
POSTDOC = replace(schooled(NOBODY, Degree.DOCTOR), postdoc=STATION, letters=(BUREAU,))
UNSCHOOLED = replace(
    schooled(NOBODY, Degree.COLLEGE), peers=(PEER, SECOND_PEER), letters=(GOVERNMENT,)
)  # fmt: skip
UNSCHOOLED = replace(
    UNSCHOOLED, career=replace(UNSCHOOLED.career, titles=(HeldTitle(MIDDLE, D(2021, 5, 20), "engineering"),))
)
RETURNED = replace(NOBODY, overseas=routes.Overseas.RETURNED, letters=(GOVERNMENT,))
SKILLED = replace(NOBODY, skill=SKILL, letters=(GOVERNMENT,))
PLACED = replace(
    NOBODY,
    placement=routes.Placement(routes.PlacedFrom.CIVIL_SERVICE, ON, civil_servant_still=False, professional=True),
)
GRADUATE = replace(
    aiming(NOBODY, ASSISTANT), unit_place=routes.UnitPlace.TOWNSHIP, in_unit_from=D(2024, 5, 20),
)  # fmt: skip

OLD_TITLE = routes.TitleRecord(MIDDLE, "accounting", "会计", D(2021, 5, 20), AcquisitionMode.REVIEW, False, None)
NEW_TITLE = routes.TitleRecord(MIDDLE, "engineering", "造价", D(2025, 5, 19), AcquisitionMode.REVIEW, True, None)
MOVE = routes.PostChange(D(2025, 5, 19), "engineering", "造价", appointment_demanded=False)


def with_titles(facts: routes.RouteFacts, *titles: routes.TitleRecord) -> routes.RouteFacts:
    """The same person with this title history, in the career too."""
    held = tuple(HeldTitle(title.level, title.from_on, title.series) for title in titles)
    return replace(facts, history=titles, career=replace(facts.career, titles=held))


MOVED = with_titles(replace(aiming(NOBODY, MIDDLE), post_change=MOVE), OLD_TITLE)
TRANSFERRED = with_titles(replace(NOBODY, post_change=MOVE), OLD_TITLE, NEW_TITLE)
SENIORITY = routes.Seniority("engineering", MIDDLE, OLD_TITLE.from_on, (OLD_TITLE, NEW_TITLE))

EMPLOYMENT = Employment(EmploymentKind.INSTITUTION, D(2010, 8, 1), None, retired_on=None, permit_to=None, on=ON)
DISCIPLINE = Discipline(EmploymentKind.INSTITUTION, (), None, ON)
FIELD = Field(safety_series=False, major_fits=True)
LICENCE = Licence(required=False, held=False, valid_to=None, on=ON)
COMPETENCE = Competence(TitleKind.ORDINARY, ASSISTANT, Belonging.COUNTY, Authority.COUNTY_HR)
ACQUISITION = Acquisition(AcquisitionMode.RECOGNITION, 0, None, "认定1")
RECOGNISED = routes.Recognised(ON, ON)
