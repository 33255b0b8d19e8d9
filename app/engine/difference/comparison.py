"""What the comparers of one process share: the two sides, what corresponds, and how a change is written down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.engine.catalogue import Catalogue
from app.engine.difference import weight
from app.engine.difference.change import Change, Kind, turned
from app.engine.difference.facts import Facts, changed, facts
from app.engine.difference.sides import Side, same_elements, same_flows
from app.engine.difference.words import aspect


@dataclass
class Comparison:
    """Two versions of a process. `known`: old id → new id of everything that is on both sides."""

    old: Side
    new: Side
    catalogue: Catalogue | None = None
    known: dict[str, str] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.known = same_elements(self.old, self.new)
        self.known |= same_flows(self.old, self.new, self.known)
        shared = self.old.parts.keys() & self.new.parts.keys()
        self.known |= {id: id for id in shared if id not in self.known and id not in self.known.values()}

    def facts_of(self, id: str) -> tuple[Facts, Facts]:
        """What an element (by its old id) says before and after; before in the ids of after."""
        names: Mapping[str, str] = {**self.known, **self.old.messages}
        return facts(self.old.parts[id], names), facts(self.new.parts[self.known[id]], self.new.messages)

    def tell(
        self, kind: Kind, what: str, words: str, before: str = "", after: str = "", old_at: str = "",
        new_at: str = "", article: str = "", quiet: bool = False,
    ) -> None:  # fmt: skip
        """Write a change down; its article is that of the element unless given."""
        side = self.new if new_at or not old_at else self.old
        self.changes.append(
            Change(
                side.model.file,
                side.diagram.id,
                new_at or old_at,
                kind,
                what,
                before,
                after,
                words,
                article or self.article(old_at, new_at),
                old_at,
                new_at,
                quiet,
            )
        )

    def article(self, old_at: str, new_at: str) -> str:
        """The requirement that an element carries out, after the change or, when it is gone, before."""
        for side, id in ((self.new, new_at), (self.old, old_at)):
            element = side.diagram.elements.get(id)
            if element and (found := weight.of_element(element, side.diagram)):
                return found
        return ""

    def tell_rest(self, id: str, label: str, told: set[str]) -> None:
        """Every fact of an element that differs and has not been told under what it is."""
        before, after = self.facts_of(id)
        for path, was, is_now in changed(before, after):
            what, words = aspect(path)
            if what not in told and path not in ("extensionElements", "@sourceRef", "@targetRef"):
                told_as = (self._flow_words(each) if path == "@default" else each for each in (was, is_now))
                self.tell("changed", what, f"{label}：{words}{turned(*told_as)}", was, is_now, id, self.known[id])

    def _flow_words(self, id: str) -> str:
        """A flow by its name and where it leads."""
        side = self.new if id in self.new.flows else self.old
        if id not in side.flows:
            return id
        name, to = side.flows[id].get("name", ""), f"到{side.label(side.flows[id].get('targetRef', ''))}"
        return f"{name}（{to}）" if name else to
