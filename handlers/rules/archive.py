"""What is kept, what goes back and what is destroyed after a review (A48, A58; periods by I-28)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.rules.article import Breaches, article
from handlers.rules.terms import Term
from handlers.rules.workdays import ONE_DAY, add_years

RETENTION_YEARS = 1
APPROVERS = 2


class Retention(Term):
    """How long a record is kept."""

    PERMANENT = "permanent", "长期保存"
    RETURNED = "returned", "退回申报单位"
    ONE_YEAR = "one_year", "满一年后销毁"
    SHORT = "short", "临时材料"


class RecordKind(Term):
    """What a record is (06-data-dictionary 6.30)."""

    MINUTES = "minutes", "会议记录"
    BALLOTS = "ballots", "封存选票"
    TALLY = "tally", "计票结果"
    PLAN = "plan", "评审方案"
    RESULT = "result", "评审结果"
    NOTICE = "notice", "公示"
    DECISION = "decision", "决定文书"
    INTEGRITY = "integrity", "诚信档案"
    SUPERVISION = "supervision", "监管记录"
    JOURNAL = "journal", "日志"
    EVALUATION_FORM = "evaluation_form", "评审表"
    MATERIAL = "material", "申报材料"
    DRAFT = "draft", "草稿"


_OTHER = {
    RecordKind.EVALUATION_FORM: Retention.RETURNED,
    RecordKind.MATERIAL: Retention.ONE_YEAR,
    RecordKind.DRAFT: Retention.SHORT,
}


@dataclass(frozen=True)
class Keeping:
    """One record and what its time of keeping hangs on.

    `closed_on`: the day the review ended, or the declaration without one. `on_hold`: kept by a supervision
    case, a lawsuit or a referral.
    """

    code: str
    kind: RecordKind
    closed_on: date | None
    confirmed_on: date | None
    dispute_ended_on: date | None
    hold_lifted_on: date | None
    confirmation_pending: bool
    open_dispute: bool
    on_hold: bool


@dataclass(frozen=True)
class Destruction:
    """A list of records about to be destroyed on day `on`. Persons are opaque ids."""

    records: tuple[Keeping, ...]
    prepared_by: str
    approvers: tuple[str, ...]
    number: str
    reason: str
    method: str
    on: date


@dataclass(frozen=True)
class FormReturn:
    """An evaluation form on its way back. Bodies are opaque ids, in the order the form passed them."""

    way_up: tuple[str, ...]
    way_back: tuple[str, ...]
    review_ended_on: date | None
    sent_on: date
    received_on: date | None
    receipt: str


@dataclass(frozen=True)
class Trace:
    """What a verification of the journal's hash chains found: rows looked at, rows not as they were written."""

    rows: int
    faults: int


def retention(kind: RecordKind) -> Retention:
    """How long a record of this kind is kept: for good, unless the text says otherwise (A48.2, A58)."""
    return _OTHER.get(kind, Retention.PERMANENT)


def earliest_destruction(record: Keeping) -> date | None:
    """The first day on which material may be destroyed: the day after a full year (A58.2, I-05, I-28).

    The year runs from the latest of review end, confirmation, end of dispute and end of hold; None while one is open.
    """
    if record.closed_on is None or record.confirmation_pending or record.open_dispute or record.on_hold:
        return None
    later = (record.confirmed_on, record.dispute_ended_on, record.hold_lifted_on)
    latest = max(each for each in (record.closed_on, *later) if each is not None)
    return add_years(latest, RETENTION_YEARS) + ONE_DAY


@article("A48.2")
def permanent_records_are_never_destroyed(destruction: Destruction) -> Breaches:
    """Minutes, ballots, plans, results, notices and decisions are kept for good, for everybody."""
    for record in destruction.records:
        if retention(record.kind) is Retention.PERMANENT:
            yield f"{record.code} 是{record.kind.label}，须长期保存，不得销毁；请从销毁清单中移除"


@article("A48.2a")
def record_is_traceable_throughout(trace: Trace) -> Breaches:
    """The journal is whole: nothing in its chains was changed, deleted or cut off."""
    if trace.rows < 1:
        yield "没有任何日志，评审过程不可追溯，不得归档；请核查日志"
    if trace.faults:
        yield f"日志 {trace.rows} 行中有 {trace.faults} 处被改动或缺失，不得归档；请安全管理员立即核查"


@article("A58.1")
def form_returns_by_the_original_channel(form: FormReturn) -> Breaches:
    """After the review the evaluation form goes back by the bodies it came through, with the unit's receipt."""
    if form.review_ended_on is None:
        yield "评审尚未结束，不得退回评审表；请待评审结束"
    elif form.sent_on < form.review_ended_on:
        yield f"评审表于 {form.sent_on} 退回，早于评审结束日 {form.review_ended_on}，记录有误；请核对"
    if form.way_back != tuple(reversed(form.way_up)):
        yield f"评审表须按原 {len(form.way_up)} 级渠道逐级退回，不得改走其他渠道；请按原渠道退回"
    if form.received_on is None or not form.receipt.strip():
        yield "没有申报单位的签收记录，不得办结；请待单位签收并存入个人档案"
    elif form.received_on < form.sent_on:
        yield f"签收日 {form.received_on} 早于退回日 {form.sent_on}，记录有误；请核对"


@article("A58.2")
def a_full_year_has_passed(destruction: Destruction) -> Breaches:
    """Other material is kept for a full year and then destroyed; what is returned is not destroyed."""
    for record in destruction.records:
        kept = retention(record.kind)
        if kept is Retention.RETURNED:
            yield f"{record.code} 是{record.kind.label}，应退回申报单位，不得销毁；请按原渠道退回"
        elif kept is Retention.ONE_YEAR:
            yield from _kept_for_a_year(record, destruction.on)


def _kept_for_a_year(record: Keeping, on: date) -> Breaches:
    earliest = earliest_destruction(record)
    if earliest is None:
        yield f"{record.code} 尚有未办结事项或保全，不得销毁；请待评审、确认、争议和监管全部办结"
    elif on < earliest:
        yield f"{record.code} 保存未满 {RETENTION_YEARS} 年，{on} 不得销毁；请于 {earliest} 以后办理"


@article("A58.2a")
def two_persons_approve_the_list(destruction: Destruction) -> Breaches:
    """Records are destroyed by a numbered list with reason and method, approved by two persons who did not make it."""
    if not destruction.records:
        yield "销毁清单没有材料，不得销毁；请列明销毁材料"
    approvers = {each for each in destruction.approvers if each and each != destruction.prepared_by}
    if len(approvers) < APPROVERS:
        yield f"制表人以外的批准人 {len(approvers)} 人，少于 {APPROVERS} 人，不得销毁；请由两人批准"
    texts = {"清单编号": destruction.number, "销毁理由": destruction.reason, "销毁方式": destruction.method}
    missing = [name for name, text in texts.items() if not text.strip()]
    if missing:
        yield f"销毁记录缺少：{'、'.join(missing)}，不得销毁；请补充完整"
