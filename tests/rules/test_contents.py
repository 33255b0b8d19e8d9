"""The table of contents of the law, reading facts from JSON, and the texts."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

import handlers.rules
from handlers.evidence import texts
from handlers.evidence.requirements import requirements
from handlers.rules import acts
from handlers.rules.article import Rule, article
from handlers.rules.contents import RULES, FactsInvalid, check, listed
from handlers.rules.facts import read
from handlers.rules.meeting import Tally

HERE = Path(__file__).parent


def test_A45_2_from_json() -> None:
    assert check("A45.2", {"attending": 18, "approvals": 12}) == {"id": "A45.2", "lawful": True, "breaches": []}
    refused = check("A45.2", {"attending": 18, "approvals": 11})
    assert refused["lawful"] is False
    assert len(refused["breaches"]) == 1


def test_every_rule_of_the_package_is_in_the_table_under_its_id() -> None:
    found: dict[str, Rule[Any]] = {}
    for module in pkgutil.walk_packages(handlers.rules.__path__, "handlers.rules."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, Rule):
                assert found.setdefault(value.id, value) is value, value.id
    assert set(found) == set(RULES)
    assert all(RULES[id] is rule for id, rule in found.items())


def test_two_rules_of_one_id_clash() -> None:
    @article("A45.2")
    def another(tally: Tally) -> Any:
        yield from ()

    with pytest.raises(ValueError, match=r"A45\.2"):
        listed(RULES["A45.2"], another)


@pytest.mark.parametrize("id", RULES)
def test_a_missing_fact_is_a_breach_never_a_pass(id: str) -> None:
    answer = check(id, {})
    assert answer["lawful"] is False
    assert answer["breaches"]


def test_a_fact_that_may_be_empty_has_to_be_said() -> None:
    facts: dict[str, Any] = {"kind": "institution", "employed_from": "2020-01-01", "on": "2026-09-21"}
    assert check("A21.3", facts)["breaches"] == ["缺少事实“employed_to”，无法核对；请先补齐记录"]
    assert check("A21.3", facts | {"employed_to": None})["lawful"] is True


def test_a_doubt_is_not_lawful_by_itself() -> None:
    facts = {"kind": "institution", "employed_from": "2020-01-01", "employed_to": "2026-09-21", "on": "2026-09-21"}
    answer = check("A21.3", facts)
    assert answer["lawful"] is False
    assert "人工" in answer["breaches"][0]


@pytest.mark.parametrize(
    ("id", "facts", "said"),
    [
        ("A99.1", {}, "A99.1"),
        ("A45.2", {"attending": "18", "approvals": 12}, "attending.*整数"),
        ("A45.2", {"attending": 18.0, "approvals": 12}, "attending.*整数"),
        ("A45.2", {"attending": True, "approvals": 12}, "attending.*整数"),
        ("A45.2", {"attending": -1, "approvals": 0}, "attending.*整数"),
        ("A45.2", {"attended": 18}, "attended"),
        ("A45.2", [18, 12], "对象"),
        ("A13.4", {"valid_to": "2026-02-30", "on": "2026-02-28"}, "valid_to.*日期"),
        ("A13.4", {"valid_to": 20260228, "on": "2026-02-28"}, "valid_to.*日期"),
        ("A26.1", {"now": "yesterday"}, "now.*时刻"),
        ("A17.8", {"tier": "highest"}, "tier.*senior"),
        ("A17.7", {"judges_full_seniors": 1}, "judges_full_seniors.*true"),
        ("A23.2", {"others": "x"}, "others.*列表"),
        ("A23.2", {"others": [1]}, r"others\[0\].*文字"),
        ("A21.5", {"penalties": [{"kind": "demerit"}]}, r"penalties\[0\]\.from_on"),
        ("A21.5", {"penalties": [7]}, r"penalties\[0\].*对象"),
    ],
)
def test_bad_facts_are_named_with_the_type_they_should_have(id: str, facts: Any, said: str) -> None:
    with pytest.raises(FactsInvalid, match=said):
        check(id, facts)


def test_nested_facts_dates_terms_and_instants_are_read() -> None:
    penalty = {"kind": "demerit", "from_on": "2026-01-10", "to_on": "2027-01-09"}
    facts = {"kind": "institution", "penalties": [penalty], "barred_to": None, "on": "2026-06-01"}
    fact = read(RULES["A21.5"], facts)
    assert fact.penalties[0].from_on == date(2026, 1, 10)
    assert fact.penalties[0].lifted_on is None
    assert check("A21.5", facts)["lawful"] is False

    window = read(RULES["A26.1"], {"now": "2026-10-01T00:00:00", "opens_at": "2026-09-01T00:00:00Z"})
    assert window.now == datetime(2026, 9, 30, 16, 0, tzinfo=UTC)
    assert window.opens_at == datetime(2026, 9, 1, tzinfo=UTC)


@pytest.mark.parametrize("id", RULES)
def test_messages_and_lines_are_chinese_and_the_rule_says_what_it_means(id: str) -> None:
    rule = RULES[id]
    assert (rule.__doc__ or "").strip().endswith(".")
    assert re.fullmatch(r"A\d{1,2}(\.\d{1,2}[a-z]?)?", id)  # A62 to A66 are catalogues without a number
    assert re.search("[一-鿿]", texts.line(id))
    assert texts.line(id) is texts.lines()[id]


def test_every_article_has_a_line_and_no_line_is_without_a_requirement() -> None:
    assert {key for key in texts.lines() if not key.startswith("A")} == {str(n) for n in range(1, 82)}
    assert {key for key in texts.lines() if key.startswith("A")} - {each.id for each in requirements()} == set()
    assert texts.line("A7.99") == texts.lines()["7"]
    with pytest.raises(KeyError):
        texts.line("A82.1")


@pytest.mark.parametrize(
    ("id", "cited"),
    [("A45.2", "第四十五条"), ("A7", "第七条"), ("A10.1", "第十条"), ("A20.1", "第二十条"), ("81", "第八十一条"),
     ("A17.10", "第十七条")],
)  # fmt: skip
def test_articles_are_cited_as_chinese_law_is(id: str, cited: str) -> None:
    assert texts.cite(id) == cited


#: Soft in the text (原则上, 一般, 可以), and yet nobody can waive them, because …
UNWAIVABLE = {
    "A7.5": "it is the exception itself",
    "A9.1": "a power is granted with its scope and end, or not at all",
    "A11.2": "whether to split is free; what may be split is not",
    "A17.2a": "one chair is the hard part of A17.2",
    "A17.5": "the consent is the leave",
    "A19.5": "without a chair's pool nobody can be drawn",
    "A19.8": "lateness is a doubt, it stops nothing",
    "A22.1": "a mismatch is a doubt, it stops nothing",
    "A23.1a": "the waiver of A23.1 is the way out",
    "A29.1": "intake is free; deciding is never its part",
    "A53.4": "the extension is the leave",
    "A59.1": "it binds the system, not a person",
    "A67.1": "to inspect is free; what is chosen is recorded",
    "A67.2": "the proportion is free; the draw is not",
    "A67.2a": "the proportion is free; the draw is not",
    "A67.3": "how a clue is disposed of is free; that it is, is not",
    "A67.3a": "how a clue is disposed of is free; that it is, is not",
    "A67.3b": "who looks into a clue is free; that it is somebody else, is not",
    "A68.1": "to refer is free; what a referral says is not",
}


def test_every_soft_requirement_can_be_waived_or_there_is_a_reason_why_not() -> None:
    soft = {each.id for each in requirements() if each.hardness == "S" and each.id in RULES}

    assert soft == {*acts.SOFT, *UNWAIVABLE}
    assert set(acts.SOFT) & set(UNWAIVABLE) == set()


def test_every_fact_is_frozen_and_has_a_lawful_example() -> None:
    modules = [importlib.import_module(f"tests.rules.{path.stem}") for path in HERE.glob("lawful*.py")]
    examples = {type(value) for each in modules for value in vars(each).values() if dataclasses.is_dataclass(value)}
    for rule in RULES.values():
        assert rule.fact.__dataclass_params__.frozen, rule.fact  # type: ignore[attr-defined]
        if not rule.fact.__module__.endswith("duties"):
            assert rule.fact in examples or rule.id in ("A22.3", "A25.1"), rule.id
