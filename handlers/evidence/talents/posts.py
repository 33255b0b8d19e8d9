"""Posts, stations and titles of a person as the ways past the ladder ask about them (A37–A41)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from handlers.records.declarations import Declaration
from handlers.records.people import Employment, Person, TitleHeld
from handlers.records.talents import ProfessionalAppointment, Station
from handlers.rules.acquisition import AcquisitionMode
from handlers.rules.eligibility import EXCLUDED
from handlers.rules.routes import facts

Period = tuple[date, date | None]
MODES = {mode.value: mode for mode in AcquisitionMode}


def unbroken_from(periods: Iterable[Period], on: date) -> date | None:
    """The start of the periods that reach `on` without a day between them; None when none runs on `on`."""
    start: date | None = None
    reached = on
    for first, last in sorted(periods, key=lambda period: period[0], reverse=True):
        if first <= on and (last is None or last >= reached):
            start = first
            reached = first - timedelta(days=1)
    return start


def appointed_from(person: Person, on: date, fits: Callable[[ProfessionalAppointment], bool]) -> date | None:
    return unbroken_from(((each.from_on, each.to_on) for each in person.appointments if fits(each)), on)


def in_unit_from(person: Person, employment: Employment | None, on: date) -> date | None:
    """Since when the person has worked in the declaring unit without a break, in professional work."""
    if employment is None:
        return None
    there = [e for e in person.employments if e.organisation_id == employment.organisation_id and e.professional]
    return unbroken_from(((each.from_on, each.to_on) for each in there), on)


def placement(person: Person, employment: Employment | None, on: date) -> facts.Placement | None:
    last = max(person.placements, key=lambda each: each.placed_on, default=None)
    if last is None:
        return None
    left = last.left_service_on is not None and last.left_service_on <= on
    return facts.Placement(
        came_from=last.came_from,
        placed_on=last.placed_on,
        civil_servant_still=not left or (employment is not None and employment.kind in EXCLUDED),
        professional=employment is not None and employment.professional,
    )


def post_change(declaration: Declaration, on: date) -> facts.PostChange | None:
    """The last change of post into the field that is declared."""
    asked = (declaration.series, declaration.specialty)
    into = [c for c in declaration.person.post_changes if c.changed_on <= on and (c.series, c.specialty) == asked]
    last = max(into, key=lambda each: each.changed_on, default=None)
    if last is None:
        return None
    # Whether a series' standard demands an appointment is not in its tables: it does not, until they say so.
    return facts.PostChange(last.changed_on, last.series, last.specialty, appointment_demanded=False)


def history(declaration: Declaration, on: date) -> tuple[facts.TitleRecord, ...]:
    held = [title for title in declaration.person.titles if title.revoked_on is None]
    ordered = sorted(held, key=lambda title: (title.from_on, title.level.rank))
    return tuple(_title(title, ordered[:place], declaration, on) for place, title in enumerate(ordered))


def _title(title: TitleHeld, earlier: list[TitleHeld], declaration: Declaration, on: date) -> facts.TitleRecord:
    """`transferred`: reviewed although the same level was held already in another series or specialty."""
    mode = MODES.get(title.acquired_by, AcquisitionMode.REVIEW)
    field = (title.series, title.specialty)
    again = any(each.level is title.level and (each.series, each.specialty) != field for each in earlier)
    return facts.TitleRecord(
        level=title.level,
        series=title.series,
        specialty=title.specialty,
        from_on=title.from_on,
        mode=mode,
        transferred=again and mode is AcquisitionMode.REVIEW,
        appointed_on=appointed_from(
            declaration.person,
            on,
            lambda each: (
                (each.organisation_id, each.series, each.level) == (declaration.employer_id, title.series, title.level)
            ),
        ),
    )


def postdoc(person: Person, on: date) -> facts.Postdoc | None:
    """The last time in a station; `stays`: an employment in the region runs on `on` (all bodies here are in it)."""
    last: Station | None = max(person.stations, key=lambda each: each.entered_on, default=None)
    if last is None:
        return None
    reached = [each for each in person.station_achievements if each.station_id == last.id]
    return facts.Postdoc(
        entered_on=last.entered_on,
        left_on=last.left_on if last.left_on and last.left_on <= on else None,
        stays=unbroken_from(((each.from_on, each.to_on) for each in person.employments), on) is not None,
        achievements=tuple(
            facts.Achievement(each.kind, each.part, each.reached_on)
            for each in sorted(reached, key=lambda each: each.reached_on)
        ),
    )
