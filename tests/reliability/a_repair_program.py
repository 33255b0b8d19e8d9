"""A program to be killed while it carries out a repair of many cases.

`python -m tests.reliability.a_repair_program URL` prints a line for every case whose transaction is durable.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime

from app.clock import FixedClock
from app.database import Database
from app.engine import Engine
from tests.engine.workshop import Catalogue

NOW = datetime(2027, 1, 1, tzinfo=UTC)


def main(url: str) -> None:
    engine = Engine(Database(url), FixedClock(NOW), Catalogue())
    print("ready", flush=True)
    while engine.pass_due(limit=1):
        print("done", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
