"""The deadline board: every clock of the law that runs, and the last days of open tasks, red, amber or green.

Three sources: the clocks of cases (`handlers.evidence.clocks`), the clocks of standing matters
(`app.figures.standing`), and work items. A maximum is red after its last day, amber from the working day before
it, and never red on a provisional calendar; a minimum is amber when it is over and nobody has closed it. Where
only numbers are shown there are counts and no rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, String, and_, case, cast, func, literal, null, select, union_all
from sqlalchemy.orm import Session

from app.clock import legal_day
from app.engine.store import ProcessInstance, WorkItem
from app.figures.due import MINIMA, Due, in_order
from app.figures.scope import Scope
from app.figures.standing import standing
from handlers.evidence.calendar import calendar_of
from handlers.evidence.clocks import running
from handlers.records.organisations import Organisation
from handlers.rules.clocks import CLOCKS
from handlers.rules.workdays import CalendarMissing

TASK = "task"
STATES = ("red", "amber", "green")
PAGE = 50
BODIES = 30
EVERY = running().subquery("clock")


@dataclass(frozen=True)
class BodyDue:
    """What is red, amber and green at one body."""

    body_id: str
    body: str
    red: int
    amber: int
    green: int


@dataclass(frozen=True)
class Board:
    """One page of the board, the first due on top. The counts are of all that was asked for, not of the page.

    `by_clock`: (clock, state) → how many, whatever state was asked for; `by_body`: the 30 bodies with most red.
    """

    rows: list[Due]
    total: int
    page: int
    by_clock: dict[tuple[str, str], int]
    by_body: list[BodyDue]

    def count(self, state: str, clock: str | None = None) -> int:
        """How many are in a state, of one clock or of all."""
        return sum(many for (id, other), many in self.by_clock.items() if other == state and clock in (None, id))


@dataclass(frozen=True)
class Asked:
    """What the board is asked for, and what the day means for it."""

    scope: Scope
    now: datetime
    today: date
    soon: date  # maxima due up to this day are amber
    clock: str | None
    body: str | None
    state: str | None


def board(
    session: Session,
    scope: Scope,
    now: datetime,
    clock: str | None = None,
    body: str | None = None,
    state: str | None = None,
    page: int = 1,
) -> Board:
    """The board, asked for one clock (`T13`, `task`), one body's id, one state. About ten statements."""
    asked = asked_of(session, scope, now, clock, body, state)
    fixed = [due for due in standing(session, scope, now) if _wanted(asked, due)]
    upto = page * PAGE if scope.personal and not scope.empty else 0
    counts: Counts = Counter((due.clock, due.state, due.body_id) for due in fixed)
    rows = [due for due in fixed if state in (None, due.state)] if upto else []
    if clock != TASK:
        rows += _clocks(session, asked, upto, counts)
    if clock in (None, TASK):
        rows += _tasks(session, asked, upto, counts)
    by_clock: Counter[tuple[str, str]] = Counter()
    for (id, how, _), many in counts.items():
        by_clock[id, how] += many
    total = sum(many for (_, how), many in by_clock.items() if state in (None, how))
    told = _told(session, sorted(rows, key=in_order)[max(upto - PAGE, 0) : upto])
    return Board(told, total, page, dict(by_clock), _bodies(session, counts))


def asked_of(
    session: Session, scope: Scope, now: datetime, clock: str | None = None, body: str | None = None,
    state: str | None = None,
) -> Asked:  # fmt: skip
    """The question with what the calendar says of today."""
    today = legal_day(now)
    try:
        soon = calendar_of(session).add(today, 1).on
    except CalendarMissing:
        soon = today + timedelta(days=1)
    return Asked(scope, now, today, soon, clock, body, state)


# --- the clocks of cases ---------------------------------------------------------------------------------------------


def clock_state(asked: Asked) -> ColumnElement[str]:
    """Red, amber or green of a clock of a case."""
    over, near = EVERY.c.due_on < asked.today, EVERY.c.due_on <= asked.soon
    minimum = EVERY.c.clock.in_(MINIMA)
    return case(
        (EVERY.c.due_on.is_(None), "green"),
        (and_(minimum, over), "amber"),
        (minimum, "green"),
        (and_(over, func.coalesce(EVERY.c.provisional, literal(False)).is_(False)), "red"),
        (near, "amber"),
        else_="green",
    )


def clocks_in(asked: Asked, *columns: Any) -> Select[Any]:
    """A query on the clocks of cases that were asked for, whatever their state."""
    query = select(*columns).select_from(EVERY)
    if not asked.scope.everything:
        query = query.join(Organisation, Organisation.id == EVERY.c.body)
        query = query.where(asked.scope.of_body(Organisation.area, EVERY.c.committee))
    if asked.clock is not None:
        query = query.where(EVERY.c.clock == asked.clock)
    return query.where(EVERY.c.body == asked.body) if asked.body else query


# --- open tasks ------------------------------------------------------------------------------------------------------


def task_state(asked: Asked) -> ColumnElement[str]:
    """Red, amber or green of an open task."""
    return case((WorkItem.due_at <= asked.now, "red"), (WorkItem.amber_at <= asked.now, "amber"), else_="green")


def tasks_in(asked: Asked, *columns: Any) -> Select[Any]:
    """A query on the open tasks with a last day that were asked for."""
    query = select(*columns).where(WorkItem.status == "open", WorkItem.due_at.is_not(None))
    query = query.where(asked.scope.of(WorkItem))
    return query.where(WorkItem.organisation_id == asked.body) if asked.body else query


# --- counts and rows -------------------------------------------------------------------------------------------------

Counts = Counter[tuple[str, str, str]]  # by clock, state and body


def _wanted(asked: Asked, due: Due) -> bool:
    return asked.clock in (None, due.clock) and asked.body in (None, due.body_id)


def _clocks(session: Session, asked: Asked, upto: int, counts: Counts) -> list[Due]:
    """The first `upto` clocks of cases; all of them are counted on the same way, for to find them is what costs."""
    known = (EVERY.c.clock, EVERY.c.due_on, EVERY.c.subject, EVERY.c.body)
    c = clocks_in(asked, *known, clock_state(asked).label("state")).cte("asked").c
    day, nothing = c.due_on, (cast(null(), Date).label("due_on"), cast(null(), String).label("subject"))
    counted = select(c.clock, c.state, *nothing, c.body, func.count().label("many"))
    first = select(c.clock, c.state, day, c.subject, c.body, literal(0).label("many"))
    if asked.state:
        first = first.where(c.state == asked.state)
    first = first.order_by(day.is_(None), day, c.clock, c.subject).limit(upto)
    counted = counted.group_by(c.clock, c.state, c.body)
    found = []
    for clock, state, on, subject, body, many in session.execute(_together(counted, first) if upto else counted):
        if many:
            counts[clock, state, body or ""] += many
        else:
            found.append(Due(clock, CLOCKS[clock].name, state, on, subject, body or "", ""))
    return found


def _together(counted: Select[Any], first: Select[Any]) -> Select[Any]:
    """Both queries as one."""
    return select(*union_all(*(select(*part.subquery().c) for part in (counted, first))).subquery().c)


def _tasks(session: Session, asked: Asked, upto: int, counts: Counts) -> list[Due]:
    """The first `upto` open tasks with a last day; all of them are counted."""
    state = task_state(asked).label("state")
    counted = tasks_in(asked, state, WorkItem.organisation_id, func.count())
    for how, body, many in session.execute(counted.group_by(state, WorkItem.organisation_id)):
        counts[TASK, how, body or ""] += many
    return _first_tasks(session, asked, upto) if upto else []


def _bodies(session: Session, counts: Counts) -> list[BodyDue]:
    by_body: dict[str, Counter[str]] = {}
    for (_, state, body), many in counts.items():
        if body:
            by_body.setdefault(body, Counter())[state] += many
    most = sorted(by_body.items(), key=lambda one: (-one[1]["red"], -one[1]["amber"], -one[1]["green"], one[0]))
    names = names_of(session, [body for body, _ in most[:BODIES]])
    return [BodyDue(body, names.get(body, ""), *(many[state] for state in STATES)) for body, many in most[:BODIES]]


def names_of(session: Session, ids: Iterable[str]) -> dict[str, str]:
    """The names of bodies. One statement."""
    wanted = {id for id in ids if id}
    query = select(Organisation.id, Organisation.name).where(Organisation.id.in_(wanted))
    return {id: name for id, name in session.execute(query)} if wanted else {}


# --- the page ---------------------------------------------------------------------------------------------------------


def _first_tasks(session: Session, asked: Asked, upto: int) -> list[Due]:
    state = task_state(asked).label("state")
    columns = (
        WorkItem.name, state, WorkItem.due_at, WorkItem.subject, WorkItem.organisation_id, WorkItem.instance_id,
        WorkItem.process, WorkItem.element, WorkItem.number, WorkItem.title, WorkItem.applicant, WorkItem.unit,
        WorkItem.id,
    )  # fmt: skip
    query = tasks_in(asked, *columns)
    if asked.state:
        query = query.where(_in_state(asked))
    rows = session.execute(query.order_by(WorkItem.due_at, WorkItem.id).limit(upto))
    return [
        Due(TASK, name, how, _last_day(at), subject, body or "", "", *more)
        for name, how, at, subject, body, *more in rows
    ]


def _last_day(due_at: datetime) -> date:
    """The last day of a period that is over at an instant: midnight belongs to the day before."""
    return legal_day(due_at - timedelta(microseconds=1))


def _in_state(asked: Asked) -> ColumnElement[bool]:
    """The state of tasks as a condition that the index of their days can answer."""
    red, amber = WorkItem.due_at <= asked.now, func.coalesce(WorkItem.amber_at <= asked.now, literal(False))
    conditions: dict[str, Callable[[], ColumnElement[bool]]] = {
        "red": lambda: red,
        "amber": lambda: and_(WorkItem.due_at > asked.now, amber),
        "green": lambda: and_(WorkItem.due_at > asked.now, ~amber),
    }
    return conditions[asked.state or "red"]()


def _told(session: Session, rows: list[Due]) -> list[Due]:
    """The rows of a page with the names of bodies, and of the cases behind clocks."""
    names = names_of(session, (due.body_id for due in rows))
    cases = _cases(session, {due.subject for due in rows if due.clock != TASK and due.subject})
    return [Due(**{**vars(due), "body": names.get(due.body_id, ""), **cases.get(due.subject, {})}) for due in rows]


def _cases(session: Session, subjects: set[str]) -> dict[str, dict[str, Any]]:
    """The newest case of each subject, as lists show it."""
    columns = (ProcessInstance.id, ProcessInstance.process, ProcessInstance.number, ProcessInstance.title,
               ProcessInstance.applicant, ProcessInstance.unit)  # fmt: skip
    query = select(ProcessInstance.subject, *columns).where(ProcessInstance.subject.in_(subjects))
    keys = ("instance_id", "process", "number", "title", "applicant", "unit")
    rows = session.execute(query.order_by(ProcessInstance.started_at, ProcessInstance.id)) if subjects else ()
    return {subject: dict(zip(keys, shown, strict=True)) for subject, *shown in rows}
