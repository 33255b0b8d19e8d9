"""The reference data of this installation as values, cached for each edition of the tables.

An installation whose tables are still empty uses the data that came with the program.
"""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from handlers import reference
from handlers.evidence.editions import Editions, editions
from handlers.records import reference as records
from handlers.rules.series import Catalogue, FormerTitle, Series, Titles, hold

_cached: WeakKeyDictionary[Engine, tuple[Editions, Catalogue]] = WeakKeyDictionary()
_shown: list[object] = []  # the catalogue that `hold` was last given, and its day


def catalogue_of(session: Session) -> Catalogue:
    """The series and their titles."""
    now = editions(session)
    if not now.series:
        return reference.catalogue()
    engine = session.get_bind().engine
    if engine not in _cached or _cached[engine][0] != now:
        _cached[engine] = (now, _read(session))
    return _cached[engine][1]


def _read(session: Session) -> Catalogue:
    former = [
        FormerTitle(row.title, row.code, row.level, row.source, row.note, row.valid_from, row.valid_to)
        for row in session.scalars(select(records.FormerTitle))
    ]
    return Catalogue.of(map(value_of, session.scalars(select(records.Series))), former)


def value_of(row: records.Series) -> Series:
    """A row of the table as the value the law looks things up in."""
    levels = {each.level: Titles(tuple(each.titles), each.exam) for each in row.levels}
    return Series(
        code=row.code,
        label=row.label,
        levels=MappingProxyType(levels),
        number=row.number,
        safety=row.safety,
        source=row.source,
        note=row.note,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )


def refresh(session: Session, on: date) -> None:
    """Let this process take its labels from what is in force on a day."""
    catalogue = catalogue_of(session)
    if _shown != [catalogue, on]:
        _shown[:] = [catalogue, on]
        hold(catalogue.on(on))
