"""The command line: what it prints, its exit codes, one clear line on standard error."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app import cli

WHOLE = {"attending": 18, "approvals": 12}


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation of this test alone."""
    for name in ("SANDBOX", "PRODUCTION", "SECRET_KEY", "HOME"):
        monkeypatch.delenv(f"ZHIPING_{name}", raising=False)
    monkeypatch.setenv("ZHIPING_DATABASE_URL", f"sqlite:///{tmp_path / 'zhiping.db'}")
    monkeypatch.setenv("ZHIPING_KEYS_DIR", str(tmp_path / "keys"))
    monkeypatch.setenv("ZHIPING_ANCHORS_DIR", str(tmp_path / "anchors"))


def one_line(text: str) -> bool:
    return text.startswith("zhiping: ") and text.count("\n") == 1


def test_a_lawful_fact_is_told_as_json_and_exits_0(capsys: pytest.CaptureFixture[str]) -> None:
    code = cli.outcome(["rules", "check", "A45.2", "--facts", json.dumps(WHOLE)])

    assert (code, capsys.readouterr().out) == (0, '{"id": "A45.2", "lawful": true, "breaches": []}\n')


def test_an_unlawful_fact_says_why_and_exits_1(capsys: pytest.CaptureFixture[str]) -> None:
    code = cli.outcome(["rules", "check", "A45.2", "--facts", json.dumps(WHOLE | {"approvals": 11})])
    told = capsys.readouterr()

    answer = json.loads(told.out)
    assert code == 1
    assert not answer["lawful"]
    assert "12" in answer["breaches"][0]
    assert one_line(told.err)


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        ("2026-09-14", "5", "2026-09-20"),
        ("2026-09-28", "5", "2026-10-10"),
        ("2026-09-18", "20", "2026-10-22"),
        ("2026-02-12", "5", "2026-02-26"),
    ],
)
def test_working_days_are_counted_without_a_database(
    start: str, days: str, due: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.outcome(["workdays", "add", start, days]) == 0
    assert capsys.readouterr().out == f"{due}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["rules", "check", "A99.9", "--facts", "{}"],
        ["rules", "check", "A45.2", "--facts", "{"],
        ["rules", "check", "A45.2", "--facts", "[]"],
        ["rules", "check", "A45.2"],
        ["workdays", "add", "2026-02-30", "5"],
        ["workdays", "add", "2026-09-14", "0"],
        ["workdays", "add", "2031-01-01", "5"],
        ["publish", "no/such/file.bpmn"],
        ["serve", "--port", "70000"],
        ["dance"],
    ],
    ids=" ".join,
)
def test_bad_arguments_exit_2_with_one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.outcome(arguments) == 2
    assert one_line(capsys.readouterr().err)


def test_bad_settings_exit_2_with_one_line(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIPING_SANDBOX", "1")
    monkeypatch.setenv("ZHIPING_PRODUCTION", "1")

    assert cli.outcome(["init"]) == 2
    told = capsys.readouterr().err
    assert one_line(told)
    assert "不能同时设置" in told


def test_every_command_has_a_help_text(capsys: pytest.CaptureFixture[str]) -> None:
    commands = [["init"], ["serve"], ["demo"], ["rules", "check"], ["rules", "list"], ["workdays", "add"], ["publish"]]
    for words in [[], *commands, ["audit", "verify"], ["audit", "anchor"]]:
        assert cli.outcome([*words, "--help"]) == 0
        assert "Usage: zhiping" in capsys.readouterr().out


def test_init_prepares_what_the_other_commands_use_and_may_be_repeated(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.outcome(["init"]) == 0
    assert "已发布" in capsys.readouterr().out
    assert cli.outcome(["init"]) == 0
    assert "没有变化" in capsys.readouterr().out
    assert cli.outcome(["workdays", "add", "2026-09-14", "5"]) == 0
    assert cli.outcome(["audit", "anchor"]) == 0
    assert cli.outcome(["audit", "verify"]) == 0


def test_a_diagram_with_a_script_is_not_published(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cli.outcome(["init"])
    capsys.readouterr()
    path = tmp_path / "script.bpmn"
    path.write_text(
        '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">'
        '<process id="script" isExecutable="true"><startEvent id="begin"/>'
        '<sequenceFlow id="a" sourceRef="begin" targetRef="run"/><scriptTask id="run"><script>1</script></scriptTask>'
        "</process></definitions>",
        encoding="utf-8",
    )

    assert cli.outcome(["publish", str(path)]) == 1
    told = capsys.readouterr()
    assert "script.bpmn" in told.out
    assert "run" in told.out
    assert one_line(told.err)
