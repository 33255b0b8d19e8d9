"""For those who run the program: is it alive, is it ready, how is it doing. No names, no numbers of cases."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any, cast

from flask import Blueprint, Flask, Response, current_app, g, jsonify, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError

from app import migrations
from app.engine.store import Incident, Work, WorkItem
from app.place import Place
from app.visit import machine_now, place

operations = Blueprint("operations", __name__)
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
HEARTBEAT = 60.0  # seconds without one, and the scheduler counts as dead


@operations.get("/live")
def live() -> Response:
    """The process answers; asks nothing of the database."""
    return jsonify(status="ok")


@operations.get("/ready")
def ready() -> tuple[Response, int]:
    """Can this node do its work? 503 and what is wrong otherwise."""
    checks = {"database": database_fault(place()), "scheduler": scheduler_fault()}
    faults = {name: fault for name, fault in checks.items() if fault}
    return jsonify(status="unavailable" if faults else "ok", **faults), 503 if faults else 200


@operations.get("/metrics")
def metrics() -> Response:
    """Prometheus' text format."""
    registry = cast(CollectorRegistry, current_app.extensions["zhiping.metrics"])
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def database_fault(place: Place) -> str:
    """Why the database cannot be used, empty when it can."""
    try:
        with place.database.reading() as session:
            session.execute(text("select 1"))
        return "" if migrations.current(place.database) else "表结构不是最新，请运行 zhiping init"
    except SQLAlchemyError:
        return "无法连接"


def scheduler_fault() -> str:
    """Why due work is not being done by this process; a process without a scheduler has no such fault."""
    scheduler = current_app.extensions.get("zhiping.scheduler")
    if scheduler is None or (machine_now() - scheduler.beat_at).total_seconds() < HEARTBEAT:
        return ""
    return "调度器没有心跳"


class Figures:
    """Gauges read from the database when they are asked for."""

    def __init__(self, place: Place) -> None:
        self.place = place

    def collect(self) -> Iterator[GaugeMetricFamily]:
        present = self.place.clock.now()
        with self.place.database.reading() as session:
            oldest = session.scalar(select(func.min(Work.due_at)).where(Work.due_at <= present))
            incidents = session.scalar(select(func.count()).where(Incident.status == "open"))
            overdue = session.scalar(select(func.count()).where(WorkItem.status == "open", WorkItem.due_at < present))
        age = (present - oldest).total_seconds() if oldest else 0.0
        yield GaugeMetricFamily("zhiping_oldest_due_work_seconds", "How long the oldest due work has waited", age)
        yield GaugeMetricFamily("zhiping_open_incidents", "Incidents nobody has resolved", incidents)
        yield GaugeMetricFamily("zhiping_overdue_tasks", "Open tasks past their legal day", overdue)


def register(app: Flask) -> None:
    """Measure every request by its route template, never by its path."""
    registry = CollectorRegistry()
    registry.register(cast(Any, Figures(app.extensions["zhiping"])))
    times = Histogram(
        "zhiping_request_seconds", "Time to answer", ["method", "route", "status"], buckets=BUCKETS, registry=registry
    )
    app.extensions["zhiping.metrics"] = registry

    @app.before_request
    def begin() -> None:
        g.measured_from = time.perf_counter()

    @app.after_request
    def measure(response: Response) -> Response:
        route = request.url_rule.rule if request.url_rule else "(none)"
        elapsed = time.perf_counter() - getattr(g, "measured_from", time.perf_counter())
        times.labels(request.method, route, response.status_code).observe(elapsed)
        return response

    app.register_blueprint(operations)
