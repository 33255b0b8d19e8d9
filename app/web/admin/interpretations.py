"""法规解读台账: how the program reads what the text leaves open, since when, and choosing another reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from app import audit
from app.accounts import permissions
from app.engine import NotFound
from app.web.admin.blueprint import admin, day, text
from app.web.context import actor, now, only, place, today
from handlers import reference
from handlers.records.interpretations import InterpretationSetting
from handlers.reference import Entry, Setting, choosing
from handlers.reference.refusals import ChangeRefused

CHAIN = "ledger"
Answer = str | tuple[str, int] | Response


@dataclass(frozen=True)
class Shown:
    """A setting as the page shows it: the value in force, what has been decided for later, all its versions."""

    setting: Setting
    value: str
    planned: list[InterpretationSetting]
    versions: list[InterpretationSetting]

    @property
    def is_default(self) -> bool:
        return self.value == self.setting.default


def shown(entry: Entry, rows: list[InterpretationSetting], on: date) -> list[Shown]:
    """The settings of an entry on a day; versions with the newest first."""
    holding = choosing.in_force(rows, on)
    found = []
    for each in entry.settings:
        versions = [row for row in reversed(rows) if row.key == each.key]
        value = holding[each.key].value if each.key in holding else each.default
        found.append(Shown(each, value, [row for row in versions if row.effective_from > on], versions))
    return found


def _entry(id: str) -> Entry:
    found = next((entry for entry in reference.entries() if entry.id == id), None)
    if found is None:
        raise NotFound("没有这条解读")
    return found


@admin.get("/interpretations")
@only(permissions.may_read_law)
def ledger() -> str:
    with place().database.reading() as session:
        rows = choosing.history(session)
        listed = [(entry, shown(entry, rows, today())) for entry in reference.entries()]
        return render_template("admin/interpretations.html", listed=listed, questions=reference.questions())


@admin.get("/interpretations/<id>")
@only(permissions.may_read_law)
def interpretation(id: str) -> str:
    with place().database.reading() as session:
        return _page(session, _entry(id))


@admin.post("/interpretations/<id>")
@only(permissions.may_keep_law)
def choose(id: str) -> Answer:
    entry = _entry(id)
    try:
        flash(_chosen(entry))
    except ChangeRefused as refused:
        with place().database.reading() as session:
            return _page(session, entry, refused.errors), 422
    return redirect(url_for("admin.interpretation", id=id))


def _chosen(entry: Entry) -> str:
    """Record the choice and write it down; says since when it holds."""
    setting = next((each for each in entry.settings if each.key == text("key")), None)
    if setting is None:
        raise NotFound("没有这项设置")
    with place().database.transaction() as session:
        before = choosing.in_force(choosing.history(session), day("effective_from") or today()).get(setting.key)
        row = choosing.choose(
            session, setting.key, text("value"), day("effective_from"), text("document"), text("reason"), actor(), now()
        )
        detail = {
            "version": row.version,
            "before": before.value if before else setting.default,
            "value": row.value,
            "effective_from": row.effective_from.isoformat(),
            "document": row.document,
            "reason": row.reason,
        }
        audit.note(
            session, CHAIN, audit.Entry("published", actor(), setting.key, entry.question, "", (), detail), now()
        )
    return str(_("已记录第 %(version)d 版，自 %(day)s 起生效。", version=row.version, day=row.effective_from))


def _page(session: Session, entry: Entry, errors: Mapping[str, str] | None = None) -> str:
    listed = shown(entry, choosing.history(session), today())
    given = request.form if errors else {}
    return render_template("admin/interpretation.html", reading=entry, listed=listed, errors=errors or {}, given=given)
