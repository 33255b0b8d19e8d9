"""What a bar, a suspension or a power taken back does to cases under way (A72, A73, A78; I-29, I-30, I-33, I-34).

Knows nothing of how the bar or the measure came about. Results that the committee has voted on are not undone by
what befalls the committee later: whether they stand is for A76 to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from handlers.rules.article import Breaches, article
from handlers.rules.terms import DeclarationStatus, Term

#: Where a declaration stands once the committee's result on it is signed.
VOTED = (
    DeclarationStatus.PASSED, DeclarationStatus.RESULT_NOTICE, DeclarationStatus.ON_HOLD, DeclarationStatus.CLEARED,
    DeclarationStatus.FOR_CONFIRMATION, DeclarationStatus.CONFIRMED,
)  # fmt: skip
STOPPED = ("suspended", "revoked")


class Fate(Term):
    """What becomes of a declaration when its committee's power is taken back."""

    RETURNED = "returned", "退回申报人"
    GOES_ON = "goes_on", "已表决，继续办理"
    UNTOUCHED = "untouched", "已办结，不受影响"


@dataclass(frozen=True)
class Hit:
    """A running declaration against its applicant's standing records in the archive, by the numbers of their papers."""

    status: DeclarationStatus
    records: tuple[str, ...]


@dataclass(frozen=True)
class SeatBar:
    """A drawn expert by opaque code, and the last day of a running record as an expert (None: no record)."""

    code: str
    barred_to: date | None
    on: date


@dataclass(frozen=True)
class Hold:
    """A batch about to be confirmed: how its committee stands, since when, and the supervisor's last word on it.

    `released_at` None: no release, or one that was taken back.
    """

    committee_status: str
    stopped_at: datetime | None
    released_at: datetime | None


@dataclass(frozen=True)
class Release:
    """A supervisor's decision on the results of a committee that was stopped: let them be confirmed, or keep them."""

    committee_status: str
    number: str
    reason: str
    decided: bool


@dataclass(frozen=True)
class Returning:
    """A declaration about to be returned because its committee's power was taken back."""

    status: DeclarationStatus
    committee_status: str


@dataclass(frozen=True)
class SessionEnding:
    """A review session about to be ended because the committee's power was taken back."""

    committee_status: str
    signed: bool


def fate(status: DeclarationStatus) -> Fate:
    """Not yet voted on: returned. Voted on: goes on, its confirmation held for the supervisor (I-33, I-34)."""
    if status.over:
        return Fate.UNTOUCHED
    return Fate.GOES_ON if status in VOTED else Fate.RETURNED


@article("A72.3b")
def declaration_falls_with_the_record(hit: Hit) -> Breaches:
    """A running declaration is cancelled on a record in the archive, and on nothing less (I-29)."""
    if hit.status.over:
        yield f"申报已办结（{hit.status.label}），不能再取消；已取得职称的，按撤销职称办理"
    if not hit.records:
        yield "诚信档案中没有申报人在记录期内的失信记录，不得以违规为由取消申报；请先依法认定并记入诚信档案"


@article("A73.1b")
def barred_expert_holds_no_seat(seat: SeatBar) -> Breaches:
    """An expert with a running record takes no part, also when it came after the draw (I-30)."""
    if seat.barred_to is not None and seat.on <= seat.barred_to:
        yield f"专家 {seat.code} 的失信记录至 {seat.barred_to}，已取消评审专家资格，不得参加本次评审；请由其余评委继续"


@article("A78.1c")
def held_results_wait_for_the_supervisor(hold: Hold) -> Breaches:
    """Results of a stopped committee are confirmed only after the supervisor has released the batch (I-34)."""
    if hold.committee_status not in STOPPED:
        return
    if hold.released_at is None:
        yield "评委会已被停止评审，本批结果暂缓核准；请待监管部门逐批作出是否放行的决定"
    elif hold.stopped_at is not None and hold.released_at < hold.stopped_at:
        yield "本批的放行决定早于此次停止评审，不再有效；请待监管部门重新决定"


@article("A78.1d")
def release_is_decided_in_writing(release: Release) -> Breaches:
    """A release answers a stop: numbered, with reasons, and only while the committee is stopped."""
    if release.committee_status not in STOPPED:
        yield "评委会没有被停止评审，本批无须放行；请按程序直接核准"
    if not release.decided:
        yield "没有选择放行或继续暂缓，不得提交；请选择"
    if not release.number.strip():
        yield "对本批结果的决定没有文号，不得作出；请编号"
    if not release.reason.strip():
        yield "对本批结果的决定没有写明理由，不得作出；请写明"


@article("A78.3b")
def declaration_returns_with_the_power(returning: Returning) -> Breaches:
    """What the committee has not voted on goes back when its power is taken back; what it voted on does not."""
    if returning.committee_status != "revoked":
        yield "评委会的评审权没有被收回，不得以此退回申报；请按程序办理"
    outcome = fate(returning.status)
    if outcome is not Fate.RETURNED:
        yield f"申报处于“{returning.status.label}”（{outcome.label}），不因收回评审权退回；结果是否认可另行决定"


@article("A78.3c")
def session_ends_with_the_power(ending: SessionEnding) -> Breaches:
    """A session ends with the committee's power, unless its results are already signed."""
    if ending.committee_status != "revoked":
        yield "评委会的评审权没有被收回，不得以此终止评审会议；请按程序办理"
    if ending.signed:
        yield "评审结果已签字盖章，会议不因收回评审权终止；请完成会议记录，结果是否认可另行决定"
