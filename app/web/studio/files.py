"""Files of a draft: read, kept while they are edited, checked, carried in and out. JSON for the editors."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from time import perf_counter
from typing import Any, ParamSpec

from flask import Response, abort, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirect

from app import drafts
from app.accounts import permissions
from app.drafts import names, published
from app.engine.checks.shown import as_json
from app.engine.errors import EngineRefusal, NotFound
from app.web.context import actor, now, only, place
from app.web.studio import fresh
from app.web.studio.blueprint import studio
from app.web.studio.drafts import again

TEMPLATES = {names.PROCESS: "edit_bpmn", names.TABLE: "edit_dmn", names.FORM: "edit_form", names.STORY: "edit_text"}
Given = ParamSpec("Given")
Answer = Response | tuple[Response, int]


def in_json(view: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """What is refused is answered as JSON: 409 when another saved first, 404, else 422."""

    @wraps(view)
    def answering(*args: Given.args, **kwargs: Given.kwargs) -> Answer:
        try:
            return view(*args, **kwargs)
        except drafts.SavedMeanwhile as error:
            at = error.at.isoformat()
            return jsonify(message=str(error), by=error.by, at=at, revision=error.revision), 409
        except NotFound as error:
            return jsonify(message=str(error)), 404
        except EngineRefusal as error:
            return jsonify(message=str(error)), 422

    return answering


def _sent() -> dict[str, Any]:
    """The JSON object of the request, empty when there is none; 400 for anything else."""
    body = request.get_json(silent=True) if request.get_data(cache=True) else {}
    if not isinstance(body, dict):
        abort(400)
    return body


# --- one file --------------------------------------------------------------------------------------------------------


@studio.get("/drafts/<id>/files/<name>")
@only(permissions.may_see_models)
def raw(id: str, name: str) -> Response:
    with place().database.reading() as session:
        drafts.draft(session, id)
        return _text(name, drafts.text_of(session, id, name, place().settings.processes))


@studio.get("/files/<name>")
@only(permissions.may_see_models)
def published_file(name: str) -> Response:
    with place().database.reading() as session:
        return _text(name, published.text_of(session, name, place().settings.processes))


def _text(name: str, text: str | None) -> Response:
    """A file as plain text, so that no browser runs it; with `?download` to be kept."""
    if text is None:
        raise NotFound(f"没有文件“{name}”")
    answer = Response(text, content_type="text/plain; charset=utf-8")
    if "download" in request.args:
        answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


@studio.put("/drafts/<id>/files/<name>")
@only(permissions.may_design)
@in_json
def keep_file(id: str, name: str) -> Answer:
    text, revision = _sent().get("text"), _sent().get("revision")
    if not isinstance(text, str) or not isinstance(revision, int):
        abort(400)
    with place().database.transaction() as session:
        saved = drafts.write(session, id, name, text, revision, actor(), now(), place().settings.processes)
    return jsonify(revision=saved.revision, text=saved.text)


@studio.delete("/drafts/<id>/files/<name>")
@only(permissions.may_design)
@in_json
def drop_file(id: str, name: str) -> Answer:
    with place().database.transaction() as session:
        drafts.drop(session, id, name, actor(), now())
    return jsonify(dropped=name)


@studio.post("/drafts/<id>/check")
@only(permissions.may_see_models)
@in_json
def check(id: str) -> Answer:
    began, unsaved = perf_counter(), _unsaved()
    with place().database.reading() as session:
        drafts.draft(session, id)
        problems = drafts.check(session, place().engine.catalogue, id, unsaved)
    took = round((perf_counter() - began) * 1000)
    return jsonify(ok=not drafts.errors(problems), problems=[as_json(each) for each in problems], took_ms=took)


def _unsaved() -> dict[str, str]:
    """The text on somebody's screen, by its file's name; empty when none is sent."""
    body = _sent()
    if not body:
        return {}
    if not isinstance(body.get("name"), str) or not isinstance(body.get("text"), str):
        abort(400)
    name = names.checked(body["name"])
    return {name: names.sized(name, body["text"])}


# --- the editors -----------------------------------------------------------------------------------------------------


@studio.get("/drafts/<id>/edit/<name>")
@only(permissions.may_see_models)
def edit(id: str, name: str) -> str:
    with place().database.reading() as session:
        found, own = drafts.draft(session, id), drafts.file_of(session, id, names.checked(name))
        text = drafts.text_of(session, id, name, place().settings.processes)
    element, revision = request.args.get("element", ""), own.revision if own else 0
    shown = {"draft": found, "name": name, "revision": revision, "element": element}
    return _editor(name, fresh.text_of(name) if text is None else text, shown)


def _editor(name: str, text: str, shown: dict[str, Any]) -> str:
    editable = shown["draft"].status == "open" and permissions.may_design(actor())
    template = f"studio/{TEMPLATES[names.kind_of(name)]}.html"
    return render_template(template, text=text, editable=editable, **shown)


@studio.post("/drafts/<id>/edit/<name>")
@only(permissions.may_design)
def keep_text(id: str, name: str) -> str | tuple[str, int] | Redirect:
    """A text kept from a page without script (stories)."""
    text = request.form.get("text", "").replace("\r\n", "\n")
    try:
        with place().database.transaction() as session:
            revision = request.form.get("revision", 0, type=int)
            drafts.write(session, id, name, text, revision, actor(), now(), place().settings.processes)
    except drafts.SavedMeanwhile as error:
        return _kept_on_screen(id, name, text, error)
    flash(_("已保存到草稿。"))
    return redirect(url_for("studio.edit", id=id, name=name))


def _kept_on_screen(id: str, name: str, text: str, error: drafts.SavedMeanwhile) -> tuple[str, int]:
    """The page with what was typed: sent again it replaces what the other has saved."""
    with place().database.reading() as session:
        found = drafts.draft(session, id)
    shown = {"draft": found, "name": name, "revision": error.revision, "element": "", "conflict": str(error)}
    return _editor(name, text, shown), 409


# --- many files ------------------------------------------------------------------------------------------------------


@studio.post("/drafts/<id>/import")
@only(permissions.may_design)
def import_files(id: str) -> str | tuple[str, int] | Redirect:
    try:
        files = drafts.unpacked((each.filename or "", each.read()) for each in request.files.getlist("files"))
        with place().database.transaction() as session:
            drafts.put(session, id, files, actor(), now(), place().settings.processes)
    except NotFound:
        raise
    except EngineRefusal as error:
        return again(id, error)
    flash(_("已导入 %(count)d 个文件到草稿。", count=len(files)))
    return redirect(url_for("studio.draft", id=id))


@studio.get("/drafts/<id>/download")
@studio.get("/drafts/<id>/download.zip")
@only(permissions.may_see_models)
def download(id: str) -> Response:
    with place().database.reading() as session:
        drafts.draft(session, id)
        content = drafts.packed(drafts.files_of(session, id))
    answer = Response(content, content_type="application/zip")
    answer.headers.set("Content-Disposition", "attachment", filename=f"draft-{id[:8]}.zip")
    return answer
