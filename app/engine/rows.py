"""Complete rows of the mailbox and of incidents, for statements that insert several at once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from handlers.records.table import new_id


def work_row(now: datetime, **work: Any) -> dict[str, Any]:
    """A row of the mailbox."""
    nothing = dict.fromkeys(("instance_id", "task_id", "message", "reference", "payload", "due_at"))
    return {"id": new_id(), "status": "waiting", "attempts": 0, "element": "", "created_at": now, **nothing, **work}


def incident_row(element: str, error: str, now: datetime, **more: Any) -> dict[str, Any]:
    """A row of an open incident."""
    where = {"instance_id": None, "work_id": None, "process": "", "subject": "", "element": element}
    told = {"error": error[:2000], "attempts": 1, "status": "open", "first_at": now, "last_at": now, "resolved_by": ""}
    return {"id": new_id(), **where, **told, **more}
