"""What the case file of a case against a person or an employer shows. Where the clue came from is not here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.web.days import in_words, instant_in_words
from app.web.desk.casefile.section import Section
from handlers.evidence import employer_texts, violations
from handlers.handler import Actor
from handlers.records.employers import EmployerCase
from handlers.records.violations import ViolationCase
from handlers.rules.oversight import VIOLATIONS
from handlers.rules.roles import Role

CONCERNED = (Role.APPLICANT, Role.EXPERT)


def _day(on: date | None) -> str:
    return in_words(on) if on else ""


def _at(at: datetime | None) -> str:
    return instant_in_words(at) if at else ""


def violation(session: Session, c: ViolationCase, actor: Actor) -> Iterator[Section]:
    """The case; the person concerned reads the facts, the own words and the decision, not how it was judged."""
    known = VIOLATIONS.get(c.code)
    yield Section(
        "个人违规",
        [
            ("编号", c.number),
            ("当事人", f"{c.subject.label} {c.person.name}"),
            ("单位", c.unit.name if c.unit else ""),
            ("违规情形", f"{c.code} {known.label}" if known else c.code),
            ("违规事实", c.facts),
            ("证书", c.certificate.number if c.certificate else ""),
            ("陈述申辩", c.statement or c.unheard_reason),
            ("陈述申辩期限", _day(c.hearing_due_on)),
        ],
    )
    if actor.role not in CONCERNED:
        yield from _judged(c)
    for decision in c.decisions:
        record = decision.record
        until = f"{record.effective_on} 至 {record.ends_on}" if record else "不记入诚信档案"
        rows = [
            ("处理", decision.sanction.label),
            ("决定单位", decision.organisation.name),
            ("文号", decision.number),
            ("生效", _day(decision.effective_on)),
            ("失信记录", until),
        ]
        yield Section("处理决定", rows)


def _judged(c: ViolationCase) -> Iterator[Section]:
    papers = "、".join(str(each) for each in c.evidence)
    yield Section("调查", [("立案单位", c.opened_by.name), ("立案", _at(c.opened_at)), ("证据材料", papers)])
    for each in c.verifications:
        found = "属实" if each.established else "不属实"
        rows = [("结论", found), ("说明", each.text), ("时间", _at(each.verified_at))]
        yield Section(f"{violations.BODIES[each.body]}核实", rows)
    letters = [(letter.number, letter.text) for letter in c.letters]
    if letters:
        yield Section("函件", letters)


def employer(session: Session, c: EmployerCase, actor: Actor) -> Iterator[Section]:
    """The case, the orders with their reports, and the circular."""
    yield Section(
        "用人单位问责",
        [
            ("编号", c.number),
            ("单位", c.organisation.name),
            ("事由", employer_texts.item(c.code)),
            ("事实", c.facts),
            ("立案", _at(c.opened_at)),
            ("处理单位", c.corrected_by.name if c.corrected_by else ""),
        ],
    )
    for order in c.orders:
        rows = [
            ("文号", order.number),
            ("责任人员", "、".join(str(each) for each in order.responsible)),
            ("整改要求", order.remedy),
            ("期限", _day(order.due_on)),
            ("整改报告", order.report),
            ("核查结论", order.improvement.label if order.checked_at else ""),
        ]
        yield Section("责令整改", rows)
    for circular in c.circulars:
        yield Section("通报批评", [("文号", circular.number), ("内容", circular.text)])
