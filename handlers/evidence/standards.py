"""The tables of standards → the rulebook the law looks them up in, cached for each edition of the tables.

An installation whose tables are still empty uses the standards that came with the program.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session, joinedload

from handlers.evidence.editions import Editions, editions
from handlers.evidence.reference import catalogue_of
from handlers.evidence.subjects import session_of
from handlers.records import standards as records
from handlers.records.declarations import Declaration
from handlers.records.people import Qualification
from handlers.reference import standards as reference
from handlers.rules import eligibility
from handlers.rules.rulebook import Declared, Mapping, Rulebook
from handlers.rules.standards import Condition, Counted, Standard, StandardFiling
from handlers.rules.terms import TitleKind

_cached: WeakKeyDictionary[Engine, tuple[Editions, Rulebook]] = WeakKeyDictionary()


def rulebook_of(session: Session, *, installed: bool = False) -> Rulebook:
    """The standards and the catalogue in the tables; of empty tables what was shipped, unless `installed`."""
    now = editions(session)
    if not (now.standards or now.mappings):
        return Rulebook() if installed else reference.shipped()
    engine = session.get_bind().engine
    if engine not in _cached or _cached[engine][0] != now:
        _cached[engine] = (now, _read(session, mappings=bool(now.mappings)))
    return _cached[engine][1]


def standard_of(declaration: Declaration, on: date) -> Standard | None:
    """The standard that decides a declaration made on `on` (I-37)."""
    declared = Declared(
        series=declaration.series,
        specialty=declaration.specialty,
        level=declaration.level,
        on=on,
        unit=declaration.committee.forming_unit_id,
        directed=declaration.title_kind is TitleKind.DIRECTED,
    )
    return rulebook_of(session_of(declaration)).standard(declared)


def mapped_titles(
    declaration: Declaration, on: date
) -> Iterable[tuple[eligibility.MappedTitle, eligibility.HeldTitle]]:
    """The titles that the applicant's qualifications count as, by the catalogue of `on` (A25)."""
    rulebook = rulebook_of(session_of(declaration))
    for held in declaration.person.qualifications:
        for line in rulebook.mapped(held.name, on):
            fact = eligibility.MappedTitle(in_catalogue=True, qualification_valid=_valid(held, on))
            yield fact, eligibility.HeldTitle(line.level, held.from_on, line.series)


def exam(declaration: Declaration, career: eligibility.Career, on: date) -> eligibility.Exam:
    """The examination of the declared level: what the series and the standard ask, and what was passed (A24.1)."""
    series, level = declaration.series, declaration.level
    catalogue = catalogue_of(session_of(declaration))
    asked = any(condition.exam for condition in eligibility.open_conditions(career))
    passed = [e.valid_to for e in declaration.person.exams if e.series == series and e.level == level]
    return eligibility.Exam(
        required=asked or catalogue.exam_required(series, level, on),
        valid_to=max(passed, default=None),
        on=on,
        replaces=catalogue.exam_replaces_review(series, level, on),
    )


def _valid(held: Qualification, on: date) -> bool:
    return held.from_on <= on and (held.valid_to is None or on <= held.valid_to)


def _read(session: Session, *, mappings: bool) -> Rulebook:
    together = (joinedload(records.Standard.conditions), joinedload(records.Standard.filings))
    rows = session.scalars(select(records.Standard).options(*together).order_by(records.Standard.id)).unique()
    lines = session.scalars(select(records.TitleMapping)).all() if mappings else ()
    return Rulebook(tuple(value_of(row) for row in rows), tuple(_mapping(line) for line in lines))


def value_of(row: records.Standard) -> Standard:
    """A standard's row as the value the law judges."""
    return Standard(
        id=row.id,
        name=row.name,
        tier=row.tier,
        parent_id=row.parent_id,
        series=row.series,
        specialty=row.specialty,
        version=row.version,
        effective_from=row.effective_from,
        effective_to=row.effective_to,
        issuer=row.issuer,
        issuer_id=row.issuer_id or "",
        with_department=row.with_department,
        keeper=row.keeper,
        directed=row.directed,
        special_talent=row.special_talent,
        document_number=row.document_number,
        filings=tuple(StandardFiling(f.body, f.number, f.filed_on) for f in row.filings),
        conditions=tuple(_condition(cell) for cell in row.conditions),
    )


def _condition(row: records.StandardCondition) -> Condition:
    items = tuple(Counted(**item) for item in row.items)
    return Condition(
        row.target, row.degree, row.base, row.years, row.probation, row.years_total, row.exam, items, row.wording
    )


def _mapping(row: records.TitleMapping) -> Mapping:
    return Mapping(
        row.qualification, row.series, row.specialty, row.level, row.document_number, row.valid_from, row.valid_to
    )
