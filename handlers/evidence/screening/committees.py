"""Signals about committees as such: the filing, the pool, the rate at which they pass (V65.2, V65.3, V65.9)."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import and_, case, exists, func, or_, select
from sqlalchemy.orm import Session

from handlers.evidence.clues import Target
from handlers.evidence.passing import pass_rates
from handlers.evidence.screening.hits import Hit, LocalDay, Screen, Window, day
from handlers.records.committees import Committee, FilingCycle, PoolCleanup, PoolMember
from handlers.records.organisations import Organisation
from handlers.records.review_sessions import ReviewSession
from handlers.rules.inspection import ClueSubject
from handlers.rules.oversight.signals import ENOUGH_RESULTS, Signal


def of_committee(row: Any, session_id: str | None = None) -> Target:
    """The committee of a row."""
    return Target(ClueSubject.COMMITTEE, row.committee, row.committee_id, session_id=session_id)


def filing_expired(session: Session, window: Window) -> list[Hit]:
    """Meetings that were opened on a day for which no filing of the committee runs."""
    last = func.max(FilingCycle.valid_to)
    sessions = (
        select(ReviewSession.id, ReviewSession.number, ReviewSession.opened_at, Committee.id.label("committee_id"),
               Committee.name.label("committee"), last.label("valid_to"))
        .join(Committee, Committee.id == ReviewSession.committee_id)
        .join(Organisation, Organisation.id == Committee.forming_unit_id)
        .outerjoin(FilingCycle, FilingCycle.committee_id == Committee.id)
        .where(ReviewSession.opened_at >= window.since, window.here(Organisation.area))
        .group_by(ReviewSession.id, ReviewSession.number, ReviewSession.opened_at, Committee.id, Committee.name)
        .having(or_(last.is_(None), last < LocalDay(ReviewSession.opened_at)))
        .order_by(ReviewSession.opened_at.desc())
        .limit(window.most)
    )  # fmt: skip
    return [
        Hit(r.id, of_committee(r, r.id), "V65.2",
            f"{r.number} 于 {day(r.opened_at)} 开会，{f'备案有效期至 {r.valid_to}' if r.valid_to else '没有备案'}",
            ("评审会议", "开会时间", "备案有效期至"), [(r.number, day(r.opened_at), r.valid_to or "无")])
        for r in session.execute(sessions)
    ]  # fmt: skip


def pool_neglected(session: Session, window: Window) -> list[Hit]:
    """Pools not cleaned in the year before, or with experts whose term has ended."""
    year = window.today.year
    since = date(year - 1, 1, 1)
    cleaned = exists().where(PoolCleanup.committee_id == Committee.id, PoolCleanup.signed_on >= since)
    ended = func.sum(case((PoolMember.term_to < window.today, 1), else_=0))
    filed_before = exists().where(FilingCycle.committee_id == Committee.id, FilingCycle.valid_from < since)
    rows = session.execute(
        select(Committee.id.label("committee_id"), Committee.name.label("committee"), cleaned.label("cleaned"),
               filed_before.label("old"), func.count().label("members"), ended.label("ended"))
        .join(Organisation, Organisation.id == Committee.forming_unit_id)
        .join(PoolMember, PoolMember.committee_id == Committee.id)
        .where(Committee.status.in_(("active", "suspended")), window.here(Organisation.area))
        .group_by(Committee.id, Committee.name)
        .having(or_(ended > 0, and_(~cleaned, filed_before)))
        .order_by(Committee.name)
        .limit(window.most)
    )  # fmt: skip
    return [
        Hit(f"{r.committee_id}:{year}", of_committee(r), "V65.3", _neglect(r, since.year),
            ("评委会", "在库专家", "任期已满", f"{since.year}年以来清理"),
            [(r.committee, r.members, int(r.ended), "有" if r.cleaned else "没有")])
        for r in rows
    ]  # fmt: skip


def _neglect(row: Any, year: int) -> str:
    said = [f"{int(row.ended)} 名专家任期已满仍在库" if row.ended else ""]
    said.append("" if row.cleaned else f"{year} 年以来没有年度清理记录")
    return "，".join(each for each in said if each)


def pass_rate_far_off(session: Session, window: Window) -> list[Hit]:
    """Committees whose pass rate of a year lies, with 95 % confidence, off that of their whole series."""
    rates = pass_rates(session, window.here(Organisation.area), ENOUGH_RESULTS, window.years)
    return [
        Hit(f"{r.committee_id}:{r.year}", Target(ClueSubject.COMMITTEE, r.committee, r.committee_id), "V65.9",
            f"{r.year} 年通过 {r.passed}/{r.reviewed}（{r.rate:.1%}，95% 区间 {r.low:.1%}–{r.high:.1%}），"
            f"同系列 {r.series_rate:.1%}",
            ("评委会", "年度", "参评", "通过", "通过率", "95% 区间", "同系列通过率"),
            [(r.committee, r.year, r.reviewed, r.passed, f"{r.rate:.1%}", f"{r.low:.1%}–{r.high:.1%}",
              f"{r.series_rate:.1%}")])
        for r in rates
        if r.outlier
    ][: window.most]  # fmt: skip


SCREENS = (
    Screen(
        Signal.FILING_OR_FORMATION, "V65.2", "开会当日评委会没有备案，或备案已经期满。", "一场即提示", filing_expired
    ),
    Screen(
        Signal.POOL_NEGLECTED,
        "V65.3",
        "专家库自上年以来没有年度清理，或有专家任期已满仍在库。",
        "一名即提示",
        pool_neglected,
    ),
    Screen(
        Signal.PASS_RATE_FAR_OFF,
        "V65.9",
        "一个评委会一年的通过率，明显偏离同系列全部评委会。",
        f"参评 {ENOUGH_RESULTS} 人及以上，同系列通过率落在 95% 置信区间（Wilson）之外",
        pass_rate_far_off,
    ),
)
