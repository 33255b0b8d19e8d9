"""Patterns that a form may demand of a text, kept to those that cannot take for ever to match."""

from __future__ import annotations

import re

from app.forms.failures import FormRefused

PATTERN_LENGTH = 200
VALUE_LENGTH = 200
REPEATS = 4

_LITERAL = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_UNBOUNDED = re.compile(r"[*+]|\{\d+,\}")
_GROUP = re.compile(r"\((?:\?(?::|=|!|<=|<!))?([^()]*)\)(\*|\+|\{\d+,\}|\{\d+,\d+\})?")

EMAIL = re.compile(r"[^@\s]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")
PHONE = re.compile(r"(?:\+|00)?\d{3,4}-?\d{3,16}")


def compiled(pattern: object, key: str) -> re.Pattern[str] | None:
    """The pattern of a field, or None. Raises `FormRefused` when it is wrong or could run away.

    Refused: a repeated group that itself repeats or offers alternatives, and more than four
    unbounded repeats; values are held to 200 characters besides.
    """
    if pattern is None or pattern == "":
        return None
    if not isinstance(pattern, str) or len(pattern) > PATTERN_LENGTH:
        raise FormRefused(f"“{key}”的 pattern 应为不超过 {PATTERN_LENGTH} 个字符的正则表达式")
    if _runs_away(pattern):
        raise FormRefused(f"“{key}”的 pattern 含有嵌套或过多的重复，匹配可能极慢，请改写")
    try:
        return re.compile(pattern)
    except re.error as error:
        raise FormRefused(f"“{key}”的 pattern 不是正确的正则表达式") from error


def _runs_away(pattern: str) -> bool:
    rest = _LITERAL.sub("x", pattern)
    if len(_UNBOUNDED.findall(rest)) > REPEATS:
        return True
    while group := _GROUP.search(rest):
        body, repeat = group[1], group[2]
        inside = "|" in body or _UNBOUNDED.search(body) is not None
        if repeat and inside:
            return True
        rest = f"{rest[: group.start()]}{'x*' if inside else 'x'}{repeat or ''}{rest[group.end() :]}"
    return False
