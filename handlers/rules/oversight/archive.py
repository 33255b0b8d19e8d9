"""The integrity archive (诚信档案库, A71, A72.3, A75): what an entry says, how long it runs, who reads it.

Knows nothing of how a violation is established or what else follows from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.rules.article import Breaches, article
from handlers.rules.eligibility.person import integrity_record_ends_on
from handlers.rules.jurisdiction import Authority
from handlers.rules.oversight.catalogue import Subject, is_code
from handlers.rules.oversight.papers import written
from handlers.rules.terms import IntegritySubject, Term


@dataclass(frozen=True)
class Entry:
    """An entry about to go into the archive. `code` is its item of V62–V64, `ends_on` the last day of the record."""

    subject: IntegritySubject
    person: str
    code: str
    facts: str
    basis: str
    measure: str
    decided_on: date
    effective_on: date
    ends_on: date
    number: str


@dataclass(frozen=True)
class Correction:
    """A record changed on appeal: by a new decision that replaces the old one. `ends_on` None: the record falls."""

    replaces: str
    number: str
    reason: str
    recorded_number: str
    effective_on: date
    decided_on: date
    ends_on: date | None


@dataclass(frozen=True)
class Blacklisting:
    """A decision on serious dishonesty: the finding, the records it rests on, its number, and who takes it."""

    finding: str
    records: tuple[str, ...]
    number: str
    acting: Authority


class Reader(Term):
    """Who looks into the archive."""

    REGION_HR = "region_hr", "自治区人社厅"
    LEAGUE_HR = "league_hr", "盟市人社局"
    HIGH_COMMITTEE = "high_committee", "自治区高级评委会"
    OTHER = "other", "其他部门"


@dataclass(frozen=True)
class Reading:
    """A look at one entry of the archive. `check_only`: asks only whether somebody is barred, not for what."""

    reader: Reader
    area: str
    series: str
    entry_area: str
    entry_series: str
    check_only: bool


@article("A71.1")
def archive_records_persons(entry: Entry) -> Breaches:
    """The archive records the dishonesty of persons: applicants, experts, staff, by an item of their catalogue."""
    if not entry.person.strip():
        yield "没有写明当事人，不得记入诚信档案；请指明个人"
    subject = Subject[entry.subject.name]
    if not is_code(entry.code, subject):
        yield f"“{entry.code}”不是{subject.label}的违规情形，不得记入诚信档案；请按第{subject.catalogue}条的清单填写"


@article("A71.2")
def entry_has_its_five_fields(entry: Entry) -> Breaches:
    """An entry tells violation, basis, measure, day of effect and period, and by which decision."""
    fields = {"违规情形": entry.facts, "处理依据": entry.basis, "处理措施": entry.measure, "决定文号": entry.number}
    missing = [name for name, text in fields.items() if not text.strip()]
    if missing:
        yield f"诚信档案记录缺少{'、'.join(missing)}，不得记入；请补齐"


@article("A72.3a")
def record_runs_three_years_from_its_effect(entry: Entry) -> Breaches:
    """The record runs three years from the day the decision takes effect, never from the day of the act (I-29)."""
    if entry.effective_on < entry.decided_on:
        yield f"生效日 {entry.effective_on} 早于决定日 {entry.decided_on}，不得追溯起算；请自决定生效之日起算"
    lawful = integrity_record_ends_on(entry.effective_on)
    if entry.ends_on != lawful:
        yield f"自 {entry.effective_on} 起记录三年，止于 {lawful}，不得写为 {entry.ends_on}；请更正"


@article("A71.2a")
def record_is_corrected_by_a_decision(correction: Correction) -> Breaches:
    """A record is changed only by a new decision with reasons that names the old one; it is never made longer."""
    if not correction.replaces.strip():
        yield "没有指明被更正的记录，不得更正；请指明原记录"
    if not correction.number.strip() or not correction.reason.strip():
        yield "更正诚信档案须有新的决定文号和理由，不得更正；请补齐"
    elif correction.number == correction.recorded_number:
        yield f"更正沿用了原决定文号 {correction.number}，不得更正；请另作决定并编号"
    if correction.decided_on < correction.effective_on:
        yield f"更正决定日 {correction.decided_on} 早于原记录生效日 {correction.effective_on}，程序颠倒；请核对日期"
    if correction.ends_on is not None and correction.ends_on < correction.effective_on:
        said = f"更正后的截止日 {correction.ends_on} 早于生效日 {correction.effective_on}"
        yield f"{said}，不得更正；整条撤销的请不填截止日"
    longest = integrity_record_ends_on(correction.effective_on)
    if correction.ends_on is not None and correction.ends_on > longest:
        yield f"原记录止于 {longest}，更正后不得延长至 {correction.ends_on}；请另行立案"


@article("A75.1")
def archive_is_read_within_its_collector_s_scope(reading: Reading) -> Breaches:
    """Leagues collect their area, the region's high committees their series, the region all; checks are open to all."""
    if reading.check_only or reading.reader is Reader.REGION_HR:
        return
    if reading.reader is Reader.LEAGUE_HR:
        if reading.area[:4] != reading.entry_area[:4]:
            yield f"{reading.area} 的盟市人社局只汇总本地区记录，不得查看 {reading.entry_area} 的记录；请只作信用核查"
    elif reading.reader is Reader.HIGH_COMMITTEE:
        if reading.series != reading.entry_series:
            yield f"“{reading.series}”评委会只汇总本系列记录，不得查看“{reading.entry_series}”的记录；请只作信用核查"
    else:
        yield "其他部门不汇总诚信档案，不得查看记录内容；请只作信用核查"


@article("A75.2")
def blacklisting_rests_on_a_decision(blacklisting: Blacklisting) -> Breaches:
    """Who is seriously dishonest is blacklisted by a numbered decision of the region's HR department."""
    if not blacklisting.finding.strip():
        yield "没有写明严重失信的认定，不得列入黑名单；请写明事实和认定理由"
    if not written(blacklisting.records):
        yield "没有对应的诚信档案记录，不得列入黑名单；请先记入诚信档案"
    if not blacklisting.number.strip():
        yield "列入黑名单没有决定文号，不得列入；请编号"
    if blacklisting.acting is not Authority.REGION_HR:
        yield f"黑名单由自治区人社厅汇总决定，不得由{blacklisting.acting.label}列入；请报自治区人社厅"
