"""A sandbox's clock and its demonstration. Registered in a sandbox only; elsewhere these routes do not exist."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast

from marshmallow import Schema, ValidationError, fields, validates_schema

from app import sandbox, worker
from app.accounts import Appointment
from app.accounts.demonstration import PASSWORD, demonstration_appointments
from app.api.context import public
from app.api.problems import problem
from app.api.schemas import Body, between
from app.clock import SandboxClock
from app.visit import now, place

playground = public("sandbox", __name__, "演练环境")


class Jump(Body):
    """Where to set the clock: an instant, or days and hours from now. Only forwards."""

    to = fields.AwareDateTime(load_default=None)
    days = fields.Int(load_default=0, validate=between(0, 400))
    hours = fields.Int(load_default=0, validate=between(0, 9600))

    @validates_schema
    def one_way(self, data: dict[str, Any], **_: Any) -> None:
        if (data["to"] is None) == (data["days"] == data["hours"] == 0):
            raise ValidationError("请给出 to，或者 days、hours", "to")


class Present(Schema):
    """The sandbox's present."""

    now = fields.DateTime()


class WorkDone(Present):
    """How much due work was done."""

    work_done = fields.Int()


class SeasonIn(Body):
    """How many declarations the season is prepared for, and the seed of its chances."""

    declarations = fields.Int(required=True, validate=between(1, 2000))
    seed = fields.Int(required=True)


class FiguresQuery(Body):
    """Which season is counted; left out: all of them."""

    season = fields.Int(load_default=None)


class OversightQuery(Body):
    """From which instant on supervision is counted."""

    since = fields.AwareDateTime(required=True)


@playground.get("/sandbox/clock")
@playground.response(200, Present)
def clock() -> Any:
    """演练时钟"""
    return {"now": now()}


@playground.post("/sandbox/clock")
@playground.arguments(Jump)
@playground.response(200, WorkDone)
def jump(given: dict[str, Any]) -> Any:
    """向前拨动时钟，并办完到期事项"""
    to = given["to"] or now() + timedelta(days=given["days"], hours=given["hours"])
    try:
        cast(SandboxClock, place().clock).jump(to)
    except ValueError as error:
        return problem(422, str(error), errors={"to": [str(error)]})
    return {"work_done": worker.drain(place().engine), "now": now()}


@playground.post("/sandbox/work")
@playground.response(200, WorkDone)
def work() -> Any:
    """立即办完到期事项"""
    return {"work_done": worker.drain(place().engine), "now": now()}


@playground.get("/sandbox/accounts")
@playground.response(200)
def demonstration_accounts() -> Any:
    """演示账号"""
    with place().database.reading() as session:
        return [account_out(appointment) for appointment in demonstration_appointments(session)]


def account_out(appointment: Appointment) -> dict[str, str]:
    """A demonstration account as it is printed and listed."""
    return {
        "username": appointment.account.username,
        "password": PASSWORD,
        "name": appointment.account.person.name,
        "role": appointment.role.value,
        "role_name": appointment.role.label,
        "organisation_name": appointment.organisation.name,
    }


@playground.post("/sandbox/season")
@playground.arguments(SeasonIn)
@playground.response(201)
def season(given: dict[str, Any]) -> Any:
    """准备一个评审季"""
    return sandbox.prepare(place(), given["declarations"], given["seed"])


@playground.get("/sandbox/figures")
@playground.arguments(FiguresQuery, location="query")
@playground.response(200)
def figures(query: dict[str, Any]) -> Any:
    """从记录中数出的各项数字"""
    with place().database.reading() as session:
        return sandbox.figures(session, query["season"])


@playground.get("/sandbox/oversight")
@playground.arguments(OversightQuery, location="query")
@playground.response(200)
def oversight(query: dict[str, Any]) -> Any:
    """从记录中数出的监管措施"""
    with place().database.reading() as session:
        return sandbox.oversight(session, query["since"])
