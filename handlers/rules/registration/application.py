"""What the forming unit shows of itself: one unit, its grounds, its office, its pool (A10.2, A11.2, A12, A20.1).

What a person has to judge (main series, influence, ability) is asked for in writing; the opinion stands in the
evaluation.
"""

from __future__ import annotations

from dataclasses import dataclass

from handlers.rules.article import Breaches, Doubt, article
from handlers.rules.committee import makeup
from handlers.rules.terms import Basis, Level, Tier

#: Configuration of A12.5: how many people the office has at the least.
CHIEFS = 1
STAFF = 2


@dataclass(frozen=True)
class Formation:
    """Who forms the committee and for which level; `sub_level`: 正高 or 副高 alone. Bodies are opaque ids."""

    forming_units: tuple[str, ...]
    tier: Tier
    sub_level: Level | None


@dataclass(frozen=True)
class Grounds:
    """What the forming unit states of itself (A12); texts, and the head count of the field's professionals."""

    main_series: str
    influence: str
    professionals: int
    ability: str


@dataclass(frozen=True)
class Secretariat:
    """The office (办事机构): who set it up, its people and the files with its rules."""

    name: str
    set_up_by: str | None
    forming_unit: str
    chiefs: int
    staff: int
    rules: tuple[str, ...]


@dataclass(frozen=True)
class Strength:
    """The pool by titles; counts are of that level *and above*."""

    tier: Tier
    sub_level: Level | None
    basis: Basis
    full_seniors: int
    seniors: int
    intermediates: int
    consented_minimum: int | None = None


@article("A10.2")
def one_unit_forms_the_committee(formation: Formation) -> Breaches:
    """The committee answers to one forming unit, which supervises it."""
    units = len(set(formation.forming_units))
    if units != 1:
        yield f"评委会的组建单位有 {units} 个，应为 1 个，不得报备；请明确一个组建单位"


@article("A11.2")
def only_a_senior_committee_is_split(formation: Formation) -> Breaches:
    """Only the senior level may be split, into committees for 正高 and for 副高."""
    if formation.sub_level is None:
        return
    if formation.tier is not Tier.SENIOR or formation.sub_level.tier is not Tier.SENIOR:
        tier, part = formation.tier.label, formation.sub_level.label
        yield f"{tier}评委会不得分设{part}评委会；只有高级评委会可以分设正高级、副高级，请更正级别"


@article("A12.1")
def series_is_the_unit_s_main_one(grounds: Grounds) -> Breaches:
    """The series or specialty is a main one of the forming unit; the statement is judged in the evaluation."""
    yield from _stated(grounds.main_series, "主体系列（专业）")


@article("A12.2")
def unit_has_influence_in_its_industry(grounds: Grounds) -> Breaches:
    """The forming unit has important influence in its industry; the statement is judged in the evaluation."""
    yield from _stated(grounds.influence, "行业重要影响力")


def _stated(text: str, what: str) -> Breaches:
    if not text.strip():
        yield f"没有{what}的说明，不得提交组建申请；请填写并附佐证"


@article("A12.3")
def unit_has_professionals_of_the_field(grounds: Grounds) -> Breaches:
    """The unit has enough professionals of the field; none at all goes to a person."""
    if grounds.professionals < 1:
        yield Doubt("组建单位填报的本领域专业技术人员为 0 人，是否具备组建条件待人工认定")


@article("A12.4")
def pool_can_seat_a_committee(strength: Strength) -> Breaches:
    """The pool has experts enough of the level to seat the smallest lawful committee of table (a)."""
    row = makeup(strength.tier, strength.sub_level, strength.basis, strength.consented_minimum)
    held = {
        Level.FULL_SENIOR: strength.full_seniors,
        Level.ASSOCIATE_SENIOR: strength.seniors,
        Level.INTERMEDIATE: strength.intermediates,
    }
    wanted = {row.titles: row.minimum}
    if row.inner is not None:
        wanted[row.inner] = row.inner_count
    for level, count in wanted.items():
        if held[level] < count:
            yield (
                f"专家库中{level.label}以上专家 {held[level]} 人，少于组成评委会所需 {count} 人，"
                "不得报备；请补充相应层级的专家"
            )


@article("A12.5")
def unit_has_ability_and_an_office(secretariat: Secretariat) -> Breaches:
    """There is an office with an organisation, written rules and staff."""
    if not secretariat.name.strip():
        yield "没有办事机构，不得提交组建申请；请先设立办事机构"
    if secretariat.chiefs < CHIEFS or secretariat.staff < STAFF:
        yield (
            f"办事机构有负责人 {secretariat.chiefs} 名、工作人员 {secretariat.staff} 名，"
            f"少于 {CHIEFS} 名和 {STAFF} 名，不得提交组建申请；请配齐人员"
        )
    if not secretariat.rules:
        yield "办事机构没有工作制度，不得提交组建申请；请先制定制度"


@article("A12.5a")
def unit_states_its_ability(grounds: Grounds) -> Breaches:
    """The unit states its ability to run reviews; the statement is judged in the evaluation."""
    yield from _stated(grounds.ability, "开展评审的能力")


@article("A20.1")
def forming_unit_sets_up_the_office(secretariat: Secretariat) -> Breaches:
    """Generally the forming unit itself sets up the office for daily work."""
    if secretariat.set_up_by != secretariat.forming_unit:
        yield "办事机构不是组建单位设立的，一般不得承担日常工作；请由组建单位设立或取得核准部门书面同意"
