"""Routing results given by hand: words, truths and numbers, in the shape that is there or that the diagram asks for.

Never an id, because a case does only its own subject, and never a day, because days are computed by rules.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from app.engine.elements import Element
from app.engine.errors import EngineRefusal
from app.engine.flow import LIVE
from app.engine.redating import rearm
from app.engine.repair import waiting
from app.engine.repair.guarding import element_of, periods_of
from app.engine.repair.orders import Order
from app.engine.step import Step
from handlers.rules import periods as law

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\w+:[0-9a-f-]{36}", re.IGNORECASE)
SCALARS = (str, bool, int)
LONGEST = 200


def correct(step: Step, order: Order, by: str) -> None:
    element = element_of(step, order.element)
    found = False
    for task in step.case.flow.everything():
        result = task.data.get(element.result)
        if task.has_state(LIVE) and isinstance(result, dict):
            _same_shape(step, element, result, order.values)
            result.update(order.values)
            found = True
    if not found:
        raise EngineRefusal(f"案件里没有“{element.label}”的结果，不能更正")
    rearm(step.case.flow, step.due)


def _same_shape(step: Step, element: Element, result: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Raises where a value is no routing result, is of another kind than what is there, or is a day of the law."""
    for name, value in values.items():
        if name not in result:
            raise EngineRefusal(f"“{element.label}”的结果没有“{name}”；可更正的有：{'、'.join(result)}")
        _plain(step, element, name, value)
        if result[name] is not None and type(result[name]) is not type(value):
            raise EngineRefusal(f"“{name}”现为{_kind(result[name])}，不能改为{_kind(value)}")
        if _is_id(result[name]):
            raise EngineRefusal(f"“{name}”是记录编号，不能更正；一个案件只能办自己的对象")
        if _is_day(result[name]):
            law.retyping(name, None)


def given(step: Step, element: Element, values: Mapping[str, Any]) -> dict[str, Any]:
    """The result a skipped element is taken to have: only what the diagram asks of it."""
    asked = waiting.read_by(step.case.definition.diagram, element)
    for name, value in values.items():
        if name not in asked:
            raise EngineRefusal(
                f"流程图不使用“{element.label}”的“{name}”，不必填写；可填的有：{'、'.join(asked) or '无'}"
            )
        if asked[name] and not isinstance(value, str):
            raise EngineRefusal(f"“{name}”应为文字，如{'、'.join(asked[name])}")
        _plain(step, element, name, value)
    return dict(values)


def _plain(step: Step, element: Element, name: str, value: Any) -> None:
    """A routing result is a word, a truth or a number; never an id, never a day that a rule computes."""
    period = periods_of(step).get((waiting.source_key(element), name))
    if period is not None or _is_day(value):
        law.retyping(name, period)
    if not isinstance(value, SCALARS) or len(str(value)) > LONGEST:
        raise EngineRefusal(f"“{name}”只能是文字、是非或整数，且不超过 {LONGEST} 个字")
    if _is_id(value):
        raise EngineRefusal(f"“{name}”不能填记录编号；一个案件只能办自己的对象")


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and ID.fullmatch(value.strip()) is not None


def _is_day(value: Any) -> bool:
    if not isinstance(value, str) or not re.match(r"\d{4}-\d{2}-\d{2}", value):
        return False
    try:
        return bool(date.fromisoformat(value[:10]))
    except ValueError:
        return False


def _kind(value: Any) -> str:
    return {str: "文字", bool: "是非", int: "整数"}.get(type(value), "其他内容")
