"""The program's log: one JSON object a line, each with the id of its request, nothing secret in it.

What must never stand in a log is taken out by key, whoever logs it (05-actors 5.4, security.md).
"""

from __future__ import annotations

import logging
import sys
import time
import uuid
from typing import Any

import structlog
from flask import Flask, Response, g, request
from structlog.typing import EventDict, WrappedLogger
from werkzeug.middleware.proxy_fix import ProxyFix

SECRET_KEYS = frozenset(
    {"answers", "authorization", "body", "choice", "code", "complainant", "content", "cookie", "identity", "password"}
    | {"phone", "receipt", "sealed", "second_factor", "secret", "token", "votes"}
)
SILENT = frozenset({"/live", "/ready", "/metrics"})  # asked every few seconds by machines


def redact(logger: WrappedLogger, name: str, event: EventDict) -> EventDict:
    """Replace the values of secret keys, however deep they stand."""
    for key, value in event.items():
        event[key] = _redacted(key, value)
    return event


def _redacted(key: str, value: Any) -> Any:
    if key.lower() in SECRET_KEYS:
        return "***"
    if isinstance(value, dict):
        return {k: _redacted(str(k), v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_redacted("", v) for v in value]
    return value


def configure(level: str) -> None:
    """Send structlog and the standard library's log through one JSON renderer to standard error."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        redact,
    ]
    renderer = structlog.processors.JSONRenderer(ensure_ascii=False, default=str)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for chatty in ("alembic", "apscheduler", "httpx"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )


def register(app: Flask) -> None:
    """Give every request an id and one line in the log: route template, status, milliseconds.

    Never the path or the query, which may carry a code or a name.
    """
    log = structlog.get_logger("request")

    @app.before_request
    def begin() -> None:
        given = request.headers.get("X-Request-Id", "")
        g.request_id = given if given.isalnum() and len(given) <= 64 else uuid.uuid4().hex
        g.began = time.perf_counter()
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=g.request_id)

    @app.after_request
    def end(response: Response) -> Response:
        response.headers["X-Request-Id"] = getattr(g, "request_id", "")
        if request.path not in SILENT and request.endpoint != "static":
            route = request.url_rule.rule if request.url_rule else "(none)"
            milliseconds = round(1000 * (time.perf_counter() - getattr(g, "began", time.perf_counter())), 1)
            log.info("answered", method=request.method, route=route, status=response.status_code, ms=milliseconds)
        return response


def trust_proxies(app: Flask, count: int) -> None:
    """Believe the address and scheme that so many reverse proxies in front hand on."""
    if count:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
