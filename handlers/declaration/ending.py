"""What befalls a declaration from outside its own way: a bar, its committee's lost power, a result that fell.

Each is asked again of the records: a message alone changes nothing (A72, A76, A78).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from handlers.evidence import bars, voiding
from handlers.evidence.subjects import session_of
from handlers.handler import handler
from handlers.records.declarations import Decision, Declaration
from handlers.rules import acts, oversight
from handlers.rules.article import Clearance
from handlers.rules.terms import DeclarationStatus
from handlers.rules.workdays import local_date


@handler
def cancel_by_sanction(declaration: Declaration, *, now: datetime, reason: str, number: str) -> dict[str, Any]:
    """因违规取消在办申报"""
    records = bars.applicant_records(session_of(declaration), declaration.person_id, local_date(now))
    clearance = acts.sanction_cancellation(hit=oversight.Hit(declaration.status, records))
    return _end(declaration, DeclarationStatus.CANCELLED_BY_SANCTION, clearance, "A72.3", reason, number, now)


@handler
def return_revoked(declaration: Declaration, *, now: datetime, reason: str, number: str) -> dict[str, Any]:
    """因收回评审权退回申报；申报期内可另行申报"""
    returning = oversight.Returning(declaration.status, declaration.committee.status)
    clearance = acts.return_on_revocation(returning=returning)
    ended = _end(declaration, DeclarationStatus.RETURNED_COMMITTEE_REVOKED, clearance, "A78.3", reason, number, now)
    return {**ended, "elsewhere_until": declaration.call.closes_at.isoformat()}


@handler
def close_voided(declaration: Declaration, *, now: datetime) -> dict[str, Any]:
    """评审结果不予认可或职称撤销后，终止在办手续"""
    row = voiding.voiding_of(declaration)
    if row is None:
        raise LookupError("没有不予认可或撤销的决定，不得终止；请先作出决定")
    return {"outcome": declaration.status.value, "number": row.number}


def _end(
    declaration: Declaration,
    status: DeclarationStatus,
    clearance: Clearance,
    article: str,
    reason: str,
    number: str,
    now: datetime,
) -> dict[str, Any]:
    """End the declaration with its reasons, and take it off what hangs and what waits."""
    declaration.decisions.append(
        Decision(outcome=status.value, article=article, reason=reason, number=number, decided_at=now)
    )
    declaration.move(status, clearance)
    declaration.hand_to(None, now)
    voiding.drop(declaration)
    return {"outcome": status.value, "number": number}
