"""From text to a checked syntax tree: Python's parser on the translated tokens, then the allow-list."""

from __future__ import annotations

import ast
import keyword

from app.expressions.failures import ExpressionRefused
from app.expressions.functions import FUNCTIONS
from app.expressions.tokens import DEPTH_LIMIT, plain_name, translated

LENGTH_LIMIT = 4_000
NODE_LIMIT = 500
INTEGER_BITS = 256

_ALLOWED: frozenset[type[ast.AST]] = frozenset(
    (ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not, ast.USub, ast.UAdd, ast.BinOp, ast.Add, ast.Sub, ast.Mult,
     ast.Div, ast.Mod, ast.Compare, ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.In, ast.NotIn,
     ast.Call, ast.Subscript, ast.Name, ast.Load, ast.Constant, ast.List)
)  # fmt: skip


def parsed(text: str, *, feel: bool) -> tuple[ast.expr, frozenset[str]]:
    """The checked tree of `text` and the top-level names it reads. Raises `ExpressionRefused`."""
    if len(text) > LENGTH_LIMIT:
        raise ExpressionRefused(text, f"长度 {len(text)} 超过 {LENGTH_LIMIT} 个字符")
    if not text.strip():
        raise ExpressionRefused(text, "内容为空")
    python = translated(text, feel)
    try:
        tree = ast.parse(python, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise ExpressionRefused(text, "写法有误，请检查括号、引号和运算符") from error
    return tree, _checked(text, python, tree)


def _checked(text: str, python: str, root: ast.expr) -> frozenset[str]:
    """Refuse what is not allowed; the top-level names read."""
    names: set[str] = set()
    callees: set[int] = set()
    pending: list[tuple[ast.AST, int]] = [(root, 1)]
    nodes = 0
    while pending:
        node, depth = pending.pop()
        nodes += not isinstance(node, (ast.Load, ast.operator, ast.boolop, ast.unaryop, ast.cmpop))
        if nodes > NODE_LIMIT:
            raise ExpressionRefused(text, f"超过 {NODE_LIMIT} 个组成部分")
        if depth > DEPTH_LIMIT:
            raise ExpressionRefused(text, f"嵌套超过 {DEPTH_LIMIT} 层")
        if type(node) not in _ALLOWED:
            raise ExpressionRefused(text, "含有不允许的写法（只能用比较、与或非、四则运算、成员、下标和内置函数）")
        _check_node(text, python, node)
        if isinstance(node, ast.Call):
            callees.add(id(node.func))
        elif isinstance(node, ast.Name) and id(node) not in callees:
            names.add(node.id)
        pending.extend((child, depth + 1) for child in ast.iter_child_nodes(node))
    return frozenset(names)


def _check_node(text: str, python: str, node: ast.AST) -> None:
    """What the kind of a node does not say."""
    if isinstance(node, ast.Constant):
        _check_constant(text, node.value)
    elif isinstance(node, ast.Name) and (node.id.startswith("_") or keyword.iskeyword(node.id)):
        raise ExpressionRefused(text, f"名称“{node.id}”不允许使用")
    elif isinstance(node, ast.Call):
        _check_call(text, node)
    elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        if isinstance(node.slice.value, str):
            plain_name(text, node.slice.value)
    elif isinstance(node, ast.Compare) and len(node.ops) != 1:
        raise ExpressionRefused(text, "不能连续比较，请用 and 连接，例如 a < b and b < c")
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not) and isinstance(node.operand, ast.Compare):
        # JUEL and FEEL read `!a == b` as `(!a) == b`, Python as `!(a == b)`: it must be said.
        between = python.encode()[node.col_offset + 3 : node.operand.col_offset]
        if b"(" not in between:
            raise ExpressionRefused(text, "“非”与比较连用时含义不明，请加括号，例如 not (a == b)")


def _check_constant(text: str, value: object) -> None:
    if isinstance(value, int):
        if value.bit_length() > INTEGER_BITS:
            raise ExpressionRefused(text, f"整数超过 {INTEGER_BITS} 位二进制")
    elif isinstance(value, float):
        if value in (float("inf"), float("-inf")):
            raise ExpressionRefused(text, "数字过大")
    elif value is not None and not isinstance(value, str):
        raise ExpressionRefused(text, "只能使用文字、数字、true、false 和 null")


def _check_call(text: str, node: ast.Call) -> None:
    if not isinstance(node.func, ast.Name) or node.func.id not in FUNCTIONS:
        known = "、".join(sorted(FUNCTIONS))
        raise ExpressionRefused(text, f"只能调用内置函数：{known}")
    function = FUNCTIONS[node.func.id]
    if node.keywords or any(isinstance(argument, ast.Starred) for argument in node.args):
        raise ExpressionRefused(text, f"函数 {node.func.id} 只接受按顺序书写的参数")
    if not function.least <= len(node.args) <= function.most:
        raise ExpressionRefused(text, f"函数 {node.func.id} 的参数个数不对，用法：{function.usage}")
