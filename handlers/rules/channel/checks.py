"""Written checks and the unit's recommendation: who checks, signs and answers (A4, A21.1, A33)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.rules.article import Breaches, Doubt, article


@dataclass(frozen=True)
class Check:
    """One body's written check (谁审核、谁签字、谁负责). Opinions: approve, return, reject."""

    checker: str | None
    signed_in: str | None
    earlier_checkers: tuple[str, ...]
    opinion: str
    text: str
    checked_on: date | None
    forwarded_on: date
    seal_number: str
    sealed_level: bool = True


@dataclass(frozen=True)
class Checklist:
    """What a body ticked when it checked; every item must be ticked to approve."""

    opinion: str
    ticked: tuple[str, ...]


@dataclass(frozen=True)
class Conduct:
    """The unit's assessment of conduct: qualified, unqualified or nothing yet."""

    assessment: str
    opinion: str


@dataclass(frozen=True)
class RecommendationLetter:
    """The unit's recommendation (推荐意见)."""

    how_chosen: str
    conditions: str
    publicity: str
    commitment: bool
    signer: str | None
    seal_number: str
    signed_on: date | None
    forwarded_on: date


INDUSTRY_ITEMS = {
    "procedure": "申报推荐程序", "qualification": "申报人员资格", "specialty": "申报专业",
    "regularity": "材料规范性", "completeness": "材料完整性", "validity": "材料有效性",
}  # fmt: skip
HR_ITEMS = {"posts": "岗位情况", "quality": "材料整体质量", "scope": "评审范围"}


@article("A33.2")
def unit_recommends_in_writing(letter: RecommendationLetter) -> Breaches:
    """The recommendation tells how the candidate was chosen, the conditions met, the publicity, and a commitment."""
    texts = {"推荐人选产生方式": letter.how_chosen, "具备的资格条件": letter.conditions, "公示情况": letter.publicity}
    empty = [name for name, text in texts.items() if not text.strip()]
    if empty:
        yield f"推荐意见缺少：{'、'.join(empty)}，不得推荐；请补充填写"
    if not letter.commitment:
        yield "单位没有对申报程序和材料把关作出承诺，不得推荐；请签订承诺"
    if not letter.signer or letter.signed_on is None or not letter.seal_number.strip():
        yield "推荐意见缺少签字人、日期或单位公章，不得推荐；请签字盖章"
    elif letter.signed_on > letter.forwarded_on:
        yield f"推荐日期 {letter.signed_on} 晚于报送日期 {letter.forwarded_on}，不得报送；请更正日期"


@article("A33.3")
def checker_signs_and_answers(check: Check) -> Breaches:
    """Who checks signs: name, opinion, date and the unit's seal; the signer is who signed in."""
    if not check.checker or not check.signed_in:
        yield "没有审核人员姓名，不得提交审核意见；请登录后由本人签署"
    elif check.checker != check.signed_in:
        yield "签署人不是登录人员本人，不得代签；请由审核人员本人办理"
    elif check.checker in check.earlier_checkers:
        yield "同一人不得在两个环节审核同一份材料；请改由其他人员审核"
    if check.opinion not in ("approve", "return", "reject"):
        yield "没有审核意见，不得提交；请选择同意、退回或不同意"
    if not check.text.strip():
        yield "没有写明审核意见内容，不得提交；请填写"
    if check.checked_on is None:
        yield "没有审核日期，不得提交；请填写"
    elif check.checked_on > check.forwarded_on:
        yield f"审核日期 {check.checked_on} 晚于报送日期 {check.forwarded_on}，不得报送；请更正日期"
    if check.opinion == "approve" and check.sealed_level and not check.seal_number.strip():
        yield "没有加盖单位公章，不得报送；请用印并填写用印编号"


@article("A33.4")
def industry_department_checks_six_items(checklist: Checklist) -> Breaches:
    """The department checks procedure, qualification, specialty and the form of the material."""
    yield from _all_ticked(checklist, INDUSTRY_ITEMS)


@article("A33.5")
def hr_department_checks_three_items(checklist: Checklist) -> Breaches:
    """The HR department checks posts, quality of the files and scope."""
    yield from _all_ticked(checklist, HR_ITEMS)


def _all_ticked(checklist: Checklist, items: dict[str, str]) -> Breaches:
    left = [label for key, label in items.items() if key not in checklist.ticked]
    if checklist.opinion == "approve" and left:
        yield f"审核要点共 {len(items)} 项，未核对：{'、'.join(left)}，不得同意；请逐项核对或退回"


@article("A4.1")
def conduct_is_assessed(conduct: Conduct) -> Breaches:
    """Conduct is assessed before ability; without the unit's assessment nothing goes up."""
    if conduct.opinion == "approve" and conduct.assessment not in ("qualified", "unqualified"):
        yield "单位没有作出品德考核结论，不得同意；请先考核并填写结论"


@article("A21.1")
def conduct_is_good(conduct: Conduct) -> Breaches:
    """The applicant obeys the law and has good ethics; a bad assessment goes to a person."""
    if conduct.opinion == "approve" and conduct.assessment == "unqualified":
        yield Doubt("品德考核结论为不合格而审核意见为同意，待人工认定")
