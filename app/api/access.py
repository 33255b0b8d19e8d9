"""Sign in, sign out, and the choice of the appointment one acts in."""

from __future__ import annotations

from typing import Any

from flask import Response
from marshmallow import Schema, fields
from sqlalchemy.orm import Session

from app import accounts
from app.accounts import Appointment, LoginSession
from app.accounts.signing_in import token_hash
from app.api.context import guarded, limiter, public, token
from app.api.problems import problem
from app.api.schemas import Body, length
from app.visit import in_sandbox, machine_now, place, today

entrance = public("entrance", __name__, "登录")
access = guarded("access", __name__, "登录状态与岗位")


class SignIn(Body):
    """What one signs in with; without an appointment the oldest one held is taken."""

    username = fields.Str(required=True, validate=length(1, 60))
    password = fields.Str(required=True, validate=length(1, 200), load_only=True)
    appointment = fields.Str(load_default=None)


class Choice(Body):
    """An appointment of the account."""

    appointment = fields.Str(required=True)


class AppointmentOut(Schema):
    """A role held at an organisation."""

    id = fields.Str()
    role = fields.Str()
    role_name = fields.Str()
    organisation = fields.Str()
    organisation_name = fields.Str()


class Me(Schema):
    """Who is signed in. `token` comes with a sign-in or a change of appointment only."""

    token = fields.Str()
    account = fields.Str()
    person = fields.Str()
    name = fields.Str()
    appointment = fields.Nested(AppointmentOut)
    appointments = fields.List(fields.Nested(AppointmentOut))


def appointment_out(appointment: Appointment) -> dict[str, str]:
    """An appointment in the API's words."""
    return {
        "id": appointment.id,
        "role": appointment.role.value,
        "role_name": appointment.role.label,
        "organisation": appointment.organisation_id,
        "organisation_name": appointment.organisation.name,
    }


def me_of(session: Session, token: str) -> dict[str, Any]:
    """Who is signed in under the token."""
    login = session.get_one(LoginSession, token_hash(token))
    held = accounts.appointments_of(session, login.account_id, today())
    return {
        "account": login.account_id,
        "person": login.account.person_id,
        "name": login.account.person.name,
        "appointment": appointment_out(login.appointment),
        "appointments": [appointment_out(appointment) for appointment in held],
    }


@entrance.post("/sign-in")
@limiter.limit("30/minute", exempt_when=in_sandbox)
@entrance.arguments(SignIn)
@entrance.response(200, Me)
def sign_in(given: dict[str, Any]) -> Any:
    """登录，换取令牌"""
    with place().database.transaction() as session:  # committed either way: failures are counted
        result = accounts.sign_in(session, given["username"], given["password"], machine_now(), today())
    if isinstance(result, accounts.Refused):
        return problem(401, result.message)
    return chosen(result.token, given["appointment"]) if given["appointment"] else shown(result.token)


@access.get("/me")
@access.response(200, Me)
def me() -> Any:
    """当前登录者"""
    with place().database.reading() as session:
        return me_of(session, token())


@access.post("/appointment")
@access.arguments(Choice)
@access.response(200, Me)
def choose(given: dict[str, Any]) -> Any:
    """换一个岗位办理，令牌随之更换"""
    return chosen(token(), given["appointment"])


@access.post("/sign-out")
@access.response(204)
def sign_out() -> None:
    """退出登录"""
    with place().database.transaction() as session:
        accounts.sign_out(session, token())


def shown(token: str) -> dict[str, Any]:
    """Who is signed in under a fresh token, the token with it."""
    with place().database.reading() as session:
        return {"token": token, **me_of(session, token)}


def chosen(token: str, appointment: str) -> dict[str, Any] | Response:
    """Act in another appointment of the account, under a new token."""
    with place().database.transaction() as session:
        switched = accounts.switch(session, token, appointment, machine_now(), today())
    if switched is None:
        told = "这不是您现任的岗位，请从 appointments 中选择"
        return problem(422, told, errors={"appointment": [told]})
    return shown(switched.token)
