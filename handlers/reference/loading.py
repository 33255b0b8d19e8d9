"""Filling the tables of reference data from the files. Done again, it adds what is new and changes nothing else.

A code that a person has touched is left to that person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers import reference
from handlers.records import reference as records
from handlers.records.table import Record
from handlers.rules.series import Area, Department, FormerTitle, Series

Row = Series | FormerTitle | Area | Department


def seed(session: Session) -> int:
    """Add the rows the tables lack, and end those that a later edition of the files ends. Returns how many."""
    done = _fill(session, records.Series, reference.series(), series_row)
    done += _fill(session, records.FormerTitle, reference.former_titles(), _former_row)
    done += _fill(session, records.Area, reference.areas(), area_row)
    done += _fill(session, records.Department, reference.departments(), department_row)
    session.flush()
    return done


def _key(row: Any) -> str:
    return str(getattr(row, "title", None) if hasattr(row, "level") else row.code)


def _fill(session: Session, table: Any, values: Iterable[Row], row: Callable[[Any], Record]) -> int:
    """Rows are told apart by code and first day."""
    present = {(_key(r), r.valid_from): r for r in session.scalars(select(table))}
    touched = {_key(r) for r in present.values() if r.entered_by}
    done = 0
    for value in values:
        if _key(value) in touched:
            continue
        found = present.get((_key(value), value.valid_from))
        if found is None:
            session.add(row(value))
            done += 1
        elif found.valid_to != value.valid_to:
            found.valid_to = value.valid_to
            done += 1
    return done


def common(value: Row) -> dict[str, Any]:
    """The columns every kind of row has."""
    return {name: getattr(value, name) for name in ("code", "source", "note", "valid_from", "valid_to")}


def series_row(value: Series) -> records.Series:
    """A series as a row with its levels."""
    levels = [
        records.SeriesLevel(level=level, titles=list(titles.names), exam=titles.exam)
        for level, titles in value.levels.items()
    ]
    return records.Series(**common(value), number=value.number, label=value.label, safety=value.safety, levels=levels)


def _former_row(value: FormerTitle) -> records.FormerTitle:
    return records.FormerTitle(**common(value), title=value.title, level=value.level)


def area_row(value: Area) -> records.Area:
    """An area as a row."""
    return records.Area(
        **common(value),
        name=value.name,
        kind=value.kind,
        government=value.government,
        inside=value.inside,
        acts_as_league=value.acts_as_league,
    )


def department_row(value: Department) -> records.Department:
    """A department as a row."""
    return records.Department(**common(value), name=value.name, series=list(value.series))
