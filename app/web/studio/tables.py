"""What the editors of decision tables and of forms ask the server: live faults, trials, new files, sample answers.

Everything is worked out from the text that is sent; nothing here reads or changes a case.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from flask import Response, abort, jsonify, request
from flask_babel import gettext as _

from app.accounts import permissions
from app.engine.decisions import editing
from app.forms import beginning, trying
from app.web.context import only, today
from app.web.studio import examples
from app.web.studio.blueprint import studio
from handlers.catalogue import HANDLERS

LONGEST_TEXT = 1024 * 1024
MOST_INPUTS = 200

Answer = Response | tuple[Response, int]


def sent() -> tuple[dict[str, Any], str]:
    """The JSON object of the request and the text in it; 400 for anything else, 413 when it is too long."""
    body = request.get_json(silent=True)
    if not isinstance(body, dict) or not isinstance(body.get("text"), str):
        abort(400)
    if len(body["text"]) > LONGEST_TEXT:
        abort(413)
    return body, body["text"]


# --- decision tables -------------------------------------------------------------------------------------------------


@studio.post("/tables/check")
@only(permissions.may_see_models)
def check_table() -> Response:
    """What is wrong with the table in a text, row by row, and what a trial of it needs."""
    table, faults = editing.read(sent()[1])
    return jsonify(
        readable=table is not None,
        problems=[asdict(each) for each in faults],
        inputs=[asdict(each) for each in editing.asked(table)] if table else [],
        outputs=[{"name": each.name, "label": each.label} for each in table.outputs] if table else [],
    )


@studio.post("/tables/try")
@only(permissions.may_see_models)
def try_table() -> Response:
    """What the table in a text decides on given inputs."""
    body, text = sent()
    table, faults = editing.read(text)
    if table is None:
        return jsonify(rows=[], outputs=None, error=faults[0].message)
    return jsonify(asdict(editing.attempt(table, _inputs(body.get("inputs")))))


def _inputs(given: Any) -> dict[str, Any]:
    """Plain values by expression; 400 for anything that no column could hold."""
    if not isinstance(given, dict) or len(given) > MOST_INPUTS:
        abort(400)
    if not all(value is None or isinstance(value, (str, int, float, bool)) for value in given.values()):
        abort(400)
    return {name: value for name, value in given.items() if len(name) <= 4_000}


@studio.get("/tables/fresh/<id>")
@only(permissions.may_see_models)
def fresh_table(id: str) -> Answer:
    """A new table of this id, as a file."""
    try:
        return jsonify(name=f"{id}.dmn", text=beginning.fresh_table(id, request.args.get("name", "")[:80]))
    except ValueError as error:
        return jsonify(message=str(error)), 422


# --- forms -----------------------------------------------------------------------------------------------------------


@studio.post("/forms/try")
@only(permissions.may_see_models)
def try_form() -> Response:
    """How the server reads answers given to the form in a text."""
    body, text = sent()
    options = body.get("options", {})
    return jsonify(asdict(trying.attempt(text, body.get("answers"), options if isinstance(options, dict) else {})))


@studio.get("/forms/wanted/<handler>")
@only(permissions.may_see_models)
def wanted_answers(handler: str) -> Answer:
    """What a handler wants from a person; what the diagram fills in by itself is marked."""
    if handler not in HANDLERS:
        return _unknown(handler)
    return jsonify(examples.wanted(handler, request.args.get("draft", "")))


@studio.get("/forms/sample/<handler>")
@only(permissions.may_see_models)
def sample_answers(handler: str) -> Response:
    """The usual answers of a handler's form, where the stories have some."""
    return jsonify(answers=examples.usual(handler, today()))


@studio.get("/forms/fresh/<handler>")
@only(permissions.may_see_models)
def fresh_form(handler: str) -> Answer:
    """A new form that asks exactly what the handler wants, as a file."""
    if handler not in HANDLERS:
        return _unknown(handler)
    return jsonify(name=f"{handler}.form", text=examples.fresh(handler, today(), request.args.get("draft", "")))


def _unknown(handler: str) -> Answer:
    return jsonify(message=_("没有名为“%(name)s”的处理程序，请在处理程序目录中选择。", name=handler)), 404
