"""The green channel for breakthroughs, technical leaders, talents from abroad, rare skills (A37.1, A37.5, A37.6)."""

from __future__ import annotations

from handlers.rules.article import Breaches, Doubt, article
from handlers.rules.eligibility.person import exam_is_passed_and_valid
from handlers.rules.routes.facts import Recommender, RouteFacts, SkilledField
from handlers.rules.routes.letters import (
    claims_high_level,
    claims_high_level_as_a_rule,
    first_declaration,
    issued,
    recommended_by_government,
)

#: The series in which each of the eight fields is reviewed.
FIELD_SERIES = {
    SkilledField.ENGINEERING: "engineering",
    SkilledField.AGRICULTURE: "agriculture",
    SkilledField.ARTS_CRAFTS: "crafts",
    SkilledField.HERITAGE: "museum",
    SkilledField.LABORATORY: "laboratory",
    SkilledField.ART: "arts",
    SkilledField.SPORT: "sports",
    SkilledField.TECHNICAL_TEACHING: "tech_school",
}


@article("A37.0b")
def exam_is_not_waived(facts: RouteFacts) -> Breaches:
    """In exam-and-review series no direct route waives the exam; it is passed and still valid."""
    for breach in exam_is_passed_and_valid(facts.exam).breaches:
        yield f"直接申报、绿色通道不免除考试：{breach.message}"


@article("A37.1")
def breakthrough_is_recommended(facts: RouteFacts) -> Breaches:
    """Who made a breakthrough or a major contribution declares a high level directly when recommended."""
    if facts.breakthrough is None:
        yield "没有登记重大突破、重大工程技术难题或重大贡献，不得以此途径申报；请写明属于哪一种情形"
    yield from claims_high_level(facts)
    yield from recommended_by_government(facts)


@article("A37.1b")
def technical_leader_is_recommended(facts: RouteFacts) -> Breaches:
    """The technical leader of a leading platform is recommended by the own unit and by government or department."""
    if facts.platform is None or not facts.technical_leader:
        yield "不是国家重点实验室、国家技术创新中心、科技领军企业、行业龙头企业的技术负责人；请选择其他途径"
    if not issued(facts, (Recommender.OWN_UNIT,)):
        yield "没有本单位的推荐函（须有文号和日期），不得以此途径申报；请先由本单位推荐"
    yield from claims_high_level(facts)
    yield from recommended_by_government(facts)


@article("A37.5")
def talent_from_abroad_declares_first(facts: RouteFacts) -> Breaches:
    """Returned and foreign talents compare with peers at their first declaration, when recommended."""
    if facts.overseas is None:
        yield "不是海外归国（留学回国）人员或外籍人才，不得以此途径申报；请选择其他途径"
    yield from first_declaration(facts)
    yield from claims_high_level_as_a_rule(facts)
    yield from recommended_by_government(facts)


@article("A37.6")
def rare_skill_is_proved_and_recommended(facts: RouteFacts) -> Breaches:
    """A leader with a rare skill in the eight linked fields, with evidence and appraisal, when recommended."""
    if facts.skill is None:
        yield "没有登记绝招、绝技、绝活，不得以此途径申报；请选择其他途径"
        return
    if facts.skill.field is None:
        fields = "、".join(field.label for field in SkilledField)
        yield f"所在领域不属于职业发展贯通的{len(SkilledField)}个领域（{fields}），不得以此途径申报；请选择其他途径"
    elif FIELD_SERIES[facts.skill.field] != facts.career.series:
        yield Doubt(f"绝活属{facts.skill.field.label}领域，与申报系列不同，能否申报该系列待人工认定")
    lacking = [name for name, value in facts.skill.proofs.items() if not value.strip()]
    if lacking:
        yield f"缺少{'、'.join(lacking)}，不得以此途径申报；请补齐材料"
    yield from claims_high_level(facts)
    yield from recommended_by_government(facts)
