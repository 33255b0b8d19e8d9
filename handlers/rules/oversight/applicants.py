"""Measures against applicants: declarations cancelled, a title annulled, the unit told (A72).

Judges decisions about to be taken; the archive's entry is judged by `archive`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.rules.article import Breaches, Doubt, article
from handlers.rules.jurisdiction import Authority, Belonging, powers
from handlers.rules.oversight.catalogue import Subject, is_code
from handlers.rules.terms import Level, TitleKind


@dataclass(frozen=True)
class Cancellation:
    """An employer's decision to cancel somebody's declarations.

    `active` are the person's declarations under way, drafts included, `closed` those the decision closes.
    `cancel_only`: no record follows (I-29), for `cancel_only_reason`.
    """

    code: str
    verification_number: str
    title_obtained: bool
    employer: str
    decided_by: str
    number: str
    active: tuple[str, ...]
    closed: tuple[str, ...]
    forming_unit_told: bool
    cancel_only: bool
    cancel_only_reason: str


@dataclass(frozen=True)
class Annulment:
    """A decision to annul a title: the two verifications (day and verifier's id, None: not yet) and the decision."""

    code: str
    certificate_number: str
    recommender_verified_on: date | None
    recommender_verifier: str | None
    forming_unit_verified_on: date | None
    forming_unit_verifier: str | None
    decided_on: date
    number: str


@dataclass(frozen=True)
class AnnulmentPower:
    """Who is about to annul a title, against its kind, level and whose it is (table f)."""

    title_kind: TitleKind
    level: Level
    belongs_to: Belonging
    acting: Authority


@dataclass(frozen=True)
class UnitLetter:
    """Whether a case was found serious, why, and the letter that tells the unit and suggests what to do."""

    serious: bool
    reason: str
    letter_number: str
    suggestion: str


@dataclass(frozen=True)
class Leniency:
    """The choice to cancel declarations only and to leave no record (I-29), and its reason."""

    title_obtained: bool
    cancel_only: bool
    reason: str


@article("A72.1a")
def cancelling_only_is_for_the_untitled_and_reasoned(leniency: Leniency) -> Breaches:
    """Who has no title yet may be cancelled without a record, with reasons; who has one is not let off so."""
    if leniency.cancel_only and leniency.title_obtained:
        yield "职称已经取得，不得只取消申报而不记入诚信档案；请按撤销职称办理"
    if leniency.cancel_only and not leniency.reason.strip():
        yield "只取消申报、不记入诚信档案须写明理由；请补充理由，或记入诚信档案"


@article("A72.1")
def employer_cancels_a_false_declaration(cancellation: Cancellation) -> Breaches:
    """False materials or hidden sanctions: the employer cancels every declaration of the person under way."""
    if cancellation.title_obtained:
        yield "职称已经取得，不得以取消申报资格处理；请按撤销职称办理"
    if cancellation.decided_by != cancellation.employer:
        yield "取消申报资格应由用人单位决定，其他单位不得代为取消；请转交用人单位"
    if not cancellation.verification_number.strip() or not is_code(cancellation.code, Subject.APPLICANT):
        yield f"“{cancellation.code}”没有查实的认定，不得取消申报资格；请先核实并认定"
    if not cancellation.number.strip():
        yield "取消申报资格没有决定文号，不得生效；请编号"
    left_open = [number for number in cancellation.active if number not in cancellation.closed]
    if left_open:
        yield f"尚有 {len(left_open)} 件在办申报（{'、'.join(left_open)}）未一并取消，不得办结；请全部取消"
    if not cancellation.forming_unit_told:
        yield "没有告知评委会组建单位，不得办结；请书面告知"
    if cancellation.cancel_only and not cancellation.cancel_only_reason.strip():
        yield "只取消申报、不记入诚信档案须写明理由；请补充理由，或记入诚信档案"


@article("A72.2")
def title_is_annulled_after_two_verifications(annulment: Annulment) -> Breaches:
    """A title is annulled once the recommending unit and the forming unit have each verified the case."""
    steps = (
        ("推荐单位", annulment.recommender_verified_on, annulment.recommender_verifier),
        ("评委会组建单位", annulment.forming_unit_verified_on, annulment.forming_unit_verifier),
    )
    for body, verified_on, verifier in steps:
        if verified_on is None or not (verifier or "").strip():
            yield f"{body}尚未调查核实，不得撤销职称；请先由{body}核实"
        elif annulment.decided_on < verified_on:
            yield f"撤销决定日 {annulment.decided_on} 早于{body}核实日 {verified_on}，程序颠倒，不得撤销；请更正"
    if annulment.recommender_verifier and annulment.recommender_verifier == annulment.forming_unit_verifier:
        yield "两次核实由同一人作出，不得作为两次核实；请由推荐单位和组建单位的不同人员分别核实"
    if not is_code(annulment.code, Subject.APPLICANT):
        yield f"“{annulment.code}”不是申报人的违规情形，不得撤销职称；请在 V62.1 至 V62.4 中选择"
    if not annulment.certificate_number.strip():
        yield "没有指明要撤销的证书，不得撤销职称；请填写证书编号"
    if not annulment.number.strip():
        yield "撤销职称没有决定文号，不得生效；请编号"


@article("A72.2a")
def title_is_annulled_by_the_competent(power: AnnulmentPower) -> Breaches:
    """The HR department competent for the title annuls it (table f)."""
    lawful = powers(power.title_kind, power.level, power.belongs_to).revokes
    what = f"{power.title_kind.label}（{power.level.label}）"
    if lawful is Authority.REVIEW:
        yield Doubt(f"{what}由哪一级人社部门撤销规定不明，待人工认定")
    elif power.acting is not lawful:
        yield f"{what}应由{lawful.label}撤销，不得由{power.acting.label}撤销；请移交{lawful.label}"


@article("A72.4")
def unit_is_told_of_a_serious_case(letter: UnitLetter) -> Breaches:
    """In a serious case the person's unit is told, and what it should do is suggested."""
    if not letter.reason.strip():
        yield "没有写明情节是否严重的认定理由，不得办结；请写明"
    if letter.serious and not (letter.letter_number.strip() and letter.suggestion.strip()):
        yield "情节严重，尚未通报所在单位并提出处理建议，不得办结；请发函并编号"
