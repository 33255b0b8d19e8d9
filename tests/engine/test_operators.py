"""Every operator on every pair of kinds: the answer, or the failure, that the language promises."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

from app.expressions import Expression, ExpressionFailed, ExpressionRefused, compile, compile_feel

SAMPLES: dict[str, list[Any]] = {
    "null": [None],
    "boolean": [True, False],
    "number": [0, 1, 7, -2, 0.5, 2**200],
    "text": ["", "1", "a", "b"],
    "list": [[], [1], [True], ["a"], [[1]]],
    "record": [{}, {"a": 1}, {"a": True}],
}


def pairs() -> Iterator[tuple[str, Any, str, Any]]:
    for left_kind, lefts in SAMPLES.items():
        for right_kind, rights in SAMPLES.items():
            for left in lefts:
                for right in rights:
                    yield left_kind, left, right_kind, right


def outcome(text: str, left: Any, right: Any) -> Any:
    try:
        return compile(text).evaluate({"a": left, "b": right})
    except ExpressionFailed:
        return ExpressionFailed


def deep_same(left: Any, right: Any) -> bool:
    """Python's equality, told apart by type name where Python confuses booleans and numbers."""
    return repr(left) == repr(right)


@pytest.mark.parametrize("operator", ["==", "!="])
def test_equality_never_fails_and_never_takes_a_boolean_for_a_number(operator: str) -> None:
    for _, left, _, right in pairs():
        assert outcome(f"a {operator} b", left, right) is (deep_same(left, right) is (operator == "=="))


ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


@pytest.mark.parametrize("operator", ORDER)
def test_only_two_numbers_or_two_texts_have_an_order(operator: str) -> None:
    for left_kind, left, right_kind, right in pairs():
        lawful = left_kind == right_kind and left_kind in ("number", "text")
        expected = ORDER[operator](left, right) if lawful else ExpressionFailed
        assert outcome(f"a {operator} b", left, right) is expected


ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "%": lambda a, b: a % b,
}


@pytest.mark.parametrize("operator", ARITHMETIC)
def test_arithmetic_is_for_numbers_and_joining_for_texts(operator: str) -> None:
    for left_kind, left, right_kind, right in pairs():
        expected: Any = ExpressionFailed
        if left_kind == right_kind == "text" and operator == "+":
            expected = left + right
        elif left_kind == right_kind == "number":
            undefined = (operator in "/%" and right == 0) or (operator == "%" and min(left, right) < 0)
            result = ExpressionFailed if undefined else ARITHMETIC[operator](left, right)
            too_large = isinstance(result, int) and result.bit_length() > 256
            expected = ExpressionFailed if too_large else result
        assert outcome(f"a {operator} b", left, right) == expected


TRUTH = {None: False, True: True, False: False}


@pytest.mark.parametrize("operator", ["and", "or", "&&", "||"])
def test_and_or_are_for_booleans_and_null_is_false(operator: str) -> None:
    decisive = operator in ("or", "||")
    for left_kind, left, right_kind, right in pairs():
        expected: Any = ExpressionFailed
        if left_kind in ("boolean", "null"):
            if TRUTH[left] is decisive:
                expected = decisive
            elif right_kind in ("boolean", "null"):
                expected = TRUTH[right]
        assert outcome(f"a {operator} b", left, right) is expected


@pytest.mark.parametrize("operator", ["in", "not in"])
def test_membership_asks_lists_texts_and_records(operator: str) -> None:
    for left_kind, left, right_kind, right in pairs():
        found: Any = ExpressionFailed
        if right_kind == "null":
            found = False
        elif right_kind == "list":
            found = any(deep_same(left, member) for member in right)
        elif right_kind == "record":
            found = isinstance(left, str) and left in right
        elif right_kind == "text" and left_kind == "text":
            found = left in right
        expected = found if found is ExpressionFailed or operator == "in" else not found
        assert outcome(f"a {operator} b", left, right) is expected


@pytest.mark.parametrize(("operator", "kinds"), [("not", ("boolean", "null")), ("!", ("boolean", "null")),
                                                 ("-", ("number",)), ("+", ("number",))])  # fmt: skip
def test_signs_are_for_numbers_and_not_is_for_booleans(operator: str, kinds: tuple[str, ...]) -> None:
    for kind, values in SAMPLES.items():
        for sample in values:
            answered = outcome(f"{operator} a", sample, None) is not ExpressionFailed
            assert answered is (kind in kinds)


TWO_OPERATORS = ["or", "and", "==", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "%"]
BINDING = {"or": 1, "and": 2, "+": 4, "-": 4, "*": 5, "/": 5, "%": 5}


@pytest.mark.parametrize("first", TWO_OPERATORS)
@pytest.mark.parametrize("second", TWO_OPERATORS)
def test_of_two_operators_the_tighter_binds_first_and_equals_from_the_left(first: str, second: str) -> None:
    bare = f"a {first} b {second} c"
    tighter_right = BINDING.get(second, 3) > BINDING.get(first, 3)
    bracketed = f"a {first} (b {second} c)" if tighter_right else f"(a {first} b) {second} c"
    if BINDING.get(first, 3) == BINDING.get(second, 3) == 3:
        with pytest.raises(ExpressionRefused, match="连续比较"):
            compile(bare)
        return

    for a in (True, False, 8, 3):
        for b in (True, False, 8, 3):
            for c in (True, False, 8, 3):
                data = {"a": a, "b": b, "c": c}
                assert settled(compile(bare), data) == settled(compile(bracketed), data)


def settled(expression: Expression, data: Mapping[str, Any]) -> Any:
    try:
        result = expression.evaluate(data)
    except ExpressionFailed:
        return "failed"
    return type(result), result


@pytest.mark.parametrize("operator", TWO_OPERATORS)
@pytest.mark.parametrize("sign", ["!", "not "])
def test_not_binds_its_operand_alone_or_must_be_bracketed(sign: str, operator: str) -> None:
    text = f"{sign}a {operator} b"
    if BINDING.get(operator, 3) == 3:
        with pytest.raises(ExpressionRefused, match="加括号"):
            compile(text)
        assert settled(compile(f"{sign}(a {operator} b)"), {"a": 1, "b": 2})[0] is bool
    elif operator in ("and", "or"):
        for a in (True, False):
            for b in (True, False):
                data = {"a": a, "b": b}
                assert settled(compile(text), data) == settled(compile(f"({sign}a) {operator} b"), data)
    else:
        # Whatever it binds, a number has no negation: both readings fail.
        assert settled(compile(text), {"a": 1, "b": 2}) == "failed"


# FEEL: null is unknown, and only what does not depend on it is known.

UNKNOWN: dict[str, dict[tuple[Any, Any], Any]] = {
    "and": {(True, True): True, (True, None): None, (None, True): None, (None, None): None},
    "or": {(False, False): False, (False, None): None, (None, False): None, (None, None): None},
}


@pytest.mark.parametrize("operator", UNKNOWN)
def test_in_feel_and_or_are_three_valued(operator: str) -> None:
    for left, right in itertools.product((True, False, None), repeat=2):
        expected = UNKNOWN[operator].get((left, right), operator == "or")
        assert compile_feel(f"a {operator} b").evaluate({"a": left, "b": right}) is expected


@pytest.mark.parametrize(("value", "expected"), [(True, False), (False, True), (None, None)])
def test_in_feel_the_negation_of_the_unknown_is_unknown(value: Any, expected: Any) -> None:
    assert compile_feel("not(a)").evaluate({"a": value}) is expected
    assert compile_feel("not(not(a))").evaluate({"a": value}) is value


@pytest.mark.parametrize("operator", ORDER)
def test_in_feel_null_has_an_unknown_order(operator: str) -> None:
    for left, right in itertools.product([None, 1, "a", True, [], {}], repeat=2):
        if left is None or right is None:
            assert compile_feel(f"a {operator} b").evaluate({"a": left, "b": right}) is None


@pytest.mark.parametrize("feel", ["=", "!="])
def test_in_feel_equality_is_always_known_and_the_same_as_elsewhere(feel: str) -> None:
    for _, left, _, right in pairs():
        data = {"a": left, "b": right}
        elsewhere = compile(f"a {'==' if feel == '=' else feel} b").evaluate(data)
        assert compile_feel(f"a {feel} b").evaluate(data) is elsewhere


@pytest.mark.parametrize("operator", [*ORDER, *ARITHMETIC, "and", "or"])
def test_without_null_feel_says_what_is_said_elsewhere(operator: str) -> None:
    for left_kind, left, right_kind, right in pairs():
        if "null" not in (left_kind, right_kind):
            data = {"a": left, "b": right}
            text = f"a {operator} b"
            assert settled(compile_feel(text), data) == settled(compile(text), data)


@pytest.mark.parametrize("first", ["=", "!=", "<", "<=", ">", ">="])
@pytest.mark.parametrize("second", ["=", "!=", "<", "<=", ">", ">="])
def test_in_feel_comparisons_do_not_chain(first: str, second: str) -> None:
    with pytest.raises(ExpressionRefused, match="连续比较"):
        compile_feel(f"a {first} b {second} c")


@pytest.mark.parametrize("operator", ["=", "!=", "<", "<=", ">", ">="])
def test_in_feel_not_is_a_function_and_its_brackets_say_of_what(operator: str) -> None:
    with pytest.raises(ExpressionRefused, match="加括号"):
        compile_feel(f"not(a) {operator} b")
    assert settled(compile_feel(f"not(a {operator} b)"), {"a": 1, "b": 2})[0] is bool


LOOKALIKES = [
    *("===", "=!", "<>", "=<", "=>", "&", "|", "^", "~", "<<", ">>", "**", "//", "&&&", "|||", "+=", ":=", "->", "@"),
    *("?", ":", "= =", "! =", "not", "is", "is not", "and and", "or and", "in in", "eq", "div"),
]


@pytest.mark.parametrize("text", LOOKALIKES)
def test_what_only_looks_like_an_operator_is_refused(text: str) -> None:
    for make in (compile, compile_feel):
        with pytest.raises(ExpressionRefused):
            make(f"a {text} b")


SIGNS = [
    *(("a ++ b", 5), ("a -- b", 5), ("a - -b", 5), ("a +-b", -1), ("- -a", 2), ("a-1", 1), ("a*-b", -6), ("-a*-b", 6)),
    *(("-a % b", None), ("a/b*b", 2.0), ("a-b-b", -4), ("a/b/b", 2 / 3 / 3)),
]


@pytest.mark.parametrize(("text", "expected"), SIGNS)
def test_signs_bind_tighter_than_operators(text: str, expected: Any) -> None:
    assert settled(compile(text), {"a": 2, "b": 3}) == ("failed" if expected is None else (type(expected), expected))
