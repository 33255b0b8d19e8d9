"""The way from one version of a process to another: which element is which. Knows no case.

Elements are the same by their id. One that was given another id is the same only where a designer says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from app.engine.definition import Definition
from app.engine.elements import Element
from app.engine.errors import AnswersInvalid

SUFFIXES = (".BoundaryEventSplit", ".BoundaryEventJoin", ".EndJoin", " [child]")  # what SpiffWorkflow adds to an id


@dataclass(frozen=True)
class Passage:
    """From `old` to `new`; `renamed` says which element got which other id."""

    old: Definition
    new: Definition
    renamed: Mapping[str, str] = field(default_factory=dict)

    def to(self, id: str) -> str:
        """The id in the new version; empty when there is none. A process is itself."""
        if id == self.old.key:
            return self.new.key
        found = self.renamed.get(id, id)
        return found if found in self.new.diagram.elements else ""

    def of(self, id: str) -> str:
        """The id in the old version of what has this id in the new one; empty when it is new."""
        found = self._back.get(id, id)
        return found if self.to(found) == id else ""

    @cached_property
    def _back(self) -> dict[str, str]:
        return {new: old for old, new in self.renamed.items()}

    def counterpart(self, id: str) -> Element | None:
        """The element of the new version that this one of the old version is."""
        return self.new.diagram.elements.get(self.to(id))

    def spec(self, name: str) -> str:
        """The name of a task specification in the new version; as it is where it belongs to no renamed element."""
        suffix = next((each for each in SUFFIXES if name.endswith(each)), "")
        base = name.removesuffix(suffix)
        return self.renamed[base] + suffix if base in self.renamed else name

    @cached_property
    def results(self) -> dict[str, str]:
        """Names of results that the new version calls otherwise: all who make the one make the other."""
        found: dict[str, str] = {}
        for name in {e.result for e in self.old.diagram.elements.values()}:
            makers = [e.id for e in self.old.diagram.elements.values() if e.result == name]
            said = {made.result for id in makers if (made := self.counterpart(id)) is not None}
            if len(said) == 1 and said != {name}:
                found[name] = said.pop()
        return found

    def left(self, passed: list[str]) -> list[Element]:
        """Elements that a case has done and the new version does not have."""
        return [self.old.diagram.elements[id] for id in passed if not self.to(id)]

    def checked(self) -> Passage:
        """The passage itself when what was renamed is so. Raises AnswersInvalid."""
        wrong = [reason for old, new in self.renamed.items() if (reason := self._wrong(old, new))]
        if len(set(self.renamed.values())) != len(self.renamed):
            wrong.append("两个环节不能改成同一个环节")
        if wrong:
            raise AnswersInvalid({"mapping": wrong})
        return self

    def _wrong(self, old: str, new: str) -> str:
        before, after = self.old.diagram.elements.get(old), self.new.diagram.elements.get(new)
        if before is None or after is None:
            return f"“{old}”→“{new}”：原版本须有前者，新版本须有后者"
        if old in self.new.diagram.elements or new in self.old.diagram.elements:
            return f"“{old}”→“{new}”：编号相同的就是同一个环节，只能对应已改掉的编号"
        if (before.tag, before.handler, before.decision) != (after.tag, after.handler, after.decision):
            return f"“{before.label}”→“{after.label}”：种类或处理器不同，不是同一个环节"
        return ""
