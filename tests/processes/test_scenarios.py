"""The stories of processes/*.scenario.yaml come out as told, on the real engine and both databases."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.clock import FixedClock
from app.database import Database
from app.engine import Engine
from tests.processes.outcome import judge
from tests.processes.stage import setting
from tests.processes.story import StoryBroken, read
from tests.processes.usual import ROOT

STORIES = sorted((ROOT / "processes").glob("*.scenario.yaml"))


@pytest.fixture(autouse=True)
def keys_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIPING_KEYS_DIR", str(tmp_path / "keys"))


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.name.removesuffix(".scenario.yaml"))
def test_the_story_comes_out_as_told(path: Path, database: Database, engine: Engine, clock: FixedClock) -> None:
    story = read(path)
    stage = setting(database, engine, clock, story)

    for turn in story.turns:
        stage.play(turn)

    with database.reading() as session:
        judge(session, story, stage.cases)


def test_there_are_stories() -> None:
    assert len(STORIES) >= 12


def test_a_story_with_an_unknown_word_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "x.scenario.yaml"
    broken.write_text("story: x\npeople: {}\nsteps: [{dance: 1}]\nthen: {}\n", encoding="utf-8")

    with pytest.raises(StoryBroken, match="恰有一个动作"):
        read(broken)
