"""What the editors of tables and forms ask the server: faults, trials, samples; and bad input in clear words."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from app import accounts
from app.database import Database
from app.forms import Form
from handlers.records.people import Person
from handlers.rules.roles import Role
from tests.web.conftest import HASH, HOME, Browser, Town
from tests.web.season import Season, open_season

TABLE = (HOME / "processes" / "jurisdiction.dmn").read_text(encoding="utf-8")
FORM = (HOME / "forms" / "complaint.decide.form").read_text(encoding="utf-8")
INPUTS = {
    "facts.title_kind": "ordinary",
    "facts.tier": "junior",
    "facts.belongs_to": "county",
    "facts.recognition": True,
}


def appoint(database: Database, name: str, role: Role, organisation: str) -> None:
    with database.transaction() as session:
        person = Person(name=f"周{name}")
        session.add(person)
        session.flush()
        account = accounts.open_account(session, name, HASH, person.id)
        session.flush()
        accounts.appoint(session, account, role, organisation, date(2025, 1, 1))


@pytest.fixture
def designer(browser: Browser, sqlite_database: Database, residents: Town) -> Browser:
    """A designer signed in, nothing published."""
    appoint(sqlite_database, "designer", Role.DESIGNER, residents.unit)
    browser.sign_in("designer")
    return browser


@pytest.fixture
def season(sqlite_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Season:
    monkeypatch.setenv("ZHIPING_KEYS_DIR", str(tmp_path / "keys"))
    return open_season(sqlite_database, tmp_path / "keys", sandbox=True)


@pytest.fixture
def at_season(season: Season) -> Iterator[Browser]:
    """A designer signed in where all shipped models are in force."""
    where = season.actors["supervisor"].organisation_id
    appoint(season.database, "designer", Role.DESIGNER, where)
    app: Flask = season.app
    with app.test_client() as client:
        browser = Browser(client)
        browser.sign_in("designer")
        yield browser


def asked(browser: Browser, path: str, **body: Any) -> dict[str, Any]:
    answer = browser.post_json(f"/studio/{path}", body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json or {}
    return found


# --- decision tables -------------------------------------------------------------------------------------------------


def test_a_whole_table_has_no_problems_and_says_what_a_trial_needs(designer: Browser) -> None:
    found = asked(designer, "tables/check", text=TABLE)

    assert (found["readable"], found["problems"]) == (True, [])
    assert [each["expression"] for each in found["inputs"]] == list(INPUTS)
    assert found["inputs"][1]["values"] == ["senior", "intermediate", "junior"]
    assert [each["name"] for each in found["outputs"]][:2] == ["row", "files"]


def test_a_row_that_can_no_longer_fire_is_named(designer: Browser) -> None:
    found = asked(designer, "tables/check", text=TABLE.replace('<text>"league"</text>', '<text>"region"</text>', 1))

    assert found["problems"][0]["rows"] == [1, 2]
    assert "第 2 行永远不会命中" in found["problems"][0]["message"]


def test_a_table_is_tried_on_values_that_touch_no_case(designer: Browser) -> None:
    found = asked(designer, "tables/try", text=TABLE, inputs=INPUTS)

    assert found["rows"] == [3]
    assert found["outputs"]["row"] == "7c"
    assert found["error"] == ""


def test_a_value_that_no_column_allows_is_refused_in_words(designer: Browser) -> None:
    found = asked(designer, "tables/try", text=TABLE, inputs={**INPUTS, "facts.tier": "kingly"})
    assert (found["rows"], found["outputs"]) == ([], None)
    assert "kingly" in found["error"]


LOOPING = "for a in 1..9999999 return a"
REFUSED = {
    "not XML": "这不是 XML",
    "empty": "",
    "an entity": '<!DOCTYPE d [<!ENTITY a "aaaa">]><definitions>&a;</definitions>',
    "no table": "<definitions/>",
    "a loop in a cell": TABLE.replace("<text>true</text>", f"<text>{LOOPING}</text>", 1),
    "a loop in an output": TABLE.replace('<text>"7a"</text>', f"<text>{LOOPING}</text>", 1),
    "a call in an input": TABLE.replace("facts.tier", '__import__("os").system("true")', 1),
    "an unknown hit policy": TABLE.replace('hitPolicy="FIRST"', 'hitPolicy="PRIORITY"'),
    "deep": f"{'<a>' * 500}{'</a>' * 500}",
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED.keys())
def test_a_table_that_cannot_be_read_is_one_problem_in_words(designer: Browser, text: str) -> None:
    found = asked(designer, "tables/check", text=text)
    tried = asked(designer, "tables/try", text=text, inputs=INPUTS)

    assert (found["readable"], len(found["problems"])) == (False, 1)
    assert found["problems"][0]["message"]
    assert tried["error"] == found["problems"][0]["message"]


def test_long_work_in_a_table_ends_soon(designer: Browser) -> None:
    cells = "".join(f"<inputEntry><text>[{n}..{n + 500}]</text></inputEntry>" for n in range(40))
    rows = f"<rule>{cells}<outputEntry><text>1</text></outputEntry></rule>" * 200
    heads = "".join(
        f'<input><inputExpression typeRef="number"><text>x{n}</text></inputExpression></input>' for n in range(40)
    )
    text = (
        '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"><decision id="d"><decisionTable '
        f'hitPolicy="UNIQUE">{heads}<output name="o"/>{rows}</decisionTable></decision></definitions>'
    )
    begun = time.monotonic()
    found = asked(designer, "tables/check", text=text)

    assert found["problems"]
    assert time.monotonic() - begun < 10


MALFORMED: list[Any] = [
    None, [], "x", {}, {"text": 1}, {"text": TABLE}, {"text": TABLE, "inputs": []},
    {"text": TABLE, "inputs": {"a": {}}},
    {"text": TABLE, "inputs": {"a": [1]}},
    {"text": TABLE, "inputs": {str(n): n for n in range(201)}},
]  # fmt: skip


@pytest.mark.parametrize("body", MALFORMED, ids=range(len(MALFORMED)))
def test_a_request_that_makes_no_sense_is_refused(designer: Browser, body: Any) -> None:
    assert designer.post_json("/studio/tables/try", body).status_code == 400


@pytest.mark.parametrize("path", ["tables/check", "tables/try", "forms/try"])
def test_a_huge_text_is_refused(designer: Browser, path: str) -> None:
    assert designer.post_json(f"/studio/{path}", {"text": "x" * (1024 * 1024 + 1)}).status_code == 413


def test_a_new_table_is_handed_out_as_a_file_without_problems(designer: Browser) -> None:
    made = designer.get("/studio/tables/fresh/new_table?name=新表").json or {}

    assert made["name"] == "new_table.dmn"
    assert 'name="新表"' in made["text"]
    assert asked(designer, "tables/check", text=made["text"])["problems"] == []


def test_a_name_that_no_table_can_have_is_refused_in_words(designer: Browser) -> None:
    answer = designer.get("/studio/tables/fresh/Bad-Name")
    assert answer.status_code == 422
    assert "小写英文字母" in (answer.json or {})["message"]


# --- forms -----------------------------------------------------------------------------------------------------------


def test_answers_are_read_as_a_task_would_read_them(designer: Browser) -> None:
    wrong = asked(designer, "forms/try", text=FORM, answers={"opinion": "perhaps"})
    right = asked(designer, "forms/try", text=FORM, answers={"opinion": "rejected", "opinion_text": " 不属实 "})

    assert wrong["accepted"] is None
    assert set(wrong["errors"]) == {"opinion", "opinion_text"}
    assert right["errors"] == {}
    assert right["accepted"] == {"opinion": "rejected", "opinion_text": "不属实"}


def test_dates_are_handed_back_as_texts(designer: Browser) -> None:
    text = json.dumps({"components": [{"type": "datetime", "key": "due_on", "id": "a", "subtype": "date"}]})
    assert asked(designer, "forms/try", text=text, answers={"due_on": "2026-09-14"})["accepted"] == {
        "due_on": "2026-09-14"
    }


BROKEN_FORMS = {
    "no JSON": "{", "a list": "[]", "no components": "{}", "unknown type": '{"components": [{"type": "iframe"}]}',
    "bad key": '{"components": [{"type": "textfield", "key": "A B", "id": "a"}]}',
    "runaway pattern": json.dumps(
        {"components": [{"type": "textfield", "key": "a", "id": "a", "validate": {"pattern": "(a+)+$"}}]}
    ),
    "refused condition": json.dumps(
        {"components": [{"type": "textfield", "key": "a", "id": "a", "conditional": {"hide": f"={LOOPING}"}}]}
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", BROKEN_FORMS.values(), ids=BROKEN_FORMS.keys())
def test_a_form_that_cannot_be_read_is_refused_in_words(designer: Browser, text: str) -> None:
    found = asked(designer, "forms/try", text=text, answers={})
    assert found["refused"]
    assert found["accepted"] is None


def test_usual_answers_come_without_what_only_a_case_can_tell(designer: Browser) -> None:
    begin = (designer.get("/studio/forms/sample/declaration.begin").json or {})["answers"]
    plan = (designer.get("/studio/forms/sample/review_session.plan").json or {})["answers"]
    none = (designer.get("/studio/forms/sample/no.such").json or {})["answers"]

    assert begin == {"level": "associate_senior"}
    assert date.fromisoformat(plan["meeting_on"])
    assert none == {}


@pytest.mark.parametrize("path", ["wanted", "fresh"])
def test_a_handler_that_does_not_exist_is_told(designer: Browser, path: str) -> None:
    answer = designer.get(f"/studio/forms/{path}/no.such")
    assert answer.status_code == 404
    assert "no.such" in (answer.json or {})["message"]


def test_what_a_handler_wants_says_what_the_diagram_fills_in(at_season: Browser) -> None:
    found = at_season.get("/studio/forms/wanted/review_session.sign_in").json
    assert found == [
        {"name": "seat", "type": "str", "required": True, "filled": True},
        {"name": "commitment", "type": "bool", "required": True, "filled": False},
        {"name": "recusals", "type": "rows", "required": False, "filled": False},
    ]


def test_a_new_form_speaks_as_the_forms_in_force_do(at_season: Browser) -> None:
    made = at_season.get("/studio/forms/fresh/review_session.sign_in").json or {}
    form = Form.load(made["text"])

    assert made["name"] == "review_session.sign_in.form"
    assert form.keys() == ["commitment", "recusals"]
    assert form.labels()["recusals"] == "需要回避的申报人"


def test_only_those_who_see_models_may_ask(browser: Browser) -> None:
    browser.sign_in("clerk")
    for path in ("forms/wanted/ballot.open", "forms/fresh/ballot.open", "forms/sample/ballot.open", "tables/fresh/t"):
        assert browser.get(f"/studio/{path}").status_code == 403, path
    for path in ("tables/check", "tables/try", "forms/try"):
        assert browser.post_json(f"/studio/{path}", {"text": TABLE, "inputs": {}}).status_code == 403, path
