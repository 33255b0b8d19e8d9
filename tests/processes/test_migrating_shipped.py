"""Cases of the shipped processes are taken to other versions wherever they stand, and come out as told."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app.clock import FixedClock
from app.database import Database
from app.engine import Engine
from app.engine.migrating.foretelling import Preview, preview
from app.engine.reading import progress
from app.engine.repair.orders import Operation, Order
from app.engine.repair.repairs import Asked
from app.engine.repair.store import RepairItem
from app.engine.store import ProcessDefinition, ProcessInstance, Work
from app.trial.outcome import differences
from app.trial.stage import Stage, setting
from app.trial.story import Story, Turn, read
from app.trial.usual import ROOT
from handlers.handler import Actor
from handlers.rules.roles import Role
from tests.processes.redrawn import PROCESSES, Redrawn, as_version

ASKER = Actor("studio-1", "studio-p1", "设计员", Role.DESIGNER, "")
SECOND = Actor("studio-2", "studio-p2", "规则员", Role.RULE_KEEPER, "")
REASON = "新版本改正了流程图，在办案件一并按新版本办理。"
STORIES = ("straight_path", "roster_dissent_upheld", "quorum", "violation_7_appeal",
           "supervision_3_interview_resumed", "employer_3_overdue")  # fmt: skip


@pytest.fixture(autouse=True)
def keys_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIPING_KEYS_DIR", str(tmp_path / "keys"))


@pytest.fixture
def sqlite(sqlite_database: Database, clock: FixedClock) -> tuple[Database, Engine]:
    return sqlite_database, Engine(sqlite_database, clock)


def see(stage: Stage, key: str, to: int, mapping: dict[str, str] | None = None) -> Preview:
    with stage.database.reading() as session:
        return preview(session, stage.engine.library, stage.engine.catalogue, key, to, mapping or {})


def move(stage: Stage, key: str, to: int, mapping: dict[str, str] | None = None) -> list[str]:
    """Take every case of a process that can move to a version; returns what came of each."""
    cases = [Asked(each.case) for each in see(stage, key, to, mapping).cases if each.verdict.ok]
    order = Order(Operation.MIGRATE, version=to, mapping=mapping or {})
    id = stage.engine.repairs.request(order, key, cases, REASON, ASKER)
    stage.engine.repairs.approve(id, SECOND)
    works = [work.id for work in _rows(stage, Work) if work.kind == "repair"]
    stage.engine.repairs.carry_out(works)
    return [item.status for item in _rows(stage, RepairItem) if item.repair_id == id]


def _rows(stage: Stage, table: type[Any]) -> list[Any]:
    with stage.database.reading() as session:
        return list(session.scalars(select(table)))


def at_every_step(stage: Stage, do: Callable[[int], None]) -> None:
    """Have something done before each turn of a story, and before each usual thing that it leaves to itself."""
    advance, play, count = stage._advance, stage.play, [0]

    def first() -> None:
        do(count[0])
        count[0] += 1

    def advanced(leaving: set[str], deadline: Any) -> bool:
        first()
        return advance(leaving, deadline)

    def played(turn: Turn) -> None:
        first()
        play(turn)

    stage._advance, stage.play = advanced, played  # type: ignore[method-assign]


def set_up(sqlite: tuple[Database, Engine], clock: FixedClock, name: str) -> tuple[Stage, Story]:
    story = read(ROOT / "processes" / f"{name}.scenario.yaml")
    return setting(*sqlite, clock, story), story


def to_and_fro(stage: Stage, places: set[str]) -> None:
    """Every case goes from the version it is of to the other."""
    for key in PROCESSES:
        for to in (1, 2):
            seen = see(stage, key, to)
            assert [each.reason for each in seen.cannot] == [], f"{key}：{stage.waiting()}"
        first, second = see(stage, key, 2), see(stage, key, 1)
        for to, seen in ((2, first), (1, second)):
            if seen.total:
                places |= _places(stage, [each.case for each in seen.cases])
                order = Order(Operation.MIGRATE, version=to)
                asked = [Asked(each.case) for each in seen.cases]
                id = stage.engine.repairs.request(order, key, asked, REASON, ASKER)
                stage.engine.repairs.approve(id, SECOND)
                stage.engine.repairs.carry_out([work.id for work in _rows(stage, Work) if work.kind == "repair"])


def _places(stage: Stage, cases: list[str]) -> set[str]:
    with stage.database.reading() as session:
        found = (progress(session, case) for case in cases)
        return {f"{each.key}.{element}" for each in found for element in each.current}


@pytest.mark.parametrize("name", STORIES)
def test_a_story_comes_out_as_told_though_every_case_changes_its_version_before_every_step(
    name: str, sqlite: tuple[Database, Engine], clock: FixedClock
) -> None:
    stage, story = set_up(sqlite, clock, name)
    for key in PROCESSES:
        assert as_version(stage.database, Redrawn(key).equivalent(), clock.now()) == 2
    places: set[str] = set()
    at_every_step(stage, lambda _: to_and_fro(stage, places))

    for turn in story.turns:
        stage.play(turn)

    with stage.database.reading() as session:
        assert differences(session, story, stage.cases) == []
    assert places
    if name == "straight_path":
        assert places >= {
            "declaration.submit", "declaration.unit_check", "declaration.wait_unit", "declaration.recommend",
            "declaration.check_hr", "declaration.wait_roster", "declaration.office_check",
            "declaration.review_concluded", "review_session.sign_in", "review_session.meeting_day",
            "review_session.consent_lapsed", "publicity.result_notice_over", "confirmation.decide",
        }  # fmt: skip
    if name == "stop_holds_confirmation":
        assert "confirmation.release" in places


@pytest.mark.parametrize("seed", range(6))
def test_from_any_point_of_a_story_the_rest_is_the_same_on_an_equivalent_version(
    seed: int, sqlite: tuple[Database, Engine], clock: FixedClock
) -> None:
    chance = random.Random(seed)
    stage, story = set_up(sqlite, clock, chance.choice(STORIES))
    drawn = {key: Redrawn(key).equivalent() for key in PROCESSES}
    drawn["declaration"].put_in("unit_dissent_open_to_recommend", "serviceTask", "look_again", "first_check.facts")
    point = chance.randrange(25)

    def once(count: int) -> None:
        if count == point:
            for key in PROCESSES:
                as_version(stage.database, drawn[key], clock.now())
                assert see(stage, key, 2).cannot == []
                if see(stage, key, 2).total:
                    assert set(move(stage, key, 2)) == {"done"}

    at_every_step(stage, once)
    for turn in story.turns:
        stage.play(turn)

    with stage.database.reading() as session:
        assert differences(session, story, stage.cases) == []


# --- versions that differ --------------------------------------------------------------------------------------------

APPLICANT = Story("一人申报", Path(), {"张明": {}}, (), {}, {})


def standing_at(sqlite: tuple[Database, Engine], clock: FixedClock, element: str) -> Stage:
    """One declaration that has come as far as an element."""
    stage = setting(*sqlite, clock, APPLICANT)
    stage.play(Turn("declare", "张明", {}))
    if element in ("unit_notice_over",):
        stage.play(Turn("until", "post_unit", {"of": "张明"}))
        stage.play(Turn("do", "post_unit", {"of": "张明"}))
    else:
        stage.play(Turn("until", element, {"of": "张明"}))
    return stage


def reasons(stage: Stage, drawn: Redrawn, mapping: dict[str, str] | None = None) -> list[tuple[str, str]]:
    """Why the declaration cannot move to a version."""
    to = as_version(stage.database, drawn, stage.clock.now())
    return [(each.reason.element, each.reason.requirement) for each in see(stage, drawn.key, to, mapping).cannot]


def goes_on(stage: Stage, to: int, mapping: dict[str, str] | None = None) -> set[str]:
    """Move, be accepted, reviewed and certified; returns the elements passed."""
    assert move(stage, "declaration", to, mapping) == ["done"]
    stage.play(Turn("until", "accepted", {"of": "张明"}))
    stage.play(Turn("convene", "评审会", {}))
    stage.play(Turn("until", "certified", {"of": "张明"}))
    with stage.database.reading() as session:
        return set(progress(session, _case(stage)).done)


def _case(stage: Stage) -> str:
    return next(case.id for case in _rows(stage, ProcessInstance) if case.process == "declaration")


def version(stage: Stage) -> int:
    with stage.database.reading() as session:
        pinned = session.get_one(ProcessInstance, _case(stage)).definition_id
        return session.get_one(ProcessDefinition, pinned).version


def test_a_task_added_ahead_is_done(sqlite: tuple[Database, Engine], clock: FixedClock) -> None:
    stage = standing_at(sqlite, clock, "unit_check")
    drawn = Redrawn("declaration").put_in("recommend_to_reporting_facts", "serviceTask", "more", "first_check.facts")

    assert reasons(stage, drawn) == []
    assert "more" in goes_on(stage, 2)


def test_a_task_that_the_law_does_not_demand_may_be_added_behind(
    sqlite: tuple[Database, Engine], clock: FixedClock
) -> None:
    stage = standing_at(sqlite, clock, "recommend")
    drawn = Redrawn("declaration").put_in("submit_to_first_check_facts", "serviceTask", "more", "first_check.facts")

    assert reasons(stage, drawn) == []
    assert "more" not in goes_on(stage, 2)


def test_a_task_that_is_left_out_ahead_is_not_missed(sqlite: tuple[Database, Engine], clock: FixedClock) -> None:
    more = Redrawn("declaration").put_in("recommend_to_reporting_facts", "serviceTask", "more", "first_check.facts")
    stage = standing_at(sqlite, clock, "unit_check")
    as_version(stage.database, more, clock.now())
    move(stage, "declaration", 2)

    assert "more" not in goes_on(stage, 1)
    assert version(stage) == 1


def test_a_notice_and_its_period_are_not_skipped_by_a_case_that_never_had_them(
    sqlite: tuple[Database, Engine], clock: FixedClock
) -> None:
    stage = setting(*sqlite, clock, APPLICANT)
    short = (
        Redrawn("declaration")
        .bypass("is_joint_to_post_unit", "recommend")
        .bypass("using_unit_opinion_to_post_unit", "recommend")
    )
    as_version(stage.database, short, clock.now())
    stage.play(Turn("declare", "张明", {}))
    stage.play(Turn("until", "recommend", {"of": "张明"}))
    assert version(stage) == 2

    seen = see(stage, "declaration", 1)

    assert (seen.total, seen.can) == (1, 0)
    assert "A27.2" in {each.reason.requirement for each in seen.cannot}
    assert {"post_unit", "unit_notice_over"} <= {each.reason.element for each in seen.cannot}


def test_an_element_under_another_id_needs_to_be_told_which_it_is(
    sqlite: tuple[Database, Engine], clock: FixedClock
) -> None:
    stage = standing_at(sqlite, clock, "recommend")
    drawn = Redrawn("declaration").renamed("recommend", "unit_recommendation").renamed("post_unit", "unit_notice")

    assert reasons(stage, drawn) == [("recommend", "")]
    mapping = {"recommend": "unit_recommendation", "post_unit": "unit_notice"}
    done = goes_on(stage, 2, mapping)

    assert {"unit_recommendation", "unit_notice"} <= done


def test_a_task_is_not_moved_to_another_lane_under_the_hands_of_its_holder(
    sqlite: tuple[Database, Engine], clock: FixedClock
) -> None:
    stage = standing_at(sqlite, clock, "recommend")

    assert reasons(stage, Redrawn("declaration").laned("recommend", "用人单位经办")) == [("recommend", "")]
    assert reasons(stage, Redrawn("declaration").laned("sort", "办事机构经办")) == []


def test_a_period_that_runs_is_not_given_another_timer(sqlite: tuple[Database, Engine], clock: FixedClock) -> None:
    stage = standing_at(sqlite, clock, "unit_notice_over")
    changed = Redrawn("declaration").timed("unit_notice_over", "2026-09-02")

    assert ("unit_notice_over", "") in reasons(stage, changed)
    due = [work.due_at for work in _rows(stage, Work)]
    assert reasons(stage, Redrawn("declaration").equivalent()) == []
    assert "unit_notice_over" in goes_on(stage, 3)
    assert due


def test_a_changed_condition_ahead_decides(sqlite: tuple[Database, Engine], clock: FixedClock) -> None:
    stage = standing_at(sqlite, clock, "unit_check")
    drawn = Redrawn("declaration")
    condition = drawn.node("via_centre_to_sort").find("{*}conditionExpression")
    assert condition is not None
    condition.text = "${facts == null}"

    assert reasons(stage, drawn) == []
    assert move(stage, "declaration", 2) == ["done"]
    stage.play(Turn("until", "office_check", {"of": "张明"}))
    with stage.database.reading() as session:
        assert "sort" not in progress(session, _case(stage)).done
