"""What a form of the reference data says, as a value and back. Knows no table and no page."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from flask import request
from werkzeug.datastructures import MultiDict

from app.web.admin.blueprint import text
from handlers.records import reference as records
from handlers.rules.series import Area, AreaKind, Department, ExamKind, Series, Source, Titles
from handlers.rules.terms import Level

BETWEEN = re.compile(r"[、，,；;\s]+")
NOT_YET = date.max  # the first day is a question of its own


def _source() -> Source:
    return Source.VERIFIED if text("source") == Source.VERIFIED.value else Source.KNOWN


def _titles(level: Level) -> Titles:
    names = tuple(dict.fromkeys(name for name in BETWEEN.split(text(f"titles-{level.value}")) if name))
    asked = text(f"exam-{level.value}")
    return Titles(names, next((kind for kind in ExamKind if kind.value == asked), None))


def series(code: str) -> Series:
    """A series with its titles; a level without a title is not there."""
    levels = {level: titles for level in Level if (titles := _titles(level)).names}
    return Series(
        code=code,
        label=text("label"),
        levels=MappingProxyType(levels),
        safety=bool(text("safety")),
        source=_source(),
        note=text("note"),
        valid_from=NOT_YET,
    )


def area(code: str) -> Area:
    """A league or city."""
    kind = AreaKind.LEAGUE if text("kind") == AreaKind.LEAGUE.value else AreaKind.CITY
    return Area(
        code=code,
        name=text("name"),
        kind=kind,
        government=text("government"),
        inside=text("inside"),
        acts_as_league=bool(text("acts_as_league")),
        source=_source(),
        note=text("note"),
        valid_from=NOT_YET,
    )


def department(code: str) -> Department:
    """A department and the series it leads."""
    chosen = tuple(request.form.getlist("series"))
    return Department(code, text("name"), chosen, _source(), text("note"), valid_from=NOT_YET)


READERS: Mapping[str, Callable[[str], Series | Area | Department]] = {
    "series": series,
    "areas": area,
    "departments": department,
}


def given(form: MultiDict[str, str]) -> dict[str, Any]:
    """What was typed, to be shown again."""
    return {**form.to_dict(), "series": form.getlist("series")}


def of(row: Any) -> dict[str, Any]:
    """A row as the form shows it before anything is typed."""
    shown = {**told(row), "source": row.source.value, "note": row.note}
    if isinstance(row, records.Series):
        for level in row.levels:
            shown[f"titles-{level.level.value}"] = "、".join(level.titles)
            shown[f"exam-{level.level.value}"] = level.exam.value if level.exam else ""
    return shown


def told(row: Any) -> dict[str, Any]:
    """What a row says, for the journal."""
    if isinstance(row, records.Series):
        titles = {level.level.value: list(level.titles) for level in row.levels}
        exams = {level.level.value: level.exam.value for level in row.levels if level.exam}
        return {"label": row.label, "safety": row.safety, "titles": titles, "exams": exams}
    if isinstance(row, records.Area):
        named = ("name", "government", "inside", "acts_as_league")
        return {**{name: getattr(row, name) for name in named}, "kind": row.kind.value}
    return {"name": row.name, "series": list(row.series)}
