"""Cases that are counted for all who watch, and opened only by who says why (05-actors 5.4).

Who sits at a meeting, who complained, whom a violation is looked into for: the monitor shows figures of these;
a case of them opens after a reason was given, which is kept. A reason opens nothing that is not in the reader's area.
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.accounts.permissions.cases import may_see_case
from app.accounts.permissions.roles import MECHANICS, MONITORS
from handlers.handler import Actor
from handlers.rules.roles import Role

#: What is classified about the cases of a kind, in words for whoever is asked for a reason.
CLASSIFIED = {
    "review_session": "专家抽取与评审会议",
    "complaint": "举报投诉",
    "clue": "线索",
    "violation_case": "个人违规与诚信",
}
#: Kinds that a list counts without number or name: that there is such a case about somebody is already told too much.
NAMELESS = ("complaint", "clue", "violation_case")
READS_READINGS = (Role.AUDITOR,)


def wants_reason(actor: Actor, subject: str) -> bool:
    """Must whoever watches say why before a case of this subject opens? Those who work on it need not."""
    return actor.role in MONITORS and subject.partition(":")[0] in CLASSIFIED


def is_nameless(subject: str) -> bool:
    """Is a case of this subject (or kind) listed without number, title and persons?"""
    return subject.partition(":")[0] in NAMELESS


def may_watch_case(session: Session, actor: Actor, subject: str) -> bool:
    """May the actor open this case in the monitor: a supervisor in the own area, who keeps the machine any case."""
    if actor.role in MECHANICS:
        return True
    return actor.role == Role.SUPERVISOR and may_see_case(session, actor, subject)


def may_see_persons(actor: Actor) -> bool:
    """Does the monitor show this reader who declares and who acted? Those who keep the machine see steps and times."""
    return actor.role == Role.SUPERVISOR


def may_see_readings(actor: Actor) -> bool:
    """Read who opened classified cases and who exported what."""
    return actor.role in READS_READINGS
