"""The end of a step: the case's new state, work items, timers, subscriptions, messages and journal are written.

As few statements as there are tables touched; what did not change is not written. Knows nothing of
how the step came about.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete

from app import audit
from app.engine import state, statements, timing
from app.engine.case import Standing, TimerKey, survey
from app.engine.elements import Element
from app.engine.errors import StepFailed, reason_of
from app.engine.rows import incident_row, work_row
from app.engine.step import Step
from app.engine.store import INCIDENTS, ITEMS, SUBSCRIPTIONS, WORK
from handlers.rules.roles import BY_TITLE, Role

DELIVERIES_LIMIT = 100
A_DAY = timedelta(days=1)
SHOWN = {
    "number": 60, "title": 200, "applicant": 80, "unit": 200, "series": 80, "level": 40, "area": 12, "committee_id": 36
}  # fmt: skip
SOUGHT = ("number", "title", "applicant", "unit")


def settle(step: Step) -> list[dict[str, Any]]:
    """Write everything down; returns the new work items' rows."""
    stands, known = _drained(step), step.case.known
    if stands.ended and step.instance.status != "cancelled":
        step.entries.append(audit.Entry("ended"))
    opened = _new_items(step, stands)
    closed = [id for id in known.items if id not in stands.items and id not in step.finished]
    _save(step, stands)
    if opened:
        statements.NEW_ITEMS.run(step.session, opened)
    if closed:
        _cancel(step, closed)
    if step.redated:
        _redate_items(step, stands)
    _settle_work(step, stands.timers)
    _settle_subscriptions(step, stands)
    _note_stall(step, stands)
    step.case.flow.step = None
    step.case.known = stands
    step.case.revision = step.instance.revision
    return opened


def _drained(step: Step) -> Standing:
    """Messages to oneself, and kept ones that are waited for since now, are received in this same step."""
    for _ in range(DELIVERIES_LIMIT):
        if step.own:
            message, payload = step.own.pop(0)
            if not step.deliver(message, payload):
                step.post(message, step.instance.subject, payload)
            continue
        stands = survey(step.case.flow)
        new = stands.names - step.case.known.names
        if not new or not _receive_kept(step, new):
            return stands
    raise StepFailed("", f"案件一步内收发消息超过 {DELIVERIES_LIMIT} 次，疑为没有出口的循环")


def _receive_kept(step: Step, names: set[str]) -> bool:
    asked = {"reference": step.instance.subject, "names": sorted(names)}
    for row in statements.ask(step.session, statements.KEPT, asked).all():
        if row.id not in step.consumed:
            step.consume(row.id)
            return step.deliver(row.message, row.payload or {})
    return False


# --- the case's row --------------------------------------------------------------------------------------------------


def _save(step: Step, stands: Standing) -> None:
    instance = step.instance
    instance.head = audit.append(step.session, instance.id, step.entries, step.now, instance.head)
    values = _values(step, stands)
    if instance.new:
        statements.NEW_CASE.run(step.session, {**_birth(step), **values})
    else:
        same = {"of_id": instance.id, "of_revision": instance.revision}
        if statements.SAVE_CASE.run(step.session, {**same, **statements.new(**values)}).rowcount != 1:
            raise RuntimeError(f"case {instance.id} changed under its own lock")
    instance.revision += 1


def _values(step: Step, stands: Standing) -> dict[str, Any]:
    dues = [*stands.timers.values(), *(w["due_at"] for w in step.posted if w["kind"] == "follow_up")]
    return {
        "state": state.dump(step.case.flow),
        "trace": step.marks.trace(stands.current),
        "revision": step.instance.revision + 1,
        "status": _status(step, stands),
        "ended_at": step.now if stands.ended else None,
        "next_due_at": None if step.instance.status == "suspended" else min(dues, default=None),
        "journal_seq": step.instance.head.seq,
        "journal_hash": step.instance.head.hash,
    }


def _status(step: Step, stands: Standing) -> str:
    """A case that was cancelled or suspended stays so; any other runs until it has ended."""
    if step.instance.status == "cancelled" or not stands.ended:
        return step.instance.status
    return "ended"


def _birth(step: Step) -> dict[str, Any]:
    names = ("id", "definition_id", "process", "subject", "start_element", "started_at")
    born = {name: getattr(step.instance, name) for name in names}
    return {**born, **words_of(_shown(step)), "suspended_by": None}


def words_of(shown: Mapping[str, str]) -> dict[str, str]:
    """What a case's row keeps of what lists show, and what a search looks through, in small letters."""
    words = {name: shown[name] for name in (*SOUGHT, "area", "committee_id")}
    return {**words, "sought": "\n".join(shown[name] for name in SOUGHT).lower()}


# --- work items ------------------------------------------------------------------------------------------------------


def _new_items(step: Step, stands: Standing) -> list[dict[str, Any]]:
    """Rows of the tasks that are open since this step."""
    new = [(id, task) for id, task in stands.items.items() if id not in step.case.known.items]
    if not new:
        return []
    shown = _shown(step)
    return [{**_item(step, id, task), **shown} for id, task in new]


def _shown(step: Step) -> dict[str, str]:
    """What lists show of the case; the subject is asked once in a step."""
    if step.shown is None:
        step.shown = shown_of(step.catalogue.display(step.subject))
    return step.shown


def shown_of(display: Any) -> dict[str, str]:
    """What lists show of a subject, no longer than the columns."""
    return {name: str(getattr(display, name, "") or "")[:limit] for name, limit in SHOWN.items()}


def _item(step: Step, id: str, task: Any) -> dict[str, Any]:
    """Who holds the lane's role, and when it is due."""
    element: Element = task.task_spec.element
    item = task.internal_data.get("item")
    item = None if item is None else str(item)
    try:
        holder = step.catalogue.holder(step.subject, role_of(element), item)
        due, amber = dates_of(task)
    except Exception as error:
        raise StepFailed(element.id, reason_of(error)) from error
    return {
        "id": id, "instance_id": step.instance.id, "process": step.instance.process, "subject": step.instance.subject,
        "element": element.id, "name": element.label[:120], "form": element.handler, "item": item,
        "role": element.role, "organisation_id": holder.organisation_id, "person_id": holder.person_id,
        "created_at": step.now, "due_at": due, "status": "open", "amber_at": amber,
        "assignee_id": None, "assignee_name": "", "claimed_at": None,
        "done_by": None, "done_by_name": "", "done_at": None, "suspended_at": None,
    }  # fmt: skip


def dates_of(task: Any) -> tuple[datetime | None, datetime | None]:
    """When a user task is due, and from when it is to be looked at: as drawn, else one day before."""
    element: Element = task.task_spec.element
    due = timing.due(element.due, task.data) if element.due else None
    if due is None:
        return None, None
    drawn = timing.beginning(element.follow_up, task.data) if element.follow_up else None
    return due, min(drawn, due) if drawn else due - A_DAY


def role_of(element: Element) -> Role:
    """The role that an element's lane names; publishing saw to it that there is one."""
    return BY_TITLE[element.lane]


def _cancel(step: Step, ids: list[str]) -> None:
    """Close items whose tasks are gone."""
    still = ITEMS.update().where(ITEMS.c.id.in_(ids), ITEMS.c.status == "open")
    step.session.execute(still, {"status": "cancelled", "done_at": step.now})


def _redate_items(step: Step, stands: Standing) -> None:
    """Give the open tasks the days that the moved dates mean."""
    moved = []
    for id, task in stands.items.items():
        if id in step.case.known.items and task.task_spec.element.due:
            due, amber = dates_of(task)
            moved.append({"of_id": id, **statements.new(due_at=due, amber_at=amber)})
    if moved:
        statements.ITEM_MOVED.run(step.session, moved)


# --- the mailbox -----------------------------------------------------------------------------------------------------


def _settle_work(step: Step, timers: Mapping[TimerKey, datetime]) -> None:
    known = step.case.known.timers
    gone = [key for key in known if key not in timers and key not in step.fired]
    if step.consumed:
        statements.WORK_DONE.run(step.session, [{"of_id": id} for id in step.consumed])
    if gone:
        own = {"of_case": step.instance.id}
        keys = [{"of_task": task, "of_element": element, **own} for task, element in gone]
        statements.TIMER_GONE.run(step.session, keys)
    moved = [key for key, due in timers.items() if key in known and known[key] != due]
    if moved:
        at = [statements.new(due_at=timers[key], status="waiting") for key in moved]
        own = {"of_case": step.instance.id}
        keys = [{"of_task": task, "of_element": element, **own} for task, element in moved]
        statements.TIMER_MOVED.run(step.session, [{**key, **new} for key, new in zip(keys, at, strict=True)])
    rows = [_timer_row(step, key, due) for key, due in timers.items() if key not in known]
    rows += [work_row(step.now, **work) for work in step.posted]
    if rows:
        statements.NEW_WORK.run(step.session, rows)
    if step.instance.status == "suspended":
        hold(step)


def hold(step: Step) -> None:
    """What is due of a suspended case waits: its rows keep no instant, the state does."""
    due = (WORK.c.instance_id == step.instance.id, WORK.c.status == "waiting")
    step.session.execute(WORK.update().where(*due), {"status": "held", "due_at": None})


def _timer_row(step: Step, key: TimerKey, due: datetime) -> dict[str, Any]:
    waits = {"instance_id": step.instance.id, "task_id": key[0], "element": key[1]}
    return work_row(step.now, kind="timer", due_at=due, **waits)


def _settle_subscriptions(step: Step, stands: Standing) -> None:
    before, after = set(step.case.known.messages), set(stands.messages)
    gone = {task_id for task_id, *_ in before - after}
    if gone:
        step.session.execute(delete(SUBSCRIPTIONS).where(SUBSCRIPTIONS.c.task_id.in_(gone)))
    case = {"instance_id": step.instance.id, "reference": step.instance.subject}
    new = [{"task_id": t, "element": e, "message": m, **case} for t, e, m in after - before]
    if new:
        statements.NEW_SUBSCRIPTIONS.run(step.session, new)


def _note_stall(step: Step, stands: Standing) -> None:
    """A case that nothing can bring forward is told of at once."""
    if stands.ended or stands.timers or stands.messages or stands.items or step.posted:
        return
    case = {"instance_id": step.instance.id, "process": step.instance.process, "subject": step.instance.subject}
    row = incident_row("", "流程停在原地：没有任务、定时或消息能使其继续", step.now, **case)
    step.session.execute(INCIDENTS.insert(), [row])
