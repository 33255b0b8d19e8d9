"""The table of contents of the law: every rule by its requirement id, in the law's order.

`check` answers one rule from facts given as JSON, for `zhiping rules check`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handlers.rules.article import Rule, lacking
from handlers.rules.contents import chapter1, chapter2, chapter3, chapter4, chapter5, chapter6
from handlers.rules.facts import FactsInvalid, missing, read

__all__ = ["RULES", "FactsInvalid", "check", "listed"]


def listed(*rules: Rule[Any]) -> dict[str, Rule[Any]]:
    """The rules by id. Two rules of one id are an error."""
    table: dict[str, Rule[Any]] = {}
    for rule in rules:
        if rule.id in table:
            raise ValueError(f"{rule.id} is both {table[rule.id].name} and {rule.name}")
        table[rule.id] = rule
    return table


RULES: Mapping[str, Rule[Any]] = listed(
    *chapter1.RULES,
    *chapter2.RULES,
    *chapter3.RULES,
    *chapter4.RULES,
    *chapter5.RULES,
    *chapter6.RULES,
)


def check(id: str, facts: Any) -> dict[str, Any]:
    """What the rule `id` says of `facts`: `{"id", "lawful", "breaches"}`, breaches as Chinese messages.

    What the rule leaves to a person (REVIEW) is not lawful by itself and says so. A missing fact is a
    breach. Raises FactsInvalid for an unknown id, an unknown or mistyped fact, an impossible date.
    """
    rule = RULES.get(id)
    if rule is None:
        raise FactsInvalid(f"没有编号为“{id}”的规则；编号形如 A45.2，见 zhiping rules")
    fact = read(rule, facts)
    messages = [lacking(name) for name in missing(rule, facts)]
    if not messages:
        finding = rule(fact)
        messages = [breach.message for breach in (*finding.breaches, *finding.doubts)]
    return {"id": id, "lawful": not messages, "breaches": messages}
