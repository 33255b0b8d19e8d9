"""A new form asks exactly what its handler wants; a new table can be read, decides, and has nothing wrong with it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine import calling
from app.engine.decisions import editing, load
from app.forms import Form, FormInvalid
from app.forms.beginning import fresh_form, fresh_table
from handlers.catalogue import HANDLERS
from handlers.handler import Actor
from handlers.rules.terms import EmploymentKind, Tier


class Colour(StrEnum):
    """An enumeration without labels."""

    RED = "red"


def assess(
    subject: object, *, actor: Actor, grade: Tier, kind: EmploymentKind, tags: list[Tier], colour: Colour | None = None,
    share: float, since: date | None = None, rows: list[dict[str, Any]], number: str, agreed: bool, names: list[str],
    note: str | None = None, reason: str,
) -> dict[str, Any]:  # fmt: skip
    """办一件事

    第二行不给人看。
    """
    return {}


def by_key(form: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {c.get("key") or c.get("path"): c for c in form["components"]}


@pytest.mark.parametrize("name", sorted(HANDLERS))
def test_a_fresh_form_asks_exactly_what_the_handler_wants(name: str) -> None:
    handler = HANDLERS[name]
    form = Form.load(fresh_form(name, handler))

    assert form.keys() == list(calling.parameters(handler))
    demanded = {question.key for question in form.questions if question.required}
    assert demanded <= calling.required(handler)


def test_each_type_becomes_a_field_that_can_hold_it() -> None:
    made = by_key(fresh_form("thing.assess", assess))

    types = {key: component["type"] for key, component in made.items() if key}
    assert types == {
        "grade": "radio", "kind": "select", "tags": "checklist", "colour": "radio", "share": "number",
        "since": "datetime", "rows": "dynamiclist", "number": "textfield", "agreed": "checkbox",
        "names": "checklist", "note": "textfield", "reason": "textarea",
    }  # fmt: skip
    assert made["grade"]["values"][0] == {"value": "junior", "label": "初级"}
    assert made["colour"]["values"] == [{"value": "red", "label": "red"}]
    assert made["names"]["valuesKey"] == "names"
    assert made["share"]["decimalDigits"] == 2
    assert made["since"]["dateLabel"] == "since"


def test_what_the_call_may_leave_out_may_stay_empty_and_a_box_need_not_be_ticked() -> None:
    form = Form.load(fresh_form("thing.assess", assess))

    optional = {question.key for question in form.questions if not question.required}
    assert optional == {"colour", "since", "note", "agreed", "rows"}


def test_the_heading_is_the_first_line_of_what_the_handler_says_of_itself() -> None:
    assert fresh_form("thing.assess", assess)["components"][0]["text"] == "### 办一件事"


def test_what_the_diagram_fills_in_is_not_asked() -> None:
    asked = Form.load(fresh_form("x", HANDLERS["review_session.sign_in"], without=["seat"])).keys()
    assert "seat" not in asked


def test_labels_and_kinds_of_text_come_from_forms_that_already_ask_for_the_same() -> None:
    known = Form.load({
        "components": [
            {"type": "textarea", "key": "number", "label": "文号", "id": "a"},
            {"type": "checkbox", "key": "agreed", "label": "同意", "id": "b"},
        ]
    })  # fmt: skip
    made = by_key(fresh_form("thing.assess", assess, familiar={each.key: each for each in known.questions}))

    assert (made["number"]["type"], made["number"]["label"]) == ("textarea", "文号")
    assert (made["agreed"]["type"], made["agreed"]["label"]) == ("checkbox", "同意")


def test_rows_have_the_columns_that_the_usual_rows_have() -> None:
    example = {"rows": [{"name": "甲"}, {"name": "乙", "evidence": "一"}, "not a row"]}
    made = by_key(fresh_form("thing.assess", assess, example=example))

    assert [each["key"] for each in made["rows"]["components"]] == ["name", "evidence"]


def test_a_fresh_form_refuses_an_empty_answer_and_takes_a_full_one() -> None:
    form = Form.load(fresh_form("first_check.cosign", HANDLERS["first_check.cosign"]))
    with pytest.raises(FormInvalid) as invalid:
        form.check({})
    assert set(invalid.value.errors) == {"opinion", "text", "seal_number"}
    assert form.check({"opinion": "approve", "text": "同意", "seal_number": "1"})["text"] == "同意"


def test_a_fresh_table_is_read_and_nothing_is_wrong_with_it() -> None:
    text = fresh_table("new_table", '甲 & 乙 "丙" <丁>')
    table, faults = editing.read(text)

    assert faults == []
    assert table is not None
    assert (table.id, table.name, table.hit_policy) == ("new_table", '甲 & 乙 "丙" <丁>', "UNIQUE")
    assert editing.attempt(table, {"facts.condition": "任何"}) == editing.Tried([1], {"outcome": ""})


@pytest.mark.parametrize("id", ["", "A", "1a", "a-b", "a.b", "../x", 'a"b', "a" * 81, "é"])
def test_what_cannot_name_a_table_is_refused(id: str) -> None:
    with pytest.raises(ValueError, match="编号"):
        fresh_table(id, "名")


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1, max_size=40))
def test_any_name_of_a_table_comes_back_as_it_was_given(name: str) -> None:
    assert load(fresh_table("t", name).encode()).name == name
