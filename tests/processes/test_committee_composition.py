"""Table (a) says of every committee what the law's functions say, and its own numbers are those of the regulation."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.engine.decisions import load, problems
from handlers.rules import committee as law
from handlers.rules import meeting
from handlers.rules.acts import COMPOSITION_RULES
from handlers.rules.terms import Basis, Level, Tier
from tests.rules.lawful import COMPOSITION, POOL

TABLE = load((Path(__file__).resolve().parents[2] / "processes" / "committee_composition.dmn").read_bytes())
SUB_LEVELS = (Level.FULL_SENIOR, Level.ASSOCIATE_SENIOR, None)
EVERY = list(itertools.product(Tier, SUB_LEVELS, Basis))
HELD = {Level.FULL_SENIOR: "full_seniors", Level.ASSOCIATE_SENIOR: "seniors", Level.INTERMEDIATE: "intermediates"}
NUMBERS = {
    1: (25, 25, 50, 17, 12, 17),
    2: (25, 13, 50, 17, 12, 17),
    3: (11, 11, 22, 8, 6, 8),
    4: (11, 6, 22, 8, 6, 8),
    5: (21, 11, 42, 14, 10, 14),
    6: (9, 5, 18, 6, 4, 6),
    7: (17, 0, 34, 12, 8, 12),
    8: (7, 0, 14, 5, 4, 5),
}
COLUMNS = ("minimum", "inner_count", "pool", "quorum", "votes_at_quorum", "votes_if_all")


def row(tier: Tier, sub_level: Level | None, basis: Basis) -> dict[str, Any]:
    facts = {"tier": tier.value, "sub_level": "none" if sub_level is None else sub_level.value, "basis": basis.value}
    outputs = TABLE.decide({"facts": facts}).outputs
    assert isinstance(outputs, dict), facts
    return outputs


def composed(tier: Tier, sub_level: Level | None, basis: Basis) -> law.Composition:
    """The smallest committee of the row, with no title more than the row demands."""
    said = row(tier, sub_level, basis)
    held = {name: 0 for name in HELD.values()}
    for level, count in ((said["titles"], said["minimum"]), (said["inner"], said["inner_count"])):
        for lower in Level:
            if level != "none" and lower.rank <= Level[level.upper()].rank and lower in HELD:
                held[HELD[lower]] = max(held[HELD[lower]], count)
    return replace(COMPOSITION, tier=tier, sub_level=sub_level, basis=basis, members=said["minimum"], **held)


def broken(composition: law.Composition) -> set[str]:
    return {rule.id for rule in COMPOSITION_RULES if not rule(composition)}


def test_the_table_has_no_gap_no_overlap_and_no_wrong_type() -> None:
    assert TABLE.hit_policy == "UNIQUE"
    assert problems(TABLE) == []


def test_every_row_has_the_regulation_s_numbers_and_names_its_articles() -> None:
    said = {int(found["row"]): tuple(found[column] for column in COLUMNS) for found in map(lambda e: row(*e), EVERY)}

    assert said == NUMBERS
    assert [each.number for each in TABLE.rules if not re.match(r"第.+、.+条：", each.note)] == []


@pytest.mark.parametrize(("tier", "sub_level", "basis"), EVERY)
def test_A17_3_A17_4_every_row_is_the_law_s(tier: Tier, sub_level: Level | None, basis: Basis) -> None:
    said, found = row(tier, sub_level, basis), law.makeup(tier, sub_level, basis)

    inner = "none" if found.inner is None else found.inner.value
    assert (said["titles"], said["inner"]) == (found.titles.value, inner)
    assert {column: said[column] for column in COLUMNS} == {column: getattr(found, column) for column in COLUMNS}
    assert said["minimum"] == law.minimum_size(tier, basis)
    assert said["quorum"] == meeting.quorum(said["minimum"])
    assert said["votes_at_quorum"] == meeting.approvals_needed(said["quorum"])
    assert said["votes_if_all"] == meeting.approvals_needed(said["minimum"])


@pytest.mark.parametrize(("tier", "sub_level", "basis"), EVERY)
def test_A17_6_to_A17_10_the_smallest_committee_of_a_row_is_lawful_and_a_title_less_is_not(
    tier: Tier, sub_level: Level | None, basis: Basis
) -> None:
    smallest = composed(tier, sub_level, basis)
    said = row(tier, sub_level, basis)
    assert broken(smallest) == set()
    for level in {said["titles"], said["inner"]} - {"none"}:
        name = HELD[Level[level.upper()]]
        assert broken(replace(smallest, **{name: getattr(smallest, name) - 1})), level
    assert broken(replace(smallest, members=said["minimum"] - 2)) == {"A17.3" if basis is Basis.SERIES else "A17.4"}


@pytest.mark.parametrize(("tier", "sub_level", "basis"), EVERY)
def test_A19_4_every_row_s_pool_is_the_smallest_lawful_one(tier: Tier, sub_level: Level | None, basis: Basis) -> None:
    least = row(tier, sub_level, basis)["pool"]
    assert law.pool_is_twice_the_minimum(replace(POOL, tier=tier, basis=basis, usable=least))
    assert not law.pool_is_twice_the_minimum(replace(POOL, tier=tier, basis=basis, usable=least - 1))


def test_A17_5_a_consented_minimum_moves_the_whole_row() -> None:
    assert law.makeup(Tier.SENIOR, None, Basis.SPECIALTY, 9) == law.Makeup(
        minimum=9, titles=Level.ASSOCIATE_SENIOR, inner=Level.FULL_SENIOR, inner_count=5, pool=18,
        quorum=6, votes_at_quorum=4, votes_if_all=6,
    )  # fmt: skip
