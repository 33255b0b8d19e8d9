"""Shipped diagrams drawn anew for tests: tasks put in and left out, other ids, other lanes and timers."""

from __future__ import annotations

from datetime import datetime

from lxml import etree
from sqlalchemy import select

from app.database import Database
from app.engine.elements import BPMN, CAMUNDA
from app.engine.library import content_hash
from app.engine.store import ProcessDefinition
from app.trial.usual import ROOT

PROCESSES = tuple(sorted(path.stem for path in (ROOT / "processes").glob("*.bpmn")))


class Redrawn:
    """One shipped diagram, to be changed and published as the next version."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.root = etree.fromstring((ROOT / "processes" / f"{key}.bpmn").read_bytes())
        process = self.root.find(f"{BPMN}process")
        assert process is not None
        self.process = process

    @property
    def text(self) -> str:
        return etree.tostring(self.root, xml_declaration=True, encoding="UTF-8").decode()

    def node(self, id: str) -> etree._Element:
        return next(node for node in self.process.iter() if node.get("id") == id)

    def called(self, id: str, name: str) -> Redrawn:
        """An element with another name."""
        self.node(id).set("name", name)
        return self

    def put_in(self, flow: str, tag: str, id: str, topic: str = "") -> Redrawn:
        """A new element on a flow, which then ends there; another goes on from it."""
        drawn = self.node(flow)
        around = drawn.getparent()
        assert around is not None
        node = etree.SubElement(around, f"{BPMN}{tag}", id=id)
        if topic:
            node.set(f"{CAMUNDA}type", "external")
            node.set(f"{CAMUNDA}topic", topic)
        after = {"id": f"{id}_on", "sourceRef": id, "targetRef": drawn.get("targetRef", "")}
        etree.SubElement(around, f"{BPMN}sequenceFlow", **after)
        for incoming in self.node(after["targetRef"]).findall(f"{BPMN}incoming"):
            incoming.text = after["id"] if incoming.text == flow else incoming.text
        drawn.set("targetRef", id)
        etree.SubElement(node, f"{BPMN}incoming").text = flow
        etree.SubElement(node, f"{BPMN}outgoing").text = after["id"]
        return self

    def bypass(self, flow: str, target: str) -> Redrawn:
        """A flow that leads elsewhere; what can no longer be reached goes."""
        before = self.node(flow).get("targetRef", "")
        self.node(flow).set("targetRef", target)
        etree.SubElement(self.node(target), f"{BPMN}incoming").text = flow
        for incoming in self.node(before).findall(f"{BPMN}incoming"):
            if incoming.text == flow:
                self.node(before).remove(incoming)
        self._sweep()
        return self

    def _sweep(self) -> None:
        """Take out elements that nothing leads to any more."""
        while True:
            flows = list(self.process.findall(f"{BPMN}sequenceFlow"))
            reached = {flow.get("targetRef") for flow in flows}
            ids = {node.get("id") for node in self.process}
            tags = ("userTask", "serviceTask", "businessRuleTask", "exclusiveGateway", "eventBasedGateway",
                    "intermediateCatchEvent", "endEvent")  # fmt: skip
            gone = [n for tag in tags for n in self.process.findall(f"{BPMN}{tag}") if n.get("id") not in reached]
            gone += [n for n in self.process.findall(f"{BPMN}boundaryEvent") if n.get("attachedToRef") not in ids]
            if not gone:
                return
            self._take_out({node.get("id") for node in gone})

    def _take_out(self, ids: set[str | None]) -> None:
        flows = [f for f in self.process.findall(f"{BPMN}sequenceFlow") if f.get("sourceRef") in ids]
        away = ids | {flow.get("id") for flow in flows}
        for node in [*self.process.iter()]:
            mentions = node.tag in (f"{BPMN}flowNodeRef", f"{BPMN}incoming", f"{BPMN}outgoing") and node.text in away
            parent = node.getparent()
            if parent is not None and (mentions or node.get("id") in away):
                parent.remove(node)

    def renamed(self, old: str, new: str) -> Redrawn:
        """An element under another id; what it makes keeps its name only where it is said."""
        for node in self.process.iter():
            for name in ("id", "sourceRef", "targetRef", "attachedToRef"):
                if node.get(name) == old:
                    node.set(name, new)
            if node.tag == f"{BPMN}flowNodeRef" and node.text == old:
                node.text = new
            node.text = node.text.replace(f"{old}.", f"{new}.") if node.text else node.text
        return self

    def laned(self, id: str, lane: str) -> Redrawn:
        """An element in another lane."""
        for drawn in self.process.iter(f"{BPMN}lane"):
            for mention in [m for m in drawn.findall(f"{BPMN}flowNodeRef") if m.text == id]:
                drawn.remove(mention)
        target = next(drawn for drawn in self.process.iter(f"{BPMN}lane") if drawn.get("name") == lane)
        etree.SubElement(target, f"{BPMN}flowNodeRef").text = id
        return self

    def timed(self, id: str, date: str) -> Redrawn:
        """A timer that waits for something else."""
        drawn = self.node(id).find(f".//{BPMN}timeDate")
        assert drawn is not None
        drawn.text = date
        return self

    def equivalent(self) -> Redrawn:
        """The same process with other names, and with gateways that do nothing on every third flow."""
        parallel = {node.get("id") for node in self.process.iter(f"{BPMN}parallelGateway", f"{BPMN}eventBasedGateway")}
        for number, flow in enumerate(list(self.process.iter(f"{BPMN}sequenceFlow"))):
            if number % 3 == 0 and not {flow.get("sourceRef"), flow.get("targetRef")} & parallel:
                self.put_in(flow.get("id", ""), "exclusiveGateway", f"by_the_way_{number}")
        for task in self.process.iter(f"{BPMN}userTask"):
            task.set("name", f"{task.get('name', '')}（新）")
        return self


def as_version(database: Database, drawn: Redrawn, now: datetime) -> int:
    """Write a diagram down as the next version, whatever the law thinks of it; returns its number."""
    with database.transaction() as session:
        newest = select(ProcessDefinition).where(ProcessDefinition.key == drawn.key)
        last = session.scalars(newest.order_by(ProcessDefinition.version.desc())).first()
        assert last is not None
        names = {c.key: getattr(last, c.key) for c in ProcessDefinition.__table__.columns}
        hash = content_hash(drawn.key, drawn.text, last.forms, last.decisions)
        changed = {"version": last.version + 1, "xml": drawn.text, "content_hash": hash, "published_at": now}
        session.add(ProcessDefinition(**{name: value for name, value in {**names, **changed}.items() if name != "id"}))
        return last.version + 1
