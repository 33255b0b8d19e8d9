"""When an open task is due under another version. A day of the law stays the day it was."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from app.engine.elements import Element
from app.engine.migrating.passage import Passage
from app.engine.repair import waiting
from app.engine.settling import dates_of


def dates(passage: Passage, catalogue: Any, old: Element, task: Any) -> dict[str, datetime | None]:
    """The dates to be written for an open task; none when they stay. Raises what an unreadable date raises."""
    new: Element = task.task_spec.element
    if (old.due, old.follow_up) == (new.due, new.follow_up) or is_legal(passage, catalogue, old):
        return {}
    due, amber = dates_of(task)
    return {"due_at": due, "amber_at": amber}


def is_legal(passage: Passage, catalogue: Any, old: Element) -> bool:
    """Was the task due by a day that the law's periods know?"""
    periods = getattr(catalogue, "PERIODS", {})
    named = waiting.NAMED.fullmatch(old.due.strip())
    makers = waiting.makers(passage.old.diagram, named[1]) if named else []
    return named is not None and any((waiting.source_key(maker), named[2]) in periods for maker in makers)
