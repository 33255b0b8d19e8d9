"""What may be started, and starting it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from app import worklist
from app.api.context import actor, guarded
from app.api.schemas import Answers, Done, StartableOut, StartOut, done_out
from app.api.tasks import idempotency_key
from app.visit import now, place

processes = guarded("processes", __name__, "可发起的流程")


@processes.get("/processes")
@processes.response(200, StartableOut(many=True))
def listed() -> Any:
    """本岗位可以发起的流程"""
    return worklist.startable(place().engine, actor())


@processes.get("/processes/<key>")
@processes.response(200, StartOut)
def one(key: str) -> Any:
    """流程的发起表单"""
    start = worklist.start(place().engine, actor(), key)
    with place().database.reading() as session:
        return {"process": key, "name": start.name, **asdict(worklist.opened_start(session, start, actor(), now()))}


@processes.post("/processes/<key>/start")
@processes.arguments(Answers)
@processes.response(201, Done)
def start(given: dict[str, Any], key: str) -> Any:
    """发起"""
    return done_out(place().engine.start(key, given["answers"], actor(), key=idempotency_key()))
