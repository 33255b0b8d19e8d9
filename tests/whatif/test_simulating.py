"""A simulated season agrees with what can be reckoned by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from statistics import fmean

import pytest

from app.engine.modelset import ModelSet, of_paths
from app.preparing import seeded_calendar
from app.whatif import Meetings, Parameters, Staff, Stream, WhatIfRefused, Work, defaults, simulate
from app.whatif.hours import Days, Hours
from app.whatif.plan import plans
from app.whatif.season import Season
from tests.whatif import toys

ROOT = Path(__file__).resolve().parents[2]
MONDAY = date(2026, 3, 2)
HOUR = Work((60, 60, 60))
AT_ONCE = Work((0, 0, 0))


def asked(process: str, cases: int, **more: object) -> Parameters:
    given = Parameters(first=MONDAY, streams=(Stream(process, cases, window=1, rush=0),), runs=1)
    return replace(given, **more)  # type: ignore[arg-type]


def test_one_server_with_fixed_times_waits_as_queueing_theory_says() -> None:
    # M/D/1: half an hour each, one server, half of the time used: mean wait = rho * s / (2 * (1 - rho)) = 15 minutes
    models, days = toys.one_desk(), Days(toys.calendar(), MONDAY, 400)
    given = asked(
        "desk", 1920, streams=(Stream("desk", 1920, window=240, rush=0),), staff={"office_clerk": Staff(1, 8)},
        work={"toy.task": Work((30, 30, 30))}, days=400,
    )  # fmt: skip
    tally = Season(plans(models, given), days, given, Random(5), float("inf")).run()
    hours = Hours(days, 8)

    waits = [hours.available(one.started_at, one.ended_at) - 30 for one in tally.ended]

    assert len(waits) == 1920
    assert fmean(waits) == pytest.approx(15, rel=0.15)


def test_a_notice_ends_on_its_fifth_working_day_and_the_desk_works_four_a_day() -> None:
    # Posted on Monday 2 March: over at the end of Monday the 9th; then ten hours of work at four a day.
    given = asked(
        "notice", 10, staff={"office_clerk": Staff(1, 4), "applicant": Staff(0)},
        work={"toy.task": HOUR, "publicity.post_unit": AT_ONCE},
    )  # fmt: skip
    found = simulate(toys.after_notice(), toys.calendar(), given, seed=1)

    (narrow,) = found.narrows
    # From midnight on Tuesday the k-th waits for nine o'clock and k hours, four to a day.
    waits = [(9 + k % 4) / 24 + k // 4 for k in range(10)]
    assert narrow.total == pytest.approx(sum(waits), abs=0.01)
    assert narrow.longest == pytest.approx(max(waits), abs=0.01)
    (length,) = found.lengths
    assert length.workdays_ninetieth <= 8
    assert length.legal_days == pytest.approx(7.4, abs=0.4)


@pytest.mark.parametrize(
    ("posted", "first_free_day"),
    [
        (date(2026, 9, 28), date(2026, 10, 13)),  # 29, 30, then 8, 9, and Saturday the 10th is worked; over on that day
        (date(2026, 9, 1), date(2026, 9, 9)),
    ],
)
def test_a_legal_period_counts_the_working_days_of_the_calendar(posted: date, first_free_day: date) -> None:
    given = asked("notice", 3, first=posted, work={"toy.task": HOUR, "publicity.post_unit": AT_ONCE})
    days = Days(toys.calendar(), posted, 120)
    models = toys.after_notice()

    tally = Season(plans(models, given), days, given, Random(1), float("inf")).run()

    over = toys.calendar().minimum(posted, 5).on
    assert {days.on(int(one.ended_at // 1440)) for one in tally.ended} == {next(toys.calendar().workdays(over))}
    assert next(toys.calendar().workdays(over)) == first_free_day or over < first_free_day


def test_more_days_of_rest_make_the_same_notice_longer() -> None:
    given = asked("notice", 5, work={"toy.task": HOUR, "publicity.post_unit": AT_ONCE})
    longer = replace(given, extra_holidays=(date(2026, 3, 4), date(2026, 3, 5)))

    plain = simulate(toys.after_notice(), toys.calendar(), given, seed=1)
    rested = simulate(toys.after_notice(), toys.calendar(), longer, seed=1)

    assert rested.lengths[0].median - plain.lengths[0].median == pytest.approx(2, abs=0.01)
    assert rested.lengths[0].workdays_median == plain.lengths[0].workdays_median


def test_the_same_seed_shows_the_same_season_and_another_a_different_one(shipped: ModelSet) -> None:
    given = replace(defaults(shipped, MONDAY), streams=(Stream("declaration", 60),), runs=2)
    calendar = seeded_calendar()

    first, second = simulate(shipped, calendar, given, 7), simulate(shipped, calendar, given, 7)

    assert first == second
    assert simulate(shipped, calendar, given, 8).lengths != first.lengths


def test_whoever_began_has_ended_or_is_counted_as_unfinished(shipped: ModelSet) -> None:
    given = replace(defaults(shipped, MONDAY), streams=(Stream("declaration", 80),), runs=2)

    whole = simulate(shipped, seeded_calendar(), given, 3)
    short = simulate(shipped, seeded_calendar(), replace(given, days=60), 3)

    for found in (whole, short):
        assert all(one.started == one.ended + one.unfinished for one in found.counted)
        assert next(one.started for one in found.counted if one.process == "declaration") == 80
    assert next(one.unfinished for one in whole.counted if one.process == "declaration") == 0
    assert next(one.unfinished for one in short.counted if one.process == "declaration") > 0


def test_a_season_runs_through_review_notice_and_confirmation(shipped: ModelSet) -> None:
    given = replace(defaults(shipped, MONDAY), streams=(Stream("declaration", 120),), runs=2)

    found = simulate(shipped, seeded_calendar(), given, 3)

    assert {"declaration", "review_session", "publicity", "confirmation"} <= {one.process for one in found.counted}
    certified = next(one for one in found.lengths if one.end == "certified")
    assert certified.count > 50
    assert certified.legal_days > 7  # the unit's notice alone
    assert {"T08", "T11", "T14"} <= {one.clock for one in found.missed}


def test_a_desk_without_enough_people_misses_the_days_of_the_law(shipped: ModelSet) -> None:
    given = replace(
        defaults(shipped, MONDAY), streams=(Stream("declaration", 120),), runs=2,
        work={"confirmation.submit": Work((6000, 6000, 6000))},
    )  # fmt: skip

    found = simulate(shipped, seeded_calendar(), given, 3)

    assert next(one.share.mean for one in found.missed if one.clock == "T14") > 0.9
    assert next(one.article for one in found.missed if one.clock == "T14") == 53


def test_twice_the_people_halve_the_queue() -> None:
    given = asked("desk", 40, staff={"office_clerk": Staff(1, 8)}, work={"toy.task": HOUR})

    alone = simulate(toys.one_desk(), toys.calendar(), given, 1)
    both = simulate(toys.one_desk(), toys.calendar(), replace(given, staff={"office_clerk": Staff(2, 8)}), 1)

    assert both.narrows[0].total < 0.6 * alone.narrows[0].total
    assert sum(week.used or 0 for week in alone.roles[0].weeks) == pytest.approx(
        2 * sum(week.used or 0 for week in both.roles[0].weeks)
    )


def test_all_the_work_that_came_was_done_by_somebody() -> None:
    given = asked("desk", 40, staff={"office_clerk": Staff(1, 8)}, work={"toy.task": HOUR})

    weeks = simulate(toys.one_desk(), toys.calendar(), given, 1).roles[0].weeks

    assert sum((week.used or 0) * 5 * 8 for week in weeks if week.used) == pytest.approx(40)


def test_branches_are_taken_in_the_given_proportion() -> None:
    models = toys.models(
        toys.drawn(
            "fork", toys.begin() + '<bpmn:exclusiveGateway id="q" name="？" />' + toys.end("yes") + toys.end("no"),
            [("begin", "q"), ("q", "yes", "是"), ("q", "no", "否")],
        )
    )  # fmt: skip
    given = asked("fork", 1000, shares={"fork:q_to_yes": 0.9, "fork:q_to_no": 0.1})

    found = simulate(models, toys.calendar(), given, 1)

    assert next(one.count for one in found.lengths if one.end == "yes") == pytest.approx(900, abs=40)


def test_a_boundary_timer_that_fires_is_a_missed_day() -> None:
    guard = (
        '<bpmn:boundaryEvent id="late" attachedToRef="answer"><bpmn:timerEventDefinition id="t">'
        "<bpmn:timeDate>${check.due_on}</bpmn:timeDate></bpmn:timerEventDefinition></bpmn:boundaryEvent>"
    )
    models = toys.models(
        toys.drawn(
            "answer", toys.begin() + toys.task("check", "acceptance.check") + toys.task("answer") + guard
            + toys.end("done") + toys.end("given_up"),
            [("begin", "check"), ("check", "answer"), ("answer", "done"), ("late", "given_up")],
            toys.lane("申报人", "begin", "check", "answer", "done", "given_up"),
        )
    )  # fmt: skip
    slow = Work((0, 0, 0), pause=(20, 20, 20))
    given = asked("answer", 10, staff={"applicant": Staff(0)}, work={"toy.task": slow, "acceptance.check": AT_ONCE})

    late = simulate(models, toys.calendar(), given, 1)
    quick = simulate(models, toys.calendar(), replace(given, work={"toy.task": HOUR, "acceptance.check": AT_ONCE}), 1)

    assert [(one.clock, one.article, one.share.mean) for one in late.missed] == [("T08", 35, 1.0)]
    assert [one.share.mean for one in quick.missed] == [0.0]
    assert [one.end for one in late.lengths] == [""]
    assert late.lengths[0].workdays_mean >= 5


def test_parallel_branches_meet_again_and_repeated_tasks_are_all_done() -> None:
    models = toys.models(
        toys.drawn(
            "both", toys.begin() + '<bpmn:parallelGateway id="out" /><bpmn:parallelGateway id="in" />'
            + toys.task("a", inside='<bpmn:multiInstanceLoopCharacteristics id="m" />') + toys.task("b") + toys.end(),
            [("begin", "out"), ("out", "a"), ("out", "b"), ("a", "in"), ("b", "in"), ("in", "end")],
            toys.lane("办事机构经办", "begin", "a", "b", "end"),
        )
    )  # fmt: skip
    given = asked("both", 1, staff={"office_clerk": Staff(1, 8)}, work={"toy.task": HOUR}, many=3)

    found = simulate(models, toys.calendar(), given, 1)

    assert sum(one.passed for one in found.narrows) == 4
    assert found.counted[0].ended == 1


def test_a_meeting_takes_up_whoever_waits_and_leaves_the_rest_for_the_next() -> None:
    note = '<bpmn:message id="m" name="told" />'
    waits = toys.drawn(
        "person",
        toys.begin() + '<bpmn:intermediateCatchEvent id="wait"><bpmn:messageEventDefinition id="d" messageRef="m" />'
        "</bpmn:intermediateCatchEvent>" + toys.end(),
        [("begin", "wait"), ("wait", "end")], messages=note,
    )  # fmt: skip
    meets = toys.drawn(
        "meeting",
        toys.begin() + '<bpmn:endEvent id="tell"><bpmn:messageEventDefinition id="d" messageRef="m" /></bpmn:endEvent>',
        [("begin", "tell")], messages=note,
    )  # fmt: skip
    days = (date(2026, 4, 1), date(2026, 4, 8), date(2026, 4, 15))
    given = asked("person", 50, meetings=Meetings("meeting", days, capacity=20))

    found = simulate(toys.models(waits, meets), toys.calendar(), given, 1)

    assert [(one.process, one.started, one.unfinished) for one in found.counted] == [
        ("person", 50, 0),
        ("meeting", 3, 0),
    ]


def test_a_diagram_that_turns_in_circles_is_left_unfinished() -> None:
    models = toys.models(
        toys.drawn(
            "round", toys.begin() + '<bpmn:exclusiveGateway id="again" /><bpmn:serviceTask id="on" />' + toys.end(),
            [("begin", "again"), ("again", "on"), ("on", "again"), ("again", "end")],
        )
    )  # fmt: skip
    given = asked("round", 5, shares={"round:again_to_on": 1, "round:again_to_end": 0})

    assert simulate(models, toys.calendar(), given, 1).counted[0].unfinished == 5


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"runs": 50, "streams": (Stream("desk", 5000),)}, "超过 5000"),
        ({"streams": (Stream("desk", 0),)}, "没有件数"),
        ({"streams": (Stream("elsewhere", 5),)}, "没有流程“elsewhere”"),
        ({"pace": 0.0}, "办理速度"),
        ({"days": 5}, "推演天数"),
        ({"work": {"toy.task": Work((5, 2, 1))}}, "从小到大"),
        ({"staff": {"office_clerk": Staff(-1)}}, "人数"),
        ({"shares": {"desk:x": -1.0}}, "分支比例"),
    ],
)
def test_what_is_too_much_or_makes_no_sense_is_refused_with_the_reason(change: dict[str, object], told: str) -> None:
    with pytest.raises(WhatIfRefused, match=told):
        simulate(toys.one_desk(), toys.calendar(), asked("desk", 5, **change), 1)


def test_years_without_a_calendar_are_told() -> None:
    found = simulate(toys.one_desk(), toys.calendar(), asked("desk", 5, first=date(2027, 12, 1), days=100), 1)

    assert any("2028 年的工作日历尚未录入" in line for line in found.assumptions)


def test_more_runs_say_how_sure_the_mean_is() -> None:
    given = asked("desk", 40, staff={"office_clerk": Staff(1, 8)}, work={"toy.task": Work((10, 30, 90))})

    assert simulate(toys.one_desk(), toys.calendar(), given, 1).lengths[0].mean.either is None
    sure = simulate(toys.one_desk(), toys.calendar(), replace(given, runs=10), 1).lengths[0].mean.either
    assert sure is not None and 0 < sure < 1


@pytest.fixture(scope="module")
def shipped() -> ModelSet:
    return of_paths([ROOT / "processes", ROOT / "forms"])
