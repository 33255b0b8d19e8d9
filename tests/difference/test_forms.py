"""What became different in a form: what is asked, must be answered, can be chosen."""

from __future__ import annotations

import json
from typing import Any

import pytest

from app.engine.canonical import stable
from app.engine.difference import difference
from app.engine.modelset import ModelSet
from tests.difference.shipped import ROOT, compared, form_edited, loud, model, only, source

DECIDE = "complaint.decide.form"
OPINION = ("components", 4)
FORMS = [path.name for path in sorted((ROOT / "forms").glob("*.form"))]


@pytest.mark.parametrize("name", FORMS)
def test_the_stable_order_changes_nothing(name: str) -> None:
    assert compared(name, stable(name, source(name))) == []


def shuffled(name: str, change: Any) -> str:
    document = json.loads(source(name))
    change(document["components"])
    return json.dumps(document)


@pytest.mark.parametrize(
    ("values", "what", "words"),
    [
        ({"validate": {"required": False}}, "form field", "“处理结论”的是否必填由“是”改为“否”"),
        ({"type": "select"}, "form field", "“处理结论”的类型由“单选”改为“下拉选择”"),
        ({"conditional": {"hide": "=true"}}, "form field", "“处理结论”的不显示的条件设为“=true”"),
        ({"label": "结论"}, "name", "“结论”的名称由“处理结论”改为“结论”"),
        ({"key": "verdict"}, "form field", "“处理结论”的键由“opinion”改为“verdict”"),
        ({"odd": 3}, "form field", "“处理结论”的设置 odd设为“3”"),
    ],
)
def test_every_setting_of_a_field_is_told(values: dict[str, Any], what: str, words: str) -> None:
    change = only(form_edited(DECIDE, *OPINION, **values))
    assert change.what == what and words in change.words and change.article


def test_options_are_told_one_by_one() -> None:
    def change(components: list[Any]) -> None:
        values = components[4]["values"]
        values[0]["label"] = "查实"
        values[1] = {"value": "half", "label": "一半"}

    changes = compared(DECIDE, shuffled(DECIDE, change))
    assert [change.kind for change in changes] == ["changed", "added", "removed"]
    assert "的选项由“属实”改为“查实”" in changes[0].words


def test_fields_come_go_and_change_places() -> None:
    gone = only(compared(DECIDE, shuffled(DECIDE, lambda components: components.pop(5))))
    assert (gone.kind, gone.what, gone.old_at, gone.new_at) == ("removed", "form field", "opinion_text", "")
    moved = only(compared(DECIDE, shuffled(DECIDE, lambda components: components.insert(0, components.pop(5)))))
    assert (moved.kind, moved.what, moved.new_at) == ("moved", "field order", "opinion_text")


def test_the_layout_of_a_form_is_quiet() -> None:
    changes = form_edited(DECIDE, *OPINION, layout={"row": "elsewhere"})
    assert [(change.what, change.quiet) for change in changes] == [("layout", True)]


def test_forms_come_and_go() -> None:
    there = model(DECIDE, source(DECIDE))
    assert [(c.kind, c.what) for c in loud(difference(ModelSet(), there))] == [("added", "form")]
    assert [(c.kind, c.what) for c in loud(difference(there, ModelSet()))] == [("removed", "form")]
