"""Who may ask for a repair and who may agree to it (05-actors 5.2: nobody both prepares and approves a step).

Whoever keeps the machine sees that a case is stuck, and may prepare its repair; they see no names and decide
nothing. A supervisor may prepare one too, in the own area. To agree is a supervisor's, in whose area every case
of the repair lies, and another person's than who asked. The auditor reads all of it and does none.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, literal, or_, select, true

from app.accounts.permissions.cases import READABLE
from app.accounts.permissions.roles import MECHANICS, MONITORS, REPAIRS
from handlers.handler import Actor
from handlers.rules.roles import Role


def may_read_repairs(actor: Actor) -> bool:
    """Look at repairs and incidents at all; which ones, `in_reach` says."""
    return actor.role in MONITORS


def may_prepare_repair(actor: Actor) -> bool:
    """Ask for a repair."""
    return actor.role in REPAIRS


def may_decide_repair(actor: Actor) -> bool:
    """Agree to or refuse a repair that another person asked for."""
    return actor.role == Role.SUPERVISOR


def in_reach(actor: Actor, subject: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether a case of this subject may be repaired, or its repair read, by the actor; a filter in SQL."""
    if actor.role in MECHANICS:
        return true()
    return or_(
        *(
            subject.in_(select(literal(f"{kind}:").concat(record.id)).where(readable(actor)))
            for kind, (record, readable) in READABLE.items()
        )
    )
