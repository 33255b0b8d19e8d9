"""The shapes of the API: what comes in is refused when it has an unknown key, what goes out is described."""

from __future__ import annotations

from typing import Any

from marshmallow import RAISE, Schema, fields, validate

from app.engine import Completed, Started, WorkItem

CASE_COLUMNS = ("number", "title", "applicant", "unit", "series", "level")


MESSAGES = {
    "required": "必须填写",
    "null": "不能为空",
    "validator_failed": "不符合要求",
    "invalid": "格式不对",
    "type": "类型不对",
    "invalid_utf8": "不是 UTF-8 文字",
    "overflow": "数字太大",
    "awareness": "须带时区",
}


class Body(Schema):
    """The base of what is read; unknown keys are refused."""

    class Meta:
        unknown = RAISE

    error_messages = {"unknown": "没有这一项", "type": "应为 JSON 对象"}  # noqa: RUF012  (as marshmallow has it)

    def on_bind_field(self, field_name: str, field_obj: fields.Field[Any]) -> None:
        """Tell faults in Chinese."""
        field_obj.error_messages.update({key: MESSAGES[key] for key in field_obj.error_messages.keys() & MESSAGES})


def length(least: int | None, most: int) -> validate.Length:
    """A text of so many characters."""
    return validate.Length(least, most, error=f"应为 {least or 0} 至 {most} 个字")


def between(least: int, most: int) -> validate.Range:
    """A number between two others, both included."""
    return validate.Range(least, most, error=f"应在 {least} 与 {most} 之间")


def one_of(*choices: str) -> validate.OneOf:
    """One of these words."""
    return validate.OneOf(choices, error=f"应为 {'、'.join(choices)} 之一")


class Task(Schema):
    """A work item as lists show it."""

    id = fields.Str()
    instance = fields.Str()
    process = fields.Str()
    element = fields.Str()
    name = fields.Str()
    form = fields.Str(allow_none=True)
    role = fields.Str()
    subject = fields.Str()
    item = fields.Str(allow_none=True)
    assignee = fields.Str(allow_none=True)
    status = fields.Str()
    created_at = fields.DateTime()
    due_at = fields.DateTime(allow_none=True)
    amber_at = fields.DateTime(allow_none=True)
    number = fields.Str()
    title = fields.Str()
    applicant = fields.Str()
    unit = fields.Str()
    series = fields.Str()
    level = fields.Str()


class Tasks(Schema):
    """One page of the work list."""

    items = fields.List(fields.Nested(Task))
    total = fields.Int()
    page = fields.Int()
    page_size = fields.Int()


class FormOut(Schema):
    """A form-js form and the data it opens with."""

    form = fields.Dict(allow_none=True)
    data = fields.Dict()


class TaskOut(FormOut):
    """A work item with its form."""

    task = fields.Nested(Task)


class StartableOut(Schema):
    """A process one may start."""

    process = fields.Str()
    name = fields.Str()


class StartOut(FormOut, StartableOut):
    """A process one may start, with its form."""


class Answers(Body):
    """A person's answers; the form of the handler checks them, unknown keys included."""

    answers = fields.Dict(keys=fields.Str(validate=length(1, 80)), required=True)


class Done(Schema):
    """What a completed step led to."""

    instance = fields.Str()
    subject = fields.Str()
    result = fields.Dict(allow_none=True)
    next = fields.List(fields.Str())


def task_out(item: WorkItem) -> dict[str, Any]:
    """A work item in the API's words."""
    return {
        "id": item.id,
        "instance": item.instance_id,
        "process": item.process,
        "element": item.element,
        "name": item.name,
        "form": item.form,
        "role": item.role,
        "subject": item.subject,
        "item": item.item,
        "assignee": item.assignee_name,
        "status": item.status,
        "created_at": item.created_at,
        "due_at": item.due_at,
        "amber_at": item.amber_at,
        **{column: getattr(item, column) for column in CASE_COLUMNS},
    }


def done_out(done: Started | Completed) -> dict[str, Any]:
    """What a step led to, in the API's words."""
    return {"instance": done.instance_id, "subject": done.subject, "result": done.result, "next": done.next_items}
