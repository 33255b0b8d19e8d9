"""Migrations of many cases under fire: the program is killed, two workers and a clerk are at it at once."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app import audit, worker
from app.audit import Journal
from app.clock import FixedClock
from app.database import Database
from app.engine import Engine, Incident, ProcessInstance, Work
from app.engine.repair.orders import Operation, Order
from app.engine.repair.repairs import Asked
from app.engine.repair.store import RepairItem
from app.engine.store import ProcessDefinition
from tests.engine.test_migrating import ASKER, ONE, REASON, SECOND, line
from tests.engine.workshop import Workshop, user, workshop
from tests.reliability.racing import two_workers_and_a_clerk
from tests.reliability.test_repairs import run_and_kill

CASES, KILLS = 24, 4


@pytest.fixture
def shop(database: Database, clock: FixedClock, tmp_path: Path) -> Workshop:
    return workshop(database, clock, tmp_path / "models")


def agreed(shop: Workshop, many: int) -> list[str]:
    """A migration of so many cases that the second person has just agreed to."""
    shop.publish(ONE)
    cases = [shop.start("p").instance_id for _ in range(many)]
    shop.publish(line(user("a"), user("n"), user("d")))
    asked = [Asked(case) for case in cases]
    id = shop.engine.repairs.request(Order(Operation.MIGRATE, version=2), "p", asked, REASON, ASKER)
    shop.engine.repairs.approve(id, SECOND)
    return cases


def migrated(shop: Workshop) -> list[int]:
    """How often each case was that was at all."""
    with shop.database.reading() as session:
        assert audit.verify(session).faults == []
        return list(session.scalars(select(func.count()).where(Journal.event == "migrated").group_by(Journal.case)))


def versions(shop: Workshop) -> list[int]:
    with shop.database.reading() as session:
        pinned = ProcessInstance.definition_id == ProcessDefinition.id
        return list(session.scalars(select(ProcessDefinition.version).join(ProcessInstance, pinned)))


def test_a_migration_of_many_goes_on_after_every_kill_and_moves_no_case_twice(shop: Workshop) -> None:
    cases = agreed(shop, CASES)

    reported = sum(run_and_kill(shop, lines=3, pause=0.002 * kill) for kill in range(KILLS))
    assert 3 * KILLS <= reported < CASES
    worker.drain(Engine(shop.database, FixedClock(datetime(2027, 1, 1, tzinfo=UTC)), shop.catalogue))

    assert (migrated(shop), versions(shop)) == ([1] * CASES, [2] * CASES)
    assert {item.status for item in shop.rows(RepairItem)} == {"done"}
    assert (shop.rows(Work), shop.rows(Incident)) == ([], [])
    shop.engine.cases.warm.clear()
    for element in ("a", "n", "d"):
        shop.do(element, instance_id=cases[0])
    assert shop.status(cases[0]) == "ended"


def test_two_workers_and_a_clerk_at_the_same_cases_leave_each_moved_once_or_not(shop: Workshop) -> None:
    cases = agreed(shop, 12)
    faults = two_workers_and_a_clerk(shop, cases)

    assert faults == []
    statuses = [item.status for item in shop.rows(RepairItem)]
    assert set(statuses) <= {"done", "stale"}
    assert len(migrated(shop)) == statuses.count("done") == versions(shop).count(2)
    assert set(migrated(shop)) == {1}
    assert shop.rows(Work) == []
