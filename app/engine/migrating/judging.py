"""The verdict on one case: may it move to the other version? All reasons, the plainest first."""

from __future__ import annotations

from typing import Any

from app.engine import marks
from app.engine.case import survey
from app.engine.errors import reason_of
from app.engine.expressions import ExpressionFailed
from app.engine.flow import Flow
from app.engine.migrating import standing
from app.engine.migrating.carrying import carried
from app.engine.migrating.dating import dates
from app.engine.migrating.mover import History, Mover
from app.engine.migrating.order import Lawful
from app.engine.migrating.passage import Passage
from app.engine.migrating.results import Ahead
from app.engine.migrating.verdicts import Reason, Verdict
from app.engine.state import StateUnreadable
from app.engine.timing import TimeUnreadable


def mover_of(passage: Passage, flow: Flow, start: str, trace: Any, history: History) -> Mover:
    """A case as it is looked at."""
    passed = marks.Marks(passage.old.diagram, trace).passed()
    return Mover(passage, flow, start, tuple(passed), history)


class Judge:
    """Judges the cases of one passage; what the passage is, is looked at once for all of them."""

    def __init__(self, passage: Passage, catalogue: Any) -> None:
        self.catalogue = catalogue
        self._lawful, self._ahead = Lawful(passage, catalogue), Ahead(passage)

    def verdict(self, mover: Mover) -> Verdict:
        """May this case move? What follows from where it stands is asked only when it can stand there at all."""
        found = standing.reasons(mover) or [*self._lawful.reasons(mover), *self._ahead.reasons(mover)]
        return Verdict(tuple(found or _untried(mover, self.catalogue)))


def _untried(mover: Mover, catalogue: Any) -> list[Reason]:
    """Its state is read under the new version, and its open tasks get their days, for certain."""
    try:
        flow = carried(mover)
    except (StateUnreadable, KeyError, StopIteration) as error:
        return [Reason("", f"案件状态不能按新版本读取：{error}")]
    found = []
    for task in survey(flow).items.values():
        element = task.task_spec.element
        try:
            dates(mover.passage, catalogue, mover.passage.old.element(mover.passage.of(element.id)), task)
        except (ExpressionFailed, TimeUnreadable, ValueError) as error:
            found.append(Reason(element.id, f"“{element.label}”的到期日按新版本算不出来：{reason_of(error)}"))
    return found
