"""A case that is to move, as it is looked at: its workflow under the old version, where it began, what it has done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from SpiffWorkflow.bpmn.specs.mixins.unstructured_join import UnstructuredJoin

from app.engine.flow import LIVE, Flow
from app.engine.migrating.passage import Passage
from app.engine.specs import _Many
from app.engine.state import KEPT

History = Callable[[], list[str]]


@dataclass(frozen=True)
class Mover:
    """One case. `passed`: ids of elements done; `history` asks the journal what happened, in order."""

    passage: Passage
    flow: Flow
    start: str
    passed: tuple[str, ...]
    history: History = list

    @cached_property
    def happened(self) -> set[str]:
        """Everything that ever happened in the case."""
        return set(self.history())

    @cached_property
    def live(self) -> list[Any]:
        """The tasks that are not finished."""
        return [task for task in self.flow.everything() if task.has_state(LIVE)]

    @cached_property
    def kept(self) -> list[Any]:
        """The tasks that a state keeps."""
        return [task for task in self.flow.everything() if task.has_state(KEPT)]

    @cached_property
    def tokens(self) -> list[Any]:
        """The live tasks that go on from where they are; a running sub-process goes on from its inside."""
        own = [
            task for task in self.live if task.task_spec.element is not None and task.id not in self.flow.subprocesses
        ]
        return [task for task in own if not isinstance(getattr(task.parent, "task_spec", None), _Many)]

    def knows(self, task: Any) -> dict[str, Any]:
        """The results that a token carries; where branches meet, what all have brought that have arrived."""
        same = (
            [t for t in self.kept if t.task_spec is task.task_spec]
            if isinstance(task.task_spec, UnstructuredJoin)
            else []
        )
        known: dict[str, Any] = {}
        for each in [*(t.parent for t in same if t.parent is not None), task]:
            known.update(each.data)
        return known
