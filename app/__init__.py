"""The machine around the law: engine, pages, API, command line. `create_app` puts the web application together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Flask

from app.config import Settings

if TYPE_CHECKING:
    from app.place import Place


def create_app(settings: Settings, here: Place | None = None) -> Flask:
    """The WSGI application of one installation, pages and API together; `here` when it is built already."""
    from app import api, log, place, web  # not at the top: `import app.config` must not start all of this

    log.configure(settings.log_level)
    app = Flask("app.web", static_folder=None)
    app.extensions["zhiping"] = built = here or place.build(settings)
    app.config["SECRET_KEY"] = built.settings.secret_key
    app.json.ensure_ascii = False  # type: ignore[attr-defined]  # the default provider has it
    log.register(app)
    log.trust_proxies(app, settings.proxies)
    api.register(app)
    web.register(app)
    return app
