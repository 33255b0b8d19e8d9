"""Repairs of many cases under fire: the program is killed, two workers and a clerk are at it at once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app import audit, worker
from app.audit import Journal
from app.clock import FixedClock
from app.database import Database
from app.engine import AlreadyDone, Engine, Incident, ProcessInstance, Work
from app.engine.repair.orders import Operation, Order
from app.engine.repair.repairs import Asked
from app.engine.repair.store import RepairItem
from tests.engine.test_repair import ASKER, LONG, REASON, SECOND
from tests.engine.workshop import Workshop, workshop
from tests.reliability.racing import two_workers_and_a_clerk

ROOT = Path(__file__).resolve().parents[2]
CASES, KILLS = 24, 4


@pytest.fixture
def shop(database: Database, clock: FixedClock, tmp_path: Path) -> Workshop:
    return workshop(database, clock, tmp_path / "models")


def agreed(shop: Workshop, many: int) -> tuple[str, list[str]]:
    """A repair of so many cases that the second person has just agreed to."""
    shop.publish(LONG)
    cases = [shop.start("long").instance_id for _ in range(many)]
    asked = [Asked(case) for case in cases]
    id = shop.engine.repairs.request(Order(Operation.MOVE, target="c"), "long", asked, REASON, ASKER)
    shop.engine.repairs.approve(id, SECOND)
    return id, cases


def repaired(shop: Workshop) -> list[int]:
    """How often each repaired case was."""
    with shop.database.reading() as session:
        count = select(func.count()).where(Journal.event == "repaired").group_by(Journal.case)
        return list(session.scalars(count))


def run_and_kill(shop: Workshop, lines: int, pause: float) -> int:
    url = shop.database.engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.reliability.a_repair_program", url]
    program = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert program.stdout is not None
    reported = 0
    for line in program.stdout:
        reported += line.strip() == "done"
        if reported >= lines:
            break
    time.sleep(pause)
    os.kill(program.pid, signal.SIGKILL)
    reported += sum(line.strip() == "done" for line in program.stdout)
    program.wait()
    return reported


def test_a_repair_of_many_goes_on_after_every_kill_and_does_no_case_twice(shop: Workshop) -> None:
    id, _cases = agreed(shop, CASES)

    reported = sum(run_and_kill(shop, lines=3, pause=0.002 * kill) for kill in range(KILLS))
    assert 3 * KILLS <= reported < CASES
    restarted = Engine(shop.database, FixedClock(datetime(2027, 1, 1, tzinfo=UTC)), shop.catalogue)
    worker.drain(restarted)

    assert repaired(shop) == [1] * CASES
    assert {item.status for item in shop.rows(RepairItem) if item.repair_id == id} == {"done"}
    assert {tuple(case.trace["current"]) for case in shop.rows(ProcessInstance)} == {("d",)}
    assert (shop.rows(Work), shop.rows(Incident)) == ([], [])
    with shop.database.reading() as session:
        assert audit.verify(session).faults == []


def test_two_workers_and_a_clerk_at_the_same_cases_leave_each_done_once(shop: Workshop) -> None:
    _id, cases = agreed(shop, 12)
    faults = two_workers_and_a_clerk(shop, cases)

    assert faults == []
    done = [item for item in shop.rows(RepairItem) if item.status == "done"]
    assert {item.status for item in shop.rows(RepairItem)} <= {"done", "stale"}
    assert repaired(shop) == [1] * len(done)
    assert shop.rows(Work) == []
    with shop.database.reading() as session:
        assert audit.verify(session).faults == []


def test_of_two_persons_who_agree_at_once_only_one_does(shop: Workshop) -> None:
    shop.publish(LONG)
    case = shop.start("long").instance_id
    id = shop.engine.repairs.request(Order(Operation.MOVE, target="c"), "long", [Asked(case)], REASON, ASKER)
    outcomes: list[str] = []

    def agree(number: int) -> None:
        second = type(SECOND)(f"a-9{number}", f"p-9{number}", SECOND.name, SECOND.role, SECOND.organisation_id)
        try:
            shop.engine.repairs.approve(id, second)
            outcomes.append("agreed")
        except AlreadyDone:
            outcomes.append("already")

    threads = [threading.Thread(target=agree, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert sorted(outcomes) == ["agreed", "already", "already"]
    assert repaired(shop) == [1]
