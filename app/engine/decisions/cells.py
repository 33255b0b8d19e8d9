"""Reading an input cell: S-FEEL unary tests.

`-`, literals (numbers, strings, booleans, null, `date("…")`), comparisons, intervals `[1..5]`
`]1..5[` `(1..5)`, lists separated by commas, `not(…)`, and dotted names of other inputs as
endpoints. Nothing else of FEEL: functions, times and durations are refused by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from app.engine.decisions.unary import Comparison, Endpoint, Interval, Literal, Reference, UnaryTest, ordering
from app.expressions import ExpressionRefused
from app.expressions.tokens import unescaped


class CellRefused(Exception):
    """The cell is not an S-FEEL unary test. The text is a Chinese reason."""


_TOKEN = re.compile(
    r"""\s*(?:
      (?P<operator>\.\.|<=|>=|!=|[<>=,()\[\]-])
    | (?P<number>(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?)
    | (?P<string>"(?:[^"\\]|\\.)*")
    | (?P<name>[^\W\d]\w*(?:\.[^\W\d]\w*)*)
    )""",
    re.VERBOSE | re.DOTALL,
)
_WORDS: dict[str, Any] = {"true": True, "false": False, "null": None}
_OPENING = {"[": True, "(": False, "]": False}
_CLOSING = {"]": True, ")": False, "[": False}
_COMPARING = frozenset(("<", "<=", ">", ">=", "=", "!="))


def read(text: str) -> UnaryTest:
    """The unary test a cell says. Raises `CellRefused`."""
    if text.strip() in ("", "-"):
        return UnaryTest(text="-", any_of=(), negated=True)
    if len(text) > 4_000:
        raise CellRefused("内容超过 4000 个字符")
    return _Reader(text).cell()


class _Reader:
    """Recursive descent over the tokens of one cell."""

    def __init__(self, text: str) -> None:
        self.text = text.strip()
        self.tokens = list(self.split())
        self.position = 0

    def split(self) -> Iterator[tuple[str, str]]:
        position = 0
        while position < len(self.text):
            match = _TOKEN.match(self.text, position)
            if match is None or match.lastgroup is None:
                raise CellRefused(f"不认识的写法“{self.text[position:].strip()[:12]}”")
            yield match.lastgroup, match[match.lastgroup]
            position = match.end()
        yield "end", ""

    def next(self) -> tuple[str, str]:
        token = self.tokens[self.position]
        self.position += token[0] != "end"
        return token

    def takes(self, *operators: str) -> str | None:
        """The next token if it is one of these operators."""
        kind, token = self.tokens[self.position]
        if kind == "operator" and token in operators:
            self.position += 1
            return token
        return None

    def expect(self, operator: str) -> None:
        if not self.takes(operator):
            raise CellRefused(f"此处应有“{operator}”：{self.text[:40]}")

    def cell(self) -> UnaryTest:
        negated = self.tokens[self.position] == ("name", "not")
        if negated:
            self.next()
            self.expect("(")
        tests = [self.test()]
        while self.takes(","):
            tests.append(self.test())
        if negated:
            self.expect(")")
        if self.next()[0] != "end":
            raise CellRefused(f"多余的内容：{self.text[:40]}")
        return UnaryTest(text=self.text, any_of=tuple(tests), negated=negated)

    def test(self) -> Comparison | Interval:
        if opening := self.takes("[", "(", "]"):
            return self.interval(_OPENING[opening])
        operator = self.takes(*_COMPARING)
        return Comparison(operator or "=", self.endpoint())

    def interval(self, low_closed: bool) -> Interval:
        low = self.endpoint()
        self.expect("..")
        high = self.endpoint()
        closing = self.takes("]", ")", "[")
        if closing is None:
            raise CellRefused("区间没有写完，应如 [1..5]")
        _check_ends(low, high)
        return Interval(low, low_closed, high, _CLOSING[closing])

    def endpoint(self) -> Endpoint:
        negative = bool(self.takes("-"))
        kind, token = self.next()
        if kind == "number":
            return Literal(-_number(token) if negative else _number(token))
        if negative:
            raise CellRefused("负号后应为数字")
        if kind == "string":
            return Literal(_string(token))
        if kind == "name":
            return self.named(token)
        raise CellRefused("缺少数字、文字、日期或名称")

    def named(self, token: str) -> Endpoint:
        if token in _WORDS:
            return Literal(_WORDS[token])
        if self.takes("("):
            kind, argument = self.next()
            if token != "date" or kind != "string":
                raise CellRefused(f'不支持 {token}(…)，单元格中只能用 date("年-月-日") 和 not(…)')
            self.expect(")")
            return Literal(_day(_string(argument)))
        if any(name.startswith("_") for name in token.split(".")):
            raise CellRefused(f"名称“{token}”以下划线开头，不允许使用")
        return Reference(tuple(token.split(".")))


def _check_ends(low: Endpoint, high: Endpoint) -> None:
    if isinstance(low, Literal) and isinstance(high, Literal) and ordering(low.value, high.value) is None:
        raise CellRefused("区间两端的类型不同或没有大小之分")


def _number(token: str) -> int | float:
    number: int | float = int(token) if token.isdigit() else float(token)
    if abs(number) > 1e300:
        raise CellRefused("数字过大")
    return number


def _string(token: str) -> str:
    try:
        return unescaped(token, token)
    except ExpressionRefused as error:
        raise CellRefused(error.reason) from None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CellRefused(f"“{text[:20]}”不是日期，应如 2026-09-14") from None
