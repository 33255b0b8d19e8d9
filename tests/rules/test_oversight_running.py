"""What bars, stops and a power taken back do to cases under way (A72, A73, A78; I-29, I-30, I-33, I-34)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from handlers.rules import oversight as law
from handlers.rules.oversight import Fate, fate
from handlers.rules.terms import DeclarationStatus as S

NOON = datetime(2026, 9, 21, 4, tzinfo=UTC)
HOLD = law.Hold("suspended", NOON, NOON)
RELEASE = law.Release("suspended", "放1", "该批结果表决在停止评审之前，程序无误", decided=True)
GOING_ON = {S.PASSED, S.RESULT_NOTICE, S.ON_HOLD, S.CLEARED, S.FOR_CONFIRMATION, S.CONFIRMED}


@pytest.mark.parametrize("status", S)
def test_A78_3b_what_was_not_voted_on_is_returned_and_what_was_goes_on(status: S) -> None:
    expected = Fate.UNTOUCHED if status.over else Fate.GOES_ON if status in GOING_ON else Fate.RETURNED

    assert fate(status) is expected
    assert bool(law.declaration_returns_with_the_power(law.Returning(status, "revoked"))) is (expected is Fate.RETURNED)


@pytest.mark.parametrize("standing", ["active", "suspended", "expired", "applying"])
def test_A78_3b_nothing_is_returned_and_no_session_ends_while_the_power_is_there(standing: str) -> None:
    assert not law.declaration_returns_with_the_power(law.Returning(S.ACCEPTED, standing))
    assert not law.session_ends_with_the_power(law.SessionEnding(standing, signed=False))


def test_A78_3c_a_session_whose_results_are_signed_is_not_ended() -> None:
    assert law.session_ends_with_the_power(law.SessionEnding("revoked", signed=False))
    assert not law.session_ends_with_the_power(law.SessionEnding("revoked", signed=True))


def test_A72_3b_a_declaration_is_cancelled_on_a_record_only() -> None:
    assert law.declaration_falls_with_the_record(law.Hit(S.IN_PLAN, ("撤1",)))
    assert not law.declaration_falls_with_the_record(law.Hit(S.IN_PLAN, ()))
    assert not law.declaration_falls_with_the_record(law.Hit(S.CERTIFIED, ("撤1",)))


@pytest.mark.parametrize(
    ("barred_to", "free"),
    [(None, True), (date(2026, 9, 20), True), (date(2026, 9, 21), False), (date(2029, 3, 14), False)],
)
def test_A73_1b_a_barred_expert_holds_no_seat(barred_to: date | None, free: bool) -> None:
    assert bool(law.barred_expert_holds_no_seat(law.SeatBar("E-01", barred_to, date(2026, 9, 21)))) is free


@pytest.mark.parametrize(
    ("hold", "free"),
    [
        (HOLD, True),
        (replace(HOLD, released_at=None), False),
        (replace(HOLD, released_at=NOON - timedelta(minutes=1)), False),
        (law.Hold("revoked", NOON, None), False),
        (law.Hold("revoked", NOON, NOON), True),
        (law.Hold("active", None, None), True),
        (law.Hold("expired", None, None), True),
    ],
)
def test_A78_1c_confirmation_is_held_until_the_batch_is_released_since_this_stop(hold: law.Hold, free: bool) -> None:
    assert bool(law.held_results_wait_for_the_supervisor(hold)) is free


@pytest.mark.parametrize(
    "change", [{"committee_status": "active"}, {"number": " "}, {"reason": ""}, {"decided": False}]
)
def test_A78_1d_a_release_is_numbered_reasoned_and_answers_a_stop(change: dict[str, object]) -> None:
    assert law.release_is_decided_in_writing(RELEASE)
    assert not law.release_is_decided_in_writing(replace(RELEASE, **change))  # type: ignore[arg-type]
