"""The rows of a decision table that changed, came and went, and changed places.

Rows have no names: a row is known by what it says, then by its note, then by its conditions, then by likeness.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.engine.decisions.table import FIRST, RULE_ORDER, Row
from app.engine.difference.change import turned
from app.engine.difference.matching import alike, moved, paired
from app.engine.difference.table_sides import TablePair, TableSide


def compare_rows(pair: TablePair, columns: Mapping[int, int]) -> None:
    """The rows that changed, came and went, and whether those that stayed changed places."""
    pairs, gone, fresh = _same_rows(pair, columns)
    for was, is_now in sorted(pairs, key=lambda each: each[1].number):
        _compare_row(pair, was, is_now, columns)
    for row in fresh:
        pair.tell("added", "table row", f"：新增第 {row.number} 行{_says(pair.new, row)}", "", _text(pair.new, row),
                  "", f"row {row.number}")  # fmt: skip
    for row in gone:
        pair.tell("removed", "table row", f"：删去原第 {row.number} 行{_says(pair.old, row)}", _text(pair.old, row), "",
                  f"row {row.number}", "")  # fmt: skip
    ordered = sorted(pairs, key=lambda each: each[1].number)
    deciding = pair.new.table.hit_policy in (FIRST, RULE_ORDER)
    why = "按先后命中，先后会影响决定" if deciding else "不影响决定"
    for index in sorted(moved([was.number for was, _ in ordered])):
        was, is_now = ordered[index]
        words = f"：原第 {was.number} 行移到第 {is_now.number} 行{_says(pair.new, is_now)}；{why}"
        pair.tell("moved", "row order", words, str(was.number), str(is_now.number), f"row {was.number}",
                  f"row {is_now.number}", not deciding)  # fmt: skip


def _same_rows(pair: TablePair, columns: Mapping[int, int]) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    old, new = pair.old, pair.new
    shared = sorted(columns.items())
    inputs = len(old.table.inputs)

    def said(row: Row, all_columns: bool) -> tuple[str, ...]:
        mine = row in own_old
        cells = (old if mine else new).cells(row)
        return tuple(cells[was if mine else now] for was, now in shared if all_columns or was < inputs)

    own_old = _Own(old.table.rules)
    keys = (
        lambda row: (said(row, True), row.note),
        lambda row: said(row, True),
        lambda row: row.note or None,
        lambda row: said(row, False) or None,
    )
    pairs, gone, fresh = paired(old.table.rules, new.table.rules, keys)

    def likeness(a: Row, b: Row) -> float:
        same = sum(x == y for x, y in zip(said(a, True), said(b, True), strict=True))
        return same / max(len(shared), 1)

    more, gone, fresh = alike(gone, fresh, likeness, 0.6)
    return [*pairs, *more], gone, fresh


class _Own:
    """Membership by identity: equal rows of the two versions are still two rows."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.ids = {id(row) for row in rows}

    def __contains__(self, row: Row) -> bool:
        return id(row) in self.ids


def _compare_row(pair: TablePair, old: Row, new: Row, columns: Mapping[int, int]) -> None:
    before, after = pair.old.cells(old), pair.new.cells(new)
    at = (f"row {old.number}", f"row {new.number}")
    for was, is_now in columns.items():
        if before[was] != after[is_now]:
            label = f"第 {new.number} 行的“{pair.new.columns[is_now].label}”{turned(before[was], after[is_now])}"
            pair.tell("changed", "table row", f"：{label}{_says(pair.new, new)}", before[was], after[is_now], *at)
    if old.note != new.note:
        pair.tell("changed", "note", f"：第 {new.number} 行的说明{turned(old.note, new.note)}", old.note, new.note, *at)


def _says(side: TableSide, row: Row) -> str:
    return f"（{row.note}）" if row.note else ""


def _text(side: TableSide, row: Row) -> str:
    inputs = len(side.table.inputs)
    cells = [f"{column.label} {cell}" for column, cell in zip(side.columns, side.cells(row), strict=True)]
    asked = "，".join(
        each for each, cell in zip(cells[:inputs], side.cells(row), strict=False) if cell not in ("-", "")
    )
    return f"{asked or '任何情形'} → {'，'.join(cells[inputs:])}"
