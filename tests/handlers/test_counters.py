"""Numbers are given once, whoever asks at the same time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from app.database import Database
from handlers.records.counters import next_number


def test_numbers_taken_at_the_same_time_are_all_different(database: Database) -> None:
    def take(_: int) -> int:
        with database.transaction() as session:
            return next_number(session, "declaration:2026")

    with ThreadPoolExecutor(6) as pool:
        numbers = list(pool.map(take, range(30)))

    assert sorted(numbers) == list(range(1, 31))


def test_a_number_given_back_by_a_rollback_is_given_again(database: Database) -> None:
    class Stopped(Exception):
        pass

    try:
        with database.transaction() as session:
            next_number(session, "declaration:2026")
            raise Stopped
    except Stopped:
        pass

    with database.transaction() as session:
        assert next_number(session, "declaration:2026") == 1
