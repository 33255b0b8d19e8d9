"""Editions of the regulation and the days on which each is in force (A81, I-37).

The rules of this package are those of the current edition. A case of an earlier day belongs to the former one,
which this system does not hold as rules: a person handles it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.rules.article import CURRENT_EDITION, IN_FORCE_FROM, Breaches, article
from handlers.rules.workdays import ONE_DAY


@dataclass(frozen=True)
class Edition:
    """An edition: its id, what it is called, and its first and last day (None: not kept here, or no end)."""

    id: str
    name: str
    effective_from: date | None
    effective_to: date | None


FORMER = Edition("2023", "原《实施细则》（内人社发〔2023〕4号）", None, IN_FORCE_FROM - ONE_DAY)
CURRENT = Edition(CURRENT_EDITION, "现行《实施细则》（2025年5月12日印发）", IN_FORCE_FROM, None)
EDITIONS = (FORMER, CURRENT)


def edition_on(on: date) -> Edition:
    """The edition in force on a day: the former one to 2025-05-11, this one from 2025-05-12."""
    return CURRENT if on >= IN_FORCE_FROM else FORMER


@dataclass(frozen=True)
class Dated:
    """The day by which a case is judged: of the declaration, or of the event that is supervised (I-37)."""

    on: date


@dataclass(frozen=True)
class Cited:
    """The edition that a decision cites, by its id, and the day by which the case is judged."""

    edition: str
    on: date


@article("A81.1")
def case_is_judged_by_the_edition_of_its_day(case: Dated) -> Breaches:
    """This edition is in force from 2025-05-12; a case of an earlier day is the former edition's, done by hand."""
    edition = edition_on(case.on)
    if edition is not CURRENT:
        yield (
            f"{case.on} 适用{edition.name}，现行规定自 {IN_FORCE_FROM} 起施行，不得按现行规定判定；请按原规定人工办理"
        )


@article("A81.2")
def repealed_edition_decides_nothing(cited: Cited) -> Breaches:
    """The former rule is repealed: it may be read, and cited only for a case of its own time."""
    edition = edition_on(cited.on)
    if cited.edition != edition.id:
        known = {each.id: each.name for each in EDITIONS}
        yield (
            f"{cited.on} 适用{edition.name}，不得引用{known.get(cited.edition, f'“{cited.edition}”')}；"
            f"请改引{edition.name}"
        )
