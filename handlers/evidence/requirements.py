"""The requirements of `rules/requirements.yaml`: every id with its kind, its hardness and what meets it.

A requirement with a rule of its id is met by that rule; the page says of the others what meets them.
Knows nothing of tests: who asks which tests prove it, asks the command line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, cast

import yaml

from handlers.evidence.texts import article_number, line
from handlers.rules.contents import RULES
from handlers.rules.terms import Term

MISSING = "missing"


class Status(Term):
    """What meets a requirement."""

    RULE = "rule", "规则"
    ACT = "act", "行为"
    CLOCK = "clock", "期限"
    TABLE = "table", "决策表"
    FORM = "form", "表单"
    JUDGEMENT = "judgement", "人工判断"
    POLICY = "policy", "政策导向"


KINDS = {
    "EL": "资格", "GU": "前置条件", "TI": "期限", "FF": "表单材料", "RJ": "职责管辖", "DT": "决策表", "AR": "留痕",
    "NO": "告知", "RE": "报送", "SA": "处理", "PO": "政策",
}  # fmt: skip
HARDNESS = {"H": "刚性", "S": "原则上", "J": "人工判断", "HJ": "刚性兼判断", "P": "政策"}


@dataclass(frozen=True)
class Requirement:
    """One requirement. `status` is a value of `Status`, or "missing"; `where` names modules and files."""

    id: str
    kind: str
    hardness: str
    status: str
    where: tuple[str, ...]

    @property
    def line(self) -> str:
        """What it asks, in one Chinese line of our own words."""
        return line(self.id)


@cache
def requirements() -> tuple[Requirement, ...]:
    """All requirements in the law's order, the rules that go beyond the list after the one they belong to."""
    page = _page()
    extra = [id for id in RULES if id not in page]
    return tuple(_requirement(id, page) for id in sorted([*page, *extra], key=order))


def order(id: str) -> tuple[int, int, str]:
    """Sorts ids as the law does: A17.2 before A17.2a before A17.10."""
    digits = "".join(c for c in id.partition(".")[2] if c.isdigit())
    return article_number(id), int(digits or 0), id


@cache
def _page() -> dict[str, dict[str, Any]]:
    text = files("handlers.rules").joinpath("requirements.yaml").read_text(encoding="utf-8")
    return cast("dict[str, dict[str, Any]]", yaml.safe_load(text))


def _requirement(id: str, page: dict[str, dict[str, Any]]) -> Requirement:
    entry = page.get(id) or page[id.rstrip("abcdefghijklmnopqrstuvwxyz")]
    rule = RULES.get(id)
    if rule is not None:
        place = f"{rule.__wrapped__.__module__}.{rule.name}"
        return Requirement(id, entry["kind"], entry["hardness"], Status.RULE.value, (place,))
    where = tuple(_places(str(entry.get("where") or "")))
    return Requirement(id, entry["kind"], entry["hardness"], str(entry.get("by") or MISSING), where)


def _places(text: str) -> Iterator[str]:
    return (place.strip() for place in text.split(",") if place.strip())
