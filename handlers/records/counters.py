"""Running numbers: one row per series of numbers, locked while the next one is taken."""

from __future__ import annotations

from sqlalchemy import Connection, String, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from handlers.records.table import Record


class Counter(Record):
    """The last number given out under a name, such as `declaration:2026`."""

    __tablename__ = "counter"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[int] = mapped_column(default=0)


def next_number(session: Session, name: str) -> int:
    """The next number under `name`, starting with 1.

    The row stays locked until the transaction ends, so numbers are given once and without gaps
    (SQLite has one writer at a time anyway).
    """
    return next_numbers(session, name, 1)[0]


def next_numbers(session: Session, name: str, count: int) -> range:
    """The next `count` numbers under `name`, as `next_number` gives them."""
    counter = _locked(session, name)
    if counter is None:
        _start(session, name)
        counter = _locked(session, name)
    if counter is None:
        raise LookupError(f"the counter {name} cannot be read")
    counter.value += count
    session.flush()
    return range(counter.value - count + 1, counter.value + 1)


def numbered(connection: Connection, name: str) -> int:
    """The next number under `name` for a row that is just being written; the same rows, locks and order."""
    with Session(connection, join_transaction_mode="rollback_only", autoflush=False) as session:
        return next_number(session, name)


def _locked(session: Session, name: str) -> Counter | None:
    wanted = select(Counter).where(Counter.name == name).with_for_update()
    return session.scalar(wanted.execution_options(populate_existing=True))


def _start(session: Session, name: str) -> None:
    """Make the row unless another transaction is making it: then wait for that one."""
    values = {"name": name, "value": 0}
    if session.get_bind().dialect.name == "postgresql":
        session.execute(postgresql.insert(Counter).values(values).on_conflict_do_nothing())
    else:
        session.execute(sqlite.insert(Counter).values(values).on_conflict_do_nothing())
