"""What the editors of the studio offer: the designer's menus, and the ready steps for other modellers.

For the files of a draft the menus are made of what would be in force after publishing it.
"""

from __future__ import annotations

from typing import Any

from flask import Response, json, jsonify, request
from sqlalchemy.orm import Session

from app import drafts
from app.accounts import permissions
from app.engine.menus import menus
from app.engine.modelset import of_published
from app.web.context import only, place
from app.web.studio.blueprint import studio
from handlers import catalogue as handlers


@studio.get("/catalogue.json")
@only(permissions.may_see_models)
def catalogue() -> Response:
    with place().database.reading() as session:
        return jsonify(_menus(session, request.args.get("draft", "")))


@studio.get("/templates.json")
@only(permissions.may_see_models)
def templates() -> Response:
    with place().database.reading() as session:
        text = json.dumps(_menus(session, "")["blocks"], ensure_ascii=False, indent=2)
    answer = Response(text, mimetype="application/json")
    answer.headers["Content-Disposition"] = "attachment; filename=zhiping-templates.json"
    return answer


def _menus(session: Session, draft: str) -> dict[str, Any]:
    models = drafts.models_of(session, draft) if draft else of_published(session)
    return menus(models, handlers)
