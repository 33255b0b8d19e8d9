"""Cases that began before lists and searches knew their area and words: these are filled in from their subjects."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, bindparam, select, update
from sqlalchemy.orm import Session

from app.database import Database
from app.engine.catalogue import Catalogue
from app.engine.settling import shown_of, words_of
from app.engine.store import INSTANCES, ITEMS

AT_ONCE = 500


def fill_in(database: Database, catalogue: Catalogue, at_once: int = AT_ONCE) -> int:
    """Fill in what the rows of older cases and of their tasks lack; returns how many cases were filled in.

    Doing it again does no harm. A case whose subject is gone, or shows nothing, stays as it is.
    """
    many, after = 0, ""
    while True:
        with database.transaction() as session:
            found = session.execute(_lacking(after, at_once)).all()
            if not found:
                return many
            words = {id: _words(session, catalogue, subject) for id, subject in found}
            filled = [{"of_id": id, **told} for id, told in words.items() if told.get("sought", "").strip()]
            if filled:
                _write(session, filled)
            many, after = many + len(filled), found[-1][0]


def _lacking(after: str, at_once: int) -> Select[Any]:
    return (
        select(INSTANCES.c.id, INSTANCES.c.subject)
        .where(INSTANCES.c.id > after, INSTANCES.c.sought == "")
        .order_by(INSTANCES.c.id)
        .limit(at_once)
    )


def _words(session: Session, catalogue: Catalogue, subject: str) -> dict[str, str]:
    try:
        return words_of(shown_of(catalogue.display(catalogue.load(session, subject))))
    except LookupError:
        return {}


def _write(session: Session, filled: list[dict[str, str]]) -> None:
    """The words into the case, whose supervisors see it also into its tasks."""
    names = [name for name in filled[0] if name != "of_id"]
    case = update(INSTANCES).where(INSTANCES.c.id == bindparam("of_id"))
    session.connection().execute(case.values({name: bindparam(name) for name in names}), filled)
    seen: dict[str, Any] = {name: bindparam(name) for name in ("area", "committee_id")}
    session.connection().execute(update(ITEMS).where(ITEMS.c.instance_id == bindparam("of_id")).values(seen), filled)
