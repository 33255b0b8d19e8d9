"""Series of titles, areas and departments as values: the shape of the reference data, and looking things up in it.

Which rows there are is data (handlers/reference, editable) that the program puts in place with `hold`; this
module only knows how to read them. The functions at the end are for labels and proposals; what the law asks of a
series is a fact that evidence reads from the tables. Which committee may review what is decided from its filing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from handlers.rules.terms import Level, Term

NATIONAL_FROM = date(2021, 11, 2)
OWN = "NM-"  # the namespace of a region's own series


class Source(Term):
    """How sure a row is."""

    VERIFIED = "verified", "已核对"
    KNOWN = "known", "通行做法"
    UNCERTAIN = "uncertain", "待核对"


class ExamKind(Term):
    """What an examination is to a level of a series (A24)."""

    REPLACES = "replaces", "以考代评"
    BEFORE = "before", "考评结合"


class AreaKind(Term):
    """What an area below the region is."""

    LEAGUE = "league", "盟"
    CITY = "city", "市"


@dataclass(frozen=True)
class Titles:
    """One level of a series: its titles (several: the specialty decides) and its examination."""

    names: tuple[str, ...]
    exam: ExamKind | None = None


@dataclass(frozen=True)
class Series:
    """One series from `valid_from` to `valid_to` (none: still). `number`: its place in the national table."""

    code: str
    label: str
    levels: Mapping[Level, Titles]
    number: int | None = None
    safety: bool = False
    source: Source = Source.KNOWN
    note: str = ""
    valid_from: date = NATIONAL_FROM
    valid_to: date | None = None

    def title(self, level: Level) -> str:
        """The usual name of the title at `level`, empty when there is none or the specialty decides."""
        names = self.levels[level].names if level in self.levels else ()
        return names[0] if len(names) == 1 else ""

    def exam(self, level: Level) -> ExamKind | None:
        """What an examination is to `level`."""
        return self.levels[level].exam if level in self.levels else None


@dataclass(frozen=True)
class FormerTitle:
    """An old name of a title, and the series and level it answers to."""

    title: str
    code: str
    level: Level
    source: Source = Source.KNOWN
    note: str = ""
    valid_from: date = NATIONAL_FROM
    valid_to: date | None = None


@dataclass(frozen=True)
class Area:
    """A league or a city. `inside`: the league around it, where it is addressed beside that."""

    code: str
    name: str
    kind: AreaKind
    government: str
    inside: str = ""
    acts_as_league: bool = False
    source: Source = Source.KNOWN
    note: str = ""
    valid_from: date = NATIONAL_FROM
    valid_to: date | None = None


@dataclass(frozen=True)
class Department:
    """A department of the region and the codes of the series it usually leads."""

    code: str
    name: str
    series: tuple[str, ...]
    source: Source = Source.KNOWN
    note: str = ""
    valid_from: date = NATIONAL_FROM
    valid_to: date | None = None


@dataclass(frozen=True)
class Catalogue:
    """All rows of series by code, oldest first, and the former titles."""

    series: Mapping[str, tuple[Series, ...]]
    former: tuple[FormerTitle, ...] = ()

    @classmethod
    def of(cls, series: Iterable[Series], former: Iterable[FormerTitle] = ()) -> Catalogue:
        """From rows in any order."""
        rows: dict[str, tuple[Series, ...]] = {}
        for each in sorted(series, key=lambda s: s.valid_from):
            rows[each.code] = (*rows.get(each.code, ()), each)
        return cls(MappingProxyType(rows), tuple(former))

    def find(self, code: str, on: date | None = None) -> Series | None:
        """The row of a series on a day; without a day, or where no row covers it, the last one."""
        rows = self.series.get(code, ())
        covering = [row for row in rows if on and row.valid_from <= on and (row.valid_to is None or on <= row.valid_to)]
        return next(iter(covering or rows[-1:]), None)

    def on(self, day: date) -> Catalogue:
        """What stands on a day: one row of each series."""
        found = (self.find(code, day) for code in self.series)
        return Catalogue.of((row for row in found if row), self.former)

    def label(self, code: str, on: date | None = None) -> str:
        """The Chinese name of a series; an unknown code is shown as it is."""
        found = self.find(code, on)
        return found.label if found else code

    def usual_title(self, code: str, level: Level, on: date | None = None) -> str:
        """The usual title of a series at a level, empty when none is known or the specialty decides."""
        found = self.find(code, on)
        return found.title(level) if found else ""

    def exam_required(self, code: str, level: Level, on: date | None = None) -> bool:
        """Whether the series asks for an examination before the review of `level` (考评结合, A24.1)."""
        found = self.find(code, on)
        return found is not None and found.exam(level) is ExamKind.BEFORE

    def exam_replaces_review(self, code: str, level: Level, on: date | None = None) -> bool:
        """Whether titles of `level` are earned by examination alone (以考代评, A40, I-23)."""
        found = self.find(code, on)
        return found is not None and found.exam(level) is ExamKind.REPLACES

    def safety_series(self, code: str, on: date | None = None) -> bool:
        """Whether field of study and of work must agree: public safety and personal health (A21.8)."""
        found = self.find(code, on)
        return found is not None and found.safety

    def former_title(self, title: str) -> FormerTitle | None:
        """What an old name of a title answers to, for re-confirmation."""
        return next((each for each in self.former if each.title == title), None)


_held = Catalogue.of(())


def hold(catalogue: Catalogue) -> None:
    """Put the series in place from which this process takes its labels."""
    global _held
    _held = catalogue


def series_label(code: str) -> str:
    """The Chinese name of a series; an unknown code is shown as it is."""
    return _held.label(code)


def usual_title(code: str, level: Level) -> str:
    """The usual title of a series at a level, empty when none is known or the specialty decides."""
    return _held.usual_title(code, level)


def exam_required(code: str, level: Level) -> bool:
    """Whether the series asks for an examination before the review of `level` (考评结合, A24.1)."""
    return _held.exam_required(code, level)


def exam_replaces_review(code: str, level: Level) -> bool:
    """Whether titles of `level` are earned by examination alone (以考代评, A40, I-23)."""
    return _held.exam_replaces_review(code, level)


def safety_series(code: str) -> bool:
    """Whether field of study and of work must agree: public safety and personal health (A21.8)."""
    return _held.safety_series(code)
