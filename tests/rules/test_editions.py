"""Which edition of the regulation a case is judged by (A81, I-37)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from handlers.rules import acts, editions
from handlers.rules.article import IN_FORCE_FROM, Clearance, Unlawful, article
from handlers.rules.contents import RULES, check
from tests.rules import lawful as ok
from tests.rules.test_acts import LAWFUL

D = date
FORMER, CURRENT = editions.FORMER, editions.CURRENT


@pytest.mark.parametrize(
    ("on", "edition"),
    [(D(2023, 5, 1), FORMER), (D(2025, 5, 11), FORMER), (D(2025, 5, 12), CURRENT), (D(2026, 9, 21), CURRENT)],
)
def test_A81_1_the_edition_in_force_on_a_day(on: date, edition: editions.Edition) -> None:
    assert editions.edition_on(on) is edition


def test_A81_2_the_former_edition_ends_the_day_before_the_current_one_begins() -> None:
    assert editions.EDITIONS == (FORMER, CURRENT)
    assert FORMER.effective_to == D(2025, 5, 11)
    assert CURRENT.effective_from == D(2025, 5, 12)
    assert (FORMER.effective_from, CURRENT.effective_to) == (None, None)
    assert "内人社发〔2023〕4号" in FORMER.name


def test_A81_1_a_case_of_2025_05_11_is_the_former_rule_s_and_done_by_hand() -> None:
    rule = editions.case_is_judged_by_the_edition_of_its_day
    assert rule(editions.Dated(D(2025, 5, 12)))
    assert [breach.message for breach in rule(editions.Dated(D(2025, 5, 11))).breaches] == [
        "2025-05-11 适用原《实施细则》（内人社发〔2023〕4号），现行规定自 2025-05-12 起施行，不得按现行规定判定；"
        "请按原规定人工办理"
    ]
    assert check("A81.1", {"on": "2025-05-11"})["lawful"] is False


@pytest.mark.parametrize(
    ("edition", "on", "message"),
    [
        ("2025", D(2025, 5, 12), None),
        ("2023", D(2025, 5, 11), None),
        ("2023", D(2025, 5, 12),
         "2025-05-12 适用现行《实施细则》（2025年5月12日印发），不得引用原《实施细则》（内人社发〔2023〕4号）；"
         "请改引现行《实施细则》（2025年5月12日印发）"),
        ("2025", D(2025, 5, 11),
         "2025-05-11 适用原《实施细则》（内人社发〔2023〕4号），不得引用现行《实施细则》（2025年5月12日印发）；"
         "请改引原《实施细则》（内人社发〔2023〕4号）"),
        ("2019", D(2026, 1, 1),
         "2026-01-01 适用现行《实施细则》（2025年5月12日印发），不得引用“2019”；"
         "请改引现行《实施细则》（2025年5月12日印发）"),
    ],
)  # fmt: skip
def test_A81_2_a_repealed_edition_decides_nothing(edition: str, on: date, message: str | None) -> None:
    finding = editions.repealed_edition_decides_nothing(editions.Cited(edition, on))
    assert [breach.message for breach in finding.breaches] == ([] if message is None else [message])


def test_A1_1_every_rule_says_since_when_and_every_clearance_of_which_edition() -> None:
    assert {rule.effective_from for rule in RULES.values()} == {IN_FORCE_FROM} == {D(2025, 5, 12)}
    assert acts.cleared("试", []).edition == Clearance("试", ()).edition == CURRENT.id


def test_A81_1_a_rule_of_a_later_day_says_so() -> None:
    @article("A81.1", effective_from=D(2027, 1, 1))
    def later(case: editions.Dated) -> Any:
        """Later."""
        yield from ()

    assert later.effective_from == D(2027, 1, 1)


def test_A81_1_a_declaration_of_2025_05_11_is_not_submitted_under_this_edition() -> None:
    act, facts = LAWFUL["submission"]
    first = datetime(2025, 5, 11, 16, 0, tzinfo=UTC)  # midnight in Asia/Shanghai, the first instant of the 12th
    window = replace(ok.WINDOW, published_at=first - timedelta(days=9), opens_at=first - timedelta(days=1), now=first)
    with acts.hearing() as findings:
        act(**(facts | {"window": window}))
    assert "A81.1" in [finding.id for finding in findings if finding.lawful]
    with pytest.raises(Unlawful, match=r"A81\.1"):
        act(**(facts | {"window": replace(window, now=first - timedelta(seconds=1))}))
