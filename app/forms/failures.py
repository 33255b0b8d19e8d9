"""What can be wrong: the form as written, or a person's answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


class FormRefused(Exception):
    """The form has something the server cannot check. `message` is Chinese."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)


class FormInvalid(Exception):
    """Answers the form does not accept: for each key, Chinese messages to show at that field.

    Faults inside a list of rows stand under the list's key and name the row.
    """

    def __init__(self, errors: dict[str, list[str]]) -> None:
        self.errors = errors
        super().__init__("；".join(message for messages in errors.values() for message in messages))


def flattened(messages: dict[str, Any]) -> dict[str, list[str]]:
    """marshmallow's nested messages, as one list for each top-level key."""
    return {str(key): list(_lines(value)) for key, value in messages.items()}


def _lines(value: Any, row: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _lines(inner, f"{row}第 {key + 1} 行：" if isinstance(key, int) else row)
    elif isinstance(value, list):
        for inner in value:
            yield from _lines(inner, row)
    else:
        yield f"{row}{value}"
