"""What already exists and helps the editors: usual answers, familiar questions, what a diagram fills in."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from inspect import Parameter
from pathlib import Path
from typing import Any

import yaml

from app import drafts
from app.engine import calling, modelset
from app.engine.modelset import ModelSet
from app.forms import Question, beginning
from app.web.context import place
from handlers.catalogue import HANDLERS

_FROM_TODAY = re.compile(r"\+(\d{1,4})d")
KINDS = ("bool", "date", "int", "float")


def usual(handler: str, today: date) -> dict[str, Any]:
    """The usual answers to a handler's form, without those that only a case can tell (`=call`)."""
    answers = _usual_answers(place().settings.processes / "answers.yaml").get(handler, {})
    return {key: _plain(value, today) for key, value in answers.items() if not _of_the_case(value)}


@lru_cache(maxsize=2)
def _usual_answers(path: Path) -> dict[str, Any]:
    found = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {}
    return found if isinstance(found, dict) else {}


def _of_the_case(value: Any) -> bool:
    return isinstance(value, str) and value.startswith("=")


def _plain(value: Any, today: date) -> Any:
    """The value as a form holds it: `+12d` counted from today, dates as texts."""
    if isinstance(value, dict):
        return {key: _plain(each, today) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each, today) for each in value]
    if isinstance(value, str) and (days := _FROM_TODAY.fullmatch(value)):
        return (today + timedelta(days=int(days[1]))).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def wanted(handler: str, draft: str = "") -> list[dict[str, Any]]:
    """The parameters of a handler that a person answers; `filled` where the diagrams fill them."""
    filled = _filled_by_diagrams(handler, _models(draft))
    parameters = calling.parameters(HANDLERS[handler])
    return [_described(parameter, name in filled) for name, parameter in parameters.items()]


def _described(parameter: Parameter, filled: bool) -> dict[str, Any]:
    required = parameter.default is parameter.empty
    return {"name": parameter.name, "type": _kind(parameter.annotation), "required": required, "filled": filled}


def _kind(annotation: Any) -> str:
    """What kind of answer it is: one of `KINDS`, rows of a list, several choices, or else a text."""
    words = re.findall(r"[a-z]+", str(annotation))
    if "list" in words:
        return "rows" if "dict" in words else "list"
    return next((name for name in KINDS if name in words), "str")


def _filled_by_diagrams(handler: str, models: ModelSet) -> set[str]:
    """The name that a task done several times gives to each one's own item."""
    elements = (element for model in models.processes.values() for element in model.diagram.elements.values())
    return {each.item for each in elements if each.handler == handler and each.repeated and each.item}


def fresh(handler: str, today: date, draft: str = "") -> str:
    """The text of a new form for a handler, with labels from the forms there are."""
    models = _models(draft)
    form = beginning.fresh_form(
        handler, HANDLERS[handler], familiar=_familiar(handler, models), example=usual(handler, today),
        without=sorted(_filled_by_diagrams(handler, models)),
    )  # fmt: skip
    return modelset.form_text(form)


def _familiar(handler: str, models: ModelSet) -> dict[str, Question]:
    """Questions of all forms by key; the handler's own form has the last word."""
    names = [name for name in sorted(models.forms) if name != handler]
    own = [handler] if handler in models.forms else []
    return {question.key: question for name in [*names, *own] for question in models.forms[name].questions}


def _models(draft: str) -> ModelSet:
    """What is published, or would be by this draft."""
    with place().database.reading() as session:
        return drafts.models_of(session, draft) if draft else modelset.of_published(session)
