"""Titles from elsewhere: used as they are when verified online, else re-confirmed by the competent department (A57)."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.rules.article import Breaches, article
from handlers.rules.jurisdiction import Authority, Belonging, powers
from handlers.rules.terms import Level, Term, TitleKind

EXPERTS = 3


class Verification(Term):
    """What the national query system and the government service platforms say of a certificate."""

    VERIFIED = "verified", "网上核验属实"
    UNVERIFIABLE = "unverifiable", "无法网上核验"
    REFUTED = "refuted", "核验不属实"


class Use(Term):
    """What becomes of a title from elsewhere."""

    AS_IT_IS = "as_it_is", "直接使用，不换证"
    RECONFIRM = "reconfirm", "组织专家重新确认"
    CLUE = "clue", "不得使用，转线索核查"


@dataclass(frozen=True)
class ForeignTitle:
    """A title from elsewhere, how it was verified (query number or screenshot), and whether to re-issue it."""

    verification: Verification | None
    proof: str
    new_certificate: bool


@dataclass(frozen=True)
class Reconfirmation:
    """A decision to confirm again. `experts` are the codes of those who gave the `opinion`."""

    level: Level
    belongs_to: Belonging
    acting: Authority
    experts: tuple[str, ...]
    opinion: str
    decision_number: str


def use_of(verification: Verification) -> Use:
    """What follows from an online verification (A57.1, A57.2)."""
    table = {Verification.VERIFIED: Use.AS_IT_IS, Verification.UNVERIFIABLE: Use.RECONFIRM}
    return table.get(verification, Use.CLUE)


def reconfirmed_by(level: Level, belongs_to: Belonging) -> Authority:
    """Who confirms a title from elsewhere again: the region at high level, else the competent department (table f)."""
    return powers(TitleKind.ORDINARY, level, belongs_to).reconfirms


@article("A57.1")
def verified_title_is_used_as_it_is(title: ForeignTitle) -> Breaches:
    """A certificate verified online is used in the region without re-confirmation or a new certificate."""
    if title.verification is None:
        yield "外地职称尚未网上核验，不得办理；请先在全国职称评审信息查验系统核验"
        return
    if not title.proof.strip():
        yield "没有核验编号或截图，不得办理；请附上核验凭证"
    if use_of(title.verification) is Use.AS_IT_IS and title.new_certificate:
        yield "该职称已网上核验，可直接在区内使用，不得重新确认换证；请登记后直接使用"
    if use_of(title.verification) is Use.CLUE:
        yield "该证书核验不属实，不得使用或确认；请转线索核查"


@article("A57.2")
def title_is_reconfirmed_by_the_competent(reconfirmation: Reconfirmation) -> Breaches:
    """What cannot be verified is confirmed again: high level by the region, the rest by the competent department."""
    lawful = reconfirmed_by(reconfirmation.level, reconfirmation.belongs_to)
    if reconfirmation.acting is not lawful:
        what = f"{reconfirmation.level.label}职称的重新确认"
        yield f"{what}应由{lawful.label}办理，不得由{reconfirmation.acting.label}办理；请转交{lawful.label}"
    if not reconfirmation.decision_number.strip():
        yield "重新确认没有决定文号，不得换发证书；请填写文号"


@article("A57.2a")
def experts_have_advised(reconfirmation: Reconfirmation) -> Breaches:
    """The department organises experts for it, at least three, who give a written opinion."""
    experts = len(set(reconfirmation.experts))
    if experts < EXPERTS:
        yield f"参加重新确认的专家 {experts} 人，少于 {EXPERTS} 人，不得确认；请补足相关专家"
    if not reconfirmation.opinion.strip():
        yield "重新确认没有专家意见，不得确认；请补充专家书面意见"
