"""Counting what passed: each row of the journal once, whoever writes meanwhile and whenever it is killed."""

from __future__ import annotations

import random
import threading
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from app import figures
from app.audit import TABLE as JOURNAL
from app.clock import FixedClock
from app.database import Database
from app.engine.store import INSTANCES
from app.figures import counting
from app.figures.counting import PASSED
from app.figures.spread import BOUNDS, bucket, quantile
from app.figures.tables import COUNTED, STEPS
from tests.engine.workshop import CLERK, event, flows, process, user, workshop

WAY = process(
    "two_steps",
    event("startEvent", "start"),
    user("first", "matter.check"),
    user("second", "matter.check"),
    event("endEvent", "end"),
    flows("start > first > second > end"),
)


def counted(session: Session, whom: str = "15") -> Counter[str]:
    """What the figures say was passed, by element."""
    sums = select(STEPS.c.element, func.sum(STEPS.c.passed)).where(STEPS.c.whom == whom).group_by(STEPS.c.element)
    return Counter({element: int(many) for element, many in session.execute(sums)})


def written(session: Session) -> Counter[str]:
    """What the journal says was passed."""
    cases = select(INSTANCES.c.id)
    rows = select(JOURNAL.c.element).where(JOURNAL.c.event.in_(PASSED), JOURNAL.c.element != "")
    return Counter(session.scalars(rows.where(JOURNAL.c.case.in_(cases))))


def assert_exact(database: Database) -> None:
    with database.reading() as session:
        assert counted(session) == written(session) != Counter()


def test_a_pass_counts_what_is_new_and_the_next_one_nothing(
    database: Database, clock: FixedClock, tmp_path: Path
) -> None:
    shop = workshop(database, clock, tmp_path / "models")
    shop.publish(WAY)
    shop.start("two_steps")
    clock.advance(timedelta(hours=5))
    shop.do("first")

    assert figures.count(database, clock.now()) == 1
    assert_exact(database)
    assert figures.count(database, clock.now()) == 0
    shop.do("second")
    assert figures.count(database, clock.now()) == 1
    assert_exact(database)
    with database.reading() as session:
        took = session.execute(select(STEPS.c.bucket, STEPS.c.seconds).where(STEPS.c.element == "first")).all()
    assert [tuple(row) for row in took] == [(bucket(5 * 3600), 5 * 3600)]


def test_many_writers_and_counters_at_once_lose_nothing_and_double_nothing(
    database: Database, clock: FixedClock, tmp_path: Path
) -> None:
    shop = workshop(database, clock, tmp_path / "models")
    shop.publish(WAY)
    over, failures = threading.Event(), []

    def clerk(seed: int) -> None:
        rng = random.Random(seed)
        try:
            for _ in range(8):
                case = shop.start("two_steps").instance_id
                for element in ("first", "second"):
                    if rng.random() < 0.8:
                        shop.engine.complete(shop.open(case)[element][0].id, {"outcome": "ok"}, CLERK)
                    else:
                        break
        except Exception as error:
            failures.append(error)

    def counter() -> None:
        try:
            while not over.is_set():
                figures.count(database, clock.now())
        except Exception as error:
            failures.append(error)

    clerks = [threading.Thread(target=clerk, args=(seed,)) for seed in range(3)]
    counters = [threading.Thread(target=counter) for _ in range(2)]
    for thread in (*counters, *clerks):
        thread.start()
    for thread in clerks:
        thread.join()
    over.set()
    for thread in counters:
        thread.join()

    assert failures == []
    figures.count(database, clock.now())
    assert_exact(database)


def test_a_pass_that_is_killed_half_way_has_counted_nothing(
    database: Database, clock: FixedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = workshop(database, clock, tmp_path / "models")
    shop.publish(WAY)
    shop.start("two_steps")
    shop.do("first")
    whole = counting._add

    def killed(session: Session) -> None:
        whole(session)
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(counting, "_add", killed)
        with pytest.raises(KeyboardInterrupt):
            figures.count(database, clock.now())

    with database.reading() as session:
        assert counted(session) == Counter()
        assert session.scalar(select(func.count()).select_from(COUNTED)) == 0
    figures.count(database, clock.now())
    assert_exact(database)


def test_a_pass_takes_so_many_cases_and_the_next_goes_on(database: Database, clock: FixedClock, tmp_path: Path) -> None:
    shop = workshop(database, clock, tmp_path / "models")
    shop.publish(WAY)
    for _ in range(5):
        shop.start("two_steps")

    assert [figures.count(database, clock.now(), at_once=2) for _ in range(4)] == [2, 2, 1, 0]
    assert_exact(database)


def test_what_came_late_is_counted_by_the_sweep(database: Database, clock: FixedClock, tmp_path: Path) -> None:
    shop = workshop(database, clock, tmp_path / "models")
    shop.publish(WAY)
    case = shop.start("two_steps").instance_id
    figures.count(database, clock.now())
    with database.transaction() as session:  # a row of an hour ago that is committed only now
        row = dict(session.execute(select(JOURNAL).where(JOURNAL.c.case == case)).mappings().one())
        late = {**row, "seq": 2, "at": clock.now() - timedelta(hours=1), "event": "service", "element": "late"}
        session.execute(insert(JOURNAL), [late])
        session.execute(update(INSTANCES).where(INSTANCES.c.id == case).values(journal_seq=2))
    clock.advance(timedelta(minutes=1))
    figures.count(database, clock.now())
    clock.advance(timedelta(hours=1))

    figures.count(database, clock.now())

    assert_exact(database)


def test_counting_anew_comes_to_the_same(database: Database, clock: FixedClock, tmp_path: Path) -> None:
    shop = workshop(database, clock, tmp_path / "models")
    shop.publish(WAY)
    for hours in range(6):
        shop.start("two_steps")
        clock.advance(timedelta(hours=hours))
        shop.do("first")
        figures.count(database, clock.now())
    with database.reading() as session:
        before = sorted(map(tuple, session.execute(select(STEPS))))

    assert figures.rebuild(database, clock.now(), at_once=4) == 6

    with database.reading() as session:
        assert sorted(map(tuple, session.execute(select(STEPS)))) == before


def test_while_another_counts_nobody_waits(postgresql_database: Database, clock: FixedClock) -> None:
    database = postgresql_database
    figures.count(database, clock.now())
    with database.transaction() as session:
        assert counting._held(session) is not None
        assert figures.count(database, clock.now()) == 0


def test_the_row_of_the_counting_may_be_missing(database: Database, clock: FixedClock) -> None:
    figures.count(database, clock.now())
    with database.transaction() as session:
        session.execute(delete(counting.COUNTING))

    assert figures.count(database, clock.now()) == 0


@given(st.lists(st.integers(0, 3 * BOUNDS[-1]), min_size=1), st.sampled_from([0.1, 0.5, 0.9]))
def test_a_quantile_lies_in_the_bucket_of_the_true_one(seconds: list[int], share: float) -> None:
    found = quantile(Counter(map(bucket, seconds)), share)

    rank = share * len(seconds)
    true = sorted(seconds)[max(0, -int(-rank // 1) - 1)]
    assert found is not None
    lower = BOUNDS[bucket(true) - 1] if bucket(true) else 0
    upper = BOUNDS[bucket(true)] if bucket(true) < len(BOUNDS) else BOUNDS[-1]
    assert lower <= found.total_seconds() <= upper


def test_nothing_has_no_median() -> None:
    assert quantile({}, 0.5) is None
    assert quantile({-1: 7}, 0.5) is None
