"""Taking in an objection or a complaint about one named person. Knows no page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.engine import AnswersInvalid, Engine
from handlers import complaint
from handlers.records.notices import PublicityName

SHORTEST, LONGEST = 10, 4000


@dataclass(frozen=True)
class Given:
    """What the public form holds; kept as typed when something is wrong."""

    declaration: str
    content: str
    name: str
    contact: str

    @property
    def complainant(self) -> str:
        """Who complains, for the investigator alone; empty for an anonymous complaint."""
        return " ".join(part for part in (self.name, self.contact) if part)[:160]


def check(session: Session, publicity: str, given: Given) -> None:
    """Raises AnswersInvalid with a message per field."""
    errors: dict[str, list[str]] = {}
    if session.get(PublicityName, (publicity, given.declaration)) is None:
        errors["declaration"] = ["请选择公示名单中的一个人"]
    if not SHORTEST <= len(given.content) <= LONGEST:
        errors["content"] = [f"请写明事实，{SHORTEST} 至 {LONGEST} 字，现为 {len(given.content)} 字"]
    if errors:
        raise AnswersInvalid(errors)


def receive(session: Session, engine: Engine, publicity: str, given: Given, now: datetime) -> str:
    """Record it and tell the case; returns the receipt number. Unlawful when it may not be taken."""
    check(session, publicity, given)
    received = complaint.receive(session, publicity, given.declaration, given.content, given.complainant, now)
    name, reference, payload = complaint.message_of(received)
    engine.send(session, name, reference, payload)
    return received.number
