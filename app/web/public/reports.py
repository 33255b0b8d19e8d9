"""What citizens report about a committee, a unit, a declaration, an agency or a website (A70.1). Knows no page.

Anonymous or not; who reports is sealed at once and never read here again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.engine import AnswersInvalid, Engine
from handlers import clue
from handlers.evidence import clues
from handlers.rules.inspection import ClueSubject

SHORTEST, LONGEST = 10, 4000
KINDS = [kind for kind in ClueSubject if kind is not ClueSubject.PERSON]


@dataclass(frozen=True)
class Given:
    """What the public form holds; kept as typed when something is wrong."""

    about: str = ""
    subject: str = ""
    content: str = ""
    name: str = ""
    contact: str = ""

    @classmethod
    def of(cls, form: Mapping[str, str]) -> Given:
        """What a posted form says."""
        return cls(*(form.get(key, "").strip() for key in ("about", "subject", "content", "name", "contact")))

    @property
    def reporter(self) -> str:
        """Who reports, sealed as one line; empty for an anonymous report."""
        return " ".join(part for part in (self.name, self.contact) if part)[:160]


def check(given: Given) -> None:
    """Raises AnswersInvalid with a message per field."""
    errors: dict[str, list[str]] = {}
    if given.about not in [kind.value for kind in KINDS]:
        errors["about"] = ["请选择反映的是谁"]
    if not 2 <= len(given.subject) <= 200:
        errors["subject"] = ["请写明名称、编号或网址，2 至 200 字"]
    if not SHORTEST <= len(given.content) <= LONGEST:
        errors["content"] = [f"请写明事实，{SHORTEST} 至 {LONGEST} 字，现为 {len(given.content)} 字"]
    if errors:
        raise AnswersInvalid(errors)


def receive(session: Session, engine: Engine, given: Given, now: datetime) -> str:
    """Record it and begin its case; returns the receipt to ask by, told this once."""
    check(given)
    about = ClueSubject[given.about.upper()]
    entered = clue.receive(session, about, given.subject, given.content, given.reporter, now)
    receipt = clues.receipt_for(entered)
    session.flush()
    engine.send(session, *clues.message_of(entered))
    return receipt


def state(session: Session, receipt: str) -> str | None:
    """Where a report stands, in words that tell nothing else; None for a number nobody was given."""
    entered = clue.asked(session, receipt) if receipt else None
    return entered.state if entered else None
