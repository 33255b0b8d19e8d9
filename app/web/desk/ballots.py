"""The expert's ballot: one candidate a row, receipts made in the browser, bodies never logged."""

from __future__ import annotations

from flask import Response, abort, jsonify, render_template, request

from app.accounts import permissions
from app.web.context import actor, now, only, place
from app.web.desk.blueprint import desk
from handlers import ballot

MOST_RECEIPTS = 200


@desk.get("/ballots")
@only(permissions.may_vote)
def ballot_list() -> str:
    with place().database.reading() as session:
        return render_template("desk/ballots.html", ballots=ballot.open_ballots(session, actor()))


@desk.get("/ballots/<id>")
@only(permissions.may_vote)
def ballot_page(id: str) -> str:
    return _page(id, [])


@desk.post("/ballots/<id>/receipts")
@only(permissions.may_vote)
def receipts(id: str) -> str:
    asked = request.form.get("receipts", "").upper().replace("，", " ").replace(",", " ").split()
    return _page(id, asked[:MOST_RECEIPTS])


def _page(id: str, asked: list[str]) -> str:
    with place().database.reading() as session:
        slate = ballot.slate(session, id, actor(), now())
        found = ballot.find_receipts(session, id, actor(), asked) if slate.closed and asked else []
        return render_template(
            "desk/ballot.html", slate=slate, asked=asked, found={each["receipt"]: each for each in found}
        )


@desk.post("/ballots/<id>")
@only(permissions.may_vote)
def cast(id: str) -> Response:
    body = request.get_json(silent=True)
    if not isinstance(body, dict) or not isinstance(body.get("votes"), list):
        abort(400)
    with place().database.transaction() as session:  # nothing else is written with a vote
        accepted = ballot.cast(session, id, ballot.expert_of(session, actor()), body["votes"], now=now())
    return jsonify(accepted)
