"""/live, /ready and /metrics: for machines, without names."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.database import Database
from app.place import Place
from app.scheduler import Scheduler
from tests.api.conftest import Installation


def test_a_node_with_its_database_is_alive_and_ready(installation: Installation) -> None:
    assert installation.call_as("", "GET", "/live").json == {"status": "ok"}
    ready = installation.call_as("", "GET", "/ready")
    assert (ready.status_code, ready.json) == (200, {"status": "ok"})


def test_a_node_whose_database_lacks_tables_is_alive_and_not_ready(installation: Installation, tmp_path: Path) -> None:
    whole = installation.place
    empty = Database(f"sqlite:///{tmp_path / 'empty.db'}")
    installation.app.extensions["zhiping"] = Place(whole.settings, empty, whole.clock, whole.engine)
    try:
        ready = installation.call_as("", "GET", "/ready")
        assert installation.call_as("", "GET", "/live").status_code == 200
    finally:
        installation.app.extensions["zhiping"] = whole

    assert ready.status_code == 503
    assert "zhiping init" in ready.json["database"]


def test_a_scheduler_without_a_heartbeat_makes_the_node_not_ready(installation: Installation) -> None:
    scheduler = Scheduler(installation.place)
    installation.app.extensions["zhiping.scheduler"] = scheduler
    try:
        assert installation.call_as("", "GET", "/ready").status_code == 200
        scheduler.beat_at = datetime.now(UTC) - timedelta(seconds=61)
        ready = installation.call_as("", "GET", "/ready")
    finally:
        del installation.app.extensions["zhiping.scheduler"]

    assert ready.status_code == 503
    assert "心跳" in ready.json["scheduler"]


def test_the_metrics_count_by_route_and_never_by_path(installation: Installation) -> None:
    installation.call_as("", "GET", "/api/tasks/a-task-somebody-asked-for")

    text = installation.call_as("", "GET", "/metrics").text

    assert 'route="/api/tasks/<id>"' in text
    assert "a-task-somebody-asked-for" not in text
    for gauge in ("oldest_due_work_seconds", "open_incidents", "overdue_tasks"):
        assert f"zhiping_{gauge} 0.0" in text
