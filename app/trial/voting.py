"""The vote of a trial: everyone attending votes in secret, so many for each candidate as the story says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from app.database import Database
from handlers import ballot
from handlers.ballot.envelopes import fresh_receipt
from handlers.records.ballots import Ballot, BallotRoll
from handlers.records.declarations import Declaration
from handlers.records.people import Person
from handlers.records.review_sessions import Candidate


def vote(database: Database, approvals: Mapping[str, int]) -> None:
    """Every expert on the roll votes; the first so many approve each candidate (all, if nothing is said)."""
    urn, rows = _roll(database)
    given: dict[str, int] = {}
    for expert in dict.fromkeys(row.expert_id for row in rows):
        votes = []
        for _, candidate, name in (row for row in rows if row.expert_id == expert):
            given[name] = given.get(name, 0) + 1
            choice = "approve" if given[name] <= approvals.get(name, len(rows)) else "reject"
            votes.append({"candidate": candidate, "choice": choice, "receipt": fresh_receipt()})
        with database.transaction() as session:
            ballot.cast(session, urn, expert, votes)


def _roll(database: Database) -> tuple[str, list[Any]]:
    """The open ballot and who votes on whom in it."""
    with database.reading() as session:
        urn = session.scalars(select(Ballot).where(Ballot.status == "open")).one()
        rows = session.execute(
            select(BallotRoll.expert_id, Candidate.id, Person.name)
            .join(Candidate, Candidate.id == BallotRoll.candidate_id)
            .join(Declaration, Declaration.id == Candidate.declaration_id)
            .join(Person, Person.id == Declaration.person_id)
            .where(BallotRoll.ballot_id == urn.id)
            .order_by(BallotRoll.expert_id)
        ).all()
        return urn.id, list(rows)
