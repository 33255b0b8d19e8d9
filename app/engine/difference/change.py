"""One difference between two sets of models, and which of them matter most."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from handlers.evidence.texts import cite

Kind = Literal["added", "removed", "changed", "moved"]

# Who does what, when, on what condition; then what is there at all; then how it is called and drawn.
WEIGHTS = (
    ("lane", "timer", "condition", "handler", "decision", "hit policy", "due date", "message", "multi-instance",
     "inputs", "task", "process", "table", "form", "event", "subprocess", "gateway", "flow", "result",
     "table row", "table column", "row order", "form field", "field order", "setting"),
    ("name", "documentation", "note", "id"),
    ("file", "layout"),
)  # fmt: skip
_PLACES = {what: (level, place) for level, names in enumerate(WEIGHTS) for place, what in enumerate(names)}


@dataclass(frozen=True)
class Change:
    """What became different. `process` is empty for tables and forms, whose id or handler is the `element`.

    `old_at`, `new_at`: where it stands in the old and in the new model: an element's id, a row's number, a field's
    key; empty on the side where it is not. `article`: the requirement that is touched, where one is known.
    `quiet`: nothing that a case would notice.
    """

    file: str
    process: str
    element: str
    kind: Kind
    what: str
    before: str
    after: str
    words: str
    article: str = ""
    old_at: str = ""
    new_at: str = ""
    quiet: bool = False


def as_json(change: Change) -> dict[str, Any]:
    """A change as the command line and the studio hand it out."""
    return {
        "file": change.file, "process": change.process, "element": change.element, "kind": change.kind,
        "what": change.what, "before": change.before, "after": change.after, "words": change.words,
        "article": change.article, "cite": cite(change.article) if change.article else "",
        "old_at": change.old_at, "new_at": change.new_at, "quiet": change.quiet,
    }  # fmt: skip


def weighed(changes: Iterable[Change]) -> list[Change]:
    """The weightiest first: what touches an article, by what it is; equal ones as they came. None twice."""
    return sorted(dict.fromkeys(changes), key=_weight)


def _weight(change: Change) -> tuple[int, bool, int]:
    level, place = _PLACES[change.what]
    return (len(WEIGHTS) if change.quiet else level), not (change.article and level == 0), place


def turned(before: str, after: str) -> str:
    """How a value became another, in words."""
    if not before:
        return f"设为{_quoted(after)}"
    if not after:
        return f"取消（原为{_quoted(before)}）"
    return f"由{_quoted(before)}改为{_quoted(after)}"


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return f"“{line if len(line) <= 160 else line[:159] + '…'}”"
