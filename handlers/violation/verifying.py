"""The two verifications against an applicant, and what table (i) makes of an established breach (A72.2)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from handlers.evidence import violations
from handlers.evidence.subjects import session_of
from handlers.handler import Actor, handler
from handlers.records.table import new_id
from handlers.records.violations import CaseVerification, ViolationCase
from handlers.rules import acts, duties
from handlers.rules.oversight import Sanction

DECISIONS = (Sanction.CANCELLATION, Sanction.ANNULMENT, Sanction.DISQUALIFICATION, Sanction.STAFF_BAR)


@handler
def verify_unit(case: ViolationCase, *, actor: Actor, now: datetime, finding: str, text: str) -> dict[str, Any]:
    """推荐单位调查核实"""
    return _verify(case, violations.RECOMMENDER, actor, now, finding, text)


@handler
def verify_forming(case: ViolationCase, *, actor: Actor, now: datetime, finding: str, text: str) -> dict[str, Any]:
    """组建单位调查核实"""
    return _verify(case, violations.FORMING_UNIT, actor, now, finding, text)


def _verify(case: ViolationCase, body: str, actor: Actor, now: datetime, finding: str, text: str) -> dict[str, Any]:
    """Write down what one body found."""
    duties.in_order("核实违规", {"调查取证": case.investigated_at})
    acts.case_verification(check=violations.check(case, body, actor, text))
    made = CaseVerification(
        id=new_id(), body=body, organisation_id=actor.organisation_id, verifier_id=actor.person_id,
        established=finding == "established", text=text, verified_at=now,
    )  # fmt: skip
    case.verifications.append(made)
    session_of(case).flush()
    return {"established": made.established}


@handler
def dismiss(case: ViolationCase, *, now: datetime) -> dict[str, Any]:
    """核实不成立，不予认定"""
    case.close("dismissed", now)
    return {"outcome": "dismissed"}


@handler
def facts(case: ViolationCase) -> dict[str, Any]:
    """取违规处理表所需的事实"""
    return dict(violations.facts(case))


@handler
def assign(case: ViolationCase, *, sanctions: list[dict[str, Any]]) -> dict[str, Any]:
    """按违规处理表确定各项处理"""
    named = {str(row["sanction"]) for row in sanctions}
    return {
        "decision": next((each.value for each in DECISIONS if each.value in named), ""),
        "blacklist": Sanction.BLACKLISTING.value in named,
        "discipline": Sanction.DISCIPLINE.value in named,
        "police": Sanction.POLICE.value in named,
    }
