"""Timers let run out or put off by hand: a body's own limits alone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from app.engine.case import survey
from app.engine.elements import Element
from app.engine.errors import EngineRefusal
from app.engine.repair import guarding, tokens
from app.engine.repair.orders import Order
from app.engine.repair.works import carry_out
from app.engine.step import Step
from app.engine.store import WORK
from handlers.rules import periods as law


def fire(step: Step, order: Order, by: str) -> None:
    element, task_id, due = _timer(step, order.element)
    if due > step.now:
        guarding.is_internal(step, element, lambda period: law.shortening(period, due, step.now))
    timer = (WORK.c.instance_id == step.instance.id, WORK.c.task_id == task_id, WORK.c.element == element.id)
    works = step.session.execute(select(WORK).where(*timer, WORK.c.kind == "timer")).mappings().all()
    carry_out(step, works)


def postpone(step: Step, order: Order, by: str) -> None:
    element, task_id, _ = _timer(step, order.element)
    guarding.is_internal(step, element, law.postponing)
    until = order.until
    if until is None or until <= step.now:
        raise EngineRefusal("推迟到的时间应晚于现在")
    tokens.rearm_at(step.case.flow, task_id, element.id, until.isoformat())


def _timer(step: Step, id: str) -> tuple[Element, str, datetime]:
    element = guarding.element_of(step, id)
    for (task_id, armed), due in survey(step.case.flow).timers.items():
        if armed == element.id:
            return element, task_id, due
    raise EngineRefusal(f"案件现在不等待“{element.label}”；请刷新后重新选择")
