"""The fixed order of the keys in a form. The order of its fields, options and columns is the form's own."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from app.engine.canonical.documents import NotStable

ROOT = ("$schema", "id", "type", "schemaVersion", "components")
KEYS = ("value", "type", "id", "key", "path", "subtype", "dateLabel", "timeLabel", "label", "description", "text",
        "values", "valuesKey", "valuesExpression", "showOutline", "isRepeating", "allowAddRemove",
        "defaultRepetitions", "maxLength", "minLength", "min", "max", "pattern", "required", "row",
        "columns")  # fmt: skip
LAST = ("components", "validate", "conditional", "layout", "properties")


def form_text(text: str) -> str:
    """The JSON text with its keys in order, two blanks of indent, Chinese as it is. Raises NotStable."""
    try:
        document = json.loads(text.removeprefix("\ufeff"), object_pairs_hook=_once, parse_constant=_refuse)
        if not isinstance(document, dict):
            raise NotStable
        return json.dumps(_ordered(document, ROOT), ensure_ascii=False, indent=2) + "\n"
    except (ValueError, RecursionError) as error:
        raise NotStable from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; one that says a key twice means two things and is left alone."""
    if len({key for key, _ in pairs}) != len(pairs):
        raise NotStable
    return dict(pairs)


def _refuse(constant: str) -> NoReturn:
    raise NotStable


def _ordered(value: Any, first: tuple[str, ...] = KEYS) -> Any:
    if isinstance(value, list):
        return [_ordered(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {key: _ordered(value[key]) for key in sorted(value, key=lambda key: _place(key, first))}


def _place(key: str, first: tuple[str, ...]) -> tuple[int, int, str]:
    if key in first:
        return 0, first.index(key), key
    if key in LAST:
        return 2, LAST.index(key), key
    return 1, 0, key
