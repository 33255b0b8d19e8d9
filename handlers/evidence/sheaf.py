"""Many small collections of a few records, read with one statement.

A join of independent collections would multiply their rows. Here a list of numbers is joined, outer,
with every table on the table's own number, so that each row of the answer is a row of one table.
Knows nothing of what is read.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, inspect, literal_column, select, union_all
from sqlalchemy.orm import Session, aliased, lazyload
from sqlalchemy.orm.attributes import set_committed_value

from handlers.records import Record

#: A collection to be read, and the single records that each of its rows is read with.
Path = tuple[Any, ...]


def gather(session: Session, *wanted: tuple[Iterable[Record], Path]) -> None:
    """Read collections, each in its own order, of those records that have not read them yet."""
    parts = [(records, path) for of, path in wanted if (records := _waiting(of, path[0]))]
    if not parts:
        return
    given = {
        f"of_{number}": [getattr(record, _ends(path[0])[0]) for record in records]
        for number, (records, path) in enumerate(parts)
    }
    found: list[list[Any]] = [[] for _ in parts]
    places = _places(tuple(path for _, path in parts))
    for row in session.execute(_statement(tuple(path for _, path in parts)), given):
        number = row[0]
        first = places[number]
        if row[first] is None:
            continue
        for place, one in enumerate(parts[number][1][1:], start=first + 1):
            set_committed_value(row[first], one.key, row[place])
        found[number].append(row[first])
    for (records, path), rows in zip(parts, found, strict=True):
        _hand_out(records, path[0], rows)


def _waiting(of: Iterable[Record], collection: Any) -> list[Record]:
    return [record for record in dict.fromkeys(of) if collection.key in inspect(record).unloaded]


def _ends(attribute: Any) -> tuple[str, str]:
    """The names of the columns in which two tables meet: the one that has the attribute, and the other."""
    relation = attribute.property
    ((mine, theirs),) = relation.local_remote_pairs
    return relation.parent.get_property_by_column(mine).key, relation.mapper.get_property_by_column(theirs).key


def _places(paths: tuple[Path, ...]) -> list[int]:
    """Where in a row of the answer each path's tables begin."""
    return [1 + sum(len(path) for path in paths[:number]) for number in range(len(paths))]


@lru_cache(maxsize=256)
def _statement(paths: tuple[Path, ...]) -> Select[Any]:
    """A row for each row of each collection; built once for each choice of collections."""
    numbers = union_all(*(select(literal_column(str(n)).label("part")) for n in range(len(paths)))).subquery()
    source: Any = numbers
    tables: list[Any] = []
    for number, (collection, *ones) in enumerate(paths):
        table = aliased(collection.property.mapper.class_)
        chosen = getattr(table, _ends(collection)[1]).in_(bindparam(f"of_{number}", expanding=True))
        source = source.outerjoin(table, and_(numbers.c.part == number, chosen))
        tables.append(table)
        for one in ones:
            mine, theirs = _ends(one)
            other = aliased(one.property.mapper.class_)
            source = source.outerjoin(other, getattr(other, theirs) == getattr(table, mine))
            tables.append(other)
    return select(numbers.c.part, *tables).select_from(source).options(lazyload("*"))


def _hand_out(records: list[Record], collection: Any, rows: list[Any]) -> None:
    mine, theirs = _ends(collection)
    relation = collection.property
    order = [relation.mapper.get_property_by_column(column).key for column in relation.order_by or ()]
    rows.sort(key=lambda row: [getattr(row, name) for name in order])
    for record in records:
        of = getattr(record, mine)
        set_committed_value(record, collection.key, [row for row in rows if getattr(row, theirs) == of])
