"""草稿: begun, looked at, given up; its page with what was changed, what the checks find, and who decides."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from app import drafts
from app.accounts import permissions
from app.drafts import names, outlook, published
from app.drafts.reading import LIVE
from app.engine import checks
from app.engine.errors import AnswersInvalid, EngineRefusal, ModelRefused
from app.web.context import actor, now, only, place
from app.web.studio import findings, rehearsing
from app.web.studio.blueprint import studio

Page = str | tuple[str, int] | Response
SHOWN = 5  # faults told at the top of the page; all of them stand below


@studio.post("/drafts")
@only(permissions.may_design)
def begin_draft() -> Response:
    name = request.form.get("open", "").strip()
    name = names.checked(name) if name else ""
    with place().database.transaction() as session:
        id = _begun(session, name)
    return redirect(url_for("studio.edit", id=id, name=name) if name else url_for("studio.draft", id=id))


def _begun(session: Session, name: str) -> str:
    """A new draft; or one that is under way (`draft`), or one that brings back an old version (`restore`)."""
    form = request.form
    if version := form.get("restore", ""):
        return drafts.restore(session, version, actor(), now(), place().settings.processes).id
    if under_way := form.get("draft", ""):
        return drafts.draft(session, under_way).id
    title = form.get("title", "") or (_("修改 %(name)s", name=name) if name else "")
    return drafts.begin(session, title, actor(), now()).id


@studio.get("/drafts/<id>")
@only(permissions.may_see_models)
def draft(id: str) -> str:
    return draft_page(id)


@studio.get("/drafts/<id>/outlook")
@only(permissions.may_see_models)
def draft_outlook(id: str) -> str:
    """What publishing the draft would mean for cases under way; fetched by its page."""
    with place().database.reading() as session:
        return render_template("studio/outlook.html", outlooks=_outlooks(session, id), published=False)


@studio.post("/drafts/<id>/discard")
@only(permissions.may_design)
def discard_draft(id: str) -> Page:
    with place().database.transaction() as session:
        drafts.discard(session, id, actor(), now())
    flash(_("草稿已作废，没有改动任何流程。"))
    return redirect(url_for("studio.overview"))


@studio.post("/drafts/<id>/drop")
@only(permissions.may_design)
def drop_change(id: str) -> Page:
    with place().database.transaction() as session:
        drafts.drop(session, id, request.form.get("name", ""), actor(), now())
    flash(_("已去掉这个文件的改动，以现行版本为准。"))
    return redirect(url_for("studio.draft", id=id))


@studio.post("/drafts/<id>/take-over")
@only(permissions.may_design)
def take_over(id: str) -> Page:
    with place().database.transaction() as session:
        name = request.form.get("name", "")
        drafts.take_over(session, id, name, actor(), now(), place().settings.processes)
    flash(_("已保留您的改动，它将替换现行版本；请先与现行版本比较。"))
    return redirect(url_for("studio.draft", id=id))


# --- the page --------------------------------------------------------------------------------------------------------


def draft_page(id: str, error: EngineRefusal | None = None) -> str:
    """The page of a draft; with `error`, why something was not done."""
    with place().database.reading() as session:
        found = drafts.draft(session, id)
        faults = error.problems if isinstance(error, ModelRefused) else []
        faults = sorted(faults, key=lambda each: not each.article)[:SHOWN]
        refused = {"refused": _words(error), "faults": faults}
        return render_template("studio/draft.html", draft=found, **refused, **_shown(session, found))


def again(id: str, error: EngineRefusal) -> tuple[str, int]:
    """The draft's page once more, with why something was refused at its top."""
    return draft_page(id, error), 422 if isinstance(error, AnswersInvalid) else 409


def _outlooks(session: Session, id: str) -> list[outlook.Outlook]:
    """Nothing for a draft that is over, or whose faults must be mended first."""
    if drafts.draft(session, id).status not in LIVE:
        return []
    faults = drafts.errors(drafts.check(session, place().engine.catalogue, id))
    return [] if faults else outlook.of_draft(session, place().engine, id)


def _words(error: EngineRefusal | None) -> list[str]:
    if isinstance(error, ModelRefused):
        return [_("还有 %(count)d 处错误，改正以后再提交；没有发布任何内容。", count=len(error.problems))]
    if isinstance(error, AnswersInvalid):
        return [message for messages in error.errors.values() for message in messages]
    return [str(error)] if error else []


def _shown(session: Session, found: drafts.ModelDraft) -> dict[str, Any]:
    live = found.status in LIVE
    models = drafts.models_of(session, found.id)
    problems = checks.check(models, place().engine.catalogue) if live else []
    changes = drafts.changes(session, found.id, place().settings.processes)
    return {
        "changes": changes,
        "errors": len(drafts.errors(problems)),
        "by_file": findings.by_file(problems),
        "steps": findings.steps(problems, models),
        "places": findings.places(changes, models) if live else {},
        "known": _known(session) if found.status == "open" else [],
        "proof": drafts.proof_of(session, found.id),
        "rehearsal": rehearsing.under_way(found.id),
        "editors": drafts.editors(session, found.id),
        "second": drafts.second_person(session, found, actor()),
        "editable": found.status == "open" and permissions.may_design(actor()),
    }


def _known(session: Session) -> list[str]:
    """The names of the files in force, to open one."""
    return sorted({*published.files(session), *published.stories(session, place().settings.processes)})
