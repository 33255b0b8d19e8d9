"""The worker: does what is due until nothing is. When it wakes is the scheduler's business."""

from __future__ import annotations

from app.engine import Engine
from handlers import screening
from handlers.evidence.screening import window

AT_ONCE = 100


def screen(engine: Engine) -> int:
    """What the signals show today becomes clues, each hint once, and each clue's case begins; returns how many.

    A signal is a hint: nothing else is changed.
    """
    now = engine.clock.now()
    with engine.database.transaction() as session:
        new = screening.enter(session, screening.look(session, window(now)), now)
        for message in screening.messages(new):
            engine.send(session, *message)
    return len(new)


def drain(engine: Engine, at_once: int = AT_ONCE) -> int:
    """Pass over due work until nothing is due; returns how many rows were done.

    Work that failed is put off by the engine, so that this ends.
    """
    done = 0
    while passed := engine.pass_due(at_once):
        done += passed
    return done
