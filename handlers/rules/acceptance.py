"""The office's re-check: acceptance, correction, non-acceptance, abandonment (A35, A36, table j)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from handlers.rules.article import Breaches, article
from handlers.rules.readings import DEFAULT
from handlers.rules.terms import Term
from handlers.rules.workdays import Calendar, DueDay, end_of_day

DEFAULT_WORKDAYS = DEFAULT.correction_days
LEAST_WORKDAYS = DEFAULT.correction_least
CHECKLIST = {"qualification": "申报资格", "procedure": "推荐程序", "scope": "评审范围"}
GROUNDS = ("A36.1", "A36.2", "A36.3", "A36.4")


class Outcome(Term):
    """What the re-check comes to."""

    ACCEPTED = "accept", "受理"
    CORRECT = "correct", "告知申报人补正"
    CORRECT_UNIT = "correct_unit", "告知申报单位补正"
    NOT_ACCEPTED = "not_accepted", "不予受理"
    ABANDONED = "abandoned", "视为放弃"
    CHIEF_DECIDES = "chief_decides", "由办事机构负责人决定"


@dataclass(frozen=True)
class Defects:
    """What the re-check found: the inputs of table (j), in its order."""

    out_of_scope: bool = False
    late_or_skipped: bool = False
    ineligible: bool = False
    requirement_unmet: bool = False
    material_curable: bool = False
    already_noticed: bool = False
    defect_is_old: bool = False
    procedure_curable: bool = False
    correction_expired: bool = False


@dataclass(frozen=True)
class Ruling:
    """A row of table (j)."""

    row: int
    outcome: Outcome
    article: str


@dataclass(frozen=True)
class OfficeCheck:
    """The office's re-check. `open_correction`: a notice is delivered and not answered."""

    ticked: tuple[str, ...]
    text: str
    open_correction: bool
    received_at: datetime | None


@dataclass(frozen=True)
class CorrectionNotice:
    """A written notice of what to correct. `workdays` lie after delivery up to and including `due_on`.

    `earlier`: notices already sent to the same addressee by this office; `arose_from`: why new
    defects arose from the earlier correction. `latest_on`: the day the session's plan is filed, if set.
    `least`: the fewest working days that may be given (I-19).
    """

    addressee: str  # applicant, unit
    items: tuple[str, ...]
    delivered_on: date
    due_on: date | None
    workdays: int
    earlier: int
    arose_from: str
    league_file: bool
    via_centre: bool
    latest_on: date | None = None
    least: int = LEAST_WORKDAYS


@dataclass(frozen=True)
class Answer:
    """A correction notice's limit, the answer if there is one, and the present instant."""

    due_on: date
    answered_at: datetime | None
    now: datetime


@dataclass(frozen=True)
class Refusal:
    """A non-acceptance: the ground of art. 36, the reason given and the article cited.

    What the records say of it: inside the scope, in time and order; `curable`: a correction is still open.
    """

    ground: str
    reason: str
    cited: str
    within_scope: bool
    in_time_and_order: bool
    curable: bool = False


def due_on(delivered_on: date, calendar: Calendar, workdays: int = DEFAULT_WORKDAYS) -> DueDay:
    """The limit proposed for a correction: so many working days after delivery, five by default (I-19)."""
    return calendar.minimum(delivered_on, workdays)


def ruling(defects: Defects) -> Ruling:
    """Table (j): what the re-check comes to. The first matching row decides."""
    if defects.out_of_scope:
        return Ruling(1, Outcome.NOT_ACCEPTED, "A36.1")
    if defects.late_or_skipped:
        return Ruling(2, Outcome.NOT_ACCEPTED, "A36.3")
    if defects.ineligible:
        return Ruling(3, Outcome.NOT_ACCEPTED, "A36.4")
    if defects.requirement_unmet:
        return Ruling(4, Outcome.NOT_ACCEPTED, "A36.2")
    if defects.material_curable and not (defects.already_noticed and defects.defect_is_old):
        return Ruling(5, Outcome.CORRECT, "A35.2")
    if defects.material_curable:
        return Ruling(6, Outcome.CHIEF_DECIDES, "A35.2")
    if defects.procedure_curable:
        return Ruling(7, Outcome.CORRECT_UNIT, "A35.4")
    if defects.correction_expired:
        return Ruling(8, Outcome.ABANDONED, "A35.3")
    return Ruling(9, Outcome.ACCEPTED, "A35.1")


@article("A35.1")
def office_has_rechecked(check: OfficeCheck) -> Breaches:
    """The office re-checks qualification, procedure and scope before it accepts."""
    left = [label for key, label in CHECKLIST.items() if key not in check.ticked]
    if left:
        yield f"复核要点共 {len(CHECKLIST)} 项，未核对：{'、'.join(left)}，不得受理；请逐项复核"
    if not check.text.strip():
        yield "没有复核意见，不得受理；请填写复核意见"
    if check.open_correction:
        yield "补正告知尚未答复，不得受理；请待补正后复核"
    if check.received_at is None:
        yield "没有收到材料的记录，不得受理；请先完成报送交接"


@article("A35.2")
def correction_is_told_once_and_whole(notice: CorrectionNotice) -> Breaches:
    """One written notice lists everything to correct and the time limit."""
    if not any(item.strip() for item in notice.items):
        yield "补正告知没有列明需补正的材料，不得发出；请一次列明全部事项"
    if notice.earlier and not notice.arose_from.strip():
        yield (
            f"已发出 {notice.earlier} 次补正告知，须一次性告知，不得再次要求补正；仅对补正引起的新问题可说明理由后告知"
        )
    if notice.due_on is None:
        yield "补正告知没有时限，不得发出；请设定补正期限"
        return
    if notice.workdays < notice.least:
        yield f"补正期限至 {notice.due_on} 只有 {notice.workdays} 个工作日，少于 {notice.least} 个；请延长期限"
    if notice.latest_on is not None and notice.due_on > notice.latest_on:
        yield f"补正期限 {notice.due_on} 晚于评审方案报备日 {notice.latest_on}，不得发出；请缩短期限"


@article("A35.4")
def procedural_defects_are_told_to_the_unit(notice: CorrectionNotice) -> Breaches:
    """Irregular procedure or files are notified to the declaring unit, what the applicant lacks to the applicant."""
    if notice.addressee not in ("applicant", "unit"):
        yield "没有注明补正告知的对象，不得发出；请选择申报人或申报单位"


@article("A35.5")
def league_files_are_returned_through_the_centre(notice: CorrectionNotice) -> Breaches:
    """A notice to a unit on a league's file goes through the service centre to the HR department."""
    if notice.addressee == "unit" and notice.league_file and not notice.via_centre:
        yield "盟市申报材料须由公共服务中心转送相应人社部门核实，不得直接发给单位；请经中心转送"


@article("A35.3")
def correction_came_in_time(answer: Answer) -> Breaches:
    """A correction handed in by the end of the due day counts; later the declaration is abandoned."""
    at = answer.now if answer.answered_at is None else answer.answered_at
    if at >= end_of_day(answer.due_on):
        yield f"补正期限至 {answer.due_on}，已逾期，不得再补正，视为放弃申报；可在下一年度申报"


@article("A35.3a")
def correction_is_overdue(answer: Answer) -> Breaches:
    """A declaration is deemed abandoned only after the due day and without an answer."""
    if answer.answered_at is not None and answer.answered_at < end_of_day(answer.due_on):
        yield "申报人已按期补正，不得视为放弃；请继续复核"
    elif answer.now < end_of_day(answer.due_on):
        yield f"补正期限至 {answer.due_on} 日终，尚未届满，不得视为放弃；请待期满"


@article("A36.4")
def refusal_names_its_ground(refusal: Refusal) -> Breaches:
    """Non-acceptance rests on one of the four grounds of art. 36; the last cites the article breached."""
    if refusal.ground not in GROUNDS:
        yield "没有注明不予受理的情形，不得作出决定；请从第三十六条四种情形中选择"
    elif refusal.ground == "A36.4" and not refusal.cited.strip():
        yield "以其他不符合规定情形不予受理的，须引用所违反的条款；请填写条款"


@article("A36.5")
def refusal_gives_reasons(refusal: Refusal) -> Breaches:
    """What is not accepted goes back with reasons."""
    if not refusal.reason.strip():
        yield "不予受理没有说明理由，不得退回；请填写理由"


@article("A36.1")
def refused_for_scope_only_outside_it(refusal: Refusal) -> Breaches:
    """A refusal for scope is not given to a file inside the scope."""
    if refusal.ground == "A36.1" and refusal.within_scope:
        yield "申报专业和层级在本评委会核准范围内，不得以超出评审范围为由不予受理；请更正理由"


@article("A36.3")
def refused_for_lateness_only_if_late(refusal: Refusal) -> Breaches:
    """A refusal for lateness or a skipped step is not given to a file in time and order."""
    if refusal.ground == "A36.3" and refusal.in_time_and_order:
        yield "材料按规定时限和程序报送，不得以逾期或程序不符为由不予受理；请更正理由"


@article("A36.2")
def refused_material_cannot_be_cured(refusal: Refusal) -> Breaches:
    """Material that can still be corrected is corrected first (I-20)."""
    if refusal.ground == "A36.2" and refusal.curable:
        yield "材料可以补正，不得直接不予受理；请先一次性告知补正"
