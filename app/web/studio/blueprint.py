"""The blueprint that the studio's modules hang their routes into; for those who design or approve models."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app

from app import drafts
from app.web.context import actor, place, require_sign_in

studio = Blueprint("studio", __name__, url_prefix="/studio")
studio.before_request(require_sign_in)


@studio.context_processor
def endpoints() -> dict[str, Any]:
    """So that a page links only to what there is, and the side tells how many drafts wait for the reader."""
    return {"endpoints": current_app.view_functions, "waiting": _waiting}


def _waiting() -> int:
    """How many drafts the person may decide on; asked only where it is shown."""
    with place().database.reading() as session:
        return len(drafts.waiting_for(session, actor()))
