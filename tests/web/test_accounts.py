"""Signing in: tokens, failures, time limits, appointments. Time is passed in."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app import accounts
from app.accounts import Account, Appointment, LoginSession, Refused, SignedIn
from app.database import Database
from handlers.rules.roles import Role
from tests.web.conftest import NOW, PASSWORD, TODAY, Town

pytestmark = pytest.mark.usefixtures("town")


def signed_in(database: Database, name: str = "clerk") -> SignedIn:
    with database.transaction() as session:
        result = accounts.sign_in(session, name, PASSWORD, NOW, TODAY)
    assert isinstance(result, SignedIn)
    return result


def try_to_sign_in(database: Database, name: str, password: str, after: timedelta = timedelta()) -> SignedIn | Refused:
    with database.transaction() as session:
        return accounts.sign_in(session, name, password, NOW + after, TODAY)


def role_under(database: Database, token: str, after: timedelta = timedelta()) -> str | None:
    with database.reading() as session:
        actor = accounts.actor_of(session, token, NOW + after, TODAY)
    return actor.role if actor else None


def test_the_right_password_opens_a_session_in_the_oldest_appointment(database: Database) -> None:
    token = signed_in(database).token

    assert role_under(database, token) == Role.UNIT_CLERK


def test_the_database_holds_no_token_that_could_be_used(database: Database) -> None:
    token = signed_in(database).token

    with database.reading() as session:
        stored = session.scalars(select(LoginSession.token_hash)).all()
    assert token not in stored
    assert all(role_under(database, each) is None for each in stored)


def test_a_wrong_password_and_an_unknown_name_are_refused_in_the_same_words(database: Database) -> None:
    wrong = try_to_sign_in(database, "clerk", "guess")
    unknown = try_to_sign_in(database, "nobody", "guess")

    assert isinstance(wrong, Refused) and wrong == unknown


def test_five_wrong_passwords_lock_the_account_for_fifteen_minutes(database: Database) -> None:
    for _ in range(5):
        try_to_sign_in(database, "clerk", "guess")

    assert isinstance(try_to_sign_in(database, "clerk", PASSWORD, timedelta(minutes=14, seconds=59)), Refused)
    assert isinstance(try_to_sign_in(database, "clerk", PASSWORD, timedelta(minutes=15)), SignedIn)


def test_four_wrong_passwords_and_a_right_one_start_the_count_again(database: Database) -> None:
    for _ in range(2):
        for _ in range(4):
            try_to_sign_in(database, "clerk", "guess")
        assert isinstance(try_to_sign_in(database, "clerk", PASSWORD), SignedIn)


def test_a_session_lives_thirty_idle_minutes_and_not_longer(database: Database) -> None:
    token = signed_in(database).token

    assert role_under(database, token, timedelta(minutes=30)) is not None
    assert role_under(database, token, timedelta(minutes=30, seconds=1)) is None


def test_a_session_in_use_ends_after_ten_hours(database: Database) -> None:
    token = signed_in(database).token
    for minutes in range(20, 10 * 60, 20):
        with database.transaction() as session:
            accounts.touch(session, token, NOW + timedelta(minutes=minutes))

    assert role_under(database, token, timedelta(hours=10)) is not None
    assert role_under(database, token, timedelta(hours=10, seconds=1)) is None


def test_a_signed_out_token_opens_nothing(database: Database) -> None:
    token = signed_in(database).token
    with database.transaction() as session:
        accounts.sign_out(session, token)

    assert role_under(database, token) is None


def test_signing_out_everywhere_ends_all_sessions_of_this_account_and_no_other(database: Database) -> None:
    first, second, other = signed_in(database), signed_in(database), signed_in(database, "applicant")
    with database.transaction() as session:
        accounts.sign_out_everywhere(session, first.account_id)

    assert role_under(database, first.token) is None
    assert role_under(database, second.token) is None
    assert role_under(database, other.token) == Role.APPLICANT


def test_switching_acts_in_the_other_appointment_under_a_new_token(database: Database) -> None:
    signed = signed_in(database)
    with database.transaction() as session:
        held = accounts.appointments_of(session, signed.account_id, TODAY)
        opened = accounts.switch(session, signed.token, held[1].id, NOW, TODAY)

    assert opened is not None and role_under(database, opened.token) == Role.UNIT_HEAD
    assert role_under(database, signed.token) is None


def test_nobody_switches_to_an_appointment_of_someone_else(database: Database, town: Town) -> None:
    signed = signed_in(database)
    with database.transaction() as session:
        foreign = accounts.appointments_of(session, town.accounts["supervisor"], TODAY)[0]
        assert accounts.switch(session, signed.token, foreign.id, NOW, TODAY) is None

    assert role_under(database, signed.token) == Role.UNIT_CLERK


def test_an_appointment_that_has_ended_lets_nobody_in(database: Database, town: Town) -> None:
    token = signed_in(database, "applicant").token
    with database.transaction() as session:
        held = session.scalars(select(Appointment).where(Appointment.account_id == town.accounts["applicant"])).one()
        held.to_on = date(2026, 8, 31)

    assert role_under(database, token) is None
    assert isinstance(try_to_sign_in(database, "applicant", PASSWORD), Refused)


def test_a_disabled_account_is_out_at_once(database: Database, town: Town) -> None:
    token = signed_in(database).token
    with database.transaction() as session:
        session.get_one(Account, town.accounts["clerk"]).enabled = False

    assert role_under(database, token) is None
    assert isinstance(try_to_sign_in(database, "clerk", PASSWORD), Refused)
