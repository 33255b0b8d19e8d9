"""Every refusal as problem+json (RFC 9457), in one place. Never a stack, a path or SQL."""

from __future__ import annotations

import json
from typing import Any

import structlog
from flask import Blueprint, Flask, Response, request
from werkzeug.exceptions import HTTPException

from app.engine import AlreadyDone, AnswersInvalid, EngineRefusal, NotFound, NotYours
from handlers.ballot import BallotRefused
from handlers.rules.article import Unlawful
from handlers.rules.workdays import CalendarMissing

TITLES = {
    400: "请求无法理解",
    401: "请先登录",
    403: "无权办理",
    404: "没有找到",
    405: "不支持这种请求",
    409: "已经办过了",
    413: "内容太大",
    415: "请使用 JSON",
    422: "填写有误",
    429: "操作太频繁",
    500: "系统出错",
}
BALLOT = {"already_voted": 409, "not_open": 409, "not_on_roll": 403}


class NotSignedIn(Exception):
    """No valid bearer token came with the request."""


def problem(status: int, detail: str, **more: Any) -> Response:
    """An answer of media type application/problem+json; `more` are its extension members."""
    body = {"type": "about:blank", "title": TITLES.get(status, "出错"), "status": status, "detail": detail, **more}
    text = json.dumps(body, ensure_ascii=False, default=str)
    return Response(text, status, mimetype="application/problem+json")


def unlawful(error: Unlawful) -> Response:
    breaches = [{"id": b.id, "article": b.article, "message": b.message} for b in error.breaches]
    status = BALLOT.get(error.reason, 422) if isinstance(error, BallotRefused) else 422
    return problem(status, str(error), breaches=breaches)


def calendar_missing(error: CalendarMissing) -> Response:
    return problem(409, str(error))


def answers_invalid(error: AnswersInvalid) -> Response:
    return problem(422, "请按各项提示改正后再提交", errors=error.errors)


def not_yours(error: NotYours) -> Response:
    return problem(403, str(error))


def already_done(error: AlreadyDone) -> Response:
    return problem(409, str(error), by=error.by, at=error.at)


def not_found(error: Exception) -> Response:
    return problem(404, str(error) or "没有找到，可能已经撤销")


def looked_up(error: LookupError) -> Response:
    """Handlers say LookupError of what is not there; a KeyError or IndexError is a fault of the program."""
    return not_found(error) if type(error) is LookupError else broken(error)


def stuck(error: EngineRefusal) -> Response:
    return problem(409, str(error))


def not_signed_in(error: NotSignedIn) -> Response:
    answer = problem(401, "没有登录，或登录已经过期，请重新登录")
    answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def refused(error: HTTPException) -> Response:
    """What Werkzeug and the schemas refuse: unknown or malformed keys come with a message at each."""
    status = error.code or 500
    messages = getattr(error, "data", {}).get("messages", {})
    errors = {**messages.get("json", {}), **messages.get("query", {})} if isinstance(messages, dict) else {}
    answer = problem(status, TITLES.get(status, "出错"), **({"errors": errors} if errors else {}))
    answer.headers.extend({k: v for k, v in error.get_headers() if k in ("Retry-After", "Allow")})
    return answer


def broken(error: Exception) -> Response:
    structlog.get_logger("api").error("failed", exc_info=error)
    return problem(500, "系统出错，已记录；请稍后再试，或把请求编号告诉管理员")


HANDLERS: dict[type[Exception], Any] = {
    Unlawful: unlawful,
    CalendarMissing: calendar_missing,
    AnswersInvalid: answers_invalid,
    NotYours: not_yours,
    AlreadyDone: already_done,
    NotFound: not_found,
    EngineRefusal: stuck,
    LookupError: looked_up,
    NotSignedIn: not_signed_in,
    HTTPException: refused,
    Exception: broken,
}


def register(blueprint: Blueprint) -> None:
    """Let the blueprint's refusals be told this way."""
    for kind, answer in HANDLERS.items():
        blueprint.register_error_handler(kind, answer)


def register_unrouted(app: Flask) -> None:
    """Tell also what no blueprint answers for: an unknown address or method under /api."""

    @app.after_request
    def translate(response: Response) -> Response:
        unrouted = request.path.startswith("/api/") and response.status_code >= 400
        if unrouted and response.mimetype == "text/html":
            answer = problem(response.status_code, TITLES.get(response.status_code, "出错"))
            answer.headers.extend({k: v for k, v in response.headers if k in ("Retry-After", "Allow")})
            return answer
        return response
