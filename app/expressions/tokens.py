"""The tokens of the language and their translation to Python's grammar.

Only the tokens below exist, so comments, slices, lambdas, assignments and prefixed strings cannot
even be written. `a.b` becomes `a["b"]`: the tree never holds an attribute access.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from app.expressions.failures import ExpressionRefused

DEPTH_LIMIT = 40

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
    | (?P<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
    | (?P<name>[^\W\d]\w*)
    | (?P<operator>&&|\|\||[=!<>]=|[-+*/%<>=!.,()\[\]])
    )""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|.)", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "'": "'", "\\": "\\", "/": "/"}
_CONSTANTS = {"true": "True", "false": "False", "null": "None"}
_OPERATORS = {"&&": "and", "||": "or", "!": "not"}
_PREFIXES = frozenset(("not", "-", "+"))
_FEEL_PHRASES = (
    (re.compile(r"\blist\s+contains\s*(?=\()"), "contains"),
    (re.compile(r"\bstring\s+length\s*(?=\()"), "size"),
    (re.compile(r"\bcount\s*(?=\()"), "size"),
    (re.compile(r"\bstarts\s+with\s*(?=\()"), "starts_with"),
    (re.compile(r"\bends\s+with\s*(?=\()"), "ends_with"),
    (re.compile(r"\blower\s+case\s*(?=\()"), "lower"),
    (re.compile(r"\bupper\s+case\s*(?=\()"), "upper"),
)


def _tokens(text: str, feel: bool) -> Iterator[tuple[str, str]]:
    """Kind and text of each token."""
    position, end = 0, len(text.rstrip())
    while position < end:
        match = _TOKEN.match(text, position)
        if match is None or match.lastgroup is None:
            raise ExpressionRefused(text, f"第 {position + 1} 个字符附近有不认识的写法“{text[position:].strip()[:12]}”")
        yield match.lastgroup, match[match.lastgroup]
        position = match.end()


def translated(text: str, feel: bool) -> str:
    """The same expression in Python's grammar, members as subscripts, strings as plain literals."""
    source = _outside_strings(text) if feel else text
    parts: list[str] = []
    member = False
    previous = ""
    depth = prefixes = 0
    for kind, token in _tokens(source, feel):
        if member:
            parts.append(f"[{_member(text, kind, token)!r}]")
            member = False
            continue
        if kind == "operator" and token == ".":
            member = True
            continue
        depth += (token in "([") - (token in ")]") if kind == "operator" else 0
        if kind == previous == "string":
            raise ExpressionRefused(text, "两段文字之间缺少运算符")
        previous = kind
        part = _part(text, kind, token, feel)
        prefixes = prefixes + 1 if part in _PREFIXES else 0
        if depth > DEPTH_LIMIT or prefixes > DEPTH_LIMIT:
            raise ExpressionRefused(text, f"嵌套超过 {DEPTH_LIMIT} 层")
        parts.append(part)
    if member:
        raise ExpressionRefused(text, "点号后缺少成员名")
    return " ".join(parts)


def _outside_strings(text: str) -> str:
    """FEEL's function names of two words as ours, string literals left alone."""
    pieces = re.split(r'("(?:[^"\\]|\\.)*")', text, flags=re.DOTALL)
    for index in range(0, len(pieces), 2):
        for phrase, name in _FEEL_PHRASES:
            pieces[index] = phrase.sub(name, pieces[index])
    return "".join(pieces)


def _member(text: str, kind: str, token: str) -> str:
    if kind != "name":
        raise ExpressionRefused(text, "点号后只能写成员名")
    return plain_name(text, token)


def plain_name(text: str, name: str) -> str:
    if name.startswith("_"):
        raise ExpressionRefused(text, f"名称“{name}”以下划线开头，不允许使用")
    if unicodedata.normalize("NFKC", name) != name:
        raise ExpressionRefused(text, f"名称“{name}”含有全角或兼容字符，请改用普通字符")
    return name


def _part(text: str, kind: str, token: str, feel: bool) -> str:
    """One token in Python's grammar."""
    if kind == "string":
        return repr(unescaped(text, token))
    if kind == "name":
        return _CONSTANTS.get(token) or plain_name(text, token)
    if token == "=":
        if not feel:
            raise ExpressionRefused(text, "不能赋值；比较是否相等请写 ==")
        return "=="
    return _OPERATORS.get(token, token)


def unescaped(text: str, literal: str) -> str:
    r"""The string a quoted literal stands for; escapes are \" \' \\ \/ \n \t \r \uXXXX."""

    def escape(match: re.Match[str]) -> str:
        code = match[1]
        if len(code) == 5:
            character = chr(int(code[1:], 16))
            if "\ud800" <= character <= "\udfff":
                raise ExpressionRefused(text, f"字符串中的 \\{code} 不是字符")
            return character
        if code not in _ESCAPED:
            raise ExpressionRefused(text, f"字符串中不认识的转义 \\{code}")
        return _ESCAPED[code]

    return _ESCAPE.sub(escape, literal[1:-1])
