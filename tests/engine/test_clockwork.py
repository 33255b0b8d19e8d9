"""Timers, wakes and messages: due order, what plain dates mean, and that a wake too many does no harm."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from app import worker
from app.engine import Engine, Work, timing
from tests.engine.workshop import CLERK, Matter, Workshop, event, flows, message, process, service, timer, user

START, END = event("startEvent", "start"), event("endEvent", "end")


def waits_until(key: str, date: str) -> str:
    then = event("intermediateCatchEvent", "then", timer(date))
    return process(key, START, then, service("mark", word=key), END, flows("start > then > mark > end"))


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-09-14", datetime(2026, 9, 14, 16, 0, tzinfo=UTC)),  # the first instant of the 15th in Asia/Shanghai
        ("2026-09-14T09:30:00", datetime(2026, 9, 14, 1, 30, tzinfo=UTC)),
        ("2026-09-14T09:30:00+00:00", datetime(2026, 9, 14, 9, 30, tzinfo=UTC)),
    ],
)
def test_a_plain_date_means_the_end_of_that_day_in_shanghai(text: str, instant: datetime) -> None:
    assert timing.read_instant(text) == instant


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("P3D", datetime(2026, 2, 3, 1, 0, tzinfo=UTC)),
        ("P1M", datetime(2026, 2, 28, 1, 0, tzinfo=UTC)),
        ("P1Y", datetime(2027, 1, 31, 1, 0, tzinfo=UTC)),
        ("PT2H30M", datetime(2026, 1, 31, 3, 30, tzinfo=UTC)),
        ("P1W", datetime(2026, 2, 7, 1, 0, tzinfo=UTC)),
    ],
)
def test_a_duration_is_iso_8601_on_the_calendar(text: str, instant: datetime) -> None:
    assert timing.read_duration(text, datetime(2026, 1, 31, 1, 0, tzinfo=UTC)) == instant


@pytest.mark.parametrize("text", ["", "P", "PT", "3D", "P3", "P-3D", "2026-13-01", "soon", "P1D/P2D"])
def test_what_is_neither_a_date_nor_a_duration_is_refused(text: str) -> None:
    with pytest.raises(timing.TimeUnreadable):
        timing.read_instant(text)
    with pytest.raises(timing.TimeUnreadable):
        timing.read_duration(text, datetime(2026, 1, 31, tzinfo=UTC))


def test_timers_that_came_due_while_the_program_was_down_fire_in_due_order(shop: Workshop) -> None:
    dates = {"third": "2026-09-20", "first": "2026-09-05", "fourth": "2026-09-25", "second": "2026-09-10"}
    shop.publish(*(waits_until(key, date) for key, date in dates.items()))
    subject = shop.matter()
    for key in dates:
        shop.start(key, subject)

    shop.clock.move_to(datetime(2026, 12, 1, tzinfo=UTC))
    restarted = Engine(shop.database, shop.clock, shop.catalogue)
    assert worker.drain(restarted) == 4

    assert shop.notes(subject) == ["stamp:first", "stamp:second", "stamp:third", "stamp:fourth"]


def test_a_timer_armed_by_an_overdue_timer_fires_before_later_ones(shop: Workshop) -> None:
    shop.publish(
        process("chain", START, event("intermediateCatchEvent", "one", timer("2026-09-05")), service("mark_one"),
                event("intermediateCatchEvent", "two", timer("2026-09-06")), service("mark_two"), END,
                flows("start > one > mark_one > two > mark_two > end")),
        waits_until("later", "2026-09-07"),
    )  # fmt: skip
    chain, later = shop.start("chain"), shop.start("later")
    shop.clock.move_to(datetime(2026, 12, 1, tzinfo=UTC))

    shop.engine.pass_due()
    assert shop.status(later.instance_id) == "running"
    assert shop.drain() == 2

    assert [shop.status(case.instance_id) for case in (chain, later)] == ["ended", "ended"]


def test_the_handlers_of_a_late_timer_are_told_the_present_not_the_past(shop: Workshop) -> None:
    shop.publish(waits_until("late", "2026-09-05"))
    subject = shop.matter()
    shop.start("late", subject)
    shop.clock.move_to(datetime(2026, 12, 1, 8, 0, tzinfo=UTC))

    shop.drain()

    with shop.database.reading() as session:
        matter = session.get_one(Matter, subject.partition(":")[2])
        assert matter.notes[0][2] == "2026-12-01T08:00:00+00:00"


def test_wakes_too_many_and_several_workers_at_once_do_everything_exactly_once(shop: Workshop) -> None:
    shop.publish(waits_until("once", "2026-09-05"))
    subjects = [shop.matter() for _ in range(12)]
    for subject in subjects:
        shop.start("once", subject)
    shop.clock.move_to(datetime(2026, 9, 6, tzinfo=UTC))
    engines = [shop.engine, Engine(shop.database, shop.clock, shop.catalogue)]
    done: list[int] = []

    workers = [threading.Thread(target=lambda e=e: done.append(worker.drain(e))) for e in engines * 2]  # type: ignore[misc]
    for each in workers:
        each.start()
    for each in workers:
        each.join()
    shop.drain()

    assert [shop.notes(subject) for subject in subjects] == [["stamp:once"]] * 12
    assert shop.rows(Work) == []


def test_next_due_is_the_earliest_timer_and_commits_with_new_work_wake_the_worker(shop: Workshop) -> None:
    shop.publish(waits_until("b", "2026-09-20"), waits_until("c", "2026-09-10"),
                 process("plain", START, user("ask"), END, flows("start > ask > end")))  # fmt: skip
    woken: list[str] = []
    shop.engine.woken = lambda: woken.append("woken")
    assert shop.engine.next_due() is None

    shop.start("plain")
    assert woken == []
    shop.start("b")
    shop.start("c")

    assert woken == ["woken", "woken"]
    assert shop.engine.next_due() == datetime(2026, 9, 10, 16, 0, tzinfo=UTC)


def test_a_message_of_a_transaction_that_fails_was_never_sent(shop: Workshop) -> None:
    woken: list[str] = []
    shop.engine.woken = lambda: woken.append("woken")

    with pytest.raises(RuntimeError, match="afterwards"), shop.database.transaction() as session:
        shop.engine.send(session, "news", "matter:any", {})
        raise RuntimeError("afterwards")

    assert shop.rows(Work) == []
    assert woken == []


def test_two_kept_messages_are_received_one_by_one_in_the_order_sent(shop: Workshop) -> None:
    shop.publish(
        process("reader", START, user("ask"), event("intermediateCatchEvent", "hear", message("news")),
                service("mark", word="${hear.word}"), user("ask_again"),
                event("intermediateCatchEvent", "hear_again", message("news")),
                service("mark_again", word="${hear_again.word}"), END,
                flows("start > ask > hear > mark > ask_again > hear_again > mark_again > end"))
    )  # fmt: skip
    subject = shop.matter()
    started = shop.start("reader", subject)
    for word in ("一", "二"):
        with shop.database.transaction() as session:
            shop.engine.send(session, "news", subject, {"word": word})
        shop.clock.advance(timedelta(seconds=1))
    shop.drain()

    shop.do("ask")
    assert shop.notes(subject)[-1] == "stamp:一"
    shop.do("ask_again", CLERK)

    assert shop.notes(subject)[-1] == "stamp:二"
    assert shop.status(started.instance_id) == "ended"


def test_a_kept_message_that_someone_waits_for_after_all_is_sent_on_its_way_again(shop: Workshop) -> None:
    shop.publish(
        process("reader", START, event("intermediateCatchEvent", "hear", message("news")), service("mark"), END,
                flows("start > hear > mark > end"))
    )  # fmt: skip
    subject = shop.matter()
    started = shop.start("reader", subject)
    with shop.database.transaction() as session:
        shop.engine.send(session, "news", subject, {})
        shop.engine.send(session, "news", "matter:nobody", {})
        session.execute(update(Work).values(status="kept", due_at=None))  # as a failed step may have left them

    assert shop.drain() == 0
    assert shop.engine.reroute() == 1
    assert shop.drain() == 1

    assert shop.status(started.instance_id) == "ended"
    assert [work.reference for work in shop.rows(Work)] == ["matter:nobody"]
