"""Trials over HTTP: one step a request, bad bodies refused in words, nothing of the installation touched."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from app.audit import Journal
from app.database import Database
from app.engine.store import ProcessInstance
from tests.web.test_studio import Designer, SignIn, begun, sign_in, website

__all__ = ["sign_in", "website"]  # fixtures


def ask(designer: Designer, body: Any) -> TestResponse:
    return designer.browser.client.post(designer.path("/trial"), json=body, headers={"X-CSRFToken": designer.token})


def rows(database: Database) -> tuple[int, int]:
    with database.reading() as session:
        cases = session.scalar(select(func.count()).select_from(ProcessInstance))
        return cases or 0, session.scalar(select(func.count()).select_from(Journal)) or 0


def test_a_trial_goes_on_from_the_story_that_it_is_given(sign_in: SignIn, sqlite_database: Database) -> None:
    designer = begun(sign_in("an"))
    before = rows(sqlite_database)
    first = ask(designer, {"process": "clue", "story": "", "step": {"open": "clue", "at": "region_hr"}}).json
    assert first is not None
    second = ask(designer, {"process": "clue", "story": first["story"], "step": {"do": "verify"}}).json

    assert second is not None
    assert (second["refused"], second["current"]) == ("", ["dispose"])
    assert rows(sqlite_database) == before


def test_a_draft_is_tried_as_it_stands(sign_in: SignIn) -> None:
    designer = begun(sign_in("an"))
    text = designer.text("clue.bpmn")
    assert designer.put("clue.bpmn", text.replace('name="核实线索"', 'name="查实线索"')).status_code == 200
    seen = ask(designer, {"process": "clue", "story": "", "step": {"open": "clue", "at": "region_hr"}}).json

    assert seen is not None and [task["name"] for task in seen["tasks"]] == ["查实线索"]


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        (None, 400, ""),
        ([], 400, ""),
        ({"process": 3}, 400, ""),
        ({"process": "clue", "story": "", "step": [1]}, 400, ""),
        ({"process": "clue", "story": "x" * 300_000, "step": None}, 400, ""),
        ({"process": "nowhere", "story": "", "step": None}, 422, "没有流程“nowhere”"),
        ({"process": "clue", "story": "!!python/object:os.system {}", "step": None}, 422, "不能用标签"),
        ({"process": "clue", "story": "", "step": {"fly": "away"}}, 422, "应恰有一个动作"),
        ({"process": "clue", "begin": "nobody.scenario.yaml"}, 404, "没有这个故事"),
    ],
)
def test_what_cannot_be_tried_is_refused_in_words(sign_in: SignIn, body: Any, status: int, words: str) -> None:
    answer = ask(begun(sign_in("an")), body)

    assert answer.status_code == status
    assert words in str(answer.json if answer.is_json else "")


def test_a_model_that_cannot_run_is_not_tried_but_told(sign_in: SignIn) -> None:
    designer = begun(sign_in("an"))
    text = designer.text("clue.bpmn")
    broken = text.replace('formRef="clue.verify"', 'formRef="clue.no_such_handler"')
    assert designer.put("clue.bpmn", broken).status_code == 200
    answer = ask(designer, {"process": "clue", "story": "", "step": {"open": "clue", "at": "region_hr"}})

    assert answer.status_code == 422 and "clue.no_such_handler" in str(answer.json)


def test_those_who_do_not_design_try_nothing(sign_in: SignIn) -> None:
    draft = begun(sign_in("an")).draft
    clerk = Designer(sign_in("clerk"), draft)

    assert ask(clerk, {"process": "clue", "story": ""}).status_code == 403
    assert clerk.browser.get(clerk.path("/try/clue")).status_code == 403
    assert clerk.browser.get(clerk.path("/replay/clue")).status_code == 403


def test_a_process_that_is_not_there_has_no_page(sign_in: SignIn) -> None:
    designer = begun(sign_in("an"))

    for page in ("/try/nowhere", "/replay/nowhere"):
        assert designer.browser.get(designer.path(page)).status_code == 404
    assert "还没有办结的案件" in designer.browser.get(designer.path("/replay/clue")).text
