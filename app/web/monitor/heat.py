"""A process as a picture: what every step shows, in which colour, and what the colours mean.

Nothing is told by colour alone: strokes grow with the heat, and every figure stands on the step and in the list.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from flask_babel import gettext as _

from app.figures import Step
from app.web.monitor.asking import took

VIEWS = ("here", "frequency", "duration")
DRAWN = (
    "startEvent", "userTask", "serviceTask", "businessRuleTask", "intermediateCatchEvent", "intermediateThrowEvent",
    "boundaryEvent", "endEvent",
)  # fmt: skip
STOPS = ("userTask", "intermediateCatchEvent")
QUARTERS = (0.25, 0.5, 0.75)
OF_TARGET = (0.5, 1.0, 1.5)
Legend = list[tuple[str, str]]


def shown(steps: Sequence[Step]) -> list[Step]:
    """The steps that have a name and can be spoken of; gateways are not steps."""
    return [step for step in steps if step.tag in DRAWN and step.name != step.element]


def listed(steps: Sequence[Step], view: str) -> list[Step]:
    """The steps as the list beside the picture has them: what concerns one most on top."""
    return sorted((step for step in shown(steps) if _tells(step, view)), key=lambda step: _rank(step, view))


def _tells(step: Step, view: str) -> bool:
    """Has the step anything to say in this view? What waits at a task's border stands at the task."""
    return {
        "here": step.here > 0 and step.tag in STOPS,
        "frequency": step.passed > 0,
        "duration": step.median is not None,
    }[view]


def _rank(step: Step, view: str) -> tuple[float, float]:
    if view == "here":
        return -step.overdue, -step.here
    return (-step.passed, 0) if view == "frequency" else (-(share_of_target(step) or 0), -step.timed)


def share_of_target(step: Step) -> float | None:
    """The median against the time that was given; None where either is unknown."""
    return step.median / step.target if step.median is not None and step.target else None


def drawn(steps: Sequence[Step], view: str, link: Callable[[Step], str] | None) -> list[dict[str, Any]]:
    """What the browser paints on the diagram."""
    most = max((step.passed for step in shown(steps)), default=0)
    return [
        {
            "id": step.element,
            "here": step.here if view == "here" and step.tag in STOPS else 0,
            "overdue": step.overdue if view == "here" else 0,
            "heat": _heat(step, view, most),
            "figure": _figure(step, view),
            "told": in_words(step),
            "href": link(step) if link and step.tag in STOPS else "",
        }
        for step in shown(steps)
    ]


def _heat(step: Step, view: str, most: int) -> str:
    if view == "here":
        return "late" if step.overdue else "here" if _tells(step, view) else "none"
    if view == "frequency":
        return f"f{_place(step.passed / most, QUARTERS)}" if step.passed else "none"
    share = share_of_target(step)
    if share is None:
        return "plain" if step.median is not None else "none"
    return f"d{_place(share, OF_TARGET)}"


def _place(share: float, bounds: Sequence[float]) -> int:
    return 1 + sum(share > bound for bound in bounds)


def _figure(step: Step, view: str) -> str:
    if view == "frequency":
        return _("%(many)d 次", many=step.passed) if step.passed else ""
    if view == "duration" and step.median is not None:
        return f"{took(step.median)} / {took(step.target)}" if step.target else took(step.median)
    return ""


def in_words(step: Step) -> str:
    """What a mouse over the badge says."""
    return str(_("%(name)s：在办 %(here)d，超期 %(overdue)d", name=step.name, here=step.here, overdue=step.overdue))


def legend(steps: Sequence[Step], view: str) -> Legend:
    """What the colours and strokes mean."""
    if view == "here":
        return [
            ("live-here", _("在办件数")), ("live-overdue", _("超期件数")), ("late", _("有超期，粗红框")),
            ("here", _("有在办")), ("none", _("现在没有")),
        ]  # fmt: skip
    if view == "frequency":
        return [*_ranges(max((step.passed for step in shown(steps)), default=0)), ("none", _("没有经过"))]
    return [
        ("d1", _("不到规定时间的一半")), ("d2", _("规定时间以内")), ("d3", _("超过规定时间")),
        ("d4", _("超过一倍半，虚线框")), ("plain", _("没有规定时间")), ("none", _("没有办结")),
    ]  # fmt: skip


def _ranges(most: int) -> Legend:
    bounds = [0, *(int(most * share) for share in QUARTERS), most]
    pairs = enumerate(pairwise(bounds), start=1)
    return [
        (f"f{place}", _("%(low)d–%(high)d 次", low=low + 1, high=high)) for place, (low, high) in pairs if high > low
    ]
