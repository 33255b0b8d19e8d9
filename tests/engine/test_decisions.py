"""Decision tables: S-FEEL cells, hit policies, and what is found wrong without data."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.engine import xml
from app.engine.decisions import DecisionFailed, DecisionRefused, DecisionTable, load, problems
from app.engine.decisions.cells import CellRefused, read

DMN_13 = "https://www.omg.org/spec/DMN/20191111/MODEL/"
DMN_11 = "http://www.omg.org/spec/DMN/20151101/dmn.xsd"


def tagged(tag: str, content: str, **attributes: str) -> str:
    """An element with a `text` child, as DMN writes its expressions."""
    return f"<{tag}{attached(attributes)}><text>{escape(content)}</text></{tag}>" if content else ""


def attached(attributes: dict[str, str]) -> str:
    return "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items() if value)


def column_in(expression: str, type: str = "", values: str = "") -> str:
    """An input column, labelled like its expression."""
    inner = tagged("inputExpression", expression, typeRef=type) + tagged("inputValues", values)
    return f"<input label={quoteattr(expression)}>{inner}</input>"


def column_out(name: str, type: str = "", default: str = "") -> str:
    """An output column."""
    return f"<output{attached({'name': name, 'typeRef': type})}>{tagged('defaultOutputEntry', default)}</output>"


def row(*cells: str, out: Sequence[str] = ('"ja"',)) -> str:
    """A rule: its input cells and its outputs."""
    ins = "".join(f"<inputEntry><text>{escape(cell)}</text></inputEntry>" for cell in cells)
    outs = "".join(f"<outputEntry><text>{escape(cell)}</text></outputEntry>" for cell in out)
    return f"<rule>{ins}{outs}</rule>"


def document(*parts: str, policy: str = "UNIQUE", aggregation: str = "", namespace: str = DMN_13) -> bytes:
    """A DMN file with one table."""
    how = attached({"hitPolicy": policy, "aggregation": aggregation})
    table = f"<decisionTable{how}>{''.join(parts)}</decisionTable>"
    return (
        f'<definitions xmlns="{namespace}"><decision id="channel" name="途径">{table}</decision></definitions>'.encode()
    )


def table(*parts: str, policy: str = "UNIQUE", aggregation: str = "") -> DecisionTable:
    return load(document(*parts, policy=policy, aggregation=aggregation))


# Cells

SEPTEMBER_14 = date(2026, 9, 14)
CELLS: list[tuple[str, list[Any], list[Any]]] = [
    ("-", [None, 1, "a", True, SEPTEMBER_14], []),
    ("", [None, 1, "a"], []),
    ("5", [5, 5.0], [4, "5", True, None]),
    ("-5", [-5], [5, None]),
    (".5", [0.5], [5]),
    ("1e3", [1000], [1]),
    ("1", [1], [True, "1"]),
    ('"a"', ["a"], ["A", "a ", None, 1]),
    ('"a,b"', ["a,b"], ["a", "b"]),
    (r'"say \"hi\" \\ 职"', ['say "hi" \\ 职'], ["say"]),
    ('"-"', ["-"], ["a", None]),
    ("true", [True], [False, 1, "true", None]),
    ("false", [False], [True, 0, None]),
    ("null", [None], [0, "", False]),
    ("not(null)", [0, "", False], [None]),
    ("< 5", [4, 4.999, -1], [5, 6, None, "4", True]),
    ("<= 5", [5], [5.001]),
    ("> 5", [6], [5]),
    (">=5", [5], [4]),
    ("= 5", [5], [4]),
    ("!= 5", [4, None], [5]),
    ("> -5", [-4], [-5]),
    ('>= "b"', ["b", "c"], ["a", 1]),
    ("[1..5]", [1, 3, 5], [0.999, 5.001, None, "3"]),
    ("]1..5[", [1.001, 4.999], [1, 5]),
    ("(1..5)", [2, 4], [1, 5]),
    ("[1..5)", [1, 4], [0, 5]),
    ("(1..5]", [5, 2], [1]),
    ("[1..5[", [1], [5]),
    ("]1..5]", [5], [1]),
    ("[-5..-1]", [-5, -3], [0]),
    ("[ 1 .. 5 ]", [3], [6]),
    ("[1...5]", [], [0.5, 1, 5]),
    ("1,2,3", [1, 2, 3], [4, None]),
    ('"a","b"', ["a", "b"], ["c", "a,b"]),
    ('"a", null', ["a", None], ["b"]),
    ("< 1, [5..7], > 9", [0, 6, 10], [1, 4, 8, 9]),
    ("not(5)", [4, None, "5"], [5]),
    ('not("a","b")', ["c"], ["a", "b"]),
    ("not([1..5])", [0, 6], [1, 5]),
    ("not(< 1, > 5)", [1, 5], [0, 6]),
    ('date("2026-09-14")', [SEPTEMBER_14, "2026-09-14"], [date(2026, 9, 15), "14/9/2026", None]),
    ('>= date("2026-09-14")', [SEPTEMBER_14, "2026-10-01"], [date(2026, 9, 13), 20260914]),
    ('[date("2026-09-01")..date("2026-09-30")]', [SEPTEMBER_14], [date(2026, 10, 1)]),
    ("limit", [10], [9]),
    ("< limit", [9], [10]),
    ("[facts.least..limit]", [3, 10], [2, 11]),
]


@pytest.mark.parametrize(("cell", "fitting", "unfitting"), CELLS, ids=[cell for cell, _, _ in CELLS])
def test_a_cell_means_what_s_feel_says(cell: str, fitting: list[Any], unfitting: list[Any]) -> None:
    data = {"limit": 10, "facts": {"least": 3}}

    assert [value for value in fitting if not read(cell).matches(value, data)] == []
    assert [value for value in unfitting if read(cell).matches(value, data)] == []


@pytest.mark.parametrize(
    "cell",
    ["1,", ",1", "1 2", "<", "not", "not(", "not()", "not(1", "not(1) 2", "not(not(1))", "not(-)", "1,-", "--1", '-"a"',
     "[1..5", "[1.5]", "[1..]", "[..5]", '[1.."a"]', "[true..false]", "[null..1]", "1..5", "{1}", "'a'", '"a', "a.b.",
     "__class__", "a.__b", "f(1)", "date(2026)", 'date("2026-13-01")', 'time("10:00:00")', 'duration("P1D")',
     'date and time("2026-01-01T00:00:00")', "? > 5", "1 + 1", "a[1]", "1e999", r'"\x"', r'"\ud800"', "x" * 5_000,
     "(" * 3_000],
)  # fmt: skip
def test_what_is_no_unary_test_is_refused(cell: str) -> None:
    with pytest.raises(CellRefused):
        read(cell)


NUMBERS = st.integers(-20, 20) | st.floats(-20, 20, allow_nan=False).map(lambda x: round(x, 2))
DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))
OPENINGS = {"[": True, "]": False, "(": False}
CLOSINGS = {"]": True, "[": False, ")": False}


def inside(value: Any, low: Any, high: Any, opening: str, closing: str) -> bool:
    above = low <= value if OPENINGS[opening] else low < value
    return bool(above and (value <= high if CLOSINGS[closing] else value < high))


@given(NUMBERS, NUMBERS, NUMBERS, st.sampled_from(list(OPENINGS)), st.sampled_from(list(CLOSINGS)))
def test_number_intervals_agree_with_python(value: Any, low: Any, high: Any, opening: str, closing: str) -> None:
    cell = f"{opening}{low!r}..{high!r}{closing}"

    for one in (value, low, high):
        expected = inside(one, low, high, opening, closing)
        assert read(cell).matches(one, {}) is expected
        assert read(f"not({cell})").matches(one, {}) is not expected


@given(DAYS, DAYS, DAYS, st.sampled_from(list(OPENINGS)), st.sampled_from(list(CLOSINGS)))
def test_date_intervals_agree_with_python(value: date, low: date, high: date, opening: str, closing: str) -> None:
    cell = read(f'{opening}date("{low}")..date("{high}"){closing}')

    for one in (value, low, high, low - timedelta(days=1), high + timedelta(days=1)):
        assert cell.matches(one, {}) is inside(one, low, high, opening, closing)
        assert cell.matches(one.isoformat(), {}) is inside(one, low, high, opening, closing)


COMPARING: dict[str, Callable[[Any, Any], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "=": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
}


@given(NUMBERS, st.lists(st.tuples(st.sampled_from(list(COMPARING)), NUMBERS), min_size=1, max_size=4))
def test_a_list_holds_when_one_of_its_tests_does(value: Any, tests: list[tuple[str, Any]]) -> None:
    cell = ", ".join(f"{operator} {bound!r}" for operator, bound in tests)
    expected = any(COMPARING[operator](value, bound) for operator, bound in tests)

    assert read(cell).matches(value, {}) is expected
    assert read(f"not({cell})").matches(value, {}) is not expected


KINDS: list[Any] = [None, True, False, 0, 1, 1.0, -3, "", "1", "true", "2026-09-14", SEPTEMBER_14, [1], {"a": 1}]


@pytest.mark.parametrize("operator", COMPARING)
@pytest.mark.parametrize("literal", ["null", "true", "false", "0", "1", '""', '"1"', 'date("2026-09-14")'])
def test_no_comparison_of_different_kinds_holds_or_breaks(operator: str, literal: str) -> None:
    meant: Any = {"null": None, "true": True, "false": False, "0": 0, "1": 1, '""': "", '"1"': "1"}.get(
        literal, SEPTEMBER_14
    )
    for value in KINDS:
        one = SEPTEMBER_14 if value == "2026-09-14" and meant == SEPTEMBER_14 else value
        expected = operator == "!="
        if kind(one) == kind(meant) and (operator in ("=", "!=") or kind(meant) not in ("NoneType", "bool")):
            expected = COMPARING[operator](one, meant)
        assert read(f"{operator} {literal}").matches(value, {}) is expected


def kind(value: Any) -> str:
    return "number" if type(value) in (int, float) else type(value).__name__


# Hit policies


def overlapping(policy: str, outputs: Sequence[str], aggregation: str = "", type: str = "") -> DecisionTable:
    """Row k fires for numbers of at least k."""
    rows = [row(f">= {k}", out=[output]) for k, output in enumerate(outputs, start=1)]
    return table(column_in("n", "number"), column_out("x", type), *rows, policy=policy, aggregation=aggregation)


def test_unique_answers_with_its_one_row() -> None:
    assert overlapping("UNIQUE", ['"a"', '"b"']).decide({"n": 1}).outputs == {"x": "a"}


def test_unique_refuses_rows_that_overlap() -> None:
    with pytest.raises(DecisionFailed, match=r"“channel”：.*第 1、2 行同时命中"):
        overlapping("UNIQUE", ['"a"', '"a"']).decide({"n": 2})


def test_any_answers_when_all_rows_agree() -> None:
    decision = overlapping("ANY", ['"a"', '"a"', '"b"']).decide({"n": 2})

    assert (decision.outputs, decision.rows) == ({"x": "a"}, [1, 2])


@pytest.mark.parametrize("outputs", [('"a"', '"b"'), ("1", "true"), ("0", "false"), ("null", '"a"')])
def test_any_refuses_rows_that_disagree(outputs: tuple[str, str]) -> None:
    with pytest.raises(DecisionFailed, match="输出不同"):
        overlapping("ANY", outputs).decide({"n": 2})


def test_first_answers_with_the_first_row() -> None:
    decision = overlapping("FIRST", ['"a"', '"b"']).decide({"n": 2})

    assert (decision.outputs, decision.rows) == ({"x": "a"}, [1])


@pytest.mark.parametrize("policy", ["RULE ORDER", "COLLECT"])
def test_rule_order_and_collect_answer_with_every_row_in_order(policy: str) -> None:
    decision = overlapping(policy, ['"b"', '"a"', '"c"']).decide({"n": 2})

    assert (decision.outputs, decision.rows) == ([{"x": "b"}, {"x": "a"}], [1, 2])


@pytest.mark.parametrize(
    ("aggregation", "outputs", "expected"),
    [
        ("SUM", ["0.1", "0.2"], 0.3),
        ("SUM", ["1", "2"], 3),
        ("SUM", ["1.5", "1.5"], 3),
        ("MIN", ["2", "1"], 1),
        ("MAX", ["2", "1"], 2),
        ("MIN", ['"b"', '"a"'], "a"),
        ("MAX", ['date("2026-09-14")', 'date("2026-10-01")'], "2026-10-01"),
        ("COUNT", ['"a"', '"a"'], 2),
    ],
)
def test_collect_aggregates_the_outputs_of_its_rows(aggregation: str, outputs: list[str], expected: Any) -> None:
    decision = overlapping("COLLECT", outputs, aggregation).decide({"n": 2})

    assert (decision.outputs, decision.rows) == ({"x": expected}, [1, 2])
    assert decision.outputs is not None and type(decision.outputs["x"]) is type(expected)  # type: ignore[call-overload]


@pytest.mark.parametrize("outputs", [['"a"', '"b"'], ["1", "null"], ["true", "true"], ["1", '"a"']])
def test_what_cannot_be_added_up_fails(outputs: list[str]) -> None:
    with pytest.raises(DecisionFailed, match="SUM"):
        overlapping("COLLECT", outputs, "SUM").decide({"n": 2})


@pytest.mark.parametrize(
    ("policy", "aggregation", "expected"),
    [("UNIQUE", "", None), ("ANY", "", None), ("FIRST", "", None), ("RULE ORDER", "", []), ("COLLECT", "", []),
     ("COLLECT", "SUM", None), ("COLLECT", "MIN", None), ("COLLECT", "MAX", None), ("COLLECT", "COUNT", {"x": 0})],
)  # fmt: skip
def test_no_row_means_no_output(policy: str, aggregation: str, expected: Any) -> None:
    decision = overlapping(policy, ["1"], aggregation).decide({"n": 0})

    assert (decision.outputs, decision.rows) == (expected, [])


def test_a_default_answers_where_no_row_does() -> None:
    parts = [column_in("n", "number"), column_out("x", "string", '"none"'), column_out("y"), row("1", out=['"a"', "1"])]

    assert table(*parts).decide({"n": 2}).outputs == {"x": "none", "y": None}
    assert table(*parts).decide({"n": 1}).outputs == {"x": "a", "y": 1}
    assert table(*parts, policy="COLLECT").decide({"n": 2}).outputs == [{"x": "none", "y": None}]


# Inputs and outputs


def one(expression: str, cell: str, type: str = "", values: str = "") -> DecisionTable:
    """A table of one column and one row, which answers 1."""
    return table(column_in(expression, type, values), column_out("x"), row(cell, out=["1"]))


@pytest.mark.parametrize(
    ("expression", "cell", "type", "data"),
    [
        ("n", "5", "", {"n": 5}),
        ("facts.years", "> 3", "number", {"facts": {"years": 4}}),
        ("a + b", "5", "number", {"a": 2, "b": 3}),
        ('kind = "x"', "true", "boolean", {"kind": "x"}),
        ("${kind == 'x'}", "true", "boolean", {"kind": "x"}),
        ("Applicant Age", ">= 18", "integer", {"Applicant Age": 18}),
        ("层级", '"正高"', "string", {"层级": "正高"}),
        ("on", '>= date("2026-01-01")', "date", {"on": "2026-09-14"}),
        ("on", '>= date("2026-01-01")', "", {"on": SEPTEMBER_14}),
        ("n", "2", "feel:number", {"n": 2}),
        ("n", "2", "long", {"n": 2.0}),
        ("n", "[1..3]", "tOwnType", {"n": 2}),
        ("n", "null", "number", {"n": None}),
        ("n", "-", "number", {"n": None}),
        ("size(list)", "2", "number", {"list": [1, 2]}),
    ],
)
def test_an_input_reads_names_paths_and_expressions(expression: str, cell: str, type: str, data: Any) -> None:
    assert one(expression, cell, type).decide(data).rows == [1]


@pytest.mark.parametrize(
    ("expression", "cell", "type", "data", "reason"),
    [
        ("n", "5", "number", {}, "没有名为“n”的数据"),
        ("n", "-", "number", {}, "没有名为“n”的数据"),
        ("facts.years", "5", "number", {"facts": {}}, "没有成员“years”"),
        ("Applicant Age", "5", "number", {"Age": 5}, "缺少这项数据"),
        ("n", "5", "number", {"n": "5"}, "应为数字"),
        ("n", "5", "number", {"n": True}, "应为数字"),
        ("n", "5", "number", {"n": float("nan")}, "有限"),
        ("n", "5", "integer", {"n": 5.5}, "应为整数"),
        ("n", '"a"', "string", {"n": 5}, "应为文字"),
        ("n", "true", "boolean", {"n": 1}, "应为是非值"),
        ("n", "-", "date", {"n": "2026-9-1"}, "应为日期"),
        ("n", "-", "date", {"n": "2026-09-14T00:00:00"}, "应为日期"),
        ("n", "> 5", "", {"n": "6"}, "应为数字"),
        ("n", '"a","b"', "", {"n": 1}, "应为文字"),
        ("n", "> limit", "number", {"n": 1}, "limit"),
    ],
)
def test_an_input_missing_or_mistyped_is_named(expression: str, cell: str, type: str, data: Any, reason: str) -> None:
    with pytest.raises(DecisionFailed) as failed:
        one(expression, cell, type).decide(data)

    assert failed.value.message.startswith("决策表“channel”：")
    assert reason in failed.value.message


@pytest.mark.parametrize(("value", "lawful"), [("a", True), ("c", False), (None, True)])
def test_an_input_stays_within_its_declared_values(value: Any, lawful: bool) -> None:
    decide = one("n", "-", "string", '"a","b"').decide
    if lawful:
        assert decide({"n": value}).rows == [1]
    else:
        with pytest.raises(DecisionFailed, match='不在允许的取值 "a","b" 之内'):
            decide({"n": value})


@pytest.mark.parametrize(
    ("cell", "expected"),
    [('"a"', "a"), ("1", 1), ("-1.5", -1.5), ("true", True), ("null", None), ("", None), ("-", None),
     ('date("2026-09-14")', "2026-09-14"), ('["a","b"]', ["a", "b"]), ("n * 2", 6), ('"第" + "一"', "第一"),
     ("facts.next", "县局")],
)  # fmt: skip
def test_an_output_is_a_literal_or_an_expression(cell: str, expected: Any) -> None:
    decision = table(column_in("n"), column_out("x"), row("-", out=[cell])).decide({"n": 3, "facts": {"next": "县局"}})

    assert decision.outputs == {"x": expected}


def test_an_output_that_cannot_be_evaluated_names_its_row() -> None:
    failing = table(column_in("n"), column_out("x"), row("1"), row("2", out=["missing"]))

    with pytest.raises(DecisionFailed, match="第 2 行的输出"):
        failing.decide({"n": 2})


# Files


@pytest.mark.parametrize("namespace", [DMN_11, DMN_13, "https://www.omg.org/spec/DMN/20230324/MODEL/"])
def test_every_version_of_the_format_is_read(namespace: str) -> None:
    loaded = load(document(column_in("n"), column_out("x"), row("1", out=["2"]), namespace=namespace))

    assert (loaded.id, loaded.name, loaded.hit_policy) == ("channel", "途径", "UNIQUE")
    assert loaded.decide({"n": 1}).outputs == {"x": 2}


def test_a_table_is_read_from_a_parsed_root_too() -> None:
    root = xml.parse(document(column_in("n"), column_out("x"), row("1")))

    assert load(root).decide({"n": 1}).rows == [1]


def test_a_single_output_without_a_name_is_called_like_the_decision() -> None:
    assert table(column_in("n"), column_out(""), row("1")).decide({"n": 1}).outputs == {"channel": "ja"}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<!DOCTYPE a><a/>", "DTD"),
        (b"<definitions/>", "0 个决策表"),
        (b"<definitions><decision><decisionTable/><decisionTable/></decision></definitions>", "2 个决策表"),
        (b"<decisionTable/>", "decision 元素"),
        (document(column_in("n"), column_out("x"), policy="PRIORITY"), "不支持命中策略 PRIORITY"),
        (document(column_in("n"), column_out("x"), policy="OUTPUT ORDER"), "不支持命中策略 OUTPUT ORDER"),
        (document(column_in("n"), column_out("x"), policy="UNIQUE", aggregation="SUM"), "汇总方式 SUM"),
        (document(column_in("n"), column_out("x"), policy="COLLECT", aggregation="AVG"), "汇总方式 AVG"),
        (document(column_out("x"), column_out("y"), policy="COLLECT", aggregation="SUM"), "一个输出列"),
        (document(column_in("n")), "没有输出列"),
        (document(column_in("n"), column_out("x"), column_out("")), "都要有名称"),
        (document(column_in("n"), column_out("x"), column_out("x")), "重复"),
        (document(column_in(""), column_out("x")), "没有写输入表达式"),
        (document(column_in("a.__b__"), column_out("x")), "下划线"),
        (document(column_in("n"), column_out("x"), row("1", "2")), "第 1 行的单元格数"),
        (document(column_in("n"), column_out("x"), row("1"), row("1", out=[])), "第 2 行的单元格数"),
        (document(column_in("n"), column_out("x"), row("1"), row("1 2")), "第 2 行第 1 个输入"),
        (document(column_in("n"), column_out("x"), row("1", out=["__import__('os')"])), "第 1 行第 1 个输出"),
        (document(column_in("n", values="{"), column_out("x")), "允许取值"),
        (document(*[column_in("n")] * 101, column_out("x")), "超过 100 个"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(DecisionRefused) as refused:
        load(data, "上报途径.dmn")

    assert refused.value.message.startswith("上报途径.dmn：")
    assert refused.value.message.count("上报途径.dmn") == 1
    assert reason in refused.value.message


# What is found without data


def told(*parts: str, policy: str = "UNIQUE") -> list[str]:
    return [problem.message for problem in problems(table(*parts, column_out("x"), policy=policy))]


def test_a_complete_table_without_overlaps_has_no_problems() -> None:
    assert told(column_in("n", "number"), column_in("b", "boolean"),
                row("< 1", "-"), row("[1..5]", "true"), row("[1..5]", "false"), row("> 5", "-")) == []  # fmt: skip


def test_a_missing_number_is_a_gap() -> None:
    assert told(column_in("n", "number"), row("< 1"), row("> 1")) == ["没有任何行覆盖：n 为 1"]


def test_a_missing_stretch_is_a_gap() -> None:
    assert told(column_in("n", "number"), row("< 1"), row("[1..2]"), row(">= 3")) == [
        "没有任何行覆盖：n 为 2 与 3 之间"
    ]


def test_whole_numbers_have_nothing_between_neighbours() -> None:
    assert told(column_in("n", "integer"), row("<= 1"), row(">= 2")) == []
    assert told(column_in("n", "integer"), row("<= 1"), row(">= 3")) == ["没有任何行覆盖：n 为 1 与 3 之间"]


def test_days_have_nothing_between_neighbours() -> None:
    until, since = 'date("2026-09-14")', 'date("2026-09-15")'

    assert told(column_in("on", "date"), row(f"<= {until}"), row(f">= {since}")) == []
    assert told(column_in("on", "date"), row(f"< {until}"), row(f"> {since}")) == [
        "没有任何行覆盖：on 为 2026-09-14、2026-09-15"
    ]


def test_a_declared_value_that_no_row_mentions_is_a_gap() -> None:
    assert told(column_in("level", "string", '"a","b","c"'), row('"a"'), row('"b"')) == ["没有任何行覆盖：level 为 c"]


def test_undeclared_texts_are_no_gap_unless_not_speaks_of_them() -> None:
    assert told(column_in("level", "string"), row('"a"'), row('"b"')) == []
    assert told(column_in("k", "string"), column_in("b", "boolean"),
                row('"a"', "-"), row('not("a")', "true")) == ["没有任何行覆盖：k 为 其他值，b 为 否"]  # fmt: skip


def test_a_missing_boolean_is_a_gap_and_null_only_where_it_is_spoken_of() -> None:
    assert told(column_in("b", "boolean"), row("true")) == ["没有任何行覆盖：b 为 否"]
    assert told(column_in("b", "boolean"), row("true"), row("false")) == []
    assert told(column_in("b", "boolean"), column_in("n", "number"),
                row("true", "-"), row("false", "-"), row("null", "1")) == [
        "没有任何行覆盖：b 为 空值，n 为 小于 1、大于 1"
    ]  # fmt: skip


def test_a_table_without_rows_covers_nothing() -> None:
    assert told(column_in("n", "number")) == ["没有任何行覆盖：任何输入"]


def test_a_default_leaves_no_gap() -> None:
    assert problems(table(column_in("b", "boolean"), column_out("x", "", '"y"'), row("true"))) == []


def test_an_overlap_is_named_by_its_rows_and_the_case() -> None:
    found = problems(table(column_in("n", "number"), column_in("b", "boolean"), column_out("x"),
                           row("<= 5", "-"), row(">= 5", "true"), row("> 5", "false"), row("5", "false")))  # fmt: skip

    assert [(problem.rows, problem.message) for problem in found] == [
        ((1, 2), "第 1 行与第 2 行重叠：n 为 5，b 为 是"),
        ((1, 4), "第 1 行与第 4 行重叠：n 为 5，b 为 否"),
    ]


def test_under_any_only_differing_rows_clash() -> None:
    assert told(column_in("b", "boolean"), row("-"), row("true"), policy="ANY") == []
    assert told(column_in("b", "boolean"), row("-"), row("true", out=['"no"']), policy="ANY") == [
        "第 1 行与第 2 行重叠而输出不同：b 为 是"
    ]


def test_under_first_a_row_that_never_fires_is_named() -> None:
    assert told(column_in("n", "number"), row("> 5"), row("> 3"), row("> 7"), row("-"), policy="FIRST") == [
        "第 3 行永远不会命中：第 1 行已包含它的全部情形"
    ]


@pytest.mark.parametrize("policy", ["COLLECT", "RULE ORDER"])
def test_where_many_rows_may_fire_neither_gaps_nor_overlaps_are_problems(policy: str) -> None:
    assert told(column_in("b", "boolean"), row("true"), row("true"), policy=policy) == []


@pytest.mark.parametrize(
    ("type", "cell", "reason"),
    [("number", '"a"', "应为数字"), ("string", "5", "应为文字"), ("boolean", '"true"', "应为是非值"),
     ("date", '"soon"', "应为日期"), ("date", "5", "应为日期"), ("number", "true", "应为数字"),
     ("number", "[5..1]", "不含任何值"), ("number", "[1..1)", "不含任何值")],
)  # fmt: skip
def test_a_cell_of_the_wrong_type_is_a_problem(type: str, cell: str, reason: str) -> None:
    found = problems(table(column_in("n", type), column_out("x"), row("-"), row(cell), policy="FIRST"))

    assert [problem.rows for problem in found] == [(2,)]
    assert reason in found[0].message


def test_a_value_outside_the_declared_ones_is_a_problem() -> None:
    assert told(column_in("n", "string", '"a","b"'), row('"a","c"'), row('"b"')) == [
        "第 1 行输入“n”的 c 不在允许的取值之内"
    ]


@pytest.mark.parametrize(
    ("type", "output"), [("number", '"a"'), ("string", "1"), ("boolean", '"yes"'), ("date", '"x"')]
)
def test_an_output_of_the_wrong_type_is_a_problem(type: str, output: str) -> None:
    found = problems(table(column_in("b", "boolean"), column_out("x", type), row("-", out=[output])))

    assert [problem.rows for problem in found] == [(1,)]
    assert "输出“x”" in found[0].message


def test_cells_that_refer_to_other_data_are_left_to_the_run() -> None:
    assert told(column_in("n", "number"), row("> limit"), row("> 5")) == []


ENUM = ["-", '"a"', '"b"', '"a","b"', 'not("a")', 'not("a","c")', '"c"']
TRUTHS = ["-", "true", "false", "not(true)"]
RANGES = st.one_of(
    st.just("-"),
    st.integers(-1, 5).map(str),
    st.tuples(st.sampled_from(["<", "<=", ">", ">="]), st.integers(-1, 5)).map(lambda t: f"{t[0]} {t[1]}"),
    st.tuples(st.sampled_from("[]("), st.integers(-1, 2), st.integers(3, 5), st.sampled_from("])[")).map(
        lambda t: f"{t[0]}{t[1]}..{t[2]}{t[3]}"
    ),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(ENUM), st.sampled_from(TRUTHS), RANGES), max_size=6))
def test_gaps_and_overlaps_are_found_exactly_where_trying_everything_finds_them(rules: list[tuple[str, ...]]) -> None:
    columns = (column_in("k", "string", '"a","b","c"'), column_in("b", "boolean"), column_in("n", "integer"))
    unique = table(*columns, column_out("x"), *(row(*cells) for cells in rules))
    collect = table(*columns, column_out("x"), *(row(*cells) for cells in rules), policy="COLLECT")

    tried = [
        collect.decide({"k": k, "b": b, "n": n}).rows
        for k, b, n in itertools.product("abc", (True, False), range(-3, 8))
    ]
    clashes = {pair for rows in tried for pair in itertools.combinations(rows, 2)}
    found = problems(unique)

    assert {problem.rows for problem in found if problem.rows} == clashes
    assert any(not problem.rows for problem in found) is ([] in tried)


def test_a_table_of_200_rows_is_judged_within_three_seconds() -> None:
    rows = [row(f"[{n}..{n + 1})", f"[{n}..{n + 1}]", "true") for n in range(200)]
    begun = time.perf_counter()

    found = told(column_in("a", "number"), column_in("b", "number"), column_in("c", "boolean"), *rows)

    assert found
    assert time.perf_counter() - begun < 3


def test_columns_in_great_number_do_not_multiply_the_work() -> None:
    columns = [column_in(f"c{n}", "boolean") for n in range(40)]
    rows = [row(*("true" if k == n else "-" for k in range(40))) for n in range(40)]
    begun = time.perf_counter()

    told(*columns, *rows, policy="FIRST")

    assert time.perf_counter() - begun < 3
