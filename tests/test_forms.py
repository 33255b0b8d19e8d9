"""A form's answers are read strictly: typed, complete, nothing unknown, nothing hidden."""

from __future__ import annotations

import json
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.forms import Form, FormInvalid, FormRefused, load_form

ROOT = Path(__file__).resolve().parent.parent
FORMS = sorted((ROOT / "forms").glob("*.form"))


def form(*components: dict[str, Any]) -> Form:
    return Form.load({"id": "f", "type": "default", "schemaVersion": 18, "components": list(components)})


def asking(type: str, key: str = "x", **more: Any) -> dict[str, Any]:
    """A component; `label` is its key unless given."""
    place = "path" if type == "dynamiclist" else "key"
    return {"type": type, "id": f"id_{key}", place: key, "label": key, **more}


def errors(of: Form, answers: Any, options: dict[str, Any] | None = None) -> dict[str, list[str]]:
    with pytest.raises(FormInvalid) as invalid:
        of.check(answers, options)
    return invalid.value.errors


def answered(component: dict[str, Any], value: Any, options: dict[str, Any] | None = None) -> Any:
    """What the one answer loads as, or its messages."""
    try:
        return form(component).check({"x": value}, options)["x"]
    except FormInvalid as invalid:
        return Refused(invalid.errors["x"])


class Refused(list[str]):
    """The messages of a refused answer."""


VALUES = [{"label": "甲", "value": "a"}, {"label": "乙", "value": "b"}, {"label": "三", "value": 3}, "plain"]
ACCEPTED: list[tuple[dict[str, Any], Any, Any]] = [
    (asking("textfield"), " 职 称\n评审\t", "职 称 评审"),
    (asking("textarea"), "一\r\n二\n", "一\n二"),
    (asking("textfield", validate={"minLength": 2, "maxLength": 3}), "ab", "ab"),
    (asking("textfield", validate={"minLength": 2, "maxLength": 3}), "  abc ", "abc"),
    (asking("textfield", validate={"pattern": r"^\d{4}$"}), "2026", "2026"),
    (asking("textfield", validate={"validationType": "email"}), "a.b@c.cn", "a.b@c.cn"),
    (asking("textfield", validate={"validationType": "phone"}), "+8613912345678", "+8613912345678"),
    (asking("number"), 5, 5),
    (asking("number"), 0, 0),
    (asking("number", validate={"min": 1, "max": 3}), 1, 1),
    (asking("number", validate={"min": 1, "max": 3}), 3, 3),
    (asking("number", decimalDigits=2), 1.25, 1.25),
    (asking("number", decimalDigits=2), 1, 1.0),
    (asking("checkbox"), True, True),
    (asking("checkbox"), False, False),
    (asking("radio", values=VALUES), "a", "a"),
    (asking("select", values=VALUES), 3, 3),
    (asking("select", values=VALUES), "plain", "plain"),
    (asking("checklist", values=VALUES), ["b", "a"], ["b", "a"]),
    (asking("taglist", values=VALUES), ["a"], ["a"]),
    (asking("datetime", subtype="date"), "2026-09-14", date(2026, 9, 14)),
    (asking("datetime", subtype="date"), "2028-02-29", date(2028, 2, 29)),
    (asking("dynamiclist", components=[asking("number", "n")]), [{"n": 1}, {}], [{"n": 1}, {"n": None}]),
]


@pytest.mark.parametrize(("component", "value", "expected"), ACCEPTED)
def test_a_fitting_answer_is_typed(component: dict[str, Any], value: Any, expected: Any) -> None:
    result = answered(component, value)

    assert result == expected
    assert type(result) is type(expected)


REJECTED: list[tuple[dict[str, Any], Any, str]] = [
    (asking("textfield"), 5, "应为文字"),
    (asking("textfield"), ["a"], "应为文字"),
    (asking("textfield"), {"a": 1}, "应为文字"),
    (asking("textfield"), True, "应为文字"),
    (asking("textfield"), "a\x00b", "控制字符"),
    (asking("textfield"), "a\ud800", "控制字符"),
    (asking("textfield"), "a" * 1_001, "最多 1000 个字，现有 1001 个"),
    (asking("textarea"), "a" * 20_001, "最多 20000 个字"),
    (asking("textfield", validate={"minLength": 2}), " a ", "至少 2 个字，现有 1 个"),
    (asking("textfield", validate={"maxLength": 3}), "abcd", "最多 3 个字，现有 4 个"),
    (asking("textfield", validate={"pattern": r"^\d{4}$"}), "20261", "格式不符合要求"),
    (asking("textfield", validate={"pattern": "^a", "patternErrorMessage": "以 a 开头"}), "b", "以 a 开头"),
    (asking("textfield", validate={"pattern": "^a+$"}), "a" * 201, "最多 200 个字"),
    (asking("textfield", validate={"validationType": "email"}), "a@b", "电子邮箱"),
    (asking("textfield", validate={"validationType": "phone"}), "call me", "电话号码"),
    (asking("number"), "5", "应为整数"),
    (asking("number"), 5.0, "应为整数"),
    (asking("number"), 5.5, "应为整数"),
    (asking("number"), True, "应为整数"),
    (asking("number"), float("nan"), "应为整数"),
    (asking("number"), 2**31, "不能大于"),
    (asking("number"), -(10**30), "不能小于"),
    (asking("number", validate={"min": 1, "max": 3}), 0, "不能小于 1"),
    (asking("number", validate={"min": 1, "max": 3}), 4, "不能大于 3"),
    (asking("number", decimalDigits=2), 1.255, "最多 2 位小数"),
    (asking("number", decimalDigits=2), float("inf"), "应为数字"),
    (asking("number", decimalDigits=2), "1.2", "应为数字"),
    (asking("checkbox"), "true", "应为是或否"),
    (asking("checkbox"), 1, "应为是或否"),
    (asking("radio", values=VALUES), "c", "不在可选范围内"),
    (asking("radio", values=VALUES), "3", "不在可选范围内"),
    (asking("radio", values=[0, 1]), True, "不在可选范围内"),
    (asking("select", values=VALUES), ["a"], "不在可选范围内"),
    (asking("select", values=VALUES), "甲", "不在可选范围内"),
    (asking("checklist", values=VALUES), "a", "应为若干选项"),
    (asking("checklist", values=VALUES), ["a", "c"], "不在可选范围内"),
    (asking("checklist", values=VALUES), ["a", "a"], "重复"),
    (asking("checklist", values=VALUES), [{}], "不在可选范围内"),
    (asking("datetime", subtype="date"), "2026-9-14", "应为日期"),
    (asking("datetime", subtype="date"), "2026-02-29", "应为日期"),
    (asking("datetime", subtype="date"), "20260914", "应为日期"),
    (asking("datetime", subtype="date"), "2026-W38-1", "应为日期"),
    (asking("datetime", subtype="date"), "２０２６-09-14", "应为日期"),
    (asking("datetime", subtype="date"), "2026-09-14T00:00:00Z", "应为日期"),
    (asking("datetime", subtype="date"), 20260914, "应为日期"),
    (asking("datetime", subtype="date"), "0001-01-01", "年份"),
    (asking("datetime", subtype="date"), "9999-12-31", "年份"),
    (asking("dynamiclist", components=[]), {"0": {}}, "应为若干行"),
    (asking("dynamiclist", components=[]), [5], "第 1 行：答案的格式不对"),
    (asking("dynamiclist", components=[]), [{}] * 501, "最多 500 行"),
]


@pytest.mark.parametrize(("component", "value", "reason"), REJECTED)
def test_an_unfitting_answer_is_refused_at_its_field(component: dict[str, Any], value: Any, reason: str) -> None:
    result = answered(component, value)

    assert isinstance(result, Refused)
    assert len(result) == 1
    assert reason in result[0]


ALL = [
    asking("textfield"),
    asking("textarea"),
    asking("number"),
    asking("checkbox"),
    asking("radio", values=VALUES),
    asking("select", values=VALUES),
    asking("checklist", values=VALUES),
    asking("taglist", values=VALUES),
    asking("datetime", subtype="date"),
    asking("dynamiclist", components=[asking("textfield", "y")]),
]
NOTHING: dict[str, Any] = {"checkbox": False, "checklist": [], "taglist": [], "dynamiclist": []}
BY_TYPE = {component["type"]: component for component in ALL}


@pytest.mark.parametrize("type", BY_TYPE)
@pytest.mark.parametrize("answers", [{}, {"x": None}], ids=["missing", "null"])
def test_an_unanswered_optional_question_comes_back_empty(type: str, answers: dict[str, Any]) -> None:
    assert form(BY_TYPE[type]).check(answers) == {"x": NOTHING.get(type)}


@pytest.mark.parametrize("type", ["textfield", "textarea", "number", "radio", "select", "datetime"])
def test_blank_text_counts_as_unanswered(type: str) -> None:
    assert form(BY_TYPE[type]).check({"x": " \n "}) == {"x": None}


@pytest.mark.parametrize("type", BY_TYPE)
def test_a_required_question_must_be_answered(type: str) -> None:
    required = form({**BY_TYPE[type], "label": "名称", "validate": {"required": True}})
    blanks: list[Any] = [None, "", "  ", *([NOTHING[type]] if type in NOTHING else [])]

    for answers in [{}, *({"x": blank} for blank in blanks)]:
        (message,) = errors(required, answers)["x"]
        assert message in ("请填写“名称”", "请选择“名称”", "请勾选“名称”")


def test_all_faults_are_told_at_once() -> None:
    asked = form(asking("number", "a"), asking("textfield", "b", validate={"required": True}))

    assert errors(asked, {"a": "x", "c": 1}).keys() == {"a", "b", "c"}


@pytest.mark.parametrize("key", ["actor", "now", "subject", "__class__", "X", ""])
@pytest.mark.parametrize("value", ["1", "", None, [], {}])
def test_a_key_the_form_does_not_ask_for_is_refused(key: str, value: Any) -> None:
    message = "表单中没有这一项，请刷新页面后重试"

    assert errors(form(asking("number", "x")), {"x": 1, key: value}) == {key: [message]}


@pytest.mark.parametrize("answers", [None, [], "x", 5, [{"x": 1}]])
def test_answers_that_are_no_record_are_refused(answers: Any) -> None:
    assert list(errors(form(asking("number")), answers)) == ["_schema"]


# Choices supplied by the prefill

CALLS = asking("select", valuesKey="calls")


@pytest.mark.parametrize("calls", [["c1", "c2"], [{"label": "一", "value": "c1"}], ("c1",)])
def test_a_choice_is_one_the_prefill_offers(calls: Any) -> None:
    assert answered(CALLS, "c1", {"calls": calls}) == "c1"
    assert "不在可选范围内" in answered(CALLS, "c3", {"calls": calls})[0]


@pytest.mark.parametrize("options", [None, {}, {"calls": None}, {"calls": "c1"}, {"calls": {"c1": 1}}])
def test_without_an_offer_nothing_can_be_chosen(options: dict[str, Any] | None) -> None:
    assert "不在可选范围内" in answered(CALLS, "c1", options)[0]


def test_two_checks_do_not_see_each_others_offers() -> None:
    asked = form(CALLS)

    assert asked.check({"x": "a"}, {"calls": ["a"]}) == {"x": "a"}
    assert errors(asked, {"x": "a"}, {"calls": ["b"]})
    assert errors(asked, {"x": "a"})


def test_a_choice_inside_a_row_is_offered_by_the_same_prefill() -> None:
    asked = form(asking("dynamiclist", components=[asking("checklist", "y", valuesKey="calls")]))

    assert asked.check({"x": [{"y": ["a"]}]}, {"calls": ["a"]}) == {"x": [{"y": ["a"]}]}
    assert errors(asked, {"x": [{"y": ["a"]}, {"y": ["b"]}]}, {"calls": ["a"]}) == {
        "x": ["第 2 行：“y”的答案不在可选范围内，请重新选择"]
    }


def test_faults_in_rows_name_the_row() -> None:
    asked = form(asking("dynamiclist", components=[asking("textfield", "why", validate={"required": True})]))

    assert errors(asked, {"x": [{"why": "a"}, {}, {"why": "b", "z": 1}]}) == {
        "x": ["第 2 行：请填写“why”", "第 3 行：表单中没有这一项，请刷新页面后重试"]
    }


# Conditions

OUTCOME = asking("radio", "outcome", values=["accept", "correct"])


def hidden(type: str, key: str, hide: str, **more: Any) -> dict[str, Any]:
    return asking(type, key, conditional={"hide": hide}, **more)


DUE = hidden("datetime", "due_on", '=outcome != "correct"', subtype="date", validate={"required": True})


def test_a_hidden_required_question_is_not_demanded() -> None:
    assert form(OUTCOME, DUE).check({"outcome": "accept"}) == {"outcome": "accept", "due_on": None}


def test_a_shown_required_question_is_demanded() -> None:
    assert errors(form(OUTCOME, DUE), {"outcome": "correct"}) == {"due_on": ["请填写“due_on”"]}


@pytest.mark.parametrize("sent", ["2026-09-14", "nonsense", 5, None, [], {"a": 1}])
def test_a_hidden_answer_is_dropped_whatever_it_is(sent: Any) -> None:
    assert form(OUTCOME, DUE).check({"outcome": "accept", "due_on": sent})["due_on"] is None


@pytest.mark.parametrize("type", BY_TYPE)
def test_a_hidden_question_comes_back_empty(type: str) -> None:
    component = {**BY_TYPE[type], "conditional": {"hide": "=true"}, "validate": {"required": True}}

    assert form(component).check({"x": "anything"}) == {"x": NOTHING.get(type)}


def test_a_hidden_answer_hides_and_shows_nothing_itself() -> None:
    asked = form(OUTCOME, hidden("checkbox", "more", '=outcome = "accept"'), hidden("textfield", "why", "=not(more)"))

    assert asked.check({"outcome": "accept", "more": True, "why": "x"}) == {
        "outcome": "accept",
        "more": False,
        "why": None,
    }
    assert asked.check({"outcome": "correct", "more": True, "why": "x"})["why"] == "x"


def test_what_a_hidden_group_holds_is_hidden() -> None:
    group = {"type": "group", "id": "g", "conditional": {"hide": '=outcome = "accept"'}, "components": [
        asking("textfield", "a", validate={"required": True}),
        {"type": "group", "id": "h", "components": [hidden("number", "b", "=a = null", validate={"required": True})]},
    ]}  # fmt: skip
    asked = form(OUTCOME, group)

    assert asked.keys() == ["outcome", "a", "b"]
    assert asked.check({"outcome": "accept", "a": "x", "b": 1}) == {"outcome": "accept", "a": None, "b": None}
    assert errors(asked, {"outcome": "correct"}).keys() == {"a", "b"}


def test_a_condition_reads_the_prefill_and_cannot_be_answered_away() -> None:
    asked = form(hidden("textfield", "why", "=may_extend != true", validate={"required": True}))

    assert asked.check({}, {"may_extend": False}) == {"why": None}
    assert errors(asked, {}, {"may_extend": True}) == {"why": ["请填写“why”"]}
    assert "may_extend" in errors(asked, {"may_extend": False}, {"may_extend": True})


def test_a_condition_inside_a_row_reads_the_row_and_what_is_around_it() -> None:
    asked = form(
        OUTCOME,
        asking("dynamiclist", "rows", components=[
            asking("select", "kind", values=["a", "b"]),
            hidden("textfield", "why", '=kind != "a"', validate={"required": True}),
            hidden("textfield", "how", '=this.kind = "a" or parent.outcome = "accept"', validate={"required": True}),
        ]),
    )  # fmt: skip

    assert errors(asked, {"outcome": "correct", "rows": [{"kind": "a"}, {"kind": "b"}, {"kind": "b", "how": "x"}]}) == {
        "rows": ["第 1 行：请填写“why”", "第 2 行：请填写“how”"]
    }
    assert asked.check({"outcome": "accept", "rows": [{"kind": "b", "why": "x", "how": "y"}]})["rows"] == [
        {"kind": "b", "why": None, "how": None}
    ]


@pytest.mark.parametrize(
    ("condition", "answers", "is_hidden"),
    [
        ('=a = "x"', {}, False),
        ('=a != "x"', {}, True),
        ("=a = null", {}, False),  # form-js holds "" for an unanswered text
        ('=a = ""', {}, True),
        ("=n = null", {}, True),
        ("=n < 5", {}, False),
        ("=n < 5", {"n": 4}, True),
        ("=not(n < 5)", {}, False),
        ("=not(n < 5)", {"n": 6}, True),
        ("=n > 5 or b", {"b": True}, True),
        ("=n > 5 or b", {}, False),
        ("=b", {}, False),
        ("=not(b)", {}, True),
        ("=not(b)", {"b": True}, False),
        ("=nowhere = null", {}, True),
        ("=not(nowhere)", {}, False),
        ("=nowhere", {}, False),
        ('=n = "4"', {"n": 4}, False),
        ("=n < a", {"n": 4, "a": "x"}, False),
        ("=list contains(l, 1)", {"l": [1]}, True),
        ("=count(l) = 0", {}, True),
        ("=n", {"n": 1}, False),
    ],
)
def test_conditions_hide_only_where_feel_says_true(condition: str, answers: dict[str, Any], is_hidden: bool) -> None:
    asked = form(
        asking("textfield", "a"),
        asking("number", "n"),
        asking("checkbox", "b"),
        asking("checklist", "l", values=[1, 2]),
        hidden("textfield", "x", condition),
    )

    assert asked.check({**answers, "x": "shown"})["x"] == (None if is_hidden else "shown")


# Files


def test_keys_and_labels_follow_the_form() -> None:
    asked = form(
        {"type": "text", "id": "t", "text": "# 说明"},
        asking("textfield", "title", label="名称"),
        asking("datetime", "due_on", label="", dateLabel="期限", subtype="date"),
        asking("textfield", "unused", disabled=True),
        {"type": "separator", "id": "s"},
        {"type": "spacer", "id": "p"},
    )

    assert asked.keys() == ["title", "due_on"]
    assert asked.labels() == {"title": "名称", "due_on": "期限"}
    assert (asked.id, len(asked.components)) == ("f", 6)
    assert errors(asked, {"unused": "x"}).keys() == {"unused"}


def test_the_schema_alone_checks_and_hides_nothing() -> None:
    schema = form(OUTCOME, DUE).schema()

    assert schema.validate({"outcome": "accept"}) == {"due_on": ["请填写“due_on”"]}
    assert schema.load({"due_on": "2026-09-14"}) == {"outcome": None, "due_on": date(2026, 9, 14)}
    assert schema.validate({"due_on": "2026-09-14", "x": 1}) == {"x": ["表单中没有这一项，请刷新页面后重试"]}


def test_a_form_is_loaded_from_a_file_a_text_bytes_and_a_document(tmp_path: Path) -> None:
    document = {"id": "一", "components": [asking("number")]}
    text = json.dumps(document, ensure_ascii=False)
    path = tmp_path / "a.form"
    path.write_text(text, encoding="utf-8")

    for source in (path, str(path), text, text.encode(), document):
        assert (load_form(source).id, load_form(source).keys()) == ("一", ["x"])


@pytest.mark.parametrize("path", FORMS, ids=[path.name for path in FORMS])
def test_every_form_of_ours_can_be_read(path: Path) -> None:
    assert load_form(path).components


REFUSED: list[tuple[Any, str]] = [
    ("{", "JSON"),
    (b"\xff\xfe", "JSON"),
    ("{" + '"a":[' * 100_000, "JSON"),
    (b"[]", "JSON 对象"),
    ({"components": {}}, "components"),
    ({}, "components"),
    ({"schemaVersion": 99, "components": []}, "schemaVersion"),
    ({"components": ["x"]}, "组件列表"),
    ({"components": [{"type": "filepicker", "key": "x"}]}, "filepicker"),
    ({"components": [{"type": "expression", "key": "x"}]}, "expression"),
    ({"components": [{"key": "x"}]}, "None"),
    ({"components": [asking("textfield", "")]}, "键"),
    ({"components": [asking("textfield", "a.b")]}, "键"),
    ({"components": [asking("textfield", "_a")]}, "键"),
    ({"components": [asking("textfield", "Meta")]}, "键"),
    ({"components": [{"type": "dynamiclist", "key": "x", "components": []}]}, "键"),
    ({"components": [asking("textfield"), asking("number")]}, "重复"),
    ({"components": [asking("group", path="p", components=[])]}, "path"),
    ({"components": [asking("group", components="x")]}, "组件列表"),
    ({"components": [{"type": "group", "id": "g", "path": "p", "components": []}]}, "path"),
    ({"components": [asking("datetime", subtype="time")]}, "只支持日期"),
    ({"components": [asking("number", serializeToString=True)]}, "serializeToString"),
    ({"components": [asking("select", valuesExpression="=x")]}, "valuesExpression"),
    ({"components": [asking("select")]}, "没有选项"),
    ({"components": [asking("select", values=[])]}, "没有选项"),
    ({"components": [asking("number", validate={"min": "=x"})]}, "不支持表达式"),
    ({"components": [asking("number", validate=[1])]}, "validate"),
    ({"components": [asking("number", validate={"required": "yes"})]}, "required"),
    ({"components": [asking("textfield", conditional={"hide": 5})]}, "隐藏条件"),
    ({"components": [asking("textfield", conditional={"hide": "=for a in b return c"})]}, "隐藏条件"),
    ({"components": [asking("textfield", conditional={"hide": "=a.__class__"})]}, "下划线"),
    ({"components": [asking("textfield", validate={"pattern": "("})]}, "正则表达式"),
    ({"components": [asking("textfield", validate={"pattern": "a" * 201})]}, "200"),
    ({"components": [asking("textfield", validate={"pattern": 5})]}, "正则表达式"),
]


@pytest.mark.parametrize(("source", "reason"), REFUSED)
def test_a_form_the_server_cannot_check_is_refused(source: Any, reason: str) -> None:
    with pytest.raises(FormRefused) as refused:
        Form.load(source)

    assert reason in refused.value.message


RUNAWAYS = ["^(a+)+$", "^(a*)*b", "(a|a)*$", "((ab)*c)+", r"(?:\w+\s?)*$", "(a{1,}){2,}", "(a+){2,30}x", "a*a*a*a*a*b"]


@pytest.mark.parametrize("pattern", RUNAWAYS)
def test_a_pattern_that_could_run_away_is_refused(pattern: str) -> None:
    with pytest.raises(FormRefused, match="重复"):
        form(asking("textfield", validate={"pattern": pattern}))


PATTERNS = [
    r"^\d{4}-?\d+$",
    r"^[^+*]+$",
    r"^(内人社|呼人社)发〔\d{4}〕\d{1,3}号$",
    r"^\(\d+\)$",
    r"^(\d{4})+$",
    r"[(|)+]*",
]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_an_ordinary_pattern_is_accepted_and_quick(pattern: str) -> None:
    asked = form(asking("textfield", validate={"pattern": pattern}))
    begun = time.perf_counter()

    for value in ("1" * 200, "a" * 199 + "!", "(" * 200, "2026" * 49 + "x"):
        try:
            asked.check({"x": value})
        except FormInvalid as invalid:
            assert list(invalid.errors) == ["x"]

    assert time.perf_counter() - begun < 0.2


# Everything at once

JSON_VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["a", "2026-09-14"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["y", "n", "z"]), inner, max_size=3),
    max_leaves=5,
)
EVERYTHING = form(
    *({**component, "key": type, "path": type} for type, component in BY_TYPE.items()),
    hidden("textfield", "sometimes", "=number > 3 and checkbox", validate={"required": True}),
)


TYPES = {"textfield": str, "textarea": str, "number": int, "datetime": date, "sometimes": str}


@given(st.dictionaries(st.sampled_from([*BY_TYPE, "sometimes", "unknown"]), JSON_VALUES, max_size=6))
def test_any_answers_come_back_typed_and_whole_or_are_refused_at_their_keys(answers: dict[str, Any]) -> None:
    try:
        typed = EVERYTHING.check(answers)
    except FormInvalid as invalid:
        assert invalid.errors.keys() <= answers.keys() | {"sometimes"}
        assert all(message for messages in invalid.errors.values() for message in messages)
        return

    assert typed.keys() == set(EVERYTHING.keys())
    assert "unknown" not in answers
    for key, type in TYPES.items():
        assert typed[key] is None or isinstance(typed[key], type)
    for key in ("checklist", "taglist", "dynamiclist"):
        assert isinstance(typed[key], list)


def test_a_check_costs_at_most_two_milliseconds() -> None:
    answers = {"textfield": "a", "number": 5, "radio": "a", "checklist": ["a", "b"], "datetime": "2026-09-14",
               "dynamiclist": [{"y": "1"}, {"y": "2"}], "sometimes": "x"}  # fmt: skip

    def elapsed() -> float:
        begun = time.perf_counter()
        EVERYTHING.check(answers)
        return time.perf_counter() - begun

    assert min(elapsed() for _ in range(50)) < 2e-3
