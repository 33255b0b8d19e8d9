"""审核与发布: asked for by one person, decided by another, published when both agree; remarks on the way."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app import drafts
from app.accounts import permissions
from app.engine.errors import AlreadyDone, EngineRefusal, NotFound, NotYours
from app.web.context import actor, now, only, place
from app.web.studio.blueprint import studio
from app.web.studio.drafts import Page, again


def _done(id: str, act: Callable[[], str]) -> Page:
    """Do something with a draft and say what was done; a refusal is told on the draft's own page."""
    try:
        flash(act())
    except (NotFound, NotYours, AlreadyDone):
        raise  # they have pages of their own
    except EngineRefusal as error:
        return again(id, error)
    return redirect(url_for("studio.draft", id=id))


def _changed(id: str, change: Callable[[Session], object], told: str) -> Page:
    """The same for one change in one transaction."""

    def act() -> str:
        with place().database.transaction() as session:
            change(session)
        return told

    return _done(id, act)


@studio.post("/drafts/<id>/review")
@only(permissions.may_design)
def ask_review(id: str) -> Page:
    def act() -> str:
        drafts.ask_review(place(), id, actor(), request.form.get("note", ""))
        return str(_("已提交审核。审核期间内容固定，由没有参与这份草稿的另一位人员决定。"))

    return _done(id, act)


@studio.post("/drafts/<id>/recall")
@only(permissions.may_design)
def recall(id: str) -> Page:
    return _changed(id, lambda session: drafts.recall(session, id, actor(), now()), _("已撤回，草稿可以继续修改。"))


@studio.post("/drafts/<id>/approve")
@only(permissions.may_see_models)
def approve(id: str) -> Page:
    words = request.form.get("words", "")
    told = _("已批准。内容没有再变动的，现在可以发布。")
    return _changed(id, lambda session: drafts.approve(session, id, actor(), words, now()), told)


@studio.post("/drafts/<id>/return")
@only(permissions.may_see_models)
def return_draft(id: str) -> Page:
    words = request.form.get("words", "")
    return _changed(id, lambda session: drafts.give_back(session, id, actor(), words, now()), _("已退回起草人修改。"))


@studio.post("/drafts/<id>/publish")
@only(permissions.may_see_models)
def publish(id: str) -> Page:
    def act() -> str:
        made = drafts.publish(place(), id, actor())
        versions = "、".join(
            _("“%(name)s”第 %(version)d 版", name=each.name, version=each.version)
            for each in made.versions
            if each.changed
        )
        return str(
            _("已发布：%(versions)s。新的办件按新版本办理，在办的仍走开始时的版本。", versions=versions or _("故事"))
        )

    return _done(id, act)


@studio.post("/drafts/<id>/comments")
@only(permissions.may_see_models)
def comment(id: str) -> Page:
    form = request.form
    file, _hash, inside = form.get("file", "").partition("#")  # a file, or an element of it
    element = form.get("element", "") or inside
    return _changed(
        id,
        lambda session: drafts.comment(session, id, actor(), form.get("text", ""), now(), file, element),
        _("已添加意见。"),
    )


@studio.post("/drafts/<id>/comments/<comment>/resolve")
@only(permissions.may_see_models)
def resolve_comment(id: str, comment: str) -> Page:
    done = _("这条意见已标为处理完毕。")
    return _changed(id, lambda session: drafts.resolve(session, id, comment, actor(), now()), done)
