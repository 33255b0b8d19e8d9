"""The case file beside a task: what the case is about, in sections of facts, and earlier opinions.

Shows nothing that only some may read, unless `permissions` says so: no expert, no vote, no complainant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from app.accounts import permissions
from app.web.days import in_words, instant_in_words
from app.web.desk.casefile import sanctions, stops
from app.web.desk.casefile.clues import clue, inspection, inspection_plan
from app.web.desk.casefile.section import Section
from app.web.desk.casefile.supervision import assessment, supervision_case, withdrawal
from handlers.complaint import complainant_of
from handlers.handler import Actor
from handlers.records import Record
from handlers.records.calendar import CalendarEdition
from handlers.records.certificates import ConfirmationBatch
from handlers.records.clues import Clue
from handlers.records.declarations import Declaration
from handlers.records.employers import EmployerCase
from handlers.records.inspections import Inspection, InspectionPlan
from handlers.records.notices import Complaint, Publicity
from handlers.records.review_sessions import ReviewSession
from handlers.records.supervision import MeasureWithdrawal, NullityAssessment, SupervisionCase
from handlers.records.violations import ViolationCase
from handlers.rules.series import series_label


def sections(session: Session, subject: Record, actor: Actor) -> list[Section]:
    """The facts of a case for this reader; empty values are left out."""
    found = TOLD[type(subject)](session, subject, actor)
    return [Section(section.title, [row for row in section.rows if row[1]]) for section in found]


def _day(on: date | None) -> str:
    return in_words(on) if on else ""


def _at(at: datetime | None) -> str:
    return instant_in_words(at) if at else ""


def _declaration(session: Session, d: Declaration, actor: Actor) -> Iterator[Section]:
    yield Section(
        "申报信息",
        [
            ("编号", d.number),
            ("申报人", d.person.name),
            ("单位", d.employer.name),
            ("系列", series_label(d.series)),
            ("专业", d.specialty),
            ("层级", d.level.label),
            ("职称", d.title),
            ("类型", d.kind.label),
            ("评委会", d.committee.name),
            ("状态", d.status.label),
            ("提交时间", _at(d.submitted_at)),
            ("受理时间", _at(d.accepted_at)),
        ],
    )
    yield from stops.of_declaration(d)
    for notice in d.corrections[-1:]:
        asked = "、".join(item["text"] if isinstance(item, dict) else str(item) for item in notice.items)
        rows = [
            ("内容", asked),
            ("期限", _day(notice.due_on)),
            ("答复", notice.answer),
            ("答复时间", _at(notice.answered_at)),
        ]
        yield Section("补正通知", rows)
    for letter in d.recommendations[-1:]:
        rows = [("产生方式", letter.how_chosen), ("具备条件", letter.conditions), ("公示情况", letter.publicity)]
        yield Section("单位推荐意见", rows)


def _review_session(session: Session, s: ReviewSession, actor: Actor) -> Iterator[Section]:
    plan = s.plan
    yield Section(
        "评审会议",
        [
            ("编号", s.number),
            ("评委会", s.committee.name),
            ("组建单位", s.committee.forming_unit.name),
            ("评审对象", f"{len(s.candidates)} 人"),
            ("会议日期", _day(plan.meeting_on) if plan else ""),
            ("地点", plan.place if plan else ""),
            ("方案报送", _at(plan.received_at) if plan else ""),
            ("同意召开", _at(plan.consented_at) if plan else ""),
            ("评委人数", f"{len(s.seats)} 人" if s.seats else ""),
            ("签到", f"{sum(seat.attended_at is not None for seat in s.seats)} 人" if s.opened_at else ""),
            ("宣布结果", _at(s.announced_at)),
        ],
    )
    yield from stops.of_committee(s.committee)
    if permissions.may_see_experts(actor) and s.seats:
        yield Section("评委名单（保密）", [(_part(seat.part), seat.expert.person.name) for seat in s.seats])


def _part(part: str) -> str:
    return {"chair": "主任委员", "vice_chair": "副主任委员"}.get(part, "委员")


def _publicity(session: Session, p: Publicity, actor: Actor) -> Iterator[Section]:
    yield Section(
        "公示",
        [
            ("名称", p.title),
            ("种类", p.kind.label),
            ("发布单位", p.body.name),
            ("人数", f"{len(p.names)} 人"),
            ("最迟发布", _day(p.due_on)),
            ("发布时间", _at(p.posted_at)),
            ("公示截止", _day(p.over_on)),
            ("位置", p.place),
        ],
    )


def _complaint(session: Session, c: Complaint, actor: Actor) -> Iterator[Section]:
    who = (complainant_of(c) or "匿名") if permissions.may_see_complainant(actor) else ""
    yield Section(
        "举报投诉",
        [
            ("编号", c.number),
            ("涉及", f"{c.declaration.person.name}（{c.declaration.employer.name}）"),
            ("公示", c.publicity.title),
            ("收到时间", _at(c.received_at)),
            ("办结期限", _day(c.due_on)),
            ("内容", c.content),
            ("举报人", who),
            ("核查情况", c.findings),
            ("结论", c.opinion.label if c.opinion else ""),
        ],
    )


def _batch(session: Session, b: ConfirmationBatch, actor: Actor) -> Iterator[Section]:
    yield Section(
        "核准确认",
        [
            ("编号", b.number),
            ("评审会议", b.session.number),
            ("评委会", b.session.committee.name),
            ("核准部门", b.authority.name if b.authority else ""),
            ("用印部门", b.seal_body.name if b.seal_body else ""),
            ("报送期限", _day(b.extended_to or b.due_on)),
            ("报告文号", b.report_number),
            ("公示报告", b.publicity_report_number),
            ("承诺文号", b.commitment_number),
            ("报送时间", _at(b.submitted_at)),
        ],
    )
    yield from stops.of_batch(b)
    people = [(c.declaration.number, f"{c.declaration.person.name} · {c.declaration.title}") for c in b.confirmations]
    yield Section(f"人员（{len(people)}）", people)


def _edition(session: Session, e: CalendarEdition, actor: Actor) -> Iterator[Section]:
    yield Section("工作日历", [("编号", e.number), ("年度", str(e.year))])


#: For each kind of subject: its sections. The engine's subjects, without exception.
TOLD: dict[type[Record], Callable[[Session, Any, Actor], Iterator[Section]]] = {
    Declaration: _declaration,
    ReviewSession: _review_session,
    Publicity: _publicity,
    Complaint: _complaint,
    ConfirmationBatch: _batch,
    CalendarEdition: _edition,
    ViolationCase: sanctions.violation,
    EmployerCase: sanctions.employer,
    SupervisionCase: supervision_case,
    MeasureWithdrawal: withdrawal,
    NullityAssessment: assessment,
    Clue: clue,
    Inspection: inspection,
    InspectionPlan: inspection_plan,
}
