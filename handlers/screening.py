"""Screening: what the signals show today is entered as clues, each hint once (A67.1, A67.3).

A signal never is a finding and changes no case. By a person one hit at a time, or by the daily run all of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.evidence import clues, screening
from handlers.evidence.screening import Hit, Screen, Window
from handlers.records.clues import Clue
from handlers.rules import acts


def look(session: Session, window: Window) -> list[tuple[Screen, Hit]]:
    """Everything that every screen shows in a window."""
    return [(screen, hit) for screen in screening.SCREENS for hit in screen.find(session, window)]


def enter(session: Session, found: Iterable[tuple[Screen, Hit]], now: datetime) -> list[Clue]:
    """Register as clues what is not yet on record; returns the new ones, written."""
    hints = {hint.key: hint for hint in (screening.hint_of(*each) for each in found) if hint.key}
    known = clues.entered_before(session, set(hints))
    new = [clues.enter(session, hint, now) for key, hint in sorted(hints.items()) if key not in known]
    for clue in new:
        acts.clue_registration(clue=clues.fact(clue, now))
    session.add_all(new)
    session.flush()
    return new


def enter_one(session: Session, signal: str, key: str, window: Window) -> Clue:
    """Register one hit that a person chose; the clue there is, when it is on record already.

    Raises LookupError when the signal does not show it (any more).
    """
    screen = screening.screen_of(signal)
    hits = [hit for hit in screen.find(session, window) if hit.key == key] if screen else []
    if screen is None or not hits:
        raise LookupError("这条提示已经不在，可能情况已有变化；请刷新后再看")
    hint = screening.hint_of(screen, hits[0])
    known = clues.entered_before(session, {hint.key or ""})
    if known:
        return session.get_one(Clue, known[hint.key or ""])
    return enter(session, [(screen, hits[0])], window.now)[0]


def messages(new: Iterable[Clue]) -> list[tuple[str, str, dict[str, object]]]:
    """What to send for new clues: message, reference, payload."""
    return [clues.message_of(clue) for clue in new]
