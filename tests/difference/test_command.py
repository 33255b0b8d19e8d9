"""`zhiping diff` says in plain words what became different, without a database."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from app import cli
from tests.difference.shipped import ROOT, source

PUBLICITY = ROOT / "processes" / "publicity.bpmn"


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    path = tmp_path / "mine.bpmn"
    path.write_text(source("publicity.bpmn").replace("${post_result.over_on}", "${post_result.posted_on}"), "utf-8")
    return path


def test_the_same_files_exit_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.outcome(["diff", str(PUBLICITY), str(PUBLICITY)]) == 0
    assert capsys.readouterr().out == "没有不同\n"


def test_a_difference_is_told_in_words_and_exits_1(changed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.outcome(["diff", str(PUBLICITY), str(changed)]) == 1
    told = capsys.readouterr()
    wanted = "△ “公示期满”：等待的日子由“${post_result.over_on}”改为“${post_result.posted_on}”（第五十一条 A51.2）"
    assert told.out.splitlines() == ["mine.bpmn", f"  {wanted}"]
    assert told.err == "zhiping: 有 1 处不同\n"


def test_a_difference_as_json(changed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.outcome(["diff", str(PUBLICITY), str(changed), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["same"] is False
    assert [(each["what"], each["element"], each["article"]) for each in told["changes"]] == [
        ("timer", "result_notice_over", "A51.2")
    ]
    assert cli.outcome(["diff", str(PUBLICITY), str(PUBLICITY), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"changes": [], "same": True}


def test_folders_and_a_file_against_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "models"
    shutil.copytree(ROOT / "processes", folder)
    assert cli.outcome(["diff", str(ROOT / "processes"), str(folder)]) == 0
    (folder / "sanctions.dmn").unlink()
    assert cli.outcome(["diff", str(ROOT / "processes"), str(folder)]) == 1
    assert "－ 删去决策表" in capsys.readouterr().out
    assert cli.outcome(["diff", str(folder), str(PUBLICITY)]) == 0


def test_two_forms_whatever_they_are_called(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = ROOT / "forms" / "ballot.open.form", tmp_path / "other.form"
    shutil.copy(old, new)
    assert cli.outcome(["diff", str(old), str(new)]) == 0


@pytest.mark.parametrize("content", ["<nothing", "<definitions/>"])
def test_what_cannot_be_read_exits_2(content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "bad.bpmn"
    bad.write_text(content, "utf-8")
    assert cli.outcome(["diff", str(PUBLICITY), str(bad)]) == 2
    assert "bad.bpmn" in capsys.readouterr().err
    assert cli.outcome(["diff", str(PUBLICITY), str(tmp_path / "absent.bpmn")]) == 2
    assert cli.outcome(["diff", str(PUBLICITY), str(tmp_path)]) == 2
