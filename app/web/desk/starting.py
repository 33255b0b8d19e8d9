"""Beginning something: 我要申报, and every other process whose start is drawn in the actor's lane."""

from __future__ import annotations

from flask import Response, jsonify, render_template, url_for

from app import notices, worklist
from app.accounts import permissions
from app.web.context import actor, now, place
from app.web.desk.answering import idempotency_key, next_address, posted_answers
from app.web.desk.blueprint import desk


@desk.get("/start")
def start_list() -> str:
    with place().database.reading() as session:
        calls = notices.open_calls(session, now()) if permissions.may_declare(actor()) else []
        return render_template("desk/start.html", startable=worklist.startable(place().engine, actor()), calls=calls)


@desk.get("/start/<process>")
def start_form(process: str) -> str:
    with place().database.reading() as session:
        start = worklist.start(place().engine, actor(), process)
        opened = worklist.opened_start(session, start, actor(), now())
        return render_template("desk/start_form.html", start=start, process=process, opened=opened)


@desk.post("/start/<process>")
def start(process: str) -> Response:
    started = place().engine.start(process, posted_answers(), actor(), key=idempotency_key())
    return jsonify(to=next_address(started.next_items) or url_for("desk.case", id=started.instance_id))
