"""What every table shares: the declarative base, naming of constraints, instants and ids.

Instants are stored and returned as aware UTC; dates are Asia/Shanghai calendar dates.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from enum import StrEnum
from random import Random
from typing import Any, ClassVar

from sqlalchemy import JSON, DateTime, Dialect, Enum, MetaData, String, text
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

CONSTRAINT_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Instant(TypeDecorator[datetime]):
    """An aware UTC datetime on every database; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant must carry its time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def term(kind: type[StrEnum]) -> Enum:
    """A column type that holds the values of a term and refuses any other."""
    return Enum(
        kind,
        values_callable=lambda terms: [t.value for t in terms],
        native_enum=False,
        length=40,
        validate_strings=True,
    )


def where(condition: str) -> dict[str, Any]:
    """The condition of a partial index, for both databases: rows outside it cost nothing."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


Id = String(36)


_drawn: ContextVar[Random | None] = ContextVar("ids_drawn", default=None)


def new_id() -> str:
    """A random opaque id; says nothing about order or owner."""
    chance = _drawn.get()
    return str(uuid.uuid4() if chance is None else uuid.UUID(int=chance.getrandbits(128), version=4))


@contextmanager
def ids_drawn_from(chance: Random) -> Iterator[None]:
    """Within this block, and in this thread alone, ids come from a chance that can be repeated: for trials."""
    before = _drawn.set(chance)
    try:
        yield
    finally:
        _drawn.reset(before)


class Record(DeclarativeBase):
    """The base of all tables, so that one metadata describes the database."""

    metadata = MetaData(naming_convention=CONSTRAINT_NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: Instant, dict[str, Any]: JSON, list[Any]: JSON}
