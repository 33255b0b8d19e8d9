"""The work list and what one does with a task."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from flask import request
from marshmallow import fields

from app import worklist
from app.api.context import actor, guarded
from app.api.schemas import Answers, Body, Done, Task, TaskOut, Tasks, between, done_out, length, one_of, task_out
from app.visit import now, place

tasks = guarded("tasks", __name__, "待办任务")


class TaskQuery(Body):
    """Filters of the work list; a filter left out does not filter."""

    process = fields.Str()
    element = fields.Str()
    form = fields.Str()
    subject = fields.Str()
    instance = fields.Str()
    search = fields.Str(data_key="q", validate=length(None, 80))
    scope = fields.Str(validate=one_of("all", "mine", "unclaimed"))
    due = fields.Str(validate=one_of("overdue", "soon", "today"))
    page = fields.Int(validate=between(1, 100_000))
    page_size = fields.Int(validate=between(1, 200))


def idempotency_key() -> str | None:
    """What the client named this submission, so that a repetition is answered with the first outcome."""
    return request.headers.get("Idempotency-Key", "")[:80] or None


def fresh(id: str) -> dict[str, Any]:
    """The task as it is now."""
    with place().database.reading() as session:
        return task_out(worklist.task(session, actor(), id))


@tasks.get("/tasks")
@tasks.arguments(TaskQuery, location="query")
@tasks.response(200, Tasks)
def listed(query: dict[str, Any]) -> Any:
    """待办列表"""
    wanted = worklist.Wanted(**query)
    with place().database.reading() as session:
        page = worklist.listing(session, actor(), wanted, now())
    shown = {"items": [task_out(item) for item in page.items], "total": page.total}
    return {**shown, "page": wanted.page, "page_size": wanted.page_size}


@tasks.get("/tasks/<id>")
@tasks.response(200, TaskOut)
def one(id: str) -> Any:
    """任务及其表单"""
    with place().database.reading() as session:
        item = worklist.task(session, actor(), id)
        return {"task": task_out(item), **asdict(worklist.opened(session, item, actor(), now()))}


@tasks.post("/tasks/<id>/claim")
@tasks.response(200, Task)
def claim(id: str) -> Any:
    """领取"""
    place().engine.claim(id, actor())
    return fresh(id)


@tasks.post("/tasks/<id>/release")
@tasks.response(200, Task)
def release(id: str) -> Any:
    """退回待领"""
    place().engine.release(id, actor())
    return fresh(id)


@tasks.post("/tasks/<id>/complete")
@tasks.arguments(Answers)
@tasks.response(200, Done)
def complete(given: dict[str, Any], id: str) -> Any:
    """办理"""
    return done_out(place().engine.complete(id, given["answers"], actor(), key=idempotency_key()))
