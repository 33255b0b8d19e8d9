"""Which edition of the ledger and of the reference data is in force: one statement in a transaction.

Both only ever grow by rows and endings of rows, so that their numbers tell whether a cached value is stale.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from handlers.records.interpretations import InterpretationSetting
from handlers.records.reference import FormerTitle, Series
from handlers.records.standards import Standard, StandardFiling, TitleMapping

KEPT = "editions"


@dataclass(frozen=True)
class Editions:
    """Rows and endings so far of each."""

    interpretations: int
    series: int
    former_titles: int
    standards: int
    mappings: int


def editions(session: Session) -> Editions:
    """What is in force now, asked once in a transaction."""
    known: tuple[object, Editions] | None = session.info.get(KEPT)
    if known is None or known[0] is not session.get_transaction():
        row = session.execute(_COUNTS).one()
        session.info[KEPT] = known = (session.get_transaction(), Editions(*row))
    return known[1]


def forget(session: Session) -> None:
    """Ask again: this transaction has just changed something."""
    session.info.pop(KEPT, None)


def _grown(table: type[Series] | type[FormerTitle] | type[TitleMapping]) -> Select[int]:
    return select(func.count() + func.count(table.valid_to)).select_from(table)


def _standards() -> Select[int]:
    filings = select(func.count()).select_from(StandardFiling).scalar_subquery()
    return select(func.count() + func.count(Standard.effective_to) + filings).select_from(Standard)


_COUNTS = select(
    select(func.count()).select_from(InterpretationSetting).scalar_subquery(),
    _grown(Series).scalar_subquery(),
    _grown(FormerTitle).scalar_subquery(),
    _standards().scalar_subquery(),
    _grown(TitleMapping).scalar_subquery(),
)
