"""Search by anything: number, name, unit, title, committee, certificate number. Never by expert or complainant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from app.accounts.permissions.classified import NAMELESS
from app.engine.store import ProcessInstance
from app.figures.scope import Scope
from handlers.records.certificates import Certificate
from handlers.records.committees import Committee

PAGE = 50
COUNTED_TO = 1000
WORDS = 6
CERTIFICATE_LENGTH = 4


@dataclass(frozen=True)
class Hit:
    """One case that was found. `applicant` is empty where the scope knows no persons."""

    id: str
    process: str
    subject: str
    number: str
    title: str
    applicant: str
    unit: str
    status: str
    started_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True)
class Hits:
    """One page of cases, the newest on top. `total` is counted to 1,000; with `more` there are more than that."""

    hits: list[Hit]
    total: int
    more: bool
    page: int


COLUMNS = (
    ProcessInstance.id, ProcessInstance.process, ProcessInstance.subject, ProcessInstance.number,
    ProcessInstance.title, ProcessInstance.applicant, ProcessInstance.unit, ProcessInstance.status,
    ProcessInstance.started_at, ProcessInstance.ended_at,
)  # fmt: skip


def search(session: Session, scope: Scope, words: str, page: int = 1) -> Hits:
    """The cases of the scope in which every word is found. Nothing for no word, and where only numbers are shown."""
    asked = words.lower().split()[:WORDS]
    if not asked or not scope.personal or scope.empty:
        return Hits([], 0, False, page)
    where = and_(scope.of(ProcessInstance), *(_about(session, word) for word in asked))
    first = (page - 1) * PAGE
    ids = session.scalars(select(ProcessInstance.id).where(where).order_by(*NEWEST).limit(COUNTED_TO + 1)).all()
    shown = select(*COLUMNS).where(ProcessInstance.id.in_(ids[first : first + PAGE])).order_by(*NEWEST)
    rows: Any = session.execute(shown)
    hits = [Hit(*row) for row in rows]
    return Hits(hits, min(len(ids), COUNTED_TO), len(ids) > COUNTED_TO, page)


NEWEST = (ProcessInstance.started_at.desc(), ProcessInstance.id.desc())


def _about(session: Session, word: str) -> ColumnElement[bool]:
    """Cases that a word speaks of."""
    named = or_(*(ProcessInstance.subject.startswith(f"{kind}:") for kind in NAMELESS))
    told = or_(~named, func.lower(ProcessInstance.number) == word)  # what shows no name is found by its number alone
    ways = [and_(ProcessInstance.sought.contains(word, autoescape=True), told)]
    called = func.lower(Committee.name).contains(word, autoescape=True)
    if committees := session.scalars(select(Committee.id).where(called)).all():
        ways.append(ProcessInstance.committee_id.in_(committees))
    if len(word) >= CERTIFICATE_LENGTH and (found := _certified(session, word)):
        ways.append(ProcessInstance.subject.in_(found))
    return or_(*ways)


def _certified(session: Session, word: str) -> list[str]:
    numbered = func.lower(Certificate.number).contains(word, autoescape=True)
    ids = session.scalars(select(Certificate.declaration_id).where(numbered).limit(COUNTED_TO + 1))
    return [f"declaration:{id}" for id in ids]
