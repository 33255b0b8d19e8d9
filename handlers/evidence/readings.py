"""The interpretation ledger → the readings in force on a day, cached for each edition of the ledger."""

from __future__ import annotations

from datetime import date
from weakref import WeakKeyDictionary

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from handlers import reference
from handlers.evidence.editions import editions
from handlers.records.interpretations import InterpretationSetting
from handlers.reference.choosing import history, in_force
from handlers.rules import readings
from handlers.rules.readings import DEFAULT, Readings

Rows = tuple[InterpretationSetting, ...]
_cached: WeakKeyDictionary[Engine, tuple[int, Rows]] = WeakKeyDictionary()


def readings_on(session: Session, on: date) -> Readings:
    """The readings in force on a day; those that are not the default are noted for the journal."""
    values = {key: row.value for key, row in in_force(_chosen(session), on).items()}
    found = reference.readings_of(values) if values else DEFAULT
    readings.note(found)
    return found


def _chosen(session: Session) -> Rows:
    """All that was ever chosen; detached, for it outlives the session."""
    edition = editions(session).interpretations
    if not edition:
        return ()
    engine = session.get_bind().engine
    if engine not in _cached or _cached[engine][0] != edition:
        rows = tuple(history(session))
        for row in rows:
            session.expunge(row)
        _cached[engine] = (edition, rows)
    return _cached[engine][1]
