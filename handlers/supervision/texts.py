"""What the forms of a supervision case show: numbers, evidence, letters, and the row of table (h) they come to."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from handlers.evidence.subjects import session_of
from handlers.evidence.supervision import bodies, counting, nullity
from handlers.handler import Actor
from handlers.records.committees import Committee
from handlers.records.declarations import Declaration
from handlers.records.notices import Complaint
from handlers.records.people import Person
from handlers.records.supervision import Measure, MeasureWithdrawal, NullityAssessment, SupervisionCase, VerifiedItem
from handlers.rules import oversight
from handlers.rules.oversight import VIOLATIONS
from handlers.rules.oversight import Measure as Proposed
from handlers.rules.workdays import local_date

CODES = [
    {"value": code, "label": f"{code} {VIOLATIONS[code].label}"}
    for code in oversight.codes(oversight.Subject.COMMITTEE)
]


def open_data(person: Person, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """The committees by name and forming unit, and the catalogue; who supervises which is the law's to say."""
    wanted = select(Committee).options(joinedload(Committee.forming_unit)).order_by(Committee.name)
    committees = session_of(person).scalars(wanted)
    named = [{"value": c.id, "label": f"{c.name}（{c.forming_unit.name}组建）"} for c in committees]
    return {"committees": named, "codes": CODES}


def verify_data(case: SupervisionCase, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """The clue, the ladder so far and the catalogue."""
    label = VIOLATIONS[case.code].label if case.code in VIOLATIONS else ""
    suspected = f"**线索**（{case.code} {label}）\n\n{case.facts}" if label else f"**线索**\n\n{case.facts}"
    return {**ladder_data(case, actor, now, item), "suspected": suspected, "codes": CODES}


def ladder_data(case: SupervisionCase, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """The case, its counters, what was found and written, and what table (h) proposes."""
    return {
        "case": f"**{case.committee.name}**\n\n监管案件 {case.number}，立案部门：{case.opened_by.name}",
        "counters": counters_text(case, local_date(now)),
        "items": items_text(case),
        "letters": letters_text(case, now),
        "proposal": proposal_text(case, now),
    }


def counters_text(case: SupervisionCase, on: date) -> str:
    """D, S, R and I of the filing cycle in hand."""
    cycle = counting.cycle_in_hand(case, on)
    numbers = counting.tally(case.committee, cycle)
    flag = "，**已达到可收回评审权的次数**" if numbers.revocable else ""
    since = "备案之前" if cycle == counting.BEFORE_FILING else f"自 {cycle} 起的备案周期"
    return (
        f"**计数**（{since}，已撤回的不计）：查实 {numbers.distinct} 项，同一项最多 {numbers.repeated} 次，"
        f"提醒 {numbers.reminders} 次，约谈 {numbers.interviews} 次{flag}"
    )


def items_text(case: SupervisionCase) -> str:
    """What was verified, on what evidence."""
    return "**已查实的违规**\n\n" + ("\n".join(_item(each) for each in case.items) or "无")


def _item(item: VerifiedItem) -> str:
    gone = f"（{local_date(item.withdrawal.made_at)} 已撤回）" if item.withdrawal else ""
    papers = "、".join(item.evidence)
    return (
        f"- {item.code} {VIOLATIONS[item.code].label}{gone}：{item.facts}（发生于 {item.happened_on}；证据 {papers}）"
    )


def letters_text(case: SupervisionCase, now: datetime) -> str:
    """What was written, signed, reported and checked."""
    lines = [_letter(measure, local_date(now)) for measure in case.measures if measure.dropped_at is None]
    return "**监管文书**\n\n" + ("\n".join(lines) or "无")


def _letter(measure: Measure, on: date) -> str:
    said = [f"- {measure.letter.label} {measure.number}：{measure.orders}"]
    if measure.issued_at is None:
        return said[0] + f"（会签中，已签 {len(measure.signatures)} 个部门，整改期限 {measure.due}）"
    said.append(f"  {local_date(measure.issued_at)} 发出，整改期限 {measure.due}")
    said += [f"  {local_date(each.reported_at)} 报告：{each.text}" for each in measure.reports]
    said += [f"  {local_date(each.checked_at)} 核查：{each.improvement.label}。{each.text}" for each in measure.checks]
    if measure.withdrawal:
        said.append(f"  {local_date(measure.withdrawal.made_at)} 撤回，不再计数：{measure.withdrawal.reason}")
    elif oversight.overdue(measure.due, _day(counting.reported_at(measure)), on):
        said.append("  **逾期未报告**")
    return "；".join(said)


def _day(at: datetime | None) -> date | None:
    return local_date(at) if at else None


def proposal_text(case: SupervisionCase, now: datetime) -> str:
    """The row of table (h), in words."""
    row = counting.proposal(case, now)
    if counting.occasion(case, now) is None:
        return "**建议**：等待评委会报告整改情况。"
    ask = "；建议认定为整改后仍无明显改善" if row.measure is Proposed.IMPROVEMENT_FINDING and _late(case, now) else ""
    effects = "、".join(effect.label for effect in row.effects)
    return f"**建议**（监管措施表第 {row.row} 行）：{row.measure.label}，由{row.decided_by.label}决定。{effects}{ask}"


def _late(case: SupervisionCase, now: datetime) -> bool:
    measure = counting.current_measure(case)
    return measure is not None and oversight.overdue(measure.due, _day(counting.reported_at(measure)), local_date(now))


def laxity_data(case: SupervisionCase, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """The ladder, and how many complaints and objections the committee's results met."""
    session = session_of(case)
    of = select(func.count()).select_from(Complaint).join(Declaration, Declaration.id == Complaint.declaration_id)
    raised = session.scalar(of.where(Declaration.committee_id == case.committee_id)) or 0
    return {**ladder_data(case, actor, now, item), "complaints": f"该评委会的申报人共收到异议和举报 {raised} 件。"}


def draft_data(case: SupervisionCase, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """The ladder, and who signs beside the author."""
    signing = bodies.departments(case.committee).values()
    names = "、".join(body.name for body in signing)
    return {**ladder_data(case, actor, now, item), "signing": f"会签部门：{names}", "choice": "draft"}


def withdraw_data(person: Person, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """Letters issued and items verified in the cases of the committees that the actor's department supervises."""
    session = session_of(person)
    committees = session.scalars(select(Committee).where(Committee.id.in_(select(SupervisionCase.committee_id))))
    ours = [c.id for c in committees if any(b.id == actor.organisation_id for b in bodies.departments(c).values())]
    wanted = select(SupervisionCase).where(SupervisionCase.committee_id.in_(ours)).order_by(SupervisionCase.number)
    return {"choices": [each for case in session.scalars(wanted) for each in _withdrawable(case)]}


def _withdrawable(case: SupervisionCase) -> list[dict[str, str]]:
    committee = case.committee.name
    measures = [
        {"value": f"measure:{m.id}", "label": f"{_gone(m)}{case.number} {m.letter.label} {m.number}（{committee}）"}
        for m in case.measures
        if m.issued_at is not None
    ]
    items = [
        {"value": f"item:{i.id}", "label": f"{_gone(i)}{case.number} 认定 {i.code}（{committee}）：{i.facts[:30]}"}
        for i in case.items
    ]
    return measures + items


def _gone(row: Measure | VerifiedItem) -> str:
    return "【已撤回】" if row.withdrawal else ""


def assess_data(assessment: NullityAssessment, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """The finding behind an assessment, the committee's filings, and the reviews it may concern."""
    case, found = assessment.case, assessment.item
    filings = "；".join(f"{c.number}（{c.valid_from} 至 {c.valid_to}）" for c in case.committee.cycles) or "无"
    reviews = nullity.sessions_of(case.committee)
    return {
        "case": f"**{case.committee.name}**\n\n评估 {assessment.number}，起因：监管案件 {case.number}",
        "items": "**查实的违规**\n\n" + _item(found),
        "filings": f"核准备案：{filings}",
        "reviews": [
            {"value": r.id, "label": f"{r.number}（{_day(r.announced_at)}，有效结果 {len(nullity.results_of(r))} 人）"}
            for r in reviews
        ],
    }


def withdrawn_text(row: MeasureWithdrawal) -> str:
    """What was withdrawn, in words."""
    if row.measure is not None:
        return f"{row.measure.letter.label} {row.measure.number}"
    return f"认定 {row.item.code}" if row.item else ""
