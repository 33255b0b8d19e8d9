"""Who supervises which committee (A6, table g): never the unit that formed it, if need be one level up.

A committee of the region's HR department, and the higher department of a region-level industry department,
stand under a national body outside this system: monitored only (I-35).
"""

from __future__ import annotations

from dataclasses import dataclass

from handlers.rules.article import Breaches, article
from handlers.rules.jurisdiction import Authority
from handlers.rules.terms import OrganisationKind, OrganisationLevel, Term

HR, INDUSTRY = OrganisationKind.HR, OrganisationKind.INDUSTRY
COUNTY, LEAGUE, REGION = OrganisationLevel.COUNTY, OrganisationLevel.LEAGUE, OrganisationLevel.REGION


class Former(Term):
    """What kind of body formed the committee."""

    HR = "hr", "人社部门直接组建"
    INDUSTRY = "industry", "行业主管部门直接组建"
    OTHER = "other", "其他单位组建"


class Supervisor(Term):
    """A supervising department by kind and level; `EXTERNAL` is a national one, for monitoring only (I-35)."""

    REGION_HR = "region_hr", "自治区人社厅"
    LEAGUE_HR = "league_hr", "盟市人社局"
    COUNTY_HR = "county_hr", "旗县人社局"
    REGION_INDUSTRY = "region_industry", "自治区行业主管部门"
    LEAGUE_INDUSTRY = "league_industry", "盟市行业主管部门"
    COUNTY_INDUSTRY = "county_industry", "旗县行业主管部门"
    EXTERNAL = "external", "国家主管部门（本系统只作监测）"

    @property
    def acts(self) -> bool:
        """Whether the supervisor acts in this system."""
        return self is not Supervisor.EXTERNAL


_LADDER = (COUNTY, LEAGUE, REGION)
_LEVELS = {Authority.COUNTY_HR: COUNTY, Authority.LEAGUE_HR: LEAGUE, Authority.REGION_HR: REGION}
_BY = {
    HR: (Supervisor.COUNTY_HR, Supervisor.LEAGUE_HR, Supervisor.REGION_HR, Supervisor.EXTERNAL),
    INDUSTRY: (
        Supervisor.COUNTY_INDUSTRY, Supervisor.LEAGUE_INDUSTRY, Supervisor.REGION_INDUSTRY, Supervisor.EXTERNAL,
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Formation:
    """How a committee came about: what formed it, at what level (region, league, county), and who filed it.

    `unit` is the id of the forming unit, `area` the code of the area the committee stands in.
    """

    former: Former
    level: OrganisationLevel
    filed_by: Authority
    unit: str
    area: str


def supervisors(former: Former, level: OrganisationLevel, filed_by: Authority) -> tuple[Supervisor, ...]:
    """Table (g). Raises ValueError for a level or a filing authority that is neither region, league nor county."""
    step = _LADDER.index(level)
    if former is Former.HR:
        return (_BY[HR][step + 1],)
    if former is Former.INDUSTRY:
        return (_BY[HR][step], _BY[INDUSTRY][step + 1])
    if filed_by not in _LEVELS:
        raise ValueError(f"no HR department filed the committee: {filed_by}")
    step = _LADDER.index(_LEVELS[filed_by])
    return (_BY[HR][step], _BY[INDUSTRY][step])


def supervisors_of(formation: Formation) -> tuple[Supervisor, ...]:
    """Who supervises the committee so formed; nobody is known while it is not filed and no department formed it."""
    if formation.level not in _LADDER or (formation.former is Former.OTHER and formation.filed_by not in _LEVELS):
        return ()
    return supervisors(formation.former, formation.level, formation.filed_by)


@dataclass(frozen=True)
class Supervision:
    """A department about to act as supervisor: its kind and level, its id and its area code."""

    formation: Formation
    acting: Supervisor
    body: str
    area: str


@dataclass(frozen=True)
class SignOff:
    """Which departments have signed a measure."""

    formation: Formation
    signed: tuple[Supervisor, ...]


@article("A6.1")
def region_supervises_what_it_filed(supervision: Supervision) -> Breaches:
    """The region's HR and industry departments supervise the committees the region filed (junior too: I-35)."""
    formation = supervision.formation
    if formation.former is Former.OTHER and formation.filed_by is Authority.REGION_HR:
        yield from _called(supervision, "自治区人社厅核准备案的评委会")


@article("A6.2")
def locality_supervises_what_it_filed(supervision: Supervision) -> Breaches:
    """League and county HR departments, with the local industry department, supervise local committees."""
    formation = supervision.formation
    if formation.former is not Former.OTHER or formation.filed_by is Authority.REGION_HR:
        return
    if formation.filed_by not in _LEVELS:
        yield "评委会没有核准备案部门，监管部门无法确定，不得立案；请先核实由哪一级人社部门管理"
    else:
        yield from _called(supervision, f"{formation.filed_by.label}核准备案的评委会")


@article("A6.2a")
def supervisor_is_of_the_area(supervision: Supervision) -> Breaches:
    """A league or county department supervises within its own area only (按管理权限, 本地区)."""
    digits = {"league": 4, "county": 6}.get(supervision.acting.partition("_")[0], 0)
    if supervision.area[:digits] != supervision.formation.area[:digits]:
        yield (
            f"评委会所在地 {supervision.formation.area} 不属于{supervision.acting.label} {supervision.area} 管辖，"
            "不得监管；请移交评委会所在地的部门"
        )


@article("A6.3")
def hr_committee_is_supervised_one_level_up(supervision: Supervision) -> Breaches:
    """A committee formed by an HR department is supervised by the next higher HR department."""
    if supervision.formation.former is Former.HR:
        yield from _called(supervision, f"{supervision.formation.level.label}人社部门直接组建的评委会")


@article("A6.3a")
def supervisor_did_not_form_the_committee(supervision: Supervision) -> Breaches:
    """Nobody supervises the committee it formed itself."""
    if not supervision.body.strip():
        yield "没有监管部门，不得立案；请由监管部门登录后办理"
    elif supervision.body == supervision.formation.unit:
        yield f"{supervision.acting.label}就是该评委会的组建单位，不得监管自己组建的评委会；请移交上一级部门"


@article("A6.4")
def industry_committee_has_two_supervisors(supervision: Supervision) -> Breaches:
    """A committee formed by an industry department is supervised by the HR department beside and the one above it."""
    if supervision.formation.former is Former.INDUSTRY:
        yield from _called(supervision, f"{supervision.formation.level.label}行业主管部门直接组建的评委会")


def _called(supervision: Supervision, what: str) -> Breaches:
    called = supervisors_of(supervision.formation)
    named = "、".join(each.label for each in called) or "待人工认定的部门"
    if not supervision.acting.acts:
        yield f"{what}由{named}监管，国家主管部门不在本系统办理；请只作监测并书面报告"
    elif supervision.acting not in called:
        yield f"{what}由{named}监管，不得由{supervision.acting.label}监管；请移交{named}"


@article("A61.1")
def every_supervisor_has_signed(sign_off: SignOff) -> Breaches:
    """HR and industry departments supervise together: a measure carries the signature of each that table (g) names."""
    called = supervisors_of(sign_off.formation)
    signing = [each for each in called if each.acts]
    if not signing:
        named = "、".join(each.label for each in called) or "待人工认定的部门"
        yield f"该评委会由{named}监管，不得在本系统对其采取措施；请只作监测并书面报告"
    unsigned = [each.label for each in signing if each not in sign_off.signed]
    if unsigned:
        yield f"监管措施须由 {len(signing)} 个监管部门签署，{'、'.join(unsigned)}尚未签署，不得发出；请先会签"
