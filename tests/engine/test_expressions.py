"""The expression language says what JUEL and Python both say, and nothing else, quickly."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.expressions import ExpressionFailed, ExpressionRefused, compile, compile_feel, value_of

DATA: dict[str, Any] = {
    "unit_check": {"outcome": "return", "by": {"name": "张三"}, "_secret": 1},
    "facts": {"years": 5, "levels": ["a", "b"], "rows": [{"n": 1}, {"n": 2}], "class": "甲"},
    "passed": True,
    "held": False,
    "nothing": None,
    "n": 7,
    "half": 0.5,
    "on": "2026-09-14",
    "at": "2026-09-14T08:00:00+00:00",
    "day": datetime.date(2026, 9, 20),
    "名称": "内蒙古",
    "size": "a name like a function",
}


def value(text: str, data: Mapping[str, Any] = DATA) -> Any:
    return compile(text).evaluate(data)


VALUES = [
    ("${unit_check.outcome == 'return'}", True),
    ("unit_check.outcome != 'return'", False),
    ("${ passed and not held }", True),
    ("passed && !held || false", True),
    ("!(n == 7)", False),
    ("(!passed) == held", True),
    ("facts.years + 2 * n - 1", 18),
    ("(facts.years + 2) * n / 2", 24.5),
    ("n % 4", 3),
    ("-n + +1", -6),
    ("facts.levels[1]", "b"),
    ("facts.rows[facts.levels[0] == 'a' and 1 == 1 == false]", ExpressionRefused),
    ("facts.rows[1].n >= 2", True),
    ("facts['years'] == 5", True),
    ("facts.class", "甲"),
    ("名称 == '内蒙古'", True),
    ("size(facts.levels) == 2 and len('abc') == 3", True),
    ("size", "a name like a function"),
    ("contains(facts.levels, 'a') and 'b' in facts.levels and 'c' not in facts.levels", True),
    ("contains(名称, '蒙')", True),
    ("empty(nothing) and empty('') and empty([]) and not empty(facts)", True),
    ("min(n, 3) + max([1, 2]) + sum([1, 2]) + abs(-1)", 9),
    ("min('b', 'a')", "a"),
    ("lower('AB') + upper('c')", "abC"),
    ("starts_with(on, '2026') and ends_with(on, '14')", True),
    ("on < '2026-09-15'", True),
    ("before(on, day) and after(day, on)", True),
    ("days_between(on, day)", 6),
    ("plus_days(on, 20)", "2026-10-04"),
    ("date(at)", "2026-09-14"),
    ("year(on) * 100 + month(on)", 202609),
    ("day", "2026-09-20"),
    ("nothing == null and null == nothing", True),
    ("nothing and passed", False),
    ("not nothing", True),
    ("true != True", False),
    ("'it\\'s' == \"it's\"", True),
    ("'\\u804c\\\\\\n'", "职\\\n"),
    ("1e2 + 0.5", 100.5),
    ("[1, 'a', null]", [1, "a", None]),
]


@pytest.mark.parametrize(("text", "expected"), VALUES)
def test_an_expression_has_the_value_its_readers_expect(text: str, expected: Any) -> None:
    if expected is ExpressionRefused:
        with pytest.raises(ExpressionRefused):
            compile(text)
    else:
        assert value(text) == expected
        assert type(value(text)) is type(expected)


FAILING = [
    ("missing", "没有名为“missing”的数据"),
    ("facts.yeers", "“facts”中没有成员“yeers”"),
    ("unit_check.by.age", "“unit_check.by”中没有成员“age”"),
    ("nothing.outcome", "空值没有成员"),
    ("on.year", "文字没有成员"),
    ("on[0]", "文字没有成员"),
    ("facts.levels[2]", "没有下标 2"),
    ("facts.levels[-1]", "没有下标 -1"),
    ("facts.levels[true]", "下标应为整数"),
    ("facts.levels['0']", "下标应为整数"),
    ("facts[1]", "成员名应为文字"),
    ("n < 'a'", "数字与文字不能比较大小"),
    ("n < nothing", "数字与空值不能比较大小"),
    ("true < false", "是非值与是非值不能比较大小"),
    ("facts.levels < facts.levels", "不能比较大小"),
    ("n + '1'", "不能做四则运算"),
    ("true + 1", "是非值与数字不能做四则运算"),
    ("facts.levels + facts.levels", "不能做四则运算"),
    ("'a' * 3", "不能做四则运算"),
    ("'%s' % n", "不能做四则运算"),
    ("facts.levels * 9", "不能做四则运算"),
    ("1 / 0", "除数为零"),
    ("1 % 0", "除数为零"),
    ("-7 % 3", "取余数只用于非负数"),
    ("1e308 * 10", "数字过大"),
    ("n and true", "“与、或、非”只能用于是非值，实际是数字"),
    ("not 'false'", "只能用于是非值"),
    ("-'a'", "正负号只能用于数字"),
    ("-true", "正负号只能用于数字"),
    ("date('14/9/2026')", "不是日期"),
    ("before(on, at)", "带时区与不带时区"),
    ("min([])", "空列表"),
    ("min(1, 'a')", "不能比较大小"),
    ("sum(['a'])", "数字列表"),
    ("size(n)", "数字没有长度"),
    ("contains(n, 1)", "不能判断是否包含"),
    ("contains('abc', 1)", "需要文字"),
    ("plus_days(on, 99999999)", "超出"),
    ("facts['_x']", "下划线"),
]


@pytest.mark.parametrize(("text", "reason"), FAILING)
def test_what_cannot_be_evaluated_fails_with_a_chinese_reason(text: str, reason: str) -> None:
    with pytest.raises((ExpressionFailed, ExpressionRefused)) as failed:
        value(text)

    assert reason in str(failed.value)
    assert text in str(failed.value)


REFUSED = {
    "attribute": ("().__class__", "下划线"),
    "dunder name": ("__import__('os').system('id')", "下划线"),
    "dunder member": ("facts.__class__.__base__", "下划线"),
    "dunder subscript": ("facts['__class__']", "下划线"),
    "private member": ("unit_check._secret", "下划线"),
    "full-width underscores": ("facts.＿＿class＿＿", "不认识"),
    "compatibility letters": ("ｅval", "全角"),
    "unknown function": ("open('/etc/passwd')", "只能调用内置函数"),
    "method": ("'a'.ljust(999999999)", "只能调用内置函数"),
    "function of a member": ("facts.size(1)", "只能调用内置函数"),
    "called result": ("size(1)(2)", "只能调用内置函数"),
    "format string": ("f'{n}'", "写法有误"),
    "bytes": ("b'a'", "写法有误"),
    "imaginary": ("9j", "写法有误"),
    "lambda": ("(lambda: 1)()", "不认识"),
    "comprehension": ("[x for x in facts]", "不允许的写法"),
    "generator": ("sum(x for x in facts)", "不允许的写法"),
    "walrus": ("(x := 1)", "不认识"),
    "assignment": ("n = 1", "请写 =="),
    "conditional": ("1 if passed else 2", "不允许的写法"),
    "ternary": ("passed ? 1 : 2", "不认识"),
    "power": ("9 ** 9 ** 9", "写法有误"),
    "shift": ("1 << 999999999", "写法有误"),
    "bitwise": ("1 & 2", "不认识"),
    "floor division": ("7 // 2", "写法有误"),
    "slice": ("on[0:9]", "不认识"),
    "tuple": ("(1, 2)", "不允许的写法"),
    "dict": ("{'a': 1}", "不认识"),
    "star": ("max(*facts.levels)", "参数"),
    "keyword argument": ("max(facts, key=size)", "请写 =="),
    "identity": ("n is null", "不允许的写法"),
    "chained comparison": ("1 < n < 9", "连续比较"),
    "bare not before a comparison": ("not n == 7", "加括号"),
    "bare ! before a comparison": ("!n == 7", "加括号"),
    "not before a partly bracketed comparison": ("not (n) == 7", "加括号"),
    "adjacent strings": ("'a' 'b'", "运算符"),
    "bad escape": (r"'\x41'", "转义"),
    "half a surrogate": (r"'\ud800'", "不是字符"),
    "open string": ("'abc", "不认识"),
    "comment": ("n # 7", "不认识"),
    "statement": ("n; n", "不认识"),
    "await": ("await n", "不允许的写法"),
    "yield": ("(yield)", "不允许的写法"),
    "ellipsis": ("...", "成员名"),
    "trailing dot": ("facts.", "成员名"),
    "number with a name": ("7up", "写法有误"),
    "empty": ("${ }", "为空"),
    "two expressions": ("${n}${n}", "不认识"),
    "too few arguments": ("contains(on)", "用法"),
    "too many arguments": ("size(on, on)", "用法"),
    "huge integer": ("1" * 100, "256 位"),
    "huge float": ("1e999", "过大"),
    "long text": ("n + " * 1_000 + "n", "4000"),
    "many nodes": ("[" + "n," * 600 + "n]", "500"),
    "deep brackets": ("(" * 50 + "n" + ")" * 50, "嵌套"),
    "deep lists": ("[" * 50 + "n" + "]" * 50, "嵌套"),
    "deep sum": ("+".join("n" * 60), "嵌套"),
    "many signs": ("-" * 3_000 + "n", "嵌套"),
    "many nots": ("not " * 900 + "n", "嵌套"),
    "many open brackets": ("(" * 3_999, "嵌套"),
    "NUL": ("n\x00", "不认识"),
}


@pytest.mark.parametrize(("text", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_in_the_language_is_refused_before_it_runs(text: str, reason: str) -> None:
    begun = time.perf_counter()
    with pytest.raises(ExpressionRefused) as refused:
        compile(text)

    assert reason in refused.value.message
    assert time.perf_counter() - begun < 0.5


EXHAUSTING: dict[str, tuple[str, Any]] = {
    "integers that double": ("*".join("x" * 39), 2**255),
    "an integer of the data": ("x", 10**6_000),
    "texts that double": ("+".join("x" * 39), "a" * 9_999),
    "a long text": ("upper(x)", "a" * 10_001),
    "a long list": ("contains(x, 1)", list(range(10_001))),
    "quadratic work": (" or ".join(["contains(x, 0 - 1)"] * 40), list(range(9_999))),
    "quadratic comparison": (" and ".join(["x == x"] * 40), list(range(9_999))),
    "a list that holds itself": ("x == x", (lambda a: a.append(a) or a)([])),
    "a deep list": ("x == [x]", (lambda a: [a := [a] for _ in range(50_000)][-1])([])),
    "an object": ("x", object()),
    "a function": ("x", time.sleep),
    "a list of objects": ("x[0]", [object()]),
}


@pytest.mark.parametrize(("text", "x"), EXHAUSTING.values(), ids=EXHAUSTING)
def test_what_would_exhaust_the_machine_stops_within_its_budget(text: str, x: Any) -> None:
    expression = compile(text)
    begun = time.perf_counter()
    with pytest.raises(ExpressionFailed):
        expression.evaluate({"x": x})

    assert time.perf_counter() - begun < 1


class Slow(dict[str, Any]):
    """Data that takes its time, and counts how often it was asked."""

    asked = 0

    def __getitem__(self, key: str) -> Any:
        self.asked += 1
        time.sleep(0.06)
        return True


def test_an_evaluation_ends_after_a_quarter_of_a_second() -> None:
    data = Slow()
    with pytest.raises(ExpressionFailed, match=r"0\.25 秒"):
        compile(" and ".join("abcdefgh")).evaluate(data)

    assert 1 <= data.asked <= 5


def test_names_are_the_top_level_names_read() -> None:
    assert compile("${a.b == c[d] and size(e) > 0 and f.size == 1 || 'g' == \"h\"}").names == {*"acdef"}


def test_an_expression_is_compiled_once() -> None:
    assert compile("${n == 7}") is compile("${n == 7}")


@pytest.mark.parametrize("text", ["n == 7", "${n == 7}", "  ${ n == 7 }\n"])
def test_braces_are_optional(text: str) -> None:
    assert value(text) is True


def test_a_text_without_braces_is_meant_literally() -> None:
    assert value_of("n == 7", DATA) == "n == 7"
    assert value_of("${n == 7}", DATA) is True
    assert value_of("P5D", DATA) == "P5D"
    assert value_of("", DATA) == ""


@pytest.mark.parametrize("text", ["第 ${n} 号", "${n} 号", "${n}-${n}"])
def test_text_and_expression_do_not_mix(text: str) -> None:
    with pytest.raises(ExpressionRefused):
        value_of(text, DATA)


def test_a_condition_is_true_or_false() -> None:
    assert compile("n == 7").holds(DATA) is True
    with pytest.raises(ExpressionFailed, match="实际是数字"):
        compile("n").holds(DATA)
    with pytest.raises(ExpressionFailed, match="实际是空值"):
        compile("nothing").holds(DATA)


FEEL = [
    ('=unit_check.outcome != "correct"', True),
    ('unit_check.outcome = "return"', True),
    ('n = 7 and not(held) or n = "7"', True),
    ('list contains(facts.levels, "a") and count(facts.levels) = 2', True),
    ('string length("list contains(x)") = 16', True),
    ('upper case("ab") = "AB" and starts with(on, "2026")', True),
    ("nothing < 5", None),
    ("not(nothing)", None),
    ("nothing and false", False),
    ("nothing and true", None),
    ("true or nothing", True),
    ("nothing or true", True),
    ("nothing or false", None),
    ("nothing = null", True),
    ("nothing != 5", True),
    ("${unit_check.outcome == 'return'}", True),
]


@pytest.mark.parametrize(("text", "expected"), FEEL)
def test_feel_compares_with_one_sign_and_null_is_unknown(text: str, expected: Any) -> None:
    assert compile_feel(text).evaluate(DATA) is expected


@pytest.mark.parametrize(
    "text", ["not(a) = b", "a = b = c", "if a then b else c", "some x in a satisfies x", "a[1..2]"]
)
def test_feel_beyond_the_common_part_is_refused(text: str) -> None:
    with pytest.raises(ExpressionRefused):
        compile_feel(text)


@pytest.mark.parametrize(
    "text",
    [
        "${unit_check.outcome == 'return'}",
        "${facts.rows[1].n * 2 + n >= 11 and !(passed == held) and facts.years < 10}",
        "${size(facts.levels) == 2 and contains(['return', 'x'], unit_check.outcome) or before(on, day)}",
    ],
)
def test_a_typical_condition_costs_at_most_100_microseconds(text: str) -> None:
    expression = compile(text)

    assert min(elapsed(lambda: expression.evaluate(DATA)) for _ in range(20)) < 100e-6


def elapsed(work: Callable[[], object], times: int = 50) -> float:
    begun = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - begun) / times


JSON_VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@given(st.text(alphabet="ab.[]()'\"!=<>&|+-*/%,0123456789 notruefalsin$_{}\\", max_size=40), JSON_VALUES, JSON_VALUES)
def test_no_text_and_no_data_raise_anything_but_our_errors(text: str, a: Any, b: Any) -> None:
    for make in (compile, compile_feel):
        try:
            make(text).evaluate({"a": a, "b": b})
        except (ExpressionRefused, ExpressionFailed) as error:
            assert error.message.startswith("表达式“")


@given(st.text())
def test_every_text_without_braces_is_its_own_value(text: str) -> None:
    try:
        assert value_of(text, {}) == text
    except (ExpressionRefused, ExpressionFailed):
        assert "${" in text


@given(st.integers(-(10**9), 10**9), st.integers(-(10**9), 10**9), st.integers(1, 10**9))
def test_arithmetic_agrees_with_python(a: int, b: int, c: int) -> None:
    data = {"a": a, "b": b, "c": c}

    assert value("a + b * c - a", data) == a + b * c - a
    assert value("(a - b) / c", data) == (a - b) / c
    assert value("c % 97 + -b", data) == c % 97 - b
    assert value("a < b or a == b and c >= 1", data) == (a < b or (a == b and c >= 1))
