"""流程设计的概览: processes, tables and forms in force, drafts under way, the history of one process."""

from __future__ import annotations

from typing import Any

from flask import render_template, request
from sqlalchemy.orm import Session

from app import drafts
from app.accounts import permissions
from app.drafts import outlook, published, shelf
from app.web.context import actor, only, place
from app.web.studio.blueprint import studio
from handlers.catalogue import HANDLERS

VIEWS = ("", "processes", "drafts", "reviews")
RECENT = 20  # drafts that are over


@studio.get("")
@only(permissions.may_see_models)
def overview() -> str:
    view = request.args.get("view", "")
    with place().database.reading() as session:
        shown = _shown(session)
        return render_template("studio/overview.html", view=view if view in VIEWS else "", **shown)


def _shown(session: Session) -> dict[str, Any]:
    models, found = published.models(session), drafts.listing(session)
    return {
        "processes": shelf.processes(session),
        "tables": shelf.tables(models),
        "forms": shelf.forms(models, HANDLERS),
        "drafts": found,
        "over": drafts.listing(session, ("published", "discarded"))[:RECENT],
        "to_review": drafts.waiting_for(session, actor()),
        "to_publish": [d for d in found if d.status == "approved"],
    }


@studio.get("/processes/<key>")
@only(permissions.may_see_models)
def process(key: str) -> str:
    with place().database.reading() as session:
        versions = shelf.versions(session, key)
        open_drafts = shelf.drafts_of(session, versions[0].row["file"])
        return render_template("studio/process.html", key=key, versions=versions, drafts=open_drafts)


@studio.get("/processes/<key>/outlook")
@only(permissions.may_see_models)
def process_outlook(key: str) -> str:
    """What the newest version would mean for the cases under older ones; fetched by the page of the process."""
    with place().database.reading() as session:
        newest_version = shelf.versions(session, key)[0].row["version"]
        found = outlook.of_process(session, place().engine, key, newest_version)
        return render_template("studio/outlook.html", outlooks=[found], published=True)
