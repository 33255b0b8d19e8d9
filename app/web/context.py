"""What every page asks for: the place, who acts, what day it is. Knows the cookie, no page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

from flask import abort, g, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from app.visit import actor_under, in_sandbox, machine_now, now, place, today
from handlers.evidence.calendar import calendar_of
from handlers.handler import Actor
from handlers.rules.workdays import Calendar

__all__ = [
    "COOKIE",
    "LoginWanted",
    "actor",
    "actor_or_none",
    "back",
    "calendar",
    "in_sandbox",
    "machine_now",
    "now",
    "only",
    "place",
    "require_sign_in",
    "today",
    "token",
]

COOKIE = "zhiping_login"
Given = ParamSpec("Given")
Answer = TypeVar("Answer")


class LoginWanted(Exception):
    """The page is for people who are signed in."""


def token() -> str | None:
    """The sign-in token of the browser."""
    return request.cookies.get(COOKIE)


def actor_or_none() -> Actor | None:
    """Who is signed in, asked once per request."""
    if "actor" not in g:
        g.actor = actor_under(token())
    return cast("Actor | None", g.actor)


def actor() -> Actor:
    """Who is signed in; raises LoginWanted when nobody is."""
    found = actor_or_none()
    if found is None:
        raise LoginWanted
    return found


def require_sign_in() -> None:
    """Run before every view of a blueprint for the signed-in, so that no forgotten check opens one."""
    actor()


def calendar(session: Session) -> Calendar:
    """The working calendar, read once per request."""
    if "calendar" not in g:
        g.calendar = calendar_of(session)
    return cast(Calendar, g.calendar)


def only(allowed: Callable[[Actor], bool]) -> Callable[[Callable[Given, Answer]], Callable[Given, Answer]]:
    """A view for signed-in people whom `allowed` lets in; 403 for the others."""

    def mark(view: Callable[Given, Answer]) -> Callable[Given, Answer]:
        @wraps(view)
        def guarded(*args: Given.args, **kwargs: Given.kwargs) -> Answer:
            if not allowed(actor()):
                abort(403)
            return view(*args, **kwargs)

        return guarded

    return mark


def back(default: str, **values: Any) -> Response:
    """Redirect to where the form says it came from, inside this site only."""
    target = request.form.get("back", "")
    inside = target.startswith("/") and not target.startswith(("//", "/\\"))
    return redirect(target if inside else url_for(default, **values))
