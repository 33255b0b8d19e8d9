"""Who opened a classified case, why and until when: one row of the journal for each reason given.

A reason holds for one case, for the sign-in it was given under, and for half an hour. Rows stand in the chain
`readings` of the journal, which nobody can change; exports stand in the chain `exports`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import audit
from app.accounts.signing_in import token_hash
from app.audit import Journal
from handlers.handler import Actor
from handlers.records.organisations import Organisation

READINGS, EXPORTS = "readings", "exports"
HOLDS = timedelta(minutes=30)
LEAST_SIGNS = 10
PAGE_SIZE = 50
PURPOSES = {
    "clue": "办理线索",
    "inspection": "抽查巡查",
    "complaint": "核查举报投诉",
    "supervision": "监管处置",
    "repair": "处理办理异常",
    "audit": "审计检查",
}


@dataclass(frozen=True)
class Line:
    """One row of either chain. `what` is the case or the list."""

    at: datetime
    name: str
    role: str
    organisation: str
    what: str
    detail: dict[str, Any]


def lacking(purpose: str, reason: str) -> dict[str, str]:
    """What is wrong with a reason, by field; empty when nothing is."""
    words = "".join(reason.split())
    found = {}
    if purpose not in PURPOSES:
        found["purpose"] = "请选择查阅目的"
    if len(words) < LEAST_SIGNS:
        found["reason"] = f"查阅理由至少 {LEAST_SIGNS} 个字，现在是 {len(words)} 个字；请写明线索、文号或事由"
    elif len(set(words)) < LEAST_SIGNS // 2:
        found["reason"] = "查阅理由只是重复的字；请写明线索、文号或事由"
    return found


def open_case(
    session: Session, actor: Actor, token: str, instance_id: str, name: str, purpose: str, reason: str, now: datetime
) -> None:
    """Write down why a case is opened. Raises ValueError for a reason that `lacking` finds fault with."""
    if lacking(purpose, reason):
        raise ValueError("a reading needs a purpose and a reason")
    until = (now + HOLDS).isoformat()
    detail = {"purpose": purpose, "reason": reason.strip()[:500], "until": until, "sign_in": _mark(token)}
    audit.note(session, READINGS, audit.Entry("read", actor, instance_id, name, detail=detail), now)


def is_open(session: Session, actor: Actor, token: str, instance_id: str, now: datetime) -> bool:
    """Has a reason been given for this case under this sign-in, less than half an hour ago?"""
    mine = (Journal.account_id == actor.account_id, Journal.element == instance_id, Journal.role == actor.role)
    found = select(Journal.detail).where(Journal.case == READINGS, Journal.at > now - HOLDS, *mine)
    return any(detail.get("sign_in") == _mark(token) for detail in session.scalars(found))


def _mark(token: str) -> str:
    """Which sign-in: enough of the hash of what is stored of a token to tell two of one person apart."""
    return token_hash(token_hash(token))[:16]


def exported(session: Session, mark: str) -> list[Line]:
    """When and by whom a file with this mark was exported, the first time first."""
    rows = (
        select(Journal, Organisation.name)
        .outerjoin(Organisation, Organisation.id == Journal.organisation_id)
        .where(Journal.case == EXPORTS, Journal.element == mark)
        .order_by(Journal.seq)
        .limit(PAGE_SIZE)
    )
    return [_line(row, body or "") for row, body in session.execute(rows)]


def listing(session: Session, chain: str, page: int, size: int = PAGE_SIZE) -> tuple[list[Line], int]:
    """One page of a chain, the newest on top, and how many rows there are on all."""
    total = session.scalar(select(func.count()).select_from(Journal).where(Journal.case == chain)) or 0
    rows = (
        select(Journal, Organisation.name)
        .outerjoin(Organisation, Organisation.id == Journal.organisation_id)
        .where(Journal.case == chain)
        .order_by(Journal.seq.desc())
        .offset((page - 1) * size)
        .limit(size)
    )
    return [_line(row, body or "") for row, body in session.execute(rows)], total


def _line(row: Journal, body: str) -> Line:
    return Line(row.at, row.name, row.role, body, row.element_name, row.detail)
