"""What a rule says of a fact, as plain tuples that tests compare whole."""

from __future__ import annotations

from typing import Any

from handlers.rules.article import Rule


def said(rule: Rule[Any], fact: Any) -> tuple[str, ...]:
    """The messages of the breaches; each carries the rule's own id, and there is no doubt beside them."""
    finding = rule(fact)
    assert finding.doubts == ()
    assert {breach.id for breach in finding.breaches} <= {rule.id}
    return tuple(breach.message for breach in finding.breaches)


def doubted(rule: Rule[Any], fact: Any) -> tuple[str, ...]:
    """The messages of the doubts of a lawful fact."""
    finding = rule(fact)
    assert finding.breaches == ()
    return tuple(doubt.message for doubt in finding.doubts)
