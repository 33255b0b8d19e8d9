"""The pages: desk, monitor, studio (for designers), admin (for rule keepers), public (for citizens).

`register(app)` hangs them into an application whose `extensions["zhiping"]` holds the Place.
Pages are drawn on the server; refusals become pages in `errors` and nowhere else.
"""

from __future__ import annotations

from flask import Flask

from app.web import assets, errors, frame, headers, language, limits, sandbox, signing, spreadsheet
from app.web.admin import admin
from app.web.desk import desk
from app.web.monitor import monitor
from app.web.public import public
from app.web.studio import studio


def register(app: Flask) -> None:
    """Hang pages, headers, languages, limits and error pages into the application."""
    for part in (headers, limits, language, assets, frame, errors, spreadsheet):
        part.register(app)
    for blueprint in (signing.signing, desk, monitor, studio, admin, public, sandbox.sandbox):
        app.register_blueprint(blueprint)
