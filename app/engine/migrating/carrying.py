"""A stored state under the names of another version. What is where, and since when, stays as it is.

SpiffWorkflow's own migration is not used: it resets every waiting task, and with it armed timers, gathered results and
the ids of open tasks; it also pairs what was renamed by guessing.
"""

from __future__ import annotations

from typing import Any

from app.engine import state
from app.engine.flow import Flow
from app.engine.marks import Marks, taken_of
from app.engine.migrating.mover import Mover
from app.engine.migrating.passage import Passage
from app.engine.specs import ARMED, CHOSEN


def carried(mover: Mover) -> Flow:
    """The case's workflow under the new version. Raises StateUnreadable when a state cannot be read so."""
    passage = mover.passage
    stored = state.renamed(state.dump(mover.flow), _Names(passage))
    return passage.new.resume(passage.to(mover.start), stored)


class _Names:
    """What a state calls by name, as the new version calls it."""

    def __init__(self, passage: Passage) -> None:
        self._passage = passage

    def spec(self, name: str) -> str:
        return self._passage.spec(name)

    def data(self, data: dict[str, Any]) -> dict[str, Any]:
        return {self._passage.results.get(name, name): value for name, value in data.items()}

    def internal(self, internal: dict[str, Any]) -> dict[str, Any]:
        """Armed timers by element; which event was chosen."""
        named = dict(internal)
        if ARMED in named:
            named[ARMED] = {self._passage.to(id) or id: due for id, due in named[ARMED].items()}
        if CHOSEN in named:
            named[CHOSEN] = self._passage.to(named[CHOSEN]) or named[CHOSEN]
        return named


def trace(mover: Mover, before: dict[str, Any]) -> dict[str, Any]:
    """The marks of the way travelled, for the new diagram; what it does not have is left out."""
    passage = mover.passage
    marked = Marks(passage.new.diagram, {})
    for id in mover.passed:
        if passage.to(id):
            marked.done(passage.to(id))
    for source, target in taken_of(passage.old.diagram, before):
        if passage.to(source) and passage.to(target):
            marked.taken(passage.to(source), passage.to(target))
    return marked.trace([])
