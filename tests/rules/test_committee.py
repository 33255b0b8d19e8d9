"""Chapter 2 at its boundaries: filing, scope, size, titles, pool, experts (A10–A19, A44.5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.rules import committee as law
from handlers.rules import oversight
from handlers.rules.terms import Basis, Level, Tier
from tests.rules.lawful import COMPOSITION, COVERAGE, DRAW, FILING, MEMBER, POOL, SCOPE

D = date
TABLE_A = [
    (Tier.SENIOR, Basis.SERIES, 25),
    (Tier.SENIOR, Basis.SPECIALTY, 11),
    (Tier.INTERMEDIATE, Basis.SERIES, 21),
    (Tier.INTERMEDIATE, Basis.SPECIALTY, 9),
    (Tier.JUNIOR, Basis.SERIES, 17),
    (Tier.JUNIOR, Basis.SPECIALTY, 7),
]


def test_A10_1_no_review_without_a_filing() -> None:
    assert law.committee_is_filed(FILING)
    assert not law.committee_is_filed(replace(FILING, valid_from=None, valid_to=None))
    assert not law.committee_is_filed(replace(FILING, on=D(2025, 5, 31)))
    assert law.committee_is_filed(replace(FILING, on=D(2025, 6, 1)))
    assert not law.committee_is_filed(replace(FILING, status="revoked"))
    assert not law.committee_is_filed(replace(FILING, status="applying"))


def test_A10_3_one_series_but_for_the_green_channel() -> None:
    assert law.committee_keeps_to_one_series(COVERAGE)
    assert law.committee_keeps_to_one_series(replace(COVERAGE, series=("engineering",) * 5))
    assert not law.committee_keeps_to_one_series(replace(COVERAGE, series=("engineering", "teachers")))
    assert law.committee_keeps_to_one_series(replace(COVERAGE, series=("engineering", "teachers"), green_channel=True))
    assert not law.committee_keeps_to_one_series(replace(COVERAGE, series=()))


def test_A13_3_a_filing_lasts_three_years_less_a_day() -> None:
    assert law.latest_valid_to(D(2025, 6, 1)) == D(2028, 5, 31)
    assert law.filing_lasts_three_years_at_most(FILING)
    assert not law.filing_lasts_three_years_at_most(replace(FILING, valid_to=D(2028, 6, 1)))
    assert not law.filing_lasts_three_years_at_most(replace(FILING, valid_to=None))


def test_A13_4_the_last_day_counts_and_the_next_does_not() -> None:
    assert law.filing_has_not_expired(replace(FILING, on=D(2028, 5, 31)))
    assert not law.filing_has_not_expired(replace(FILING, on=D(2028, 6, 1)))
    assert not law.filing_has_not_expired(replace(FILING, valid_to=None))


def test_A15_1_series_specialty_and_level_are_within_the_scope() -> None:
    assert law.title_is_within_scope(SCOPE)
    assert not law.title_is_within_scope(replace(SCOPE, series="teachers"))
    assert not law.title_is_within_scope(replace(SCOPE, covered_levels=()))
    assert not law.title_is_within_scope(replace(SCOPE, level=Level.FULL_SENIOR))


@pytest.mark.parametrize(
    ("members", "lawful"), [(25, True), (24, False), (26, False), (27, True), (1, True), (0, False)]
)
def test_A17_1_members_are_odd(members: int, lawful: bool) -> None:
    assert bool(law.members_are_odd(replace(COMPOSITION, members=members))) is lawful


def test_A17_1_no_consent_makes_an_even_committee_lawful() -> None:
    even = replace(COMPOSITION, members=10, consented_minimum=9, consent_number="同意1", consented_on=D(2026, 9, 1))
    assert not law.members_are_odd(even)


def test_A17_2_one_chair_and_one_or_two_vice_chairs() -> None:
    assert law.one_chair_and_one_or_two_vice_chairs(replace(COMPOSITION, vice_chairs=1))
    assert law.one_chair_and_one_or_two_vice_chairs(replace(COMPOSITION, vice_chairs=2))
    for vices in (0, 3):
        assert not law.one_chair_and_one_or_two_vice_chairs(replace(COMPOSITION, vice_chairs=vices))
    for chairs in (0, 2):
        assert not law.one_chair_and_one_or_two_vice_chairs(replace(COMPOSITION, chairs=chairs))
        assert not law.exactly_one_chair(replace(COMPOSITION, chairs=chairs))
    assert law.exactly_one_chair(replace(COMPOSITION, vice_chairs=3))


@pytest.mark.parametrize(("tier", "basis", "least"), TABLE_A)
def test_A17_3_A17_4_minimum_sizes_of_table_a(tier: Tier, basis: Basis, least: int) -> None:
    rules = (law.series_committee_is_large_enough, law.specialty_committee_is_large_enough)
    enough = replace(COMPOSITION, tier=tier, basis=basis, members=least)
    short = replace(enough, members=least - 2)
    assert all(rule(enough) for rule in rules)
    assert [rule.id for rule in rules if not rule(short)] == ["A17.3" if basis is Basis.SERIES else "A17.4"]
    assert law.minimum_size(tier, basis) == least


def test_A17_5_a_smaller_number_needs_a_consent_older_than_the_draw() -> None:
    nine = replace(
        COMPOSITION, basis=Basis.SPECIALTY, members=9, drawn_on=D(2026, 9, 21),
        consented_minimum=9, consent_number="同意1", consented_on=D(2026, 9, 20),
    )  # fmt: skip
    assert law.specialty_committee_is_large_enough(nine)
    assert not law.specialty_committee_is_large_enough(replace(nine, members=7))
    assert not law.specialty_committee_is_large_enough(replace(nine, consented_minimum=None))
    assert law.smaller_size_was_consented_before_the_draw(nine)
    assert not law.smaller_size_was_consented_before_the_draw(replace(nine, consented_on=D(2026, 9, 21)))
    assert not law.smaller_size_was_consented_before_the_draw(replace(nine, consent_number=""))
    assert not law.smaller_size_was_consented_before_the_draw(replace(nine, consented_on=None))
    assert law.smaller_size_was_consented_before_the_draw(COMPOSITION)


def test_A17_6_every_member_of_a_senior_committee_is_senior() -> None:
    assert law.senior_committee_holds_senior_titles(COMPOSITION)
    assert not law.senior_committee_holds_senior_titles(replace(COMPOSITION, seniors=24))
    assert law.senior_committee_holds_senior_titles(replace(COMPOSITION, tier=Tier.INTERMEDIATE, seniors=11))


def test_A17_7_where_full_seniors_are_judged_all_are_full_seniors() -> None:
    full = replace(COMPOSITION, sub_level=Level.FULL_SENIOR, full_seniors=25)
    assert law.full_senior_committee_is_all_full_seniors(full)
    assert not law.full_senior_committee_is_all_full_seniors(replace(full, full_seniors=24))
    assert not law.full_senior_committee_is_all_full_seniors(replace(COMPOSITION, judges_full_seniors=True))
    assert law.full_senior_committee_is_all_full_seniors(COMPOSITION)
    assert law.full_senior_committee_is_all_full_seniors(replace(full, tier=Tier.JUNIOR, full_seniors=0))


@pytest.mark.parametrize(
    ("members", "full", "lawful"),
    [(25, 13, True), (25, 12, False), (11, 6, True), (11, 5, False), (10, 5, True), (10, 4, False)],
)
def test_A17_8_half_of_an_associate_committee_is_full_senior(members: int, full: int, lawful: bool) -> None:
    one = replace(COMPOSITION, members=members, full_seniors=full, sub_level=Level.ASSOCIATE_SENIOR)
    assert bool(law.half_of_associate_committee_are_full_seniors(one)) is lawful
    assert law.half_of_associate_committee_are_full_seniors(replace(one, tier=Tier.JUNIOR))


@pytest.mark.parametrize(
    ("members", "seniors", "intermediates", "lawful"),
    [
        (21, 11, 21, True),
        (21, 10, 21, False),
        (9, 5, 9, True),
        (9, 4, 9, False),
        (21, 11, 20, False),
        (10, 5, 10, True),
    ],
)
def test_A17_9_intermediate_committee(members: int, seniors: int, intermediates: int, lawful: bool) -> None:
    one = replace(COMPOSITION, tier=Tier.INTERMEDIATE, members=members, seniors=seniors, intermediates=intermediates)
    assert bool(law.half_of_intermediate_committee_are_seniors(one)) is lawful
    assert law.half_of_intermediate_committee_are_seniors(replace(one, tier=Tier.JUNIOR))


def test_A17_10_every_member_of_a_junior_committee_is_intermediate() -> None:
    junior = replace(COMPOSITION, tier=Tier.JUNIOR, members=7, seniors=0, intermediates=7)
    assert law.junior_committee_holds_intermediate_titles(junior)
    assert not law.junior_committee_holds_intermediate_titles(replace(junior, intermediates=6))
    assert law.junior_committee_holds_intermediate_titles(replace(junior, tier=Tier.SENIOR, intermediates=6))


@given(st.integers(1, 40).map(lambda n: 2 * n - 1), st.integers(0, 79))
def test_A17_8_half_is_exact(members: int, full: int) -> None:
    one = replace(COMPOSITION, members=members, full_seniors=full)
    assert bool(law.half_of_associate_committee_are_full_seniors(one)) is (Fraction(full, members) >= Fraction(1, 2))


def test_A18_1_a_barred_expert_is_out_until_the_bar_has_run() -> None:
    assert law.expert_is_not_barred(MEMBER)
    assert not law.expert_is_not_barred(replace(MEMBER, barred_to=MEMBER.on))
    assert law.expert_is_not_barred(replace(MEMBER, barred_to=D(2026, 9, 20)))


def test_A18_3_an_expert_is_of_the_series() -> None:
    assert law.expert_is_of_the_series(MEMBER)
    assert not law.expert_is_of_the_series(replace(MEMBER, series="accounting"))


def test_A18_6_a_term_lasts_three_years_and_covers_the_draw() -> None:
    assert law.expert_term_is_running(replace(MEMBER, on=D(2026, 1, 1)))
    assert law.expert_term_is_running(replace(MEMBER, on=D(2028, 12, 31)))
    assert not law.expert_term_is_running(replace(MEMBER, on=D(2029, 1, 1)))
    assert not law.expert_term_is_running(replace(MEMBER, on=D(2025, 12, 31)))
    assert not law.expert_term_is_running(replace(MEMBER, term_to=D(2029, 1, 1)))


def test_A19_2_members_come_from_the_draw_alone() -> None:
    assert law.members_were_drawn_at_random(DRAW)
    assert not law.members_were_drawn_at_random(replace(DRAW, handpicked=1))
    assert not law.members_were_drawn_at_random(replace(DRAW, revealed_hash="other"))
    assert not law.members_were_drawn_at_random(replace(DRAW, seed=None))


def test_A19_3_the_pool_is_filed() -> None:
    assert law.pool_is_filed(POOL)
    assert not law.pool_is_filed(replace(POOL, filed=False))


@pytest.mark.parametrize(("tier", "basis", "least"), TABLE_A)
def test_A19_4_the_pool_is_twice_the_minimum(tier: Tier, basis: Basis, least: int) -> None:
    pool = replace(POOL, tier=tier, basis=basis, usable=2 * least)
    assert law.pool_is_twice_the_minimum(pool)
    assert not law.pool_is_twice_the_minimum(replace(pool, usable=2 * least - 1))
    assert law.pool_is_twice_the_minimum(replace(pool, usable=10, consented_minimum=5))


def test_A19_5_the_chair_part_is_not_empty() -> None:
    assert law.pool_has_a_chair_part(replace(POOL, chairs=1))
    assert not law.pool_has_a_chair_part(replace(POOL, chairs=0))


def test_A19_6_retired_experts_only_in_scarce_fields() -> None:
    retired = replace(MEMBER, retired_on=D(2026, 1, 31))
    assert not law.expert_is_not_retired(retired)
    assert law.expert_is_not_retired(replace(retired, scarce=True))
    assert law.expert_is_not_retired(replace(MEMBER, retired_on=D(2026, 9, 22)))
    assert not law.expert_is_not_retired(replace(MEMBER, retired_on=D(2026, 9, 21)))


def test_A19_7_the_pool_was_cleaned_this_year() -> None:
    assert law.pool_was_cleaned_this_year(POOL)
    assert law.pool_was_cleaned_this_year(replace(POOL, cleaned_on=POOL.on))
    assert not law.pool_was_cleaned_this_year(replace(POOL, cleaned_on=D(2025, 11, 30)))
    assert not law.pool_was_cleaned_this_year(replace(POOL, cleaned_on=D(2026, 9, 22)))
    assert not law.pool_was_cleaned_this_year(replace(POOL, cleaned_on=None))


def test_A44_5_three_years_running_means_a_pause() -> None:
    assert not law.expert_has_paused_after_three_years(replace(MEMBER, years_served=(2023, 2024, 2025)))
    assert law.expert_has_paused_after_three_years(replace(MEMBER, years_served=(2022, 2024, 2025)))
    assert law.expert_has_paused_after_three_years(replace(MEMBER, years_served=(2024, 2025, 2026)))


@given(st.frozensets(st.integers(2015, 2030)), st.integers(2018, 2030))
def test_A44_5_only_the_three_years_before_this_one_count(served: frozenset[int], year: int) -> None:
    member = replace(MEMBER, years_served=tuple(served), on=D(year, 7, 1))

    rests = all(year - back in served for back in (1, 2, 3))

    assert law.expert_has_paused_after_three_years(member).lawful is not rests


def test_A78_1_a_suspended_committee_rests() -> None:
    assert oversight.review_work_is_not_suspended(FILING)
    assert not oversight.review_work_is_not_suspended(replace(FILING, status="suspended"))
    assert law.committee_is_filed(replace(FILING, status="suspended"))
