"""The ways in which a module of the law can be written wrongly, one at a time."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult,
}  # fmt: skip
NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}
Change = Callable[[ast.AST], None]


@dataclass(frozen=True)
class Mutant:
    """One change: the file, the function or table at its top level, the line, what is changed, the changed module."""

    path: Path
    owner: str
    line: int
    what: str
    tree: Callable[[], ast.Module]

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.owner}: {self.what}"


def mutants(path: Path) -> Iterator[Mutant]:
    """Every mutant of a module. What is only typing, documentation, imports or a message is left alone."""
    source = ast.parse(path.read_text(encoding="utf-8"))
    for index, top in enumerate(source.body):
        for owner, node in _owners(top):
            for number, target in enumerate(ast.walk(node)):
                line = getattr(target, "lineno", top.lineno)
                for what, change in _changes(target):
                    yield Mutant(path, owner, line, what, partial(_changed, source, index, owner, number, change))


def _changed(source: ast.Module, index: int, owner: str, number: int, change: Change) -> ast.Module:
    """The module with one node of one owner changed."""
    tree = copy.deepcopy(source)
    (node,) = (node for name, node in _owners(tree.body[index]) if name == owner)
    change(list(ast.walk(node))[number])
    return ast.fix_missing_locations(tree)


def _owners(top: ast.stmt) -> Iterator[tuple[str, ast.AST]]:
    """The functions and the tables of a statement at the top level, by name."""
    if isinstance(top, ast.FunctionDef):
        yield top.name, ast.Module(top.body, [])
    elif isinstance(top, ast.ClassDef):
        for each in top.body:
            if isinstance(each, ast.FunctionDef) and not each.name.startswith("__"):
                yield f"{top.name}.{each.name}", ast.Module(each.body, [])
    elif isinstance(top, ast.Assign | ast.AnnAssign) and top.value is not None:
        target = top.targets[0] if isinstance(top, ast.Assign) else top.target
        if isinstance(target, ast.Name) and not target.id.startswith("__"):
            yield target.id, top.value


def _changes(node: ast.AST) -> Iterator[tuple[str, Change]]:
    """What can be changed about this one node."""
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in COMPARISONS:
        other = COMPARISONS[type(node.ops[0])]
        yield f"{type(node.ops[0]).__name__} → {other.__name__}", lambda n: n.ops.__setitem__(0, other())  # type: ignore[attr-defined]
    elif isinstance(node, ast.BoolOp):
        word: type[ast.boolop] = ast.Or if isinstance(node.op, ast.And) else ast.And
        yield f"{type(node.op).__name__} → {word.__name__}", lambda n: setattr(n, "op", word())
    elif isinstance(node, ast.BinOp) and type(node.op) in OPERATORS and not _texts(node):
        sign = OPERATORS[type(node.op)]
        yield f"{type(node.op).__name__} → {sign.__name__}", lambda n: setattr(n, "op", sign())
    elif isinstance(node, ast.Constant) and type(node.value) is int:
        yield f"{node.value} → {node.value + 1}", lambda n: setattr(n, "value", n.value + 1)  # type: ignore[attr-defined]
    elif isinstance(node, ast.Constant) and type(node.value) is bool:
        yield f"{node.value} → {not node.value}", lambda n: setattr(n, "value", not n.value)  # type: ignore[attr-defined]
    elif isinstance(node, ast.Name) and node.id in NAMES and isinstance(node.ctx, ast.Load):
        yield f"{node.id} → {NAMES[node.id]}", lambda n: setattr(n, "id", NAMES[n.id])  # type: ignore[attr-defined]
    elif isinstance(node, ast.If | ast.IfExp | ast.While):
        yield "condition inverted", lambda n: setattr(n, "test", ast.UnaryOp(ast.Not(), n.test))  # type: ignore[attr-defined]
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Yield | ast.YieldFrom):
        yield "breach forgotten", _forget
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Doubt":
        yield "doubt made a breach", lambda n: setattr(n, "func", ast.Name("str", ast.Load()))


def _forget(node: ast.AST) -> None:
    """The statement yields nothing, and its function stays a generator."""
    node.value = ast.YieldFrom(ast.Tuple([], ast.Load()))  # type: ignore[attr-defined]


def _texts(node: ast.BinOp) -> bool:
    """Whether the operation puts texts together."""
    sides = (node.left, node.right)
    return any(
        isinstance(s, ast.JoinedStr) or (isinstance(s, ast.Constant) and isinstance(s.value, str)) for s in sides
    )
