"""What a form sent as JSON holds, and where to go when it was accepted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from flask import abort, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app import worklist
from app.accounts import permissions
from app.engine import WorkItem
from app.web.context import now, place
from handlers.handler import Actor

IN_TURN: tuple[Literal["mine", "unclaimed"], ...] = ("mine", "unclaimed")


def posted() -> dict[str, Any]:
    """The JSON object of the request; 400 for anything else."""
    body = request.get_json(silent=True)
    if not isinstance(body, dict) or not isinstance(body.get("answers"), dict):
        abort(400)
    return body


def posted_answers() -> dict[str, Any]:
    """The answers as the form sent them; the server's own form judges them."""
    answers: dict[str, Any] = posted()["answers"]
    return answers


def idempotency_key() -> str | None:
    """One number per shown form, so that a repeated sending answers with the first outcome."""
    return request.headers.get("Idempotency-Key", "")[:80] or None


def next_address(next_items: Sequence[str]) -> str | None:
    """The page of the first task that the same person may do next."""
    return url_for("desk.task", id=next_items[0], after="1") if next_items else None


def next_of_list(session: Session, actor: Actor) -> str | None:
    """The page of what is due first among the actor's own tasks, else among those to claim."""
    for scope in IN_TURN:
        found = worklist.listing(session, actor, worklist.Wanted(scope=scope, page_size=1), now())
        if found.items:
            return url_for("desk.task", id=found.items[0].id, after="1")
    return None


def told_done(session: Session, id: str) -> str:
    """What to say of a task that was just completed."""
    return str(_("“%(name)s”已办结。", name=session.get_one(WorkItem, id).name))


def after_completion(actor: Actor, next_items: Sequence[str], wanted: str | None) -> str:
    """Next task of the case, then of the list (when asked for), then the list itself."""
    if address := next_address(next_items):
        return address
    with place().database.reading() as session:
        following = next_of_list(session, actor) if wanted == "next" else None
    return following or url_for("desk.mine" if permissions.may_declare(actor) else "desk.work_list")
