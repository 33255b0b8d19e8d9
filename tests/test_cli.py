"""The command line: what it prints, its exit codes, one clear line on standard error."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app import cli, migrations
from app.config import Settings
from app.database import Database
from app.engine.store import ProcessDefinition
from app.trial.world import build
from handlers.records.declarations import Declaration
from tests.conformance.redrawn import Drawing
from tests.drafts.conftest import SHIPPED_STORY, home
from tests.story import Story

WHOLE = {"attending": 18, "approvals": 12}
TWO = ["--author", "张三", "--approver", "李四"]


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
        ["workdays", "between", "2026-09-20", "2026-09-14"],
        ["workdays", "between", "2026-09-20", "morgen"],
        ["workdays", "list", "2026-13"],
        ["workdays", "list", "2031"],
        ["decide", "jurisdiction", "--inputs", "{}"],
        ["decide", "no_such_table", "--inputs", "{}"],
        ["decide", "jurisdiction", "--inputs", "3"],
        ["publish", "no/such/file.bpmn", "--author", "张三", "--approver", "李四"],
        ["publish", "processes"],
        ["publish", "processes", "--author", "张三"],
        ["publish", "processes", "--author", "张三", "--approver", " 张三 "],
        ["serve", "--port", "70000"],
        ["dance"],
    ],
    ids=" ".join,
)
def test_bad_arguments_exit_2_with_one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.outcome(arguments) == 2
    assert one_line(capsys.readouterr().err)


@pytest.mark.parametrize(
    ("start", "last", "count"),
    [
        ("2026-09-14", "2026-09-20", 5),  # the Sunday works
        ("2026-09-14", "2026-09-19", 4),
        ("2026-09-30", "2026-10-07", 0),
        ("2026-09-14", "2026-09-14", 0),
    ],
)
def test_working_days_between_two_days_leave_out_the_first(
    start: str, last: str, count: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.outcome(["workdays", "between", start, last]) == 0
    assert capsys.readouterr().out == f"{count}\n"


@pytest.mark.parametrize(
    ("span", "first", "last", "count"),
    [
        (["2026-09-18", "2026-09-21"], "2026-09-18", "2026-09-21", 3),
        (["2026-10"], "2026-10-08", "2026-10-31", 18),
        (["2026-12"], "2026-12-01", "2026-12-31", 23),
        (["2026"], "2026-01-04", "2026-12-31", 248),
    ],
)
def test_working_days_are_listed_one_a_line(
    span: list[str], first: str, last: str, count: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.outcome(["workdays", "list", *span]) == 0
    listed = capsys.readouterr().out.split()
    assert listed == sorted(listed)
    assert first <= listed[0] and listed[-1] <= last and len(listed) == count


def test_a_period_into_a_year_not_announced_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.outcome(["workdays", "between", "2026-12-24", "2027-01-08"]) == 0
    assert "尚未公布" in capsys.readouterr().err


def test_the_coverage_lists_every_requirement_and_what_meets_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.outcome(["rules", "--json"]) == 0
    entries = {each["id"]: each for each in json.loads(capsys.readouterr().out)}

    assert entries["A45.2"].items() >= {"kind": "GU", "hardness": "H", "status": "rule"}.items()
    assert any("test_A45_2_" in test for test in entries["A45.2"]["tests"])
    assert {each["status"] for each in entries.values()} <= {
        "rule", "act", "clock", "table", "form", "judgement", "policy",
    }  # fmt: skip

    assert cli.outcome(["rules"]) == 0
    assert f"共 {len(entries)} 项" in capsys.readouterr().out


def test_a_table_decides_and_names_the_rows_that_fired(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    facts = {"title_kind": "ordinary", "tier": "senior", "belongs_to": "region", "recognition": False}

    assert cli.outcome(["decide", "jurisdiction", "--inputs", json.dumps({"facts": facts})]) == 0
    ours = json.loads(capsys.readouterr().out)
    assert ours["outputs"]["confirms"] == "region_hr"
    assert len(ours["rows"]) == 1

    path = tmp_path / "discount.dmn"
    path.write_text(
        '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" namespace="t" name="d" id="d">'
        '<decision id="rate" name="rate"><decisionTable hitPolicy="COLLECT"><input id="i"><inputExpression '
        'typeRef="number"><text>amount</text></inputExpression></input><output id="o" name="rate" typeRef="number"/>'
        '<rule id="r1"><inputEntry><text>&gt;= 100</text></inputEntry><outputEntry><text>5</text></outputEntry></rule>'
        '<rule id="r2"><inputEntry><text>[50..200]</text></inputEntry><outputEntry><text>7</text></outputEntry></rule>'
        "</decisionTable></decision></definitions>",
        encoding="utf-8",
    )
    assert cli.outcome(["decide", str(path), "--inputs", '{"amount": 100}']) == 0
    assert json.loads(capsys.readouterr().out) == {"outputs": [{"rate": 5}, {"rate": 7}], "rows": [1, 2]}
    assert cli.outcome(["decide", str(path), "--inputs", '{"amount": "viel"}']) == 2
    assert one_line(capsys.readouterr().err)


@pytest.mark.parametrize(
    "arguments",
    [["audit", "verify"], ["audit", "anchor"], ["publish", "processes", *TWO], ["rules", "explain", "2026-00001"]],
    ids=" ".join,
)
def test_before_init_a_command_that_needs_the_database_says_so(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.outcome(arguments) == 2
    told = capsys.readouterr().err
    assert one_line(told)
    assert "zhiping init" in told


def test_bad_settings_exit_2_with_one_line(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIPING_SANDBOX", "1")
    monkeypatch.setenv("ZHIPING_PRODUCTION", "1")

    assert cli.outcome(["init"]) == 2
    told = capsys.readouterr().err
    assert one_line(told)
    assert "不能同时设置" in told


def test_every_command_has_a_help_text(capsys: pytest.CaptureFixture[str]) -> None:
    commands = [["init"], ["serve"], ["demo"], ["rules", "check"], ["rules", "list"], ["workdays", "add"], ["publish"]]
    commands += [["rules"], ["decide"], ["workdays", "between"], ["workdays", "list"]]
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

    assert cli.outcome(["publish", str(path), *TWO]) == 1
    told = capsys.readouterr()
    assert "script.bpmn" in told.out
    assert "run" in told.out
    assert one_line(told.err)


@pytest.fixture
def small_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation with the shipped models and one story."""
    monkeypatch.setenv("ZHIPING_HOME", str(home(tmp_path / "home")))
    assert cli.outcome(["init"]) == 0
    return tmp_path / "home"


def versions(key: str) -> list[tuple[int, str, str]]:
    with Database(Settings.from_environment().database_url).reading() as session:
        row = ProcessDefinition
        query = select(row.version, row.author, row.approver).where(row.key == key).order_by(row.version)
        return [(version, author, approver) for version, author, approver in session.execute(query)]


def calendar_renamed(home: Path) -> str:
    text = (home / "processes" / "calendar.bpmn").read_text()
    assert 'name="工作日历"' in text
    return text.replace('name="工作日历"', 'name="日历"')


def test_files_are_published_by_two_people_with_their_stories(
    small_home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "drawn"
    folder.mkdir()
    (folder / "calendar.bpmn").write_text(calendar_renamed(small_home))
    (folder / "mine.scenario.yaml").write_text((small_home / "processes" / SHIPPED_STORY).read_text() + "\n")
    capsys.readouterr()

    assert cli.outcome(["publish", str(folder), *TWO]) == 0

    assert capsys.readouterr().out.splitlines() == ["流程 calendar 第 2 版已发布", "故事 mine.scenario.yaml 已生效"]
    assert versions("calendar") == [(1, "zhiping init", ""), (2, "张三", "李四")]
    assert cli.outcome(["publish", str(folder), *TWO]) == 0
    assert "没有变化" in capsys.readouterr().out
    assert cli.outcome(["audit", "verify"]) == 0


def test_what_two_people_published_stays_when_the_program_is_installed_anew(
    small_home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "calendar.bpmn").write_text(calendar_renamed(small_home))
    assert cli.outcome(["publish", str(tmp_path / "calendar.bpmn"), *TWO]) == 0
    shipped = small_home / "processes" / "publicity.bpmn"
    text = shipped.read_text()
    shipped.unlink()
    shipped.write_text(text + "<!-- the next release -->\n")
    capsys.readouterr()

    assert cli.outcome(["init"]) == 0

    told = capsys.readouterr().out
    assert "流程 calendar 第 2 版由本单位发布，保持不变" in told and "流程 publicity 第 2 版已发布" in told
    assert [version for version, *_ in versions("calendar")] == [1, 2]


def test_files_whose_story_does_not_come_out_are_not_published(
    small_home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "calendar.bpmn").write_text(calendar_renamed(small_home))
    (tmp_path / "astray.scenario.yaml").write_text("story: x\nsteps: 3\n")
    files = [str(tmp_path / name) for name in ("calendar.bpmn", "astray.scenario.yaml")]
    capsys.readouterr()

    assert cli.outcome(["publish", *files, *TWO]) == 1

    told = capsys.readouterr()
    assert one_line(told.err) and "astray.scenario.yaml" in told.err
    assert len(versions("calendar")) == 1


@pytest.mark.usefixtures("small_home")
def test_files_that_lose_a_legal_step_are_not_published_and_the_article_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drawing = Drawing("publicity")
    drawing.bridge("post_result")
    file, content = drawing.model()
    (tmp_path / file).write_bytes(content)
    capsys.readouterr()

    assert cli.outcome(["publish", str(tmp_path / file), *TWO]) == 1

    told = capsys.readouterr()
    assert "第五十一条" in told.out and one_line(told.err)
    assert len(versions("publicity")) == 1


@pytest.mark.parametrize("names", [("张三", "张三"), ("张三", " "), ("张 三", "张  三")])
def test_one_person_alone_publishes_nothing(names: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.outcome(["publish", "processes", "--author", names[0], "--approver", names[1]]) == 2
    assert one_line(capsys.readouterr().err)


def declared(facts: dict[str, Any]) -> str:
    """The number of a draft in this test's installation, of a person with these facts."""
    with Database(Settings.from_environment().database_url).transaction() as session:
        world = build(session)
        draft = Story(world).begun(world.applicant("申报人甲", **facts))
        return draft.number


@pytest.fixture
def installed() -> None:
    """Tables, calendar and reference data, without processes or demonstration."""
    migrations.migrate(Database(Settings.from_environment().database_url))


@pytest.mark.usefixtures("installed")
def test_a_declaration_is_explained_with_its_reasons_and_its_ways(capsys: pytest.CaptureFixture[str]) -> None:
    number = declared({"held_since": date(2023, 7, 1)})

    assert cli.outcome(["rules", "explain", number]) == 0
    told = capsys.readouterr().out
    assert f"申报 {number}　申报人甲　宁城县建设工程质量监督站" in told
    assert "结论：不符合" in told
    assert "✗ A21.2  第二十一条　不符合\n      取得中级职称自 2023-07-01 至 2026-12-31 满 3 年" in told
    assert "✗ 逐级申报（第二十三条，ordinary）　还差条件" in told
    assert "还差：直接申报只适用于非公有制单位和自由职业人员；请逐级申报（A38.1）" in told


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("by_id", [False, True])
def test_the_explanation_is_one_json_object_by_number_and_by_id(
    by_id: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    number = declared({})
    with Database(Settings.from_environment().database_url).reading() as session:
        id = session.scalars(select(Declaration.id)).one()

    assert cli.outcome(["rules", "explain", id if by_id else number, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert list(told) == ["declaration", "verdict", "edition", "standard", "findings", "routes"]
    assert (told["declaration"], told["edition"]) == (number, "2025")
    ladder = told["routes"][0]
    assert (ladder["code"], ladder["verdict"], ladder["missing"]) == ("ordinary", "pass", [])
    assert len(told["routes"]) == 20
    by_rule = {finding["id"]: finding for finding in told["findings"]}
    assert by_rule["A21.2"] == {"id": "A21.2", "verdict": "pass", "messages": []}
    assert all(finding["messages"] for finding in told["findings"] if finding["verdict"] != "pass")


@pytest.mark.usefixtures("installed")
def test_an_unknown_declaration_is_one_line_and_exits_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.outcome(["rules", "explain", "2026-99999"]) == 2
    told = capsys.readouterr()
    assert told.out == "" and one_line(told.err) and "没有编号为“2026-99999”的申报" in told.err


def test_without_an_installation_an_explanation_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.outcome(["rules", "explain", "2026-00001"]) == 2
    told = capsys.readouterr()
    assert one_line(told.err) and "zhiping init" in told.err
    assert not Path(Settings.from_environment().database_url.removeprefix("sqlite:///")).exists()
