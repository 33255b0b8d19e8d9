"""What the monitor costs: its figures over years of cases on PostgreSQL, each asked many times with other words."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from typing import Any

import sqlalchemy
from sqlalchemy.orm import Session

from app import figures as monitor
from app import migrations
from app.clock import legal_day
from app.database import Database
from app.figures import Scope
from tests.benchmarks.figures import Figure, timed
from tests.benchmarks.season_data import Made, fill

NOW = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)
TIMES = 60
SCOPES = (Scope(), Scope(area="1504"), Scope(area="150405"), Scope(committees=("committee-003",)))
Asked = Callable[[Session], Any]


def figures(url: str, cases: int) -> list[Figure]:
    """The four budgets of the monitor, in a database of its own on the server."""
    address = sqlalchemy.make_url(url).set(database=f"zhiping_monitor_{cases}")
    _run(url, f"CREATE DATABASE {address.database}")
    database = Database(address.render_as_string(hide_password=False))
    try:
        migrations.migrate(database)
        begun = time.perf_counter()
        made = fill(database, cases, 10 * cases, now=NOW)
        filled = time.perf_counter() - begun
        monitor.rebuild(database, NOW)
        _run(address.render_as_string(hide_password=False), "VACUUM ANALYZE")
        told = f"{cases:,} cases, {10 * cases:,} rows of the journal"
        found = [_figure(database, name, told, limit, questions) for name, limit, questions in _questions(made)]
    finally:
        database.close()
        _run(url, f"DROP DATABASE {address.database} WITH (FORCE)")
    filling = f"filled in {filled:.0f} s"
    return [Figure(**{**vars(one), "note": f"{one.note}, {filling}"}) for one in found]


def _run(url: str, statement: str) -> None:
    engine = sqlalchemy.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sqlalchemy.NullPool)
    with engine.connect() as connection:
        connection.execute(sqlalchemy.text(statement))


def _questions(made: Made) -> list[tuple[str, float, list[Asked]]]:
    """What is asked for each figure, the budget in milliseconds."""
    since, until = legal_day(NOW) - timedelta(days=30), legal_day(NOW)
    words = [*made.numbers[:20], *made.names[:20], *made.units[:20], *made.certificates[:20], "没有这个人", "建设 2025"]
    return [
        ("process overview", 300, [lambda s, o=one: monitor.processes(s, o, NOW) for one in SCOPES]),
        (
            "deadline board", 300,
            [lambda s, o=one, how=state, p=page: monitor.board(s, o, NOW, state=how, page=p)
             for one in SCOPES for state, page in ((None, 1), ("red", 1), (None, 3))],
        ),
        ("case page", 200, [lambda s, c=id: monitor.case(s, c) for id in made.cases]),
        (
            "search", 300,
            [lambda s, o=one, w=word: monitor.search(s, o, w) for word in words for one in SCOPES[:2]],
        ),
        (
            "heat map of a month", 300,
            [lambda s, o=one: monitor.steps(s, "declaration", o, NOW, since, until) for one in SCOPES],
        ),
    ]  # type: ignore[misc]  # fmt: skip


def _figure(database: Database, name: str, told: str, limit: float, questions: list[Asked]) -> Figure:
    """The 95th percentile, each time in a transaction of its own."""
    took = []
    for asked in islice(cycle(questions), TIMES + len(SCOPES)):
        with database.reading() as session:
            session.connection()
            took.append(timed(lambda: asked(session)))  # noqa: B023
    took = took[len(SCOPES) :]  # the first ones compile the statements
    p95 = statistics.quantiles(took, n=20)[-1]
    return Figure(f"{name}, p95, {told}", p95, "ms", limit, note=f"p50 {statistics.median(took):.0f} ms")
