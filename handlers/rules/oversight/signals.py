"""Automatic signals: hints that open a clue, never a finding (A62–A67).

Two ways to a clue: `clues` looks at what the law's own rules said of things that have happened, `signals`
at facts no rule judges. Neither says that anybody did wrong; a person verifies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from handlers.rules.article import Finding
from handlers.rules.terms import Term

FASTEST_CHECK_SECONDS = 30
OFTEN = 3
#: The fewest cases of which a share says anything: results of a committee's year, files of an agency, opinions.
ENOUGH_RESULTS = 20
ENOUGH_FILES = 8
ENOUGH_OPINIONS = 10


class Signal(Term):
    """A hint, by name."""

    CONTRADICTS_CHECK = "contradicts_check", "申报信息与联网核验结果不符"
    DECLARED_AFTER_FAIL = "declared_after_fail", "系统判定不符合条件后仍提交"
    SAME_FILE = "same_file", "与他人提交的文件完全相同"
    SAME_FIRST_PLACE = "same_first_place", "同一成果有两人均填排名第一"
    CONTACT = "contact", "有说情打招呼的反映或登记"
    READ_OUTSIDE_WINDOW = "read_outside_window", "评审期限之外下载或打印材料"
    VOTED_DESPITE_HINT = "voted_despite_hint", "系统提示有关系而仍参加表决"
    SCORE_FAR_OFF = "score_far_off", "评分明显偏离同组"
    APPROVED_IN_SECONDS = "approved_in_seconds", "打开后数秒即审核通过"
    NOTHING_OPENED = "nothing_opened", "未打开任何附件即审核通过"
    REPLACED_BY_HAND = "replaced_by_hand", "未按候补名单替换专家"
    HINT_IGNORED = "hint_ignored", "未处理关系提示"
    ENTERED_OUTSIDE = "entered_outside", "材料在系统之外接收"
    BULK_READING = "bulk_reading", "批量查看或导出"
    OWN_FILE = "own_file", "经办本人或亲属的申报"
    ONE_CLERK_ONE_AGENCY = "one_clerk_one_agency", "同一机构的申报始终由同一人经办"
    LAXER_STANDARD = "laxer_standard", "标准低于上级标准"
    FILING_OR_FORMATION = "filing_or_formation", "未备案、备案期满或组成不合规定"
    POOL_NEGLECTED = "pool_neglected", "专家库未年度清理或任期已满未调整"
    ACCEPTED_DESPITE_FAIL = "accepted_despite_fail", "系统判定不符合条件而仍受理"
    OUT_OF_SCOPE = "out_of_scope", "超出核准范围"
    HANDED_IN_LATE = "handed_in_late", "评审结果逾期报送"
    POSTED_LATE = "posted_late", "评审结果逾期公示"
    NO_CONSENT = "no_consent", "评审方案未经备案同意"
    FEE_WITHOUT_BASIS = "fee_without_basis", "收费没有依据"
    COMPLAINT_OVERDUE = "complaint_overdue", "举报逾期未答复"
    RECHECK_OVERDUE = "recheck_overdue", "复查逾期未答复"
    OFTEN_RETURNED = "often_returned", "多次被退回"
    TITLES_ANNULLED_LATER = "titles_annulled_later", "所推荐人员的职称后被撤销"
    NOTICE_TOO_SHORT = "notice_too_short", "公示不足期限或没有凭证"
    REPORTED_LATE = "reported_late", "逾期未上报材料"
    PASS_RATE_FAR_OFF = "pass_rate_far_off", "通过率明显偏离"
    ONE_EXPERT_ONE_UNIT = "one_expert_one_unit", "同一专家反复评议同一单位人员"


@dataclass(frozen=True)
class Clue:
    """What a signal suggests: the code it hints at, the signal, and what was seen. Not a finding."""

    code: str
    signal: Signal
    seen: str


#: What a rule's breach or doubt about something that has happened hints at.
HINTS: Mapping[str, tuple[str, Signal]] = {
    "A7.4": ("V65.1", Signal.LAXER_STANDARD),
    "A10.1": ("V65.2", Signal.FILING_OR_FORMATION),
    "A13.4": ("V65.2", Signal.FILING_OR_FORMATION),
    **{f"A17.{n}": ("V65.2", Signal.FILING_OR_FORMATION) for n in range(1, 11)},
    "A18.6": ("V65.3", Signal.POOL_NEGLECTED),
    "A19.7": ("V65.3", Signal.POOL_NEGLECTED),
    "A15.1": ("V65.5", Signal.OUT_OF_SCOPE),
    "A19.2": ("V64.2", Signal.REPLACED_BY_HAND),
    "A42.3": ("V65.6", Signal.NO_CONSENT),
    "A50.2": ("V64.2", Signal.HINT_IGNORED),
    "A51.1": ("V65.6", Signal.POSTED_LATE),
    "A53.1": ("V65.6", Signal.HANDED_IN_LATE),
    "A51.3": ("V65.8", Signal.COMPLAINT_OVERDUE),
    "A69.1": ("V65.7", Signal.FEE_WITHOUT_BASIS),
    "A27.2": ("V66.2", Signal.NOTICE_TOO_SHORT),
}


def clues(findings: Iterable[Finding]) -> tuple[Clue, ...]:
    """The clues that findings on *recorded events* open; what was refused beforehand has not happened."""
    return tuple(
        Clue(*HINTS[finding.id], seen.message)
        for finding in findings
        if finding.id in HINTS
        for seen in (*finding.breaches, *finding.doubts)
    )


@dataclass(frozen=True)
class Approval:
    """A clerk's approval: whole seconds from opening the file, attachments it had, attachments opened."""

    seconds: int
    attachments: int
    opened: int


@dataclass(frozen=True)
class FileMatch:
    """How many other applicants handed in a file of the same hash."""

    others: int


@dataclass(frozen=True)
class FirstPlaces:
    """How many persons claim the first place in one achievement."""

    claimants: int


@dataclass(frozen=True)
class AfterFail:
    """A written FAIL of the eligibility check, and what followed it."""

    declared: bool
    accepted: bool


@dataclass(frozen=True)
class RelatedVote:
    """A hint of a relation between an expert and an applicant, and whether the expert voted all the same."""

    hinted: bool
    voted: bool


@dataclass(frozen=True)
class UnitRecord:
    """An employer's year: files returned to it, titles of its people annulled later, files not sent up in time."""

    returned: int
    annulled: int
    late: int


def _approval(fact: Approval) -> Iterable[Clue]:
    if fact.seconds < FASTEST_CHECK_SECONDS:
        yield Clue(
            "V64.1", Signal.APPROVED_IN_SECONDS, f"打开 {fact.seconds} 秒即通过，少于 {FASTEST_CHECK_SECONDS} 秒"
        )
    if fact.attachments and not fact.opened:
        yield Clue("V64.1", Signal.NOTHING_OPENED, f"{fact.attachments} 个附件一个也没有打开")


def _match(fact: FileMatch) -> Iterable[Clue]:
    if fact.others:
        yield Clue("V62.2", Signal.SAME_FILE, f"与另外 {fact.others} 人的文件相同")


def _first_places(fact: FirstPlaces) -> Iterable[Clue]:
    if fact.claimants > 1:
        yield Clue("V62.2", Signal.SAME_FIRST_PLACE, f"{fact.claimants} 人均填排名第一")


def _after_fail(fact: AfterFail) -> Iterable[Clue]:
    if fact.declared:
        yield Clue("V62.1", Signal.DECLARED_AFTER_FAIL, "判定不符合条件后仍提交申报")
    if fact.accepted:
        yield Clue("V65.4", Signal.ACCEPTED_DESPITE_FAIL, "判定不符合条件后仍受理申报")


def _related_vote(fact: RelatedVote) -> Iterable[Clue]:
    if fact.hinted and fact.voted:
        yield Clue("V63.4", Signal.VOTED_DESPITE_HINT, "有关系提示，专家仍参加了表决")


def _unit(fact: UnitRecord) -> Iterable[Clue]:
    if fact.returned >= OFTEN:
        yield Clue("V66.1", Signal.OFTEN_RETURNED, f"被退回 {fact.returned} 次")
    if fact.annulled:
        yield Clue("V66.1", Signal.TITLES_ANNULLED_LATER, f"{fact.annulled} 人的职称后被撤销")
    if fact.late:
        yield Clue("V66.3", Signal.REPORTED_LATE, f"{fact.late} 份材料逾期未上报")


_SCREENS: Mapping[type, Callable[[Any], Iterable[Clue]]] = {
    Approval: _approval,
    FileMatch: _match,
    FirstPlaces: _first_places,
    AfterFail: _after_fail,
    RelatedVote: _related_vote,
    UnitRecord: _unit,
}
Screened = Approval | FileMatch | FirstPlaces | AfterFail | RelatedVote | UnitRecord


def signals(*facts: Screened) -> tuple[Clue, ...]:
    """The clues that screened facts open, in the order given."""
    return tuple(clue for fact in facts for clue in _SCREENS[type(fact)](fact))
