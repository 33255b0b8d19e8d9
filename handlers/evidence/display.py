"""How a case is shown in lists: a handful of words, none of them secret (A49.2, A60, I-39)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from handlers.evidence.subjects import session_of
from handlers.records import Record
from handlers.records.calendar import CalendarEdition
from handlers.records.certificates import ConfirmationBatch
from handlers.records.declarations import Declaration
from handlers.records.notices import Complaint, Publicity
from handlers.records.organisations import Organisation
from handlers.records.review_sessions import ReviewSession
from handlers.rules.series import series_label
from handlers.rules.terms import DeclarationStatus


@dataclass(frozen=True)
class Display:
    """The columns of a work list. Empty where a case has no such thing."""

    number: str = ""
    title: str = ""
    applicant: str = ""
    unit: str = ""
    series: str = ""
    level: str = ""


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
    if status.over:
        text = f"已办结：{status.label}"
    elif body is None and status is not DeclarationStatus.DRAFT:
        text = f"{status.label}，等待申报人办理"
    else:
        text = f"{status.label}，现在由 {name} 办理"
    return Whereabouts(status.label, name, declaration.held_since, text)


def _of_declaration(declaration: Declaration) -> Display:
    return Display(
        number=declaration.number,
        title=declaration.title or "职称申报",
        applicant=declaration.person.name,
        unit=declaration.employer.name,
        series=series_label(declaration.series),
        level=declaration.level.label,
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
    )


def _of_publicity(publicity: Publicity) -> Display:
    review = session_of(publicity).get(ReviewSession, publicity.session_id) if publicity.session_id else None
    shown = _of_session(review) if review else Display()
    return Display(shown.number, publicity.title, "", publicity.body.name, shown.series, shown.level)


def _of_complaint(complaint: Complaint) -> Display:
    shown = _of_declaration(complaint.declaration)
    return Display(complaint.number, "举报核查", shown.applicant, shown.unit, shown.series, shown.level)


def _of_batch(batch: ConfirmationBatch) -> Display:
    shown = _of_session(batch.session)
    return Display(batch.number, f"核准确认 {len(batch.confirmations)} 人", "", shown.unit, shown.series, shown.level)


def _of_edition(edition: CalendarEdition) -> Display:
    return Display(edition.number, f"{edition.year}年工作日历{'更正' if edition.corrects else ''}")


#: For each kind of subject: its columns.
SHOWN: dict[type[Record], Callable[[Any], Display]] = {
    Declaration: _of_declaration,
    ReviewSession: _of_session,
    Publicity: _of_publicity,
    Complaint: _of_complaint,
    ConfirmationBatch: _of_batch,
    CalendarEdition: _of_edition,
}
