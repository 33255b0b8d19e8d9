"""What the new version will read from where a case stands: is it there, or made on every way to where it is read?

A must-analysis over the drawing. Only what a fresh case of the new version would surely have can be missing; a
diagram that reads what is sometimes not there is as it was for everybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from app.engine.definition import Definition
from app.engine.elements import Element
from app.engine.expressions import compile
from app.engine.migrating.graph import Edge, Graph
from app.engine.migrating.mover import Mover
from app.engine.migrating.passage import Passage
from app.engine.migrating.verdicts import Reason

COUNTS = {"nrOfInstances", "nrOfCompletedInstances"}
Known = dict[str, frozenset[str]]  # element → names that are surely there when it is reached


class Ahead:
    """What the new version of a passage reads and makes, looked at once for all cases."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.graph = Graph(passage.new.diagram)
        self._fresh: dict[str, Known] = {}
        self._parts: dict[str, set[str]] = {}

    def reasons(self, mover: Mover) -> list[Reason]:
        """Results that the case has not got and will not get before the new version reads them."""
        here, fresh = self._known(self._entries(mover)), self._known_to_a_fresh_case(mover.start)
        found = []
        for element, name in self._reads:
            where = element.attached_to or element.id
            if where in here and name in fresh.get(where, ()) and name not in here[where]:
                makers = "、".join(e.label for e in self.graph.diagram.elements.values() if e.result == name)
                told = f"新版本的“{element.label}”要用“{makers}”的结果，而本案已走过那里，没有这项结果"
                found.append(Reason(element.id, told + "；请改在案件后面产生，或等案件办结"))
        return list(dict.fromkeys(found))

    # --- what is known where -----------------------------------------------------------------------------------------

    def _known(self, entries: Mapping[str, frozenset[str]]) -> Known:
        """The names that are surely there at each element that can be reached from the entries."""
        at: Known = dict(entries)
        todo = list(entries)
        while todo:
            for target in self.graph.after.get(todo.pop(), ()):
                names = self._at(target, at, entries)
                if at.get(target) != names:
                    at[target] = names
                    todo.append(target)
        return at

    def _at(self, id: str, at: Known, entries: Mapping[str, frozenset[str]]) -> frozenset[str]:
        """What all ways to an element bring, or together bring where branches meet."""
        brought = [self._brought(at, edge) for edge in self.graph.inward[id] if edge.source in at]
        brought += [entries[id]] if id in entries else []
        meets = self.graph.diagram.elements[id].tag == "parallelGateway"
        return frozenset.union(*brought) if meets else frozenset.intersection(*brought)

    def _brought(self, at: Known, edge: Edge) -> frozenset[str]:
        return at[edge.source] if edge.before else at[edge.source] | made(self.graph.diagram.elements[edge.source])

    def _known_to_a_fresh_case(self, start: str) -> Known:
        if start not in self._fresh:
            boxes = [e.id for e in self.graph.diagram.boxes.values()]
            self._fresh[start] = self._known({id: frozenset() for id in [self.passage.to(start), *boxes]})
        return self._fresh[start]

    # --- where from --------------------------------------------------------------------------------------------------

    def _entries(self, mover: Mover) -> dict[str, frozenset[str]]:
        """Where the case stands in the new version, with what it carries there."""
        found: dict[str, frozenset[str]] = {}
        for task in mover.tokens:
            id = self.passage.to(task.task_spec.element.id)
            names = frozenset(self._carried(mover, task))
            found[id] = found[id] & names if id in found else names
        return {id: names for id, names in found.items() if id}

    def _carried(self, mover: Mover, task: Any) -> Iterator[str]:
        """Results, as the new version calls them, that hold all the parts that it reads of them."""
        for name, value in mover.knows(task).items():
            now = self.passage.results.get(name, name)
            if now not in self._parts:
                self._parts[now] = self._parts_of(now)
            if not isinstance(value, dict) or self._parts[now] <= set(value):
                yield now

    def _parts_of(self, name: str) -> set[str]:
        """The parts of a result that the new version reads, where others make it now; else none are asked for."""
        was = {name, *(before for before, after in self.passage.results.items() if after == name)}
        makers = {_maker(e) for e in self.graph.diagram.elements.values() if e.result == name}
        before = {_maker(e) for e in self.passage.old.diagram.elements.values() if e.result in was}
        said = (text for text in self._texts if makers - before)
        return {part for text in said for part in re.findall(rf"\b{re.escape(name)}\.(\w+)", text)}

    # --- what is read ------------------------------------------------------------------------------------------------

    @cached_property
    def _reads(self) -> list[tuple[Element, str]]:
        """Every element with each name that it reads of what others made."""
        new, found = self.passage.new, []
        for element in new.diagram.elements.values():
            own = {element.result, element.item, *COUNTS}
            names = {name for text in texts(new, element) for name in compile(text).names}
            found += [(element, name) for name in sorted(names - own)]
        return found

    @cached_property
    def _texts(self) -> list[str]:
        new = self.passage.new
        return [text for element in new.diagram.elements.values() for text in texts(new, element)]


def made(element: Element) -> frozenset[str]:
    """The name that an element's result goes by, when it makes one."""
    makes = element.handler or element.decision or element.message or element.tag == "startEvent"
    return frozenset({element.result} if makes else ())


def _maker(element: Element) -> str:
    return element.handler or element.message or element.decision


def texts(definition: Definition, element: Element) -> Iterator[str]:
    """The expressions of an element, of the flows out of it, and of its decision table's inputs."""
    said = [element.due, element.follow_up, *element.inputs.values(), element.timer.text if element.timer else ""]
    yield from (text for text in said if "${" in text)
    yield from (text for text in (element.collection, element.cardinality, element.completion) if text)
    yield from (flow.condition for flow in definition.diagram.flows if flow.source == element.id and flow.condition)
    if element.decision:
        yield from (column.reads.text for column in definition.table(element.decision).inputs if column.reads)
