"""From a DMN file (1.1 to 1.5, by local names) to a `DecisionTable`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from app.engine.decisions import kinds
from app.engine.decisions.cells import CellRefused, read
from app.engine.decisions.failures import DecisionRefused
from app.engine.decisions.table import AGGREGATORS, COLLECT, HIT_POLICIES, DecisionTable, Input, Output, Row
from app.engine.decisions.unary import Literal, UnaryTest
from app.engine.xml import XmlRefused, parse
from app.expressions import Expression, ExpressionRefused, compile_feel

_SPACED_NAME = re.compile(r"[^\W\d_]\w*(?: \w+)*")
COLUMN_LIMIT = 100
_UNLISTED = {"PRIORITY": "优先级", "OUTPUT ORDER": "输出顺序"}


def load(data: bytes | etree._Element, name: str = "") -> DecisionTable:
    """The one decision table of a DMN file; `name` is quoted in the reasons. Raises `DecisionRefused`."""
    try:
        root = parse(data, name) if isinstance(data, bytes) else data
    except XmlRefused as error:
        raise DecisionRefused(error.message) from error
    try:
        tables = list(root.iter("{*}decisionTable"))
        if len(tables) != 1:
            raise DecisionRefused(f"文件中有 {len(tables)} 个决策表，应恰有一个；{_instead(root, len(tables))}")
        return _table(tables[0])
    except DecisionRefused as error:
        raise DecisionRefused(f"{name}：{error.message}" if name else error.message) from error


def _instead(root: etree._Element, tables: int) -> str:
    """What to do with a file of several tables, or of something else."""
    if tables:
        return "请每张表存成一个 .dmn 文件，由流程中的业务规则任务依次使用"
    if next(root.iter("{*}literalExpression"), None) is not None:
        return "不支持文字表达式（literalExpression），请改成决策表，或把算式写在流程的表达式里"
    if etree.QName(root).localname != "definitions":
        return f"这不是 DMN 文件（根元素是 {etree.QName(root).localname}）"
    return "请画成一张决策表"


def _table(element: etree._Element) -> DecisionTable:
    decision = element.getparent()
    if decision is None or etree.QName(decision).localname != "decision":
        raise DecisionRefused("决策表不在 decision 元素之内")
    policy, aggregator = _policy(element)
    columns = [_input(child) for child in _children(element, "input")]
    if len(columns) > COLUMN_LIMIT:
        raise DecisionRefused(f"输入列 {len(columns)} 个，超过 {COLUMN_LIMIT} 个")
    outputs = _outputs(element, decision)
    if aggregator and len(outputs) != 1:
        raise DecisionRefused("带汇总的收集（COLLECT）只能有一个输出列")
    rows = tuple(
        _row(number, child, len(columns), len(outputs))
        for number, child in enumerate(_children(element, "rule"), start=1)
    )
    return DecisionTable(
        id=decision.get("id", ""), name=decision.get("name", ""), hit_policy=policy, aggregator=aggregator,
        inputs=tuple(_inferred(column, index, rows) for index, column in enumerate(columns)),
        outputs=outputs, rules=rows,
    )  # fmt: skip


def _policy(element: etree._Element) -> tuple[str, str | None]:
    policy = element.get("hitPolicy", "UNIQUE").replace("_", " ")
    if policy not in HIT_POLICIES:
        known = "UNIQUE、ANY、FIRST、RULE ORDER、COLLECT"
        raise DecisionRefused(f"不支持命中策略 {policy}{_UNLISTED.get(policy, '')}，可用：{known}")
    aggregator = element.get("aggregation") or None
    if aggregator is not None and (policy != COLLECT or aggregator not in AGGREGATORS):
        raise DecisionRefused(f"命中策略 {policy} 不能使用汇总方式 {aggregator}")
    return policy, aggregator


def _input(element: etree._Element) -> Input:
    expression = next(_children(element, "inputExpression"), None)
    text = _text(expression) if expression is not None else ""
    label = element.get("label") or text
    if not text:
        raise DecisionRefused(f"输入列“{label}”没有写输入表达式")
    try:
        reads = compile_feel(text)
    except ExpressionRefused as error:
        if not _SPACED_NAME.fullmatch(text):
            raise DecisionRefused(f"输入列“{label}”：{error.message}") from error
        reads = None
    type_ref = expression.get("typeRef", "") if expression is not None else ""
    return Input(text, label, kinds.kind_named(type_ref), _allowed(element, label), reads)


def _allowed(element: etree._Element, label: str) -> UnaryTest | None:
    values = next(_children(element, "inputValues"), None)
    if values is None or not _text(values):
        return None
    return _test(_text(values), f"输入列“{label}”的允许取值")


def _outputs(element: etree._Element, decision: etree._Element) -> tuple[Output, ...]:
    columns = list(_children(element, "output"))
    variable = next(_children(decision, "variable"), None)
    fallback = (variable.get("name") if variable is not None else None) or decision.get("id") or ""
    outputs = []
    for column in columns:
        name = column.get("name") or (fallback if len(columns) == 1 else "")
        if not name:
            raise DecisionRefused("有多个输出列时，每个输出列都要有名称")
        default = next(_children(column, "defaultOutputEntry"), None)
        value = _expression(_text(default), f"输出列“{name}”的默认值") if default is not None else None
        outputs.append(Output(name, column.get("label") or name, kinds.kind_named(column.get("typeRef", "")), value))
    names = [output.name for output in outputs]
    if not names:
        raise DecisionRefused("决策表没有输出列")
    if len(set(names)) != len(names):
        raise DecisionRefused("输出列的名称重复")
    return tuple(outputs)


def _row(number: int, element: etree._Element, inputs: int, outputs: int) -> Row:
    tests = [_test(_text(cell), f"第 {number} 行第 {index} 个输入")
             for index, cell in enumerate(_children(element, "inputEntry"), start=1)]  # fmt: skip
    results = [_expression(_text(cell), f"第 {number} 行第 {index} 个输出")
               for index, cell in enumerate(_children(element, "outputEntry"), start=1)]  # fmt: skip
    if len(tests) != inputs or len(results) != outputs:
        raise DecisionRefused(f"第 {number} 行的单元格数与列数不符")
    note = next(_children(element, "description"), None)
    return Row(number, tuple(tests), tuple(results), (note.text or "").strip() if note is not None else "")


def _test(text: str, where: str) -> UnaryTest:
    try:
        return read(text)
    except CellRefused as error:
        raise DecisionRefused(f"{where}“{text[:40]}”：{error}") from error


def _expression(text: str, where: str) -> Expression | None:
    if text in ("", "-"):
        return None
    try:
        return compile_feel(text)
    except ExpressionRefused as error:
        raise DecisionRefused(f"{where}：{error.message}") from error


def _inferred(column: Input, index: int, rows: tuple[Row, ...]) -> Input:
    """A column without a type takes the one kind of all its literals, if there is one."""
    if column.type:
        return column
    cells = [row.tests[index] for row in rows] + ([column.allowed] if column.allowed else [])
    literals = [end.value for cell in cells for end in cell.endpoints() if isinstance(end, Literal)]
    return Input(column.expression, column.label, kinds.common(literals), column.allowed, column.reads)


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return element.iterchildren(f"{{*}}{name}")


def _text(element: etree._Element) -> str:
    """The text of a DMN expression, which sits in a `text` child."""
    child = next(_children(element, "text"), None)
    return (child.text or "").strip() if child is not None else ""
