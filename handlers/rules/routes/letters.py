"""What several routes ask alike: letters of allowed recommenders, an assessment passed, a first declaration."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.rules.article import Breaches, Doubt
from handlers.rules.routes.facts import Governor, Letter, Recommender, RouteFacts
from handlers.rules.terms import AssessmentGrade, Level, Tier

GOVERNMENTS = {
    Governor.LEAGUE: Recommender.LEAGUE_ADMINISTRATION,
    Governor.CITY: Recommender.CITY_GOVERNMENT,
    Governor.REGION: Recommender.REGION_DEPARTMENT,
}
GOVERNING = tuple(GOVERNMENTS.values())
BUREAUS = (Recommender.LEAGUE_HR, Recommender.REGION_DEPARTMENT)


def government_of(area: Governor) -> str:
    """Who recommends in words: 盟行政公署 in a league, 市人民政府 in a city, or the region's department."""
    own = GOVERNMENTS[area].label
    department = Recommender.REGION_DEPARTMENT.label
    return department if own == department else f"{own}或{department}"


def issued(facts: RouteFacts, by: Iterable[Recommender]) -> list[Letter]:
    """The letters of these recommenders that have a number and a date not after the day of declaring."""
    wanted = tuple(by)
    return [
        letter
        for letter in facts.letters
        if letter.by in wanted
        and letter.number.strip()
        and letter.issued_on is not None
        and letter.issued_on <= facts.on
    ]


def recommended_by_government(facts: RouteFacts) -> Breaches:
    """A letter of the league's administration, the city's government or a region department names the level."""
    letters = issued(facts, GOVERNING)
    if not letters:
        yield f"没有{government_of(facts.area)}的推荐函（须有文号和日期），不得以此途径申报；请先取得推荐"
        return
    yield from _names_the_level(letters, facts.career.target)
    apt = (GOVERNMENTS[facts.area], Recommender.REGION_DEPARTMENT)
    if not any(letter.by in apt for letter in letters):
        yield Doubt(f"推荐函由{letters[0].by.label}出具，申报人属{facts.area.label}管辖，推荐单位是否适当待人工认定")


def recommended_by_bureau(facts: RouteFacts) -> Breaches:
    """A letter of the league's or city's HR bureau or of a region department names the level."""
    letters = issued(facts, BUREAUS)
    if not letters:
        yield "没有盟市人社局或自治区主管部门的推荐函（须有文号和日期），不得以此途径申报；请先取得推荐"
        return
    yield from _names_the_level(letters, facts.career.target)


def _names_the_level(letters: list[Letter], target: Level) -> Breaches:
    named = [letter.level for letter in letters if letter.level is not None]
    if target in named:
        return
    if len(named) < len(letters):
        yield Doubt(f"推荐函没有写明推荐层级，是否推荐申报{target.label}待人工认定")
    else:
        yield f"推荐函推荐申报{named[0].label}，不是{target.label}；请按推荐层级申报，或重新取得推荐"


def assessed(facts: RouteFacts) -> Breaches:
    """The employer's last assessment was passed; a grade between the two goes to a person."""
    if facts.assessment is None:
        yield "没有用人单位的考核结果，不得以此途径申报；请由单位考核并登记"
    elif facts.assessment is AssessmentGrade.UNQUALIFIED:
        yield "最近一次考核结果为不合格，不得以此途径申报；请考核合格后再报"
    elif facts.assessment is AssessmentGrade.BASIC:
        yield Doubt("最近一次考核结果为基本合格，是否视为考核合格待人工认定")


def first_declaration(facts: RouteFacts) -> Breaches:
    """Nothing was declared before and no title is held; a title mapped from a qualification goes to a person."""
    if facts.earlier_declarations:
        yield f"此前已申报 {facts.earlier_declarations} 次，此途径只限首次申报职称；请逐级申报"
    held = [title for title in facts.career.titles if title.from_on <= facts.on]
    if any(not title.mapped for title in held):
        yield "已取得职称，此途径只限首次申报职称；请逐级申报"
    elif held:
        yield Doubt("职业资格视同的职称是否影响首次申报待人工认定")


def claims_high_level(facts: RouteFacts) -> Breaches:
    """The route leads to a high level only (I-21)."""
    if facts.career.target.tier is not Tier.SENIOR:
        yield f"此途径只可直接申报高级职称，不得申报{facts.career.target.label}；请选择其他途径"


def claims_high_level_as_a_rule(facts: RouteFacts) -> Breaches:
    """The committee is a high-level one; a lower claim goes to a person (I-21)."""
    if facts.career.target.tier is not Tier.SENIOR:
        yield Doubt(f"绿色通道评委会为高级评委会，申报{facts.career.target.label}待人工认定")
