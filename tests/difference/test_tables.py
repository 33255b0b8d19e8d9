"""What became different in a decision table: columns, rows, cells, order, policy."""

from __future__ import annotations

import re

import pytest

from app.engine.canonical import stable
from app.engine.difference import difference
from app.engine.modelset import ModelSet
from tests.difference.shipped import ROOT, compared, edited, loud, model, only, source

OUTCOME = "acceptance_outcome.dmn"
TABLES = [path.name for path in sorted((ROOT / "processes").glob("*.dmn"))]
ROWS = re.compile(r"<rule .*?</rule>\s*", re.DOTALL)


@pytest.mark.parametrize("name", TABLES)
def test_the_stable_order_changes_nothing(name: str) -> None:
    assert compared(name, stable(name, source(name))) == []


def test_a_cell_is_told_with_its_row_and_column() -> None:
    change = only(edited(OUTCOME, ('<text>"1"</text>', '<text>"1a"</text>')))
    assert change.words.startswith('决策表“复核结果”：第 1 行的“行”由“"1"”改为“"1a"”（第三十六条第一项')
    assert (change.what, change.article, change.old_at, change.new_at) == ("table row", "A36.1", "row 1", "row 1")


def test_the_hit_policy_comes_first() -> None:
    changes = edited(OUTCOME, ('hitPolicy="FIRST"', 'hitPolicy="COLLECT"'), ('label="时限"', 'label="期限"'))
    assert [change.what for change in changes] == ["hit policy", "table column"]
    assert "由“第一行（FIRST）”改为“收集全部（COLLECT）”" in changes[0].words


def test_rows_come_and_go_without_touching_the_others() -> None:
    text = source(OUTCOME)
    rows = ROWS.findall(text)
    gone = only(compared(OUTCOME, text.replace(rows[2], "")))
    assert (gone.kind, gone.what, gone.old_at, gone.new_at) == ("removed", "table row", "row 3", "")
    back = difference(model(OUTCOME, text.replace(rows[2], "")), model(OUTCOME, text))
    assert (only(back).kind, back[0].new_at) == ("added", "row 3")


def test_the_order_of_rows_matters_where_the_first_counts() -> None:
    text = source(OUTCOME)
    rows = ROWS.findall(text)
    changed = text.replace(rows[0], "").replace(rows[2], rows[2] + rows[0])
    change = only(compared(OUTCOME, changed))
    assert (change.kind, change.what, change.quiet) == ("moved", "row order", False)
    assert "原第 1 行移到第 3 行" in change.words and "会影响决定" in change.words


def test_the_order_of_rows_is_quiet_where_one_fires() -> None:
    name = next(name for name in TABLES if 'hitPolicy="UNIQUE"' in source(name) or "hitPolicy" not in source(name))
    rows = ROWS.findall(source(name))
    changes = compared(name, source(name).replace(rows[0], "").replace(rows[1], rows[1] + rows[0]))
    assert [(change.what, change.quiet) for change in changes] == [("row order", True)]


def test_notes_names_sources_and_columns() -> None:
    assert only(edited(OUTCOME, ("第三十六条第一项：", "第三十六条第（一）项："))).what == "note"
    assert only(edited(OUTCOME, ('name="复核结果" camunda', 'name="复核结论" camunda'))).what == "name"
    assert only(edited(OUTCOME, ('name="第三十五、三十六条"', 'name="第三十六条"'))).what == "documentation"
    column = only(edited(OUTCOME, ("facts.out_of_scope", "facts.outside")))
    assert (column.what, column.kind) == ("table column", "changed") and "的内容由“facts.out_of_scope”" in column.words
    values = only(edited(OUTCOME, ('"return", "correction", "none"', '"return", "none"')))
    assert values.what == "table column" and "结论列“时限”的可取的结论由" in values.words


def test_a_column_added_to_every_row() -> None:
    column = (
        '<input id="x" label="新条件"><inputExpression id="y" typeRef="boolean">'
        "<text>facts.fresh</text></inputExpression></input>"
    )
    first = '<output id="acceptance_outcome_out_row"'
    text = source(OUTCOME).replace(first, column + first)
    text = re.sub(r"(<outputEntry id=\"\w+_then_row\">)", r"<inputEntry><text>-</text></inputEntry>\1", text)
    change = only(compared(OUTCOME, text))
    assert (change.kind, change.what) == ("added", "table column")


def test_the_picture_is_quiet() -> None:
    changes = edited(OUTCOME, ('biodi:width="170"', 'biodi:width="180"'))
    assert [(change.what, change.quiet) for change in changes] == [("layout", True)]


def test_tables_come_and_go() -> None:
    there = model(OUTCOME, source(OUTCOME))
    assert [(c.kind, c.what) for c in loud(difference(ModelSet(), there))] == [("added", "table")]
    assert [(c.kind, c.what) for c in loud(difference(there, ModelSet()))] == [("removed", "table")]
