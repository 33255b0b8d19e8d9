"""The engine: starting a case, completing a task, messages, and the worker's pass over what is due."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar, cast

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.clock import Clock
from app.database import Database, after_commit
from app.engine import calling, incidents, publishing, statements
from app.engine.cases import Cases
from app.engine.catalogue import Catalogue
from app.engine.elements import Element
from app.engine.errors import AlreadyDone, AnswersInvalid, EngineRefusal, NotFound, NotYours, StepFailed, Suspended
from app.engine.library import Library, Startable
from app.engine.mailbox import Mailbox
from app.engine.redating import REDATE
from app.engine.rows import work_row
from app.engine.step import Step
from app.engine.store import WORK, Row
from app.forms import FormInvalid
from handlers.handler import Actor, subject_type
from handlers.rules.article import Unlawful

Outcome = TypeVar("Outcome")


@dataclass(frozen=True)
class Started:
    """A case that was begun. `next_items` are the new tasks that the same actor may do."""

    instance_id: str
    subject: str
    result: dict[str, Any]
    next_items: list[str]


@dataclass(frozen=True)
class Completed:
    """A task that was done. `next_items` are the new tasks that the same actor may do."""

    instance_id: str
    subject: str
    result: dict[str, Any]
    next_items: list[str]


class Engine:
    """Runs cases. One call is one transaction; safe to be used by several threads and processes."""

    def __init__(
        self, database: Database, clock: Clock, catalogue: Catalogue | None = None, library: Library | None = None
    ) -> None:
        self.database = database
        self.clock = clock
        self.catalogue = catalogue or cast(Catalogue, import_module("handlers.catalogue"))
        self.library = library or Library()
        self.cases = Cases(self.catalogue, self.library)
        self._mailbox = Mailbox(database, clock, self.cases, self._wake)
        self.repairs = self._mailbox.repairs
        self.woken: Callable[[], None] = lambda: None

    # --- publishing --------------------------------------------------------------------------------------------------

    def publish(self, files: Sequence[Path], *, author: str, approver: str = "") -> list[publishing.Published]:
        """Publish diagrams, decision tables and forms together; unchanged content makes no new version.

        Raises ModelRefused with every problem found; then nothing is published.
        """
        signed = publishing.Signed(author, approver)
        with self.database.transaction() as session:
            return publishing.publish(session, self.catalogue, files, signed, self.clock.now())

    def startable(self, role: str) -> list[Startable]:
        """The processes that people of a role may begin."""
        with self.database.reading() as session:
            return self.library.startable(session, role)

    # --- people ------------------------------------------------------------------------------------------------------

    def start(
        self, process: str, answers: dict[str, Any], actor: Actor, *, key: str | None = None, subject: str | None = None
    ) -> Started:
        """Begin a case of a process. A process that begins without a form is told its `subject`.

        Raises AnswersInvalid, NotYours, NotFound, Unlawful.
        """
        return self._leniently(lambda park: self._start(process, answers, actor, key, subject, park))

    def complete(
        self, work_item_id: str, answers: dict[str, Any], actor: Actor, *, key: str | None = None
    ) -> Completed:
        """Do a task. The same `key` again answers with the first outcome.

        Raises AnswersInvalid, NotYours, AlreadyDone, NotFound, Unlawful; then nothing has changed.
        """
        return self._leniently(lambda park: self._complete(work_item_id, answers, actor, key, park))

    def claim(self, work_item_id: str, actor: Actor) -> None:
        """Take a task, so that colleagues see it is being done. Raises NotYours, AlreadyDone, NotFound."""
        now = self.clock.now()
        taken = statements.new(assignee_id=actor.account_id, assignee_name=actor.name, claimed_at=now)
        with self.database.transaction() as session:
            self._permit(self._lock(session, work_item_id), actor)
            statements.CLAIM_ITEM.run(session, {"of_id": work_item_id, **taken})

    def release(self, work_item_id: str, actor: Actor) -> None:
        """Give a task back."""
        given_back = statements.new(assignee_id=None, assignee_name="", claimed_at=None)
        with self.database.transaction() as session:
            self._permit(self._lock(session, work_item_id), actor)
            statements.CLAIM_ITEM.run(session, {"of_id": work_item_id, **given_back})

    # --- messages and the worker -------------------------------------------------------------------------------------

    def send(self, session: Session, message: str, reference: str, payload: Mapping[str, Any]) -> None:
        """Put a message to a subject into the mailbox, inside the caller's transaction."""
        now = self.clock.now()
        row = work_row(now, kind="message", message=message, reference=reference, payload=dict(payload), due_at=now)
        session.execute(WORK.insert(), [row])
        after_commit(session, self._wake)

    def redate(self, behind: Callable[[Session], Sequence[str]]) -> int:
        """Have the days of these subjects reckoned anew by the worker, each in a transaction of its own; how many."""
        with self.database.transaction() as session:
            subjects = behind(session)
            for reference in subjects:
                self.send(session, REDATE, reference, {})
        return len(subjects)

    def pass_due(self, limit: int = 100) -> int:
        """One pass of the worker over at most `limit` due rows; returns how many were done."""
        return self._mailbox.pass_due(limit)

    def reroute(self) -> int:
        """Look after kept messages that someone waits for; returns how many were sent on their way again."""
        return self._mailbox.reroute()

    def next_due(self) -> datetime | None:
        """When the worker has something to do next."""
        with self.database.reading() as session:
            due: datetime | None = session.scalar(select(func.min(WORK.c.due_at)))
            return due

    def retry(self, incident_id: str, actor: Actor) -> None:
        """Try again what failed. Raises NotFound."""
        incidents.retry(self.database, incident_id, actor, self.clock.now(), self._wake)

    def _wake(self) -> None:
        self.woken()

    # --- one transaction each ----------------------------------------------------------------------------------------

    def _leniently(self, step: Callable[[bool], Outcome]) -> Outcome:
        """A person's step with all that follows by itself; if what follows fails, the person's part alone.

        A law that refuses what follows refuses the step. Any other failure becomes the worker's: it will
        try again, and leave an incident.
        """
        try:
            return step(False)
        except StepFailed as failure:
            if isinstance(failure.__cause__, Unlawful):
                raise failure.__cause__ from failure
        try:
            return step(True)
        except StepFailed as failure:
            raise EngineRefusal(f"流程在“{failure.element}”无法继续：{failure}。请联系流程管理员") from failure

    def _start(
        self, process: str, answers: dict[str, Any], actor: Actor, key: str | None, subject: str | None, park: bool
    ) -> Started:
        now = self.clock.now()
        with self.database.transaction() as session:
            if (before := _outcome(session, key, actor)) is not None:
                return Started(**before)
            definition = self.library.newest(session, process)
            start = definition.start
            if start is None:
                raise NotFound(f"流程“{process}”不能由人发起")
            if start.role and start.role != actor.role:
                raise NotYours(f"“{start.label}”由{start.lane}发起，您现在的岗位不能发起")
            called = self._begun(session, definition, start, answers, actor, now, subject)
            step = self.cases.begin(session, definition, start, called.result["subject"], now, actor)
            step.enter(start, called, park=park)
            started = Started(step.instance.id, step.instance.subject, called.result, self._settle(step, actor))
            _keep_outcome(session, key, actor, vars(started), now)
            return started

    def _begun(
        self, session: Session, definition: Any, start: Element, answers: dict[str, Any], actor: Actor, now: datetime,
        subject: str | None,
    ) -> calling.Called:  # fmt: skip
        """The start form's handler, which makes the subject; without a form the subject is given."""
        if not start.handler:
            if subject is None:
                raise NotFound(f"流程“{definition.key}”没有发起表单，须指明对象")
            return calling.Called({"subject": subject}, [])
        handler = self.catalogue.HANDLERS[start.handler]
        person: Any = session.get(subject_type(handler), actor.person_id)
        if person is None:
            raise NotFound("没有找到您的人员信息")
        given = self._checked(definition, start.handler, answers, person, actor, now, None)
        return calling.call(handler, person, given, actor, now)

    def _complete(self, id: str, answers: dict[str, Any], actor: Actor, key: str | None, park: bool) -> Completed:
        now = self.clock.now()
        with self.database.transaction() as session:
            row = self._lock(session, id)
            if (before := _outcome(session, key, actor)) is not None:
                return Completed(**before)
            self._permit(row, actor)
            step = self.cases.open(session, row, now, actor)
            called = self._done(step, row, answers, actor, now)
            by = statements.new(status="done", done_by=actor.account_id, done_by_name=actor.name, done_at=now)
            statements.DONE_ITEM.run(session, {"of_id": id, **by})
            step.finish(id, called, park=park)
            completed = Completed(step.instance.id, step.instance.subject, called.result, self._settle(step, actor))
            _keep_outcome(session, key, actor, vars(completed), now)
            return completed

    def _done(self, step: Step, row: Row, answers: dict[str, Any], actor: Actor, now: datetime) -> calling.Called:
        element = step.case.definition.element(row["element"])
        given = self._checked(step.case.definition, element.handler, answers, step.subject, actor, now, row["item"])
        if element.item and element.item in calling.parameters(self.catalogue.HANDLERS[element.handler]):
            given[element.item] = row["item"]
        return step.call(element, given, actor)

    def _checked(
        self, definition: Any, handler: str, answers: dict[str, Any], subject: Any, actor: Actor, now: datetime,
        item: str | None,
    ) -> dict[str, Any]:  # fmt: skip
        """A person's answers as the form understands them. Raises AnswersInvalid."""
        prefill = getattr(self.catalogue, "PREFILLS", {}).get(handler)
        options = prefill(subject, actor, now, item) if prefill else {}
        try:
            checked: dict[str, Any] = definition.form(handler).check(answers, options)
            return checked
        except FormInvalid as error:
            raise AnswersInvalid(error.errors) from error

    def _settle(self, step: Step, actor: Actor) -> list[str]:
        opened = self.cases.settle(step, self._wake)
        return [row["id"] for row in opened if may_do(row, actor)]

    def _lock(self, session: Session, id: str) -> Row:
        """The work item's row with its case's, the case locked. Raises NotFound."""
        row: Row | None = statements.ITEM_WITH_CASE.first(session, {"item_id": id})
        if row is None:
            raise NotFound("没有这项任务，可能已经撤销")
        return row

    def _permit(self, row: Row, actor: Actor) -> None:
        """Raises NotYours, or AlreadyDone naming who did it."""
        if not may_do(row, actor):
            raise NotYours("这项任务不属于您现在的岗位，请换一个岗位或由有权的人员办理")
        if row["case_status"] == "suspended" and row["status"] == "open":
            raise Suspended("这个案件已暂停办理，期间不能办理任务；恢复后再办，已填内容可先保留")
        if row["status"] == "done":
            raise AlreadyDone(
                f"这项任务已由{row['done_by_name']}办理，不必重复办理", row["done_by_name"], row["done_at"]
            )
        if row["status"] != "open":
            raise AlreadyDone("流程已经向前推进，这项任务不再需要办理", "", row["done_at"])
        if row["assignee_id"] and row["assignee_id"] != actor.account_id:
            raise NotYours(f"这项任务已由{row['assignee_name']}领取，请先由其退回")


def may_do(item: Row, actor: Actor) -> bool:
    """Is this work item the actor's, by role and by organisation or person?"""
    if item["role"] != actor.role:
        return False
    if item["person_id"] is not None:
        return bool(item["person_id"] == actor.person_id)
    return item["organisation_id"] is not None and bool(item["organisation_id"] == actor.organisation_id)


def _outcome(session: Session, key: str | None, actor: Actor) -> dict[str, Any] | None:
    """The first outcome of a submission that comes again."""
    if key is None:
        return None
    asked = {"submission": key, "account": actor.account_id}
    found = statements.OUTCOME.first(session, asked)
    return found["outcome"] if found else None


def _keep_outcome(session: Session, key: str | None, actor: Actor, outcome: dict[str, Any], now: datetime) -> None:
    if key is not None:
        row = {"key": key, "account_id": actor.account_id, "outcome": outcome, "at": now}
        statements.NEW_OUTCOME.run(session, row)
