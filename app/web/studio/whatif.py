"""推演：what a season would look like with these volumes, people and holidays, on the published diagrams or a draft."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from flask import Response, abort, make_response, render_template, request
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app import drafts, figures, whatif
from app.accounts import permissions
from app.engine import NotFound, modelset
from app.engine.modelset import ModelSet
from app.web.context import actor, calendar, now, only, place, today
from app.web.monitor.charts import Chart
from app.web.studio import assuming, seasons
from app.web.studio.assuming import Sheet
from app.web.studio.blueprint import studio
from app.whatif import Result, WhatIfRefused
from handlers.rules.workdays import Calendar

MEASURED_DAYS = 365

_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class Shown:
    """A season that was played: its charts, its description and how it differs from the one before."""

    told: Result
    charts: list[Chart]
    about: str
    kept: str
    before: str
    compared: list[tuple[str, str, str, str]]


@dataclass(frozen=True)
class Ground:
    """What a season is played on, read in one go: nothing is drawn while the session is open."""

    models: ModelSet
    calendar: Calendar
    sheet: Sheet
    names: dict[str, str]  # draft id → title


@studio.get("/what-if")
@only(permissions.may_see_models)
def what_if() -> str:
    return _page(_ground(request.args))


@studio.post("/what-if")
@only(permissions.may_see_models)
def play_what_if() -> str | Response:
    ground = _ground(request.form)
    if "cases" not in request.form:
        return _page(ground)
    try:
        return _page(ground, _played(ground))
    except WhatIfRefused as refusal:
        return make_response(_page(ground, refused=str(refusal)), 422)


def _page(ground: Ground, shown: Shown | None = None, refused: str = "") -> str:
    return render_template(
        "studio/whatif.html", sheet=ground.sheet, fields=assuming.fields(), drafts=ground.names, shown=shown,
        refused=refused, chosen=request.values.get("draft", ""), measured=bool(request.values.get("measured")),
        estimate=seasons.estimate,
    )  # fmt: skip


def _ground(given: Mapping[str, str]) -> Ground:
    with place().database.reading() as session:
        models = _models(session, given.get("draft", ""))
        if not models.processes:
            abort(404)
        shares = _measured(session, models) if given.get("measured") else {}
        names = {draft.id: draft.title for draft in drafts.listing(session)}
        return Ground(models, calendar(session), assuming.sheet(models, given, today(), shares), names)


def _models(session: Session, draft: str) -> ModelSet:
    if not draft:
        return modelset.of_published(session)
    drafts.draft(session, draft)  # 404 for one that is not there
    return drafts.models_of(session, draft)


def _measured(session: Session, models: ModelSet) -> dict[str, float]:
    """Shares of branches as they were taken in the year past, where the figures show it."""
    found: dict[str, float] = {}
    scope, until = figures.scope_of(session, actor()), today()
    for key, model in models.processes.items():
        try:
            told = figures.steps(session, key, scope, now(), until - timedelta(days=MEASURED_DAYS), until)
        except NotFound:  # only in the draft
            continue
        found |= whatif.measured(model.diagram, {step.element: step.passed for step in told.steps})
    return found


def _played(ground: Ground) -> Shown:
    """One season at a time: others are asked to wait rather than to share the time of a worker."""
    asked, seed = assuming.parameters(ground.models, ground.sheet)
    if not _one_at_a_time.acquire(blocking=False):
        raise WhatIfRefused(_("另一个推演正在进行，请稍候几秒再试"))
    try:
        told = whatif.simulate(ground.models, ground.calendar, asked, seed)
    finally:
        _one_at_a_time.release()
    about = _(
        "%(cases)s 件，%(runs)s 次，起始 %(first)s，种子 %(seed)s，速度 %(pace)s",
        **{name: ground.sheet.values[name] for name in ("cases", "runs", "first", "seed", "pace")},
    )
    numbers = seasons.figures(told)
    before, earlier = seasons.remembered(request.form.get("before", ""))
    return Shown(told, seasons.charts(told), about, seasons.kept(about, numbers), before,
                 seasons.compared(numbers, earlier))  # fmt: skip
