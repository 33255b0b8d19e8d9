"""Choosing another reading: a new version in the ledger, from a day on, on a paper and with a reason."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.handler import Actor
from handlers.records.interpretations import InterpretationSetting
from handlers.reference.ledger import Setting, readings_of, setting
from handlers.reference.refusals import ChangeRefused
from handlers.rules.workdays import local_date

DOCUMENT, REASON = 80, 2000


def in_force(rows: Iterable[InterpretationSetting], on: date) -> dict[str, InterpretationSetting]:
    """Of each key the row in force on a day: the one that began last, of two of one day the later version."""
    began = (row for row in rows if row.effective_from <= on)
    return {row.key: row for row in sorted(began, key=lambda row: (row.effective_from, row.version))}


def history(session: Session) -> list[InterpretationSetting]:
    """All that was ever chosen, by key and version."""
    ordered = select(InterpretationSetting).order_by(InterpretationSetting.key, InterpretationSetting.version)
    return list(session.scalars(ordered))


def choose(
    session: Session,
    key: str,
    value: str,
    effective_from: date | None,
    document: str,
    reason: str,
    by: Actor,
    now: datetime,
) -> InterpretationSetting:
    """Record that `key` is read as `value` from a day on. Raises KeyError for no setting, ChangeRefused with why.

    Nothing takes effect backwards: what was decided under a reading stays decided under it.
    """
    wanted, before = setting(key), history(session)
    errors = _faults(wanted, value, effective_from, document, reason, local_date(now))
    if not errors and effective_from:
        errors = _clashes(wanted, value, before, effective_from)
    if errors or effective_from is None:
        raise ChangeRefused(errors)
    row = InterpretationSetting(
        key=key,
        version=1 + max((r.version for r in before if r.key == key), default=0),
        value=value,
        effective_from=effective_from,
        set_by_id=by.person_id,
        set_by=by.name,
        set_at=now,
        document=document.strip(),
        reason=reason.strip(),
    )
    session.add(row)
    session.flush()
    return row


def _faults(
    wanted: Setting, value: str, effective_from: date | None, document: str, reason: str, today: date
) -> dict[str, str]:
    errors = {}
    if not wanted.allows(value):
        asked = "请选择所列做法之一" if wanted.choices else f"请填 {wanted.least} 至 {wanted.most} 的整数"
        errors["value"] = f"“{wanted.label}”{asked}"
    if effective_from is None:
        errors["effective_from"] = "请填写生效日期"
    elif effective_from < today:
        errors["effective_from"] = f"生效日期 {effective_from} 早于今天 {today}，解读不溯及既往；请填今天或以后的日期"
    if not document.strip():
        errors["document"] = "请填写依据文号"
    elif len(document.strip()) > DOCUMENT:
        errors["document"] = f"依据文号最多 {DOCUMENT} 字"
    if not reason.strip():
        errors["reason"] = "请填写变更理由"
    elif len(reason.strip()) > REASON:
        errors["reason"] = f"变更理由最多 {REASON} 字"
    return errors


def _clashes(wanted: Setting, value: str, before: list[InterpretationSetting], on: date) -> dict[str, str]:
    """The value already holds on that day, or does not go with another one."""
    values = {key: row.value for key, row in in_force(before, on).items()}
    if values.get(wanted.key, wanted.default) == value:
        return {"value": f"“{wanted.label}”在 {on} 已经是“{wanted.told(value)}”，没有变化；请选择其他做法"}
    readings = readings_of({**values, wanted.key: value})
    if readings.correction_least > readings.correction_days:
        least, days = readings.correction_least, readings.correction_days
        return {"value": f"最短补正时限 {least} 个工作日不得长于默认时限 {days} 个工作日；请先调整另一项"}
    return {}
