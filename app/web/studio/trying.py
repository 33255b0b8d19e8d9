"""试运行: a draft's processes tried on the real engine in throw-away places; finished cases replayed on them."""

from __future__ import annotations

from typing import Any

from flask import abort, jsonify, render_template, request
from flask_babel import gettext as _

from app import drafts
from app.accounts import permissions
from app.engine.errors import EngineRefusal, NotFound
from app.engine.modelset import ModelSet
from app.trial import StoryBroken, TrialRefused, opening, recording
from app.trial.replay import replay
from app.trial.trial import Trials
from app.web.context import actor, only, place
from app.web.studio.blueprint import studio
from app.web.studio.files import Answer, in_json
from handlers.rules.terms import DeclarationStatus

TRIALS = Trials()
TITLE, LONGEST = 120, 200_000


@studio.get("/drafts/<id>/try/<key>")
@only(permissions.may_see_models)
def try_out(id: str, key: str) -> str:
    with place().database.reading() as session:
        found, models = drafts.draft(session, id), drafts.models_of(session, id)
        stories = drafts.stories_of(session, id, place().settings.processes)
    _of(models, key)
    begin, told = opening.first_step(models, key, stories), opening.told_of(models, key, stories)
    named = {each: {e.id: e.label for e in model.diagram.elements.values()} for each, model in models.processes.items()}
    may_keep = found.status == "open" and permissions.may_design(actor())
    return render_template(
        "studio/try.html", draft=found, key=key, name=models.processes[key].diagram.name, begin=begin, told=told,
        named=named, may_keep=may_keep,
        names={each: model.diagram.name for each, model in models.processes.items()},
        statuses={status.value: status.label for status in DeclarationStatus},
    )  # fmt: skip


@studio.post("/drafts/<id>/trial")
@only(permissions.may_see_models)
@in_json
def trial(id: str) -> Answer:
    body = request.get_json(silent=True)
    if not isinstance(body, dict) or not _fits(body):
        abort(400)
    with place().database.reading() as session:
        drafts.draft(session, id)
        models = drafts.models_of(session, id)
        stories = drafts.stories_of(session, id, place().settings.processes) if "begin" in body else {}
    try:
        return jsonify(_answered(models, stories, body))
    except (StoryBroken, TrialRefused) as error:
        raise EngineRefusal(str(error)) from error


def _fits(body: dict[str, Any]) -> bool:
    """Are the parts of a request of the kinds they should be?"""
    texts = all(isinstance(body.get(key, ""), str) for key in ("process", "story", "begin", "record"))
    return texts and isinstance(body.get("step") or {}, dict) and len(body.get("story", "")) <= LONGEST


def _answered(models: ModelSet, stories: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
    """A story to go along, a story recorded, or one step on."""
    process, text = body.get("process", ""), body.get("story", "")
    if name := body.get("begin"):
        if name not in stories:
            raise NotFound(_("没有这个故事"))
        return {"story": recording.begun(stories[name]), "script": recording.steps_of(stories[name])}
    if title := body.get("record", "").strip()[:TITLE]:
        return {"story": TRIALS.record(models, text, title)}
    return TRIALS.step(models, process, text, body.get("step"))


@studio.get("/drafts/<id>/replay/<key>")
@only(permissions.may_see_models)
def replayed(id: str, key: str) -> str:
    with place().database.reading() as session:
        found, models = drafts.draft(session, id), drafts.models_of(session, id)
        model = _of(models, key)
        problems = [each for each in drafts.check(session, place().engine.catalogue, id) if each.file == model.file]
        broken = [each for each in problems if each.rule in ("file", "profile") and each.severity == "error"]
        seen = None if broken else replay(session, key, model)
    return render_template("studio/replay.html", draft=found, key=key, name=model.diagram.name, seen=seen, model=model)


def _of(models: ModelSet, key: str) -> Any:
    if key not in models.processes:
        raise NotFound(_("草稿里没有流程“%(key)s”，或者它的文件读不出来；请先看检查结果", key=key))
    return models.processes[key]
