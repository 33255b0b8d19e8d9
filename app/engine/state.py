"""What is stored of a case between two steps: its live tasks and what they descend from.

Without the specification (pinned by the definition's content hash), without predicted tasks
(predicted again when loaded), without the data of finished tasks (nobody reads it), equal data
once. Compressed JSON with a version of its own; any other version is refused, never guessed at.
"""

from __future__ import annotations

import json
import zlib
from typing import Any, Protocol
from uuid import UUID

from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from app.engine.flow import LIVE, Flow, Inner, carries

VERSION = 1
KEPT = LIVE | TaskState.FINISHED_MASK
SIZE_LIMIT = 8 * 1024 * 1024


class StateUnreadable(Exception):
    """A stored state of another version, or damaged."""


def dump(flow: Flow) -> bytes:
    """The state of a case, for its row."""
    pool: dict[str, int] = {}
    parts = [_part(part, pool) for part in flow.parts()]
    return _packed({"v": VERSION, "p": parts, "d": [json.loads(text) for text in pool]})


def load(stored: bytes, spec: Any, inner_specs: dict[str, Any]) -> Flow:
    """The case again. Raises StateUnreadable."""
    document = _opened(stored)
    flow = Flow(spec, inner_specs, deserializing=True)
    for entry in document["p"]:
        part = flow if entry["o"] is None else _inner(flow, UUID(entry["o"]))
        part.completed = entry["c"]
        _grow(part, entry["t"], document["d"])
    for task in [t for t in flow.everything() if t.has_state(LIVE)]:
        task.task_spec._predict_hook(task)
    return flow


class Names(Protocol):
    """What parts of a state are called elsewhere."""

    def spec(self, name: str) -> str: ...
    def data(self, data: dict[str, Any]) -> dict[str, Any]: ...
    def internal(self, internal: dict[str, Any]) -> dict[str, Any]: ...


def renamed(stored: bytes, names: Names) -> bytes:
    """The same state under other names of specifications, results and events. Raises StateUnreadable."""
    document = _opened(stored)
    for part in document["p"]:
        for row in part["t"]:
            row[2], row[6] = names.spec(row[2]), names.internal(row[6])
    document["d"] = [names.data(data) for data in document["d"]]
    return _packed(document)


def _packed(document: dict[str, Any]) -> bytes:
    return zlib.compress(json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode(), 1)


def _opened(stored: bytes) -> dict[str, Any]:
    try:
        opened = zlib.decompressobj()
        document: Any = json.loads(opened.decompress(stored, SIZE_LIMIT))
    except (zlib.error, ValueError) as error:
        raise StateUnreadable("案件状态已损坏") from error
    version = document.get("v") if isinstance(document, dict) else None
    if version != VERSION:
        raise StateUnreadable(f"案件状态的版本为 {version}，本程序只读版本 {VERSION}")
    opened_document: dict[str, Any] = document
    return opened_document


def _part(part: Any, pool: dict[str, int]) -> dict[str, Any]:
    rows: list[list[Any]] = []
    _walk(part, pool, rows)
    return {"o": str(part.parent_task_id) if part.parent_task_id else None, "c": part.completed, "t": rows}


def _walk(part: Any, pool: dict[str, int], rows: list[list[Any]]) -> None:
    """Tasks with parents before children; a row names its parent by position."""
    stack = [(part.task_tree, -1)]
    while stack:
        task, above = stack.pop()
        if not task.has_state(KEPT):
            continue
        rows.append(_row(task, above, pool))
        position = len(rows) - 1
        stack.extend((child, position) for child in reversed(task.children))


def _row(task: Any, above: int, pool: dict[str, int]) -> list[Any]:
    kept = task.data and (task.has_state(LIVE) or carries(task))
    text = json.dumps(task.data, ensure_ascii=False, separators=(",", ":")) if kept else "{}"
    return [
        task.id.hex,
        above,
        task.task_spec.name,
        task.state,
        round(task.last_state_change, 3),
        pool.setdefault(text, len(pool)),
        task.internal_data if task.has_state(LIVE) else {},
        int(task.triggered),
    ]


def _inner(flow: Flow, owner_id: UUID) -> Inner:
    owner = next(p.tasks[owner_id] for p in flow.parts() if owner_id in p.tasks)
    spec = flow.subprocess_specs[owner.task_spec.spec]
    inner = Inner(spec, owner_id, flow, deserializing=True)
    inner.completed_event.connect(owner.task_spec._on_subworkflow_completed, owner)
    flow.subprocesses[owner_id] = inner
    return inner


def _grow(part: Any, rows: list[list[Any]], data: list[dict[str, Any]]) -> None:
    grown: list[Any] = []
    for task_id, above, name, state, changed, pooled, internal, triggered in rows:
        parent = grown[above] if above >= 0 else None
        task = Task(part, part.spec.task_specs[name], parent, state=state, id=UUID(task_id))
        task.last_state_change = changed
        task.triggered = bool(triggered)
        task.internal_data = internal
        task.data = _copied(data[pooled])
        grown.append(task)
    part.task_tree = grown[0]


def _copied(data: dict[str, Any]) -> dict[str, Any]:
    """Tasks that were stored with equal data get their own again."""
    return json.loads(json.dumps(data)) if data else {}
