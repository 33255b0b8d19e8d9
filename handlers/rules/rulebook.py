"""The standards and mapped qualifications known to the system, and which of them apply on a day (I-37).

Pure selection: what is in force on the day of declaring, the strictest tier first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.rules.standards import Standard
from handlers.rules.terms import Level


@dataclass(frozen=True)
class Mapping:
    """A line of the published catalogue: a professional qualification counts as a title (A25.1)."""

    qualification: str
    series: str
    specialty: str
    level: Level
    document_number: str
    valid_from: date
    valid_to: date | None

    def in_force(self, on: date) -> bool:
        """Whether the line holds on `on`."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True)
class Declared:
    """What is declared and when: the place in the standards that is looked up.

    `unit`: the body that formed the committee, whose own standard may apply. `directed`: a title of directed
    evaluation and use.
    """

    series: str
    specialty: str
    level: Level
    on: date
    unit: str = ""
    directed: bool = False


@dataclass(frozen=True)
class Rulebook:
    """All versions of all standards and of the catalogue of qualifications."""

    standards: tuple[Standard, ...] = ()
    mappings: tuple[Mapping, ...] = ()

    def applicable(self, declared: Declared) -> tuple[Standard, ...]:
        """The standards in force for what is declared, the strictest first.

        A unit's own stands before the region's, that before the nation's; one for the specialty before one for
        the series; the later version before the earlier.
        """
        found = [standard for standard in self.standards if _fits(standard, declared)]
        return tuple(sorted(found, key=_strictness, reverse=True))

    def standard(self, declared: Declared) -> Standard | None:
        """The one that decides: the first that knows the level, else the first with any table, else any."""
        found = self.applicable(declared)
        knowing = [standard for standard in found if standard.opens(declared.level)]
        filled = [standard for standard in found if standard.conditions]
        return next(iter((*knowing, *filled, *found)), None)

    def mapped(self, qualification: str, on: date) -> tuple[Mapping, ...]:
        """The lines of the catalogue for a qualification on a day."""
        return tuple(line for line in self.mappings if line.qualification == qualification and line.in_force(on))

    def above(self, standard: Standard) -> tuple[Standard, ...]:
        """The standards of higher tiers in force for its series on the day it takes effect (A7.4)."""
        declared = Declared(standard.series, standard.specialty, Level.MEMBER, standard.effective_from)
        return tuple(other for other in self.applicable(declared) if other.tier.rank < standard.tier.rank)


def _fits(standard: Standard, declared: Declared) -> bool:
    about = standard.series == declared.series and standard.specialty in ("", declared.specialty)
    whose = not standard.issuer_id or standard.issuer_id == declared.unit
    usual = not standard.special_talent and (declared.directed or not standard.directed)
    return about and whose and usual and standard.in_force(declared.on)


def _strictness(standard: Standard) -> tuple[bool, int, bool, date]:
    return standard.directed, standard.tier.rank, bool(standard.specialty), standard.effective_from
