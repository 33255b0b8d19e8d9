"""The worker's side of the mailbox: what is due is done, case by case, in due order.

Each case's due rows are one transaction: the case is loaded once, the rows are carried out and
deleted, its new state is written. A worker that is killed leaves everything as it was. What fails
is counted, put off and told as an incident in a transaction of its own; the others go on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from sqlalchemy import delete, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app import audit
from app.clock import Clock
from app.database import Database, after_commit
from app.engine import statements
from app.engine.cases import Cases
from app.engine.errors import NotFound, StepFailed
from app.engine.step import Step, changed_rows, incident_row
from app.engine.store import INCIDENTS, INSTANCES, SUBSCRIPTIONS, WORK, Row
from handlers.handler import Actor

PUT_OFF = tuple(timedelta(minutes=m) for m in (1, 5, 30, 120))  # then it waits for a person


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
            due = statements.run(session, statements.DUE, {"now": now, "most": limit}).all()
        done, put_off = 0, False
        for _, together in groupby(due, key=lambda row: row.instance_id or row.id):
            rows = list(together)
            attended = self._attend([row.id for row in rows], rows[0].instance_id, now)
            done, put_off = done + attended.done, put_off or attended.failed
            if attended.arrived is not None and attended.arrived < due[-1].due_at:
                break  # what has become due comes before the rest of this pass
        return done, put_off

    def _attend(self, ids: Sequence[str], instance_id: str | None, now: datetime) -> Attended:
        """Carry out some rows of one case, in one transaction."""
        attended = Attended()
        try:
            with self.database.transaction() as session:
                if instance_id is None:
                    self._route(session, ids[0], now, attended)
                else:
                    self._wake_case(session, ids, instance_id, now, attended)
            return attended
        except OperationalError:
            if attended.at is None or self.database.is_sqlite:
                raise
            return Attended()  # another worker was at it: the rows are still there
        except Exception as error:
            if attended.at is None:
                raise
            self._failed(attended.at, error, now)
            return Attended(failed=True)

    def _wake_case(
        self, session: Session, ids: Sequence[str], instance_id: str, now: datetime, attended: Attended
    ) -> None:
        """Lock a case with those of the rows that are still due; one that another worker has is left to it."""
        asked = {"ids": list(ids), "now": now}
        rows = statements.run(session, statements.DUE_WITH_CASE, asked).mappings().all()
        if rows:
            attended.at = rows[0]
            self._carry_out(self.cases.open(session, rows[0], now), rows, attended)
        elif session.scalar(select(INSTANCES.c.status).where(INSTANCES.c.id == instance_id)) != "running":
            session.execute(delete(WORK).where(WORK.c.id.in_(ids)))

    def _carry_out(self, step: Step, works: Sequence[Row], attended: Attended) -> None:
        for work in works:
            attended.at = work
            self._do(step, work)
        self._close(step, works, attended)

    def _close(self, step: Step, works: Sequence[Row], attended: Attended) -> None:
        self._resolve(step.session, works, step.now)
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
        work = statements.run(session, statements.MESSAGE, {"of_id": id, "now": now}).mappings().first()
        if work is None:
            return
        attended.at = work
        running = statements.run(session, statements.CASES_OF, {"reference": work["reference"]}).mappings().all()
        for row in running:
            step = self.cases.open(session, row, now)
            if work["message"] in step.case.known.names:
                return self._carry_out(step, [work], attended)
            step.case.flow.step = None
            self.cases.warm.put(step.case)
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

    def reroute(self) -> int:
        """Send kept messages on their way again that someone waits for; returns how many.

        A step that found a message and then failed may have left one behind.
        """
        waited_for = select(SUBSCRIPTIONS.c.task_id).where(
            SUBSCRIPTIONS.c.reference == WORK.c.reference, SUBSCRIPTIONS.c.message == WORK.c.message
        )
        again = WORK.update().where(WORK.c.status == "kept", waited_for.exists())
        with self.database.transaction() as session:
            return changed_rows(session, again.values(status="waiting", due_at=self.clock.now()))

    # --- failures ----------------------------------------------------------------------------------------------------

    def _failed(self, work: Row, error: Exception, now: datetime) -> None:
        """Count a failure, put the work off, and tell of it on the case."""
        attempts = work["attempts"] + 1
        stuck = attempts > len(PUT_OFF)
        element = error.element if isinstance(error, StepFailed) else work["element"]
        with self.database.transaction() as session:
            rows = statements.run(session, statements.CASE, {"case": work["instance_id"]}).mappings().all()
            due = None if stuck else now + PUT_OFF[attempts - 1]
            put_off = {"attempts": attempts, "due_at": due, "status": "stuck" if stuck else "waiting"}
            session.execute(WORK.update().where(WORK.c.id == work["id"]), put_off)
            self._tell(session, work, rows, element, str(error) or type(error).__name__, attempts, now)
            after_commit(session, self._wake)

    def _tell(
        self, session: Session, work: Row, rows: Sequence[Row], element: str, error: str,
        attempts: int, now: datetime,
    ) -> None:  # fmt: skip
        again = {"error": error[:2000], "attempts": attempts, "last_at": now, "status": "open", "resolved_at": None}
        if changed_rows(session, INCIDENTS.update().where(INCIDENTS.c.work_id == work["id"]).values(again)):
            return
        row = incident_row(None, element, error, now)
        row |= {"work_id": work["id"], "attempts": attempts, "subject": work["reference"] or ""}
        if rows:
            case = rows[0]
            row |= {"instance_id": case["case_id"], "process": case["case_process"], "subject": case["case_subject"]}
            self._journal(session, case, audit.Entry("incident", element=element, detail={"error": error[:300]}), now)
        session.execute(INCIDENTS.insert(), [row])

    def _journal(self, session: Session, case: Row, entry: audit.Entry, now: datetime) -> None:
        head = audit.Head(case["case_journal_seq"], case["case_journal_hash"])
        head = audit.append(session, case["case_id"], [entry], now, head)
        heads = {"journal_seq": head.seq, "journal_hash": head.hash}
        session.execute(INSTANCES.update().where(INSTANCES.c.id == case["case_id"]), heads)

    def _resolve(self, session: Session, works: Sequence[Row], now: datetime) -> None:
        """What failed before and now went well is no incident any more."""
        again = [work["id"] for work in works if work["attempts"]]
        if again:
            over = {"status": "resolved", "resolved_at": now, "resolved_by": "系统重试成功"}
            session.execute(INCIDENTS.update().where(INCIDENTS.c.work_id.in_(again)), over)

    def retry(self, incident_id: str, actor: Actor) -> None:
        """Let what failed be tried again now, at a person's wish. Raises NotFound."""
        now = self.clock.now()
        with self.database.transaction() as session:
            query = select(INCIDENTS).where(INCIDENTS.c.id == incident_id, INCIDENTS.c.status == "open")
            incident = session.execute(query).mappings().first()
            if incident is None:
                raise NotFound("没有这条异常，可能已经处理")
            if incident["work_id"] is None:
                over = {"status": "resolved", "resolved_at": now, "resolved_by": actor.name}
                session.execute(INCIDENTS.update().where(INCIDENTS.c.id == incident_id), over)
            again = {"due_at": now, "status": "waiting"}
            session.execute(WORK.update().where(WORK.c.id == incident["work_id"]), again)
            asked = {"case": incident["instance_id"]}
            for case in statements.run(session, statements.CASE, asked).mappings().all():
                self._journal(session, case, audit.Entry("retried", actor, incident["element"]), now)
            after_commit(session, self._wake)
