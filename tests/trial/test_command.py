"""`zhiping test`: plays stories of files and folders, says what did not come out as told, and how much was covered."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from app.cli import outcome
from app.trial.usual import ROOT

STORY = ROOT / "processes" / "violation_1_cancelled.scenario.yaml"


def test_a_story_that_comes_out_is_told_with_the_coverage(capsys: pytest.CaptureFixture[str]) -> None:
    assert outcome(["test", str(STORY), "--process", "violation"]) == 0

    told = capsys.readouterr().out
    assert told.startswith("通过")
    assert "violation" in told and "没有走到" in told and "clue" not in told


def test_a_story_that_does_not_come_out_is_1_and_told_as_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / "wrong.scenario.yaml"
    wrong.write_text(STORY.read_text(encoding="utf-8").replace("case_letter: 1", "case_letter: 7"), encoding="utf-8")

    assert outcome(["test", str(STORY), str(wrong), "--json"]) == 1

    told = json.loads(capsys.readouterr().out)
    assert told["ok"] is False
    assert [(each["file"], each["ok"]) for each in told["stories"]] == [(STORY.name, True), (wrong.name, False)]
    assert told["stories"][1]["differences"] == ["“case_letter”的行数：实际是 1，故事说 7"]
    assert {each["process"] for each in told["coverage"]} >= {"declaration", "violation"}


def test_a_folder_with_diagrams_takes_the_place_of_the_shipped_ones(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in (ROOT / "processes").iterdir():
        if path.suffix in (".bpmn", ".dmn"):
            shutil.copy(path, tmp_path)
    drawn = tmp_path / "violation.bpmn"
    redrawn = drawn.read_text(encoding="utf-8").replace('"cancel"', '"strike_off"').replace(">cancel<", ">strike_off<")
    drawn.write_text(redrawn, encoding="utf-8")
    shutil.copy(STORY, tmp_path)

    assert outcome(["test", str(tmp_path)]) == 1
    assert "没有待办“cancel”" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["nowhere"], [str(STORY), "--process", "moon"], [str(ROOT / "README.md")]])
def test_bad_arguments_are_2(arguments: list[str]) -> None:
    assert outcome(["test", *arguments]) == 2


def test_a_text_that_is_no_story_is_told_with_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "broken.scenario.yaml"
    broken.write_text("story: x\nsteps:\n  - dance: 1\nthen: {}\n", encoding="utf-8")

    assert outcome(["test", str(broken)]) == 1
    assert "第 3 行" in capsys.readouterr().out
