"""The first check: who makes it, the unit's check, the using unit's signature, the recommendation (A27, A28, A33)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from handlers.evidence import law_tables, notices, office, routes, signatures
from handlers.handler import Actor, handler
from handlers.records.declarations import CheckRecord, Decision, Declaration, Recommendation
from handlers.rules import acts, duties
from handlers.rules.article import Clearance
from handlers.rules.terms import DeclarationStatus, PublicityKind
from handlers.rules.workdays import local_date

CHECKS = {"truth": "材料真实", "complete": "材料完整", "conditions": "符合申报条件"}


@handler
def facts(declaration: Declaration, *, now: datetime) -> dict[str, Any]:
    """取初审单位判定表所需的事实"""
    return dict(routes.first_check_facts(declaration, local_date(now)))


@handler
def assign(declaration: Declaration, *, now: datetime, body: str, joint: bool) -> dict[str, Any]:
    """确定初审单位"""
    duties.in_order("确定初审单位", {"提交申报": declaration.submitted_at})
    posted = signatures.posted_a_year(declaration, local_date(now))
    clearance = acts.first_check_assignment(choice=law_tables.choice(declaration, body, joint, posted))
    found = routes.body_for(declaration, body)
    if found is None:
        raise LookupError(f"没有登记“{body}”对应的单位，请先在机构库中补充")
    declaration.first_check_body, declaration.first_check_body_id = found, found.id
    declaration.joint_check = joint
    declaration.move(DeclarationStatus.UNIT_CHECK, clearance)
    declaration.hand_to(found.id, now)
    return {"joint": joint}


@handler
def check(
    declaration: Declaration,
    *,
    actor: Actor,
    now: datetime,
    opinion: str,
    text: str,
    conduct: str,
    checklist: list[str],
    seal_number: str,
) -> dict[str, Any]:
    """单位审核申报材料"""
    duties.in_order("单位审核", {"确定初审单位": declaration.first_check_body_id})
    clearance = acts.unit_check(
        check=signatures.check(
            declaration, actor, now, stage="unit", opinion=opinion, text=text, seal_number=seal_number
        ),
        conduct=signatures.conduct(conduct, opinion),
    )
    record = CheckRecord(
        stage="unit",
        organisation_id=actor.organisation_id,
        checker_id=actor.person_id,
        opinion=opinion,
        text=text,
        checklist=checklist,
        conduct=conduct,
        seal_number=seal_number,
        checked_at=now,
    )
    return _take(declaration, record, clearance, now)


@handler
def cosign(
    declaration: Declaration, *, actor: Actor, now: datetime, opinion: str, text: str, seal_number: str
) -> dict[str, Any]:
    """用工单位会签"""
    clearance = acts.unit_check(
        check=signatures.check(
            declaration, actor, now, stage="using_unit", opinion=opinion, text=text, seal_number=seal_number
        ),
        conduct=signatures.conduct(signatures.assessed_conduct(declaration), opinion),
    )
    record = CheckRecord(
        stage="using_unit",
        organisation_id=actor.organisation_id,
        checker_id=actor.person_id,
        opinion=opinion,
        text=text,
        checklist=[],
        seal_number=seal_number,
        checked_at=now,
    )
    return _take(declaration, record, clearance, now)


def _take(declaration: Declaration, record: CheckRecord, clearance: Clearance, now: datetime) -> dict[str, Any]:
    """Write the check and let it take effect: on, back to the applicant, or the end."""
    declaration.checks.append(record)
    if record.opinion == "reject":
        declaration.decisions.append(
            Decision(
                outcome=DeclarationStatus.NOT_RECOMMENDED.value,
                article="A27.1",
                reason=record.text,
                organisation_id=record.organisation_id,
                decided_by_id=record.checker_id,
                decided_at=now,
            )
        )
        declaration.move(DeclarationStatus.NOT_RECOMMENDED, clearance)
    if record.opinion == "approve":
        declaration.move(DeclarationStatus.UNIT_CHECK, clearance)
    else:
        declaration.hand_to(None, now)
    return {"outcome": record.opinion}


@handler
def recommend(
    declaration: Declaration,
    *,
    actor: Actor,
    now: datetime,
    how_chosen: str,
    conditions: str,
    publicity: str,
    commitment: bool,
    seal_number: str,
) -> dict[str, Any]:
    """单位出具推荐意见并盖章"""
    recommendation = Recommendation(
        organisation_id=actor.organisation_id,
        signer_id=actor.person_id,
        how_chosen=how_chosen,
        conditions=conditions,
        publicity=publicity,
        commitment=commitment,
        seal_number=seal_number,
        recommended_at=now,
    )
    duties.separation(duties.Duty("单位推荐", actor.person_id, signatures.unit_checkers(declaration)))
    clearance = acts.unit_recommendation(
        letter=signatures.letter(recommendation, local_date(now)),
        signatures=signatures.first_check_signatures(declaration),
        notice=notices.notice_of(declaration, PublicityKind.UNIT, now),
        dissents=notices.dissents(declaration, PublicityKind.UNIT),
    )
    declaration.recommendations.append(recommendation)
    declaration.move(DeclarationStatus.FORWARDED, clearance)
    return {"outcome": "recommended"}


@handler
def correct(declaration: Declaration, *, actor: Actor, now: datetime, answer: str) -> dict[str, Any]:
    """申报单位补正程序或材料"""
    notice = office.open_notice(declaration, "unit")
    clearance = acts.correction_answer(answer=office.answer(notice, now))
    notice.answer, notice.answered_at = answer, now
    declaration.move(DeclarationStatus.OFFICE_CHECK, clearance)
    declaration.hand_to(declaration.committee.office_id, now)
    return {"outcome": "corrected"}


def check_data(declaration: Declaration, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """What the forms of checks show: the file and what to tick."""
    checks = [{"value": value, "label": label} for value, label in CHECKS.items()]
    return {**office.person_texts(declaration), **office.earlier_text(declaration), "checks": checks}


def recommend_data(declaration: Declaration, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """What the form of `recommend` shows: the notice and how it went."""
    line = notices.name_on(declaration, PublicityKind.UNIT)
    raised = notices.complaints_on(declaration, PublicityKind.UNIT)
    text, proposal = "尚未公示。", ""
    if line and line.posted_at:
        dissent = f"收到异议 {len(raised)} 件" if raised else "无异议"
        proposal = f"{local_date(line.posted_at)} 至 {line.over_on} 在{line.publicity.place}公示，{dissent}。"
        text = f"**单位公示** {proposal}"
    return {**office.person_texts(declaration), "notice": text, "publicity": proposal}


def correct_data(declaration: Declaration, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """What the form of `correct` shows: every item and the limit."""
    return office.correction_texts(declaration)
