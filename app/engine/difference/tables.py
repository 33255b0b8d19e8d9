"""The changes between two versions of a decision table: how it decides, its columns, its rows, cell by cell."""

from __future__ import annotations

from app.engine.decisions import DecisionTable
from app.engine.difference.change import Change, Kind, turned
from app.engine.difference.facts import changed
from app.engine.difference.sources import inside_table, outside_table, picture
from app.engine.difference.table_columns import compare_columns
from app.engine.difference.table_rows import compare_rows
from app.engine.difference.table_sides import TablePair, TableSide
from app.engine.difference.weight import of_step

POLICIES = {"UNIQUE": "唯一", "ANY": "任意", "FIRST": "第一行", "RULE ORDER": "按行的先后全部", "COLLECT": "收集全部"}


def table_changes(old: TableSide | None, new: TableSide | None) -> list[Change]:
    """What differs between two versions of a table; None: it is not there on that side."""
    if old is not None and new is not None:
        return [] if old.source == new.source else _changes(TablePair(old, new))
    side = new or old
    if side is None:
        return []
    name, words = side.table.name, f"{'新增' if new else '删去'}决策表“{side.table.name}”（{len(side.table.rules)} 行）"
    kind: Kind = "added" if new else "removed"
    before, after = ("", name) if new else (name, "")
    return [
        Change(side.file, "", side.table.id, kind, "table", before, after, words, of_step(f"table:{side.table.id}"))
    ]


def _changes(pair: TablePair) -> list[Change]:
    old, new = pair.old.table, pair.new.table
    if old.name != new.name:
        pair.tell("changed", "name", f"：名称{turned(old.name, new.name)}", old.name, new.name)
    before, after = _policy(old), _policy(new)
    if before != after:
        pair.tell("changed", "hit policy", f"：几行同时命中时{turned(before, after)}", before, after)
    columns = compare_columns(pair)
    compare_rows(pair, columns)
    _compare_rest(pair)
    return pair.changes


def _policy(table: DecisionTable) -> str:
    words = POLICIES.get(table.hit_policy, table.hit_policy)
    return f"{words}（{table.hit_policy}{' ' + table.aggregator if table.aggregator else ''}）"


def _compare_rest(pair: TablePair) -> None:
    for path, before, after in changed(outside_table(pair.old.source), outside_table(pair.new.source)):
        quiet = path.startswith("definitions/@")
        words = f"：文件的其他内容 {path.replace('@', '')}{turned(before, after)}"
        pair.tell("changed", "file" if quiet else "documentation", words, before, after, quiet=quiet)
    if not pair.changes:
        for path, before, after in changed(inside_table(pair.old.source), inside_table(pair.new.source)):
            words = f"：表中的其他内容 {path.replace('@', '')}{turned(before, after)}"
            pair.tell("changed", "setting", words, before, after)
    if picture(pair.old.source) != picture(pair.new.source):
        pair.tell("moved", "layout", "：图上的位置或列宽有调整，不影响决定", quiet=True)
