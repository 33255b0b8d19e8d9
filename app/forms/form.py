"""A form: its questions, its schema, and the check of a person's answers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, cast

from marshmallow import Schema, ValidationError

from app.expressions import ExpressionFailed
from app.forms import fields
from app.forms.failures import FormInvalid, FormRefused, flattened
from app.forms.questions import Question, questions

SIZE_LIMIT = 1024 * 1024
VERSIONS = range(9, 20)
HIDING_ROUNDS = 5


@dataclass(frozen=True)
class Form:
    """A form-js form. `document` is the JSON for the browser, `questions` what it asks."""

    id: str
    document: dict[str, Any]
    questions: tuple[Question, ...]

    @property
    def components(self) -> list[dict[str, Any]]:
        """The form-js components as written."""
        return cast("list[dict[str, Any]]", self.document["components"])

    @classmethod
    def load(cls, source: Path | str | bytes | Mapping[str, Any]) -> Form:
        """The form in a file, a JSON text or a parsed document. Raises `FormRefused`."""
        document = dict(source) if isinstance(source, Mapping) else _document(source)
        version = document.get("schemaVersion", 18)
        if not isinstance(version, int) or version not in VERSIONS:
            raise FormRefused(f"表单的 schemaVersion 为 {version!r}，只支持 {VERSIONS.start} 至 {VERSIONS.stop - 1}")
        if not isinstance(document.get("components"), list):
            raise FormRefused("表单没有 components")
        return cls(str(document.get("id") or ""), document, questions(document["components"]))

    @cached_property
    def _schema_class(self) -> type[fields.Answers]:
        return fields.schema_class(self.questions)

    def keys(self) -> list[str]:
        """The keys of the answers, in the form's order: the handler's parameter names."""
        return [question.key for question in self.questions]

    def labels(self) -> dict[str, str]:
        """Key → label, in the form's order, for summaries."""
        return {question.key: question.label for question in self.questions}

    def schema(self, options: Mapping[str, Any] | None = None) -> Schema:
        """The marshmallow schema, nothing hidden; `options` has the lists that `valuesKey` names."""
        return self._schema_class().offering(options or {})

    def check(self, answers: Any, options: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Typed answers: every key of the form is there, None, False or [] where nothing was answered.

        `options` is the prefill: lists for `valuesKey` and any variable a condition reads. Hidden
        questions come back unanswered, whatever was sent. Raises `FormInvalid`.
        """
        prefill = dict(options or {})
        if not isinstance(answers, Mapping):
            raise FormInvalid({"_schema": [fields.Answers.error_messages["type"]]})
        marked = _marked(self.questions, _visible(self.questions, answers, prefill), prefill)
        try:
            return cast("dict[str, Any]", self.schema(prefill).load(marked))
        except ValidationError as error:
            raise FormInvalid(flattened(cast("dict[str, Any]", error.messages))) from error


def load_form(source: Path | str | bytes | Mapping[str, Any]) -> Form:
    """The form in a file, a JSON text or a parsed document. Raises `FormRefused`."""
    return Form.load(source)


def _document(source: Path | str | bytes) -> dict[str, Any]:
    if isinstance(source, str) and not source.lstrip().startswith("{"):
        source = Path(source)
    try:
        text = source.read_bytes() if isinstance(source, Path) else source
        if len(text) > SIZE_LIMIT:
            raise FormRefused(f"表单文件超过 {SIZE_LIMIT // 1024} KB")
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise FormRefused("表单不是正确的 JSON 文件") from error
    if not isinstance(document, dict):
        raise FormRefused("表单应为一个 JSON 对象")
    return document


class _Scope(dict[str, Any]):
    """The names a condition may read; what is not there is null, as in FEEL."""

    def __missing__(self, key: str) -> None:
        return None


def _scope(asked: Iterable[Question], outer: Mapping[str, Any], answers: Mapping[str, Any]) -> _Scope:
    given = {str(key): value for key, value in answers.items() if value is not None}
    return _Scope({**outer, **{question.key: question.empty for question in asked}, **given})


def _hidden(question: Question, scope: _Scope) -> bool:
    return any(_true(condition, scope) for condition in question.hide)


def _true(condition: Any, scope: _Scope) -> bool:
    """A condition that cannot be evaluated hides nothing, as in the browser."""
    try:
        return condition.evaluate(scope) is True
    except ExpressionFailed:
        return False


def _visible(asked: tuple[Question, ...], answers: Mapping[str, Any], outer: Mapping[str, Any]) -> dict[str, Any]:
    """The answers without those hidden, until hiding one no longer shows or hides another."""
    kept = dict(answers)
    for _ in range(HIDING_ROUNDS):
        scope = _scope(asked, outer, kept)
        gone = {question.key for question in asked if _hidden(question, scope)}
        remaining = {key: value for key, value in answers.items() if key not in gone}
        if remaining == kept:
            break
        kept = remaining
    return kept


def _marked(asked: tuple[Question, ...], answers: Mapping[str, Any], outer: Mapping[str, Any]) -> dict[str, Any]:
    """The answers with `HIDDEN` for every hidden question, also inside the rows of lists."""
    scope = _scope(asked, outer, answers)
    marked = dict(answers)
    for question in asked:
        if _hidden(question, scope):
            marked[question.key] = fields.HIDDEN
        elif question.rows and isinstance(marked.get(question.key), list):
            marked[question.key] = [_marked_row(question, row, scope) for row in marked[question.key]]
    return marked


def _marked_row(question: Question, row: Any, scope: _Scope) -> Any:
    if not isinstance(row, dict):
        return row
    outer = {**scope, "parent": scope, "this": dict(_scope(question.rows, {}, row))}
    return _marked(question.rows, _visible(question.rows, row, outer), outer)
