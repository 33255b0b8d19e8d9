"""The catalogue of violations V62–V66 as a table, and what makes a finding of one (A62–A66).

A signal is an automatic hint: it opens a clue, never a finding. A finding names a code of the right
catalogue, tells what happened, rests on evidence and has a verifier. Knows no case and no record.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from handlers.rules.article import Breaches, Rule, article
from handlers.rules.oversight.papers import written
from handlers.rules.oversight.signals import Signal
from handlers.rules.terms import Term


class Subject(Term):
    """Whose conduct is judged, one for each catalogue."""

    APPLICANT = "applicant", "申报人"
    EXPERT = "expert", "评审专家"
    STAFF = "staff", "工作人员"
    COMMITTEE = "committee", "评委会"
    EMPLOYER = "employer", "用人单位"

    @property
    def catalogue(self) -> int:
        """The article whose items the subject may breach: 62 for applicants to 66 for employers."""
        return 62 + list(Subject).index(self)


@dataclass(frozen=True)
class Violation:
    """An item of the catalogue: its code, a label in our words, and the automatic signals that hint at it."""

    code: str
    label: str
    signals: tuple[Signal, ...] = ()

    @property
    def subject(self) -> Subject:
        """Whose violation it is (V65.2: a committee's)."""
        return list(Subject)[int(self.code[1:3]) - 62]


S = Signal

#: The 33 items in the law's order.
CATALOGUE: tuple[Violation, ...] = (
    Violation("V62.1", "明知不符合条件，仍虚假承诺或伪造信息申报", (S.CONTRADICTS_CHECK, S.DECLARED_AFTER_FAIL)),
    Violation("V62.2", "材料、论文、业绩弄虚作假或剽窃，误导评审", (S.SAME_FILE, S.SAME_FIRST_PLACE)),
    Violation("V62.3", "说情打招呼、暗箱操作", (S.CONTACT,)),
    Violation("V62.4", "申报人的其他违规"),
    Violation("V63.1", "违规公开评审专家身份"),
    Violation("V63.2", "专家私下接收评审材料"),
    Violation("V63.3", "专家泄露评审内容", (S.READ_OUTSIDE_WINDOW,)),
    Violation("V63.4", "专家应回避未及时申请回避", (S.VOTED_DESPITE_HINT,)),
    Violation("V63.5", "专家评议、打分、投票明显不公", (S.SCORE_FAR_OFF,)),
    Violation("V63.6", "专家利用身份为他人提供便利、谋取利益", (S.ONE_EXPERT_ONE_UNIT,)),
    Violation("V63.7", "专家与中介等机构交换利益、不正确履职"),
    Violation("V63.8", "评审专家的其他违规"),
    Violation("V64.1", "工作人员未按规定审核材料", (S.APPROVED_IN_SECONDS, S.NOTHING_OPENED)),
    Violation("V64.2", "选取专家不合规定、泄露专家信息或未处理回避", (S.REPLACED_BY_HAND, S.HINT_IGNORED)),
    Violation("V64.3", "工作人员私下接收评审材料", (S.ENTERED_OUTSIDE,)),
    Violation("V64.4", "工作人员泄露评审内容", (S.BULK_READING,)),
    Violation("V64.5", "工作人员应回避未及时申请回避", (S.OWN_FILE,)),
    Violation("V64.6", "工作人员利用职务为他人提供便利、谋取利益"),
    Violation("V64.7", "工作人员利用职务为中介等机构提供便利、谋取利益", (S.ONE_CLERK_ONE_AGENCY,)),
    Violation("V64.8", "工作人员的其他违规"),
    Violation("V65.1", "自定的办法、标准、程序与职称改革政策不符", (S.LAXER_STANDARD,)),
    Violation("V65.2", "评委会组建不规范，未备案或期满未重新备案", (S.FILING_OR_FORMATION,)),
    Violation("V65.3", "专家管理不规范、机制不健全", (S.POOL_NEGLECTED,)),
    Violation("V65.4", "未履行审核职责，放纵、包庇弄虚作假", (S.ACCEPTED_DESPITE_FAIL,)),
    Violation("V65.5", "超越评审权限、擅自扩大范围", (S.OUT_OF_SCOPE,)),
    Violation("V65.6", "组织或委托评审不合政策，结果未按规定备案", (S.HANDED_IN_LATE, S.POSTED_LATE, S.NO_CONSENT)),
    Violation("V65.7", "垄断渠道、不作回避决定、操控评审、高额收费或利益勾连", (S.FEE_WITHOUT_BASIS,)),
    Violation("V65.8", "举报线索核查不及时，复查、投诉渠道不畅", (S.COMPLAINT_OVERDUE, S.RECHECK_OVERDUE)),
    Violation("V65.9", "评委会的其他违规", (S.PASS_RATE_FAR_OFF,)),
    Violation("V66.1", "单位未履行审核推荐职责，协助弄虚作假", (S.OFTEN_RETURNED, S.TITLES_ANNULLED_LATER)),
    Violation("V66.2", "单位公示不合规定，异议未及时核实处理", (S.NOTICE_TOO_SHORT,)),
    Violation("V66.3", "单位未及时上报材料", (S.REPORTED_LATE,)),
    Violation("V66.4", "用人单位的其他违规"),
)
VIOLATIONS: Mapping[str, Violation] = {violation.code: violation for violation in CATALOGUE}


def codes(subject: Subject) -> tuple[str, ...]:
    """The codes of one catalogue, in the law's order."""
    return tuple(violation.code for violation in CATALOGUE if violation.subject is subject)


def is_code(code: str, subject: Subject) -> bool:
    """Whether `code` stands in the subject's catalogue."""
    return code in VIOLATIONS and VIOLATIONS[code].subject is subject


@dataclass(frozen=True)
class Verification:
    """What a person established: who breached what, what happened, on what evidence.

    `evidence` are the numbers of the papers it rests on; `signals` the automatic hints that led there.
    """

    subject: Subject
    code: str
    facts: str
    evidence: tuple[str, ...]
    signals: tuple[str, ...]
    verified_by: str


@article("A62")
def applicant_s_violation_is_established(verification: Verification) -> Breaches:
    """A finding against an applicant is an item of the first catalogue, with evidence and a verifier."""
    yield from _established(verification, Subject.APPLICANT)


@article("A63")
def expert_s_violation_is_established(verification: Verification) -> Breaches:
    """A finding against an expert is an item of the second catalogue, with evidence and a verifier."""
    yield from _established(verification, Subject.EXPERT)


@article("A64")
def staff_violation_is_established(verification: Verification) -> Breaches:
    """A finding against staff is an item of the third catalogue, with evidence and a verifier."""
    yield from _established(verification, Subject.STAFF)


@article("A65")
def committee_s_violation_is_established(verification: Verification) -> Breaches:
    """A finding against a committee is an item of the fourth catalogue, with evidence and a verifier."""
    yield from _established(verification, Subject.COMMITTEE)


@article("A66")
def employer_s_violation_is_established(verification: Verification) -> Breaches:
    """A finding against an employer is an item of the fifth catalogue, with evidence and a verifier."""
    yield from _established(verification, Subject.EMPLOYER)


#: Which rule hears a finding against whom.
ESTABLISHING: Mapping[Subject, Rule[Verification]] = {
    Subject.APPLICANT: applicant_s_violation_is_established,
    Subject.EXPERT: expert_s_violation_is_established,
    Subject.STAFF: staff_violation_is_established,
    Subject.COMMITTEE: committee_s_violation_is_established,
    Subject.EMPLOYER: employer_s_violation_is_established,
}


def _established(verification: Verification, subject: Subject) -> Breaches:
    if verification.subject is not subject:
        yield f"第{subject.catalogue}条只适用于{subject.label}，不适用于{verification.subject.label}；请改选对应的清单"
    if not is_code(verification.code, subject):
        listed = codes(subject)
        yield (f"“{verification.code}”不是{subject.label}的违规情形，不得认定；请在 {listed[0]} 至 {listed[-1]} 中选择")
    if not verification.facts.strip():
        yield "没有写明违规事实，不得认定；请写明何人何时何事"
    if not written(verification.evidence):
        if verification.signals:
            yield f"只有 {len(verification.signals)} 条系统提示，提示只是线索，不得据此认定；请调查取证后再认定"
        else:
            yield "没有证据，不得认定；请附上证据材料编号"
    if not verification.verified_by.strip():
        yield "没有核实人，不得认定；请由核实人登录后本人办理"
