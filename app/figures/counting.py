"""Counting what passed: from the journal into `step_figure`, in the background, each row once.

A case's journal grows under the lock of the case's row and is numbered without gaps, so that per case one number
says exactly what has been counted (`counted_case`). A pass looks for cases with new rows by the time of the rows,
fixes for each up to which row it counts, adds those rows up, and moves the numbers, all in one transaction:
killed half-way it leaves nothing, and whatever commits meanwhile is counted by the next pass. Rows that came late
(a long transaction, a clock that jumped) are older than a pass looks; the hourly sweep asks every case.

Only one pass runs at a time: it holds the one row of `counting` locked.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Select, and_, case, delete, func, literal, select, true, union_all, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.audit import TABLE as JOURNAL
from app.database import Database
from app.engine.store import INSTANCES, ITEMS
from app.figures.spread import bucket_of, legal_day_of, seconds_between
from app.figures.tables import COUNTED, COUNTING, STEPS

OVERLAP = timedelta(minutes=10)
SWEEP = timedelta(hours=1)
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
PASSED = ("started", "completed", "service", "decision", "timer", "message")
AT_ONCE = 5_000  # cases in one transaction


def count(database: Database, now: datetime, at_once: int = AT_ONCE) -> int:
    """Bring the figures up to now; returns how many cases had something new. 0 when somebody else is at it.

    At most `at_once` cases: where there were so many, the next pass goes on from there.
    """
    with database.transaction() as session:
        counting = _held(session)
        if counting is None:
            return 0
        sweep = now - counting.swept_at >= SWEEP or now - counting.looked_at >= OVERLAP
        grown = _grown() if sweep else _recent(counting.looked_at - OVERLAP)
        many = _mark(session, grown.order_by(INSTANCES.c.id).limit(at_once))
        if many:
            _add(session)
        if many < at_once and (many or sweep or now - counting.looked_at >= OVERLAP / 2):
            looked = {"looked_at": now, **({"swept_at": now} if sweep else {})}
            session.execute(update(COUNTING).values(looked))
        return many


def rebuild(database: Database, now: datetime, at_once: int = 10 * AT_ONCE) -> int:
    """Count everything anew, some cases at a time; returns how many cases there were.

    While it runs the figures are incomplete; a pass in between is harmless.
    """
    with database.transaction() as session:
        _held(session, wait=True)
        session.execute(delete(STEPS))
        session.execute(delete(COUNTED))
    many, after = 0, ""
    while True:
        with database.transaction() as session:
            _held(session, wait=True)
            last = session.scalar(_last_of_next(after, at_once))
            if last is None:
                session.execute(update(COUNTING).values(looked_at=now, swept_at=now))
                return many
            if marked := _mark(session, _grown().where(INSTANCES.c.id > after, INSTANCES.c.id <= last)):
                _add(session)
            many, after = many + marked, last


def _last_of_next(after: str, at_once: int) -> Select[Any]:
    some = select(INSTANCES.c.id).where(INSTANCES.c.id > after).order_by(INSTANCES.c.id).limit(at_once).subquery()
    return select(func.max(some.c.id))


def _held(session: Session, wait: bool = False) -> Any:
    """The one row of `counting`, locked; None while another pass holds it."""
    first = _insert(session, COUNTING).values(id=1, looked_at=LONG_AGO, swept_at=LONG_AGO)
    held = select(COUNTING).where(COUNTING.c.id == 1).with_for_update(skip_locked=not wait)
    row = session.execute(held).first()
    if row is None and session.scalar(select(func.count()).select_from(COUNTING)) == 0:
        session.execute(first.on_conflict_do_nothing())
        row = session.execute(held).first()
    return row


def _insert(session: Session, table: Any) -> Any:
    """INSERT that knows what to do on a conflict, on either database."""
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    return (sqlite if on_sqlite else postgresql).insert(table)


# --- which cases have something new ----------------------------------------------------------------------------------


def _grown() -> Select[Any]:
    """Cases with more rows in the journal than are counted, all of them looked at."""
    counted = func.coalesce(COUNTED.c.seq, 0)
    return (
        select(INSTANCES.c.id, counted.label("seq"), INSTANCES.c.journal_seq.label("upto"))
        .join(COUNTED, COUNTED.c.id == INSTANCES.c.id, isouter=True)
        .where(INSTANCES.c.journal_seq > counted)
    )


def _recent(since: datetime) -> Select[Any]:
    """The same, only among cases with a row since an instant."""
    return _grown().where(INSTANCES.c.id.in_(select(JOURNAL.c.case).where(JOURNAL.c.at >= since)))


def _mark(session: Session, cases: Select[Any]) -> int:
    """Fix up to which row each of these cases is counted now; returns how many there are."""
    insert = _insert(session, COUNTED).from_select(["id", "seq", "upto"], cases)
    marked = insert.on_conflict_do_update(index_elements=["id"], set_={"upto": insert.excluded.upto})
    result: Any = session.execute(marked, execution_options={"preserve_rowcount": True})
    return int(result.rowcount)


# --- adding up -------------------------------------------------------------------------------------------------------


def _add(session: Session) -> None:
    """Add up the marked rows, and move the numbers."""
    insert = _insert(session, STEPS).from_select([column.name for column in STEPS.c], _sums())
    sums = ("passed", "due", "late", "seconds", "allowed")
    added = {name: STEPS.c[name] + insert.excluded[name] for name in sums}
    key = [column.name for column in STEPS.primary_key]
    session.execute(insert.on_conflict_do_update(index_elements=key, set_=added))
    session.execute(update(COUNTED).where(COUNTED.c.seq < COUNTED.c.upto).values(seq=COUNTED.c.upto))


def _sums() -> Select[Any]:
    """The marked rows added up by process, watcher, day, element and bucket."""
    row = _rows().cte("row")
    everyone = union_all(*(_as_seen_by(row, whom, also) for whom, also in _watchers(row))).subquery("everyone")
    one = everyone.c
    return (
        select(
            one.whom, one.day, one.process, one.element, one.bucket, func.sum(one.passed), func.sum(one.due),
            func.sum(one.late), func.sum(one.seconds), func.sum(one.allowed),
        )
        .where(true())  # lets SQLite tell the conflict clause from a join's
        .group_by(one.whom, one.day, one.process, one.element, one.bucket)
        .order_by(one.whom, one.day, one.process, one.element, one.bucket)  # neighbours are written quickly
    )  # fmt: skip


def _watchers(row: Any) -> list[tuple[Any, Any]]:
    """The names under which a row counts, each with the condition on which it does."""
    area, committee = row.c.area, row.c.committee_id
    digits = [(func.substr(area, 1, many), func.length(area) >= many) for many in (4, 6)]
    return [(literal("15"), true()), *digits, (literal("committee:").concat(committee), committee != "")]


def _as_seen_by(row: Any, whom: Any, also: Any) -> Select[Any]:
    one = row.c
    return (
        select(
            one.process, whom.label("whom"), one.day, one.element, bucket_of(one.waited).label("bucket"),
            func.count().label("passed"), func.count(one.allowed).label("due"), func.sum(one.late).label("late"),
            func.coalesce(func.sum(one.waited), 0).label("seconds"),
            func.coalesce(func.sum(one.allowed), 0).label("allowed"),
        )
        .where(also)
        .group_by(one.process, "whom", one.day, one.element, "bucket")
    )  # fmt: skip


def _rows() -> Select[Any]:
    """The marked rows of the journal with their cases, and for a person's task when it was opened and due.

    A task done belongs to the row that the same transaction wrote: same case, element and instant.
    """
    done = _done().subquery("done")
    same = and_(done.c.case == JOURNAL.c.case, done.c.element == JOURNAL.c.element, done.c.at == JOURNAL.c.at)
    return (
        select(
            INSTANCES.c.process, INSTANCES.c.area, INSTANCES.c.committee_id,
            legal_day_of(JOURNAL.c.at).label("day"), JOURNAL.c.element,
            seconds_between(done.c.created_at, JOURNAL.c.at).label("waited"),
            seconds_between(done.c.created_at, done.c.due_at).label("allowed"),
            case((JOURNAL.c.at > done.c.due_at, 1), else_=0).label("late"),
        )
        .select_from(COUNTED)
        .join(INSTANCES, INSTANCES.c.id == COUNTED.c.id)
        .join(JOURNAL, and_(JOURNAL.c.case == COUNTED.c.id, JOURNAL.c.seq > COUNTED.c.seq,
                            JOURNAL.c.seq <= COUNTED.c.upto))
        .join(done, and_(JOURNAL.c.event == "completed", same), isouter=True)
        .where(COUNTED.c.seq < COUNTED.c.upto, JOURNAL.c.event.in_(PASSED), JOURNAL.c.element != "")
    )  # fmt: skip


def _done() -> Select[Any]:
    """The done tasks of the marked cases: one for each case, element and instant."""
    return (
        select(ITEMS.c.instance_id.label("case"), ITEMS.c.element, ITEMS.c.done_at.label("at"),
               func.min(ITEMS.c.created_at).label("created_at"), func.min(ITEMS.c.due_at).label("due_at"))
        .join(COUNTED, COUNTED.c.id == ITEMS.c.instance_id)
        .where(ITEMS.c.status == "done", COUNTED.c.seq < COUNTED.c.upto)
        .group_by(ITEMS.c.instance_id, ITEMS.c.element, ITEMS.c.done_at)
    )  # fmt: skip
