"""`zhiping what-if` tells a season in lines or as JSON, and says no with the reason."""

from __future__ import annotations

import json

import pytest

from app.cli import main


def told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(["what-if", "--first", "2026-03-02", *words])
    out, err = capsys.readouterr()
    return int(ended.value.code or 0), out, err


def test_a_season_is_told_in_lines(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _err = told(capsys, "--declarations", "40", "--runs", "2")

    assert code == 0
    assert "职称申报：80 件，平均" in out and "T14 报送核准确认（第53条）" in out


def test_the_same_seed_gives_the_same_json(capsys: pytest.CaptureFixture[str]) -> None:
    first, second = (told(capsys, "--declarations", "40", "--seed", "3", "--json")[1] for _ in range(2))

    assert first == second
    assert json.loads(first)["seed"] == 3


def test_too_much_is_refused_with_what_to_change(capsys: pytest.CaptureFixture[str]) -> None:
    code, _out, err = told(capsys, "--declarations", "5000", "--runs", "2")

    assert code == 1 and "请减少件数" in err
