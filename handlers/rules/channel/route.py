"""Table (c): the way up, who publishes the roster and how the office gets the file. A function, no rules."""

from __future__ import annotations

from dataclasses import dataclass, replace

from handlers.rules.terms import OrganisationLevel, Term, Tier


class Site(Term):
    """Where a committee is set up (located_at)."""

    REGION = "region", "自治区"
    LEAGUE = "league", "盟市"
    SELF_REVIEW = "self_review", "自评单位"


class Roster(Term):
    """Who publishes the roster of art. 34."""

    LEAGUE_HR = "league_hr", "盟市人社局"
    DEPARTMENT = "department", "区直主管部门"
    RECOMMENDED = "recommended", "建议公示"
    LOCAL = "local", "按当地规定"


class Handover(Term):
    """How the file reaches the committee's office."""

    CENTRE = "centre", "盟市局（或直报单位）经公共服务中心"
    DEPARTMENT = "department", "主管部门送交"
    UNIT = "unit", "单位自行送交"
    LOCAL = "local", "当地办事机构"
    ENTRUST = "entrust", "委托评审"


@dataclass(frozen=True)
class Origin:
    """Where a declaration comes from and goes to: the inputs of table (c)."""

    tier: Tier
    committee_at: Site
    unit_level: OrganisationLevel
    direct_unit: bool  # 自治区直属企事业单位
    direct_reporting: bool  # 职称直报单位
    self_review: bool
    non_public: bool
    acts_as_league: bool
    green_channel: bool
    entrusted: bool


@dataclass(frozen=True)
class Route:
    """A row of table (c): bodies in order as "kind:level", the roster's publisher and the hand-over."""

    row: int
    path: tuple[str, ...]
    roster: Roster
    handover: Handover

    @property
    def via_centre(self) -> bool:
        return self.handover is Handover.CENTRE


def _affiliated_row(origin: Origin) -> int:
    if origin.tier is Tier.SENIOR:
        if origin.committee_at is not Site.REGION:
            return 6
        if origin.direct_unit:
            return 5
        if origin.direct_reporting:
            return 3
        if origin.unit_level is OrganisationLevel.REGION:
            return 4
        below = origin.unit_level in (OrganisationLevel.COUNTY, OrganisationLevel.TOWNSHIP)
        return 1 if below and not origin.acts_as_league else 2
    if origin.self_review:
        return 7
    if origin.direct_unit:
        return 9
    return 8 if origin.unit_level is OrganisationLevel.REGION and not origin.direct_reporting else 7


COUNTY_WAY = ("industry:county", "hr:county", "hr:league")
LEAGUE_WAY = ("industry:league", "hr:league")
ROWS = {
    1: Route(1, COUNTY_WAY, Roster.LEAGUE_HR, Handover.CENTRE),
    2: Route(2, LEAGUE_WAY, Roster.LEAGUE_HR, Handover.CENTRE),
    3: Route(3, (), Roster.RECOMMENDED, Handover.CENTRE),
    4: Route(4, ("industry:region",), Roster.DEPARTMENT, Handover.DEPARTMENT),
    5: Route(5, (), Roster.RECOMMENDED, Handover.UNIT),
    6: Route(6, (), Roster.LOCAL, Handover.LOCAL),
    7: Route(7, (), Roster.LEAGUE_HR, Handover.LOCAL),
    8: Route(8, ("industry:region",), Roster.DEPARTMENT, Handover.DEPARTMENT),
    9: Route(9, (), Roster.RECOMMENDED, Handover.UNIT),
}


def _in_the_county(origin: Origin) -> bool:
    county = origin.unit_level in (OrganisationLevel.COUNTY, OrganisationLevel.TOWNSHIP)
    return county and not origin.acts_as_league


def reporting_channel(origin: Origin) -> Route:
    """Table (c): the way up, who publishes the roster and how the office gets the file."""
    route = _non_public_route(origin) if origin.non_public else ROWS[_affiliated_row(origin)]
    if route.row == 7 and origin.self_review:
        route = replace(route, roster=Roster.LOCAL)
    elif route.row == 7:
        route = replace(route, path=_league_way(origin))
    if origin.entrusted:
        return replace(route, row=12, handover=Handover.ENTRUST)
    if origin.green_channel:
        return replace(route, row=11)
    return route


def _league_way(origin: Origin) -> tuple[str, ...]:
    if origin.direct_reporting:
        return ("hr:league",)
    return COUNTY_WAY if _in_the_county(origin) else LEAGUE_WAY


def _non_public_route(origin: Origin) -> Route:
    way = ("hr:county", "hr:league") if _in_the_county(origin) else ("hr:league",)
    at_region = origin.tier is Tier.SENIOR and origin.committee_at is Site.REGION
    return Route(10, way, Roster.LEAGUE_HR, Handover.CENTRE if at_region else Handover.LOCAL)
