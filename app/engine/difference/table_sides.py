"""Two versions of a decision table: what each says, and how a change between them is written down."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from app.engine.decisions import DecisionTable
from app.engine.decisions.table import Input, Output, Row
from app.engine.difference.change import Change, Kind
from app.engine.difference.weight import of_step

Column = Input | Output

_ARTICLE = re.compile(r'"(A\d+(?:\.\w+)?)"')


@dataclass(frozen=True)
class TableSide:
    """One version: the file's name and text, and the table read from it."""

    file: str
    source: str
    table: DecisionTable

    @property
    def columns(self) -> list[Column]:
        """Inputs, then outputs."""
        return [*self.table.inputs, *self.table.outputs]

    def article(self, at: str) -> str:
        """The article that a row itself names as its ground."""
        number = int(at.removeprefix("row ")) if at.startswith("row ") else 0
        places = [place for place, column in enumerate(self.table.outputs) if column.name == "article"]
        if not number or not places or not (cell := self.table.rules[number - 1].outputs[places[0]]):
            return ""
        found = _ARTICLE.fullmatch(cell.text)
        return found[1] if found else ""

    def cells(self, row: Row) -> list[str]:
        """The texts of a row, column by column."""
        return [test.text for test in row.tests] + [each.text if each else "" for each in row.outputs]


@dataclass
class TablePair:
    """Two versions of a table, and the changes found so far."""

    old: TableSide
    new: TableSide
    changes: list[Change] = field(default_factory=list)

    def tell(
        self, kind: Kind, what: str, words: str, before: str = "", after: str = "", old_at: str = "",
        new_at: str = "", quiet: bool = False,
    ) -> None:  # fmt: skip
        table = self.new.table
        article = of_step(f"table:{table.id}") or self.new.article(new_at) or self.old.article(old_at)
        self.changes.append(
            Change(self.new.file, "", table.id, kind, what, before, after, f"决策表“{table.name}”{words}", article,
                   old_at, new_at, quiet)
        )  # fmt: skip
