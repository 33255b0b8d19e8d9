"""Confirmation and certificate: papers, term, who confirms and seals, the start of the title (A53–A55, table f)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from handlers.rules.article import Breaches, Doubt, article
from handlers.rules.terms import Level, Term, Tier, TitleKind
from handlers.rules.workdays import Calendar, Limit


class Authority(Term):
    """A competent HR department by its level; `REVIEW`: the text leaves it open (I-27)."""

    REGION_HR = "region_hr", "自治区人社厅"
    LEAGUE_HR = "league_hr", "盟市人社局"
    COUNTY_HR = "county_hr", "旗县人社局"
    REVIEW = "review", "待人工认定"
    NONE = "none", "不适用"


class Belonging(Term):
    """Whose the applicant and committee are, and who holds the power for the level."""

    REGION = "region", "自治区直属"
    LEAGUE = "league", "盟市（盟市权限）"
    COUNTY = "county", "旗县（下放权限）"


@dataclass(frozen=True)
class Powers:
    """A row of table (f): who files the committee, confirms, seals, entrusts, re-confirms and revokes."""

    row: str
    files: Authority
    confirms: Authority
    seals: Authority
    entrusts: Authority
    reconfirms: Authority
    revokes: Authority


@dataclass(frozen=True)
class Competence:
    """Who was chosen to act, against the title and whose it is."""

    title_kind: TitleKind
    level: Level
    belongs_to: Belonging
    acting: Authority


@dataclass(frozen=True)
class Papers:
    """What the office hands in for confirmation, and when. Dates are Asia/Shanghai."""

    report_number: str
    publicity_report_number: str
    commitment_number: str
    review_ended_on: date | None
    due_on: date
    extended_to: date | None
    submitted_on: date
    provisional: bool = False


@dataclass(frozen=True)
class ExtensionRequest:
    """A written application to hand in later."""

    reason: str
    filed_on: date
    due_on: date
    asked_to: date | None
    provisional: bool = False


@dataclass(frozen=True)
class Standing:
    """One person's result before confirmation."""

    passed: bool
    publicity_closed: bool
    open_complaints: int
    upheld_complaints: int
    barred_to: date | None
    on: date


@dataclass(frozen=True)
class Accepted:
    """That the office accepted the declaration, and when the committee voted (A36)."""

    accepted_at: datetime | None
    voted_at: datetime | None


@dataclass(frozen=True)
class Issue:
    """A certificate about to be issued."""

    confirmation_number: str | None
    confirmed: bool
    passed_on: date | None
    starts_on: date


@dataclass(frozen=True)
class Sealing:
    """The sealing of a certificate by the competent body's seal officer."""

    seal_number: str
    issued: bool


def confirmation_due(review_ended_on: date, calendar: Calendar) -> Limit:
    """Until when the papers are handed in: one month after the review ended (A53.1); rest days roll on."""
    return calendar.within_months(review_ended_on, 1)


def starts_on(passed_on: date) -> date:
    """A title by review starts on the day the committee passed it (A55.1)."""
    return passed_on


def powers(title_kind: TitleKind, level: Level, belongs_to: Belonging) -> Powers:
    """Table (f): who files, confirms, seals, entrusts, re-confirms and revokes. First matching row."""
    league, review, none = Authority.LEAGUE_HR, Authority.REVIEW, Authority.NONE
    ordinary = _ordinary(level, belongs_to)
    if title_kind is TitleKind.ORDINARY:
        return ordinary
    local = replace(ordinary, confirms=league, seals=league, entrusts=none, reconfirms=none, revokes=league)
    if title_kind is TitleKind.DIRECTED:
        return replace(local, row="1")
    if level.tier is Tier.SENIOR:
        return replace(local, row="2h", seals=review, revokes=review)
    return replace(local, row="2")


def _ordinary(level: Level, belongs_to: Belonging) -> Powers:
    region, league, county = Authority.REGION_HR, Authority.LEAGUE_HR, Authority.COUNTY_HR
    if level.tier is Tier.SENIOR:
        return Powers("3", region, region, region, region, region, region)
    if belongs_to is Belonging.REGION:
        return Powers("4", region, region, region, region, region, region)
    if belongs_to is Belonging.LEAGUE:
        return Powers("5", league, league, league, league, league, league)
    return Powers("6", county, county, county, league, county, county)


def filing_authority(level: Level, belongs_to: Belonging) -> Authority:
    """Who files a committee (A13.1)."""
    return _ordinary(level, belongs_to).files


@article("A13.1")
def committee_is_filed_by_the_competent(competence: Competence) -> Breaches:
    """High-level and region-affiliated committees are filed by the region, the others by league or county."""
    yield from _competent(competence, filing_authority(competence.level, competence.belongs_to), "核准备案")


@article("A53.3")
def result_is_confirmed_by_the_competent(competence: Competence) -> Breaches:
    """The competent HR department confirms; directed and farmers' titles are confirmed by the league."""
    lawful = powers(competence.title_kind, competence.level, competence.belongs_to).confirms
    yield from _competent(competence, lawful, "核准确认")


@article("A54.2")
def certificate_is_sealed_by_the_competent(competence: Competence) -> Breaches:
    """High-level certificates carry the region's seal, directed ones the league's, the others the competent body's."""
    lawful = powers(competence.title_kind, competence.level, competence.belongs_to).seals
    yield from _competent(competence, lawful, "证书用印")


def _competent(competence: Competence, lawful: Authority, power: str) -> Breaches:
    what = f"{competence.title_kind.label}（{competence.level.label}）"
    if lawful is Authority.REVIEW:
        yield Doubt(f"{what}的{power}部门规定不明，待人工认定")
    elif competence.acting is not lawful:
        yield f"{what}的{power}应由{lawful.label}办理，不得由{competence.acting.label}办理；请转交{lawful.label}"


@article("A53.1")
def confirmation_papers_are_complete(papers: Papers) -> Breaches:
    """Confirmation report, publicity report and the committee's commitment, within a month; lateness is recorded."""
    numbers = {"核准报告": papers.report_number, "公示情况": papers.publicity_report_number,
               "评委会书面承诺书": papers.commitment_number}  # fmt: skip
    missing = [name for name, number in numbers.items() if not number.strip()]
    if missing:
        yield f"报送核准须有三份文件，缺少：{'、'.join(missing)}，不得报送；请补齐"
    if papers.review_ended_on is None:
        yield "评审尚未结束（结果未宣布签字），不得报送核准；请先完成评审"
        return
    due = max(papers.due_on, papers.extended_to or papers.due_on)
    if not papers.provisional and papers.submitted_on > due:
        yield Doubt(f"评审于 {papers.review_ended_on} 结束，应于 {due} 前报送，实际 {papers.submitted_on}，已逾期")


@article("A53.2")
def only_who_passed_undisputed_is_confirmed(standing: Standing) -> Breaches:
    """Confirmed is who passed, whose publicity is closed, who has no open or upheld complaint and no bar."""
    if not standing.passed:
        yield "评审未通过，不得报送或确认；请从名单中移除"
    if not standing.publicity_closed:
        yield "评审结果公示尚未结束，不得报送或确认；请待公示结束"
    if standing.open_complaints:
        yield f"有 {standing.open_complaints} 件举报尚未办结，不得报送或确认；请待处理意见作出"
    if standing.upheld_complaints:
        yield f"有 {standing.upheld_complaints} 件举报经查属实，不得报送或确认；请从名单中移除"
    if standing.barred_to is not None and standing.on <= standing.barred_to:
        yield f"申报人失信记录期至 {standing.barred_to}，不得确认；请从名单中移除"


@article("A53.4")
def extension_is_asked_in_time(request: ExtensionRequest) -> Breaches:
    """A later hand-in is applied for in writing, with reasons, before the month is over."""
    if not request.reason.strip():
        yield "延期申请没有说明特殊情况，不得提交；请写明理由"
    if not request.provisional and request.filed_on > request.due_on:
        yield f"报送期限为 {request.due_on}，延期申请于 {request.filed_on} 才提出，不得延期；请尽快报送，按逾期处理"
    if request.asked_to is None or request.asked_to <= request.due_on:
        yield f"延期申请没有写明晚于 {request.due_on} 的报送日期，不得提交；请填写"


@article("A36.0")
def declaration_was_accepted_before_the_vote(accepted: Accepted) -> Breaches:
    """Only a declaration that the office accepted before the vote is confirmed."""
    if accepted.accepted_at is None:
        yield "该申报没有经办事机构受理，不得确认评审结果；请按程序受理后重新评审"
    elif accepted.voted_at is None or accepted.accepted_at > accepted.voted_at:
        yield "该申报的受理不早于表决，程序颠倒，不得确认评审结果；请按程序重新评审"


@article("A54.1")
def certificate_rests_on_a_confirmation(issue: Issue) -> Breaches:
    """The electronic certificate is issued after confirmation only."""
    if not issue.confirmed or not (issue.confirmation_number or "").strip():
        yield "没有核准确认文号，不得发证；请先由主管人社部门确认"


@article("A55.1")
def title_starts_when_the_committee_passed_it(issue: Issue) -> Breaches:
    """The title starts on the day the committee passed it."""
    if issue.passed_on is None:
        yield "没有评委会通过日期，不得发证；请核对评审结果"
    elif issue.starts_on != issue.passed_on:
        yield f"取得时间应为评委会通过日 {issue.passed_on}，不得写为 {issue.starts_on}；请更正"


@article("A54.2a")
def seal_is_numbered(sealing: Sealing) -> Breaches:
    """The certificate's seal is on record."""
    if not sealing.seal_number.strip():
        yield "没有用印编号，不得签发证书；请用印并登记"
    if not sealing.issued:
        yield "证书尚未生成，不得用印；请先生成证书"
