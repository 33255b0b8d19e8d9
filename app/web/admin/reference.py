"""参考数据: series, leagues and cities, departments with their validity, and changing them from a day on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as later
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from app import audit
from app.accounts import permissions
from app.engine import NotFound
from app.web.admin import wanting
from app.web.admin.blueprint import admin, day, text
from app.web.context import actor, now, only, place, today
from handlers.evidence.editions import forget
from handlers.evidence.reference import refresh
from handlers.records import reference as records
from handlers.reference import keeping
from handlers.reference.keeping import Kept
from handlers.reference.refusals import ChangeRefused
from handlers.rules.series import Series
from handlers.rules.terms import Level

CHAIN = "reference"
NEW = "new"
KINDS = {"series": later("职称系列"), "areas": later("盟市"), "departments": later("行业主管部门")}
Answer = str | tuple[str, int] | Response


@dataclass(frozen=True)
class Subject:
    """The row about to be looked at or changed; `code` is empty for one that is not there yet."""

    kind: str
    code: str
    rows: list[Kept]  # the newest first


def _subject(session: Session, kind: str, id: str) -> Subject:
    if kind not in KINDS:
        raise NotFound("没有这类参考数据")
    rows = [] if id == NEW else keeping.history(session, kind, id)
    if not rows and id != NEW:
        raise NotFound("没有这个代码")
    return Subject(kind, "" if id == NEW else id, rows)


@admin.get("/reference/<kind>")
@only(permissions.may_read_law)
def reference_list(kind: str) -> str:
    with place().database.reading() as session:
        if kind not in KINDS:
            raise NotFound("没有这类参考数据")
        rows = sorted(keeping.on(keeping.rows_of(session, kind), today()), key=_place)
        former = sorted(session.scalars(select(records.FormerTitle)), key=lambda row: (row.code, row.title))
        return render_template(
            "admin/reference.html", kind=kind, kinds=KINDS, rows=rows, labels=_labels(session), former=former
        )


def _place(row: Kept) -> tuple[bool, int, str]:
    """The national series in their order, everything else by code."""
    number = getattr(row, "number", None)
    return (number is None, number or 0, row.code)


def _labels(session: Session) -> dict[str, str]:
    """The names of series by code, in the order of the list."""
    rows: list[Any] = sorted(keeping.on(keeping.rows_of(session, "series"), today()), key=_place)
    return {row.code: row.label for row in rows}


@admin.get("/reference/<kind>/<id>")
@only(permissions.may_read_law)
def reference_row(kind: str, id: str) -> str:
    with place().database.reading() as session:
        return _page(session, _subject(session, kind, id))


@admin.post("/reference/<kind>/<id>")
@only(permissions.may_keep_law)
def amend(kind: str, id: str) -> Answer:
    try:
        with place().database.transaction() as session:
            row = _amended(session, _subject(session, kind, id))
    except ChangeRefused as refused:
        with place().database.reading() as session:
            return _page(session, _subject(session, kind, id), refused.errors), 422
    flash(_("已记录，自 %(day)s 起生效；此前的内容保留备查。", day=row.valid_from))
    return redirect(url_for("admin.reference_row", kind=kind, id=row.code))


def _amended(session: Session, subject: Subject) -> Kept:
    """Make the change, write it down, and let this process show it."""
    code = subject.code or text("code")
    if not subject.code and keeping.history(session, subject.kind, code):
        raise ChangeRefused({"code": f"代码 {code} 已经有了，请到该行修改"})
    wanted = wanting.READERS[subject.kind](code)
    if subject.rows and isinstance(wanted, Series):
        wanted = replace(wanted, number=getattr(subject.rows[0], "number", None))
    change = keeping.Change(wanted, day("valid_from"), text("document"))
    row = keeping.amend(session, subject.kind, change, actor(), now())
    name = getattr(row, "label", "") or getattr(row, "name", "")
    detail = {"kind": subject.kind, "valid_from": row.valid_from.isoformat(), "document": row.document}
    detail |= wanting.told(row)
    audit.note(session, CHAIN, audit.Entry("published", actor(), row.code, name, "", (), detail), now())
    forget(session)
    refresh(session, today())
    return row


def _page(session: Session, subject: Subject, errors: Mapping[str, str] | None = None) -> str:
    given = wanting.given(request.form) if errors else wanting.of(subject.rows[0]) if subject.rows else {}
    return render_template(
        "admin/reference_row.html",
        kind=subject.kind,
        kinds=KINDS,
        code=subject.code,
        rows=subject.rows,
        errors=errors or {},
        given=given,
        labels=_labels(session),
        levels=list(reversed(Level)),
    )
