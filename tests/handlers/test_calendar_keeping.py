"""Keeping the calendar by the handlers, the running clocks, local holidays, and years that nobody entered."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import delete, func, select

from app.trial.world import World, instant
from handlers import calendar, complaint, publicity
from handlers.catalogue import HANDLERS, PREFILLS, display, holder, load, reference
from handlers.evidence import clocks
from handlers.evidence.calendar import calendar_of, renewed
from handlers.records.calendar import CalendarDay, CalendarEdition, CalendarYear
from handlers.records.notices import Publicity
from handlers.rules.article import Unlawful
from handlers.rules.clocks import ClockStatus
from handlers.rules.roles import Role
from handlers.rules.workdays import CalendarMissing
from tests.story import Story

D = date
ENTERED, DECIDED = instant(2026, 11, 20), instant(2026, 11, 21)
DAYS: list[dict[str, Any]] = [
    {"kind": "holiday", "first": D(2027, 1, 1), "last": D(2027, 1, 3), "name": "元旦"},
    {"kind": "holiday", "first": D(2027, 2, 5), "last": D(2027, 2, 11), "name": "春节"},
    {"kind": "makeup_workday", "first": D(2027, 2, 14), "last": None, "name": "春节"},
    {"kind": "in_lieu", "first": D(2027, 5, 1), "last": D(2027, 5, 5), "name": "劳动节"},
    {"kind": "holiday", "first": D(2027, 10, 1), "last": D(2027, 10, 7), "name": "国庆节"},
]
ANSWERS: dict[str, Any] = {"year": 2027, "action": "confirm", "source": "国办发明电〔2026〕7号", "days": DAYS}


def entered(world: World, **changes: Any) -> CalendarEdition:
    keeper = world.act(Role.RULE_KEEPER, world.region_hr)
    person = world.people[Role.RULE_KEEPER, world.region_hr.id, 1]
    made = calendar.enter(person, actor=keeper, now=ENTERED, **{**ANSWERS, **changes})
    edition = load(world.session, made["subject"])
    assert isinstance(edition, CalendarEdition)
    return edition


def confirmed(world: World, edition: CalendarEdition, *, by: int = 2, decision: str = "agree") -> dict[str, Any]:
    return calendar.confirm(
        edition, actor=world.act(Role.RULE_KEEPER, world.region_hr, by), now=DECIDED, decision=decision
    )


def published(world: World, **changes: Any) -> CalendarEdition:
    edition = entered(world, **changes)
    confirmed(world, edition)
    calendar.publish(edition, now=DECIDED)
    return edition


def test_one_person_enters_another_confirms_and_then_the_year_counts(world: World) -> None:
    edition = entered(world)
    assert (edition.number, edition.status, reference(edition)) == (
        "L2027-001", "entered", f"calendar_edition:{edition.id}",
    )  # fmt: skip
    assert calendar_of(world.session).provisional_years == {2027}

    assert confirmed(world, edition) == {"outcome": "agree"}
    assert calendar.publish(edition, now=DECIDED) == {"year": 2027, "version": 2}

    now = calendar_of(world.session)
    assert 2027 in now.confirmed_years
    assert now.provisional_years == {2028}
    assert not now.is_workday(D(2027, 2, 9))
    assert now.is_workday(D(2027, 2, 12))
    assert now.is_workday(D(2027, 2, 14))
    assert not now.is_workday(D(2027, 5, 5))
    assert now.is_workday(D(2027, 9, 15))  # presumed rest is gone: what the notice does not name is a working day
    year = world.session.get_one(CalendarYear, 2027)
    assert (year.source, year.confirmed_at) == ("国办发明电〔2026〕7号", DECIDED)
    assert (edition.status, edition.published_at, edition.version) == ("published", DECIDED, 2)


def test_only_days_that_depart_from_the_week_are_stored(world: World) -> None:
    published(world)

    rows = select(CalendarDay.on).where(CalendarDay.on.between(D(2027, 1, 1), D(2027, 5, 31)))
    stored = set(world.session.scalars(rows))
    assert D(2027, 1, 1) in stored
    assert D(2027, 2, 14) in stored
    assert stored.isdisjoint({D(2027, 1, 2), D(2027, 1, 3), D(2027, 2, 6), D(2027, 5, 1)})


def test_A33_3a_who_entered_it_does_not_confirm_it(world: World) -> None:
    edition = entered(world)

    with pytest.raises(Unlawful, match=r"A33\.3a"):
        confirmed(world, edition, by=1)

    assert edition.status == "entered"


def test_what_was_returned_or_not_confirmed_is_not_published(world: World) -> None:
    edition = entered(world)
    with pytest.raises(Unlawful, match="另一人确认"):
        calendar.publish(edition, now=DECIDED)
    with pytest.raises(Unlawful, match="发布工作日历"):
        calendar.recompute(edition, now=DECIDED)

    confirmed(world, edition, decision="return")

    assert edition.status == "returned"
    with pytest.raises(Unlawful, match="另一人确认"):
        calendar.publish(edition, now=DECIDED)
    assert calendar_of(world.session).provisional_years == {2027}


def test_A27_2a_an_impossible_arrangement_leaves_nothing_behind(world: World) -> None:
    with pytest.raises(Unlawful, match="本来就是工作日"):
        entered(world, days=[*DAYS, {"kind": "makeup_workday", "first": D(2027, 2, 12)}])

    assert world.session.scalar(select(func.count()).select_from(CalendarEdition)) == 0


def test_publishing_again_changes_nothing_more(world: World) -> None:
    edition = published(world)

    assert calendar.publish(edition, now=instant(2026, 12, 1)) == {"year": 2027, "version": 2}
    assert edition.published_at == DECIDED


def test_a_correction_takes_the_place_of_the_year_s_days_and_raises_its_version(world: World) -> None:
    published(world)
    with pytest.raises(Unlawful, match="已经确认"):
        entered(world)

    corrected = [*DAYS, {"kind": "in_lieu", "first": D(2027, 2, 12), "name": "春节"}]
    edition = published(world, action="correct", days=corrected)

    assert edition.version == 3
    assert not calendar_of(world.session).is_workday(D(2027, 2, 12))


def test_the_keeper_s_forms_show_what_is_confirmed_and_what_was_entered(world: World) -> None:
    keeper = world.act(Role.RULE_KEEPER, world.region_hr)
    person = world.people[Role.RULE_KEEPER, world.region_hr.id, 1]
    begun = PREFILLS["calendar.enter"](person, keeper, ENTERED, None)
    assert begun == {"state": "已确认到 2026 年；暂定（待国务院办公厅通知）：2027。", "year": 2027, "action": "confirm"}

    edition = entered(world)
    seen = PREFILLS["calendar.confirm"](edition, keeper, ENTERED, None)

    assert seen["edition"] == "**2027年工作日历**（确认）\n\n依据：国办发明电〔2026〕7号"
    assert "- 调休上班 春节 2027-02-14（周日） 至 2027-02-14（周日）" in seen["days"]
    assert (display(edition).number, display(edition).title) == ("L2027-001", "2027年工作日历")
    assert holder(edition, Role.RULE_KEEPER).organisation_id == world.region_hr.id
    assert holder(edition, Role.HR_CLERK).organisation_id is None


# --- the running clocks ----------------------------------------------------------------------------------------------


def checked(world: World) -> tuple[Story, Any]:
    story = Story(world)
    d = story.submitted(world.applicant("申报人甲"))
    story.assigned(d)
    story.unit_checked(d)
    return story, d


def running(world: World, subject: str | None = None) -> list[tuple[Any, ...]]:
    found = clocks.open_clocks(world.session, subject)
    return [(clock.clock, clock.subject, clock.due_on) for clock in found]


def test_a_unit_s_notice_is_a_running_clock_until_it_is_closed(world: World) -> None:
    story, d = checked(world)
    assert running(world) == []

    story.unit_posted(d)

    subject = f"declaration:{d.id}"
    assert running(world) == [("T06", subject, D(2026, 9, 20))]
    assert running(world, subject) == running(world)
    assert running(world, "declaration:another") == []
    story.unit_closed(d)
    assert running(world) == []


def test_every_clock_of_a_season_runs_in_its_time(world: World) -> None:
    story = Story(world)
    d = story.submitted(world.applicant("申报人甲"))
    story.accepted(d)
    review = story.voted([d])
    posted = story.announced(review)
    assert [clock for clock, *_ in running(world)] == ["T11"]

    story.result_posted(posted)
    received = complaint.receive(world.session, posted.id, d.id, "业绩不实", "", instant(2026, 11, 5))

    assert running(world) == [
        ("T12", f"publicity:{posted.id}", posted.over_on),
        ("T13", f"complaint:{received.id}", D(2026, 12, 3)),
    ]
    (batch,) = story.result_closed(posted) or [None]
    assert batch is None
    assert [clock for clock, *_ in running(world)] == ["T13"]


def test_A53_1_the_month_runs_until_the_papers_are_handed_in(world: World) -> None:
    story = Story(world)
    d = story.submitted(world.applicant("申报人甲"))
    story.accepted(d)
    posted = story.announced(story.voted([d]))
    story.result_posted(posted)
    (batch,) = story.result_closed(posted)

    assert running(world) == [("T14", f"confirmation_batch:{batch.id}", batch.due_on)]
    story.handed_in(batch)
    assert running(world) == []


def test_a_correction_notice_keeps_the_day_it_was_served_with(world: World) -> None:
    story = Story(world)
    d = story.submitted(world.applicant("申报人甲"))
    story.to_the_office(d)
    due = D(2027, 1, 6)
    story.office_checked(d, "correct", items=[{"text": "缺证明"}], due_on=due)

    assert running(world) == [("T08", f"declaration:{d.id}", due)]
    published(world)
    assert clocks.behind(world.session) == []
    (clock,) = clocks.open_clocks(world.session)
    assert clocks.shown(world.session, clock).due_on == due


def test_a_notice_over_the_year_s_end_is_reckoned_anew_when_the_year_is_announced(world: World) -> None:
    story, d = checked(world)
    told = story.unit_posted(d, instant(2026, 12, 29))
    assert told["over_on"] == "2027-01-06"
    posted = world.session.scalars(select(Publicity)).one()
    before = posted.calendar_version
    assert posted.provisional

    extra = {"kind": "makeup_workday", "first": D(2027, 1, 9), "name": "元旦"}
    days = [{**DAYS[0], "last": D(2027, 1, 5)}, *DAYS[1:], extra]
    edition = published(world, days=days)
    assert calendar.recompute(edition, now=DECIDED) == {"redate": [f"declaration:{d.id}"], "cases": 1}

    (change,) = clocks.redate(world.session, f"declaration:{d.id}", DECIDED)
    assert (change.clock, change.before, change.after) == ("T06", D(2027, 1, 6), D(2027, 1, 8))
    assert (change.name, change.of) == ("over_on", {"publicity": posted.id})
    assert (posted.over_on, posted.names[0].over_on) == (D(2027, 1, 8), D(2027, 1, 8))
    assert not posted.provisional
    assert posted.calendar_version > before

    assert clocks.behind(world.session) == []
    assert clocks.redate(world.session, f"declaration:{d.id}", DECIDED) == []


def test_A27_2_a_notice_is_never_closed_earlier_than_the_calendar_in_force_allows(world: World) -> None:
    story, d = checked(world)
    story.unit_posted(d, instant(2026, 12, 29))
    published(world, days=[{**DAYS[0], "last": D(2027, 1, 5)}, *DAYS[1:]])

    with pytest.raises(Unlawful, match="只有 3 个工作日"):  # the day on record has not been moved yet
        publicity.close_unit(d, now=instant(2027, 1, 7))


def test_a_closed_notice_keeps_its_day_and_its_version(world: World) -> None:
    story, d = checked(world)
    story.unit_posted(d)
    story.unit_closed(d)
    posted = world.session.scalars(select(Publicity)).one()
    before = (posted.over_on, posted.calendar_version)

    published(world)

    assert clocks.behind(world.session) == []
    assert clocks.redate(world.session, f"declaration:{d.id}", DECIDED) == []
    assert (posted.over_on, posted.calendar_version) == before


# --- local holidays --------------------------------------------------------------------------------------------------


def test_a_local_holiday_counts_for_the_bodies_of_its_area_alone(world: World) -> None:
    edition = published(
        world, year=2026, area="150429", source="旗政府通知",
        days=[{"kind": "local_holiday", "first": D(2026, 9, 16), "name": "地方节日"}],
    )  # fmt: skip
    assert edition.version == 2

    here, league, region = (calendar_of(world.session, area) for area in ("150429", "150400", ""))
    assert not here.is_workday(D(2026, 9, 16))
    assert league.is_workday(D(2026, 9, 16))
    assert region.is_workday(D(2026, 9, 16))

    story, d = checked(world)
    assert story.unit_posted(d)["over_on"] == "2026-09-21"
    assert story.unit_closed(d, instant(2026, 9, 22))["open_dissents"] == 0


def test_a_league_s_holiday_is_for_its_counties_too(world: World) -> None:
    published(world, year=2026, area="150400", days=[{"kind": "local_holiday", "first": D(2026, 9, 16)}])

    assert not calendar_of(world.session, "150429").is_workday(D(2026, 9, 16))
    assert calendar_of(world.session, "150500").is_workday(D(2026, 9, 16))


def test_the_region_s_arrangement_leaves_local_holidays_alone(world: World) -> None:
    published(world)
    published(world, area="150429", days=[{"kind": "local_holiday", "first": D(2027, 6, 18)}])
    published(world, action="correct")

    assert not calendar_of(world.session, "150429").is_workday(D(2027, 6, 18))


# --- years that nobody entered ---------------------------------------------------------------------------------------


def without(world: World, year: int) -> None:
    world.session.execute(delete(CalendarYear).where(CalendarYear.year == year))
    world.session.execute(delete(CalendarDay).where(CalendarDay.on >= D(year, 1, 1)))
    renewed(world.session)


def test_a_notice_is_not_posted_into_a_year_that_nobody_entered(world: World) -> None:
    story, d = checked(world)
    without(world, 2027)

    with pytest.raises(CalendarMissing, match="请规则与日历管理员先录入该年日历"):
        story.unit_posted(d, instant(2026, 12, 29))


def test_a_complaint_is_received_without_a_calendar_and_gets_its_day_when_the_year_is_entered(world: World) -> None:
    story, d = checked(world)
    story.unit_posted(d, instant(2026, 12, 21))
    posted = world.session.scalars(select(Publicity)).one()
    without(world, 2027)

    received = complaint.receive(world.session, posted.id, d.id, "业绩不实", "", instant(2026, 12, 24))

    assert received.due_on is None
    assert complaint.message_of(received)[2] == {"complaint": received.id, "due_on": None, "amber_on": None}
    (clock,) = [clock for clock in clocks.open_clocks(world.session) if clock.clock == "T13"]
    assert clocks.status(world.session, clock, instant(2027, 6, 1)) is ClockStatus.CALENDAR_MISSING
    assert clocks.behind(world.session) == []

    calendar.open_provisional(world.session, 2027)
    renewed(world.session)
    assert clocks.behind(world.session) == [f"declaration:{d.id}"]
    (change,) = clocks.redate(world.session, f"declaration:{d.id}", instant(2026, 12, 28))
    assert (change.before, received.due_on) == (None, change.after)


@pytest.mark.parametrize(
    ("at", "stands"),
    [
        (datetime.fromisoformat("2026-12-03T23:59:59+08:00"), ClockStatus.RUNNING),
        (datetime.fromisoformat("2026-12-04T00:00:00+08:00"), ClockStatus.BREACHED),
        (datetime.fromisoformat("2026-12-07T03:00:00+08:00"), ClockStatus.BREACHED),
    ],
)
def test_A51_3_a_complaint_is_late_after_its_twentieth_day_however_late_anyone_looks(
    world: World, at: datetime, stands: ClockStatus
) -> None:
    story, d = checked(world)
    story.unit_posted(d, instant(2026, 11, 4))
    posted = world.session.scalars(select(Publicity)).one()
    complaint.receive(world.session, posted.id, d.id, "业绩不实", "", instant(2026, 11, 5))

    (clock,) = [clock for clock in clocks.open_clocks(world.session) if clock.clock == "T13"]

    assert clocks.status(world.session, clock, at) is stands


def test_the_catalogue_names_the_keeper_s_four_steps() -> None:
    assert {name for name in HANDLERS if name.startswith("calendar.")} == {
        "calendar.enter", "calendar.confirm", "calendar.publish", "calendar.recompute",
    }  # fmt: skip
