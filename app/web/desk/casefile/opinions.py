"""Earlier opinions on a declaration: what each body said of it, in the order of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.records import Record
from handlers.records.declarations import CheckRecord, Decision, Declaration
from handlers.records.organisations import Organisation
from handlers.records.people import Person

OPINIONS = {"approve": ("同意", "pass"), "return": ("退回修改", "review"), "reject": ("不同意", "fail")}
STAGES = {
    "unit": "单位审核",
    "using_unit": "用工单位审核",
    "industry": "主管部门审核",
    "hr": "人社部门审核",
    "centre": "服务中心分类",
    "office": "办事机构复核",
}
OUTCOMES = {"not_recommended": "不予推荐", "not_reported": "不予上报", "not_accepted": "不予受理"}


@dataclass(frozen=True)
class EarlierOpinion:
    """What a body said of the case before: stage, body and checker, opinion, reasons."""

    stage: str
    body: str
    checker: str
    opinion: str
    tone: str
    text: str
    at: datetime


def earlier_opinions(session: Session, subject: Record) -> list[EarlierOpinion]:
    """What bodies said of a declaration so far, refusals included, in the order of time."""
    if not isinstance(subject, Declaration):
        return []
    checks = session.execute(
        select(CheckRecord, Organisation.name, Person.name)
        .join(Organisation, Organisation.id == CheckRecord.organisation_id)
        .join(Person, Person.id == CheckRecord.checker_id)
        .where(CheckRecord.declaration_id == subject.id)
    )
    decisions = session.execute(
        select(Decision, Organisation.name, Person.name)
        .join(Organisation, Organisation.id == Decision.organisation_id)
        .join(Person, Person.id == Decision.decided_by_id)
        .where(Decision.declaration_id == subject.id)
    )
    found = [_opinion(check, body, checker) for check, body, checker in checks]
    found += [
        EarlierOpinion("决定", body, by, OUTCOMES.get(d.outcome, d.outcome), "fail", d.reason, d.decided_at)
        for d, body, by in decisions
    ]
    return sorted(found, key=lambda each: each.at)


def _opinion(check: CheckRecord, body: str, checker: str) -> EarlierOpinion:
    label, tone = OPINIONS[check.opinion]
    stage = STAGES.get(check.stage, check.stage)
    return EarlierOpinion(stage, body, checker, label, tone, check.text, check.checked_at)
