"""The columns of a decision table that changed, came and went. A column is known by what it reads, then by its name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from app.engine.decisions.table import Input, Output
from app.engine.decisions.unary import UnaryTest
from app.engine.difference.change import turned
from app.engine.difference.matching import moved, paired
from app.engine.difference.sources import output_values
from app.engine.difference.table_sides import Column, TablePair
from app.expressions import Expression


def compare_columns(pair: TablePair) -> dict[int, int]:
    """The columns that changed, came and went; old place → new place of those on both sides."""
    old, new = pair.old.columns, pair.new.columns
    keys = (lambda c: (type(c), _name(c)), lambda c: (type(c), c.label))
    pairs, gone, fresh = _paired_columns(old, new, keys)
    for was, is_now in pairs:
        for words, before, after in (*_column_differences(old[was], new[is_now]), *_values(pair, was, is_now)):
            label = f"：{_kind(new[is_now])}“{new[is_now].label}”的{words}{turned(before, after)}"
            pair.tell("changed", "table column", label, before, after, f"column {was + 1}", f"column {is_now + 1}")
    for place in fresh:
        label = f"：新增{_kind(new[place])}“{new[place].label}”（{_name(new[place])}）"
        pair.tell("added", "table column", label, "", _name(new[place]), "", f"column {place + 1}")
    for place in gone:
        label = f"：删去{_kind(old[place])}“{old[place].label}”（{_name(old[place])}）"
        pair.tell("removed", "table column", label, _name(old[place]), "", f"column {place + 1}", "")
    ordered = sorted(pairs, key=lambda each: each[1])
    if moved([was for was, _ in ordered]):
        pair.tell("moved", "table column", "：各列的先后有调整，不影响决定", quiet=True)
    return dict(pairs)


def _paired_columns(
    old: Sequence[Column], new: Sequence[Column], keys: Sequence[Any]
) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    places = {id(column): place for place, column in enumerate(new)} | {id(c): p for p, c in enumerate(old)}
    pairs, gone, fresh = paired(old, new, keys)
    at_new = {id(column): place for place, column in enumerate(new)}
    return (
        [(places[id(a)], at_new[id(b)]) for a, b in pairs],
        [places[id(a)] for a in gone],
        [at_new[id(b)] for b in fresh],
    )


def _name(column: Column) -> str:
    return column.expression if isinstance(column, Input) else column.name


def _kind(column: Column) -> str:
    return "条件列" if isinstance(column, Input) else "结论列"


def _column_differences(old: Column, new: Column) -> Iterator[tuple[str, str, str]]:
    told = [("名称", old.label, new.label), ("取值类型", old.type, new.type), ("内容", _name(old), _name(new))]
    if isinstance(old, Input) and isinstance(new, Input):
        told.append(("允许取值", _text_of(old.allowed), _text_of(new.allowed)))
    if isinstance(old, Output) and isinstance(new, Output):
        told.append(("没有行命中时的结论", _text_of(old.default), _text_of(new.default)))
    return (each for each in told if each[1] != each[2])


def _values(pair: TablePair, was: int, is_now: int) -> list[tuple[str, str, str]]:
    """What an output column declares that it may say."""
    before, after = (
        {len(side.table.inputs) + at: text for at, text in enumerate(output_values(side.source))}
        for side in (pair.old, pair.new)
    )
    told = ("可取的结论", before.get(was, ""), after.get(is_now, ""))
    return [told] if told[1] != told[2] else []


def _text_of(written: UnaryTest | Expression | None) -> str:
    return written.text if written else ""
