"""An entered edition of the calendar as the law asks about it."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from handlers.records.calendar import CalendarEdition, CalendarYear
from handlers.rules.arrangement import Arrangement, Span
from handlers.rules.workdays import DayKind


def spans(edition: CalendarEdition) -> tuple[Span, ...]:
    """What was entered, in the order of days."""
    rows = (
        Span(DayKind(row["kind"]), date.fromisoformat(row["first"]), date.fromisoformat(row["last"]), row["name"])
        for row in edition.days
    )
    return tuple(sorted(rows, key=lambda span: (span.first, span.last, span.kind)))


def arrangement(session: Session, edition: CalendarEdition) -> Arrangement:
    """The edition against the year as it stands."""
    year = session.get(CalendarYear, edition.year)
    return Arrangement(
        year=edition.year,
        area=edition.area,
        source=edition.source,
        spans=spans(edition),
        corrects=edition.corrects,
        known=year.status if year else "",
    )
