"""What is on record about a person becomes the facts of the routes of articles 37–41, and nothing else does."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.trial.world import SPECIALTY, World
from handlers.evidence import applicants
from handlers.evidence.subjects import with_people
from handlers.evidence.talents.papers import governor, recommender
from handlers.evidence.talents.posts import unbroken_from
from handlers.records.declarations import Declaration
from handlers.records.organisations import Organisation
from handlers.records.people import Assessment, Person, TitleHeld
from handlers.records.table import new_id
from handlers.records.talents import (
    OverseasTalent,
    PeerLetter,
    Placement,
    PostChange,
    ProfessionalAppointment,
    RareSkill,
    RecommendationLetter,
    Station,
    StationAchievement,
    TalentCertificate,
)
from handlers.rules.acquisition import AcquisitionMode
from handlers.rules.article import Unlawful
from handlers.rules.routes.facts import (
    Breakthrough,
    Governor,
    Overseas,
    Part,
    PlacedFrom,
    Platform,
    Recommender,
    RouteFacts,
    SkilledField,
    StationResult,
    UnitPlace,
)
from handlers.rules.terms import (
    AssessmentGrade,
    DeclarationKind,
    DeclarationStatus,
    EmploymentKind,
    Level,
    OrganisationKind,
    OrganisationLevel,
)
from tests.processes.test_statements import counted
from tests.story import Story

TODAY = date(2026, 9, 10)


@pytest.fixture
def person(world: World) -> Person:
    return world.applicant("申报人甲")


@pytest.fixture
def draft(world: World, person: Person) -> Declaration:
    return Story(world).begun(person)


def facts(declaration: Declaration, on: date = TODAY) -> RouteFacts:
    found = applicants.candidacy(declaration, on).routes
    assert found is not None
    return found


def body(world: World, kind: OrganisationKind, level: OrganisationLevel, area: str, **flags: bool) -> Organisation:
    code = f"{kind}-{level}-{area}-{'-'.join(flags)}"
    made = Organisation(code=code, name=code, kind=kind, level=level, area=area, **flags)
    world.session.add(made)
    world.session.flush()
    return made


def test_somebody_without_papers_has_none(draft: Declaration) -> None:
    found = facts(draft)

    assert (found.letters, found.peers) == ((), ())
    assert [found.talent, found.postdoc, found.overseas, found.skill, found.placement, found.post_change] == [None] * 6
    assert [found.breakthrough, found.platform, found.associate_appointed_on, found.assessment] == [None] * 4
    assert (found.technical_leader, found.earlier_declarations, found.exam_replaces_review) == (False, 0, False)
    assert (found.unit_place, found.in_unit_from, found.on) == (UnitPlace.OTHER, date(2008, 8, 1), TODAY)


def test_the_career_and_the_exam_are_those_of_the_candidacy(draft: Declaration) -> None:
    candidacy, found = applicants.candidacy(draft, TODAY), facts(draft)

    assert (found.career, found.exam) == (candidacy.career, candidacy.exam)


@pytest.mark.parametrize(
    ("kind", "level", "area", "flags", "found"),
    [
        (OrganisationKind.GOVERNMENT, OrganisationLevel.LEAGUE, "150400", {}, Recommender.CITY_GOVERNMENT),
        (OrganisationKind.GOVERNMENT, OrganisationLevel.LEAGUE, "152200", {}, Recommender.LEAGUE_ADMINISTRATION),
        (OrganisationKind.GOVERNMENT, OrganisationLevel.LEAGUE, "152900", {}, Recommender.LEAGUE_ADMINISTRATION),
        (OrganisationKind.GOVERNMENT, OrganisationLevel.COUNTY, "150429", {}, Recommender.COUNTY_GOVERNMENT),
        (
            OrganisationKind.GOVERNMENT, OrganisationLevel.COUNTY, "152501", {"acts_as_league": True},
            Recommender.CITY_GOVERNMENT,
        ),
        (OrganisationKind.GOVERNMENT, OrganisationLevel.REGION, "150000", {}, Recommender.OTHER),
        (OrganisationKind.INDUSTRY, OrganisationLevel.REGION, "150000", {}, Recommender.REGION_DEPARTMENT),
        (OrganisationKind.INDUSTRY, OrganisationLevel.LEAGUE, "150400", {}, Recommender.OTHER),
        (OrganisationKind.HR, OrganisationLevel.REGION, "150000", {}, Recommender.OTHER),
        (OrganisationKind.HR, OrganisationLevel.LEAGUE, "150400", {}, Recommender.LEAGUE_HR),
        (OrganisationKind.HR, OrganisationLevel.COUNTY, "150781", {"acts_as_league": True}, Recommender.LEAGUE_HR),
        (OrganisationKind.HR, OrganisationLevel.COUNTY, "150429", {}, Recommender.COUNTY_HR),
        (OrganisationKind.EMPLOYER, OrganisationLevel.COUNTY, "150429", {}, Recommender.OTHER),
        (OrganisationKind.EMPLOYER, OrganisationLevel.TOWNSHIP, "150429", {}, Recommender.OTHER),
    ],
)  # fmt: skip
def test_a_letter_counts_as_that_of_the_body_that_signed_it(
    world: World,
    kind: OrganisationKind,
    level: OrganisationLevel,
    area: str,
    flags: dict[str, bool],
    found: Recommender,
) -> None:
    assert recommender(body(world, kind, level, area, **flags), world.county_unit) is found


def test_the_own_unit_s_letter_is_known_as_such(world: World) -> None:
    assert recommender(world.county_unit, world.county_unit) is Recommender.OWN_UNIT
    assert recommender(world.league_unit, world.county_unit) is Recommender.OTHER


@pytest.mark.parametrize(
    ("level", "area", "flags", "found"),
    [
        (OrganisationLevel.COUNTY, "150429", {}, Governor.CITY),
        (OrganisationLevel.LEAGUE, "150900", {}, Governor.CITY),
        (OrganisationLevel.COUNTY, "152224", {}, Governor.LEAGUE),
        (OrganisationLevel.TOWNSHIP, "152531", {}, Governor.LEAGUE),
        (OrganisationLevel.REGION, "150000", {}, Governor.REGION),
        (OrganisationLevel.LEAGUE, "150200", {"direct_unit": True}, Governor.REGION),
    ],
)
def test_a_unit_belongs_to_a_league_a_city_or_the_region(
    world: World, level: OrganisationLevel, area: str, flags: dict[str, bool], found: Governor
) -> None:
    assert governor(body(world, OrganisationKind.EMPLOYER, level, area, **flags)) is found


def test_letters_carry_what_they_recommend_for_and_the_withdrawn_are_left_out(
    world: World, person: Person, draft: Declaration
) -> None:
    def letter(number: str, **more: Any) -> RecommendationLetter:
        given = {"organisation": world.region_industry, "issued_on": date(2026, 3, 1), **more}
        return RecommendationLetter(number=number, **given)

    person.letters += [
        letter("1号", level=Level.FULL_SENIOR, breakthrough=Breakthrough.FRONTIER_TECHNOLOGY),
        letter("2号", organisation=world.county_unit, platform=Platform.KEY_LABORATORY, technical_leader=True),
        letter("3号", withdrawn_on=TODAY),
        letter("4号", issued_on=date(2026, 9, 11)),
        letter("5号", issued_on=None),
    ]
    world.session.flush()

    found = facts(draft)

    assert {each.number for each in found.letters} == {"1号", "2号", "5号"}
    by = {each.number: (each.by, each.level) for each in found.letters}
    assert by["1号"] == (Recommender.REGION_DEPARTMENT, Level.FULL_SENIOR)
    assert by["2号"] == (Recommender.OWN_UNIT, None)
    assert found.breakthrough is Breakthrough.FRONTIER_TECHNOLOGY
    assert (found.platform, found.technical_leader) == (Platform.KEY_LABORATORY, True)


def test_peers_are_told_by_the_person_and_by_the_field(world: World, person: Person, draft: Declaration) -> None:
    peers = [Person(name="同行一"), Person(name="同行二")]
    world.session.add_all(peers)
    world.session.flush()
    signed = date(2026, 5, 1)
    for author, specialty in ((peers[0], SPECIALTY), (peers[0], ""), (peers[1], "公路与桥梁工程")):
        letter = PeerLetter(
            author_id=author.id, unit="设计院", series="engineering", specialty=specialty, level=Level.FULL_SENIOR,
            in_service=True, signed_on=signed,
        )  # fmt: skip
        person.peer_letters.append(letter)
    world.session.flush()

    found = facts(draft).peers

    assert [(each.author == peers[0].id, each.same_field) for each in found] == [
        (True, True), (True, True), (False, False),
    ]  # fmt: skip
    assert all(each.in_service and each.signed_on == signed for each in found)


@pytest.mark.parametrize(
    ("held", "number"),
    [
        ([(5, None, None)], "5-0"),
        ([(5, None, None), (2, date(2026, 9, 9), None)], "5-0"),
        ([(5, None, None), (2, date(2026, 9, 10), None)], "2-1"),
        ([(2, None, date(2026, 9, 10)), (6, None, None)], "6-1"),
        ([(2, None, date(2026, 9, 11)), (6, None, None)], "2-0"),
        ([(3, date(2026, 1, 1), None)], "3-0"),
        ([(3, None, date(2026, 1, 1))], None),
    ],
)
def test_the_best_recognition_in_force_counts(
    world: World, person: Person, draft: Declaration, held: list[tuple[int, date | None, date | None]], number: str
) -> None:
    for place, (grade, valid_to, revoked_on) in enumerate(held):
        paper = TalentCertificate(
            grade=grade, number=f"{grade}-{place}", from_on=date(2024, 1, 1), valid_to=valid_to, revoked_on=revoked_on
        )
        person.talent_certificates.append(paper)
    world.session.flush()

    talent = facts(draft).talent

    assert (talent.number if talent else None) == number


def test_a_postdoc_is_seen_with_what_was_reached_in_the_last_station(
    world: World, person: Person, draft: Declaration
) -> None:
    first = Station(id=new_id(), name="甲站", entered_on=date(2019, 9, 1), left_on=date(2021, 8, 31))
    second = Station(id=new_id(), name="乙站", entered_on=date(2023, 9, 1), left_on=date(2026, 9, 10))
    person.stations += [second, first]
    world.session.flush()
    for station, kind, part in (
        (first, StationResult.NATIONAL_PROGRAMME, Part.LEAD),
        (second, StationResult.PROVINCIAL_PROJECT, Part.MEMBER),
    ):
        reached = StationAchievement(
            station_id=station.id, kind=kind, part=part, number="1", reached_on=date(2024, 5, 1)
        )
        person.station_achievements.append(reached)
    world.session.flush()

    postdoc = facts(draft).postdoc
    day_before = facts(draft, date(2026, 9, 9)).postdoc

    assert postdoc is not None and day_before is not None
    assert (postdoc.entered_on, postdoc.left_on, postdoc.stays) == (date(2023, 9, 1), date(2026, 9, 10), True)
    assert [(each.kind, each.part) for each in postdoc.achievements] == [
        (StationResult.PROVINCIAL_PROJECT, Part.MEMBER)
    ]
    assert day_before.left_on is None


def test_a_postdoc_without_work_in_the_region_does_not_stay(world: World, person: Person, draft: Declaration) -> None:
    person.stations.append(Station(name="甲站", entered_on=date(2023, 9, 1), left_on=date(2025, 8, 31)))
    person.employments[0].to_on = date(2026, 9, 9)
    world.session.flush()

    postdoc = facts(draft).postdoc

    assert postdoc is not None and not postdoc.stays


@pytest.mark.parametrize(
    ("periods", "start"),
    [
        ([(date(2020, 1, 1), None)], date(2020, 1, 1)),
        ([(date(2020, 1, 1), date(2023, 12, 31)), (date(2024, 1, 1), None)], date(2020, 1, 1)),
        ([(date(2024, 1, 1), None), (date(2020, 1, 1), date(2023, 12, 30))], date(2024, 1, 1)),
        ([(date(2020, 1, 1), TODAY)], date(2020, 1, 1)),
        ([(date(2020, 1, 1), date(2026, 9, 9))], None),
        ([(TODAY, None)], TODAY),
        ([(date(2026, 9, 11), None)], None),
        ([], None),
    ],
)
def test_what_is_unbroken_reaches_the_day(periods: list[tuple[date, date | None]], start: date | None) -> None:
    assert unbroken_from(periods, TODAY) == start


def test_appointments_to_associate_posts_are_counted_on_without_a_break(
    world: World, person: Person, draft: Declaration
) -> None:
    for level, from_on, to_on in (
        (Level.INTERMEDIATE, date(2016, 1, 1), date(2020, 12, 31)),
        (Level.ASSOCIATE_SENIOR, date(2021, 1, 1), date(2024, 5, 19)),
        (Level.ASSOCIATE_SENIOR, date(2024, 5, 20), None),
    ):
        person.appointments.append(
            ProfessionalAppointment(
                organisation_id=world.county_unit.id, series="engineering", level=level, from_on=from_on, to_on=to_on
            )
        )
    world.session.flush()

    assert facts(draft).associate_appointed_on == date(2021, 1, 1)


def test_abroad_skill_and_placement_are_read(world: World, person: Person, draft: Declaration) -> None:
    person.overseas.append(OverseasTalent(kind=Overseas.RETURNED, arrived_on=TODAY))
    person.skills += [
        RareSkill(field=None, feat="雕花", evidence_number="1", appraisal_number="2"),
        RareSkill(field=SkilledField.ENGINEERING, feat="冷焊"),
    ]
    person.placements.append(
        Placement(organisation_id=world.county_unit.id, came_from=PlacedFrom.ARMY, placed_on=date(2025, 8, 1))
    )
    world.session.flush()

    found = facts(draft)

    assert found.overseas is Overseas.RETURNED
    assert facts(draft, date(2026, 9, 9)).overseas is None
    assert found.skill is not None and (found.skill.field, found.skill.feat) == (SkilledField.ENGINEERING, "冷焊")
    assert found.placement is not None
    assert (found.placement.came_from, found.placement.professional) == (PlacedFrom.ARMY, True)
    assert found.placement.civil_servant_still, "nobody recorded that the former service ended"


@pytest.mark.parametrize(
    ("left_on", "kind", "still"),
    [
        (TODAY, EmploymentKind.INSTITUTION, False),
        (date(2026, 9, 11), EmploymentKind.INSTITUTION, True),
        (TODAY, EmploymentKind.CIVIL_SERVANT, True),
    ],
)
def test_a_former_civil_servant_has_left_the_service(
    world: World, person: Person, draft: Declaration, left_on: date, kind: EmploymentKind, still: bool
) -> None:
    person.employments[0].kind = kind
    person.placements.append(
        Placement(
            organisation_id=world.county_unit.id, came_from=PlacedFrom.CIVIL_SERVICE, placed_on=date(2025, 8, 1),
            left_service_on=left_on,
        )
    )  # fmt: skip
    world.session.flush()

    placement = facts(draft).placement

    assert placement is not None and placement.civil_servant_still is still


def test_the_last_assessment_counts_and_none_of_a_later_year(world: World, person: Person, draft: Declaration) -> None:
    for year, grade in ((2024, "qualified"), (2025, "basic"), (2027, "excellent")):
        person.assessments.append(Assessment(year=year, grade=AssessmentGrade(grade)))
    world.session.flush()

    assert facts(draft).assessment is AssessmentGrade.BASIC


@pytest.mark.parametrize(
    ("grassroots", "place", "found"),
    [
        (False, None, UnitPlace.OTHER),
        (True, None, UnitPlace.TOWNSHIP),
        (True, UnitPlace.VILLAGE, UnitPlace.VILLAGE),
        (False, UnitPlace.STATE_FARM, UnitPlace.STATE_FARM),
    ],
)
def test_the_place_of_the_unit(
    world: World, draft: Declaration, grassroots: bool, place: UnitPlace | None, found: UnitPlace
) -> None:
    world.county_unit.grassroots, world.county_unit.place = grassroots, place

    assert facts(draft).unit_place is found


@pytest.mark.parametrize(
    ("major", "work", "finding", "close"),
    [
        ("土木工程", SPECIALTY, None, False),
        ("土木工程", SPECIALTY, True, True),
        ("建筑工程技术", SPECIALTY, None, True),
        ("建筑", SPECIALTY, None, True),
        ("建筑", SPECIALTY, False, False),
        ("", SPECIALTY, None, False),
    ],
)
def test_work_close_to_the_field_of_study(
    person: Person, draft: Declaration, major: str, work: str, finding: bool | None, close: bool
) -> None:
    person.educations[0].major = major
    person.employments[0].specialty, person.employments[0].near_study = work, finding

    assert facts(draft).close_specialty is close


def test_a_change_of_post_counts_for_the_field_it_leads_to(world: World, person: Person, draft: Declaration) -> None:
    def change(into: str, on: date) -> PostChange:
        return PostChange(
            organisation_id=world.county_unit.id, from_series="engineering", from_specialty="水利工程",
            series="engineering", specialty=into, changed_on=on,
        )  # fmt: skip

    person.post_changes += [
        change(SPECIALTY, date(2022, 3, 1)), change(SPECIALTY, date(2024, 3, 1)), change("测绘", date(2025, 3, 1)),
        change(SPECIALTY, date(2026, 9, 11)),
    ]  # fmt: skip
    world.session.flush()

    found = facts(draft).post_change

    assert found is not None and found.on == date(2024, 3, 1)
    assert (found.series, found.specialty) == ("engineering", SPECIALTY)


def test_titles_are_told_with_their_mode_and_a_same_level_in_another_field_is_a_transfer(
    world: World, person: Person, draft: Declaration
) -> None:
    person.titles += [
        TitleHeld(series="agriculture", level=Level.INTERMEDIATE, from_on=date(2020, 7, 1)),
        TitleHeld(series="economics", level=Level.INTERMEDIATE, from_on=date(2022, 7, 1), acquired_by="exam"),
        TitleHeld(series="news", level=Level.ASSISTANT, from_on=date(2023, 1, 1), revoked_on=date(2024, 1, 1)),
    ]
    person.appointments.append(
        ProfessionalAppointment(
            organisation_id=world.county_unit.id, series="agriculture", level=Level.INTERMEDIATE,
            from_on=date(2020, 9, 1),
        )
    )  # fmt: skip
    world.session.flush()

    found = {each.series: each for each in facts(draft).history}

    assert list(found) == ["engineering", "agriculture", "economics"]
    assert not found["engineering"].transferred and found["agriculture"].transferred
    assert (found["economics"].mode, found["economics"].transferred) == (AcquisitionMode.EXAM, False)
    assert found["agriculture"].appointed_on == date(2020, 9, 1)
    assert found["engineering"].appointed_on is None


def test_only_accepted_declarations_of_others_count_as_earlier(world: World, person: Person) -> None:
    story = Story(world)
    accepted = story.submitted(person)
    story.accepted(accepted)
    draft = story.begun(person)

    assert facts(draft).earlier_declarations == 1
    assert facts(accepted).earlier_declarations == 0


def test_all_papers_of_a_person_are_read_with_one_statement_and_the_count_with_another(
    world: World, person: Person, draft: Declaration, session: Session
) -> None:
    person.letters.append(
        RecommendationLetter(organisation=world.region_industry, number="1号", issued_on=date(2026, 1, 5))
    )
    session.flush()
    session.expire_all()
    loaded = session.get_one(Declaration, draft.id)
    _ = (loaded.person, loaded.employer, loaded.call, loaded.committee, loaded.committee.specialties)
    database: Any = type("Database", (), {"engine": session.get_bind()})

    with counted(database) as (reading, _commits):
        with_people([loaded])
    with counted(database) as (asking, _commits):
        found = facts(loaded)

    assert len(found.letters) == 1
    assert len(reading) == 1
    assert len([s for s in asking if "FROM declaration" in s]) == 1


@pytest.mark.parametrize(
    "paper",
    [
        TalentCertificate(grade=0, number="x", from_on=TODAY),
        TalentCertificate(grade=8, number="x", from_on=TODAY),
        TalentCertificate(grade=5, number="x", from_on=TODAY, valid_to=date(2026, 9, 9)),
        Station(name="x", entered_on=TODAY, left_on=date(2026, 9, 9)),
        PostChange(
            from_series="engineering", from_specialty="a", series="engineering", specialty="a", changed_on=TODAY,
            organisation_id="unit",
        ),
        RecommendationLetter(organisation_id="unit", number=""),
        RecommendationLetter(organisation_id="unit", number="1", technical_leader=True),
    ],
    ids=lambda paper: type(paper).__name__,
)  # fmt: skip
def test_the_database_refuses_papers_that_cannot_be(session: Session, person: Person, paper: Any) -> None:
    import copy

    given = {key: value for key, value in vars(copy.copy(paper)).items() if not key.startswith("_")}
    session.add(type(paper)(person_id=person.id, **given))

    with pytest.raises(IntegrityError):
        session.flush()


def test_nobody_recommends_themself(session: Session, person: Person) -> None:
    letter = PeerLetter(
        person_id=person.id, author_id=person.id, unit="x", series="engineering", level=Level.FULL_SENIOR,
        in_service=True,
    )  # fmt: skip
    session.add(letter)

    with pytest.raises(IntegrityError):
        session.flush()


def test_a_talent_declares_by_the_green_channel_at_its_committee_and_nowhere_else(world: World) -> None:
    story, person = Story(world), world.applicant("人才丙", held_since=date(2025, 7, 1))
    person.talent_certificates.append(TalentCertificate(grade=5, number="英5", from_on=date(2025, 6, 1)))
    world.session.flush()

    with pytest.raises(Unlawful) as elsewhere:
        story.submitted(person, kind="green_channel")
    world.committee.green_channel = True
    declaration = story.submitted(person, kind="green_channel")

    assert {breach.id for breach in elsewhere.value.breaches} == {"A21.2", "A23.1a"}
    assert (declaration.status, declaration.kind) == (DeclarationStatus.SUBMITTED, DeclarationKind.GREEN_CHANNEL)
    assert declaration.snapshot is not None and declaration.snapshot["routes"]["talent"]["grade"] == 5


def test_at_the_green_committee_a_day_after_the_certificate_lapsed_the_article_and_the_days_are_told(
    world: World,
) -> None:
    world.committee.green_channel = True
    person = world.applicant("人才丙", held_since=date(2025, 7, 1))
    lapsed = TalentCertificate(grade=5, number="英5", from_on=date(2025, 6, 1), valid_to=date(2026, 9, 9))
    person.talent_certificates.append(lapsed)
    world.session.flush()

    with pytest.raises(Unlawful) as refused:
        Story(world).submitted(person, kind="green_channel")

    told = {breach.id: breach.message for breach in refused.value.breaches}
    assert told["A37.2b"] == "人才认定有效期至 2026-09-09，2026-09-10 已失效；请重新认定后申报"
    assert "A37.0a" in told


def test_who_changed_posts_declares_the_same_level_as_a_transfer(world: World) -> None:
    person = world.applicant("转岗丁", level=Level.ASSOCIATE_SENIOR)
    person.titles[0].specialty = "水利工程"
    change = PostChange(
        organisation_id=world.county_unit.id, from_series="engineering", from_specialty="水利工程",
        series="engineering", specialty=SPECIALTY, changed_on=date(2024, 3, 1),
    )  # fmt: skip
    person.post_changes.append(change)
    world.session.flush()
    story = Story(world)

    with pytest.raises(Unlawful) as ordinary:
        story.submitted(person)

    assert [breach.id for breach in ordinary.value.breaches] == ["A23.1a"]
    assert story.submitted(person, kind="series_transfer").status is DeclarationStatus.SUBMITTED
