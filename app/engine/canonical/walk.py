"""The order in which a reader meets the nodes of a process: along the flow from its starts, branches before joins.

A node put into a path moves nothing else; a boundary event stands right behind the task it is on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from app.engine.canonical.documents import local, natural

START, BOUNDARY = "startEvent", "boundaryEvent"


@dataclass
class _Walk:
    """A depth-first walk; the nodes in the reverse order of leaving them are in the order of the flow."""

    next: Mapping[str, Sequence[str]]
    seen: set[str] = field(default_factory=set)

    def on(self, roots: Sequence[str]) -> list[str]:
        """The nodes that are first met from `roots`, in the order of the flow."""
        left: list[str] = []
        for root in reversed(roots):
            self._from(root, left)
        return left[::-1]

    def _from(self, root: str, left: list[str]) -> None:
        stack = [(root, self._ahead(root))] if root not in self.seen else []
        self.seen.add(root)
        while stack:
            here, ahead = stack[-1]
            following = next((id for id in ahead if id not in self.seen), None)
            if following is None:
                left.append(here)
                stack.pop()
            else:
                self.seen.add(following)
                stack.append((following, self._ahead(following)))

    def _ahead(self, id: str) -> Iterator[str]:
        return iter(reversed(self.next.get(id, ())))


def walked(nodes: Sequence[etree._Element], flows: Sequence[etree._Element]) -> list[str]:
    """The ids of `nodes` of one process or sub-process in the order of the flow."""
    by_id = {node.get("id", ""): node for node in nodes}
    boundaries = _boundaries(nodes, by_id)
    ahead: dict[str, list[str]] = {id: list(boundaries.get(id, ())) for id in by_id}
    reached = {id for attached in boundaries.values() for id in attached}
    for flow in flows:
        source, target = flow.get("sourceRef", ""), flow.get("targetRef", "")
        if source in by_id and target in by_id:
            ahead[source].append(target)
            reached.add(target)
    order = sorted(by_id, key=lambda id: (_kind(by_id[id]), natural(id)))
    walk = _Walk(ahead)
    forward = walk.on([id for id in order if id not in reached])
    for id in order:  # what only a circle leads to
        forward += walk.on([id])
    return _behind(forward, boundaries)


def _boundaries(nodes: Sequence[etree._Element], by_id: Mapping[str, etree._Element]) -> dict[str, list[str]]:
    """The boundary events of each task of `nodes`."""
    found: dict[str, list[str]] = {}
    for node in nodes:
        host = node.get("attachedToRef", "")
        if local(node) == BOUNDARY and host in by_id:
            found.setdefault(host, []).append(node.get("id", ""))
    return {host: sorted(attached, key=natural) for host, attached in found.items()}


def _behind(order: Sequence[str], boundaries: Mapping[str, Sequence[str]]) -> list[str]:
    """The order with every boundary event right behind its task."""
    attached = {id for each in boundaries.values() for id in each}
    return [each for id in order if id not in attached for each in (id, *boundaries.get(id, ()))]


def _kind(node: etree._Element) -> int:
    """Starts first, what begins by itself (an event sub-process) last; a start without a cause before the others."""
    if local(node) == START:
        return int(any(local(child).endswith("EventDefinition") for child in node))
    return 3 if node.get("triggeredByEvent") == "true" else 2
