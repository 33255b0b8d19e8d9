"""How the text is read where it leaves a choice (the interpretation ledger, I-01 … I-40): the readings in force.

A value only: what the authority chose, and since when, stands in the ledger and is read by evidence. Each
default is the safest reading. Readings that the program knows in one form only have no field here.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from handlers.rules.terms import Term


class Denominator(Term):
    """Whom the two thirds of a vote are taken of (I-13)."""

    ATTENDING = "attending", "全部到会专家，含对该申报人回避的专家"
    MINUS_RECUSED = "minus_recused", "到会专家减去对该申报人回避的专家"


class PlanNotice(Term):
    """How a week before the meeting is counted (I-06)."""

    SEVEN_DAYS = "seven_days", "送达日与会议日相距满 7 天"
    SEVEN_CLEAR_DAYS = "seven_clear_days", "送达日与会议日之间隔 7 个整天"

    @property
    def days(self) -> int:
        """The least difference of the two dates, in calendar days."""
        return 7 if self is PlanNotice.SEVEN_DAYS else 8


class ServiceScope(Term):
    """In which committees three years of review work in a row count (I-09)."""

    ANY_COMMITTEE = "any_committee", "在任何评委会的评审工作都计入"
    SAME_COMMITTEE = "same_committee", "只计在同一评委会的评审工作"


class DirectRoster(Term):
    """Whether a unit that delivers itself owes a roster on a portal (I-18)."""

    WARN = "warn", "建议公示，没有公示的给出提示"
    REQUIRE = "require", "必须公示，没有公示的不得上报"


@dataclass(frozen=True)
class Readings:
    """The readings in force on a day. Days are working days."""

    recusal_denominator: Denominator = Denominator.ATTENDING  # I-13
    plan_notice: PlanNotice = PlanNotice.SEVEN_DAYS  # I-06
    service_scope: ServiceScope = ServiceScope.ANY_COMMITTEE  # I-09
    experts_grassroots: int = 1  # I-15
    experts_outside: int = 1  # I-15
    roster_direct: DirectRoster = DirectRoster.WARN  # I-18
    correction_days: int = 5  # I-19
    correction_least: int = 3  # I-19
    recheck_days: int = 10  # I-40, T21
    return_days: int = 5  # I-40, T22
    rectification_days: int = 10  # I-40, T23

    def departures(self) -> dict[str, str | int]:
        """The readings that are not the default, by field."""
        given = dataclasses.asdict(self)
        return {name: value for name, value in given.items() if value != getattr(DEFAULT, name)}


DEFAULT = Readings()
_noted: ContextVar[dict[str, str | int] | None] = ContextVar("noted", default=None)


@contextmanager
def noting() -> Iterator[dict[str, str | int]]:
    """Collect the readings other than the default that are consulted inside the block, for the journal."""
    noted: dict[str, str | int] = {}
    token = _noted.set(noted)
    try:
        yield noted
    finally:
        _noted.reset(token)


def note(consulted: Readings) -> None:
    """Tell whoever is noting which readings were consulted."""
    noted = _noted.get()
    if noted is not None:
        noted.update(consulted.departures())


def counted(attending: int, recused: int, denominator: Denominator) -> int:
    """How many the two thirds are taken of: experts attending, less those recused where that is the reading."""
    return attending - recused if denominator is Denominator.MINUS_RECUSED else attending


def years_served(services: Iterable[tuple[str, int]], committee: str, scope: ServiceScope) -> frozenset[int]:
    """The calendar years that count towards three in a row; `services` are (committee, year)."""
    return frozenset(year for where, year in services if scope is ServiceScope.ANY_COMMITTEE or where == committee)
