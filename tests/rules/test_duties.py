"""Separation of duties and the steps around a decision, at their boundaries (A23.2, A33.3, A53.2)."""

from __future__ import annotations

import pytest

from handlers.rules import duties as law
from handlers.rules.article import Unlawful
from handlers.rules.contents import check


def test_A33_3_who_prepared_a_step_does_not_decide_it() -> None:
    assert law.preparer_does_not_decide(law.Duty("核准", "p1", frozenset({"p2"})))
    assert not law.preparer_does_not_decide(law.Duty("核准", "p1", frozenset({"p1", "p2"})))
    assert not law.preparer_does_not_decide(law.Duty("核准", "", frozenset()))
    facts = {"step": "核准", "taken_by": "p1", "prepared_by": ["p1"]}
    assert check("A33.3a", facts)["lawful"] is False
    assert check("A33.3a", facts | {"prepared_by": []})["lawful"] is True


def test_A33_3b_no_step_is_taken_over_a_missing_one() -> None:
    assert law.earlier_steps_were_taken(law.Order("单位公示", ()))
    with pytest.raises(Unlawful, match=r"单位审核尚未办理，不得单位公示.+（A33\.3b）"):
        law.in_order("单位公示", {"提交申报": "2026-09-10", "单位审核": None})
    assert law.in_order("单位公示", {"单位审核": True}).act == "单位公示"


def test_A23_2_withdrawn_only_before_the_unit_forwarded() -> None:
    assert law.withdrawn_before_forwarding(law.Withdrawal(recommended=False))
    assert not law.withdrawn_before_forwarding(law.Withdrawal(recommended=True))


@pytest.mark.parametrize(("reason", "lawful"), [("", False), (" \n", False), ("处", True)])
def test_A53_2b_who_is_not_confirmed_is_told_why(reason: str, lawful: bool) -> None:
    assert bool(law.refusal_of_a_result_gives_reasons(law.Reasoned("不予确认", reason))) is lawful


def test_A53_2b_a_refusal_without_reasons_takes_no_effect() -> None:
    with pytest.raises(Unlawful, match=r"不予确认没有说明理由.+（A53\.2b）"):
        law.refusal(law.Reasoned("不予确认", " "))

    assert law.refusal(law.Reasoned("不予确认", "处分未解除")).act == "不予确认"
