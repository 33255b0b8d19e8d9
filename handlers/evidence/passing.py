"""How many of those reviewed a committee passed in a year, and how sure one can be that this says something.

An outlier is a hint that somebody should look, never a finding. A group of fewer than three is not told, because
it would tell how single persons fared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from typing import Any

from sqlalchemy import ColumnElement, case, func, select, true
from sqlalchemy.orm import Session

from handlers.records.committees import Call, Committee
from handlers.records.organisations import Organisation
from handlers.records.review_sessions import Candidate, Result, ReviewSession

LEAST = 3
NORMAL_95 = 1.959963984540054


@dataclass(frozen=True)
class PassRate:
    """One committee in one year. `low` and `high` bound the rate by Wilson's 95 % interval.

    `series_rate` is that of all committees of the series in the year, the region over; `outlier`: it lies outside
    the interval. Rates are from 0 to 1.
    """

    committee_id: str
    committee: str
    series: str
    year: int
    reviewed: int
    passed: int
    low: float
    high: float
    series_reviewed: int
    series_rate: float
    outlier: bool

    @property
    def rate(self) -> float:
        return self.passed / self.reviewed


def wilson(passed: int, reviewed: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share, from 0 to 1. Raises ValueError for a share of nothing."""
    if reviewed < 1 or not 0 <= passed <= reviewed:
        raise ValueError("a share is of at least one, and not of more than there are")
    z2, rate = NORMAL_95**2, passed / reviewed
    middle = (rate + z2 / (2 * reviewed)) / (1 + z2 / reviewed)
    half = NORMAL_95 * sqrt(rate * (1 - rate) / reviewed + z2 / (4 * reviewed**2)) / (1 + z2 / reviewed)
    return max(0.0, min(rate, middle - half)), min(1.0, max(rate, middle + half))


def pass_rates(
    session: Session, own: ColumnElement[bool] | None = None, least: int = LEAST, years: Iterable[int] = ()
) -> list[PassRate]:
    """The rates of the committees that `own` filters (on Committee and its forming unit), the newest year on top.

    Only what was announced counts. `least` below three is three.
    """
    counted = _counted(session, tuple(years))
    series: Counter[tuple[str, int]] = Counter()
    passed_in: Counter[tuple[str, int]] = Counter()
    for _, _, kind, year, reviewed, passed in counted:
        series[kind, year] += reviewed
        passed_in[kind, year] += passed
    mine = set(session.scalars(_committees(own)))
    found = [
        _rate(*row, series[row[2], row[3]], passed_in[row[2], row[3]])
        for row in counted
        if row[0] in mine and row[4] >= max(least, LEAST)
    ]
    return sorted(found, key=lambda one: (-one.year, not one.outlier, one.series, one.committee, one.committee_id))


def _committees(own: ColumnElement[bool] | None) -> Any:
    query = select(Committee.id).join(Organisation, Organisation.id == Committee.forming_unit_id)
    return query.where(true() if own is None else own)


def _counted(session: Session, years: tuple[int, ...]) -> list[tuple[str, str, str, int, int, int]]:
    """Committee, name, series, year, how many were counted and how many passed."""
    passed = func.sum(case((Result.passed, 1), else_=0))
    query = (
        select(Committee.id, Committee.name, Committee.series, Call.year, func.count(), passed)
        .join(ReviewSession, ReviewSession.committee_id == Committee.id)
        .join(Call, Call.id == ReviewSession.call_id)
        .join(Candidate, Candidate.session_id == ReviewSession.id)
        .join(Result, Result.candidate_id == Candidate.id)
        .where(ReviewSession.announced_at.is_not(None))
        .group_by(Committee.id, Committee.name, Committee.series, Call.year)
    )
    if years:
        query = query.where(Call.year.in_(years))
    return [(*head, int(reviewed), int(many)) for *head, reviewed, many in session.execute(query)]


def _rate(
    id: str, name: str, series: str, year: int, reviewed: int, passed: int, all_reviewed: int, all_passed: int
) -> PassRate:
    low, high = wilson(passed, reviewed)
    rate = all_passed / all_reviewed
    outlier = not low <= rate <= high
    return PassRate(id, name, series, year, reviewed, passed, low, high, all_reviewed, rate, outlier)
