"""The work list: my tasks and those to claim, filtered and paged on the server."""

from __future__ import annotations

from typing import Any, Literal, cast

from flask import render_template, request

from app import worklist
from app.web.context import actor, now, place
from app.web.desk.blueprint import desk
from app.web.monitor.overview import process_names

PAGE_SIZE = 20
SCOPES = ("mine", "unclaimed")
DUE = ("overdue", "soon", "today")


def wanted() -> worklist.Wanted:
    """What the address asks for; anything unknown is not asked."""
    asked = request.args
    scope, due = asked.get("scope", "mine"), asked.get("due")
    return worklist.Wanted(
        process=asked.get("process") or None,
        search=asked.get("q", "").strip()[:80],
        scope=cast(Literal["mine", "unclaimed"], scope if scope in SCOPES else "mine"),
        due=cast(Literal["overdue", "soon", "today"], due) if due in DUE else None,
        page=max(1, asked.get("page", 1, type=int)),
        page_size=PAGE_SIZE,
    )


@desk.get("")
def work_list() -> str:
    with place().database.reading() as session:
        asked = wanted()
        found = worklist.listing(session, actor(), asked, now())
        reminders = worklist.reminders(session, actor(), now())
        return render_template(
            "desk/work.html", **_shown(asked, found), names=process_names(session), reminders=reminders
        )


def _shown(asked: worklist.Wanted, found: worklist.Page) -> dict[str, Any]:
    return {
        "asked": asked,
        "items": found.items,
        "total": found.total,
        "pages": max(1, -(-found.total // PAGE_SIZE)),
        "filtered": bool(asked.process or asked.search or asked.due),
    }
