"""Which elements and flows of each process were gone through by some stories. Knows no story."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.engine import marks
from app.engine.elements import Diagram
from app.engine.modelset import ModelSet
from app.engine.store import ProcessDefinition, ProcessInstance


@dataclass
class Way:
    """The elements and flows of one process that were gone through."""

    elements: set[str] = field(default_factory=set)
    flows: set[str] = field(default_factory=set)

    def add(self, elements: Iterable[str], flows: Iterable[str]) -> None:
        """Gone through as well."""
        self.elements.update(elements)
        self.flows.update(flows)


@dataclass(frozen=True)
class Coverage:
    """How much of a process was gone through; what was not, by id with its name."""

    process: str
    name: str
    elements: int
    flows: int
    missing_elements: list[tuple[str, str]]
    missing_flows: list[tuple[str, str]]

    @property
    def share(self) -> float:
        """Of all elements and flows together, 0 to 1."""
        whole = self.elements + self.flows
        return 1 - (len(self.missing_elements) + len(self.missing_flows)) / whole if whole else 1.0

    def as_json(self) -> dict[str, Any]:
        """For the command line and the studio."""
        return {
            "process": self.process, "name": self.name, "elements": self.elements, "flows": self.flows,
            "share": round(self.share, 4), "missing_elements": [id for id, _ in self.missing_elements],
            "missing_flows": [id for id, _ in self.missing_flows],
        }  # fmt: skip


def ways(session: Session) -> dict[str, Way]:
    """What the cases of a database have gone through, by process."""
    found: dict[str, Way] = {}
    rows = select(ProcessInstance.process, ProcessInstance.trace, ProcessDefinition.xml).join(
        ProcessDefinition, ProcessDefinition.id == ProcessInstance.definition_id
    )
    for process, trace, xml in session.execute(rows):
        found.setdefault(process, Way()).add(*marks.read(process, xml, trace))
    return found


def together(all_ways: Iterable[Mapping[str, Way]]) -> dict[str, Way]:
    """What several databases' cases have gone through."""
    whole: dict[str, Way] = {}
    for one in all_ways:
        for process, way in one.items():
            whole.setdefault(process, Way()).add(way.elements, way.flows)
    return whole


def coverage(models: ModelSet, gone: Mapping[str, Way]) -> list[Coverage]:
    """Of every process of a set, by key."""
    return [of_diagram(model.diagram, gone.get(key, Way())) for key, model in sorted(models.processes.items())]


def of_diagram(diagram: Diagram, way: Way) -> Coverage:
    """Of one process."""
    names = {element.id: element.label for element in diagram.elements.values()}
    flows = {flow.id: f"{names.get(flow.source, flow.source)} → {names.get(flow.target, flow.target)}"
             for flow in diagram.flows}  # fmt: skip
    return Coverage(
        process=diagram.id,
        name=diagram.name,
        elements=len(names),
        flows=len(flows),
        missing_elements=[each for each in names.items() if each[0] not in way.elements],
        missing_flows=[each for each in flows.items() if each[0] not in way.flows],
    )
