"""The marshmallow field of each question, with Chinese messages that name the question.

`HIDDEN` stands for the answer to a question that a condition hides: whatever was sent, it loads
as if nothing had been.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Self, cast

from marshmallow import RAISE, Schema, ValidationError, fields, missing, pre_load

from app.forms.questions import CHOICES, LISTS, Question
from app.forms.readers import READERS

HIDDEN = object()
ROW_LIMIT = 500


class Answers(Schema):
    """Answers to a form or to one row of a list: unknown keys refused, blanks count as unanswered."""

    class Meta:
        unknown = RAISE

    error_messages = {  # noqa: RUF012 (marshmallow's own attribute)
        "unknown": "表单中没有这一项，请刷新页面后重试",
        "type": "答案的格式不对，请刷新页面后重试",
    }

    options: Mapping[str, Any] = MappingProxyType({})

    def offering(self, options: Mapping[str, Any]) -> Self:
        """This schema with the lists that `valuesKey` names."""
        self.options = options
        return self

    @pre_load
    def drop_blanks(self, data: Any, **_: Any) -> Any:
        """Without the questions whose answer is null or blank text; unknown keys stay, to be refused."""
        if not isinstance(data, dict):
            return data
        return {key: value for key, value in data.items() if key not in self.fields or not _blank(value)}


def schema_class(questions: Iterable[Question]) -> type[Answers]:
    """The schema of these questions; an instance is given its `options` before it loads."""
    made = {question.key: Answer(question) for question in questions}
    return cast("type[Answers]", Answers.from_dict(cast(Any, made), name="FormAnswers"))


def _blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


class Answer(fields.Field[Any]):
    """A question's field: the reader of its type turns a raw answer into a typed one."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.row_schema = schema_class(question.rows) if question.type == "dynamiclist" else Answers
        verb = "勾选" if question.type == "checkbox" else "选择" if question.type in CHOICES else "填写"
        request = f"请{verb}“{question.label}”"
        super().__init__(
            required=question.required,
            load_default=missing if question.required else lambda: _none(question),
            metadata={"description": question.label},
            error_messages={"required": request, "null": request},
        )

    def deserialize(self, value: Any, *arguments: Any, **keywords: Any) -> Any:
        if value is HIDDEN:
            return _none(self.question)
        return super().deserialize(value, *arguments, **keywords)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> Any:
        options = cast(Answers, self.parent).options
        read = READERS.get(self.question.type)
        answer = read(self.question, value, options) if read else self._rows(value, options)
        if self.question.required and (answer is False or answer == []):
            raise self.make_error("required")
        return answer

    def _rows(self, value: Any, options: Mapping[str, Any]) -> list[dict[str, Any]]:
        label = self.question.label
        if not isinstance(value, list):
            raise ValidationError(f"“{label}”应为若干行")
        if len(value) > ROW_LIMIT:
            raise ValidationError(f"“{label}”最多 {ROW_LIMIT} 行，现有 {len(value)} 行")
        schema = self.row_schema().offering(options)
        return cast("list[dict[str, Any]]", schema.load(value, many=True))


def _none(question: Question) -> Any:
    """What an unanswered question loads as."""
    if question.type in LISTS:
        return []
    return False if question.type == "checkbox" else None
