"""Does everything that a case stands at and waits for exist in the new version with the same meaning?

Looks at the case's live tasks, at what they wait for, and at branches that have not met yet. Judges no law.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from app.engine.elements import Diagram, Element
from app.engine.migrating.graph import Graph
from app.engine.migrating.mover import Mover
from app.engine.migrating.passage import Passage
from app.engine.migrating.verdicts import Reason

SAME = {
    "tag": "种类", "handler": "处理器", "decision": "规则表", "lane": "泳道", "message": "等待的消息", "timer": "定时",
    "triggered": "触发方式", "interrupting": "是否中断", "terminates": "是否终止",
}  # fmt: skip
REPETITION = ("repeated", "collection", "cardinality", "item", "completion", "result")
KEEP = "，而案件正停在这里；请在新版本中保留原样，或等案件走过以后再迁移"


def reasons(mover: Mover) -> list[Reason]:
    """Why what the case stands at is not the same in the new version; the plainest reason of each element."""
    start = mover.passage.old.diagram.elements[mover.start]
    if not mover.passage.to(start.id):
        return [Reason(start.id, f"案件由“{start.label}”开始，新版本里没有这个开始事件")]
    found = [reason for task in mover.live for reason in _of_task(mover.passage, task)]
    said = {reason.element for reason in found}
    kept = [reason for task in mover.kept for reason in _of_spec(mover, task) if reason.element not in said]
    return list(dict.fromkeys([*found, *kept, *_of_branches(mover)]))


# --- where it stands -------------------------------------------------------------------------------------------------


def _of_task(passage: Passage, task: Any) -> Iterator[Reason]:
    element: Element | None = task.task_spec.element
    if element is None:
        return
    yield from _of_element(passage, element)
    yield from _of_edge(passage, element)
    if element.tag == "eventBasedGateway":
        yield from _of_choice(passage, element)


def _of_element(passage: Passage, element: Element) -> Iterator[Reason]:
    new = passage.counterpart(element.id)
    if new is None:
        yield Reason(
            element.id, f"“{element.label}”在新版本里没有，而案件正停在这里；请保留这个环节，或写明它改成了哪个环节"
        )
        return
    for name, words in SAME.items():
        if getattr(element, name) != getattr(new, name):
            yield Reason(element.id, f"“{element.label}”的{words}在新版本里变了{KEEP}")
    places = ((element.scope, new.scope), (element.attached_to, new.attached_to))
    if any(passage.to(before) not in ("", after) or bool(before) != bool(after) for before, after in places):
        yield Reason(element.id, f"“{element.label}”在新版本里换了位置（所在的子流程或所附着的环节）{KEEP}")
    if element.repeated and any(getattr(element, name) != getattr(new, name) for name in REPETITION):
        yield Reason(
            element.id, f"“{element.label}”的逐项办理设置在新版本里变了，而案件正在逐项办理；请等办完以后再迁移"
        )


def _of_edge(passage: Passage, element: Element) -> Iterator[Reason]:
    """Events on the edge of a live activity all wait already; one that came new would never have begun to."""
    old = {passage.to(e.id) for e in passage.old.diagram.elements.values() if e.attached_to == element.id}
    here = passage.to(element.id)
    new = {e.id for e in passage.new.diagram.elements.values() if here and e.attached_to == here}
    if here and old != new:
        yield Reason(element.id, f"“{element.label}”边上的事件在新版本里有增减{KEEP}")


def _of_choice(passage: Passage, gateway: Element) -> Iterator[Reason]:
    """What a gateway waits for: each of its events the same, none more, none less."""
    old, new = passage.old.diagram, passage.new.diagram
    events = [old.elements[flow.target] for flow in old.flows if flow.source == gateway.id]
    for event in events:
        yield from _of_element(passage, event)
    now = {flow.target for flow in new.flows if flow.source == passage.to(gateway.id)}
    if passage.to(gateway.id) and {passage.to(event.id) for event in events} != now:
        yield Reason(gateway.id, f"“{gateway.label}”等待的事件在新版本里有增减{KEEP}")


# --- what SpiffWorkflow keeps ----------------------------------------------------------------------------------------


def _of_spec(mover: Mover, task: Any) -> Iterator[Reason]:
    """Every task that is kept, a finished one too, has its specification of the same kind in the new version."""
    name = task.task_spec.name
    specs = _specs(mover, task.workflow)
    new = specs.get(mover.passage.spec(name)) if specs else None
    if new is None or type(new) is not type(task.task_spec):
        where = name.partition(".")[0] if specs else task.workflow.spec.name
        element = task.task_spec.element or mover.passage.old.diagram.elements.get(where)
        label = element.label if element else where
        yield Reason(where, f"“{label}”在新版本里没有或换了画法，而案件还要用到它；请保留，或等案件走过以后再迁移")


def _specs(mover: Mover, part: Any) -> Mapping[str, Any] | None:
    """The task specifications of the new version for this part of the case."""
    spec, inner = mover.passage.new.specification(mover.passage.to(mover.start))
    own = spec if part is mover.flow else inner.get(mover.passage.to(part.spec.name))
    return own.task_specs if own is not None else None


# --- branches that have not met yet ----------------------------------------------------------------------------------


def _of_branches(mover: Mover) -> Iterator[Reason]:
    """A case on several branches at once: they begin and meet in the new version as they did."""
    here: dict[str, set[str]] = {}
    for task in mover.tokens:
        if not task.task_spec.element.attached_to:
            here.setdefault(task.task_spec.element.scope, set()).add(task.task_spec.element.id)
    for scope, ids in here.items():
        gates = [e for e in mover.passage.old.diagram.elements.values() if e.tag == "parallelGateway"]
        for gate in gates if len(ids) > 1 else ():
            if gate.scope == scope and _holds(mover, gate, ids) and not _same_gate(mover, gate, ids):
                yield Reason(
                    gate.id, f"“{gate.label}”的分支在新版本里变了，而案件正分几路办理；请保留原样，或等各路汇合后再迁移"
                )


def _holds(mover: Mover, gate: Element, ids: set[str]) -> bool:
    """Do the branches of the case begin here, or are they to meet here?"""
    graph = Graph(mover.passage.old.diagram)
    inward, outward = _neighbours(graph.diagram, gate.id)
    begun = len(outward) > 1 and len(graph.reached([gate.id]) & ids) > 1
    meet = len(inward) > 1 and sum(gate.id in graph.reached([id]) for id in ids) > 1
    return begun or meet


def _same_gate(mover: Mover, gate: Element, ids: set[str]) -> bool:
    """As many ways in, exactly the same where a branch has arrived; out of it the same ways."""
    new_id = mover.passage.to(gate.id)
    inward, outward = _neighbours(mover.passage.old.diagram, gate.id)
    new_inward, new_outward = _neighbours(mover.passage.new.diagram, new_id)
    if len(outward) > 1 and {mover.passage.to(id) for id in outward} != new_outward:
        return False
    return len(inward) == len(new_inward) and (
        gate.id not in ids or {mover.passage.to(i) for i in inward} == new_inward
    )


def _neighbours(diagram: Diagram, id: str) -> tuple[set[str], set[str]]:
    """What flows lead from, and what they lead to."""
    return {f.source for f in diagram.flows if f.target == id}, {f.target for f in diagram.flows if f.source == id}
