"""A published version of a process, parsed and ready to run; kept per process by its content."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from app.engine import decisions, dialect, elements, state, xml
from app.engine.elements import Diagram, Element
from app.engine.flow import Flow
from app.forms import Form, load_form

KEPT_DEFINITIONS = 64


class Definition:
    """One version: its diagram, forms and decision tables. Shared between threads; never changed."""

    def __init__(
        self, id: str, key: str, version: int, text: str, forms: Mapping[str, Any], tables: Mapping[str, str]
    ) -> None:
        self.id = id
        self.key = key
        self.version = version
        self.process = process_of(text.encode(), key)
        self.diagram: Diagram = elements.read(self.process)
        self.form_sources = forms
        self._table_sources = tables
        self._specifications: dict[str, tuple[Any, dict[str, Any]]] = {}
        self._forms: dict[str, Form] = {}
        self._tables: dict[str, decisions.DecisionTable] = {}
        self._lock = threading.Lock()

    def element(self, id: str) -> Element:
        return self.diagram.elements[id]

    @cached_property
    def start(self) -> Element | None:
        """The start event that a person begins at."""
        return next((e for e in self.diagram.starts() if not e.message and e.timer is None), None)

    def start_for(self, message: str) -> Element | None:
        """The start event that a message begins at."""
        return next((e for e in self.diagram.starts() if e.message == message), None)

    def form(self, handler: str) -> Form:
        """The form that feeds a handler, as published with this version."""
        if handler not in self._forms:
            self._forms[handler] = load_form(self.form_sources[handler])
        return self._forms[handler]

    def table(self, id: str) -> decisions.DecisionTable:
        """The decision table of this id, as published with this version."""
        if id not in self._tables:
            self._tables[id] = decisions.load(self._table_sources[id].encode())
        return self._tables[id]

    def begin(self, start: str) -> Flow:
        """A new case standing before its start event."""
        spec, inner = self.specification(start)
        return Flow(spec, inner)

    def resume(self, start: str, stored: bytes) -> Flow:
        """A stored case again. Raises state.StateUnreadable."""
        spec, inner = self.specification(start)
        return state.load(stored, spec, inner)

    def specification(self, start: str) -> tuple[Any, dict[str, Any]]:
        """The specification of a case that begins at this start event, and those of its sub-processes by id."""
        with self._lock:
            if start not in self._specifications:
                self._specifications[start] = dialect.specifications(self.process, self.diagram.elements, start)
            return self._specifications[start]


def process_of(data: bytes, key: str) -> Any:
    """The process element `key` of a file. Raises xml.XmlRefused, KeyError."""
    for process in elements.processes(xml.parse(data, key)):
        if process.get("id") == key:
            return process
    raise KeyError(key)


class Shelf:
    """Parsed definitions, the most recently used ones. Correctness never depends on it."""

    def __init__(self, kept: int = KEPT_DEFINITIONS) -> None:
        self._kept = kept
        self._definitions: OrderedDict[str, Definition] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, id: str) -> Definition | None:
        with self._lock:
            found = self._definitions.get(id)
            if found is not None:
                self._definitions.move_to_end(id)
            return found

    def put(self, definition: Definition) -> Definition:
        with self._lock:
            self._definitions[definition.id] = definition
            while len(self._definitions) > self._kept:
                self._definitions.popitem(last=False)
            return definition
