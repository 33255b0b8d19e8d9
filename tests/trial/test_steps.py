"""A trial goes step by step: the story so far is the whole state, and nothing but the throw-away place is touched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.engine import modelset
from app.engine.modelset import ModelSet
from app.trial import StoryBroken, TrialRefused, opening, place, recording, run_stories
from app.trial.trial import KEPT, Trials
from handlers import keys

ROOT = Path(__file__).resolve().parents[2]
STORIES = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "processes").glob("*.scenario.yaml")}


@pytest.fixture(scope="module")
def models() -> ModelSet:
    return modelset.of_paths([ROOT / "processes", ROOT / "forms"])


@pytest.fixture
def trials() -> Iterator[Trials]:
    made = Trials()
    yield made
    made.close()


BEGIN = {"open": "clue", "at": "region_hr"}


def test_a_step_returns_the_story_with_it_and_what_can_be_done_next(models: ModelSet, trials: Trials) -> None:
    seen = trials.step(models, "clue", "", BEGIN)

    assert [task["element"] for task in seen["tasks"]] == ["verify"]
    assert seen["tasks"][0]["usual"] == {"findings": "已向反映的单位和申报人核实，情况具体。"}
    assert seen["tasks"][0]["form"]["schema"]["type"] == "default"
    assert (seen["refused"], seen["current"], seen["covered"]["elements"]) == ("", ["verify"], 1)
    assert recording.steps_of(seen["story"]) == [BEGIN]


def test_the_same_story_comes_to_the_same_place_in_another_program(models: ModelSet, trials: Trials) -> None:
    first = trials.step(models, "clue", "", BEGIN)
    gone_on = trials.step(models, "clue", first["story"], {"do": "verify"})
    anew = Trials()
    again = anew.step(models, "clue", gone_on["story"], None)
    anew.close()

    assert again == gone_on


def test_going_back_is_the_shorter_story(models: ModelSet, trials: Trials) -> None:
    first = trials.step(models, "clue", "", BEGIN)
    trials.step(models, "clue", first["story"], {"do": "verify"})

    assert trials.step(models, "clue", first["story"], None) == {**first, "refused": ""}


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ({"do": "submit", "of": "甲", "with": {"commitment": False}}, "请勾选"),
        ({"do": "report"}, "没有待办“report”"),
        ({"until": "nowhere"}, "没有走到“nowhere”"),
        ({"object": "甲", "during": "unit"}, "没有在公示"),
        ({"do": "submit", "of": "乙"}, "还没有叫“乙”的案件"),
    ],
)
def test_what_is_refused_is_told_and_leaves_the_trial_where_it_was(
    models: ModelSet, trials: Trials, step: dict[str, object], words: str
) -> None:
    begun = trials.step(models, "declaration", "", {"declare": "甲"})
    refused = trials.step(models, "declaration", begun["story"], step)

    assert words in refused["refused"]
    assert {**refused, "refused": ""} == begun


def test_the_clock_jumps_and_a_period_of_the_law_ends_on_its_last_day(models: ModelSet, trials: Trials) -> None:
    story = trials.step(models, "declaration", "", {"declare": "甲"})["story"]
    posted = trials.step(models, "declaration", story, {"until": "post_unit", "of": "甲"})
    posted = trials.step(models, "declaration", posted["story"], {"do": "post_unit", "of": "甲"})
    assert [timer["element"] for timer in posted["timers"]] == ["unit_notice_over"]

    passed = trials.step(models, "declaration", posted["story"], {"pass": "9d"})

    assert {"unit_notice_over", "close_unit"} <= set(passed["path"])
    assert [task["element"] for task in passed["tasks"]] == ["recommend"]
    assert [decision["table"] for decision in passed["decisions"]] == ["first_check_body"]
    assert passed["decisions"][0]["rows"] == [4] and passed["decisions"][0]["inputs"]["人员类别"] == "institution"


def test_a_recorded_trial_is_a_story_that_plays_as_told(models: ModelSet, trials: Trials) -> None:
    story = trials.step(models, "clue", "", BEGIN)["story"]
    for element in ("verify", "dispose", "conclude"):
        story = trials.step(models, "clue", story, {"do": element})["story"]

    recorded = trials.record(models, story, "没有发现违规")

    assert "state: 已办结" in recorded and "- conclude" in recorded
    assert [result.differences for result in run_stories(models, {"a.scenario.yaml": recorded})] == [()]
    otherwise = recorded.replace("state: 已办结", "state: 核实中")
    assert "实际是 已办结" in run_stories(models, {"a.scenario.yaml": otherwise})[0].reason


def test_a_story_can_be_gone_along_from_its_people_on(models: ModelSet, trials: Trials) -> None:
    text = STORIES["straight_path.scenario.yaml"]
    begun, steps = recording.begun(text), recording.steps_of(text)

    assert "张明" in begun and recording.steps_of(begun) == [] and steps[0] == {"declare": "张明"}
    assert trials.step(models, "declaration", begun, steps[0])["refused"] == ""


def test_every_process_can_be_begun_by_a_person_or_along_a_story(models: ModelSet, trials: Trials) -> None:
    by_hand = {key: opening.first_step(models, key, STORIES) for key in models.processes}
    begun = {key for key, step in by_hand.items() if step and not trials.step(models, key, "", step)["refused"]}

    assert begun >= {"declaration", "review_session", "calendar", "clue", "supervision"}
    for key in models.processes:
        told = opening.told_of(models, key, STORIES)
        assert len(told) == len(STORIES), key
    assert "clue" in opening.told_of(models, "clue", STORIES)[0][0]


def test_places_are_few_and_closed_in_the_end(models: ModelSet) -> None:
    trials = Trials()
    for name in "甲乙丙丁戊己":
        trials.step(models, "declaration", "", {"declare": name})
    folders = [standing.place.folder for standing in trials._kept.values()]
    assert len(folders) == KEPT
    trials.close()

    assert not any(folder.exists() for folder in folders)


def test_no_key_of_the_installation_is_read_or_made(
    models: ModelSet, trials: Trials, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHIPING_KEYS_DIR", str(tmp_path / "keys"))
    story = trials.step(models, "declaration", "", {"declare": "甲"})["story"]
    trials.step(models, "declaration", story, {"until": "accepted", "of": "甲"})

    assert keys.folder() == tmp_path / "keys" and not keys.folder().exists()


@pytest.mark.parametrize(
    "text",
    ["", "!!python/object:os.system {}", "story: 甲\nsteps: &a [*a]", "story: [", "story: 甲\nsteps: 3", "x" * 300_000],
)
def test_a_text_that_is_no_story_is_refused(models: ModelSet, trials: Trials, text: str) -> None:
    if not text:
        assert trials.step(models, "clue", text, None)["tasks"] == []
        return
    with pytest.raises(StoryBroken):
        trials.step(models, "clue", text, None)


@pytest.mark.parametrize("step", [{}, {"fly": "away"}, {"do": 3}, {"do": "verify", "sudo": True}, {"pass": "never"}])
def test_a_step_that_is_none_is_refused(models: ModelSet, trials: Trials, step: dict[str, object]) -> None:
    if not step:
        assert trials.step(models, "clue", "", step)["refused"] == ""
        return
    with pytest.raises(StoryBroken):
        trials.step(models, "clue", "", step)


def test_a_process_that_is_not_there_cannot_be_tried(models: ModelSet, trials: Trials) -> None:
    with pytest.raises(TrialRefused, match="没有流程“nowhere”"):
        trials.step(models, "nowhere", "", None)


def test_a_story_is_not_played_again_while_what_it_came_through_is_unchanged(
    models: ModelSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "clue_1_closed.scenario.yaml"
    story = {name: STORIES[name]}
    assert run_stories(models, story)[0].ok
    opened: list[ModelSet] = []
    before = place.open_place
    monkeypatch.setattr(place, "open_place", lambda given: opened.append(given) or before(given))

    assert run_stories(_renamed(models, "calendar"), story)[0].ok and opened == []
    assert run_stories(_renamed(models, "clue"), story)[0].ok and len(opened) == 1


def _renamed(models: ModelSet, key: str) -> ModelSet:
    """The same with another name for one process."""
    model = models.processes[key]
    text = model.text.replace(f'name="{model.diagram.name}"', 'name="另一个名称"', 1)
    changed = modelset.of_files([(model.file, text.encode())])
    return changed.over(models)
