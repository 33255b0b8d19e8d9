"""Finished cases walked on another version: the same way is told as the same, another as where it parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from app.engine import modelset
from app.engine.modelset import Model, ModelSet
from app.trial.place import a_place
from app.trial.playing import played
from app.trial.replay import Replayed, replay
from app.trial.stage import setting
from app.trial.story import read

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def models() -> ModelSet:
    return modelset.of_paths([ROOT / "processes", ROOT / "forms"])


@contextmanager
def after(models: ModelSet, story: str) -> Iterator[Session]:
    """The records of an installation in which a story took place."""
    told = read(ROOT / "processes" / f"{story}.scenario.yaml")
    with a_place(models) as place:
        assert played(setting(place.database, place.engine, place.clock, told), told) == []
        with place.database.reading() as session:
            yield session


def redrawn(models: ModelSet, key: str, *changes: tuple[str, str]) -> Model:
    text = models.processes[key].text
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return modelset.of_files([(f"{key}.bpmn", text.encode())]).processes[key]


def told(seen: Replayed) -> list[tuple[str, str]]:
    return [(each.element, each.words) for each in seen.unlike]


@pytest.mark.parametrize(
    "story",
    ["complaint_holds_one", "supervision_2_second_reminder_revoked", "violation_7_appeal", "clue_2_case_opened"],
)
def test_on_its_own_diagram_every_case_goes_as_it_went(models: ModelSet, story: str) -> None:
    with after(models, story) as session:
        seen = {key: replay(session, key, model) for key, model in models.processes.items()}

    assert sum(each.total for each in seen.values()) > 0
    assert {key: told(each) for key, each in seen.items() if each.unlike} == {}


def test_a_step_that_is_gone_is_named(models: ModelSet) -> None:
    new = redrawn(
        models, "clue", ('id="conclude"', 'id="wind_up"'), ('"conclude"', '"wind_up"'), (">conclude<", ">wind_up<")
    )
    with after(models, "clue_2_case_opened") as session:
        seen = replay(session, "clue", new)

    assert (seen.total, seen.alike) == (1, 0)
    assert ("conclude", "新图里没有这个环节") in told(seen)


def test_a_condition_that_leads_another_way_is_told_where_the_ways_part(models: ModelSet) -> None:
    new = redrawn(models, "clue", ("'violation'", "'none'"))
    with after(models, "clue_2_case_opened") as session:
        seen = replay(session, "clue", new)

    assert told(seen)[0][0] in ("open_case", "case_opened")
    assert "新图" in told(seen)[0][1]


def test_nothing_but_numbers_and_steps_is_told(models: ModelSet) -> None:
    new = redrawn(models, "declaration", ('id="unit_check"', 'id="check"'), ('"unit_check"', '"check"'))
    with after(models, "straight_path") as session:
        seen = replay(session, "declaration", new)

    assert seen.unlike and all(set(each.cases) <= {1} for each in seen.unlike)
    assert "张明" not in str(seen)


def test_two_statements_read_any_number_of_cases(models: ModelSet) -> None:
    with after(models, "complaint_holds_one") as session:
        count = statements(session, lambda: replay(session, "confirmation", models.processes["confirmation"]))

    assert count == 2


def statements(session: Session, act: Callable[[], object]) -> int:
    """How many statements something takes."""
    seen: list[str] = []
    engine = session.get_bind()

    def note(_c: object, _u: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    act()
    event.remove(engine, "before_cursor_execute", note)
    return len(seen)
