"""Signals about employers: often returned, titles annulled later, late reports, short notices (V66.1–V66.3)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import Session

from handlers.evidence.clues import Target
from handlers.evidence.screening.hits import Hit, LocalDay, Screen, Window, day
from handlers.records.committees import Call
from handlers.records.declarations import CheckRecord, Declaration
from handlers.records.notices import Publicity
from handlers.records.organisations import Organisation
from handlers.rules.inspection import ClueSubject
from handlers.rules.oversight.signals import OFTEN, Signal, UnitRecord, signals
from handlers.rules.terms import DeclarationStatus, OrganisationKind, PublicityKind
from handlers.rules.workdays import end_of_day

WITH_UNIT = (DeclarationStatus.SUBMITTED, DeclarationStatus.UNIT_CHECK, DeclarationStatus.UNIT_NOTICE)


def _of_unit(row: Any) -> Target:
    about = ClueSubject.AGENCY if row.kind is OrganisationKind.AGENCY else ClueSubject.UNIT
    return Target(about, row.unit, organisation_id=row.unit_id)


UNIT = (Organisation.id.label("unit_id"), Organisation.name.label("unit"), Organisation.kind)


def often_returned(session: Session, window: Window) -> list[Hit]:
    """Units whose files the levels above returned or rejected again and again in a year."""
    many = func.count(func.distinct(CheckRecord.id))
    rows = session.execute(
        select(*UNIT, Declaration.year, many.label("many"), func.max(CheckRecord.checked_at).label("last"))
        .join(Declaration, Declaration.id == CheckRecord.declaration_id)
        .join(Organisation, Organisation.id == Declaration.employer_id)
        .where(CheckRecord.checked_at >= window.since, CheckRecord.opinion.in_(("return", "reject")))
        .where(CheckRecord.stage.in_(("industry", "hr", "office")), window.here(Organisation.area))
        .group_by(Organisation.id, Organisation.name, Organisation.kind, Declaration.year)
        .having(many >= OFTEN)
        .order_by(many.desc(), Organisation.id)
        .limit(window.most)
    )
    return [
        Hit(f"{r.unit_id}:{r.year}", _of_unit(r), seen.code, f"{r.year} 年{seen.seen}",
            ("单位", "年度", "退回次数", "最近一次"), [(r.unit, r.year, r.many, day(r.last))])
        for r in rows
        for seen in signals(UnitRecord(r.many, 0, 0))
    ]  # fmt: skip


def titles_annulled(session: Session, window: Window) -> list[Hit]:
    """Units that had recommended people whose titles were annulled."""
    many = func.count()
    rows = session.execute(
        select(*UNIT, Declaration.year, many.label("many"), func.min(Declaration.number).label("first"))
        .join(Organisation, Organisation.id == Declaration.employer_id)
        .where(Declaration.status == DeclarationStatus.ANNULLED, window.here(Organisation.area))
        .group_by(Organisation.id, Organisation.name, Organisation.kind, Declaration.year)
        .order_by(many.desc(), Organisation.id)
        .limit(window.most)
    )
    return [
        Hit(f"{r.unit_id}:{r.year}", _of_unit(r), seen.code, f"{r.year} 年推荐的人员中，{seen.seen}",
            ("单位", "年度", "人数", "其中"), [(r.unit, r.year, r.many, r.first)])
        for r in rows
        for seen in signals(UnitRecord(0, r.many, 0))
    ]  # fmt: skip


def reported_late(session: Session, window: Window) -> list[Hit]:
    """Units that still hold files, or sent them up, after the call had closed."""
    idle = and_(Declaration.status.in_(WITH_UNIT), Declaration.reported_at.is_(None), Call.closes_at <= window.now)
    late = Declaration.reported_at > Call.closes_at
    many = func.count()
    rows = session.execute(
        select(*UNIT, Call.id.label("call_id"), Call.title, Call.closes_at, many.label("many"),
               func.sum(case((idle, 1), else_=0)).label("idle"))
        .join(Declaration, Declaration.call_id == Call.id)
        .join(Organisation, Organisation.id == Declaration.employer_id)
        .where(Call.closes_at >= window.since, Declaration.submitted_at.is_not(None), or_(idle, late))
        .where(window.here(Organisation.area))
        .group_by(Organisation.id, Organisation.name, Organisation.kind, Call.id, Call.title, Call.closes_at)
        .order_by(many.desc(), Organisation.id)
        .limit(window.most)
    )  # fmt: skip
    return [
        Hit(f"{r.unit_id}:{r.call_id}", _of_unit(r), seen.code, f"{r.title}：{seen.seen}",
            ("单位", "申报通知", "截止", "逾期份数", "其中仍未上报"),
            [(r.unit, r.title, day(r.closes_at), r.many, int(r.idle))])
        for r in rows
        for seen in signals(UnitRecord(0, 0, r.many))
    ]  # fmt: skip


def notice_too_short(session: Session, window: Window) -> list[Hit]:
    """A unit's own notices that were closed before their last day was over, or hung without proof."""
    unproven = or_(Publicity.place == "", Publicity.evidence == "")
    early = Publicity.over_on >= LocalDay(Publicity.closed_at)
    rows = session.execute(
        select(*UNIT, Publicity.id, Publicity.title, Publicity.posted_at, Publicity.over_on, Publicity.closed_at,
               unproven.label("unproven"))
        .join(Organisation, Organisation.id == Publicity.body_id)
        .where(Publicity.kind == PublicityKind.UNIT, Publicity.closed_at >= window.since)
        .where(or_(unproven, early))
        .where(window.here(Organisation.area))
        .order_by(Publicity.closed_at.desc())
        .limit(window.most)
    )  # fmt: skip
    return [
        Hit(r.id, _of_unit(r), "V66.2", f"{r.title}：{_wrong(r)}", ("单位", "公示", "公示时间", "应公示至", "结束时间"),
            [(r.unit, r.title, day(r.posted_at), r.over_on, day(r.closed_at))])
        for r in rows
        if _wrong(r)
    ]  # fmt: skip


def _wrong(row: Any) -> str:
    if row.over_on and row.closed_at < end_of_day(row.over_on):
        return f"应公示至 {row.over_on}，于 {day(row.closed_at)} 提前结束"
    return "没有公示地点或凭证" if row.unproven else ""


SCREENS = (
    Screen(
        Signal.OFTEN_RETURNED,
        "V66.1",
        "单位报送的材料在上级审核、复核中多次被退回。",
        f"一年 {OFTEN} 次及以上",
        often_returned,
    ),
    Screen(Signal.TITLES_ANNULLED_LATER, "V66.1", "单位推荐的人员取得职称后被撤销。", "一人即提示", titles_annulled),
    Screen(
        Signal.NOTICE_TOO_SHORT, "V66.2", "单位公示未满期限就结束，或没有地点、凭证。", "一次即提示", notice_too_short
    ),
    Screen(Signal.REPORTED_LATE, "V66.3", "申报通知截止后，材料仍留在单位或才报送。", "一份即提示", reported_late),
)
