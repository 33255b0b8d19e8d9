"""What the monitor's addresses ask for, and the words its pages share: scope, period, how long something took."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import request
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.figures import Scope
from app.web.context import today
from app.web.monitor.blueprint import monitor
from handlers.records.committees import Committee
from handlers.records.organisations import Organisation
from handlers.records.reference import Area

PERIOD = timedelta(days=90)
NOT_AN_AREA = 2  # digits: the region itself


@dataclass(frozen=True)
class Period:
    """From the day `since` to the day `until`, both counted. `kept`: as the address has it, for links."""

    since: date
    until: date

    @property
    def kept(self) -> dict[str, str]:
        return {"since": self.since.isoformat(), "until": self.until.isoformat()}


def period() -> Period:
    """The period that the address asks for; the last ninety days where it asks for none or for nonsense."""
    until = min(_day("until") or today(), today())
    since = _day("since")
    return Period(since if since and since <= until else until - PERIOD, until)


def _day(name: str) -> date | None:
    try:
        return date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None


def page() -> int:
    """The page of a list that the address asks for, counted from 1."""
    return min(max(1, request.args.get("page", 1, type=int)), 100_000)


def one_of(name: str, known: Any) -> str | None:
    """What the address asks under this name, if it is known."""
    asked = request.args.get(name)
    return asked if asked in known else None


def scope_words(session: Session, scope: Scope) -> str:
    """Whose cases these are, in the words of the page's first line."""
    if scope.committees is not None:
        names = session.scalars(select(Committee.name).where(Committee.id.in_(scope.committees))).all()
        return "、".join(names) or _("没有任何案件")
    where = _area(session, scope.area) if len(scope.area) > NOT_AN_AREA else _("全自治区")
    return where if scope.personal else _("%(where)s，只有数量", where=where)


def _area(session: Session, digits: str) -> str:
    code = digits.ljust(6, "0")
    named = session.scalar(select(Area.name).where(Area.code == code).order_by(Area.valid_from.desc()).limit(1))
    bodies = select(Organisation.name).where(Organisation.area == code).order_by(Organisation.code).limit(1)
    return named or session.scalar(bodies) or code


def took(length: timedelta | None) -> str:
    """How long something took: minutes below an hour, hours below a day, else days with one place."""
    if length is None:
        return "—"
    seconds = length.total_seconds()
    if seconds < 3600:
        return str(_("%(many)d 分钟", many=max(1, round(seconds / 60))))
    if seconds < 86400:
        return str(_("%(many)d 小时", many=round(seconds / 3600)))
    return str(_("%(many)s 天", many=f"{seconds / 86400:.1f}".removesuffix(".0")))


monitor.add_app_template_filter(took, "took")
