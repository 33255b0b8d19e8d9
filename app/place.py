"""Where the program runs: its settings, database, clock and engine, built once per process.

The web application, the worker and the command line all start from here.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace

from app.clock import Clock, SandboxClock, SystemClock
from app.config import Settings
from app.database import Database
from app.engine import Engine
from handlers import keys


@dataclass(frozen=True)
class Place:
    """One installation as one process sees it."""

    settings: Settings
    database: Database
    clock: Clock
    engine: Engine


def build(settings: Settings) -> Place:
    """Connect `settings` to a database, a clock and an engine; opens no connection yet."""
    os.environ["ZHIPING_KEYS_DIR"] = str(settings.keys_dir)  # where handlers.keys looks
    settings = replace(settings, secret_key=settings.secret_key or keys.key("web").hex())
    database = Database(settings.database_url)
    clock: Clock = SandboxClock(database) if settings.sandbox else SystemClock()
    return Place(settings, database, clock, Engine(database, clock))
