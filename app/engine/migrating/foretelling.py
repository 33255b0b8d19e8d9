"""A dry run: which cases of a process could move to a version, and why the others could not. Changes nothing.

Tells numbers, marks and reasons; what a case is about is not among them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.engine.definition import Definition
from app.engine.errors import AnswersInvalid
from app.engine.library import Library
from app.engine.migrating.judging import Judge, mover_of
from app.engine.migrating.passage import Passage
from app.engine.migrating.steps import history
from app.engine.migrating.verdicts import Reason, Verdict
from app.engine.store import DEFINITIONS, INSTANCES, Row

COLUMNS = ("id", "definition_id", "start_element", "state", "trace", "revision")
AT_ONCE = 100


@dataclass(frozen=True)
class Foretold:
    """One case: by its id and revision, its version, and the verdict."""

    case: str
    revision: int
    version: int
    verdict: Verdict

    @property
    def mark(self) -> str:
        """What a case is called where nobody is to know which it is."""
        return self.case[:8]


@dataclass(frozen=True)
class Obstacle:
    """One reason that keeps cases from moving, with the element's name and the marks of the cases."""

    reason: Reason
    label: str
    version: int
    marks: tuple[str, ...]


@dataclass(frozen=True)
class Counted:
    """Cases of one version: how many, and how many of them can move."""

    version: int
    total: int
    can: int


@dataclass(frozen=True)
class Preview:
    """What a migration to `to` would come to, over all cases that are not there yet."""

    to: int
    cases: tuple[Foretold, ...]
    labels: Mapping[tuple[int, str], str] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return len(self.cases)

    @property
    def can(self) -> int:
        return sum(each.verdict.ok for each in self.cases)

    @property
    def cannot(self) -> list[Obstacle]:
        """The reasons, the commonest first."""
        found: dict[tuple[int, Reason], list[str]] = {}
        for each in self.cases:
            for reason in each.verdict.reasons:
                found.setdefault((each.version, reason), []).append(each.mark)
        obstacles = [
            Obstacle(reason, self.labels.get((version, reason.element), reason.element), version, tuple(marks))
            for (version, reason), marks in found.items()
        ]
        return sorted(obstacles, key=lambda each: (-len(each.marks), each.version, each.reason.element))

    @property
    def versions(self) -> list[Counted]:
        """The same by the version that the cases are of."""
        total = Counter(each.version for each in self.cases)
        can = Counter(each.version for each in self.cases if each.verdict.ok)
        return [Counted(version, total[version], can[version]) for version in sorted(total)]

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        cannot = [
            {
                "version": each.version, "element": each.reason.element, "label": each.label,
                "message": each.reason.words, "requirement": each.reason.requirement, "cases": list(each.marks),
            }
            for each in self.cannot
        ]  # fmt: skip
        versions = [{"version": each.version, "total": each.total, "can": each.can} for each in self.versions]
        return {"to": self.to, "total": self.total, "can": self.can, "cannot": cannot, "versions": versions}


def preview(
    session: Session, library: Library, catalogue: Any, key: str, to_version: int, mapping: Mapping[str, str]
) -> Preview:
    """What would become of every case that runs under another version. Raises NotFound, AnswersInvalid."""
    new = library.version(session, key, to_version)
    return _foretell(session, library, catalogue, new, mapping, list(session.scalars(_cases(new))))


def outlook(session: Session, library: Library, catalogue: Any, new: Definition, most: int) -> Preview:
    """The same for a version that may not be published yet, over those `most` cases that began last."""
    newest_first = _cases(new).order_by(None).order_by(INSTANCES.c.started_at.desc(), INSTANCES.c.id).limit(most)
    return _foretell(session, library, catalogue, new, {}, list(session.scalars(newest_first)))


def foretell(
    session: Session, library: Library, catalogue: Any, key: str, to_version: int, mapping: Mapping[str, str],
    cases: Sequence[str],
) -> Preview:  # fmt: skip
    """The same of some cases, in their order; one that has ended is left out."""
    return _foretell(session, library, catalogue, library.version(session, key, to_version), mapping, cases)


def _foretell(
    session: Session, library: Library, catalogue: Any, new: Definition, mapping: Mapping[str, str],
    cases: Sequence[str],
) -> Preview:  # fmt: skip
    passages = _passages(session, library, new, mapping)
    judges = {id: Judge(passage, catalogue) for id, passage in passages.items()}
    found = []
    for row in _rows(session, cases):
        passage = passages[row["definition_id"]]
        found.append(_foretold(session, passage, judges[row["definition_id"]], row))
    labels = {(p.old.version, e.id): e.label for p in passages.values() for e in p.new.diagram.elements.values()}
    labels |= {(p.old.version, e.id): e.label for p in passages.values() for e in p.old.diagram.elements.values()}
    return Preview(new.version, tuple(found), labels)


def _foretold(session: Session, passage: Passage, judge: Judge, row: Row) -> Foretold:
    if passage.old.id == passage.new.id:
        there = Reason("", f"案件已经在第 {passage.new.version} 版，不必迁移")
        return Foretold(row["id"], row["revision"], passage.old.version, Verdict((there,)))
    flow = passage.old.resume(row["start_element"], row["state"])
    diagram = passage.old.diagram
    mover = mover_of(passage, flow, row["start_element"], row["trace"], lambda: history(session, row["id"], diagram))
    return Foretold(row["id"], row["revision"], passage.old.version, judge.verdict(mover))


def _cases(new: Definition) -> Select[str]:
    others = select(DEFINITIONS.c.id).where(DEFINITIONS.c.key == new.key, DEFINITIONS.c.version != new.version)
    going = INSTANCES.c.status.in_(("running", "suspended"))
    rows = select(INSTANCES.c.id).where(INSTANCES.c.process == new.key, going, INSTANCES.c.definition_id.in_(others))
    return rows.order_by(INSTANCES.c.started_at, INSTANCES.c.id)


def _rows(session: Session, cases: Sequence[str]) -> Iterator[Row]:
    columns = [INSTANCES.c[name] for name in COLUMNS]
    going = INSTANCES.c.status.in_(("running", "suspended"))
    for at in range(0, len(cases), AT_ONCE):
        ids = cases[at : at + AT_ONCE]
        rows = session.execute(select(*columns).where(INSTANCES.c.id.in_(ids), going)).mappings()
        by_id = {row["id"]: row for row in rows}
        yield from (by_id[id] for id in ids if id in by_id)


def _passages(session: Session, library: Library, new: Definition, mapping: Mapping[str, str]) -> dict[str, Passage]:
    """From every version that cases are of. What was renamed must be known to one of them at least."""
    going = INSTANCES.c.status.in_(("running", "suspended"))
    ids = session.scalars(
        select(INSTANCES.c.definition_id).where(INSTANCES.c.process == new.key, going).distinct()
    ).all()
    found = {}
    for old in (library.get(session, id) for id in ids):
        own = {before: after for before, after in mapping.items() if before in old.diagram.elements}
        found[old.id] = Passage(old, new, own).checked()
    unknown = [before for before in mapping if all(before not in p.old.diagram.elements for p in found.values())]
    if unknown and found:
        raise AnswersInvalid({"mapping": [f"在办案件的版本里没有“{before}”" for before in unknown]})
    return found
