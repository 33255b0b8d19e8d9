"""How a case is shown in lists: a handful of words, none of them secret (A49.2, A60, I-39)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from handlers.evidence import stopping
from handlers.evidence.subjects import session_of
from handlers.evidence.supervision import shown as supervision
from handlers.records import Record
from handlers.records.calendar import CalendarEdition
from handlers.records.certificates import ConfirmationBatch
from handlers.records.clues import Clue
from handlers.records.declarations import Declaration
from handlers.records.employers import EmployerCase
from handlers.records.inspections import Inspection, InspectionPlan
from handlers.records.notices import Complaint, Publicity
from handlers.records.organisations import Organisation
from handlers.records.review_sessions import ReviewSession
from handlers.records.supervision import MeasureWithdrawal, NullityAssessment, SupervisionCase
from handlers.records.violations import ViolationCase
from handlers.rules.series import series_label
from handlers.rules.terms import DeclarationStatus, IntegritySubject


@dataclass(frozen=True)
class Display:
    """The columns of a work list. Empty where a case has no such thing.

    `area` is the GB/T 2260 code of the body whose case it is, by which supervisors see it; without one only the
    region's do. `committee_id` lets the committee's own office see it. Neither is shown.
    """

    number: str = ""
    title: str = ""
    applicant: str = ""
    unit: str = ""
    series: str = ""
    level: str = ""
    area: str = ""
    committee_id: str = ""


@dataclass(frozen=True)
class Whereabouts:
    """Where a declaration is: who has it, since when, and what is being done, in words."""

    status: str
    holder: str
    since: datetime | None
    text: str


def display(subject: Record) -> Display:
    """What the work list shows of the case of `subject`; never an expert, a vote or a complainant."""
    shown = SHOWN.get(type(subject))
    return shown(subject) if shown else Display()


def whereabouts(declaration: Declaration) -> Whereabouts:
    """“Where is my case”: derived from the record alone, so it cannot disagree with it."""
    status = declaration.status
    body = session_of(declaration).get(Organisation, declaration.holder_id) if declaration.holder_id else None
    name = body.name if body else declaration.person.name
    stop = None if status.over else stopping.order(declaration.committee)
    if status.over:
        text = f"已办结：{status.label}"
    elif body is None and status is not DeclarationStatus.DRAFT:
        text = f"{status.label}，等待申报人办理"
    else:
        text = f"{status.label}，现在由 {name} 办理"
    told = f"{text}；{stop.words}，期限照常计算" if stop else text
    return Whereabouts(status.label, name, declaration.held_since, told)


def _of_declaration(declaration: Declaration) -> Display:
    return Display(
        number=declaration.number,
        title=declaration.title or "职称申报",
        applicant=declaration.person.name,
        unit=declaration.employer.name,
        series=series_label(declaration.series),
        level=declaration.level.label,
        area=declaration.employer.area,
        committee_id=declaration.committee_id,
    )


def _of_session(review: ReviewSession) -> Display:
    committee = review.committee
    level = committee.sub_level.label if committee.sub_level else committee.tier.label
    return Display(
        number=review.number,
        title=committee.name,
        unit=committee.forming_unit.name,
        series=series_label(committee.series),
        level=level,
        area=committee.forming_unit.area,
        committee_id=committee.id,
    )


def _of_publicity(publicity: Publicity) -> Display:
    review = session_of(publicity).get(ReviewSession, publicity.session_id) if publicity.session_id else None
    shown = _of_session(review) if review else Display()
    return replace(shown, title=publicity.title, unit=publicity.body.name, area=publicity.body.area)


def _of_complaint(complaint: Complaint) -> Display:
    shown = _of_declaration(complaint.declaration)
    return replace(shown, number=complaint.number, title="举报核查", area=complaint.publicity.body.area)


def _of_batch(batch: ConfirmationBatch) -> Display:
    shown = _of_session(batch.session)
    return replace(shown, number=batch.number, title=f"核准确认 {len(batch.confirmations)} 人")


def _of_edition(edition: CalendarEdition) -> Display:
    return Display(edition.number, f"{edition.year}年工作日历{'更正' if edition.corrects else ''}")


def _of_clue(clue: Clue) -> Display:
    title = f"{clue.about.label}线索（{clue.source.label}）"
    return Display(number=clue.number, title=title, unit=clue.about_name, area=clue.handling.area)


def _of_inspection(inspection: Inspection) -> Display:
    title = inspection.method.label if inspection.method else "监督检查"
    return Display(
        number=inspection.number, title=title, unit=inspection.committee.name, area=inspection.inspecting.area
    )


def _of_plan(plan: InspectionPlan) -> Display:
    return Display(number=plan.number, title=f"{plan.year}年抽查计划", unit=plan.body.name, area=plan.body.area)


def _of_violation(case: ViolationCase) -> Display:
    """An expert's name is not for lists (A49.2)."""
    name = "" if case.subject is IntegritySubject.EXPERT else case.person.name
    unit = case.unit.name if case.unit and name else ""
    return Display(case.number, f"{case.subject.label}违规", name, unit, area=case.opened_by.area)


def _of_employer(case: EmployerCase) -> Display:
    return Display(case.number, "用人单位问责", "", case.organisation.name, area=case.opened_by.area)


#: For each kind of subject: its columns.
SHOWN: dict[type[Record], Callable[[Any], Display]] = {
    Declaration: _of_declaration,
    ReviewSession: _of_session,
    Publicity: _of_publicity,
    Complaint: _of_complaint,
    ConfirmationBatch: _of_batch,
    CalendarEdition: _of_edition,
    ViolationCase: _of_violation,
    EmployerCase: _of_employer,
    SupervisionCase: lambda case: Display(**supervision.columns_of_case(case)),
    MeasureWithdrawal: lambda row: Display(**supervision.columns_of_withdrawal(row)),
    NullityAssessment: lambda assessment: Display(**supervision.columns_of_assessment(assessment)),
    Clue: _of_clue,
    Inspection: _of_inspection,
    InspectionPlan: _of_plan,
}
