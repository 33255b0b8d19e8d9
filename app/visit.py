"""What a request asks for whether it is for a page or for the API: the place, the time, who acts."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import cast

from flask import current_app

from app import accounts
from app.accounts.signing_in import wants_touch
from app.clock import legal_day
from app.place import Place
from handlers.handler import Actor


def place() -> Place:
    """Where this process runs."""
    return cast(Place, current_app.extensions["zhiping"])


def now() -> datetime:
    """The instant by the product's own clock (a sandbox may have moved it)."""
    return place().clock.now()


def today() -> date:
    """The legal day in Asia/Shanghai by the same clock."""
    return legal_day(now())


def machine_now() -> datetime:
    """The machine's own time, in which sign-ins live."""
    return datetime.now(UTC)


def in_sandbox() -> bool:
    """A sandbox is for trying things out: it does not count requests."""
    return place().settings.sandbox


def actor_under(token: str | None) -> Actor | None:
    """Who is signed in under the token; None when nobody is. Notes that the sign-in is in use."""
    if not token:
        return None
    with place().database.reading() as session:
        found = accounts.actor_of(session, token, machine_now(), today())
        stale = found is not None and wants_touch(session, token, machine_now())
    if stale:
        with place().database.transaction() as session:
            accounts.touch(session, token, machine_now())
    return found
