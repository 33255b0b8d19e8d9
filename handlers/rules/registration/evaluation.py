"""The application's way: its eight parts, level by level, evaluated by both sides; and results voted (A13.2, A14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.rules.article import Breaches, article
from handlers.rules.jurisdiction import Authority
from handlers.rules.terms import OrganisationLevel, Tier

SECTIONS = {
    "profile": "单位概况", "name": "评委会名称", "subject": "系列、专业和级别", "scope": "评审范围",
    "experts": "专家组成", "standard": "评审条件", "office": "办事机构", "rules": "工作制度",
}  # fmt: skip
SAME_LEVEL = {
    OrganisationLevel.REGION: Authority.REGION_HR,
    OrganisationLevel.LEAGUE: Authority.LEAGUE_HR,
    OrganisationLevel.COUNTY: Authority.COUNTY_HR,
    OrganisationLevel.TOWNSHIP: Authority.COUNTY_HR,
}


@dataclass(frozen=True)
class Application:
    """The work plan handed in: keys of `SECTIONS` that have a text, the unit's level and who received it."""

    sections: tuple[str, ...]
    unit_level: OrganisationLevel
    received_by: Authority


@dataclass(frozen=True)
class Evaluation:
    """The way of an application: HR departments in order, those that passed it, and what was found at the end."""

    tier: Tier
    chain: tuple[str, ...]
    passed: tuple[str, ...]
    hr_opinion: str
    industry_opinion: str
    evaluated_on: date | None
    decided_on: date


@dataclass(frozen=True)
class Entry:
    """A result about to enter the national verification system, against the committee's filing."""

    voted_on: date | None
    valid_from: date | None
    valid_to: date | None


@article("A14.1")
def application_is_complete(application: Application) -> Breaches:
    """The work plan has its eight parts and goes to the HR department of the unit's own level."""
    lacking = [label for key, label in SECTIONS.items() if key not in application.sections]
    if lacking:
        yield f"组建工作方案共 {len(SECTIONS)} 项，缺少：{'、'.join(lacking)}，不得提交；请补充完整"
    lawful = SAME_LEVEL[application.unit_level]
    if application.received_by is not lawful:
        yield f"组建申请应报{lawful.label}，不得直接报{application.received_by.label}；请报同级人社部门"


@article("A14.2")
def senior_committee_was_evaluated_by_both(evaluation: Evaluation) -> Breaches:
    """A senior committee's application passes each HR level and is evaluated by HR and industry departments."""
    if evaluation.tier is not Tier.SENIOR:
        return
    yield from _travelled(evaluation)
    if not evaluation.industry_opinion.strip():
        yield "没有行业主管部门的论证评估意见，不得核准；请先会同行业主管部门论证评估"


@article("A14.3")
def local_committee_was_evaluated_likewise(evaluation: Evaluation) -> Breaches:
    """Applications for other levels follow the same way up to the competent HR department."""
    if evaluation.tier is not Tier.SENIOR:
        yield from _travelled(evaluation)


def _travelled(evaluation: Evaluation) -> Breaches:
    if not evaluation.chain or evaluation.passed != evaluation.chain:
        done, all_of = len(evaluation.passed), len(evaluation.chain)
        yield f"组建申请应经 {all_of} 级人社部门逐级审核推荐，已审核 {done} 级，不得核准；请按次序逐级审核"
    if not evaluation.hr_opinion.strip():
        yield "没有人社部门的论证评估意见，不得核准；请先论证评估"
    if evaluation.evaluated_on is None:
        yield "没有论证评估的日期，不得核准；请填写"
    elif evaluation.evaluated_on > evaluation.decided_on:
        yield f"论证评估 {evaluation.evaluated_on} 晚于核准日期 {evaluation.decided_on}，不得核准；请先论证评估"


@article("A13.2")
def result_of_a_filed_committee_enters_the_system(entry: Entry) -> Breaches:
    """Only results voted while the committee's filing ran enter the national verification system."""
    if entry.voted_on is None:
        yield "没有评委会表决日期，不得录入全国职称评审信息查询验证系统；请核对评审结果"
    elif entry.valid_from is None or entry.valid_to is None:
        yield "评委会没有核准备案，评审结果不得录入全国职称评审信息查询验证系统；请按未备案处理"
    elif not entry.valid_from <= entry.voted_on <= entry.valid_to:
        yield (
            f"评委会备案期限为 {entry.valid_from} 至 {entry.valid_to}，不含表决日 {entry.voted_on}，"
            "评审结果不得录入全国职称评审信息查询验证系统；请按未备案处理"
        )
