"""Chapter 1: whose employers, who manages what, who acts by delegation (A3, A5, A9).

Judges bodies, areas and records of powers; knows no person and no file.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.rules.article import Breaches, Doubt, article
from handlers.rules.jurisdiction import Authority
from handlers.rules.terms import Level, OrganisationKind, OrganisationLevel

REGION_AREA = "15"
EMPLOYING = (OrganisationKind.EMPLOYER, OrganisationKind.AGENCY)


@dataclass(frozen=True)
class Employer:
    """The declaring body. `central`: a central unit stationed in the region; `letter`: its letter of entrustment."""

    kind: OrganisationKind
    area: str
    central: bool
    letter: str


@dataclass(frozen=True)
class Management:
    """A body about to read or change what holds for the whole region (rules, region-wide data)."""

    matter: str
    kind: OrganisationKind
    level: OrganisationLevel


@dataclass(frozen=True)
class Territory:
    """A league's or county's HR department, its area, and the area of what it is about to handle."""

    kind: OrganisationKind
    level: OrganisationLevel
    area: str
    matter_area: str


@dataclass(frozen=True)
class Industry:
    """A forming body, the series granted to it, and the one it is about to handle."""

    kind: OrganisationKind
    granted: tuple[str, ...]
    series: str


@dataclass(frozen=True)
class Delegation:
    """A recorded delegation of review power (下放权限). No specialties: all of its series; dates are inclusive."""

    number: str
    delegated_by: Authority
    units: str
    posts: str
    series: tuple[str, ...]
    specialties: tuple[str, ...]
    levels: tuple[Level, ...]
    area: str
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True)
class DelegatedReview:
    """A call or session against the delegation of the body that runs it; `delegated`: it acts by delegation
    or reviews its own staff, so that it needs one.
    """

    delegated: bool
    delegation: Delegation | None
    series: str
    specialty: str
    level: Level
    area: str
    on: date


def lies_within(area: str, of: str) -> bool:
    """Whether `area` lies in the area `of`: codes of GB/T 2260, in which trailing 00 stands for the whole."""
    stem = of
    while stem.endswith("00"):
        stem = stem[:-2]
    return bool(stem) and area.startswith(stem)


@article("A3.1")
def employer_is_of_the_region(employer: Employer) -> Breaches:
    """Employers of the region declare here; others, and central units stationed here, by entrustment (A56)."""
    entrusted = bool(employer.letter.strip())
    if not employer.area.startswith(REGION_AREA) and not entrusted:
        yield f"单位所在地（{employer.area}）不在自治区，没有委托函不得申报；请按委托评审办理"
    elif employer.central and not entrusted:
        yield "中央驻区单位没有委托函，不得按一般渠道申报；请按委托评审办理"
    if employer.kind not in EMPLOYING:
        yield Doubt(f"申报单位是{employer.kind.label}，是否属于用人单位待人工认定")


@article("A5.1")
def region_matters_are_the_region_s(management: Management) -> Breaches:
    """The region's HR department plans and manages titles for the whole region; nobody else keeps its rules."""
    if management.kind is not OrganisationKind.HR or management.level is not OrganisationLevel.REGION:
        who = f"{management.level.label}{management.kind.label}"
        yield f"{management.matter}由自治区人社厅管理，{who}不得办理；请报自治区人社厅"


@article("A5.2")
def local_hr_keeps_to_its_area(territory: Territory) -> Breaches:
    """HR departments of leagues and counties manage, organise and forward within their area."""
    if territory.kind is not OrganisationKind.HR:
        return
    if not lies_within(territory.matter_area, territory.area):
        here, there = territory.area, territory.matter_area
        yield f"{territory.level.label}人社部门的辖区是 {here}，不得办理 {there} 的事项；请转有管辖权的人社部门"


@article("A5.3")
def industry_keeps_to_its_series(industry: Industry) -> Breaches:
    """An industry department or unit runs the reviews of its own industry: the series granted to it.

    HR departments are not tied to an industry.
    """
    if industry.kind is not OrganisationKind.HR and industry.series not in industry.granted:
        granted = "、".join(industry.granted) or "无"
        yield f"系列“{industry.series}”不在授权范围（{granted}），不得组织评审；请转相应行业主管部门"


@article("A5.4")
def delegated_power_is_within_its_scope(review: DelegatedReview) -> Breaches:
    """Bodies with delegated power and self-review units act inside the approved scope only."""
    grant = review.delegation
    if not review.delegated:
        return
    if grant is None:
        yield "没有承接评审权限的记录，不得自主评审；请先取得下放权限的文件"
        return
    outside = [
        name
        for name, inside in (
            (f"系列“{review.series}”", review.series in grant.series),
            (f"专业“{review.specialty}”", not grant.specialties or review.specialty in grant.specialties),
            (f"{review.level.label}", review.level in grant.levels),
            (f"地区 {review.area}", lies_within(review.area, grant.area)),
        )
        if not inside
    ]
    if outside:
        yield f"{'、'.join(outside)}不在下放权限（{grant.number}）的范围，不得评审；请报送有权限的评委会"
    if grant.valid_from is None or grant.valid_to is None:
        yield f"下放权限（{grant.number}）没有起止日期，不得据以评审；请补录文件"
    elif not grant.valid_from <= review.on <= grant.valid_to:
        term = f"{grant.valid_from} 至 {grant.valid_to}"
        yield f"下放权限（{grant.number}）的期限为 {term}，不含 {review.on}，不得评审；请重新取得权限"


@article("A9.1")
def delegation_is_recorded_with_its_scope(delegation: Delegation) -> Breaches:
    """A delegation names its document, units and posts, series, levels and area, and the day it ends."""
    parts = {
        "文号": delegation.number.strip(), "单位类型": delegation.units.strip(), "岗位特点": delegation.posts.strip(),
        "系列": delegation.series, "层级": delegation.levels, "地区": delegation.area.strip(),
        "起始日期": delegation.valid_from, "截止日期": delegation.valid_to,
    }  # fmt: skip
    empty = [name for name, part in parts.items() if not part]
    if empty:
        yield f"下放评审权限的记录缺少：{'、'.join(empty)}，不得下放；请补充完整"
    if delegation.delegated_by not in (Authority.REGION_HR, Authority.LEAGUE_HR):
        yield f"{delegation.delegated_by.label}不得下放评审权限；请由自治区人社厅或盟市人社局下放"
    first, last = delegation.valid_from, delegation.valid_to
    if first is not None and last is not None and last < first:
        yield f"下放权限的期限 {first} 至 {last} 首尾颠倒，不得下放；请更正日期"
