"""Table (d): the routes of art. 37–41 as rows, each with its rules, what it lifts and what it asks. Data, no rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from handlers.rules.article import Rule
from handlers.rules.eligibility import career
from handlers.rules.eligibility.relief import Relief
from handlers.rules.routes import outstanding, placing, talents, transfer
from handlers.rules.terms import Term


class Panel(Term):
    """Which committee reviews what comes by a route."""

    GREEN = "green", "绿色通道高级职称评审委员会"
    ORDINARY = "ordinary", "相应评审委员会"
    NONE = "none", "不经评审"


class Sponsor(Term):
    """Who recommends; the area decides the words for a government."""

    GOVERNMENT = "government", "盟行政公署、市人民政府或自治区主管部门"
    UNIT_AND_GOVERNMENT = "unit_and_government", "本单位，并经盟行政公署、市人民政府或自治区主管部门"
    BUREAU = "bureau", "盟市人社局或自治区主管部门"
    UNIT = "unit", "用人单位"
    UNIT_FOR_HR = "unit_for_hr", "用人单位（由人社部门认定）"


@dataclass(frozen=True)
class Row:
    """A row of table (d). `rules`: its own conditions, all of them. `standard`: the standard is asked as well.
    `of_career`: its rules judge the career alone.
    """

    code: str
    label: str
    rules: tuple[Rule[Any], ...]
    gives: str
    sponsor: Sponsor
    documents: tuple[str, ...]
    panel: Panel
    reliefs: tuple[Relief, ...]
    standard: bool = True
    of_career: bool = False


DIRECT = (Relief.LEVELS, Relief.SENIORITY)
HIGH = "正高级或副高级（以推荐为准）"
LETTER = "推荐函"
TALENT = "“英才兴蒙”工程人才认定证书"

GREEN_ROWS = (
    Row("D37.1a", "重大突破、重大贡献人才", (outstanding.breakthrough_is_recommended,), HIGH, Sponsor.GOVERNMENT,
        (LETTER, "突破或贡献的证明材料"), Panel.GREEN, DIRECT),
    Row("D37.1b", "国家级平台、领军龙头企业技术负责人", (outstanding.technical_leader_is_recommended,), HIGH,
        Sponsor.UNIT_AND_GOVERNMENT, ("本单位推荐函", LETTER), Panel.GREEN, DIRECT),
    Row("D37.2a", "英才兴蒙一至四类人才", (talents.talent_of_class_one_to_four,), "正高级", Sponsor.UNIT,
        (TALENT,), Panel.GREEN, DIRECT),
    Row("D37.2b", "英才兴蒙五至六类人才", (talents.talent_of_class_five_or_six,), "副高级", Sponsor.UNIT,
        (TALENT,), Panel.GREEN, DIRECT),
    Row("D37.2c", "英才兴蒙五至六类人才聘任副高级满2年", (talents.talent_appointed_for_two_years,), "正高级",
        Sponsor.UNIT, (TALENT, "聘任文件", "考核结果"), Panel.GREEN, DIRECT),
    Row("D37.3", "出站留区工作的博士后", (talents.postdoc_stays_in_the_region,), "副高级", Sponsor.BUREAU,
        (LETTER, "在站成果证明", "出站证明", "考核结果"), Panel.GREEN, DIRECT),
    Row("D37.4", "不具备规定学历的突出人才", (talents.two_peers_stand_for_lacking_education,), "相应层级（仅放宽学历）",
        Sponsor.GOVERNMENT, ("2名以上正高级同行专家推荐意见", LETTER), Panel.GREEN, (Relief.EDUCATION,)),
    Row("D37.5", "海外归国、外籍人才首次申报", (outstanding.talent_from_abroad_declares_first,),
        "相应层级（比照国内同类人员）", Sponsor.GOVERNMENT, (LETTER, "业绩成果材料"), Panel.GREEN, DIRECT),
    Row("D37.6", "具有绝招绝技绝活的高技能领军人才", (outstanding.rare_skill_is_proved_and_recommended,), HIGH,
        Sponsor.GOVERNMENT, (LETTER, "业绩贡献材料", "成果鉴定材料"), Panel.GREEN, DIRECT),
)  # fmt: skip

_PLACED = Row(
    "D39", "公务员、部队转业安置人员首次申报", (placing.placed_from_civil_service_or_army,), "相应层级",
    Sponsor.UNIT, ("安置文件",), Panel.ORDINARY, DIRECT,
)  # fmt: skip
_TRANSFER = (
    Row("D41.1", "调整岗位后转评", (transfer.a_year_in_the_new_post,), "新系列（专业）同级", Sponsor.UNIT,
        ("岗位变动证明", "原职称证书"), Panel.ORDINARY, (Relief.SAME_LEVEL, Relief.CONTINUITY)),
    Row("D41.2", "转评后申报高一级", (transfer.a_year_after_the_new_title,), "高一级", Sponsor.UNIT,
        ("原职称证书", "转评取得的职称证书"), Panel.ORDINARY, (Relief.CONTINUITY,)),
)  # fmt: skip
#: Rows that lift something for a declaration at an ordinary committee. Art. 38 is asked by the standard's own rules.
LIFTING_ROWS = (_PLACED, *_TRANSFER)


def _direct(code: str, label: str, rule: Rule[Any], gives: str) -> Row:
    """A row of art. 38; its years and education are those of the rule, not of the standard."""
    documents = ("劳动合同或社会保险缴费证明",)
    return Row(code, label, (career.non_public_and_a_year_in_the_region, rule), gives, Sponsor.UNIT, documents,
               Panel.ORDINARY, (Relief.LEVELS,), standard=False, of_career=True)  # fmt: skip


DIRECT_ROWS = (
    _direct("D38.2", "非公有制单位本科满5年", career.bachelor_with_five_years, "中级"),
    _direct("D38.3", "非公有制单位专科满8年", career.college_graduate_with_eight_years, "中级"),
    _direct("D38.4", "非公有制单位本科满12年", career.bachelor_with_twelve_years, "副高级"),
)


def _recognition(code: str, label: str, rule: Rule[Any], gives: str) -> Row:
    """A row of art. 40: no committee, no standard."""
    return Row(code, label, (placing.graduate_works_at_the_grass_roots, rule), gives, Sponsor.UNIT_FOR_HR,
               ("学历学位证书", "考核结果"), Panel.NONE, (Relief.LEVELS,), standard=False)  # fmt: skip


RECOGNITION_ROWS = (
    _recognition("R40.1", "基层单位专科满2年认定", placing.college_graduate_with_two_years, "助理级"),
    _recognition("R40.2", "基层单位本科认定", placing.bachelor_on_starting_work, "助理级"),
    _recognition("R40.3", "基层单位硕士、研究生满1年认定", placing.master_with_one_year, "中级"),
    _recognition("R40.4", "基层单位博士认定", placing.doctor_on_starting_work, "中级"),
)
LADDER = Row("ordinary", "逐级申报", (), "高一级", Sponsor.UNIT, (), Panel.ORDINARY, ())
ROWS = (*GREEN_ROWS, *DIRECT_ROWS, _PLACED, *RECOGNITION_ROWS, *_TRANSFER, LADDER)
