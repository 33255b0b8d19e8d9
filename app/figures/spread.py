"""How long things take, kept as counts in fixed buckets: exact to add up, good enough to read a median from.

Durations are seconds of the calendar, nights and holidays included: what an applicant waits.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Integer, cast, func, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction

MINUTE, HOUR, DAY = 60, 3600, 86400
BOUNDS = (
    MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 12 * HOUR, DAY, 36 * HOUR,
    2 * DAY, 3 * DAY, 4 * DAY, 5 * DAY, 6 * DAY, 7 * DAY, 10 * DAY, 14 * DAY, 21 * DAY, 28 * DAY, 35 * DAY, 45 * DAY,
    60 * DAY, 90 * DAY, 120 * DAY, 180 * DAY, 365 * DAY, 730 * DAY,
)  # fmt: skip
NONE = -1


def bucket(seconds: float) -> int:
    """The bucket of a duration: how many of the bounds it reaches."""
    return bisect_right(BOUNDS, seconds)


def bucket_of(seconds: ColumnElement[int]) -> ColumnElement[int]:
    """The same in SQL; none stays none."""
    return func.coalesce(bounds_reached(seconds), NONE)


def quantile(counts: Mapping[int, int], share: float) -> timedelta | None:
    """The duration that `share` of all stay below, read inside its bucket; None where there are none.

    It never lies outside the bucket of the true one. What is longer than two years is told as two years.
    """
    timed = {place: many for place, many in sorted(counts.items()) if place != NONE and many}
    rank = share * sum(timed.values())
    for place, many in timed.items():
        if rank <= many:
            return timedelta(seconds=round(_between(place, rank / many)))
        rank -= many
    return None


def _between(place: int, part: float) -> float:
    lower = BOUNDS[place - 1] if place else 0
    upper = BOUNDS[place] if place < len(BOUNDS) else BOUNDS[-1]
    return lower + (upper - lower) * part


class bounds_reached(GenericFunction[int]):
    """How many of the bounds a duration reaches; null of null."""

    type = Integer()
    inherit_cache = True


@compiles(bounds_reached)
def _reached_on_server(element: Any, compiler: Any, **given: Any) -> str:
    (seconds,) = (compiler.process(clause, **given) for clause in element.clauses)
    return f"width_bucket(CAST({seconds} AS BIGINT), CAST(ARRAY[{', '.join(map(str, BOUNDS))}] AS BIGINT[]))"


@compiles(bounds_reached, "sqlite")
def _reached_on_sqlite(element: Any, compiler: Any, **given: Any) -> str:
    (seconds,) = (compiler.process(clause, **given) for clause in element.clauses)
    steps = " ".join(f"WHEN {seconds} < {bound} THEN {place}" for place, bound in enumerate(BOUNDS))
    return f"CASE WHEN {seconds} IS NULL THEN NULL {steps} ELSE {len(BOUNDS)} END"


class seconds_between(GenericFunction[int]):
    """Whole seconds from one instant to another."""

    type = BigInteger()
    inherit_cache = True


@compiles(seconds_between)
def _on_server(element: Any, compiler: Any, **given: Any) -> str:
    first, last = (compiler.process(clause, **given) for clause in element.clauses)
    return f"CAST(floor(date_part('epoch', {last} - {first})) AS BIGINT)"


@compiles(seconds_between, "sqlite")
def _on_sqlite(element: Any, compiler: Any, **given: Any) -> str:
    first, last = (compiler.process(clause, **given) for clause in element.clauses)
    whole = f"(CAST(strftime('%s', {last}) AS INTEGER) - CAST(strftime('%s', {first}) AS INTEGER))"
    parts = f"(substr({last} || '.000000', 20, 7) < substr({first} || '.000000', 20, 7))"
    return f"({whole} - {parts})"


class legal_day_of(GenericFunction[Any]):
    """The Asia/Shanghai date of an instant, eight hours ahead of UTC since 1991."""

    inherit_cache = True


@compiles(legal_day_of)
def _day_on_server(element: Any, compiler: Any, **given: Any) -> str:
    (at,) = (compiler.process(clause, **given) for clause in element.clauses)
    return f"CAST({at} AT TIME ZONE 'Asia/Shanghai' AS DATE)"


@compiles(legal_day_of, "sqlite")
def _day_on_sqlite(element: Any, compiler: Any, **given: Any) -> str:
    (at,) = (compiler.process(clause, **given) for clause in element.clauses)
    return f"date({at}, '+8 hours')"


def whole(value: Any) -> ColumnElement[int]:
    """A sum that is nought where there is nothing to add, as a whole number."""
    return cast(func.coalesce(func.sum(value), literal(0)), BigInteger)
