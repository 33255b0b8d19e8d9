"""Table (e): what a series asks of education and years for each level. Data only, no judgement.

Seeded for engineering; the other series start empty on purpose, their cases go to a person.
"""

from __future__ import annotations

from dataclasses import dataclass

from handlers.rules.terms import Degree, Level

VERSION = "2025-05-12"


@dataclass(frozen=True)
class Condition:
    """One cell: hold `base` for `years`, or with no base work for `years` (probation: assessed)."""

    base: Level | None
    years: int
    probation: bool = False


DIRECT = Condition(None, 0)
PROBATION = Condition(None, 1, probation=True)

ENGINEERING: dict[tuple[Level, Degree], Condition] = {
    (Level.MEMBER, Degree.BACHELOR): DIRECT,
    (Level.MEMBER, Degree.COLLEGE): PROBATION,
    (Level.MEMBER, Degree.SECONDARY): PROBATION,
    (Level.ASSISTANT, Degree.MASTER): DIRECT,
    (Level.ASSISTANT, Degree.BACHELOR): PROBATION,
    (Level.ASSISTANT, Degree.COLLEGE): Condition(Level.MEMBER, 2),
    (Level.ASSISTANT, Degree.SECONDARY): Condition(Level.MEMBER, 4),
    (Level.INTERMEDIATE, Degree.DOCTOR): DIRECT,
    (Level.INTERMEDIATE, Degree.MASTER): Condition(Level.ASSISTANT, 2),
    (Level.INTERMEDIATE, Degree.BACHELOR): Condition(Level.ASSISTANT, 4),
    (Level.INTERMEDIATE, Degree.COLLEGE): Condition(Level.ASSISTANT, 4),
    (Level.ASSOCIATE_SENIOR, Degree.DOCTOR): Condition(Level.INTERMEDIATE, 2),
    (Level.ASSOCIATE_SENIOR, Degree.MASTER): Condition(Level.INTERMEDIATE, 5),
    (Level.ASSOCIATE_SENIOR, Degree.BACHELOR): Condition(Level.INTERMEDIATE, 5),
    (Level.FULL_SENIOR, Degree.DOCTOR): Condition(Level.ASSOCIATE_SENIOR, 5),
    (Level.FULL_SENIOR, Degree.MASTER): Condition(Level.ASSOCIATE_SENIOR, 5),
    (Level.FULL_SENIOR, Degree.BACHELOR): Condition(Level.ASSOCIATE_SENIOR, 5),
}

STANDARDS: dict[str, dict[tuple[Level, Degree], Condition]] = {"engineering": ENGINEERING}


def conditions(series: str, target: Level, degree: Degree) -> tuple[Condition, ...]:
    """The cells open to `degree`, its own first: a higher degree includes the lower ones (I-22)."""
    table = STANDARDS[series]
    lower = sorted((d for d in Degree if d.rank <= degree.rank), key=lambda d: -d.rank)
    return tuple(table[target, d] for d in lower if (target, d) in table)


def least_degree(series: str, target: Level) -> Degree | None:
    """The lowest degree the table opens the level to; None: the level is not in the table."""
    degrees = [degree for level, degree in STANDARDS[series] if level is target]
    return min(degrees, key=lambda d: d.rank, default=None)
