"""What follows a decision: running declarations told, referrals, the blacklist (A72.3, A75.2, A80)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from handlers.evidence import violations
from handlers.evidence.authorities import authority_of
from handlers.evidence.subjects import reference, session_of
from handlers.handler import Actor, handler
from handlers.records.organisations import Organisation
from handlers.records.table import new_id
from handlers.records.violations import BlacklistEntry, CaseReferral, DestructionHold, ViolationCase
from handlers.rules import acts, duties, oversight


@handler
def tell_declarations(case: ViolationCase) -> dict[str, Any]:
    """通知当事人的在办申报：因违规取消"""
    decision = case.decisions[-1] if case.decisions else None
    number = decision.number if decision else case.number
    told = {"reason": f"{case.code}：{oversight.VIOLATIONS[case.code].label}", "number": number}
    return {"messages": [{"to": reference(each), **told} for each in violations.running(case)]}


@handler
def tell_voided(case: ViolationCase, *, voided: list[str], reason: str) -> dict[str, Any]:
    """通知尚在办理的申报：职称已撤销"""
    number = case.decisions[-1].number if case.decisions else case.number
    return {"messages": [{"to": each, "reason": reason, "number": number} for each in voided]}


@handler
def refer_discipline(
    case: ViolationCase, *, actor: Actor, now: datetime, to: str, basis: str, number: str, papers: str | None = None
) -> dict[str, Any]:
    """移送追究党纪政务责任"""
    made = _referral(case, "discipline", actor, now, to, basis, number, papers)
    acts.discipline_referral(referral=violations.referral(made))
    return {"held": len(made.holds)}


@handler
def refer_police(
    case: ViolationCase, *, actor: Actor, now: datetime, to: str, basis: str, number: str, papers: str
) -> dict[str, Any]:
    """移送公安机关，材料停止销毁"""
    made = _referral(case, "police", actor, now, to, basis, number, papers)
    acts.police_referral(referral=violations.referral(made))
    return {"held": len(made.holds)}


def _referral(
    case: ViolationCase, kind: str, actor: Actor, now: datetime, to: str, basis: str, number: str, papers: str | None
) -> CaseReferral:
    """A referral and the holds on the papers it names."""
    named = violations.lines(papers)
    made = CaseReferral(
        id=new_id(), kind=kind, to=to, facts=case.facts, basis=basis, number=number, papers=named,
        referred_by_id=actor.person_id, referred_at=now,
    )  # fmt: skip
    made.holds = [
        DestructionHold(id=new_id(), paper=paper, declaration_id=case.declaration_id, held_at=now)
        for paper in dict.fromkeys(named)
    ]
    case.referrals.append(made)
    session_of(case).flush()
    return made


@handler
def report_region(case: ViolationCase) -> dict[str, Any]:
    """报自治区人社厅认定严重失信"""
    duties.in_order("报自治区人社厅", {"处理决定": case.decisions})
    case.reported_to_id = case.region_id
    return {"outcome": "reported"}


@handler
def blacklist(
    case: ViolationCase, *, actor: Actor, now: datetime, decision: str, finding: str, number: str | None = None
) -> dict[str, Any]:
    """自治区人社厅决定是否列入黑名单"""
    session, case.reported_to_id = session_of(case), None
    if decision == "refuse":
        return {"outcome": "refused"}
    standing = violations.standing_records(case)
    acts.blacklisting(
        blacklisting=oversight.Blacklisting(
            finding=finding,
            records=tuple(row.number for row in standing),
            number=number or "",
            acting=authority_of(session.get(Organisation, actor.organisation_id)),
        )
    )
    session.add(
        BlacklistEntry(
            id=new_id(), case_id=case.id, person_id=case.person_id, record_id=standing[-1].id, finding=finding,
            number=number or "", organisation_id=actor.organisation_id, decided_by_id=actor.person_id, listed_at=now,
        )
    )  # fmt: skip
    return {"outcome": "listed"}
