"""Who calls the API. A view is open only on a blueprint made by `public`.

One made by `guarded` answers 401 without a valid bearer token, so that no forgotten check opens it.
"""

from __future__ import annotations

from typing import cast

from flask import g, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_smorest import Blueprint

from app.api import problems
from app.visit import actor_under
from handlers.handler import Actor

limiter = Limiter(get_remote_address, storage_uri="memory://", strategy="moving-window")


def actor() -> Actor:
    """Who is signed in; on guarded blueprints there always is someone."""
    return cast(Actor, g.api_actor)


def token() -> str:
    """The bearer token of the request, empty when there is none."""
    scheme, _, value = request.headers.get("Authorization", "").partition(" ")
    return value.strip() if scheme.lower() == "bearer" else ""


def require_sign_in() -> None:
    """Find who acts, or raise NotSignedIn."""
    found = actor_under(token())
    if found is None:
        raise problems.NotSignedIn
    g.api_actor = found


def public(name: str, import_name: str, description: str) -> Blueprint:
    """A blueprint anyone may call."""
    blueprint = Blueprint(f"api_{name}", import_name, url_prefix="/api", description=description)
    problems.register(blueprint)
    return blueprint


def guarded(name: str, import_name: str, description: str) -> Blueprint:
    """A blueprint for the signed-in only."""
    blueprint = public(name, import_name, description)
    blueprint.before_request(require_sign_in)
    return blueprint
