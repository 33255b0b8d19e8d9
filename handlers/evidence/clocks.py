"""The clocks that are running, found by one query, and reckoned anew when the calendar changes.

A clock has no table of its own: it is running as long as the record that it is for says so (a notice that is
not closed, a complaint without an opinion), and its last day stands in that record and nowhere else. So a
clock cannot be forgotten when a case ends another way, and starting one costs no statement.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Boolean, CompoundSelect, Date, Select, String, case, cast, literal, null, select, union_all
from sqlalchemy.orm import Session

from handlers.evidence.calendar import calendar_of
from handlers.records.certificates import ConfirmationBatch
from handlers.records.committees import Committee
from handlers.records.declarations import CorrectionNotice, Declaration
from handlers.records.notices import Complaint, Publicity, PublicityName
from handlers.records.organisations import Organisation
from handlers.records.review_sessions import ReviewSession
from handlers.rules.clocks import CLOCKS, ClockFace, ClockStatus, face, set_in
from handlers.rules.redating import Change
from handlers.rules.terms import DeclarationStatus, PublicityKind
from handlers.rules.workdays import CalendarMissing, local_date

OVER = [status for status in DeclarationStatus if status.over]
SERVED = frozenset({"T08"})  # its last day stands in a notice that was delivered: the calendar does not move it
NAMES = {"T06": "over_on", "T07": "over_on", "T12": "over_on", "T11": "post_by", "T13": "due_on", "T14": "due_on"}


@dataclass(frozen=True)
class Running:
    """A clock that runs. `record` is whose day it is; `due_on` none: the calendar lacked a year, or no record holds it.

    `subject` is the reference of the case that waits for it, `area` that of its calendar, `body` whose duty it is.
    """

    clock: str
    subject: str
    record: str
    declaration: str | None
    started_at: datetime
    due_on: date | None
    provisional: bool | None
    area: str
    body: str
    committee: str

    @property
    def on_record(self) -> bool:
        """Whether a record holds the last day; before the result is handed over for posting none does."""
        return not (self.clock == "T11" and self.subject.startswith("review_session:"))


def open_clocks(session: Session, subject: str | None = None) -> list[Running]:
    """Every clock that runs (of one subject), the first to end first. One statement."""
    every = running().subquery()
    query = select(every)
    if subject is not None:
        query = query.where(every.c.subject == subject)
    ordered = query.order_by(every.c.due_on, every.c.started_at, every.c.record, every.c.declaration)
    return [Running(*row) for row in session.execute(ordered)]


def shown(session: Session, running: Running) -> ClockFace:
    """What a running clock shows by the calendar in force. Raises CalendarMissing."""
    if running.clock in SERVED and running.due_on is not None:
        return set_in(running.clock, running.due_on)
    return face(running.clock, local_date(running.started_at), calendar_of(session, running.area))


def status(session: Session, running: Running, now: datetime) -> ClockStatus:
    """Running, breached, or waiting for a year of the calendar."""
    try:
        late = shown(session, running).breached(now)
    except CalendarMissing:
        return ClockStatus.CALENDAR_MISSING
    return ClockStatus.BREACHED if late else ClockStatus.RUNNING


def behind(session: Session) -> list[str]:
    """The subjects with a running clock whose day is not what the calendar in force says; each once, in order."""
    stale = [running.subject for running in open_clocks(session) if _is_behind(session, running)]
    return list(dict.fromkeys(stale))


def _is_behind(session: Session, running: Running) -> bool:
    if running.clock in SERVED:
        return False
    try:
        now = shown(session, running)
    except CalendarMissing:
        return False
    unsettled = running.provisional is not None and running.provisional != now.provisional
    return not running.on_record or now.due_on != running.due_on or unsettled


def redate(session: Session, reference: str, now: datetime) -> list[Change]:
    """Write the days of a subject's running clocks as the calendar in force has them; what the case is told of it.

    Doing it again changes nothing; a clock that has stopped keeps its day.
    """
    found = []
    for running in open_clocks(session, reference):
        if _is_behind(session, running):
            change = _change(session, running)
            _write(session, running, change)
            found.append(change)
    session.flush()
    return found


def _change(session: Session, running: Running) -> Change:
    clock, new = CLOCKS[running.clock], shown(session, running)
    about = "publicity" if running.clock in ("T06", "T07", "T12") else "complaint" if running.clock == "T13" else ""
    return Change(
        clock=clock.id,
        label=f"{clock.name}{'期满日' if new.minimum else '截止日'}",
        name=NAMES[clock.id],
        before=running.due_on,
        after=new.due_on,
        amber=new.amber_on,
        provisional=new.provisional,
        calendar_version=calendar_of(session).version,
        on_record=running.on_record,
        of={about: running.record} if about else {},
    )


def _write(session: Session, running: Running, change: Change) -> None:
    """The new day into the record that holds the old one."""
    if running.clock == "T13":
        session.get_one(Complaint, running.record).due_on = change.after
    elif running.clock == "T14":
        session.get_one(ConfirmationBatch, running.record).due_on = change.after
    elif running.on_record:
        _write_notice(session.get_one(Publicity, running.record), running, change)


def _write_notice(posted: Publicity, running: Running, change: Change) -> None:
    posted.provisional, posted.calendar_version = change.provisional, change.calendar_version
    if running.clock == "T11":
        posted.due_on = change.after
        return
    posted.over_on = change.after
    for line in posted.names:
        if running.declaration in (None, line.declaration_id):
            line.over_on = change.after


# --- where the clocks are --------------------------------------------------------------------------------------------


def running() -> CompoundSelect[Any]:
    """The running clocks of every kind, alike in shape: the columns of `Running`.

    What a row always has is joined as if it might not, so that PostgreSQL leaves out what nobody asks for.
    """
    return union_all(*_kinds())


def _kinds() -> Iterator[Select[Any]]:
    none, nowhere = cast(null(), String(36)), literal("")
    posted, result = Publicity.posted_at, Publicity.kind == PublicityKind.RESULT
    unit = Publicity.kind == PublicityKind.UNIT
    yield (
        select(
            case((unit, "T06"), else_="T07").label("clock"),
            _reference("declaration", PublicityName.declaration_id).label("subject"),
            Publicity.id.label("record"),
            PublicityName.declaration_id.label("declaration"),
            PublicityName.posted_at.label("started_at"),
            PublicityName.over_on.label("due_on"),
            Publicity.provisional.label("provisional"),
            Organisation.area.label("area"),
            Publicity.body_id.label("body"),
            Declaration.committee_id.label("committee"),
        )
        .join(Publicity, Publicity.id == PublicityName.publicity_id)
        .join(Organisation, Organisation.id == Publicity.body_id, isouter=True)
        .join(Declaration, Declaration.id == PublicityName.declaration_id)
        .where(
            ~result,
            PublicityName.state == "posted",
            Publicity.closed_at.is_(None),
            PublicityName.posted_at.is_not(None),
        )
        .where(Declaration.status.not_in(OVER))
    )
    own = (_reference("publicity", Publicity.id), Publicity.id, none)
    duty = (Publicity.body_id, ReviewSession.committee_id)
    yield (
        select(literal("T12"), *own, posted, Publicity.over_on, Publicity.provisional, Organisation.area, *duty)
        .join(Organisation, Organisation.id == Publicity.body_id, isouter=True)
        .join(ReviewSession, ReviewSession.id == Publicity.session_id, isouter=True)
        .where(result, posted.is_not(None), Publicity.closed_at.is_(None))
    )
    yield (
        select(
            literal("T11"), *own, ReviewSession.announced_at, Publicity.due_on, Publicity.provisional, nowhere, *duty
        )
        .join(ReviewSession, ReviewSession.id == Publicity.session_id)
        .where(result, posted.is_(None))
    )
    unknown = cast(null(), Boolean)
    review = (_reference("review_session", ReviewSession.id), ReviewSession.id, none, ReviewSession.announced_at)
    theirs = (Committee.forming_unit_id, ReviewSession.committee_id)
    yield (
        select(literal("T11"), *review, cast(null(), Date), unknown, nowhere, *theirs)
        .join(Committee, Committee.id == ReviewSession.committee_id)
        .where(ReviewSession.announced_at.is_not(None), ReviewSession.ended_at.is_(None))
    )
    of_whom = case(
        (result, _reference("complaint", Complaint.id)), else_=_reference("declaration", Complaint.declaration_id)
    )
    about = (of_whom, Complaint.id, Complaint.declaration_id, Complaint.received_at)
    yield (
        select(
            literal("T13"), *about, Complaint.due_on, unknown, nowhere, Publicity.body_id, Declaration.committee_id
        )
        .join(Publicity, Publicity.id == Complaint.publicity_id)
        .join(Declaration, Declaration.id == Complaint.declaration_id, isouter=True)
        .where(Complaint.decided_at.is_(None))
    )  # fmt: skip
    batch = (_reference("confirmation_batch", ConfirmationBatch.id), ConfirmationBatch.id, none)
    yield (
        select(literal("T14"), *batch, ReviewSession.announced_at, ConfirmationBatch.due_on, unknown, nowhere, *theirs)
        .join(ReviewSession, ReviewSession.id == ConfirmationBatch.session_id)
        .join(Committee, Committee.id == ReviewSession.committee_id)
        .where(ConfirmationBatch.submitted_at.is_(None), ConfirmationBatch.extended_to.is_(None))
    )
    told = (_reference("declaration", CorrectionNotice.declaration_id), CorrectionNotice.id)
    yield (
        select(
            literal("T08"), *told, CorrectionNotice.declaration_id, CorrectionNotice.delivered_at,
            CorrectionNotice.due_on, unknown, nowhere, Declaration.employer_id, Declaration.committee_id,
        )
        .join(Declaration, Declaration.id == CorrectionNotice.declaration_id)
        .where(CorrectionNotice.answered_at.is_(None), Declaration.status == DeclarationStatus.CORRECTION)
    )  # fmt: skip


def _reference(kind: str, id: Any) -> Any:
    return literal(f"{kind}:").concat(id)
