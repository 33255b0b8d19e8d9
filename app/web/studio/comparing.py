"""Two versions of a model side by side: a draft against what is in force, or one published version against another."""

from __future__ import annotations

from flask import Response, jsonify, render_template, request

from app.accounts import permissions
from app.web.context import only, place
from app.web.studio.blueprint import studio
from app.web.studio.pairs import asked
from handlers.evidence.texts import cite


@studio.get("/compare")
@only(permissions.may_see_models)
def compare() -> str | Response:
    with place().database.reading() as session:
        pair = asked(session, request.args)
        if _wants_json():
            return jsonify({"changes": pair.as_json(), "same": not pair.changes})
        return render_template("studio/compare.html", pair=pair, compared=pair.compared(), cite=cite)


def _wants_json() -> bool:
    kinds = request.accept_mimetypes
    by_accept = kinds["application/json"] > kinds["text/html"]
    return request.args.get("format") == "json" or by_accept
