"""The stories of processes/ come out as told on the real engine; those through every process on both databases."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.trial.playing import played
from app.trial.stage import setting
from app.trial.story import StoryBroken, read
from app.trial.usual import ROOT
from tests.processes.conftest import Ready

STORIES = sorted((ROOT / "processes").glob("*.scenario.yaml"))


@pytest.fixture(autouse=True)
def keys_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIPING_KEYS_DIR", str(tmp_path / "keys"))


# Together they come through every process; the engine's and the handlers' own tests run on both databases anyway.
ON_POSTGRESQL = {
    "straight_path", "complaint_upheld", "complaint_holds_one", "calendar_recomputed", "violation_7_appeal", "quorum",
    "employer_3_overdue", "inspection_1_drawn", "inspection_2_overdue", "not_recognised", "stop_holds_confirmation",
    "supervision_withdrawn_interview", "clue_2_case_opened", "roster_dissent_upheld", "late_posting",
}  # fmt: skip


def told(path: Path) -> str:
    return path.name.removesuffix(".scenario.yaml")


@pytest.mark.parametrize("path", STORIES, ids=told)
@pytest.mark.parametrize("ready", ["sqlite"], indirect=True)
def test_the_story_comes_out_as_told(path: Path, ready: Ready) -> None:
    story = read(path)

    assert played(setting(ready.database, ready.engine, ready.clock, story), story) == []


@pytest.mark.parametrize("path", [path for path in STORIES if told(path) in ON_POSTGRESQL], ids=told)
@pytest.mark.parametrize("ready", ["postgresql"], indirect=True)
def test_a_story_through_every_process_comes_out_as_told_on_postgresql(path: Path, ready: Ready) -> None:
    story = read(path)

    assert played(setting(ready.database, ready.engine, ready.clock, story), story) == []


def test_there_are_stories() -> None:
    assert len(STORIES) >= 12
    assert {told(path) for path in STORIES} >= ON_POSTGRESQL


def test_a_story_with_an_unknown_word_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "x.scenario.yaml"
    broken.write_text("story: x\npeople: {}\nsteps: [{dance: 1}]\nthen: {}\n", encoding="utf-8")

    with pytest.raises(StoryBroken, match="恰有一个动作"):
        read(broken)
