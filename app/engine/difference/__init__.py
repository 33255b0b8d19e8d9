"""The difference between two sets of models, told to people who must answer for it.

Works on what was read, needs no database. What a file says and this cannot name is told as it stands.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.engine.catalogue import Catalogue
from app.engine.difference.change import Change, as_json, weighed
from app.engine.difference.forms import form_changes
from app.engine.difference.processes import process_changes
from app.engine.difference.table_sides import TableSide
from app.engine.difference.tables import table_changes
from app.engine.modelset import ModelSet

__all__ = ["Change", "as_json", "difference"]


def difference(old: ModelSet, new: ModelSet, catalogue: Catalogue | None = None) -> list[Change]:
    """Every change from `old` to `new`, the weightiest first; `catalogue` gives handlers their labels."""
    return weighed(_all(old, new, catalogue))


def _all(old: ModelSet, new: ModelSet, catalogue: Catalogue | None) -> Iterator[Change]:
    for key in sorted({*old.processes, *new.processes}):
        yield from process_changes(old.processes.get(key), new.processes.get(key), catalogue)
    for id in sorted({*old.tables, *new.tables}):
        yield from table_changes(_side(old, id), _side(new, id))
    for handler in sorted({*old.forms, *new.forms}):
        file = new.files.get(handler) or old.files.get(handler) or f"{handler}.form"
        sources = (old.form_sources.get(handler), new.form_sources.get(handler))
        yield from form_changes(handler, file, *sources, catalogue)


def _side(models: ModelSet, id: str) -> TableSide | None:
    table = models.tables.get(id)
    return TableSide(models.files.get(id, f"{id}.dmn"), models.table_sources[id], table) if table else None
