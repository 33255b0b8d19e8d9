"""The scheduler wakes the worker: at start, at the due instant, after commits, and after a jump of the clock."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.clock import SandboxClock, SystemClock
from app.config import Settings
from app.database import Database
from app.engine import Engine
from app.place import Place
from app.scheduler import Scheduler
from tests.engine.workshop import Catalogue, Workshop, event, flows, message, process, service, timer, workshop

START, END = event("startEvent", "start"), event("endEvent", "end")
HOUR_LATER = process(
    "hour_later", START, event("intermediateCatchEvent", "later", timer(duration="PT1H")), service("mark"), END,
    flows("start > later > mark > end"),
)  # fmt: skip
SECOND_LATER = HOUR_LATER.replace("hour_later", "second_later").replace("PT1H", "PT1S")
READER = process(
    "reader", START, event("intermediateCatchEvent", "hear", message("news")), service("mark"), END,
    flows("start > hear > mark > end"),
)  # fmt: skip


@pytest.fixture
def shop(database: Database, tmp_path: Path) -> Workshop:
    made = workshop(database, SandboxClock(database), tmp_path / "models")  # type: ignore[arg-type]
    made.publish(HOUR_LATER, SECOND_LATER, READER)
    return made


@pytest.fixture
def scheduler(shop: Workshop, tmp_path: Path) -> Iterator[Scheduler]:
    place = at(shop, tmp_path)
    scheduler = Scheduler(place, safety=timedelta(minutes=10))
    scheduler.start()
    yield scheduler
    scheduler.stop()


def at(shop: Workshop, home: Path) -> Place:
    settings = Settings.from_environment({"ZHIPING_SANDBOX": "1", "ZHIPING_KEYS_DIR": str(home)})
    return Place(settings, shop.database, shop.engine.clock, shop.engine)


def soon(true: Callable[[], bool], seconds: float = 10) -> bool:
    """Does it become true before long?"""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.02)
    return False


def test_a_timer_fires_at_its_instant_without_anyone_asking(shop: Workshop, scheduler: Scheduler) -> None:
    case = shop.start("second_later").instance_id

    assert shop.status(case) == "running"
    assert soon(lambda: shop.status(case) == "ended")


def test_a_message_is_received_right_after_the_commit_that_sent_it(shop: Workshop, scheduler: Scheduler) -> None:
    subject = shop.matter()
    case = shop.start("reader", subject).instance_id

    with shop.database.transaction() as session:
        shop.engine.send(session, "news", subject, {})

    assert soon(lambda: shop.status(case) == "ended")


def test_a_jump_of_the_sandbox_clock_fires_what_it_passed_over(shop: Workshop, scheduler: Scheduler) -> None:
    case = shop.start("hour_later").instance_id
    clock = shop.engine.clock
    assert isinstance(clock, SandboxClock)

    clock.jump(clock.now() + timedelta(hours=2))

    assert soon(lambda: shop.status(case) == "ended")
    with pytest.raises(ValueError, match="不能倒拨"):
        clock.jump(datetime.now(UTC))
    other = SandboxClock(shop.database)
    assert abs(other.now() - clock.now()) < timedelta(seconds=1)


def test_what_came_due_while_the_program_was_down_is_done_at_the_start(shop: Workshop, tmp_path: Path) -> None:
    cases = [shop.start("hour_later").instance_id for _ in range(5)]
    clock = shop.engine.clock
    assert isinstance(clock, SandboxClock)
    clock.jump(clock.now() + timedelta(days=1))
    assert {shop.status(case) for case in cases} == {"running"}

    restarted = Scheduler(at(shop, tmp_path), safety=timedelta(minutes=10))
    restarted.start()

    assert soon(lambda: {shop.status(case) for case in cases} == {"ended"})
    restarted.stop()


def test_a_pass_that_fails_does_not_stop_the_clock(shop: Workshop, tmp_path: Path) -> None:
    broken = Engine(shop.database, SystemClock(), Catalogue())
    broken.pass_due = fails  # type: ignore[method-assign]
    place = Place(at(shop, tmp_path).settings, shop.database, broken.clock, broken)
    scheduler = Scheduler(place, safety=timedelta(milliseconds=200))
    begun = scheduler.beat_at

    scheduler.start()

    assert soon(lambda: scheduler.beat_at > begun)
    last = scheduler.beat_at
    assert soon(lambda: scheduler.beat_at > last)
    scheduler.stop()


def fails(limit: int = 100) -> int:
    raise OSError("disk full")


def test_a_hundred_wakes_at_once_do_no_harm(shop: Workshop, scheduler: Scheduler) -> None:
    subject = shop.matter()
    case = shop.start("second_later", subject).instance_id
    for _ in range(100):
        scheduler.wake()

    assert soon(lambda: shop.status(case) == "ended")
    assert shop.notes(subject) == ["stamp:stamped"]
