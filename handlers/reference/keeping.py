"""Changing reference data: the row in force ends, another begins; what was is never overwritten.

A code that is not there yet begins with its first row. Nothing begins backwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.handler import Actor
from handlers.records import reference as records
from handlers.reference.loading import area_row, department_row, series_row
from handlers.reference.refusals import ChangeRefused
from handlers.rules.series import OWN, Area, Department, Series
from handlers.rules.workdays import local_date

Kept = records.Series | records.Area | records.Department
TABLES: dict[str, type[Kept]] = {
    "series": records.Series,
    "areas": records.Area,
    "departments": records.Department,
}
DOCUMENT = 80


@dataclass(frozen=True)
class Change:
    """A change about to be made: what shall hold from when, and the paper it rests on."""

    wanted: Series | Area | Department
    valid_from: date | None
    document: str


def rows_of(session: Session, kind: str) -> list[Kept]:
    """All rows of a kind, by code and first day."""
    found: list[Kept] = list(session.scalars(select(TABLES[kind])))
    return sorted(found, key=lambda row: (row.code, row.valid_from))


def on(rows: list[Kept], day: date) -> list[Kept]:
    """The rows that hold on a day, or begin later where none of the code holds yet."""
    holding = [r for r in rows if r.valid_from <= day and (r.valid_to is None or day <= r.valid_to)]
    begun = {r.code for r in rows if r.valid_from <= day}
    return [*holding, *(r for r in rows if r.code not in begun)]


def history(session: Session, kind: str, code: str) -> list[Kept]:
    """The rows of one code, the newest first."""
    table = TABLES[kind]
    found: list[Kept] = list(session.scalars(select(table).where(table.code == code)))
    return sorted(found, key=lambda row: row.valid_from, reverse=True)


def amend(session: Session, kind: str, change: Change, by: Actor, now: datetime) -> Kept:
    """End the last row of the code and begin another. Raises ChangeRefused with all faults."""
    before = history(session, kind, change.wanted.code)
    errors = _faults(session, kind, change, before, local_date(now))
    if errors or change.valid_from is None:
        raise ChangeRefused(errors)
    row = _row(change.wanted)
    row.valid_from, row.valid_to = change.valid_from, None
    row.document, row.entered_by = change.document.strip(), by.name
    if before and (before[0].valid_to is None or before[0].valid_to >= change.valid_from):
        before[0].valid_to = change.valid_from - timedelta(days=1)
    session.add(row)
    session.flush()
    return row


def _row(wanted: Series | Area | Department) -> Kept:
    if isinstance(wanted, Series):
        return series_row(wanted)
    return area_row(wanted) if isinstance(wanted, Area) else department_row(wanted)


def _faults(session: Session, kind: str, change: Change, before: list[Kept], today: date) -> dict[str, str]:
    errors = _faults_of(session, change.wanted)
    if not change.wanted.code.strip():
        errors["code"] = "请填写代码"
    elif kind == "series" and not before and not change.wanted.code.startswith(OWN):
        errors["code"] = f"新增的系列只能是自治区自设系列，代码以 {OWN} 开头"
    if change.valid_from is None:
        errors["valid_from"] = "请填写生效日期"
    elif change.valid_from < today:
        errors["valid_from"] = f"生效日期 {change.valid_from} 早于今天 {today}，不得倒改历史；请填今天或以后的日期"
    elif before and change.valid_from <= before[0].valid_from:
        errors["valid_from"] = f"已有 {before[0].valid_from} 起的一行；请填更晚的日期"
    if not 0 < len(change.document.strip()) <= DOCUMENT:
        errors["document"] = f"请填写依据文号，最多 {DOCUMENT} 字"
    return errors


def _faults_of(session: Session, wanted: Any) -> dict[str, str]:
    name, field = (wanted.label, "label") if isinstance(wanted, Series) else (wanted.name, "name")
    errors = {}
    if not 0 < len(name.strip()) <= 40:
        errors[field] = "请填写名称，最多 40 字"
    if len(wanted.code) > 12 and isinstance(wanted, Series):
        errors["code"] = "代码最多 12 个字符"
    if isinstance(wanted, Series):
        long = [level for level, titles in wanted.levels.items() if any(len(name) > 40 for name in titles.names)]
        errors |= {f"titles-{level.value}": f"{level.label}的职称名称每个最多 40 字" for level in long}
    if isinstance(wanted, Area):
        errors |= _faults_of_area(wanted)
    if isinstance(wanted, Department):
        known = set(session.scalars(select(records.Series.code)))
        if not wanted.series:
            errors["series"] = "请至少选择一个系列"
        elif not set(wanted.series) <= known:
            errors["series"] = f"没有代码为“{'、'.join(sorted(set(wanted.series) - known))}”的系列；请重新选择"
    return errors


def _faults_of_area(wanted: Area) -> dict[str, str]:
    errors = {}
    if not (len(wanted.code) == 6 and wanted.code.isdigit()):
        errors["code"] = "行政区划代码为 6 位数字"
    if not 0 < len(wanted.government.strip()) <= 40:
        errors["government"] = "请填写政府名称，最多 40 字"
    return errors
