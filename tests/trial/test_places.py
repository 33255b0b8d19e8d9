"""A trial leaves no trace, gives the same again, and tells what went wrong in words."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from sqlalchemy import select

from app.audit import Journal
from app.engine import modelset
from app.engine.modelset import ModelSet
from app.trial import TrialRefused, playing, report, run_stories
from app.trial.place import AT_ONCE, a_place, open_place
from app.trial.playing import played
from app.trial.stage import setting
from app.trial.story import parse
from app.trial.usual import ROOT
from app.trial.watch import Watch
from handlers import keys

NAME = "violation_1_cancelled.scenario.yaml"
TEXT = (ROOT / "processes" / NAME).read_text(encoding="utf-8")
HEAD = "story: 试\npeople:\n  张明: {}\nsteps:\n"


@pytest.fixture(scope="module")
def models() -> ModelSet:
    return modelset.of_paths([ROOT / "processes", ROOT / "forms"])


def journal(models: ModelSet, text: str) -> list[tuple[object, ...]]:
    """Everything that a trial writes down, but for the random names of its cases."""
    story = parse(text, "试")
    with a_place(models) as place:
        assert played(setting(place.database, place.engine, place.clock, story), story) == []
        with place.database.reading() as session:
            rows = session.scalars(select(Journal).order_by(Journal.case, Journal.seq))
            return [(row.case, row.at, row.event, row.element, row.name, str(row.detail)) for row in rows]


def test_the_same_story_of_the_same_models_is_the_same_trial(models: ModelSet) -> None:
    text = (ROOT / "processes" / "quorum.scenario.yaml").read_text(encoding="utf-8")

    first, second = journal(models, text), journal(models, text)

    assert len(first) > 50
    assert first == second


def test_a_trial_touches_neither_the_keys_nor_the_database_of_the_installation(
    models: ModelSet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHIPING_KEYS_DIR", str(tmp_path / "keys"))
    monkeypatch.setenv("ZHIPING_DATABASE_URL", f"sqlite:///{tmp_path / 'real.db'}")
    monkeypatch.chdir(tmp_path)

    assert run_stories(models, {NAME: TEXT})[0].ok
    with a_place(models) as place:
        assert keys.folder() == place.folder / "keys"
        elsewhere: list[Path] = []
        other = threading.Thread(target=lambda: elsewhere.append(keys.folder()))
        other.start()
        other.join()

    assert elsewhere == [tmp_path / "keys"] == [keys.folder()]
    assert os.listdir(tmp_path) == []
    assert not place.folder.exists()


def test_trials_in_two_threads_do_not_see_each_other(models: ModelSet) -> None:
    alone = journal(models, TEXT)
    found: dict[int, list[tuple[object, ...]]] = {}

    def one(number: int) -> None:
        found[number] = journal(models, TEXT)

    threads = [threading.Thread(target=one, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == {0: alone, 1: alone}


def test_too_many_places_at_once_are_refused_and_free_again_when_closed(models: ModelSet) -> None:
    places = [open_place(models) for _ in range(AT_ONCE)]
    try:
        with pytest.raises(TrialRefused, match="稍等"):
            open_place(models)
    finally:
        for place in places:
            place.close()
    open_place(models).close()


def test_a_trial_that_takes_too_long_is_stopped(models: ModelSet) -> None:
    story = parse(TEXT, NAME)
    with a_place(models) as place:
        stage = setting(place.database, place.engine, place.clock, story)
        stage.watch = Watch(0.0)
        with pytest.raises(TrialRefused, match="超过 0 秒"):
            played(stage, story)


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ("  - do: office_check\nthen: {}\n", ("第 1 步（第 5 行）", "没有待办")),
        ("  - declare: 李华\nthen: {}\n", ("没有“李华”这个人", "张明")),
        ("  - {until: accepted, of: 王芳}\nthen: {}\n", ("还没有叫“王芳”的案件",)),
        ("  - declare: 张明\n  - {until: moon, of: 张明}\nthen: {}\n", ("第 2 步", "没有走到“moon”", "停在")),
        ("  - declare: 张明\n  - {do: submit, with: {title: 7}}\nthen: {}\n", ("第 2 步", "不合表单", "title")),
        ("  - declare: 张明\n  - {do: submit, refused: [A1]}\nthen: {}\n", ("应当被拒绝", "A1")),
        ("  - {open: nothing, at: region_hr}\nthen: {}\n", ("第 1 步", "没有已发布的流程")),
        ("  - declare: 张明\nthen: {people: {张明: {status: accepted}}}\n", ("状态", "draft", "accepted")),
        ("  - declare: 张明\nthen: {people: {张明: {passes: [submit]}}}\n", ("没有走过 submit",)),
        ("  - declare: 张明\nthen: {counts: {moon: 1, declaration: 2}}\n", ("没有“moon”这张表", "实际是 1，故事说 2")),
        ("  - declare: 张明\nthen: {cases: {线索: {state: x}}, committees: {无: {}}}\n", ("没有这个案件", "有 0 个")),
        ("  - declare: 张明\nthen: {people: {张明: {certificate: true}}}\n", ("证书", "没有")),
    ],
)
def test_what_did_not_come_out_as_told_is_told(models: ModelSet, steps: str, words: tuple[str, ...]) -> None:
    result = run_stories(models, {"x.scenario.yaml": HEAD + steps})[0]

    assert not result.ok
    assert [word for word in words if word not in result.reason] == [], result.reason


def test_models_that_cannot_run_are_refused_with_their_problems(models: ModelSet) -> None:
    broken = modelset.of_files([("clue.bpmn", b"<nothing/>")]).over(models)

    result = run_stories(broken, {NAME: TEXT})[0]

    assert not result.ok
    assert "clue.bpmn" in result.reason


def test_what_nobody_foresaw_is_told_without_a_traceback(models: ModelSet, monkeypatch: pytest.MonkeyPatch) -> None:
    text = HEAD + "  - {open: violation, at: region_hr, with: {named: {张: 明}}}\nthen: {}\n"

    result = playing.run_story(models, "x.scenario.yaml", text)

    assert not result.ok
    assert "Traceback" not in result.reason


def test_coverage_names_what_no_story_reached(models: ModelSet) -> None:
    told = {each.process: each for each in report(models, [(NAME, TEXT)]).coverage}

    assert set(told) == set(models.processes)
    assert 0 < told["violation"].share < 1
    assert "blacklist" in [id for id, _ in told["violation"].missing_elements]
    assert "cancel" not in [id for id, _ in told["violation"].missing_elements]
    assert told["clue"].share == 0
