"""The one frame around all pages: who is signed in, which places are open, counts, the sandbox strip."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import Flask, g, request
from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy import func, select

from app import accounts
from app.accounts import Appointment, permissions
from app.engine.store import WorkItem
from app.web import days
from app.web.context import actor_or_none, calendar, now, place, today
from handlers.evidence.reference import refresh
from handlers.evidence.texts import cite, line
from handlers.handler import Actor
from handlers.records.organisations import Organisation
from handlers.rules.roles import Role
from handlers.rules.workdays import local_date

LABELS = {role.value: role.label for role in Role}


@dataclass(frozen=True)
class Frame:
    """What the top bar and the side navigation show of the person."""

    actor: Actor
    role: str
    organisation: str
    appointments: list[Appointment]
    mine: int
    claimable: int


def frame() -> Frame | None:
    """Asked once per page; none for those who are not signed in."""
    if "frame" not in g:
        who = actor_or_none()
        g.frame = _frame_of(who) if who else None
    found: Frame | None = g.frame
    return found


def _frame_of(who: Actor) -> Frame:
    with place().database.reading() as session:
        organisation = session.get(Organisation, who.organisation_id)
        refresh(session, today())
        count = select(func.count()).select_from(WorkItem)
        return Frame(
            actor=who,
            role=role_label(who.role),
            organisation=organisation.name if organisation else "",
            appointments=accounts.appointments_of(session, who.account_id, today()),
            mine=session.scalar(count.where(permissions.mine(who, WorkItem))) or 0,
            claimable=session.scalar(count.where(permissions.claimable(who, WorkItem))) or 0,
        )


def role_label(role: str) -> str:
    """The Chinese title of a stored role."""
    return LABELS.get(role) or _("系统")


def icon(name: str) -> Markup:
    """An icon of the sprite; decoration only, its meaning always stands beside it."""
    href = "/static/dist/icons.svg#" + name
    return Markup('<svg class="icon" aria-hidden="true" focusable="false"><use href="{}"></use></svg>').format(href)


def day(on: date | datetime | str | None) -> str:
    """A date in words, with the working calendar's special days."""
    if not on:
        return "—"
    if isinstance(on, str):
        on = date.fromisoformat(on[:10])
    if isinstance(on, datetime):
        on = local_date(on)
    with place().database.reading() as session:
        return days.in_words(on, calendar(session))


def due(at: datetime | None, amber_at: datetime | None = None) -> days.Left | None:
    """What is left until an instant at which a period is over; amber from `amber_at` where that is known."""
    return due_on(days.last_day(at), local_date(amber_at) if amber_at else None) if at else None


def due_on(last: date | str | None, amber_on: date | None = None) -> days.Left | None:
    """What is left of a period whose last day this is."""
    if not last:
        return None
    on = date.fromisoformat(last) if isinstance(last, str) else last
    with place().database.reading() as session:
        return days.left(calendar(session), today(), on, amber_on)


def article(id: str) -> str:
    """“第四十五条第二款” for A45.2; the id itself where the texts do not know it."""
    return cite(id) or id


def requirement(id: str) -> str:
    """One own-words line of what a requirement says."""
    return line(id) or ""


def next_steps(message: str) -> tuple[str, str]:
    """A breach's message cut in two: the numbers, and what to do about them."""
    facts, mark, remedy = message.rpartition("；")
    return (facts, remedy) if mark else (message, _("请先改正上述情况，再办理此事项"))


def values() -> dict[str, Any]:
    """What every template may use."""
    return {
        "frame": frame(),
        "now": now(),
        "today": today(),
        "in_sandbox": place().settings.sandbox,
        "may": permissions,
        "path": request.full_path.rstrip("?"),
    }


def register(app: Flask) -> None:
    app.context_processor(values)
    app.jinja_env.globals.update(icon=icon)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        day=day,
        moment=days.instant_in_words,
        due=due,
        due_on=due_on,
        last_day=days.last_day,
        role=role_label,
        article=article,
        requirement=requirement,
        next_steps=next_steps,
    )
