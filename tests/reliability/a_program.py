"""A program to be killed: an engine on a database of its own process, driven until the axe falls.

`python -m tests.reliability.a_program URL FOLDER steps|timers` prints a line for every step whose
transaction is durable, then goes on to the next.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from app.clock import FixedClock
from app.database import Database
from app.engine import Engine, WorkItem
from tests.engine.workshop import CLERK, Catalogue

NOW = datetime(2027, 1, 1, tzinfo=UTC)


def main(url: str, folder: Path, what: str) -> None:
    database = Database(url)
    engine = Engine(database, FixedClock(NOW), Catalogue())
    print("ready", flush=True)
    while what == "timers" and engine.pass_due(limit=1):
        print("fired", flush=True)
    while what == "steps":
        with database.reading() as session:
            item = session.scalars(select(WorkItem).where(WorkItem.status == "open").limit(1)).first()
        if item is None:
            return
        engine.complete(item.id, {"outcome": "ok"}, CLERK)
        print("done", flush=True)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
