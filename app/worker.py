"""The worker: does what is due until nothing is. When it wakes is the scheduler's business."""

from __future__ import annotations

from app.engine import Engine

AT_ONCE = 100


def drain(engine: Engine, at_once: int = AT_ONCE) -> int:
    """Pass over due work until nothing is due; returns how many rows were done.

    Work that failed is put off by the engine, so that this ends.
    """
    done = 0
    while passed := engine.pass_due(at_once):
        done += passed
    return done
