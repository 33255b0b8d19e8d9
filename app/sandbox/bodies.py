"""The bodies of the sandbox: the region's, the twelve leagues', counties, employers of every kind.

Areas carry their GB/T 2260 codes; employers are invented. Made once and found again by code.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers import reference
from handlers.records.organisations import AuthorityGrant, Organisation
from handlers.rules.terms import EmploymentKind, Level, OrganisationKind, OrganisationLevel

REGION, LEAGUE, COUNTY = OrganisationLevel.REGION, OrganisationLevel.LEAGUE, OrganisationLevel.COUNTY
HR, INDUSTRY, EMPLOYER = OrganisationKind.HR, OrganisationKind.INDUSTRY, OrganisationKind.EMPLOYER

AREAS = {area.code: area for area in reference.areas()}
LEAGUES = {code: area.name for code, area in AREAS.items() if not area.inside}
COUNTIES = {
    "150121": "土默特左旗", "150222": "固阳县", "150302": "海勃湾区", "150428": "喀喇沁旗", "150429": "宁城县",
    "150430": "敖汉旗", "150523": "开鲁县", "150621": "达拉特旗", "150721": "阿荣旗", "150821": "五原县",
    "150923": "商都县", "152224": "突泉县", "152531": "多伦县", "152921": "阿拉善左旗",
}  # fmt: skip
AS_LEAGUES = {code: area.name for code, area in AREAS.items() if area.inside}
DEPARTMENTS = {
    "build": "住房和城乡建设", "traffic": "交通运输", "water": "水利", "farming": "农牧", "health": "卫生健康",
    "education": "教育", "industry": "工业和信息化",
}  # fmt: skip
LOCAL = ("build", "traffic")  # departments that leagues and counties have here too


@dataclass(frozen=True)
class Unit:
    """An employer and how its people are employed."""

    body: Organisation
    kind: EmploymentKind
    using: Organisation | None = None


class Tree:
    """Bodies by code: asked for, made when they are not there."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.known = {body.code: body for body in session.scalars(select(Organisation))}

    def __getitem__(self, code: str) -> Organisation:
        return self.known[code]

    def body(
        self,
        code: str,
        name: str,
        kind: OrganisationKind,
        level: OrganisationLevel,
        area: str,
        above: str | None = None,
        *,
        channel: str | None = None,
        industry: str = "",
        **flags: bool,
    ) -> Organisation:
        """The body with this code. Titles travel to `channel`, else to the administrative parent `above`."""
        if code not in self.known:
            parent = self.known[above] if above else None
            self.known[code] = Organisation(
                code=code, name=name, kind=kind, level=level, area=area, industry=industry,
                admin_parent=parent, channel_parent=self.known[channel] if channel else parent, **flags,
            )  # fmt: skip
            self.session.add(self.known[code])
        return self.known[code]


def grow(session: Session) -> Tree:
    """All bodies, those of earlier calls found again."""
    tree = Tree(session)
    _region(tree)
    for area, name in LEAGUES.items():
        _league(tree, area, name)
    for area, name in (COUNTIES | AS_LEAGUES).items():
        _county(tree, area, name)
    _special_employers(tree)
    session.flush()
    return tree


def _region(tree: Tree) -> None:
    government = OrganisationKind.GOVERNMENT
    tree.body("gov-150000", "自治区人民政府", government, REGION, "150000")
    tree.body("hr-150000", "自治区人力资源和社会保障厅", HR, REGION, "150000", "gov-150000")
    tree.body("centre", "内蒙古人事人才公共服务中心", OrganisationKind.CENTRE, REGION, "150000", "hr-150000")
    for code, name in DEPARTMENTS.items():
        tree.body(
            f"{code}-150000", f"自治区{name}厅", INDUSTRY, REGION, "150000", "gov-150000",
            channel="hr-150000", industry=code,
        )  # fmt: skip
    discipline = OrganisationKind.DISCIPLINE
    tree.body("discipline-build", "驻自治区住房和城乡建设厅纪检监察组", discipline, REGION, "150000")
    tree.body("discipline-traffic", "驻自治区交通运输厅纪检监察组", discipline, REGION, "150000")
    office = OrganisationKind.OFFICE
    tree.body("office-build", "建筑工程系列高级评委会办公室", office, REGION, "150000", "build-150000")
    tree.body("office-traffic", "公路与桥梁工程高级评委会办公室", office, REGION, "150000", "traffic-150000")
    tree.body("build-institute", "自治区建筑科学研究院", EMPLOYER, REGION, "150000", "build-150000")
    tree.body("traffic-institute", "自治区公路勘测研究院", EMPLOYER, REGION, "150000", "traffic-150000")
    tree.body("academy", "北疆工程学院", EMPLOYER, REGION, "150000", "education-150000", self_review=True)
    tree.body("group", "北疆建设集团有限公司", EMPLOYER, REGION, "150000", "hr-150000", direct_unit=True)


def _league(tree: Tree, area: str, name: str) -> None:
    government = AREAS[area].government
    tree.body(f"gov-{area}", f"{name[:-1]}{government}", OrganisationKind.GOVERNMENT, LEAGUE, area, "gov-150000")
    _offices(tree, area, name, LEAGUE, "150000")
    tree.body(f"design-{area}", f"{name}建筑勘察设计院", EMPLOYER, LEAGUE, area, f"build-{area}")


def _county(tree: Tree, area: str, name: str) -> None:
    as_league = area in AS_LEAGUES
    above = "150000" if as_league else f"{area[:4]}00"
    _offices(tree, area, name, COUNTY, above, acts_as_league=as_league)
    tree.body(
        f"quality-{area}",
        f"{name}建设工程质量安全中心",
        EMPLOYER,
        COUNTY,
        area,
        f"build-{area}",
        acts_as_league=as_league,
    )
    tree.body(
        f"firm-{area}",
        f"{name}远山建筑有限公司",
        EMPLOYER,
        COUNTY,
        area,
        f"hr-{area}",
        non_public=True,
        acts_as_league=as_league,
    )


def _offices(
    tree: Tree, area: str, name: str, level: OrganisationLevel, above: str, *, acts_as_league: bool = False
) -> None:
    tree.body(
        f"hr-{area}", f"{name}人力资源和社会保障局", HR, level, area, f"hr-{above}", acts_as_league=acts_as_league
    )
    for code in LOCAL:
        label = f"{name}{DEPARTMENTS[code]}局"
        # the department checks first, then the HR bureau beside it
        tree.body(
            f"{code}-{area}", label, INDUSTRY, level, area, f"hr-{area}", industry=code, acts_as_league=acts_as_league
        )


def _special_employers(tree: Tree) -> None:
    tree.body(
        "office-chifeng", "赤峰市建筑工程中级评委会办公室", OrganisationKind.OFFICE, LEAGUE, "150400", "build-150400"
    )
    tree.body("discipline-chifeng", "赤峰市监委派驻住建局监察组", OrganisationKind.DISCIPLINE, LEAGUE, "150400")
    tree.body("talent-150400", "赤峰市人才服务中心", OrganisationKind.AGENCY, LEAGUE, "150400", "hr-150400")
    tree.body("point-150429", "宁城县职称申报受理服务点", OrganisationKind.SERVICE_POINT, COUNTY, "150429", "hr-150429")
    tree.body("transit-150400", "赤峰市轨道建设集团有限公司", EMPLOYER, LEAGUE, "150400", "build-150400")
    tree.body("staffing-150429", "宁城众合劳务派遣有限公司", EMPLOYER, COUNTY, "150429", "hr-150429", non_public=True)
    tree.body(
        "survey-150200", "包头北方勘测设计有限公司", EMPLOYER, LEAGUE, "150200", "hr-150200", direct_reporting=True
    )


def units(tree: Tree) -> list[Unit]:
    """Every employer whose people declare here, in a fixed order."""
    institution, private = EmploymentKind.INSTITUTION, EmploymentKind.PRIVATE_ENTERPRISE
    state = EmploymentKind.STATE_ENTERPRISE
    found = [Unit(tree[f"design-{area}"], institution) for area in LEAGUES]
    for area in COUNTIES | AS_LEAGUES:
        found += [Unit(tree[f"quality-{area}"], institution), Unit(tree[f"firm-{area}"], private)]
    found += [
        Unit(tree["build-institute"], institution),
        Unit(tree["traffic-institute"], EmploymentKind.INSTITUTION_CONTRACT),
        Unit(tree["group"], state),
        Unit(tree["transit-150400"], state),
        Unit(tree["survey-150200"], state),
        Unit(tree["talent-150400"], EmploymentKind.FREELANCER),
        Unit(tree["staffing-150429"], EmploymentKind.DISPATCHED, using=tree["quality-150429"]),
    ]
    return found


def grant(session: Session, tree: Tree, from_on: date) -> None:
    """The powers of table (f), once: the region's department for all levels, the leagues' for 中级 and below."""
    if session.scalar(select(AuthorityGrant.id).limit(1)):
        return
    for area in ("150000", *LEAGUES):
        levels = [None] if area == "150000" else [Level.INTERMEDIATE, Level.ASSISTANT, Level.MEMBER]
        for level in levels:
            for power in ("file", "confirm", "seal"):
                body = tree[f"hr-{area}"]
                session.add(AuthorityGrant(organisation=body, power=power, level=level, area=area, from_on=from_on))
