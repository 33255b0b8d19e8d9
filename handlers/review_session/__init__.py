"""A review session from its plan to its minutes (A42–A50). Results name seats, never persons."""

from handlers.review_session.planning import appoint_presider, begin, consent, draw, file_plan, invite_observer, plan
from handlers.review_session.result import announce, conclude, end, minutes, sign
from handlers.review_session.sitting import assign_opinions, open, present, sign_in, write_opinions
from handlers.review_session.stopping import end_revoked, note_resumption, note_stop

__all__ = [
    "announce",
    "appoint_presider",
    "assign_opinions",
    "begin",
    "conclude",
    "consent",
    "draw",
    "end",
    "end_revoked",
    "file_plan",
    "invite_observer",
    "minutes",
    "note_resumption",
    "note_stop",
    "open",
    "plan",
    "present",
    "sign",
    "sign_in",
    "write_opinions",
]
