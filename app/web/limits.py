"""Cross-site request forgery and too many requests. Sizes of what may be sent, too.

The API carries its own token in a header and needs no form token. Counting is per process; the
server in front counts for the whole installation, and wrong passwords are counted per account.
"""

from __future__ import annotations

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf.csrf import CSRFProtect

LARGEST_REQUEST = 2 * 1024 * 1024  # bytes
csrf = CSRFProtect()
limiter = Limiter(get_remote_address, storage_uri="memory://", strategy="moving-window")


def guard() -> None:
    """Ask for the form token on every changing request outside the API."""
    if not request.path.startswith("/api/"):
        csrf.protect()


def register(app: Flask) -> None:
    app.config["MAX_CONTENT_LENGTH"] = app.config.get("MAX_CONTENT_LENGTH") or LARGEST_REQUEST
    app.config.update(
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=None,  # it lives as long as the browser's session
        SESSION_COOKIE_NAME="zhiping_form",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=app.extensions["zhiping"].settings.production,
    )
    csrf.init_app(app)
    limiter.init_app(app)
    app.before_request(guard)
