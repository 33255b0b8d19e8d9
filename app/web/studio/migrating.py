"""迁移: what a new version would mean for cases under way, asked for by one, agreed to by another, result by result.

Designers see numbers, marks and reasons; which cases they are, those who watch cases see in the monitor.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from app import repairs
from app.accounts import permissions
from app.engine import AnswersInvalid, EngineRefusal
from app.engine.migrating import asking
from app.engine.migrating.foretelling import preview
from app.engine.repair.store import LEAST_REASON
from app.web.context import actor, only, place
from app.web.studio.blueprint import studio

RENAMED = "renamed."  # a field for each element that got another id
Page = str | tuple[str, int] | Response


@studio.get("/processes/<key>/migration")
@only(permissions.may_see_models)
def migration(key: str) -> Page:
    with place().database.reading() as session:
        return _page(session, key)


@studio.post("/processes/<key>/migration")
@only(permissions.may_design)
def ask_migration(key: str) -> Page:
    try:
        id = asking.request(place().engine, key, _wanted(), _renamed(), request.form.get("reason", ""), actor())
    except (AnswersInvalid, EngineRefusal) as error:
        return _again(key, error)
    flash(_("已提出迁移，等待另一个人批准。批准以前不会改动任何案件。"))
    return redirect(url_for("studio.migration_of", key=key, id=id))


@studio.get("/processes/<key>/migration/<id>")
@only(permissions.may_see_models)
def migration_of(key: str, id: str) -> str:
    with place().database.reading() as session:
        return render_template("studio/migration_one.html", name=asking.name_of(session, key), **_one(session, key, id))


@studio.get("/processes/<key>/migration/<id>/progress")
@only(permissions.may_see_models)
def migration_progress(key: str, id: str) -> str:
    with place().database.reading() as session:
        return render_template("studio/migration_results.html", **_one(session, key, id))


@studio.post("/processes/<key>/migration/<id>/approve")
@only(permissions.may_see_models)
def approve_migration(key: str, id: str) -> Response:
    return _decided(key, id, lambda: place().engine.repairs.approve(id, actor(), request.form.get("decision", "")))


@studio.post("/processes/<key>/migration/<id>/refuse")
@only(permissions.may_see_models)
def refuse_migration(key: str, id: str) -> Response:
    return _decided(key, id, lambda: place().engine.repairs.refuse(id, actor(), request.form.get("decision", "")))


@studio.post("/processes/<key>/migration/<id>/withdraw")
@only(permissions.may_design)
def withdraw_migration(key: str, id: str) -> Response:
    return _decided(key, id, lambda: place().engine.repairs.withdraw(id, actor()))


# --- parts -----------------------------------------------------------------------------------------------------------


def _decided(key: str, id: str, decide: Any) -> Response:
    """Decide a migration of this process, and nothing else that is a repair."""
    with place().database.reading() as session:
        asking.migration(session, key, id)
    decide()
    flash(_("已记下决定。"))
    return redirect(url_for("studio.migration_of", key=key, id=id))


def _page(session: Session, key: str, errors: Mapping[str, list[str]] | None = None) -> str:
    """The dry run to the version that is asked for, to the newest when none is."""
    library, catalogue = place().engine.library, place().engine.catalogue
    versions = asking.versions(session, key)
    to = _wanted() or versions[0]
    renamed = {} if errors and "mapping" in errors else _renamed()
    return render_template(
        "studio/migration.html",
        key=key, name=asking.name_of(session, key), versions=versions, to=to, renamed=renamed, errors=errors or {},
        seen=preview(session, library, catalogue, key, to, renamed), least=LEAST_REASON, prefix=RENAMED,
        gone=asking.gone(session, library, key, to), asked=asking.asked_for(session, key), given=request.form,
    )  # fmt: skip


def _again(key: str, error: AnswersInvalid | EngineRefusal) -> Page:
    """The page once more, with what was wrong."""
    errors = error.errors if isinstance(error, AnswersInvalid) else {"": [str(error)]}
    with place().database.reading() as session:
        return _page(session, key, errors), 422


def _one(session: Session, key: str, id: str) -> dict[str, Any]:
    """One migration with what came of each case."""
    found = asking.migration(session, key, id)
    items, progress = asking.results(session, id), repairs.progress(session, id)
    return {"key": key, "repair": found, "items": items, "progress": progress, "requirements": _requirements}


def _requirements(item: Any) -> list[str]:
    """The requirements of the law that kept a case from moving."""
    found: list[str] = (item.outcome or item.preview or {}).get("requirements", [])
    return found


def _wanted() -> int:
    return request.values.get("to", 0, type=int)


def _renamed() -> dict[str, str]:
    """Which element is now which, as far as it was said."""
    said = {name.removeprefix(RENAMED): new for name, new in request.values.items() if name.startswith(RENAMED)}
    return {old: new for old, new in said.items() if new}
