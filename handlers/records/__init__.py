"""The tables, one module per subject. Importing this package knows them all."""

from handlers.records import (
    ballots,
    calendar,
    certificates,
    committees,
    counters,
    declarations,
    integrity,
    interpretations,
    notices,
    organisations,
    people,
    reference,
    review_sessions,
    standards,
    talents,
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
    "interpretations",
    "notices",
    "organisations",
    "people",
    "reference",
    "review_sessions",
    "standards",
    "talents",
    "waivers",
]
