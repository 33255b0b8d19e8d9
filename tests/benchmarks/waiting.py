"""What waiting costs: nothing. And how quickly what is due is done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import func, insert, select

from app import migrations, worker
from app.clock import FixedClock
from app.database import Database
from app.engine.store import INSTANCES, WORK
from tests.benchmarks.figures import Figure, quiet, timed
from tests.engine.workshop import Workshop, event, flows, process, service, timer, workshop

START, END = event("startEvent", "start"), event("endEvent", "end")
LATER = process(
    "later", START, event("intermediateCatchEvent", "then", timer(duration="P30D")),
    service("mark", "matter.seats"), END, flows("start > then > mark > end"),
)  # fmt: skip
BATCH = 5_000


def figures(folder: Path, clock: FixedClock, many: int) -> list[Figure]:
    """Row 4: one pass with many waiting timers and none due."""
    few = shop_with(folder / "few", clock, 1_000)
    crowd = shop_with(folder / "many", clock, many)
    pairs = [(timed(few.engine.pass_due), timed(crowd.engine.pass_due)) for _ in range(60)]
    quick, slow = quiet([a for a, _ in pairs]), quiet([b for _, b in pairs])
    return [
        Figure(f"worker pass, {many:,} timers waiting", slow, "ms", 5.0),
        Figure(f"worker pass, {many:,} / 1,000 waiting", slow / quick, "×", 2.0, note=f"{slow:.2f} / {quick:.2f} ms"),
    ]


def shop_with(folder: Path, clock: FixedClock, waiting: int) -> Workshop:
    """A workshop with one real waiting case and copies of it."""
    folder.mkdir()
    database = Database(f"sqlite:///{folder / 'waiting.db'}")
    migrations.migrate(database)
    shop = workshop(database, clock, folder / "models")
    shop.publish(LATER)
    shop.start("later")
    with database.engine.begin() as connection:
        case = dict(connection.execute(select(INSTANCES)).mappings().one())
        work = dict(connection.execute(select(WORK)).mappings().one())
        for first in range(0, waiting - 1, BATCH):
            numbers = range(first, min(first + BATCH, waiting - 1))
            connection.execute(insert(INSTANCES), [{**case, "id": f"case-{n}"} for n in numbers])
            connection.execute(insert(WORK), list(copies(work, numbers)))
    return shop


def copies(work: dict[str, object], numbers: range) -> Iterator[dict[str, object]]:
    due = work["due_at"]
    assert isinstance(due, datetime)
    for n in numbers:
        yield {**work, "id": f"work-{n}", "instance_id": f"case-{n}", "due_at": due + timedelta(seconds=n)}


def firing(database: Database, folder: Path, clock: FixedClock, timers: int = 250, rounds: int = 3) -> Figure:
    """Row 5: due timers fired in a second by one worker on PostgreSQL, each with a service task behind it.

    Every case is loaded from its row. The quickest of some rounds counts: the others were disturbed.
    """
    shop = workshop(database, clock, folder / "firing")
    shop.publish(LATER)
    took = [_round(shop, clock, timers) for _ in range(rounds)]
    return Figure("due timers fired a second, PostgreSQL", timers / min(took) * 1000, "/s", 300, at_least=True)


def _round(shop: Workshop, clock: FixedClock, timers: int) -> float:
    for _ in range(timers):
        shop.start("later")
    shop.engine.cases.warm.clear()
    clock.advance(timedelta(days=60))
    fired: list[int] = []
    took = timed(lambda: fired.append(worker.drain(shop.engine)))
    with shop.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(WORK)) == 0
    assert fired == [timers]
    return took
