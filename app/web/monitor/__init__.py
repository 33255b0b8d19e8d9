"""The supervisors' place: processes, cases, deadlines, supervision and repair. One module for each subject."""

from app.web.monitor import (
    cases,
    clues,
    deadlines,
    inspections,
    integrity,
    overview,
    processes,
    rates,
    readings,
    repairs,
    search,
    signals,
    supervision,
    weekly,
    workload,
)
from app.web.monitor.blueprint import monitor

__all__ = [
    "cases",
    "clues",
    "deadlines",
    "inspections",
    "integrity",
    "monitor",
    "overview",
    "processes",
    "rates",
    "readings",
    "repairs",
    "search",
    "signals",
    "supervision",
    "weekly",
    "workload",
]
