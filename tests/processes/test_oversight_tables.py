"""The tables of supervision, measures and sanctions (g, h, i) say what the law's functions say."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.decisions import DecisionTable, load, problems
from handlers.rules import oversight as law
from handlers.rules.jurisdiction import Authority
from handlers.rules.terms import OrganisationLevel

PROCESSES = Path(__file__).resolve().parents[2] / "processes"
TABLES = ("supervisors", "supervision_measures", "sanctions")
TABLE: dict[str, DecisionTable] = {n: load((PROCESSES / f"{n}.dmn").read_bytes(), f"{n}.dmn") for n in TABLES}
LEVELS = (OrganisationLevel.REGION, OrganisationLevel.LEAGUE, OrganisationLevel.COUNTY)
FILING = (Authority.REGION_HR, Authority.LEAGUE_HR, Authority.COUNTY_HR)
FLAGS = ("title_obtained", "cancel_only", "serious", "dishonest", "discipline", "crime")
COUNTS = st.integers(0, 5)

#: Facts that reach each row of table (h) through each of its cells.
MEASURES = [
    {"occasion": occasion, "distinct": d, "repeated": s, "reminders": r, "interviews": i,
     "laxity": laxity, "improvement": improvement, "standing": standing}
    for occasion, (d, s), (r, i), laxity, improvement, standing in itertools.product(
        law.Occasion, ((0, 0), (1, 1), (1, 2), (2, 1), (3, 3)), ((0, 0), (1, 0), (2, 0), (0, 1)),
        law.Laxity, law.Improvement, law.Standing,
    )
]  # fmt: skip


def plain(facts: dict[str, Any]) -> dict[str, Any]:
    return {"facts": {key: getattr(value, "value", value) for key, value in facts.items()}}


def proposed(facts: dict[str, Any]) -> law.Proposal:
    counted = law.Counters(facts["distinct"], facts["repeated"], facts["reminders"], facts["interviews"])
    return law.proposal(
        facts["occasion"], counted, facts["laxity"], facts["improvement"], facts["standing"]
    )  # fmt: skip


def same_proposal(facts: dict[str, Any]) -> None:
    said, expected = TABLE["supervision_measures"].decide(plain(facts)).outputs, proposed(facts)
    assert isinstance(said, dict), facts
    assert int(said["row"].rstrip("ab")) == expected.row, facts
    assert (said["measure"], said["decided_by"]) == (expected.measure, expected.decided_by), facts
    assert tuple(filter(None, said["effects"].split(","))) == expected.effects, facts


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_no_gap_no_overlap_and_no_wrong_type(name: str) -> None:
    assert problems(TABLE[name]) == []
    assert TABLE[name].id == name


@pytest.mark.parametrize(("name", "policy"), list(zip(TABLES, ("COLLECT", "FIRST", "COLLECT"), strict=True)))
def test_a_table_has_the_hit_policy_of_its_kind(name: str, policy: str) -> None:
    assert TABLE[name].hit_policy == policy
    assert TABLE[name].aggregator is None


def test_A6_1_to_A6_4_the_supervisors_are_the_law_s_for_every_committee() -> None:
    fired: set[int] = set()
    for former, level, filed_by in itertools.product(law.Former, LEVELS, FILING):
        decision = TABLE["supervisors"].decide(plain(dict(former=former, level=level, filed_by=filed_by)))
        assert isinstance(decision.outputs, list)
        assert tuple(row["supervisor"] for row in decision.outputs) == law.supervisors(former, level, filed_by)
        assert all(row["monitor_only"] is (row["supervisor"] == "external") for row in decision.outputs)
        fired.update(decision.rows)
    assert fired == {row.number for row in TABLE["supervisors"].rules}


def test_A77_A78_the_measure_is_the_law_s_for_every_event() -> None:
    fired: set[int] = set()
    for facts in MEASURES:
        same_proposal(facts)
        fired.update(TABLE["supervision_measures"].decide(plain(facts)).rows)
    assert fired == {row.number for row in TABLE["supervision_measures"].rules}


@given(st.fixed_dictionaries(dict(
    occasion=st.sampled_from(law.Occasion), distinct=COUNTS, repeated=COUNTS, reminders=COUNTS, interviews=COUNTS,
    laxity=st.sampled_from(law.Laxity), improvement=st.sampled_from(law.Improvement),
    standing=st.sampled_from(law.Standing),
)))  # fmt: skip
def test_A77_A78_the_measure_is_the_law_s_for_any_event(facts: dict[str, Any]) -> None:
    same_proposal(facts)


def test_A72_to_A80_the_sanctions_are_the_law_s_for_every_offence() -> None:
    fired: set[int] = set()
    for party, *flags in itertools.product(law.Party, *[(False, True)] * len(FLAGS)):
        facts = dict(zip(FLAGS, flags, strict=True))
        decision = TABLE["sanctions"].decide(plain({"party": party, **facts}))
        expected = law.sanctions(law.Offence(party, **facts))
        assert isinstance(decision.outputs, list)
        assert [tuple(row.values()) for row in decision.outputs] == [
            (row.row, row.sanction, row.decided_by, row.years, row.consequence, row.told) for row in expected
        ], (party, facts)
        fired.update(decision.rows)
    assert fired == {row.number for row in TABLE["sanctions"].rules}


@pytest.mark.parametrize("name", TABLES)
def test_every_row_of_a_table_names_its_article(name: str) -> None:
    assert [row.number for row in TABLE[name].rules if not re.match(r"第.{1,4}条", row.note)] == []
