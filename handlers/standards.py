"""Publishing a standard, and entering the ones that came with the program (art. 7, 25, table e).

A version once published is never rewritten: a file may add versions and end them, nothing else.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.evidence.editions import forget
from handlers.evidence.standards import rulebook_of, value_of
from handlers.records import standards as records
from handlers.reference.standards import FOLDER, StandardsInvalid, mappings_in, standards_in
from handlers.rules import acts
from handlers.rules.rulebook import Mapping
from handlers.rules.standards import Condition, Standard
from handlers.rules.tiers import Publication

APART = ("conditions", "filings", "issuer_id")


def seed(session: Session, now: datetime, folder: Path = FOLDER) -> int:
    """Publish the versions the tables lack, and end those the files have ended. Returns how many rows are new.

    Raises StandardsInvalid for a file that rewrites what was published, Unlawful for a standard the law refuses.
    """
    known = {row.id: row for row in session.scalars(select(records.Standard))}
    new = 0
    for standard in sorted(standards_in(folder), key=lambda one: (one.effective_from, one.tier.rank)):
        if standard.id in known:
            _keep(known[standard.id], standard)
        else:
            publish(session, standard, now)
            new += 1
    new += _seed_mappings(session, mappings_in(folder))
    session.flush()
    forget(session)
    return new


def publish(session: Session, standard: Standard, now: datetime) -> records.Standard:
    """Write down a new version once the law has cleared it. Raises Unlawful."""
    session.flush()
    forget(session)
    above = rulebook_of(session, installed=True).above(standard)
    clearance = acts.standard_publication(publication=Publication(standard, above))
    said = {name: getattr(standard, name) for name in Standard.__dataclass_fields__ if name not in APART}
    row = records.Standard(**said, issuer_id=standard.issuer_id or None)
    row.conditions = [records.StandardCondition(**_cell(condition)) for condition in standard.conditions]
    row.filings = [records.StandardFiling(**asdict(filing)) for filing in standard.filings]
    row.publish(clearance, now)
    session.add(row)
    session.flush()
    forget(session)
    return row


def _cell(condition: Condition) -> dict[str, Any]:
    return {**asdict(condition), "items": [asdict(item) for item in condition.items]}


def _keep(row: records.Standard, standard: Standard) -> None:
    """Hold a published version to the file: only its end may have been added."""
    if _comparable(value_of(row)) != _comparable(standard):
        raise StandardsInvalid(f"标准“{standard.id}”与已发布的内容不同，不得改写；请以新的编号和版本发布")
    if row.effective_to is None and standard.effective_to is not None:
        row.end(standard.effective_to)


def _comparable(standard: Standard) -> Standard:
    cells = tuple(sorted(standard.conditions, key=lambda cell: (cell.target, cell.degree)))
    return replace(standard, conditions=cells, filings=(), effective_to=None)


def _seed_mappings(session: Session, lines: tuple[Mapping, ...]) -> int:
    rows = {_key(row): row for row in session.scalars(select(records.TitleMapping))}
    for line in lines:
        row = rows.get(_key(line))
        if row is None:
            session.add(records.TitleMapping(**asdict(line)))
        elif row.level is not line.level:
            raise StandardsInvalid(f"对应目录“{line.qualification}”与已装入的层级不同，不得改写；请以新的起始日期登记")
        elif row.valid_to is None:
            row.valid_to = line.valid_to
    return len({_key(line) for line in lines} - set(rows))


def _key(line: Mapping | records.TitleMapping) -> tuple[Any, ...]:
    return line.qualification, line.series, line.specialty, line.valid_from
