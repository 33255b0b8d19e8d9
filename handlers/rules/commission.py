"""Commissioned review: whom the region may entrust, and whom it reviews for others (A56).

Who issues the letter follows table (f).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.rules.article import Breaches, article
from handlers.rules.jurisdiction import Authority, Belonging, powers
from handlers.rules.terms import Level, TitleKind


@dataclass(frozen=True)
class Outgoing:
    """Persons about to be reviewed outside the region.

    `regional_committees`: the region's filed committees for the series and level. `checked_number`: the
    league's or department's check.
    """

    title_kind: TitleKind
    level: Level
    belongs_to: Belonging
    regional_committees: int
    checked_number: str
    issued_by: Authority
    letter_number: str
    committee: str


@dataclass(frozen=True)
class CommissionedResult:
    """A title passed by a committee outside the region. `local`: the person then worked for a unit of the region."""

    local: bool
    letter_number: str | None
    consented_on: date | None
    reviewed_on: date


@dataclass(frozen=True)
class Incoming:
    """Persons of a central or other province's unit here who ask to be reviewed by the region.

    `belongs_to`: who holds the power where the unit stands; `received_by`: who takes the letter.
    """

    level: Level
    belongs_to: Belonging
    received_by: Authority
    unit_consent: str
    letter: str
    region_consent: str
    office: str


def letter_from(title_kind: TitleKind, level: Level, belongs_to: Belonging) -> Authority:
    """Who issues the letter that entrusts an outside committee (A56.2, table f)."""
    return powers(title_kind, level, belongs_to).entrusts


def received_by(level: Level, belongs_to: Belonging) -> tuple[Authority, ...]:
    """Who may take an incoming letter: the region always, below the high level the local department too (A56.5)."""
    local = powers(TitleKind.ORDINARY, level, belongs_to).confirms
    return tuple(dict.fromkeys((Authority.REGION_HR, local)))


@article("A56.1")
def no_committee_of_the_region_covers_it(outgoing: Outgoing) -> Breaches:
    """Another committee is entrusted only where the region has none filed for the series and level."""
    if outgoing.regional_committees:
        yield f"自治区已有 {outgoing.regional_committees} 个备案的评委会可以评审，不得委托外地评审；请向该评委会申报"
    if not outgoing.committee.strip():
        yield "没有写明受托评委会，不得委托；请填写国家或外省受托评委会"


@article("A56.2")
def letter_is_issued_by_the_competent(outgoing: Outgoing) -> Breaches:
    """The region issues letters for high level and its own units, the league for the rest, each after the check."""
    lawful = letter_from(outgoing.title_kind, outgoing.level, outgoing.belongs_to)
    what = f"{outgoing.title_kind.label}（{outgoing.level.label}）"
    if lawful is Authority.NONE:
        yield f"{what}不适用委托评审，不得出具委托函；请由盟市组织评审"
    elif outgoing.issued_by is not lawful:
        yield f"{what}的委托函应由{lawful.label}出具，不得由{outgoing.issued_by.label}出具；请转交{lawful.label}"
    if not outgoing.checked_number.strip():
        yield "没有盟市人社局或行业主管部门的审核记录，不得出具委托函；请先审核"
    if not outgoing.letter_number.strip():
        yield "委托函没有文号，不得发出；请填写文号"


@article("A56.3")
def commission_was_consented_to(result: CommissionedResult) -> Breaches:
    """A title by commissioned review without the HR department's consent is not recognised."""
    if not result.local:
        return
    if not (result.letter_number or "").strip() or result.consented_on is None:
        yield "未经人社部门同意委托评审取得的职称不予认可，不得登记；请按规定在区内申报"
    elif result.consented_on > result.reviewed_on:
        consented, reviewed = result.consented_on, result.reviewed_on
        yield f"委托函 {consented} 才出具，晚于评审日 {reviewed}，不得补办后登记；该职称不予认可，请在区内申报"


@article("A56.4")
def incoming_commission_has_its_documents(incoming: Incoming) -> Breaches:
    """The unit's consent, the sender's letter and the region's consent, which names the office.

    What a local department takes itself needs no consent of the region (A56.5).
    """
    papers = {"本单位同意": incoming.unit_consent, "委托评审函": incoming.letter}
    if incoming.received_by is Authority.REGION_HR:
        papers |= {"自治区人社厅同意": incoming.region_consent}
    missing = [name for name, number in papers.items() if not number.strip()]
    if missing:
        yield f"受理委托评审须有 {len(papers)} 份文件，缺少：{'、'.join(missing)}，不得受理；请补齐"
    if not incoming.office.strip():
        yield "没有指定受理的评委会办事机构，不得受理；请先指定"


@article("A56.5")
def local_department_takes_intermediate_and_junior(incoming: Incoming) -> Breaches:
    """Intermediate and junior reviews may be entrusted to the local department that holds the power; high ones not."""
    lawful = received_by(incoming.level, incoming.belongs_to)
    if incoming.received_by not in lawful:
        who = "或".join(authority.label for authority in lawful)
        yield f"{incoming.level.label}职称的委托评审应由{who}受理，不得由{incoming.received_by.label}受理；请转送"
