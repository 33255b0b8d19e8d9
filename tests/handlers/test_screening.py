"""Every signal with a case that shows it and its nearest neighbour that must not; hints are entered once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

import handlers.calendar
from app.database import Database
from app.trial.world import SPECIALTY, World, build, instant
from handlers import screening
from handlers.evidence.screening import SCREENS, UNRECORDED, Hit, Screen, screen_of, window
from handlers.records.certificates import ConfirmationBatch
from handlers.records.clues import Clue
from handlers.records.committees import Call, Committee, PoolMember
from handlers.records.declarations import CheckRecord, Declaration
from handlers.records.notices import Complaint, Publicity, PublicityName
from handlers.records.organisations import Organisation
from handlers.records.people import Person
from handlers.records.readings import ClaimedPlace, FileOpened, Material
from handlers.records.review_sessions import Candidate, Draw, Opinion, Result, ReviewSession, Seat, SessionPlan
from handlers.records.table import new_id
from handlers.rules.oversight.catalogue import CATALOGUE
from handlers.rules.oversight.signals import Signal
from handlers.rules.roles import Role
from handlers.rules.terms import DeclarationStatus, Level, OrganisationKind, OrganisationLevel, PublicityKind

NOW = instant(2026, 11, 20)
SECOND = timedelta(seconds=1)
ALL = Level.ASSOCIATE_SENIOR


@pytest.fixture
def place(database: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[World]:
    """The small world on each database."""
    monkeypatch.setenv("ZHIPING_KEYS_DIR", str(tmp_path / "keys"))
    with Session(database.engine) as session:
        handlers.calendar.seed(session, instant(2026, 1, 5))
        yield build(session)


def declared(world: World, name: str, employer: Organisation | None = None, **more: object) -> Declaration:
    person = world.applicant(name, employer)
    declaration = Declaration(
        number=f"2026-{len(name)}{new_id()[:6]}", person_id=person.id, employer_id=(employer or world.county_unit).id,
        call_id=world.call.id, committee_id=world.committee.id, year=2026, series="engineering",
        specialty=SPECIALTY, level=ALL, created_at=instant(2026, 9, 2), submitted_at=instant(2026, 9, 10),
    )  # fmt: skip
    for key, value in {"status": DeclarationStatus.FORWARDED, **more}.items():
        setattr(declaration, key, value)
    world.session.add(declaration)
    world.session.flush()
    return declaration


def meeting(world: World, number: str = "P1", committee: Committee | None = None, **more: object) -> ReviewSession:
    given = {"opened_at": instant(2026, 10, 20), "announced_at": instant(2026, 10, 20, 17), **more}
    review = ReviewSession(
        number=number, committee_id=(committee or world.committee).id, call_id=world.call.id,
        created_at=instant(2026, 10, 1), **given,
    )  # fmt: skip
    world.session.add(review)
    world.session.flush()
    return review


def consented(review: ReviewSession, world: World, at: datetime | None) -> None:
    world.session.add(
        SessionPlan(
            session_id=review.id, version=1, meeting_on=date(2026, 10, 20), place="", overview="", formation="",
            procedure="", measures="", methods=[], candidates_hash="", seed_hash="", consented_at=at,
        )
    )  # fmt: skip


def checked(world: World, of: Declaration, clerk: Person, body: Organisation, **more: object) -> CheckRecord:
    record = CheckRecord(
        declaration_id=of.id, organisation_id=body.id, checker_id=clerk.id, text="", checklist=[],
        **{"stage": "hr", "opinion": "approve", "checked_at": instant(2026, 9, 15), **more},
    )  # fmt: skip
    world.session.add(record)
    world.session.flush()
    return record


def opened(world: World, of: Declaration, clerk: Person, at: datetime, material: str = "") -> None:
    world.session.add(
        FileOpened(declaration_id=of.id, person_id=clerk.id, work_item_id=new_id(), material_id=material, opened_at=at)
    )


def seen(world: World, signal: Signal, now: datetime = NOW) -> list[Hit]:
    world.session.flush()
    screen = screen_of(signal.value)
    assert screen is not None
    return screen.find(world.session, window(now))


def test_every_signal_of_the_catalogue_is_looked_for_or_it_is_said_why_not() -> None:
    looked_for = {screen.signal.value for screen in SCREENS}
    assert looked_for | set(UNRECORDED) == {signal.value for signal in Signal}
    assert not looked_for & set(UNRECORDED)
    by_signal = {signal: item.code for item in CATALOGUE for signal in item.signals}
    assert all(by_signal[screen.signal] == screen.code for screen in SCREENS)


def test_nothing_is_seen_where_nothing_happened(place: World) -> None:
    assert screening.look(place.session, window(instant(2026, 3, 1))) == []


def test_V62_2_the_same_file_of_two_people_is_seen_and_of_one_person_twice_is_not(place: World) -> None:
    first, second, third = (declared(place, name) for name in ("甲", "乙乙", "丙丙丙"))
    for of, sha in ((first, "a" * 64), (second, "a" * 64), (third, "b" * 64), (third, "b" * 64)):
        place.session.add(Material(declaration_id=of.id, name="论文.pdf", sha256=sha, handed_in_at=NOW))

    (hit,) = seen(place, Signal.SAME_FILE)

    assert hit.seen == "论文.pdf，与另外 1 人的文件相同"
    assert {row[0] for row in hit.rows} == {first.number, second.number}
    assert hit.key == "a" * 64


def test_V62_2_two_first_places_in_one_work_are_seen_and_first_and_second_are_not(place: World) -> None:
    first, second = declared(place, "甲"), declared(place, "乙乙")
    for of, number, claimed in ((first, "K1", 1), (second, "K1", 1), (first, "K2", 1), (second, "K2", 2)):
        place.session.add(ClaimedPlace(declaration_id=of.id, number=number, name="某工程", place=claimed))

    (hit,) = seen(place, Signal.SAME_FIRST_PLACE)

    assert hit.key == "K1"
    assert "2 人均填排名第一" in hit.seen


def test_V62_1_and_V65_4_a_written_FAIL_and_what_followed(place: World) -> None:
    fail = {"law": {"verdict": "fail", "findings": [{"id": "A21.2", "verdict": "fail", "said": ["年限不足"]}]}}
    handed_in = declared(place, "甲", snapshot=fail)
    accepted = declared(place, "乙乙", snapshot=fail, accepted_at=instant(2026, 10, 5))
    declared(place, "丙丙丙", snapshot={"law": {"verdict": "review", "findings": []}}, accepted_at=NOW)

    assert {hit.key for hit in seen(place, Signal.DECLARED_AFTER_FAIL)} == {handed_in.id, accepted.id}
    (hit,) = seen(place, Signal.ACCEPTED_DESPITE_FAIL)
    assert hit.key == accepted.id
    assert hit.rows[0][3] == "年限不足"


def test_V64_1_an_approval_after_29_seconds_is_seen_and_after_30_is_not(place: World) -> None:
    clerk, at = Person(name="经办甲"), instant(2026, 9, 15)
    place.session.add(clerk)
    place.session.flush()
    quick, slow, unknown = (declared(place, name) for name in ("甲", "乙乙", "丙丙丙"))
    opened(place, quick, clerk, at - 29 * SECOND)
    opened(place, slow, clerk, at - 30 * SECOND)
    hasty = checked(place, quick, clerk, place.county_hr, checked_at=at)
    checked(place, slow, clerk, place.county_hr, checked_at=at)
    checked(place, unknown, clerk, place.county_hr, checked_at=at)  # nobody knows when it was opened

    (hit,) = seen(place, Signal.APPROVED_IN_SECONDS)

    assert hit.key == hasty.id
    assert hit.target.person_id == clerk.id
    assert hit.target.declaration_id is None
    assert "打开 29 秒即通过，少于 30 秒" in hit.seen


def test_V64_1_no_attachment_opened_is_seen_and_one_opened_or_none_there_is_not(place: World) -> None:
    clerk, at = Person(name="经办甲"), instant(2026, 9, 15)
    place.session.add(clerk)
    place.session.flush()
    unread, read, bare = (declared(place, name) for name in ("甲", "乙乙", "丙丙丙"))
    for of in (unread, read):
        place.session.add(Material(declaration_id=of.id, name="证书", sha256=new_id(), handed_in_at=at))
    for of in (unread, read, bare):
        opened(place, of, clerk, at - timedelta(hours=1))
        checked(place, of, clerk, place.county_hr, checked_at=at)
    opened(place, read, clerk, at - timedelta(minutes=30), "m1")

    (hit,) = seen(place, Signal.NOTHING_OPENED)

    assert unread.number in hit.seen


def test_V64_5_checking_ones_own_declaration_is_seen(place: World) -> None:
    own, other = declared(place, "甲"), declared(place, "乙乙")
    record = checked(place, own, own.person, place.county_hr)
    checked(place, other, own.person, place.county_hr)

    assert [hit.key for hit in seen(place, Signal.OWN_FILE)] == [record.id]


@pytest.mark.parametrize(("files", "second_clerk", "hits"), [(8, False, 1), (7, False, 0), (8, True, 0)])
def test_V64_7_one_agency_always_with_one_clerk(place: World, files: int, second_clerk: bool, hits: int) -> None:
    agency = Organisation(
        code="agency", name="某代理公司", kind=OrganisationKind.AGENCY, level=OrganisationLevel.COUNTY, area="150429"
    )
    one, other = place.act(Role.HR_CLERK, place.county_hr), place.act(Role.HR_CLERK, place.county_hr, 2)
    place.session.add(agency)
    place.session.flush()
    clerks = {actor.person_id: place.session.get_one(Person, actor.person_id) for actor in (one, other)}
    for number in range(files):
        of = declared(place, "甲" * (number + 1), agency)
        by = other.person_id if second_clerk and number == 0 else one.person_id
        checked(place, of, clerks[by], place.county_hr)
    checked(place, declared(place, "别家"), clerks[other.person_id], place.county_hr)

    assert len(seen(place, Signal.ONE_CLERK_ONE_AGENCY)) == hits


def test_V64_7_an_office_of_one_clerk_is_no_hint(place: World) -> None:
    agency = Organisation(
        code="agency", name="某代理公司", kind=OrganisationKind.AGENCY, level=OrganisationLevel.COUNTY, area="150429"
    )
    place.session.add(agency)
    clerk = place.session.get_one(Person, place.act(Role.HR_CLERK, place.county_hr).person_id)
    for number in range(9):
        checked(place, declared(place, "甲" * (number + 1), agency), clerk, place.county_hr)

    assert seen(place, Signal.ONE_CLERK_ONE_AGENCY) == []


def wrote(world: World, expert: PoolMember, reviews: list[ReviewSession], units: list[Organisation]) -> None:
    """The expert writes on one person of each unit in each session; everybody else's people are candidates too."""
    for review in reviews:
        seat = Seat(session_id=review.id, expert_id=expert.expert_id, part="member", position=1, attended_at=NOW)
        world.session.add(seat)
        world.session.flush()
        for position, unit in enumerate(units):
            of = declared(world, "评" * (position + 1), unit)
            candidate = Candidate(session_id=review.id, declaration_id=of.id, position=position)
            world.session.add(candidate)
            world.session.flush()
            world.session.add(
                Opinion(candidate_id=candidate.id, seat_id=seat.id, text="同意", written_at=instant(2026, 10, 20))
            )


def test_V63_6_an_expert_who_writes_on_one_unit_far_beyond_its_share_is_seen(place: World) -> None:
    reviews = [meeting(place, f"P{n}") for n in range(3)]
    expert = place.committee.members[8]
    wrote(place, expert, reviews, [place.county_unit] * 4)
    for review in reviews:  # the sessions' other candidates, on whom others write
        for position in range(16):
            of = declared(place, "他" * (position + 1), place.league_unit)
            place.session.add(Candidate(session_id=review.id, declaration_id=of.id, position=20 + position))

    (hit,) = seen(place, Signal.ONE_EXPERT_ONE_UNIT)

    assert hit.target.person_id == expert.expert.person_id
    assert expert.expert.person.name not in f"{hit.seen}{hit.rows}{hit.target.name}"
    assert "占同期评审对象的 20%" in hit.seen


def test_V63_6_writing_on_a_unit_as_often_as_there_are_candidates_of_it_is_no_hint(place: World) -> None:
    wrote(place, place.committee.members[8], [meeting(place, f"P{n}") for n in range(3)], [place.county_unit] * 4)

    assert seen(place, Signal.ONE_EXPERT_ONE_UNIT) == []


def test_V64_2_a_seat_of_an_expert_whom_the_draw_excluded_is_seen(place: World) -> None:
    good, bad = meeting(place, "P1"), meeting(place, "P2")
    first, second = (member.expert_id for member in place.committee.members[:2])
    for review in (good, bad):
        place.session.add(Draw(
            session_id=review.id, seed="00", algorithm="1", pool_hash="", drawn_at=instant(2026, 10, 12),
            excluded=[{"expert": second, "reason": "连续三年参加评审"}], reserves=[],
        ))  # fmt: skip
    place.session.add(Seat(session_id=good.id, expert_id=first, part="member", position=1))
    place.session.add(Seat(session_id=bad.id, expert_id=second, part="member", position=1))

    (hit,) = seen(place, Signal.REPLACED_BY_HAND)

    assert hit.key == bad.id
    assert hit.rows[0][3] == "连续三年参加评审"


def test_V65_2_a_meeting_on_the_last_day_of_the_filing_is_fine_and_the_day_after_is_seen(place: World) -> None:
    place.committee.cycles[-1].valid_to = date(2026, 10, 20)
    meeting(place, "P1", opened_at=instant(2026, 10, 20, 23))
    late = meeting(place, "P2", opened_at=instant(2026, 10, 21, 0))

    assert [hit.key for hit in seen(place, Signal.FILING_OR_FORMATION)] == [late.id]


def test_V65_3_a_term_that_ends_today_is_fine_and_one_that_ended_yesterday_is_seen(place: World) -> None:
    assert seen(place, Signal.POOL_NEGLECTED) == []
    place.committee.members[0].term_to = date(2026, 11, 20)
    assert seen(place, Signal.POOL_NEGLECTED) == []
    place.committee.members[0].term_to = date(2026, 11, 19)
    (hit,) = seen(place, Signal.POOL_NEGLECTED)
    assert "1 名专家任期已满仍在库" in hit.seen


def counted(world: World, committee: Committee, number: str, passed: int, reviewed: int) -> None:
    review = meeting(world, number, committee)
    for position in range(reviewed):
        of = declared(world, "计" * (position + 1))
        candidate = Candidate(session_id=review.id, declaration_id=of.id, position=position)
        candidate.result = Result(
            committee_size=9, attending=9, approvals=9, rejections=0, invalid=0, passed=position < passed,
            counted_at=NOW,
        )  # fmt: skip
        world.session.add(candidate)


@pytest.mark.parametrize(("passed", "reviewed", "hits"), [(20, 20, 1), (12, 20, 0), (19, 19, 0)])
def test_V65_9_a_pass_rate_far_off_its_series_is_seen(place: World, passed: int, reviewed: int, hits: int) -> None:
    other = Committee(
        name="另一个评委会", tier=place.committee.tier, basis=place.committee.basis, series="engineering",
        area="150000", forming_unit_id=place.league_industry.id, office_id=place.office.id,
    )  # fmt: skip
    place.session.add(other)
    place.session.flush()
    counted(place, place.committee, "P1", 30, 60)
    counted(place, other, "P2", passed, reviewed)

    found = [hit for hit in seen(place, Signal.PASS_RATE_FAR_OFF) if hit.target.committee_id == other.id]

    assert len(found) == hits
    assert all("95% 区间" in hit.seen for hit in found)


def test_V65_6_a_meeting_without_consent_before_it_is_seen(place: World) -> None:
    lawful, late, never = (meeting(place, f"P{n}") for n in range(3))
    consented(lawful, place, instant(2026, 10, 20))
    consented(late, place, instant(2026, 10, 20, 9, 1))
    consented(never, place, None)

    assert {hit.key for hit in seen(place, Signal.NO_CONSENT)} == {late.id, never.id}


def test_V65_6_results_are_late_the_day_after_their_day(place: World) -> None:
    review = meeting(place)
    consented(review, place, instant(2026, 10, 1))
    batch = ConfirmationBatch(
        number="H1", session_id=review.id, due_on=date(2026, 11, 20), created_at=instant(2026, 11, 2)
    )
    posted = Publicity(
        kind=PublicityKind.RESULT, body_id=place.region_industry.id, session_id=review.id, title="结果公示",
        due_on=date(2026, 10, 27), posted_at=instant(2026, 10, 27, 23, 59),
    )  # fmt: skip
    place.session.add_all([batch, posted])

    assert seen(place, Signal.HANDED_IN_LATE) == []
    assert [hit.key for hit in seen(place, Signal.HANDED_IN_LATE, NOW + timedelta(days=1))] == [batch.id]
    assert seen(place, Signal.POSTED_LATE) == []
    posted.posted_at = instant(2026, 10, 28, 0)
    assert [hit.key for hit in seen(place, Signal.POSTED_LATE)] == [posted.id]


def test_V65_8_a_complaint_answered_on_its_last_day_is_fine_and_a_day_later_is_seen(place: World) -> None:
    review, of = meeting(place), declared(place, "甲")
    posted = Publicity(kind=PublicityKind.RESULT, body_id=place.office.id, session_id=review.id, title="结果公示")
    place.session.add(posted)
    place.session.flush()
    place.session.add(PublicityName(publicity_id=posted.id, declaration_id=of.id))
    complaint = Complaint(
        number="J1", publicity_id=posted.id, declaration_id=of.id, complainant_sealed=b"", content="x",
        received_at=instant(2026, 10, 22), due_on=date(2026, 11, 19), decided_at=instant(2026, 11, 19, 23, 59),
    )  # fmt: skip
    place.session.add(complaint)

    assert seen(place, Signal.COMPLAINT_OVERDUE) == []
    complaint.decided_at = instant(2026, 11, 20, 0)
    assert [hit.key for hit in seen(place, Signal.COMPLAINT_OVERDUE)] == [complaint.id]
    complaint.decided_at = None
    assert "尚未答复" in seen(place, Signal.COMPLAINT_OVERDUE)[0].seen


@pytest.mark.parametrize(("returns", "hits"), [(3, 1), (2, 0)])
def test_V66_1_files_returned_three_times_in_a_year_are_seen(place: World, returns: int, hits: int) -> None:
    clerk = place.session.get_one(Person, place.act(Role.HR_CLERK, place.county_hr).person_id)
    of = declared(place, "甲")
    for _ in range(returns):
        checked(place, of, clerk, place.county_hr, opinion="return")
    checked(place, of, clerk, place.county_hr, opinion="return", stage="unit")  # the unit's own return says nothing

    found = seen(place, Signal.OFTEN_RETURNED)

    assert len(found) == hits
    assert all(hit.target.organisation_id == place.county_unit.id for hit in found)


def test_V66_1_annulled_titles_are_counted_by_the_unit_that_recommended(place: World) -> None:
    declared(place, "甲", status=DeclarationStatus.ANNULLED)
    declared(place, "乙乙", status=DeclarationStatus.CERTIFIED)

    (hit,) = seen(place, Signal.TITLES_ANNULLED_LATER)

    assert hit.rows[0][2] == 1


def test_V66_2_a_notice_closed_before_its_last_day_was_over_is_seen(place: World) -> None:
    whole, short, unproven = (
        Publicity(
            kind=PublicityKind.UNIT, body_id=place.county_unit.id, title=title, place=where, evidence="照片",
            posted_at=instant(2026, 9, 11), over_on=date(2026, 9, 18), closed_at=at,
        )
        for title, where, at in (
            ("满期", "公示栏", instant(2026, 9, 19, 0)),
            ("短了", "公示栏", instant(2026, 9, 18, 23, 59)),
            ("无处", "", instant(2026, 9, 19, 0)),
        )
    )  # fmt: skip
    place.session.add_all([whole, short, unproven])

    assert {hit.key for hit in seen(place, Signal.NOTICE_TOO_SHORT)} == {short.id, unproven.id}


def test_V66_3_a_file_still_with_the_unit_at_the_close_is_seen_and_the_moment_before_is_not(place: World) -> None:
    declared(place, "甲", status=DeclarationStatus.UNIT_NOTICE)
    declared(place, "乙乙", reported_at=instant(2026, 10, 1, 0))  # at the very close: in time
    closes = place.session.get_one(Call, place.call.id).closes_at

    assert seen(place, Signal.REPORTED_LATE, closes - SECOND) == []
    (hit,) = seen(place, Signal.REPORTED_LATE, closes)
    assert hit.rows[0][3:] == (1, 1)


def test_a_window_of_an_area_shows_that_area_only(place: World) -> None:
    declared(place, "甲", status=DeclarationStatus.ANNULLED)  # county 150429
    declared(place, "乙乙", place.region_unit, status=DeclarationStatus.ANNULLED)
    screen = screen_of(Signal.TITLES_ANNULLED_LATER.value)
    assert screen is not None

    assert len(screen.find(place.session, window(NOW, "15"))) == 2
    assert [hit.target.organisation_id for hit in screen.find(place.session, window(NOW, "1504"))] == [
        place.county_unit.id
    ]


def test_a_hint_is_entered_once_and_changes_no_case(place: World) -> None:
    of = declared(place, "甲", status=DeclarationStatus.ANNULLED)
    before = of.status

    first = screening.enter(place.session, screening.look(place.session, window(NOW)), NOW)
    again = screening.enter(place.session, screening.look(place.session, window(NOW)), NOW)
    by_hand = screening.enter_one(place.session, "titles_annulled_later", f"{place.county_unit.id}:2026", window(NOW))

    assert [clue.signal for clue in first] == ["titles_annulled_later"]
    assert again == []
    assert by_hand.id == first[0].id
    assert by_hand.evidence["columns"][0] == "单位"
    assert by_hand.due_on == date(2026, 12, 4)  # ten working days
    assert by_hand.registered_by_id is None
    assert of.status is before
    assert place.session.scalar(select(func.count()).select_from(Clue)) == 1


def test_what_is_not_seen_any_more_is_not_entered(place: World) -> None:
    with pytest.raises(LookupError, match="已经不在"):
        screening.enter_one(place.session, "same_file", "nothing", window(NOW))


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.signal.value)
def test_a_screen_is_one_or_two_statements_however_much_there_is(place: World, screen: Screen) -> None:
    from sqlalchemy import event

    asked: list[str] = []
    event.listen(place.session.get_bind(), "before_cursor_execute", lambda *a: asked.append(a[2]))
    screen.find(place.session, window(NOW))

    assert len(asked) <= 3, asked
