"""The person on the day of declaring: service, sanctions, qualification, place (A21, A22, A24, A72.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.rules.article import Breaches, Doubt, article
from handlers.rules.terms import EmploymentKind
from handlers.rules.workdays import ONE_DAY, add_years, completed_years


@dataclass(frozen=True)
class Employment:
    """The applicant's employment with the declaring unit, seen on the day `on`.

    `employed_to`: the last day of employment, None while it lasts. `permit_to`: work permit of a foreigner.
    `declared_on`: the day of submission when a later act asks again; what changed since goes to a person (I-36).
    """

    kind: EmploymentKind
    employed_from: date | None
    employed_to: date | None
    retired_on: date | None
    permit_to: date | None
    on: date
    declared_on: date | None = None


@dataclass(frozen=True)
class Penalty:
    """A sanction: warning, demerit, demotion, dismissal, party. `to_on` is the last day it runs."""

    kind: str
    from_on: date
    to_on: date
    lifted_on: date | None = None


@dataclass(frozen=True)
class Discipline:
    """Sanctions and the integrity record on the day of declaring (`barred_to`: its last day)."""

    kind: EmploymentKind
    penalties: tuple[Penalty, ...]
    barred_to: date | None
    on: date


@dataclass(frozen=True)
class Field:
    """Field of study and of work; `safety_series`: public safety or personal health."""

    safety_series: bool
    major_fits: bool


@dataclass(frozen=True)
class Licence:
    """A professional qualification that the law asks of the series; `valid_to` None: without end.

    `unsettled`: whether the series asks for one is not settled in `handlers.rules.qualifications`.
    """

    required: bool
    held: bool
    valid_to: date | None
    on: date
    unsettled: bool = False


@dataclass(frozen=True)
class Places:
    """Area codes of a non-public applicant: labour contract, social insurance, place of declaring."""

    non_public: bool
    contract_area: str | None
    insurance_area: str | None
    declared_area: str


@dataclass(frozen=True)
class Posted:
    """Work at the posting place without a break since `from_on`."""

    from_on: date | None
    on: date


@dataclass(frozen=True)
class Exam:
    """The exam of an exam-and-review series; `valid_to` None: not passed.

    `replaces`: titles of the level are earned by examination alone (以考代评).
    """

    required: bool
    valid_to: date | None
    on: date
    replaces: bool = False


SELF_STANDING = (
    EmploymentKind.FREELANCER, EmploymentKind.SKILLED_TALENT, EmploymentKind.RURAL_TALENT,
    EmploymentKind.HMT, EmploymentKind.FOREIGN,
)  # fmt: skip
EXCLUDED = (EmploymentKind.CIVIL_SERVANT, EmploymentKind.CIVIL_SERVICE_MANAGED, EmploymentKind.RETIRED)
INSTITUTION = (EmploymentKind.INSTITUTION, EmploymentKind.INSTITUTION_CONTRACT)
SEVERE = {"demerit": "记过", "demotion": "降低岗位等级", "dismissal": "开除"}


@article("A21.3")
def applicant_is_in_service(employment: Employment) -> Breaches:
    """The applicant works for the declaring unit; freelancers and talents without a unit are excepted (A21.6)."""
    if employment.employed_from is None:
        if employment.kind not in SELF_STANDING:
            yield "没有在本单位的任职记录，不得申报；请先由所在单位登记任职"
    elif employment.on < employment.employed_from:
        yield f"任职自 {employment.employed_from} 开始，{employment.on} 尚未在职，不得申报；请任职后申报"
    elif employment.employed_to is not None and employment.on > employment.employed_to:
        if _since_declared(employment, employment.employed_to):
            yield Doubt(f"申报后任职于 {employment.employed_to} 结束，能否继续评审待人工认定")
            return
        yield f"任职已于 {employment.employed_to} 结束，{employment.on} 不在职，不得申报；请由现单位申报"
    elif employment.on == employment.employed_to:
        yield Doubt(f"任职于申报当日 {employment.employed_to} 结束，是否在职待人工认定")


def _since_declared(employment: Employment, ended_on: date) -> bool:
    return employment.declared_on is not None and ended_on > employment.declared_on


@article("A21.4")
def applicant_is_not_excluded(employment: Employment) -> Breaches:
    """Civil servants, staff managed as such and retired persons do not declare."""
    if employment.kind in EXCLUDED:
        yield f"{employment.kind.label}不得申报职称；如已转岗从事专业技术工作，请先更新任职记录"
    elif employment.retired_on is not None and employment.retired_on <= employment.on:
        if _since_declared(employment, employment.retired_on):
            yield Doubt(f"申报人在申报后于 {employment.retired_on} 退休，能否继续评审待人工认定")
            return
        yield f"申报人已于 {employment.retired_on} 退休，离退休人员不得申报职称；本次申报请撤回"


@article("A21.5")
def no_severe_sanction_is_running(discipline: Discipline) -> Breaches:
    """Institution staff with 记过 or above wait until the sanction has run (I-38)."""
    for penalty in discipline.penalties:
        ended = penalty.lifted_on is not None and penalty.lifted_on <= discipline.on
        if ended or not penalty.from_on <= discipline.on <= penalty.to_on or penalty.kind == "warning":
            continue
        if penalty.kind in SEVERE and discipline.kind in INSTITUTION:
            yield (
                f"{SEVERE[penalty.kind]}处分自 {penalty.from_on} 至 {penalty.to_on}，"
                f"{discipline.on} 仍在处分期，不得申报；请于期满次日后申报"
            )
        else:
            yield Doubt(f"有处分自 {penalty.from_on} 至 {penalty.to_on}，是否影响申报待人工认定")


def integrity_record_ends_on(effective_on: date) -> date:
    """The last day of a record of three years: the day before the third anniversary (A72.3, I-29)."""
    return add_years(effective_on, 3) - ONE_DAY


@article("A72.3")
def no_integrity_record_is_running(discipline: Discipline) -> Breaches:
    """Nobody declares while an integrity record of three years is running (I-29)."""
    if discipline.barred_to is not None and discipline.on <= discipline.barred_to:
        yield f"失信记录期至 {discipline.barred_to}，{discipline.on} 不得申报；请于期满次日后申报"


@article("A21.6")
def foreigner_holds_a_permit(employment: Employment) -> Breaches:
    """Foreign professionals work lawfully in the region; a missing or expired permit goes to a person."""
    if employment.kind is not EmploymentKind.FOREIGN:
        return
    if employment.permit_to is None or employment.permit_to < employment.on:
        yield Doubt("外籍人才的工作许可没有登记或已过期，是否合法从业待人工认定")


@article("A21.8")
def work_fits_study_where_safety_demands(field: Field) -> Breaches:
    """Field of work and of study may differ, but not in public-safety and health series."""
    if field.safety_series and not field.major_fits:
        yield "该系列涉及公共安全或人身健康，从事专业与所学专业不一致，不得申报；请申报与所学专业一致的系列"


@article("A21.9")
def qualification_is_held(licence: Licence) -> Breaches:
    """Where the law asks a professional qualification, it is held and valid."""
    if licence.unsettled:
        yield Doubt("该系列是否须先取得职业资格尚未在制度数据中确定，申报人的职业资格待人工认定")
    if not licence.required:
        return
    if not licence.held:
        yield "该系列须先取得职业资格，未见登记，不得申报；请取得并登记后申报"
    elif licence.valid_to is not None and licence.valid_to < licence.on:
        yield f"职业资格已于 {licence.valid_to} 失效，不得申报；请续期后申报"


@article("A22.1")
def declared_where_the_labour_relation_is(places: Places) -> Breaches:
    """Non-public staff generally declare at the place of the labour relation; a mismatch goes to a person."""
    if not places.non_public:
        return
    known = {area for area in (places.contract_area, places.insurance_area) if area}
    if known != {places.declared_area}:
        shown = "、".join(sorted(known)) or "未登记"
        yield Doubt(f"劳动关系或社保所在地（{shown}）与申报地 {places.declared_area} 不一致，申报地待人工认定")


@article("A22.3")
def posted_for_a_full_year(posted: Posted) -> Breaches:
    """Who declares at the posting place has worked there for a full year without a break."""
    if posted.from_on is None:
        yield "没有派驻记录，不得在派驻地申报；请在劳动关系所在地申报"
    elif completed_years(posted.from_on, posted.on - ONE_DAY) < 1:
        ready = add_years(posted.from_on, 1) + ONE_DAY
        yield f"派驻自 {posted.from_on} 起，至 {posted.on} 未满1年，不得在派驻地申报；最早 {ready} 申报"


@article("A24.1")
def exam_is_passed_and_valid(exam: Exam) -> Breaches:
    """In exam-and-review series the exam is passed and still valid on the day of declaring."""
    if exam.replaces:
        yield Doubt("该系列的这一层级实行以考代评，职称以考试取得，能否申报评审待人工认定")
    if not exam.required:
        return
    if exam.valid_to is None:
        yield "该系列实行考评结合，没有合格的考试成绩，不得申报；请先参加统一考试"
    elif exam.on > exam.valid_to:
        yield f"考试成绩有效期至 {exam.valid_to}，{exam.on} 已失效，不得申报；请重新考试"
