"""The worker's side of the mailbox: what is due is done, case by case, in due order.

Each case's due rows are one transaction: the case is loaded once, the rows are carried out and
deleted, its new state is written. A worker that is killed leaves everything as it was. What fails
is counted, put off and told as an incident in a transaction of its own; the others go on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.clock import Clock
from app.database import Database
from app.engine import incidents, statements
from app.engine.cases import Cases
from app.engine.redating import REDATE
from app.engine.repair.repairs import Repairs
from app.engine.step import Step
from app.engine.store import INSTANCES, SUBSCRIPTIONS, WORK, Row

REPAIR = "repair"


@dataclass
class Attended:
    """What became of some due rows: how many were done, the one at hand, the earliest new due instant."""

    done: int = 0
    failed: bool = False
    at: Row | None = None
    arrived: datetime | None = None


class Mailbox:
    """Carries out due work."""

    def __init__(self, database: Database, clock: Clock, cases: Cases, wake: Callable[[], None]) -> None:
        self.database = database
        self.clock = clock
        self.cases = cases
        self.repairs = Repairs(database, clock, cases, wake)
        self._wake = wake

    def pass_due(self, limit: int) -> int:
        """Carry out at most `limit` due rows, the longest due first; returns how many.

        Nothing done means that nothing is due any more, or that others are at it.
        """
        done, put_off = self._pass(limit)
        while put_off and not done:
            done, put_off = self._pass(limit)
        return done

    def _pass(self, limit: int) -> tuple[int, bool]:
        """How many rows were done, and whether any failed and was put off."""
        now = self.clock.now()
        with self.database.reading() as session:
            due = statements.DUE.all(session, {"now": now, "most": limit})
        done, put_off = 0, False
        for _, together in groupby(due, key=lambda row: row["instance_id"] or row["id"]):
            rows = list(together)
            attended = self._attend(rows[0]["id"], rows[0]["instance_id"], rows[-1]["due_at"], now)
            done, put_off = done + attended.done, put_off or attended.failed
            if attended.arrived is not None and attended.arrived < due[-1]["due_at"]:
                break  # what has become due comes before the rest of this pass
        return done, put_off

    def _attend(self, id: str, case: str | None, until: datetime, now: datetime) -> Attended:
        """Carry out what is due of one case up to an instant, or route one message, in one transaction."""
        attended = Attended()
        try:
            with self.database.transaction() as session:
                if case is None:
                    self._route(session, id, now, attended)
                else:
                    self._wake_case(session, case, until, now, attended)
            return attended
        except OperationalError:
            if attended.at is None or self.database.is_sqlite:
                raise
            return Attended()  # another worker was at it: the rows are still there
        except Exception as error:
            if attended.at is None:
                raise
            if attended.at["kind"] == REPAIR:
                self.repairs.not_done(attended.at, error, now)
                return Attended(done=1)
            incidents.put_off(self.database, attended.at, error, now, self._wake)
            return Attended(failed=True)

    def _wake_case(self, session: Session, case: str, until: datetime, now: datetime, attended: Attended) -> None:
        """Lock a case with its rows that are still due; one that another worker has is left to it."""
        rows = statements.DUE_WITH_CASE.all(session, {"case": case, "until": until})
        if rows:
            attended.at = rows[0]
            self._carry_out(self.cases.open(session, rows[0], now), rows, attended)
        elif session.scalar(select(INSTANCES.c.status).where(INSTANCES.c.id == case)) in ("ended", "cancelled"):
            session.execute(delete(WORK).where(WORK.c.instance_id == case))

    def _carry_out(self, step: Step, works: Sequence[Row], attended: Attended) -> None:
        for work in works:
            attended.at = work
            self._do(step, work)
        self._close(step, works, attended)

    def _close(self, step: Step, works: Sequence[Row], attended: Attended) -> None:
        incidents.resolve(step.session, works, step.now)
        self.cases.settle(step, self._wake)
        attended.done = len(works)
        dues = [*step.case.known.timers.values(), *(w["due_at"] for w in step.posted)]
        attended.arrived = min((due for due in dues if due <= step.now), default=None)

    def _do(self, step: Step, work: Row) -> None:
        step.consume(work["id"], (work["task_id"], work["element"]))
        if work["kind"] == "timer":
            step.fire_timer(work["task_id"], work["element"])
        elif work["kind"] == "follow_up":
            step.run()
        else:
            step.deliver(work["message"], work["payload"] or {})

    # --- messages ----------------------------------------------------------------------------------------------------

    def _route(self, session: Session, id: str, now: datetime, attended: Attended) -> None:
        """A message to a subject: to the case that waits for it, else to a new case, else it is kept."""
        work = statements.MESSAGE.first(session, {"of_id": id, "now": now})
        if work is None:
            return
        attended.at = work
        if work["kind"] == REPAIR:
            return self._repair(session, work, now, attended)
        if work["message"] == REDATE:
            return self._redate(session, work, now, attended)
        running = self._running(session, work["reference"])
        for row in running:
            step = self.cases.open(session, row, now)
            if row["case_status"] == "running" and step.case.hears(work["message"]):
                return self._carry_out(step, [work], attended)
            self._put_back(step)
        if not self._begin(session, work, {row["case_process"] for row in running}, now, attended):
            kept = {"status": "kept", "due_at": None}
            session.execute(WORK.update().where(WORK.c.id == id), kept)
            attended.done = 1

    def _begin(self, session: Session, work: Row, running: set[str], now: datetime, attended: Attended) -> bool:
        """Begin the case that this message begins, unless one runs already."""
        for definition in self.cases.library.started_by(session, work["message"], work["reference"]):
            start = definition.start_for(work["message"])
            if definition.key not in running and start is not None:
                step = self.cases.begin(session, definition, start, work["reference"], now)
                step.consume(work["id"])
                step.enter_by_message(start, work["payload"] or {})
                self._close(step, [work], attended)
                return True
        return False

    def _redate(self, session: Session, work: Row, now: datetime, attended: Attended) -> None:
        """The days of a subject are reckoned anew: in its records, and in each case of it that runs."""
        steps = [self.cases.open(session, row, now) for row in self._running(session, work["reference"])]
        changes = self.cases.catalogue.redate(session, work["reference"], now)
        for step in steps:
            step.redate(changes)
            if step.redated:
                self._close(step, [], attended)
            else:
                self._put_back(step)
        incidents.resolve(session, [work], now)
        statements.WORK_DONE.run(session, {"of_id": work["id"]})
        attended.done = 1

    def _repair(self, session: Session, work: Row, now: datetime, attended: Attended) -> None:
        """One case of a repair that was agreed to."""
        self.repairs.do(session, work, now)
        attended.done = 1

    def _put_back(self, step: Step) -> None:
        """A case that was opened and has nothing to do."""
        step.case.flow.step = None
        self.cases.warm.put(step.case)

    def _running(self, session: Session, reference: str) -> list[dict[str, Any]]:
        return statements.CASES_OF.all(session, {"reference": reference})

    def reroute(self) -> int:
        """Send kept messages on their way again that someone waits for; returns how many.

        A step that found a message and then failed may have left one behind.
        """
        waited_for = (
            select(SUBSCRIPTIONS.c.task_id)
            .join(INSTANCES, INSTANCES.c.id == SUBSCRIPTIONS.c.instance_id)
            .where(SUBSCRIPTIONS.c.reference == WORK.c.reference, SUBSCRIPTIONS.c.message == WORK.c.message)
            .where(INSTANCES.c.status == "running")
        )
        again = WORK.update().where(WORK.c.status == "kept", waited_for.exists())
        with self.database.transaction() as session:
            return incidents.changed_rows(session, again.values(status="waiting", due_at=self.clock.now()))
