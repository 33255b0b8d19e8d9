"""Subjects of cases and their references: `"declaration:<id>"` names one record across the program."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session, object_session

from handlers.records import Record
from handlers.records.certificates import ConfirmationBatch
from handlers.records.declarations import Declaration
from handlers.records.notices import Complaint, Publicity
from handlers.records.review_sessions import ReviewSession

SUBJECTS: dict[str, type[Record]] = {
    "declaration": Declaration,
    "review_session": ReviewSession,
    "publicity": Publicity,
    "complaint": Complaint,
    "confirmation_batch": ConfirmationBatch,
}


def reference(record: Record) -> str:
    """The record's reference, `"<kind>:<id>"`. Raises KeyError for a record that is no subject."""
    kind = next((k for k, table in SUBJECTS.items() if isinstance(record, table)), None)
    if kind is None:
        raise KeyError(type(record).__name__)
    identity: Any = record
    return f"{kind}:{identity.id}"


def load(session: Session, reference: str) -> Record:
    """The record a reference names. Raises LookupError when there is none."""
    kind, _, id = reference.partition(":")
    record = session.get(SUBJECTS[kind], id) if kind in SUBJECTS else None
    if record is None:
        raise LookupError(f"没有这个案件：{reference}")
    return record


def session_of(record: Record) -> Session:
    """The database session a record lives in. Raises LookupError for a record outside any."""
    session = object_session(record)
    if session is None:
        raise LookupError("记录不在数据库会话中")
    return session
