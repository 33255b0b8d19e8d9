"""What a form's editor shows beside the form: what it asks, and how the server would read given answers.

Works on the text as it stands in the editor. Knows nothing of handlers, tasks or HTTP.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.forms.failures import FormInvalid, FormRefused
from app.forms.form import Form, load_form


@dataclass(frozen=True)
class Tried:
    """What a trial gave: why the form cannot be read, messages by field, or the answers as a handler gets them."""

    refused: str = ""
    errors: dict[str, list[str]] = field(default_factory=dict)
    accepted: dict[str, Any] | None = None


def read(text: str) -> tuple[Form | None, str]:
    """The form in a text, or why there is none."""
    try:
        return load_form(text.encode(errors="replace")), ""
    except FormRefused as error:
        return None, error.message


def attempt(text: str, answers: Any, options: Mapping[str, Any]) -> Tried:
    """Answers given to the form in a text; dates of what is accepted are written as texts again."""
    form, refused = read(text)
    if form is None:
        return Tried(refused=refused)
    try:
        return Tried(accepted=_written(form.check(answers, options)))
    except FormInvalid as error:
        return Tried(errors=error.errors)


def _written(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _written(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_written(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value
