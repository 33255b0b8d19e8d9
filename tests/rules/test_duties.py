"""Separation of duties and the steps around a decision, at their boundaries (A23.2, A33.3, A53.2)."""

from __future__ import annotations

from handlers.rules import duties as law
from handlers.rules.contents import check


def test_A33_3_who_prepared_a_step_does_not_decide_it() -> None:
    assert law.preparer_does_not_decide(law.Duty("核准", "p1", frozenset({"p2"})))
    assert not law.preparer_does_not_decide(law.Duty("核准", "p1", frozenset({"p1", "p2"})))
    assert not law.preparer_does_not_decide(law.Duty("核准", "", frozenset()))
    facts = {"step": "核准", "taken_by": "p1", "prepared_by": ["p1"]}
    assert check("A33.3a", facts)["lawful"] is False
    assert check("A33.3a", facts | {"prepared_by": []})["lawful"] is True


def test_A23_2_withdrawn_only_before_the_unit_forwarded() -> None:
    assert law.withdrawn_before_forwarding(law.Withdrawal(recommended=False))
    assert not law.withdrawn_before_forwarding(law.Withdrawal(recommended=True))
