"""Who comes from the civil service or the army, and graduates at the grass roots (A39, A40)."""

from __future__ import annotations

from datetime import date

from handlers.rules.article import Breaches, Doubt, article
from handlers.rules.routes.facts import RouteFacts, UnitPlace
from handlers.rules.routes.letters import assessed, first_declaration
from handlers.rules.terms import Degree, Level
from handlers.rules.workdays import completed_years


@article("A39.1")
def placed_from_civil_service_or_army(facts: RouteFacts) -> Breaches:
    """Who was placed in professional work declares a level directly the first time; a person judges the level."""
    placement = facts.placement
    if placement is None:
        yield "不是公务员（含参公人员）或部队转业安置人员，不得以此途径申报；请选择其他途径"
        return
    if placement.civil_servant_still:
        yield "仍为公务员或参公管理人员，不得申报职称；请办理转岗、更新任职记录后申报"
    if placement.placed_on > facts.on:
        yield f"安置自 {placement.placed_on} 起，{facts.on} 尚未到岗；请到岗后申报"
    if not placement.professional:
        yield "安置后没有从事专业技术工作，不得以此途径申报；请在专业技术岗位上申报"
    yield from first_declaration(facts)
    yield Doubt(f"首次申报的层级（{facts.career.target.label}）是否与专业水平和工作业绩相应待人工认定")


@article("A40.0")
def graduate_works_at_the_grass_roots(facts: RouteFacts) -> Breaches:
    """Graduates in township and village units in their field, assessed, up to 中级, never where an exam decides.

    Sub-districts and state farms go to a person (I-23).
    """
    if facts.career.target.rank > Level.INTERMEDIATE.rank:
        yield f"认定限中级及以下，不得认定{facts.career.target.label}；请申报评审"
    if facts.exam_replaces_review:
        yield "以考代评专业不得认定；请参加统一考试取得职称"
    yield from _in_a_grass_roots_unit(facts)
    if facts.career.degree is None or facts.career.degree.rank < Degree.COLLEGE.rank:
        held = "无" if facts.career.degree is None else facts.career.degree.label
        yield f"学历为{held}，认定只适用于高等院校毕业生；请申报评审"
    if not facts.close_specialty:
        yield "从事的不是本专业或相近专业技术工作，不得认定；请申报评审"
    yield from assessed(facts)


def _in_a_grass_roots_unit(facts: RouteFacts) -> Breaches:
    if facts.unit_place in (UnitPlace.SUBDISTRICT, UnitPlace.STATE_FARM):
        yield Doubt(f"单位在{facts.unit_place.label}，是否属于苏木乡镇、嘎查村基层单位待人工认定")
    elif facts.unit_place not in (UnitPlace.TOWNSHIP, UnitPlace.VILLAGE):
        yield "单位不在苏木乡镇、嘎查村，不得认定；请申报评审"
    if facts.in_unit_from is None or facts.in_unit_from > facts.on:
        yield f"{facts.on} 没有在基层单位工作的记录，不得认定；请先登记任职"


@article("A40.1")
def college_graduate_with_two_years(facts: RouteFacts) -> Breaches:
    """A college graduate is recognised as 助理级 after two years in the unit."""
    yield from _recognised(facts, Degree.COLLEGE, 2, Level.ASSISTANT)


@article("A40.2")
def bachelor_on_starting_work(facts: RouteFacts) -> Breaches:
    """A bachelor, by diploma or degree, is recognised as 助理级 once at work."""
    yield from _recognised(facts, Degree.BACHELOR, 0, Level.ASSISTANT)


@article("A40.3")
def master_with_one_year(facts: RouteFacts) -> Breaches:
    """A master, by degree or graduate diploma, is recognised as 中级 after a year in the unit."""
    yield from _recognised(facts, Degree.MASTER, 1, Level.INTERMEDIATE)


@article("A40.4")
def doctor_on_starting_work(facts: RouteFacts) -> Breaches:
    """A doctor is recognised as 中级 once at work."""
    yield from _recognised(facts, Degree.DOCTOR, 0, Level.INTERMEDIATE)


def _recognised(facts: RouteFacts, degree: Degree, years: int, level: Level) -> Breaches:
    if facts.career.target is not level:
        yield f"此途径只可认定{level.label}，不得认定{facts.career.target.label}；请选择相应途径"
    if facts.career.degree is None or facts.career.degree.rank < degree.rank:
        held = "无" if facts.career.degree is None else facts.career.degree.label
        yield f"学历为{held}，未达{degree.label}，不得以此认定{level.label}；请选择相应途径"
    if facts.in_unit_from is None or facts.in_unit_from > facts.on:
        yield f"{facts.on} 没有在基层单位工作的记录，不得认定；请先登记任职"
        return
    yield from _worked(facts, facts.in_unit_from, years)


def _worked(facts: RouteFacts, since: date, years: int) -> Breaches:
    worked = completed_years(since, facts.on)
    graduated = facts.career.graduated_on
    if worked < years:
        yield f"在基层单位工作自 {since} 至 {facts.on} 满 {worked} 年，须满 {years} 年；请满年限后申请认定"
    elif years and (graduated is None or completed_years(max(since, graduated), facts.on) < years):
        yield Doubt(f"满 {years} 年须计入毕业前的工作，年限待人工认定")
