"""The draw is lawful, fair, and drawn again from its seed by anyone (A17, A19, A44)."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.rules.article import Unlawful
from handlers.rules.draw import (
    Drawn,
    Need,
    PoolExpert,
    commitment,
    draw,
    exclusion,
    missing,
    need_of,
    pool_hash,
    verify,
)
from handlers.rules.lots import Choices, Kind, Lots
from handlers.rules.terms import Level, Tier

MEETING = date(2026, 10, 20)
ASSOCIATE = need_of(MEETING, Tier.SENIOR, Level.ASSOCIATE_SENIOR, 25, "5", vice_chairs=2)


def expert(number: int, **facts: object) -> PoolExpert:
    plain = PoolExpert(
        id=f"e{number:03}",
        part="chair" if number < 6 else "member",
        series="5",
        level=Level.FULL_SENIOR if number % 2 else Level.ASSOCIATE_SENIOR,
        term_from=date(2025, 1, 1),
        term_to=date(2027, 12, 31),
        grassroots=number % 7 == 0,
        outside_system=number % 5 == 0,
        organisation_id=f"o{number % 4}",
    )
    return replace(plain, **facts)  # type: ignore[arg-type]


POOL = [expert(number) for number in range(56)]


def seeds(count: int) -> list[bytes]:
    return [number.to_bytes(4) for number in range(count)]


def test_A19_2_the_same_seed_gives_the_same_list_whatever_the_order_of_the_rows() -> None:
    first = draw(POOL, ASSOCIATE, b"seed")

    assert draw(list(reversed(POOL)), ASSOCIATE, b"seed") == first
    assert draw(POOL, ASSOCIATE, b"another seed") != first


def test_A19_2_the_list_of_a_seed_never_changes_between_versions() -> None:
    drawn = draw(POOL, ASSOCIATE, b"seed")

    assert (drawn.chair, drawn.vice_chairs, drawn.members[:3], drawn.reserves[:2]) == EXPECTED


def test_A17_2_leaders_come_from_the_chairs_part_and_members_from_the_members_part() -> None:
    parts = {e.id: e.part for e in POOL}
    drawn = draw(POOL, ASSOCIATE, b"seed")

    assert {parts[id] for id in (drawn.chair, *drawn.vice_chairs)} == {"chair"}
    assert {parts[id] for id in drawn.members} == {"member"}
    assert len(drawn.vice_chairs) == 2
    assert len(set(drawn.everyone)) == 25


def test_A19_2_reserves_are_all_who_were_not_drawn_and_not_excluded() -> None:
    barred = replace(POOL[10], barred_to=date(2028, 1, 1))
    pool = [barred, *(e for e in POOL if e.id != barred.id)]
    drawn = draw(pool, ASSOCIATE, b"seed")

    assert {*drawn.everyone, *drawn.reserves} == {e.id for e in pool} - {barred.id}
    assert [id for id, _ in drawn.excluded] == [barred.id]


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"term_to": date(2026, 10, 19)}, "A18.6"),
        ({"term_from": date(2026, 10, 21)}, "A18.6"),
        ({"barred_to": date(2026, 10, 20)}, "A18.1"),
        ({"retired_on": date(2026, 1, 31)}, "A19.6"),
        ({"served": frozenset({2023, 2024, 2025})}, "A44.5"),
        ({"applicant": True}, "A50.1"),
        ({"series": "4"}, "A18.3"),
        ({"term_to": date(2028, 1, 1)}, "A18.6"),
        ({"level": Level.INTERMEDIATE}, "A18.3"),
    ],
)
def test_A19_2_who_may_not_serve_is_left_out_with_the_reason(facts: dict[str, object], why: str) -> None:
    assert why in (exclusion(expert(9, **facts), ASSOCIATE) or "")


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"term_to": MEETING},
        {"term_from": MEETING},
        {"barred_to": date(2026, 10, 19)},
        {"retired_on": date(2026, 10, 21)},
        {"retired_on": date(2026, 1, 31), "scarce": True},
        {"served": frozenset({2022, 2024, 2025})},
        {"served": frozenset({2022, 2023, 2024})},
    ],
)
def test_A19_2_the_neighbours_of_those_bounds_may_serve(facts: dict[str, object]) -> None:
    assert exclusion(expert(9, **facts), ASSOCIATE) is None


def test_A44_5_three_years_running_may_serve_again_with_the_recorded_waiver() -> None:
    tired = expert(9, served=frozenset({2023, 2024, 2025}))

    assert exclusion(tired, replace(ASSOCIATE, waived=frozenset({"A44.5"}))) is None


def refusal(pool: list[PoolExpert], need: Need = ASSOCIATE) -> str:
    with pytest.raises(Unlawful) as refused:
        draw(pool, need, b"seed")
    return str(refused.value)


@pytest.mark.parametrize("size", [24, 26, 10])
def test_A17_1_an_even_committee_is_refused(size: int) -> None:
    assert "A17.1" in refusal(POOL, replace(ASSOCIATE, size=size))


def test_A17_8_half_full_seniors_can_be_drawn_from_13_and_not_from_12() -> None:
    def pool(full: int) -> list[PoolExpert]:
        return [expert(n, level=Level.FULL_SENIOR if n < full else Level.ASSOCIATE_SENIOR) for n in range(56)]

    chairs_all_full = 3  # of the six full seniors in the chair's part three are drawn
    levels = {e.id: e.level for e in pool(16)}
    drawn = draw(pool(16), ASSOCIATE, b"seed")

    assert sum(levels[id] is Level.FULL_SENIOR for id in drawn.everyone) >= 13
    assert f"可抽取 {chairs_all_full + 9} 人" in refusal(pool(15)) and "A17.8" in refusal(pool(15))


def test_A44_3_a_pool_without_grassroots_or_outside_experts_is_refused_by_name() -> None:
    assert "基层专家需要 1 人，可抽取 0 人" in refusal([replace(e, grassroots=False) for e in POOL])
    assert "本系统以外的专家需要 1 人，可抽取 0 人" in refusal([replace(e, outside_system=False) for e in POOL])


def test_A44_6_a_self_review_needs_a_peer_from_elsewhere() -> None:
    need = replace(ASSOCIATE, self_review_unit="o1")

    assert "A44.6" in refusal([replace(e, organisation_id="o1") for e in POOL], need)
    assert draw(POOL, need, b"seed").everyone


def test_a_refusal_names_everything_that_is_missing_at_once() -> None:
    message = refusal([replace(e, part="member", grassroots=False) for e in POOL[:20]])

    assert "主任委员库中的专家需要 3 人，可抽取 0 人" in message
    assert "评审委员库中的专家需要 22 人，可抽取 20 人" in message
    assert "基层专家" in message


def test_kinds_that_suffice_one_by_one_but_not_together_are_refused() -> None:
    need = Need(MEETING, 3, "5", Level.INTERMEDIATE, vice_chairs=1)
    leaders = [expert(n, grassroots=False, outside_system=False) for n in range(2)]
    apart = [
        expert(10, grassroots=True, outside_system=False),
        expert(11, grassroots=False, outside_system=True),
    ]

    assert [b.id for b in missing([*leaders, *apart], need)] == ["A19.2"]
    assert not missing([*leaders, replace(apart[0], outside_system=True)], need)


def test_A19_2_over_10_000_seeds_every_expert_of_a_kind_is_drawn_equally_often() -> None:
    pool = [
        expert(n, level=Level.FULL_SENIOR, grassroots=True, outside_system=True, part="chair" if n < 4 else "member")
        for n in range(18)
    ]
    need = need_of(MEETING, Tier.SENIOR, Level.FULL_SENIOR, 9, "5")
    times = Counter(id for seed in seeds(10_000) for id in draw(pool, need, seed).everyone)

    for e in pool:
        chance = 2 / 4 if e.part == "chair" else 7 / 14
        assert abs(times[e.id] - 10_000 * chance) < 5 * (10_000 * chance * (1 - chance)) ** 0.5, e.id


def test_A19_2_every_lawful_list_is_as_likely_as_every_other() -> None:
    need = Need(MEETING, 5, "5", Level.INTERMEDIATE, half=Level.ASSOCIATE_SENIOR, vice_chairs=1)
    kinds = [(True, False, False), (False, True, True), (True, True, False), (False, False, False)] * 2
    pool = [expert(n, grassroots=False, outside_system=False) for n in range(3)] + [
        expert(
            10 + n,
            level=Level.ASSOCIATE_SENIOR if high else Level.INTERMEDIATE, grassroots=grass, outside_system=outside,
        )
        for n, (high, grass, outside) in enumerate(kinds)
    ]  # fmt: skip
    lawful = {
        frozenset(e.id for e in chosen)
        for chosen in itertools.combinations(pool, 5)
        if sum(e.part == "chair" for e in chosen) == 2
        and any(e.grassroots for e in chosen)
        and any(e.outside_system for e in chosen)
        and 2 * sum(e.level.rank >= Level.ASSOCIATE_SENIOR.rank for e in chosen) >= 5
    }
    runs = 60 * len(lawful)

    lists = Counter(frozenset(draw(pool, need, seed).everyone) for seed in seeds(runs))

    assert set(lists) == lawful
    chi_square = sum((lists[one] - 60) ** 2 / 60 for one in lawful)
    freedom = len(lawful) - 1
    assert abs(chi_square - freedom) < 5 * (2 * freedom) ** 0.5


def test_A19_2_a_barred_expert_is_never_drawn() -> None:
    barred = replace(POOL[8], barred_to=date(2027, 1, 1))
    pool = [barred if e.id == barred.id else e for e in POOL]

    assert not any(barred.id in draw(pool, ASSOCIATE, seed).everyone for seed in seeds(200))


LEVELS = st.sampled_from([Level.INTERMEDIATE, Level.ASSOCIATE_SENIOR, Level.FULL_SENIOR])


@st.composite
def pools(chosen: st.DrawFn) -> list[PoolExpert]:
    flags = st.tuples(st.booleans(), LEVELS, st.booleans(), st.booleans(), st.booleans())
    rows = chosen(st.lists(flags, min_size=8, max_size=40))
    return [
        expert(
            n, part="chair" if chair else "member", level=level, grassroots=grass, outside_system=outside,
            barred_to=date(2027, 1, 1) if barred and n % 3 == 0 else None,
        )
        for n, (chair, level, grass, outside, barred) in enumerate(rows)
    ]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(pools(), st.binary(min_size=1, max_size=16), st.sampled_from([5, 7, 9, 11]))
def test_whatever_the_pool_a_draw_is_lawful_or_refused_with_a_reason(
    pool: list[PoolExpert], seed: bytes, size: int
) -> None:
    need = need_of(MEETING, Tier.INTERMEDIATE, None, size, "5")
    try:
        drawn = draw(pool, need, seed)
    except Unlawful as refused:
        assert refused.breaches and all("需要" in b.message or "同时满足" in b.message for b in refused.breaches)
        return
    by_id = {e.id: e for e in pool}
    chosen = [by_id[id] for id in drawn.everyone]

    assert len({e.id for e in chosen}) == size
    assert all(e.barred_to is None and e.level.rank >= Level.INTERMEDIATE.rank for e in chosen)
    assert 2 * sum(e.level.rank >= Level.ASSOCIATE_SENIOR.rank for e in chosen) >= size
    assert any(e.grassroots for e in chosen) and any(e.outside_system for e in chosen)
    assert draw(pool, need, seed) == drawn


def recorded(seed: bytes) -> tuple[Drawn, str, str]:
    return draw(POOL, ASSOCIATE, seed), commitment(seed), pool_hash(POOL, ASSOCIATE)


def test_verify_finds_no_fault_in_a_genuine_draw() -> None:
    drawn, seed_hash, pool = recorded(b"seed")

    assert verify(POOL, ASSOCIATE, b"seed", seed_hash=seed_hash, recorded_pool=pool, recorded=drawn) == ()


def test_verify_names_a_changed_seed_a_changed_pool_and_a_changed_list() -> None:
    drawn, seed_hash, pool = recorded(b"seed")
    by_hand = replace(drawn, members=(drawn.reserves[0], *drawn.members[1:]))
    other_pool = [replace(e, grassroots=True) if e.id == "e030" else e for e in POOL]

    def faults(pool_now: list[PoolExpert], seed: bytes, list_recorded: Drawn) -> str:
        return "".join(
            verify(pool_now, ASSOCIATE, seed, seed_hash=seed_hash, recorded_pool=pool, recorded=list_recorded)
        )

    assert "种子" in faults(POOL, b"other", drawn)
    assert "快照" in faults(other_pool, b"seed", drawn)
    assert "委员与记录不同" in faults(POOL, b"seed", by_hand)


def test_verify_says_so_when_the_recorded_pool_could_not_have_been_drawn_from() -> None:
    drawn, seed_hash, pool = recorded(b"seed")
    faults = verify(POOL[:5], ASSOCIATE, b"seed", seed_hash=seed_hash, recorded_pool=pool, recorded=drawn)

    assert any("无法重现" in fault for fault in faults)


def test_lots_below_is_even_and_refuses_nothing_to_draw_from() -> None:
    lots = Lots(b"seed")
    times = Counter(lots.below(6) for _ in range(12_000))

    assert set(times) == set(range(6))
    assert all(abs(n - 2_000) < 5 * (12_000 * 5 / 36) ** 0.5 for n in times.values())
    with pytest.raises(ValueError, match="nothing"):
        lots.below(0)


def test_choices_are_counted_exactly() -> None:
    kinds = [Kind("a", frozenset({"x"}), ("1", "2")), Kind("a", frozenset(), ("3", "4", "5"))]

    assert Choices(kinds, {"a": 2}, {}).count() == 10
    assert Choices(kinds, {"a": 2}, {"x": 1}).count() == 7
    assert Choices(kinds, {"a": 2}, {"x": 3}).count() == 0


EXPECTED: tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]] = (
    "e005",
    ("e002", "e003"),
    ("e039", "e044", "e027"),
    ("e015", "e000"),
)
