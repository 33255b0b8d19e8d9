"""The secret ballot. Nothing of these bodies reaches a log, and no answer tells who voted how."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from marshmallow import Schema, fields, validate

from app.accounts import permissions
from app.api.context import actor, guarded
from app.api.schemas import Body, length
from app.engine import NotYours
from app.visit import now, place
from handlers import ballot

ballots = guarded("ballots", __name__, "无记名投票")


@ballots.before_request
def only_voters() -> None:
    """Experts in their seat, and nobody else."""
    if not permissions.may_vote(actor()):
        raise NotYours("投票只对本次会议的评审专家开放")


class VoteIn(Body):
    """A choice on one candidate under a receipt made by the voter."""

    candidate = fields.Str(required=True)
    choice = fields.Str(required=True, load_only=True)
    receipt = fields.Str(required=True, load_only=True, validate=length(12, 12))


class VotesIn(Body):
    """All choices of one expert, sent once."""

    votes = fields.List(
        fields.Nested(VoteIn), required=True, validate=validate.Length(1, 500, error="一次须投出全部选票")
    )


class Accepted(Schema):
    """How many envelopes were taken in."""

    accepted = fields.Int()


class ReceiptQuery(Body):
    """The receipts an expert looks for."""

    receipt = fields.List(fields.Str(), required=True)


@ballots.get("/ballots")
@ballots.response(200)
def mine() -> Any:
    """我可以参加的投票"""
    with place().database.reading() as session:
        return ballot.open_ballots(session, actor())


@ballots.get("/ballots/<id>")
@ballots.response(200)
def slate(id: str) -> Any:
    """我的选票"""
    with place().database.reading() as session:
        return asdict(ballot.slate(session, id, actor(), now()))


@ballots.post("/ballots/<id>/votes")
@ballots.arguments(VotesIn)
@ballots.response(201, Accepted)
def cast(given: dict[str, Any], id: str) -> Any:
    """投票，只能一次"""
    with place().database.transaction() as session:  # nothing else is written with it
        return ballot.cast(session, id, ballot.expert_of(session, actor()), given["votes"], now=now())


@ballots.get("/ballots/<id>/receipts")
@ballots.arguments(ReceiptQuery, location="query")
@ballots.response(200)
def receipts(query: dict[str, Any], id: str) -> Any:
    """凭回执在计票板上查对"""
    with place().database.reading() as session:
        return ballot.find_receipts(session, id, actor(), query["receipt"])
