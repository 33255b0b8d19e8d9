"""Stories that need not be played again: what they went through says word for word what it said when they came out.

A story plays alike whenever it is played, so its outcome hangs on nothing but the processes it came through, their
forms and tables, and who is started by which message.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

from app.engine.modelset import Model, ModelSet

KEPT = 400
Outcome = TypeVar("Outcome")


def contents(models: ModelSet) -> dict[str, str]:
    """What each process of a set says, with the forms and tables it uses, as hashes."""
    return {key: _content(model, models) for key, model in models.processes.items()}


def _content(model: Model, models: ModelSet) -> str:
    elements = model.diagram.elements.values()
    forms = {e.handler: models.form_sources.get(e.handler) for e in elements if e.handler}
    tables = {e.decision: models.table_sources.get(e.decision) for e in elements if e.decision}
    said = json.dumps([model.text, forms, tables], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


class Remembered(Generic[Outcome]):
    """Outcomes by story; safe to be used by several threads."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[Mapping[str, str], Outcome]] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, models: ModelSet, name: str, text: str) -> Outcome | None:
        """How the story came out when all it came through said the same; none when that was never seen."""
        mark, now = _mark(models, name, text), contents(models)
        with self._lock:
            kept = self._kept.get(mark)
        if kept is None or any(now.get(key) != content for key, content in kept[0].items()):
            return None
        return kept[1]

    def keep(self, models: ModelSet, name: str, text: str, through: Iterable[str], outcome: Outcome) -> None:
        """How the story came out now, and the processes it came through."""
        mark, now = _mark(models, name, text), contents(models)
        with self._lock:
            self._kept[mark] = ({key: now[key] for key in through}, outcome)
            self._kept.move_to_end(mark)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)


def _mark(models: ModelSet, name: str, text: str) -> str:
    """The story, and which messages begin which processes."""
    starts = [(start, key) for key, model in models.processes.items() for start in model.diagram.starts()]
    begun = sorted([start.message, key] for start, key in starts if start.message)
    return hashlib.sha256(json.dumps([name, text, begun], ensure_ascii=False).encode()).hexdigest()
