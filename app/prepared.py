"""Statements compiled once for each kind of database and run as plain text from then on.

A step of the engine makes a handful of them; going through the expression language every time took
as long as the database did. What is prepared is an ordinary SQLAlchemy statement with `bindparam`
placeholders; types are converted as SQLAlchemy would.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, CursorResult, Delete, Dialect, Insert, Select, Update
from sqlalchemy.orm import Session

CONNECTION = "connection"

Row = Mapping[str, Any]
Convert = Callable[[Any], Any]


class Prepared:
    """An INSERT (of these columns, all rows alike), an UPDATE or a DELETE."""

    def __init__(self, statement: Insert | Update | Delete, *columns: str) -> None:
        self._statement = statement
        self._columns = list(columns) or None
        self._compiled: dict[str, tuple[str, Convert]] = {}

    def run(self, session: Session, rows: Row | Sequence[Row]) -> CursorResult[Any]:
        """Run it once, or once for each row, on the session's connection."""
        connection = connection_of(session)
        name = connection.dialect.name
        if name not in self._compiled:
            compiled = self._statement.compile(dialect=connection.dialect, column_keys=self._columns)
            self._compiled[name] = str(compiled), _binding(compiled)
        text, bind = self._compiled[name]
        if isinstance(rows, Mapping):
            return connection.exec_driver_sql(text, bind(rows))
        given = [bind(row) for row in rows]
        return connection.exec_driver_sql(text, given if len(given) > 1 else given[0])


class Query:
    """A SELECT without lists among its parameters; rows come as dicts by column name."""

    def __init__(self, statement: Select[Any]) -> None:
        self._statement = statement
        self._compiled: dict[str, tuple[str, Convert, Convert]] = {}

    def all(self, session: Session, given: Row) -> list[dict[str, Any]]:
        """The rows it finds."""
        connection = connection_of(session)
        name = connection.dialect.name
        if name not in self._compiled:
            compiled = self._statement.compile(dialect=connection.dialect)
            self._compiled[name] = str(compiled), _binding(compiled), _reading(self._statement, connection.dialect)
        text, bind, read = self._compiled[name]
        return [read(row) for row in connection.exec_driver_sql(text, bind(given))]

    def first(self, session: Session, given: Row) -> dict[str, Any] | None:
        """The first row, if there is one."""
        return next(iter(self.all(session, given)), None)


def _binding(compiled: Any) -> Convert:
    """How parameters by name become what the driver wants; constants of the statement are filled in."""
    names = compiled.positiontup or list(compiled.bind_names.values())
    constants = {name: bind.value for name, bind in compiled.binds.items() if not bind.required}
    pairs = [(name, compiled._bind_processors.get(name)) for name in names]

    def in_order(row: Row) -> Any:
        row = {**constants, **row} if constants else row
        return tuple([process(row[name]) if process else row[name] for name, process in pairs])

    def by_name(row: Row) -> Any:
        row = {**constants, **row} if constants else row
        return {name: process(row[name]) if process else row[name] for name, process in pairs}

    return by_name if compiled.positiontup is None else in_order


def _reading(statement: Select[Any], dialect: Dialect) -> Convert:
    """How a driver's row becomes a dict of what the records hold."""
    columns = list(statement.selected_columns)
    known: list[Any] = [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns]
    pairs = [(str(column.key), process) for column, process in zip(columns, known, strict=True)]

    def read(row: Sequence[Any]) -> dict[str, Any]:
        return {name: process(value) if process else value for (name, process), value in zip(pairs, row, strict=True)}

    return read


def connection_of(session: Session) -> Connection:
    """The connection of a session that lives for one transaction."""
    connection: Connection | None = session.info.get(CONNECTION)
    if connection is None:
        connection = session.info[CONNECTION] = session.connection()
    return connection
