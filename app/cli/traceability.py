"""Which requirement is met where, and which tests prove it: the page `docs/traceability.md` and the coverage table.

Tests are found by name (`test_A45_2_…` proves A45.2) or because they call the rule; an installation
without the tests has none to show.
"""

from __future__ import annotations

import ast
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handlers.evidence.requirements import HARDNESS, KINDS, MISSING, Requirement, Status, requirements
from handlers.rules.contents import RULES

TESTS = Path(__file__).resolve().parents[2] / "tests"
_NAMED = re.compile(r"test_A(\d+)(?:_(\d+)([a-z])?)?(?=_)")

HEAD = """# 条款落实对照表

本表由 `zhiping rules --markdown` 生成，测试保证它与程序一致。每项要求一行：编号即条文号加序号，内容用自己的话写，
“落实”说明由什么保证——规则、行为、期限、决策表、表单，或由人判断并留下记录；“所在”是程序中的位置；“测试”是证明它的测试个数。

"""


@dataclass(frozen=True)
class Entry:
    """A requirement and the tests that prove it, as `tests/rules/test_meeting.py::test_A45_2_…`."""

    requirement: Requirement
    tests: tuple[str, ...]


def entries() -> list[Entry]:
    """Every requirement with its tests, in the law's order."""
    tests = _tests()
    return [Entry(each, tuple(sorted(tests.get(each.id, ())))) for each in requirements()]


def missing(entries: Sequence[Entry]) -> list[str]:
    """Ids that nothing meets."""
    return [entry.requirement.id for entry in entries if entry.requirement.status == MISSING]


def as_json(entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """The coverage as JSON values."""
    return [
        {
            "id": entry.requirement.id,
            "kind": entry.requirement.kind,
            "hardness": entry.requirement.hardness,
            "status": entry.requirement.status,
            "where": ", ".join(entry.requirement.where),
            "tests": list(entry.tests),
        }
        for entry in entries
    ]


def table(entries: Sequence[Entry]) -> str:
    """The coverage as lines for a terminal, with totals."""
    lines = [
        f"{e.requirement.id:<8} {e.requirement.status:<10} {len(e.tests):>3}  {e.requirement.line}" for e in entries
    ]
    counted = Counter(_label(entry.requirement.status) for entry in entries)
    totals = "，".join(f"{label} {count}" for label, count in counted.most_common())
    return "\n".join([*lines, f"共 {len(entries)} 项：{totals}", ""])


def markdown(entries: Sequence[Entry]) -> str:
    """The page `docs/traceability.md`."""
    rows = [
        "| 编号 | 要求 | 类别 | 刚性 | 落实 | 所在 | 测试 |",
        "|---|---|---|---|---|---|---|",
        *(_row(entry) for entry in entries),
    ]
    return HEAD + "\n".join(rows) + "\n"


def _row(entry: Entry) -> str:
    each = entry.requirement
    where = "<br>".join(f"`{place}`" for place in each.where)
    kind, hardness = KINDS[each.kind], HARDNESS[each.hardness]
    return f"| {each.id} | {each.line} | {kind} | {hardness} | {_label(each.status)} | {where} | {len(entry.tests)} |"


def _label(status: str) -> str:
    return next((each.label for each in Status if each == status), "未落实")


def _tests() -> dict[str, set[str]]:
    """The tests of each id."""
    by_name = {rule.name: id for id, rule in RULES.items()}
    found: dict[str, set[str]] = defaultdict(set)
    for path in sorted(TESTS.rglob("test_*.py")):
        place = f"tests/{path.relative_to(TESTS).as_posix()}"
        for test in _functions(ast.parse(path.read_text(encoding="utf-8"))):
            for id in {*_named(test.name), *_called(test, by_name)}:
                found[id].add(f"{place}::{test.name}")
    return found


def _functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    return (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.name.startswith("test_"))


def _named(name: str) -> Iterator[str]:
    for article, number, letter in _NAMED.findall(name + "_"):
        yield f"A{article}.{number}{letter}" if number else f"A{article}"


def _called(test: ast.FunctionDef, by_name: dict[str, str]) -> Iterator[str]:
    for node in ast.walk(test):
        if isinstance(node, ast.Attribute) and node.attr in by_name:
            yield by_name[node.attr]
