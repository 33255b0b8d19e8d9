"""Which notices this reader may open. What they show is decided in `app.notices` (I-39).

A unit's own notice is internal (A27.2): people of that unit open it signed in, and object there.
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from app import notices
from app.accounts import permissions
from app.engine import NotFound
from app.web.context import actor_or_none
from handlers.records.notices import Publicity
from handlers.rules.terms import PublicityKind


def readable(session: Session, id: str) -> Publicity:
    """The posted notice, public or of the reader's own unit; raises NotFound."""
    found, reader = session.get(Publicity, id), actor_or_none()
    if found is None or found.kind != PublicityKind.UNIT:
        return notices.notice(session, id)
    if reader is None or found.posted_at is None or not permissions.may_see_notice(session, reader, found):
        raise NotFound("没有这份公示，或尚未发布")
    return found


def result_of(publicity: Publicity) -> str:
    """What the notice says of everyone on it; whether somebody is complained of is not shown."""
    return "评审通过" if publicity.kind == PublicityKind.RESULT else ""
