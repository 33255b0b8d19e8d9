"""The case file of the escalation against a committee."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.web.days import in_words, instant_in_words
from app.web.desk.casefile.section import Section
from handlers.handler import Actor
from handlers.records.supervision import Measure, MeasureWithdrawal, NullityAssessment, SupervisionCase
from handlers.rules.oversight import VIOLATIONS
from handlers.supervision.texts import withdrawn_text


def supervision_case(session: Session, c: SupervisionCase, actor: Actor) -> Iterator[Section]:
    """The case, what was verified, each letter, and how it ended."""
    yield Section(
        "监管案件",
        [
            ("编号", c.number),
            ("评委会", c.committee.name),
            ("组建单位", c.committee.forming_unit.name),
            ("立案部门", c.opened_by.name),
            ("立案时间", _at(c.opened_at)),
            ("线索", c.facts),
            ("状态", c.state.label),
            ("办结意见", c.conclusion),
        ],
    )
    yield Section("查实的违规", [(item.code, f"{VIOLATIONS[item.code].label}：{item.facts}") for item in c.items])
    for measure in c.measures:
        if measure.issued_at is not None:
            yield _letter(measure)


def _letter(m: Measure) -> Section:
    return Section(
        f"{m.letter.label} {m.number}",
        [
            ("整改要求", m.orders),
            ("发出时间", _at(m.issued_at)),
            ("整改期限", _day(m.due)),
            ("送达", _at(m.served_at)),
            ("整改报告", m.reports[-1].text if m.reports else ""),
            ("核查认定", m.checks[-1].improvement.label if m.checks else ""),
            ("撤回", f"{_at(m.withdrawal.made_at)} {m.withdrawal.reason}" if m.withdrawal else ""),
        ],
    )


def withdrawal(session: Session, w: MeasureWithdrawal, actor: Actor) -> Iterator[Section]:
    """What was withdrawn, why and by which paper."""
    rows = [("编号", w.number), ("监管案件", w.case.number), ("撤回", withdrawn_text(w))]
    yield Section("撤回监管措施", [*rows, ("理由", w.reason), ("文号", w.paper), ("时间", _at(w.made_at))])


def assessment(session: Session, a: NullityAssessment, actor: Actor) -> Iterator[Section]:
    """An assessment under A76 and what came of it."""
    yield Section(
        "不予认可评估",
        [
            ("编号", a.number),
            ("评委会", a.case.committee.name),
            ("监管案件", a.case.number),
            ("查实的违规", f"{a.item.code} {VIOLATIONS[a.item.code].label}"),
            ("结论", a.outcome.label if a.outcome else ""),
            ("事由", a.ground.label if a.ground else ""),
            ("文号", a.decree),
            ("决定时间", _at(a.decided_at)),
        ],
    )


def _day(on: date | None) -> str:
    return in_words(on) if on else ""


def _at(at: datetime | None) -> str:
    return instant_in_words(at) if at else ""
