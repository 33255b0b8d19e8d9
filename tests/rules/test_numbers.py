"""The number tables of two thirds and one half, against exact fractions (A17.8, A44.2, A45.2, I-02, I-14)."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.rules import meeting as law

TWO_THIRDS, HALF = Fraction(2, 3), Fraction(1, 2)
ODD = range(7, 32, 2)
QUORUM = dict(zip(ODD, (5, 6, 8, 9, 10, 12, 13, 14, 16, 17, 18, 20, 21), strict=True))
HALVES = dict(zip(ODD, (4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16), strict=True))
VOTES = dict(
    zip(
        range(5, 26),
        (4, 4, 5, 6, 6, 7, 8, 8, 9, 10, 10, 11, 12, 12, 13, 14, 14, 15, 16, 16, 17),
        strict=True,
    )
)
SIZES = st.integers(1, 99)


def met(size: int, attending: int) -> bool:
    return bool(law.quorum_is_present(law.Meeting(size, attending, attending)))


def passed(attending: int, approvals: int) -> bool:
    return law.passes(law.Tally(attending, approvals))


@pytest.mark.parametrize(("size", "least"), QUORUM.items())
def test_A44_2_quorum_of_every_odd_committee(size: int, least: int) -> None:
    assert law.quorum(size) == least
    assert [present for present in range(size + 1) if met(size, present)] == list(range(least, size + 1))
    assert all(met(size, present) is (Fraction(present, size) >= TWO_THIRDS) for present in range(size + 1))


@pytest.mark.parametrize(("members", "least"), HALVES.items())
def test_A17_8_half_of_every_odd_committee(members: int, least: int) -> None:
    assert law.half(members) == least
    assert Fraction(least, members) >= HALF > Fraction(least - 1, members)


@pytest.mark.parametrize(("attending", "least"), VOTES.items())
def test_A45_2_approvals_needed_for_every_attendance(attending: int, least: int) -> None:
    assert law.approvals_needed(attending) == least
    assert [yes for yes in range(attending + 1) if passed(attending, yes)] == list(range(least, attending + 1))


@pytest.mark.parametrize("size", ODD)
def test_A45_2_every_attendance_and_every_count_of_every_committee(size: int) -> None:
    for attending in range(1, size + 1):
        for yes in range(attending + 1):
            assert passed(attending, yes) is (Fraction(yes, attending) >= TWO_THIRDS), (attending, yes)


@pytest.mark.parametrize(("size", "attending"), [(25, 17), (21, 14), (17, 12), (11, 8), (9, 6), (7, 5)])
def test_A44_2_the_named_boundaries(size: int, attending: int) -> None:
    assert met(size, attending)
    assert not met(size, attending - 1)


@pytest.mark.parametrize(
    ("attending", "approvals"),
    [(17, 12), (18, 12), (19, 13), (20, 14), (21, 14), (25, 17), (8, 6), (6, 4), (5, 4)],
)
def test_A45_2_the_named_boundaries(attending: int, approvals: int) -> None:
    assert passed(attending, approvals)
    assert not passed(attending, approvals - 1)


@given(SIZES, st.data())
def test_A45_2_a_pass_never_turns_when_approvals_grow(attending: int, data: st.DataObject) -> None:
    fewer = data.draw(st.integers(0, attending))
    more = data.draw(st.integers(fewer, attending))
    assert not passed(attending, fewer) or passed(attending, more)


@given(SIZES, st.data())
def test_A45_2_an_attending_expert_who_abstains_never_helps(attending: int, data: st.DataObject) -> None:
    yes = data.draw(st.integers(0, attending))
    assert passed(attending, yes) or not passed(attending + 1, yes)


@given(SIZES)
def test_A44_2_the_quorum_is_the_smallest_that_does(size: int) -> None:
    least = law.quorum(size)
    assert Fraction(least, size) >= TWO_THIRDS > Fraction(least - 1, size)
    assert met(size, least) and not met(size, least - 1)


@given(SIZES)
def test_A45_2_the_approvals_needed_are_the_fewest_that_do(attending: int) -> None:
    least = law.approvals_needed(attending)
    assert Fraction(least, attending) >= TWO_THIRDS > Fraction(least - 1, attending)
    assert passed(attending, least) and not passed(attending, least - 1)


@given(SIZES)
def test_A17_8_half_is_the_smallest_that_does(members: int) -> None:
    assert Fraction(law.half(members), members) >= HALF > Fraction(law.half(members) - 1, members)
