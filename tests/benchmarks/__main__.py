"""Measure, print the table, write the JSON; exit 1 when a budget is exceeded.

`--full` waits with 1,000,000 timers instead of 100,000, and shows the monitor of 200,000 cases instead of
20,000. Ratios compare figures of the same run, because machines differ and are noisy.
"""

from __future__ import annotations

import argparse
import gc
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from app import migrations
from app.clock import FixedClock
from app.database import Database
from tests.benchmarks import completion, monitor, waiting
from tests.benchmarks.figures import Figure, table, written
from tests.postgres import postgres

NOW = datetime(2026, 9, 1, 1, 0, tzinfo=UTC)


def measured(folder: Path, many: int, cases: int) -> list[Figure]:
    """All figures."""
    found = completion.figures(folder, FixedClock(NOW))
    found += waiting.figures(folder, FixedClock(NOW), many)
    with postgres() as url:
        database = Database(url)
        migrations.migrate(database)
        found.append(waiting.firing(database, folder, FixedClock(NOW)))
        database.close()
        found += monitor.figures(url, cases)
    return found


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--full", action="store_true", help="1,000,000 waiting timers, 200,000 cases")
    parser.add_argument("--json", type=Path, default=Path("var/benchmarks.json"), help="where the figures are written")
    given = parser.parse_args()
    gc.collect()
    gc.freeze()  # as the server does
    with tempfile.TemporaryDirectory(prefix="zhiping-bench-") as folder:
        found = measured(Path(folder), *((1_000_000, 200_000) if given.full else (100_000, 20_000)))
    print(table(found))
    written(found, given.json)
    print(f"\n{given.json}")
    return 0 if all(figure.passed for figure in found) else 1


if __name__ == "__main__":
    sys.exit(main())
