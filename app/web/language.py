"""Chinese by default, English on demand. Message ids are the Chinese words themselves."""

from __future__ import annotations

from flask import Flask, request
from flask_babel import Babel

COOKIE = "zhiping_language"
LANGUAGES = {"zh": "中文", "en": "English"}


def chosen() -> str:
    """What the person chose on this browser; Chinese when nothing was chosen."""
    asked = request.cookies.get(COOKIE, "zh")
    return asked if asked in LANGUAGES else "zh"


def locale() -> str:
    """The name Babel knows the language by."""
    return {"zh": "zh_Hans_CN", "en": "en"}[chosen()]


def register(app: Flask) -> None:
    app.config.setdefault("BABEL_TRANSLATION_DIRECTORIES", "translations")
    app.config.setdefault("BABEL_DEFAULT_LOCALE", "zh_Hans_CN")
    Babel(app, locale_selector=locale)
    app.jinja_env.globals["language"] = chosen
    app.jinja_env.globals["languages"] = LANGUAGES
