"""`zhiping check`: what it prints, its exit codes, what a folder and a file stand for."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from app import cli
from tests.conformance.redrawn import ROOT, Drawing


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIPING_HOME", str(ROOT))


def without_the_notice() -> bytes:
    drawing = Drawing("publicity")
    drawing.bridge("result_notice_over")
    return drawing.model()[1]


def test_the_shipped_models_are_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    code = cli.outcome(["check", "--json"])

    assert (code, json.loads(capsys.readouterr().out)) == (0, {"ok": True, "problems": []})


def test_a_folder_of_diagrams_stands_in_for_all_of_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in (ROOT / "processes").iterdir():
        shutil.copy(path, tmp_path)
    (tmp_path / "publicity.bpmn").write_bytes(without_the_notice())

    code = cli.outcome(["check", str(tmp_path), "--json"])

    told = json.loads(capsys.readouterr().out)
    assert (code, told["ok"]) == (1, False)
    lost = next(p for p in told["problems"] if p["article"] == "A51.2" and p["path"])
    assert lost.keys() == {"file", "element", "severity", "rule", "article", "message", "path"}
    assert lost["file"] == "publicity.bpmn"


def test_a_single_file_is_laid_over_the_installation_and_told_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "publicity.bpmn"
    file.write_bytes(without_the_notice())

    code = cli.outcome(["check", str(file)])

    out = capsys.readouterr().out
    assert code == 1
    assert "第五十一条" in out
    assert "评审结束 → 公示评审结果 → 结束公示" in out


def test_a_folder_without_models_is_a_bad_argument(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.outcome(["check", str(tmp_path)]) == 2
    assert "没有 .bpmn" in capsys.readouterr().err


def test_a_file_that_is_no_xml_is_told_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.bpmn").write_text("<not")

    assert cli.outcome(["check", str(tmp_path / "x.bpmn"), "--json"]) == 1
    assert "XML" in capsys.readouterr().out
