"""One step of one case, inside one transaction: what the diagram asks for.

The specifications ask this object to run handlers, decision tables and throws. What came of it is
written down by `app.engine.settling`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app import audit
from app.engine import calling, timing
from app.engine.case import Case, TimerKey, survey
from app.engine.catalogue import Catalogue
from app.engine.elements import Element
from app.engine.errors import StepFailed
from app.engine.expressions import value_of
from app.engine.library import Library
from app.engine.marks import Marks
from app.engine.redating import REDATE, move, rearm
from app.engine.specs import ARMED, _Many
from handlers.handler import SYSTEM, Actor
from handlers.rules.redating import Change

SPLIT = ".BoundaryEventSplit"


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
    status: str = "running"


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
    redated: bool = False
    shown: dict[str, str] | None = None
    left_out: dict[str, dict[str, Any]] = field(default_factory=dict)  # element → the result it is taken to have
    library: Library | None = None  # where other versions of the process are found
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
        if self._is_left_out(task, element):
            return
        called = self.call(element, self.inputs(task, element), SYSTEM)
        for reference in called.result.pop("redate", ()):
            self.post(REDATE, reference, {})
        task.data[element.result] = called.result
        self.write("service", element, called)

    def decide(self, task: Any, element: Element) -> None:
        """Ask a decision table."""
        if self._is_left_out(task, element):
            return
        decision = self.case.definition.table(element.decision).decide(task.data)
        if decision.outputs is None:
            raise StepFailed(element.id, f"决策表“{element.decision}”没有一行符合")
        task.data[element.result] = decision.outputs
        asked = self.case.definition.table(element.decision).asked(task.data)
        detail = {"table": element.decision, "rows": decision.rows, "inputs": asked, "outputs": decision.outputs}
        self.entries.append(self._entry("decision", element, detail=detail))

    def throw(self, task: Any, element: Element) -> None:
        """Send the messages of a throw event: to whom its handler says, or to the case's own subject."""
        if self._is_left_out(task, element):
            return
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

    def _is_left_out(self, task: Any, element: Element) -> bool:
        """Is this element skipped by a repair? Then it is taken to have the result that was given."""
        if element.id not in self.left_out:
            return False
        task.data[element.result] = self.left_out.pop(element.id)
        return True

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
        read = {"readings": called.readings} if called.readings else {}
        told = {**called.result, **read, **(detail or {})}
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
        """Let a message be received by the first event that waits for it, or by its box; False when none does."""
        if self.case.boxed(message):
            self._set_off(message, payload)
            return True
        for task_id, element_id, name in survey(self.case.flow).messages:
            if name == message:
                task = self.case.flow.find(task_id)
                element = self.case.definition.element(element_id)
                self.entries.append(self._entry("message", element, detail={"received": message, **payload}))
                self.case.flow.fire(task, element_id, payload)
                self.run()
                return True
        return False

    def _set_off(self, message: str, payload: Mapping[str, Any]) -> None:
        """A message begins its event sub-process."""
        diagram = self.case.definition.diagram
        start = diagram.boxes[message]
        self.entries.append(self._entry("message", start, detail={"received": message, **payload}))
        self.case.flow.set_off(diagram.elements[start.scope], start, payload)
        self.run()

    def redate(self, changes: Sequence[Change]) -> None:
        """Let new days of the law take the place of the old ones: in what results say, in timers and in open tasks."""
        told = [change.told for change in changes if move(self.case.flow, change) or change.moved]
        if not told:
            return
        self.redated = True
        rearm(self.case.flow, self.due)
        words = "；".join(one["text"] for one in told)
        self.entries.append(audit.Entry("service", element_name=words, detail={"redated": told}))

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


def addressed(result: Mapping[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Whom a throw handler's result is for, each with what it gets: `recipients` or `messages`."""
    payload = {name: value for name, value in result.items() if name not in ("recipients", "messages")}
    same = [(reference, payload) for reference in result.get("recipients", ())]
    own = [
        (message["to"], {name: value for name, value in message.items() if name != "to"})
        for message in result.get("messages", ())
    ]
    return same + own
