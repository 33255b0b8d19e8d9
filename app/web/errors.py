"""Every refusal becomes a page here and nowhere else: plain Chinese, never a stack, a path or SQL.

A refusal of the law says for each breach what is not allowed, the article with the numbers, and
what to do. A form sent as JSON gets its field errors as JSON.
"""

from __future__ import annotations

from typing import Any

import structlog
from flask import Flask, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as later
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from app.engine import AlreadyDone, AnswersInvalid, EngineRefusal, NotFound, NotYours
from app.reports import PaperUnavailable
from app.web.context import LoginWanted
from handlers.rules.article import Unlawful
from handlers.rules.workdays import CalendarMissing

Answer = tuple[str, int] | tuple[Response, int] | Response


def page(status: int, title: str, text: str, **more: Any) -> tuple[str, int]:
    """An error page with what happened and what to do."""
    return render_template("error.html", status=status, title=title, text=text, **more), status


def unlawful(error: Unlawful) -> Answer:
    return render_template("refused.html", error=error), 422


def answers_invalid(error: AnswersInvalid) -> Answer:
    if request.is_json:
        return jsonify(errors=error.errors), 422
    return page(422, _("填写有误"), _("请返回上一页，按各项提示改正后再提交。"), errors=error.errors)


def not_yours(error: NotYours) -> Answer:
    return page(403, _("这件事不归您办"), str(error))


def already_done(error: AlreadyDone) -> Answer:
    text = _("没有作任何改动。可以返回办事台办理下一件。")
    return page(409, str(error) or _("这件任务已经办结"), text, by=error.by, at=error.at)


def stopped(error: EngineRefusal) -> Answer:
    return page(409, _("现在不能办理"), str(error))


def not_found(error: Exception) -> Answer:
    return page(404, _("没有找到"), _("地址可能有误，或者该内容不在您的查看范围内。"))


def login_wanted(error: LoginWanted) -> Answer:
    if request.method == "GET" and not request.is_json:
        return redirect(url_for("signing.form", next=request.full_path.rstrip("?")))
    return page(
        401,
        _("登录已过期"),
        _("超过 30 分钟没有操作，或已在别处退出。请另开一页登录，再回到本页提交，已填内容不会丢失。"),
    )


def calendar_missing(error: CalendarMissing) -> Answer:
    return page(409, _("工作日历还没有录入"), str(error))


def paper_unavailable(error: PaperUnavailable) -> Answer:
    return page(503, _("暂时不能生成 PDF"), str(error))


def forged(error: CSRFError) -> Answer:
    return page(400, _("页面已经过期"), _("为了安全，本次提交没有执行。请刷新页面后重新提交。"))


WORDS = {
    400: (later("请求无法理解"), later("提交的内容不完整或格式不对。请返回上一页检查后重新提交。")),
    403: (later("您没有权限查看或办理"), later("当前岗位不能查看或办理此内容。如果您另有岗位，请在右上角切换后再试。")),
    404: (later("没有找到"), later("地址可能有误，或者该内容不在您的查看范围内。")),
    405: (later("不能这样访问"), later("请从办事台或首页进入相应功能。")),
    413: (later("内容太大"), later("一次提交的内容不能超过 2 MB，请精简后重新提交。")),
    429: (later("操作太频繁"), later("请等一分钟后再试。")),
}
OTHERWISE = (later("暂时不能办理"), later("请稍后再试，或联系系统管理员。"))


def http(error: HTTPException) -> Answer:
    status = error.code or 500
    if status < 400:
        return error.get_response()
    title, text = WORDS.get(status, OTHERWISE)
    return page(status, str(title), str(text))


def broken(error: Exception) -> Answer:
    structlog.get_logger("web").error("failed", exc_info=error)
    return page(
        500, _("系统出错"), _("错误已经记录，您刚才的操作没有生效。请稍后再试；仍不能办理的，请告知系统管理员。")
    )


HANDLERS: dict[type[Exception], Any] = {
    Unlawful: unlawful,
    AnswersInvalid: answers_invalid,
    NotYours: not_yours,
    AlreadyDone: already_done,
    NotFound: not_found,
    EngineRefusal: stopped,
    LoginWanted: login_wanted,
    CalendarMissing: calendar_missing,
    PaperUnavailable: paper_unavailable,
    CSRFError: forged,
    HTTPException: http,
    Exception: broken,
}


def register(app: Flask) -> None:
    for kind, answer in HANDLERS.items():
        app.register_error_handler(kind, answer)
