"""Every figure equals a plain recount of the same rows, in every scope, on both databases."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Row

from app import figures
from app.audit import TABLE as JOURNAL
from app.clock import legal_day
from app.engine.store import INCIDENTS, ITEMS, SUBSCRIPTIONS, WORK
from app.figures import Scope
from app.figures.counting import PASSED
from app.figures.spread import bucket
from handlers.evidence.clocks import open_clocks
from handlers.records.organisations import Organisation
from handlers.rules.clocks import CLOCKS, Kind
from tests.figures.conftest import NOW, Season

SINCE, UNTIL = date(2026, 9, 20), date(2026, 11, 2)


def items(season: Season, scope: Scope, status: str) -> list[Row[Any]]:
    return [i for i in season.rows(ITEMS) if i.status == status and figures.holds(scope, i.area, i.committee_id)]


def middle(waits: list[float]) -> float:
    """The value that the middle one of all lies at."""
    return sorted(waits)[max(0, -(-len(waits) // 2) - 1)]


def test_the_overview_counts_cases_tasks_and_incidents(season: Season, scope: Scope) -> None:
    cases, tasks = season.cases(scope), items(season, scope, "open")
    incidents = [i for i in season.rows(INCIDENTS) if i.instance_id in cases]

    found = {one.process: one for one in figures.processes(season.session, scope, NOW)}

    for status in ("running", "ended", "cancelled"):
        again = Counter(case.process for case in cases.values() if case.status == status)
        assert {key: getattr(one, status) for key, one in found.items() if getattr(one, status)} == again
    late = [i for i in tasks if i.due_at is not None and i.due_at <= NOW]
    amber = [i for i in tasks if i.due_at is not None and i.amber_at <= NOW < i.due_at]
    for name, rows in (("open_tasks", tasks), ("overdue", late), ("amber", amber), ("incidents", incidents)):
        assert {key: getattr(one, name) for key, one in found.items() if getattr(one, name)} == Counter(
            row.process for row in rows
        )


@pytest.mark.parametrize("process", ["declaration", "complaint"])
def test_the_heat_map_counts_what_passed_and_how_long_it_took(season: Season, scope: Scope, process: str) -> None:
    cases = season.cases(scope)
    passed: Counter[str] = Counter()
    for row in season.rows(JOURNAL):
        case = cases.get(row.case)
        inside = SINCE <= legal_day(row.at) <= UNTIL and row.event in PASSED
        if case is not None and case.process == process and inside:
            passed[row.element] += 1
    done = defaultdict(list)
    for item in items(season, scope, "done"):
        if item.process == process and SINCE <= legal_day(item.done_at) <= UNTIL:
            done[item.element].append(item)

    found = {s.element: s for s in figures.steps(season.session, process, scope, NOW, SINCE, UNTIL).steps}

    drawn = {element: many for element, many in passed.items() if element in found}
    assert {element: s.passed for element, s in found.items() if s.passed} == drawn
    for element, step in found.items():
        rows = done[element]
        assert step.timed == len(rows)
        assert step.due == sum(i.due_at is not None for i in rows)
        assert step.late == sum(i.due_at is not None and i.done_at > i.due_at for i in rows)
        if rows:
            assert step.median is not None
            true = middle([(i.done_at - i.created_at).total_seconds() for i in rows])
            near = (step.median - timedelta(seconds=1)).total_seconds()
            assert bucket(true) in (bucket(near), bucket(step.median.total_seconds()))


def test_the_heat_map_shows_who_stands_where(season: Season, scope: Scope) -> None:
    cases = season.cases(scope)
    tasks = Counter(i.element for i in items(season, scope, "open") if i.process == "declaration")
    waits = {(w.instance_id, w.element) for table in (WORK, SUBSCRIPTIONS) for w in season.rows(table)}
    waiting = Counter(e for id, e in waits if id in cases and cases[id].process == "declaration")

    found = figures.steps(season.session, "declaration", scope, NOW, SINCE, UNTIL).steps

    assert {s.element: s.here for s in found if s.here} == tasks + waiting


def test_the_board_counts_clocks_and_tasks_and_shows_each_once(season: Season, scope: Scope) -> None:
    areas = {o.id: o.area for o in season.session.query(Organisation)}
    again: Counter[tuple[str, str]] = Counter()
    for clock in open_clocks(season.session):
        if figures.holds(scope, areas[clock.body], clock.committee):
            again[clock.clock, state_of(clock.clock, clock.due_on, clock.provisional)] += 1
    for item in items(season, scope, "open"):
        if item.due_at is not None:
            state = "red" if item.due_at <= NOW else "amber" if item.amber_at <= NOW else "green"
            again["task", state] += 1

    board = figures.board(season.session, scope, NOW)

    cases = {key: many for key, many in board.by_clock.items() if key[0] not in ("T01", "T02", "T04", "T05", "T10")}
    assert cases == again
    assert board.total == sum(board.by_clock.values())
    shown = []
    for page in range(1, board.total // 50 + 2):
        shown += figures.board(season.session, scope, NOW, page=page).rows
    assert len(shown) == (board.total if scope.personal else 0)
    assert len({(d.clock, d.subject, d.title, d.item_id, d.due_on, d.body_id) for d in shown}) == len(shown)
    assert Counter((d.clock, d.state) for d in shown) == (board.by_clock if scope.personal else {})
    assert [d.due_on for d in shown] == sorted(d.due_on for d in shown if d.due_on)


def state_of(clock: str, due_on: date | None, provisional: bool | None) -> str:
    """Today is Monday 2026-11-02; no day of rest follows it."""
    today = legal_day(NOW)
    if due_on is None:
        return "green"
    if CLOCKS[clock].kind is Kind.MINIMUM:
        return "amber" if due_on < today else "green"
    if due_on < today and not provisional:
        return "red"
    return "amber" if due_on <= today + timedelta(days=1) else "green"


@pytest.mark.parametrize("state", ["red", "amber", "green"])
def test_the_board_asked_for_a_state_shows_that_state_alone(season: Season, state: str) -> None:
    board = figures.board(season.session, Scope(), NOW, state=state)

    assert board.total == board.count(state)
    assert {d.state for d in board.rows} <= {state}
    assert len(board.rows) == min(board.total, 50)


def test_the_board_asked_for_a_body_counts_that_body_alone(season: Season) -> None:
    everybody = figures.board(season.session, Scope(), NOW)

    for one in everybody.by_body[:5]:
        its = figures.board(season.session, Scope(), NOW, body=one.body_id)
        assert (its.count("red"), its.count("amber"), its.count("green")) == (one.red, one.amber, one.green)
        assert {d.body_id for d in its.rows} == {one.body_id}


def test_the_forecast_puts_every_coming_day_into_its_week(season: Season, scope: Scope) -> None:
    weeks = figures.forecast(season.session, scope, NOW, weeks=6)

    today = legal_day(NOW)
    assert [w.from_on for w in weeks] == [today + timedelta(days=7 * n) for n in range(6)]
    areas = {o.id: o.area for o in season.session.query(Organisation)}
    for week in weeks:
        again: Counter[str] = Counter()
        for clock in open_clocks(season.session):
            inside = clock.due_on is not None and week.from_on <= clock.due_on <= week.to_on
            if inside and figures.holds(scope, areas[clock.body], clock.committee):
                again[clock.clock] += 1
        again["task"] = sum(
            i.due_at is not None and i.due_at > NOW and week.from_on <= day_before(i.due_at) <= week.to_on
            for i in items(season, scope, "open")
        )
        counted = {k: n for k, n in week.due.items() if k not in ("T01", "T02", "T04", "T05", "T10")}
        assert counted == {k: n for k, n in again.items() if n}
        assert 0 <= week.expected <= week.total


def day_before(at: datetime) -> date:
    return legal_day(at - timedelta(microseconds=1))


def test_workload_counts_what_bodies_have_and_did(season: Season, scope: Scope) -> None:
    have, did = items(season, scope, "open"), items(season, scope, "done")
    did = [i for i in did if SINCE <= legal_day(i.done_at) <= UNTIL]

    found = {one.id: one for one in figures.workload_of_bodies(season.session, scope, NOW, SINCE, UNTIL)}

    bodies = {i.organisation_id for i in have + did if i.organisation_id}
    assert set(found) <= bodies and len(found) == min(len(bodies), 100)
    for id, one in found.items():
        assert one.open == sum(i.organisation_id == id for i in have)
        assert one.overdue == sum(i.organisation_id == id and i.due_at is not None and i.due_at <= NOW for i in have)
        assert one.done == sum(i.organisation_id == id for i in did)


def test_workload_of_people_is_told_to_nobody_who_may_know_numbers_only(season: Season, scope: Scope) -> None:
    did = [i for i in items(season, scope, "done") if SINCE <= legal_day(i.done_at) <= UNTIL]

    found = figures.workload_of_people(season.session, scope, NOW, SINCE, UNTIL)

    if not scope.personal:
        assert found == []
    again = Counter(i.done_by for i in did)
    assert all(one.done == again[one.id] for one in found)


def test_bottlenecks_tell_the_days_of_work_that_wait(season: Season, scope: Scope) -> None:
    have, did = items(season, scope, "open"), items(season, scope, "done")
    did = [i for i in did if SINCE <= legal_day(i.done_at) <= UNTIL]
    days = (UNTIL - SINCE).days + 1

    found = figures.bottlenecks(season.session, scope, NOW, SINCE, UNTIL, most=100)

    assert {(one.process, one.element): one.open for one in found} == Counter((i.process, i.element) for i in have)
    for one in found:
        done = sum((i.process, i.element) == (one.process, one.element) for i in did)
        assert one.done == done
        assert one.days_of_work == (round(one.open * days / done, 1) if done else None)


def test_pass_rates_count_what_was_announced(season: Season, scope: Scope) -> None:
    for one in figures.pass_rates(season.session, scope):
        assert one.reviewed >= 3 and one.low <= one.rate <= one.high
        assert one.outlier == (not one.low <= one.series_rate <= one.high)
