"""The tables, one module per subject. Importing this package knows them all."""

from handlers.records import (
    ballots,
    calendar,
    certificates,
    committees,
    counters,
    declarations,
    integrity,
    notices,
    organisations,
    people,
    review_sessions,
    waivers,
)
from handlers.records.table import Record

__all__ = [
    "Record",
    "ballots",
    "calendar",
    "certificates",
    "committees",
    "counters",
    "declarations",
    "integrity",
    "notices",
    "organisations",
    "people",
    "review_sessions",
    "waivers",
]
