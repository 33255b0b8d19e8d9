"""The REST API under /api, described at /api/openapi.json. Views parse, call and answer; they decide nothing."""

from __future__ import annotations

from flask import Flask
from flask_smorest import Api

from app.api import access, ballots, cases, operations, problems, processes, public, repairs, tasks
from app.api.context import limiter
from app.place import Place

DESCRIPTION = "办理、查询与公众服务。除注明公众可用的之外，请求须带 Authorization: Bearer 令牌，由 /api/sign-in 换取。"


class Described(Api):  # type: ignore[misc]  # flask-smorest carries no types
    """flask-smorest without its own error pages: refusals are told by `problems`."""

    def _register_error_handlers(self) -> None:
        pass


def register(app: Flask) -> None:
    """Hang the API into the application whose `extensions["zhiping"]` holds the Place."""
    place: Place = app.extensions["zhiping"]
    app.config.update(
        API_TITLE="职评",
        API_VERSION="1",
        OPENAPI_VERSION="3.0.3",
        OPENAPI_URL_PREFIX="/api",
        OPENAPI_JSON_PATH="openapi.json",
    )
    limiter.init_app(app)
    problems.register_unrouted(app)
    bearer = {"bearer": {"type": "http", "scheme": "bearer"}}
    api = Described(
        app,
        spec_kwargs={
            "info": {"description": DESCRIPTION},
            "components": {"securitySchemes": bearer},
            "security": [{"bearer": []}],
        },
    )
    parts = [
        access.entrance,
        access.access,
        tasks.tasks,
        processes.processes,
        cases.cases,
        ballots.ballots,
        repairs.repairs,
        public.citizens,
    ]
    if place.settings.sandbox:
        from app.api.sandbox import playground  # elsewhere not even imported

        parts.append(playground)
    for part in parts:
        api.register_blueprint(part)
    operations.register(app)
