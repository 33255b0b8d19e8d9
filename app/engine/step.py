"""One step of one case, inside one transaction: what the diagram asks for, and what is written at the end.

The specifications ask this object to run handlers, decision tables and throws; `settle` writes the
case's new state, work items, timers, subscriptions, messages and journal in as few statements as
there are tables touched.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, Update, delete
from sqlalchemy.orm import Session

from app import audit
from app.engine import calling, state, statements, timing
from app.engine.case import Case, Standing, TimerKey, survey
from app.engine.catalogue import Catalogue
from app.engine.elements import Element
from app.engine.errors import StepFailed
from app.engine.expressions import value_of
from app.engine.marks import Marks
from app.engine.specs import ARMED, _Many
from app.engine.store import INCIDENTS, ITEMS, SUBSCRIPTIONS
from handlers.handler import SYSTEM, Actor
from handlers.records.table import new_id
from handlers.rules.roles import BY_TITLE, Role

SPLIT = ".BoundaryEventSplit"
DELIVERIES_LIMIT = 100


@dataclass
class Instance:
    """The columns of a case's row that a step reads and changes."""

    id: str
    definition_id: str
    process: str
    subject: str
    start_element: str
    revision: int
    trace: dict[str, Any]
    head: audit.Head
    started_at: datetime
    new: bool = False


@dataclass
class Step:
    """A step in progress. `subject` is loaded when first asked for."""

    session: Session
    catalogue: Catalogue
    case: Case
    instance: Instance
    now: datetime
    actor: Actor = SYSTEM
    entries: list[audit.Entry] = field(default_factory=list)
    posted: list[dict[str, Any]] = field(default_factory=list)
    own: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    consumed: list[str] = field(default_factory=list)
    fired: set[TimerKey] = field(default_factory=set)
    finished: set[str] = field(default_factory=set)
    _subject: Any = None

    def __post_init__(self) -> None:
        self.case.flow.step = self
        self.marks = Marks(self.case.definition.diagram, self.instance.trace)

    @property
    def subject(self) -> Any:
        if self._subject is None:
            self._subject = self.catalogue.load(self.session, self.instance.subject)
        return self._subject

    # --- what the specifications ask ---------------------------------------------------------------------------------

    def serve(self, task: Any, element: Element) -> None:
        """Run the handler of a service task."""
        called = self.call(element, self.inputs(task, element), SYSTEM)
        task.data[element.result] = called.result
        self.write("service", element, called)

    def decide(self, task: Any, element: Element) -> None:
        """Ask a decision table."""
        decision = self.case.definition.table(element.decision).decide(task.data)
        if decision.outputs is None:
            raise StepFailed(element.id, f"决策表“{element.decision}”没有一行符合")
        task.data[element.result] = decision.outputs
        detail = {"table": element.decision, "rows": decision.rows, "outputs": decision.outputs}
        self.entries.append(self._entry("decision", element, detail=detail))

    def throw(self, task: Any, element: Element) -> None:
        """Send the messages of a throw event: to whom its handler says, or to the case's own subject."""
        inputs = self.inputs(task, element)
        if element.handler:
            called = self.call(element, inputs, SYSTEM)
            messages = addressed(called.result)
            called.result.pop("messages", None)
            task.data[element.result] = called.result
        else:
            called = calling.Called({}, [])
            messages = [(self.instance.subject, inputs)]
        self.write("message", element, called, {"sent": element.message, "to": [to for to, _ in messages][:50]})
        for reference, payload in messages:
            if reference == self.instance.subject:
                self.own.append((element.message, payload))
            else:
                self.post(element.message, reference, payload)

    def due(self, task: Any, element: Element) -> datetime:
        """The instant a timer event waits for."""
        assert element.timer is not None
        if element.timer.kind == "duration":
            return timing.after(element.timer.text, task.data, self.now)
        return timing.instant(element.timer.text, task.data)

    def passed(self, task: Any, element: Element) -> None:
        """Note that a task is done and which flows were taken from it."""
        if element.repeated and not isinstance(task.task_spec, _Many):
            return
        self.marks.done(element.id)
        for child in task.children:
            target = child.task_spec.element.id if child.task_spec.element else child.task_spec.name.removesuffix(SPLIT)
            self.marks.taken(element.id, target)

    # --- parts of a step ---------------------------------------------------------------------------------------------

    def inputs(self, task: Any, element: Element) -> dict[str, Any]:
        """The inputs drawn on an element, evaluated, with the item of a multi-instance."""
        given = {name: value_of(text, task.data) for name, text in element.inputs.items()}
        if element.repeated and element.item:
            given[element.item] = task.data.get(element.item)
        handler = self.catalogue.HANDLERS.get(element.handler)
        return calling.fitted(handler, given) if handler else given

    def call(self, element: Element, given: Mapping[str, Any], actor: Actor) -> calling.Called:
        """Run an element's handler on the case's subject."""
        return calling.call(self.catalogue.HANDLERS[element.handler], self.subject, given, actor, self.now)

    def write(
        self, event: str, element: Element, called: calling.Called, detail: Mapping[str, Any] | None = None
    ) -> None:
        """Put a handler's call into the journal."""
        told = {**called.result, **(detail or {})}
        self.entries.append(self._entry(event, element, called.requirements, told))

    def _entry(
        self, event: str, element: Element, requirements: Any = (), detail: Mapping[str, Any] | None = None
    ) -> audit.Entry:
        actor = self.actor if event in ("completed", "started", "retried") else SYSTEM
        return audit.Entry(event, actor, element.id, element.label, element.handler, requirements, detail or {})

    def enter(self, start: Element, called: calling.Called, *, park: bool = False) -> None:
        """Begin at a start event, with its form's result."""
        self.write("started", start, called)
        task = self._at_start()
        task.data[start.result] = called.result
        self._go_on(park)

    def enter_by_message(self, start: Element, payload: Mapping[str, Any]) -> None:
        """Begin at a message start event."""
        self.entries.append(self._entry("started", start, detail={"received": start.message, **payload}))
        self.case.flow.fire(self._at_start(), start.id, payload)
        self.run()

    def finish(self, item_id: str, called: calling.Called, *, park: bool = False) -> None:
        """A person has done a task: its result, and all that follows."""
        task = self.case.flow.find(item_id)
        if task is None:
            raise StepFailed("", "任务与案件状态不符")
        element: Element = task.task_spec.element
        self.write("completed", element, called)
        task.data[element.result] = called.result
        self.finished.add(item_id)
        self.case.flow.execute(task)
        self._go_on(park)

    def _at_start(self) -> Any:
        """The start event's task, reached."""
        root = self.case.flow.task_tree
        self.case.flow.execute(root)
        return root.children[0]

    def _go_on(self, park: bool) -> None:
        if park:
            self.follow_up()
            self.case.flow.tidy()
        else:
            self.run()

    def fire_timer(self, task_id: str, element_id: str) -> bool:
        """Let a due timer happen; False when nothing waits for it any more."""
        task = self.case.flow.find(task_id)
        if task is None or element_id not in task.internal_data.get(ARMED, {}):
            return False
        self.entries.append(self._entry("timer", self.case.definition.element(element_id)))
        self.case.flow.fire(task, element_id)
        self.run()
        return True

    def deliver(self, message: str, payload: Mapping[str, Any]) -> bool:
        """Let a message be received by the first event that waits for it; False when none does."""
        for task_id, element_id, name in survey(self.case.flow).messages:
            if name == message:
                task = self.case.flow.find(task_id)
                element = self.case.definition.element(element_id)
                self.entries.append(self._entry("message", element, detail={"received": message, **payload}))
                self.case.flow.fire(task, element_id, payload)
                self.run()
                return True
        return False

    def consume(self, work_id: str, timer: TimerKey | None = None) -> None:
        """A row of the mailbox is carried out by this step."""
        self.consumed.append(work_id)
        if timer is not None:
            self.fired.add(timer)

    def run(self) -> None:
        """Do all that needs nobody."""
        self.case.flow.run()

    def post(self, message: str, reference: str, payload: Mapping[str, Any]) -> None:
        """Put a message into the mailbox."""
        self.posted.append(
            {
                "kind": "message",
                "message": message,
                "reference": reference,
                "payload": dict(payload),
                "due_at": self.now,
            }
        )

    def follow_up(self) -> None:
        """Leave the rest of this step to the worker."""
        self.posted.append({"kind": "follow_up", "instance_id": self.instance.id, "due_at": self.now})

    # --- the end of a step -------------------------------------------------------------------------------------------

    def settle(self) -> list[dict[str, Any]]:
        """Write everything down; returns the new work items' rows."""
        stands, known = self._drain(), self.case.known
        if stands.ended:
            self.entries.append(audit.Entry("ended"))
        opened = [self._item(id, task) for id, task in stands.items.items() if id not in known.items]
        closed = [id for id in known.items if id not in stands.items and id not in self.finished]
        self._save(stands)
        if opened:
            statements.run(self.session, statements.NEW_ITEMS, opened)
        if closed:
            self._cancel(closed)
        self._settle_work(stands.timers)
        self._settle_subscriptions(stands)
        self._note_stall(stands)
        self.case.flow.step = None
        self.case.known = stands
        self.case.revision = self.instance.revision
        return opened

    def _drain(self) -> Standing:
        """Messages to oneself, and kept ones that are waited for since now, are received in this same step."""
        for _ in range(DELIVERIES_LIMIT):
            if self.own:
                message, payload = self.own.pop(0)
                if not self.deliver(message, payload):
                    self.post(message, self.instance.subject, payload)
                continue
            stands = survey(self.case.flow)
            new = stands.names - self.case.known.names
            if not new or not self._receive_kept(new):
                return stands
        raise StepFailed("", f"案件一步内收发消息超过 {DELIVERIES_LIMIT} 次，疑为没有出口的循环")

    def _receive_kept(self, names: set[str]) -> bool:
        asked = {"reference": self.instance.subject, "names": sorted(names)}
        for row in statements.run(self.session, statements.KEPT, asked).all():
            if row.id not in self.consumed:
                self.consume(row.id)
                return self.deliver(row.message, row.payload or {})
        return False

    def _save(self, stands: Standing) -> None:
        instance = self.instance
        instance.head = audit.append(self.session, instance.id, self.entries, self.now, instance.head)
        dues = [*stands.timers.values(), *(w["due_at"] for w in self.posted if w["kind"] == "follow_up")]
        values = {
            "state": state.dump(self.case.flow),
            "trace": self.marks.trace(stands.current),
            "revision": instance.revision + 1,
            "status": "ended" if stands.ended else "running",
            "ended_at": self.now if stands.ended else None,
            "next_due_at": min(dues, default=None),
            "journal_seq": instance.head.seq,
            "journal_hash": instance.head.hash,
        }
        if instance.new:
            statements.run(self.session, statements.NEW_CASE, {**self._birth(), **values})
        else:
            same = {"of_id": instance.id, "of_revision": instance.revision}
            if statements.run(self.session, statements.SAVE_CASE, {**same, **statements.new(**values)}).rowcount != 1:
                raise RuntimeError(f"case {instance.id} changed under its own lock")
        instance.revision += 1

    def _birth(self) -> dict[str, Any]:
        instance = self.instance
        return {
            "id": instance.id,
            "definition_id": instance.definition_id,
            "process": instance.process,
            "subject": instance.subject,
            "start_element": instance.start_element,
            "started_at": instance.started_at,
        }

    def _item(self, id: str, task: Any) -> dict[str, Any]:
        """The row of a new work item: who holds the lane's role, when it is due, how it is shown."""
        element: Element = task.task_spec.element
        item = task.internal_data.get("item")
        item = None if item is None else str(item)
        try:
            holder = self.catalogue.holder(self.subject, role_of(element), item)
            due = timing.instant(element.due, task.data) if element.due else None
        except Exception as error:
            raise StepFailed(element.id, str(error) or type(error).__name__) from error
        shown = self._shown()
        return {
            "id": id, "instance_id": self.instance.id, "process": self.instance.process, "element": element.id,
            "name": element.label[:120], "role": element.role, "organisation_id": holder.organisation_id,
            "person_id": holder.person_id, "created_at": self.now, "due_at": due, "status": "open", "item": item,
            "form": element.handler, "subject": self.instance.subject, "assignee_name": "", "done_by_name": "", **shown,
        }  # fmt: skip

    def _shown(self) -> dict[str, str]:
        if not hasattr(self, "_display"):
            shown = self.catalogue.display(self.subject)
            limits = {"number": 60, "title": 200, "applicant": 80, "unit": 200, "series": 80, "level": 40}
            self._display = {name: str(getattr(shown, name, "") or "")[:limit] for name, limit in limits.items()}
        return self._display

    def _cancel(self, ids: list[str]) -> None:
        """Close items whose tasks are gone; one that was just completed is done already."""
        self.session.execute(
            ITEMS.update().where(ITEMS.c.id.in_(ids), ITEMS.c.status == "open"),
            {"status": "cancelled", "done_at": self.now},
        )

    def _settle_work(self, timers: Mapping[TimerKey, datetime]) -> None:
        known = self.case.known.timers
        gone = [key for key in known if key not in timers and key not in self.fired]
        if self.consumed:
            statements.run(self.session, statements.WORK_DONE, [{"of_id": id} for id in self.consumed])
        if gone:
            own = {"of_case": self.instance.id}
            keys = [{"of_task": task, "of_element": element, **own} for task, element in gone]
            statements.run(self.session, statements.TIMER_GONE, keys)
        rows = [self._timer_row(key, due) for key, due in timers.items() if key not in known]
        rows += [work_row(self.now, **work) for work in self.posted]
        if rows:
            statements.run(self.session, statements.NEW_WORK, rows)

    def _timer_row(self, key: TimerKey, due: datetime) -> dict[str, Any]:
        return work_row(
            self.now, kind="timer", instance_id=self.instance.id, task_id=key[0], element=key[1], due_at=due
        )

    def _settle_subscriptions(self, stands: Standing) -> None:
        before, after = set(self.case.known.messages), set(stands.messages)
        gone = {task_id for task_id, *_ in before - after}
        if gone:
            self.session.execute(delete(SUBSCRIPTIONS).where(SUBSCRIPTIONS.c.task_id.in_(gone)))
        case = {"instance_id": self.instance.id, "reference": self.instance.subject}
        new = [{"task_id": t, "element": e, "message": m, **case} for t, e, m in after - before]
        if new:
            statements.run(self.session, statements.NEW_SUBSCRIPTIONS, new)

    def _note_stall(self, stands: Standing) -> None:
        """A case that nothing can bring forward is told of at once."""
        if not (stands.ended or stands.timers or stands.messages or stands.items or self.posted):
            stalled = "流程停在原地：没有任务、定时或消息能使其继续"
            self.session.execute(INCIDENTS.insert(), [incident_row(self.instance, "", stalled, self.now)])


def changed_rows(session: Session, statement: Update) -> int:
    """How many rows an update changed."""
    return int(cast("CursorResult[Any]", session.execute(statement)).rowcount)


def role_of(element: Element) -> Role:
    """The role that an element's lane names; publishing saw to it that there is one."""
    return BY_TITLE[element.lane]


def work_row(now: datetime, **work: Any) -> dict[str, Any]:
    """A complete row of the mailbox."""
    nothing = dict.fromkeys(("instance_id", "task_id", "message", "reference", "payload", "due_at"))
    return {"id": new_id(), "status": "waiting", "attempts": 0, "element": "", "created_at": now, **nothing, **work}


def incident_row(instance: Instance | None, element: str, error: str, now: datetime) -> dict[str, Any]:
    """A complete row of an incident."""
    return {
        "id": new_id(),
        "instance_id": instance.id if instance else None,
        "process": instance.process if instance else "",
        "subject": instance.subject if instance else "",
        "element": element,
        "error": error[:2000],
        "attempts": 1,
        "status": "open",
        "first_at": now,
        "last_at": now,
        "resolved_by": "",
    }


def addressed(result: Mapping[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Whom a throw handler's result is for, each with what it gets: `recipients` or `messages`."""
    payload = {name: value for name, value in result.items() if name not in ("recipients", "messages")}
    same = [(reference, payload) for reference in result.get("recipients", ())]
    own = [
        (message["to"], {name: value for name, value in message.items() if name != "to"})
        for message in result.get("messages", ())
    ]
    return same + own
