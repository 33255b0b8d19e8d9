"""The committee's filing and scope (A10, A13, A15)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.rules.article import Breaches, article
from handlers.rules.terms import Basis, Level, Tier
from handlers.rules.workdays import ONE_DAY, add_years


@dataclass(frozen=True)
class Filing:
    """The committee's filing (核准备案) seen from the day of an act. Dates are inclusive; None: not filed."""

    valid_from: date | None
    valid_to: date | None
    status: str  # applying active suspended expired revoked
    on: date


@dataclass(frozen=True)
class Coverage:
    """What series a committee is formed for."""

    basis: Basis
    series: tuple[str, ...]
    green_channel: bool


@dataclass(frozen=True)
class Scope:
    """A declared title against the committee's approved scope.

    `covered_levels` are the levels approved for the declared specialty; empty: it is not listed.
    `tier` and `sub_level` are the committee's; `sub_level`: it is split and reviews 正高 or 副高 alone.
    """

    series: str
    specialty: str
    level: Level
    committee_series: str
    covered_levels: tuple[Level, ...]
    tier: Tier
    sub_level: Level | None


def latest_valid_to(valid_from: date) -> date:
    """The last day a filing beginning on `valid_from` may cover: three years less a day (I-08)."""
    return add_years(valid_from, 3) - ONE_DAY


@article("A10.1")
def committee_is_filed(filing: Filing) -> Breaches:
    """Whoever reviews has a committee with a filing in force."""
    if filing.valid_from is None or filing.valid_to is None:
        yield "评委会没有核准备案，不得开展评审；请先申请核准备案"
    elif filing.on < filing.valid_from:
        yield f"评委会备案自 {filing.valid_from} 起有效，{filing.on} 尚未生效，不得开展评审；请待生效后办理"
    elif filing.status in ("applying", "revoked"):
        state = "核准备案尚在办理" if filing.status == "applying" else "职称评审权已被收回"
        yield f"评委会{state}，不得开展评审；请先取得核准备案"


@article("A10.3")
def committee_keeps_to_one_series(coverage: Coverage) -> Breaches:
    """A committee is formed for one series; only the region's green-channel committee spans series (I-21)."""
    different = len(set(coverage.series))
    if different == 0:
        yield "评委会未注明评审系列，不得组建；请填写一个系列"
    elif different > 1 and not coverage.green_channel:
        yield f"评委会涉及 {different} 个系列，不得跨系列组建；请按系列分别组建"


@article("A13.3")
def filing_lasts_three_years_at_most(filing: Filing) -> Breaches:
    """A filing is valid for three years at most."""
    if filing.valid_from is None or filing.valid_to is None:
        yield "备案没有起止日期，无法核对有效期；请补录备案文件"
    elif filing.valid_to > latest_valid_to(filing.valid_from):
        latest = latest_valid_to(filing.valid_from)
        yield f"备案有效期 {filing.valid_from} 至 {filing.valid_to} 超过3年；截止日最晚为 {latest}"


@article("A13.4")
def filing_has_not_expired(filing: Filing) -> Breaches:
    """After its last day a filing carries no review until it is renewed."""
    if filing.valid_to is None:
        yield "备案没有截止日期，无法核对是否期满；请补录备案文件"
    elif filing.on > filing.valid_to:
        yield f"评委会备案已于 {filing.valid_to} 期满，{filing.on} 不得评审；请重新核准备案后再进行"


@article("A11.1")
def committee_reviews_its_own_level(scope: Scope) -> Breaches:
    """A committee reviews its own level only: high, intermediate or junior, or its part of the high level."""
    if scope.level.tier is not scope.tier:
        yield f"{scope.tier.label}评委会不得评审{scope.level.label}；请报送{scope.level.tier.label}评委会"
    elif scope.sub_level is not None and scope.level is not scope.sub_level:
        yield f"本评委会只评审{scope.sub_level.label}，不得评审{scope.level.label}；请报送相应评委会"


@article("A15.1")
def title_is_within_scope(scope: Scope) -> Breaches:
    """The committee reviews only the series, specialties and levels it was approved for."""
    if scope.series != scope.committee_series:
        yield f"申报系列“{scope.series}”不是本评委会的系列“{scope.committee_series}”，不得评审；请报送相应系列评委会"
    elif not scope.covered_levels:
        yield f"专业“{scope.specialty}”不在本评委会核准范围，不得评审；请报送核准该专业的评委会"
    elif scope.level not in scope.covered_levels:
        allowed = "、".join(level.label for level in scope.covered_levels)
        yield f"本评委会在该专业只核准评审{allowed}，不得评审{scope.level.label}；请报送相应级别评委会"
