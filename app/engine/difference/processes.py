"""The changes between two versions of one process, and a process that came or went."""

from __future__ import annotations

from app.engine.catalogue import Catalogue
from app.engine.difference.change import Change, Kind
from app.engine.difference.comparison import Comparison
from app.engine.difference.flows import compare_flows
from app.engine.difference.nodes import compare_nodes
from app.engine.difference.sides import Side
from app.engine.difference.surroundings import (
    compare_file,
    compare_lanes,
    compare_layout,
    compare_notes,
    compare_others,
    same_lanes,
)
from app.engine.modelset import Model


def process_changes(old: Model | None, new: Model | None, catalogue: Catalogue | None = None) -> list[Change]:
    """What differs between two versions of a process; None: it is not there on that side."""
    if old is not None and new is not None:
        return [] if old.text == new.text else _changes(old, new, catalogue)
    model = new or old
    if model is None:
        return []
    kind: Kind = "added" if new else "removed"
    name = model.diagram.name
    words = f"{'新增' if new else '删去'}流程“{name}”（{len(model.diagram.elements)} 个环节）"
    before, after = ("", name) if new else (name, "")
    return [Change(model.file, model.diagram.id, "", kind, "process", before, after, words)]


def _changes(old: Model, new: Model, catalogue: Catalogue | None) -> list[Change]:
    pair = Comparison(Side(old), Side(new), catalogue)
    same_lanes(pair)
    for compare in (
        compare_lanes,
        compare_nodes,
        compare_flows,
        compare_notes,
        compare_others,
        compare_file,
        compare_layout,
    ):
        compare(pair)
    return pair.changes
