"""Reading one raw answer as the type its question asks for, with Chinese reasons where it is not."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from math import isfinite
from typing import Any

from marshmallow import ValidationError

from app.expressions.functions import same
from app.forms.patterns import EMAIL, PHONE, VALUE_LENGTH
from app.forms.questions import Question, option_value

Options = Mapping[str, Any]
INTEGER_LIMIT = 2**31 - 1
TEXT_LIMITS = {"textfield": 1_000, "textarea": 20_000}
FIRST_YEAR, LAST_YEAR = 1900, 2200

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_BREAKS = re.compile(r"[\r\n\t]+")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def _text(question: Question, value: Any, options: Options) -> str:
    if not isinstance(value, str):
        raise ValidationError(f"“{question.label}”应为文字")
    if _UNSEEN.search(value):
        raise ValidationError(f"“{question.label}”含有不可见的控制字符，请删除后重新填写")
    text = _one_line(value) if question.type == "textfield" else value.replace("\r\n", "\n").strip()
    least = question.rules.get("minLength", 0)
    most = question.rules.get("maxLength", TEXT_LIMITS[question.type])
    most = min(most, VALUE_LENGTH) if question.pattern else most
    if not least <= len(text) <= most:
        bound = f"至少 {least} 个字" if len(text) < least else f"最多 {most} 个字"
        raise ValidationError(f"“{question.label}”{bound}，现有 {len(text)} 个")
    _check_form(question, text)
    return text


def _one_line(value: str) -> str:
    """Line breaks and tabs as blanks, as form-js does in a field of one line."""
    return _BREAKS.sub(" ", value).strip()


def _check_form(question: Question, text: str) -> None:
    if question.pattern and not question.pattern.search(text):
        raise ValidationError(question.rules.get("patternErrorMessage") or f"“{question.label}”的格式不符合要求")
    kind = question.rules.get("validationType")
    if kind == "email" and not EMAIL.fullmatch(text):
        raise ValidationError(f"“{question.label}”应为电子邮箱地址")
    if kind == "phone" and not PHONE.fullmatch(text):
        raise ValidationError(f"“{question.label}”应为电话号码")


def _number(question: Question, value: Any, options: Options) -> int | float:
    number = _decimal(question, value) if question.digits else _integer(question, value)
    least = question.rules.get("min", -INTEGER_LIMIT)
    most = question.rules.get("max", INTEGER_LIMIT)
    if number < least:
        raise ValidationError(f"“{question.label}”不能小于 {least}")
    if number > most:
        raise ValidationError(f"“{question.label}”不能大于 {most}")
    return number


def _integer(question: Question, value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValidationError(f"“{question.label}”应为整数")
    return value


def _decimal(question: Question, value: Any) -> float:
    if not isinstance(value, (int, float)) or isinstance(value, bool) or not isfinite(value):
        raise ValidationError(f"“{question.label}”应为数字")
    exponent = Decimal(str(value)).normalize().as_tuple().exponent
    if isinstance(exponent, int) and -exponent > question.digits:
        raise ValidationError(f"“{question.label}”最多 {question.digits} 位小数")
    return float(value)


def _checkbox(question: Question, value: Any, options: Options) -> bool:
    if not isinstance(value, bool):
        raise ValidationError(f"“{question.label}”应为是或否")
    return value


def _day(question: Question, value: Any, options: Options) -> date:
    label = question.label
    try:
        day = date.fromisoformat(value if _DAY.fullmatch(value) else "")
    except (TypeError, ValueError):
        raise ValidationError(f"“{label}”应为日期（年-月-日），例如 2026-09-14") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValidationError(f"“{label}”的年份应在 {FIRST_YEAR} 至 {LAST_YEAR} 之间")
    return day


def _choice(question: Question, value: Any, options: Options) -> Any:
    return _offered(question, value, _allowed(question, options))


def _choices(question: Question, value: Any, options: Options) -> list[Any]:
    if not isinstance(value, list):
        raise ValidationError(f"“{question.label}”应为若干选项")
    allowed = _allowed(question, options)
    chosen: list[Any] = []
    for member in value:
        if any(same(member, one) for one in chosen):
            raise ValidationError(f"“{question.label}”的选项重复")
        chosen.append(_offered(question, member, allowed))
    return chosen


def _offered(question: Question, value: Any, allowed: list[Any]) -> Any:
    if not any(same(value, one) for one in allowed):
        raise ValidationError(f"“{question.label}”的答案不在可选范围内，请重新选择")
    return value


def _allowed(question: Question, options: Options) -> list[Any]:
    """The values that may be chosen; none when the prefill supplies no list for `valuesKey`."""
    if question.values is not None:
        return list(question.values)
    supplied = options.get(question.values_key or "")
    return [option_value(option) for option in supplied] if isinstance(supplied, (list, tuple)) else []


READERS: dict[str, Callable[[Question, Any, Options], Any]] = {
    "textfield": _text,
    "textarea": _text,
    "number": _number,
    "checkbox": _checkbox,
    "datetime": _day,
    "select": _choice,
    "radio": _choice,
    "checklist": _choices,
    "taglist": _choices,
}
