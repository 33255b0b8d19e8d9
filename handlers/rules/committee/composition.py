"""Size and titles of a committee (A17, table a). Counts only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.rules.article import Breaches, article
from handlers.rules.terms import Basis, Level, Tier

MINIMUM = {
    (Basis.SERIES, Tier.SENIOR): 25,
    (Basis.SERIES, Tier.INTERMEDIATE): 21,
    (Basis.SERIES, Tier.JUNIOR): 17,
    (Basis.SPECIALTY, Tier.SENIOR): 11,
    (Basis.SPECIALTY, Tier.INTERMEDIATE): 9,
    (Basis.SPECIALTY, Tier.JUNIOR): 7,
}


@dataclass(frozen=True)
class Composition:
    """The members of a committee, counted.

    `seniors` and `intermediates` count that level *and above*; `judges_full_seniors`: 正高 cases on the list.
    """

    tier: Tier
    sub_level: Level | None
    basis: Basis
    judges_full_seniors: bool
    members: int
    full_seniors: int
    seniors: int
    intermediates: int
    chairs: int
    vice_chairs: int
    drawn_on: date
    consented_minimum: int | None = None
    consent_number: str | None = None
    consented_on: date | None = None


def minimum_size(tier: Tier, basis: Basis, consented: int | None = None) -> int:
    """The smallest lawful committee: table (a), or what the filing authority consented to (A17.3–17.5)."""
    return MINIMUM[basis, tier] if consented is None else consented


@article("A17.1")
def members_are_odd(composition: Composition) -> Breaches:
    """The number of members is odd; no consent changes that."""
    if composition.members % 2 == 0:
        yield f"评委会 {composition.members} 人，不是单数，不得组成；请增减为单数"


@article("A17.2")
def one_chair_and_one_or_two_vice_chairs(composition: Composition) -> Breaches:
    """Generally one chair and one or two vice chairs."""
    yield from _one_chair(composition)
    if composition.vice_chairs not in (1, 2):
        yield f"副主任委员 {composition.vice_chairs} 名，一般应为1至2名；请调整或取得核准部门书面同意"


@article("A17.2a")
def exactly_one_chair(composition: Composition) -> Breaches:
    """Exactly one chair: this part of A17.2 is never waived."""
    yield from _one_chair(composition)


def _one_chair(composition: Composition) -> Breaches:
    if composition.chairs != 1:
        yield f"主任委员 {composition.chairs} 名，应为1名，不得组成评委会；请重新确定"


@article("A17.3")
def series_committee_is_large_enough(composition: Composition) -> Breaches:
    """A committee formed by series has at least 25, 21 or 17 members, or the consented number."""
    yield from _large_enough(composition, Basis.SERIES)


@article("A17.4")
def specialty_committee_is_large_enough(composition: Composition) -> Breaches:
    """A committee formed by specialty has at least 11, 9 or 7 members, or the consented number."""
    yield from _large_enough(composition, Basis.SPECIALTY)


def _large_enough(composition: Composition, basis: Basis) -> Breaches:
    if composition.basis is not basis:
        return
    least = minimum_size(composition.tier, basis, composition.consented_minimum)
    if composition.members < least:
        yield (
            f"{basis.label}组建的{composition.tier.label}评委会 {composition.members} 人，"
            f"少于最低 {least} 人；请补足，或先取得核准部门书面同意"
        )


@article("A17.5")
def smaller_size_was_consented_before_the_draw(composition: Composition) -> Breaches:
    """An adjusted number rests on a numbered consent that is older than the draw (I-10)."""
    if composition.consented_minimum is None:
        return
    if not composition.consent_number or composition.consented_on is None:
        yield f"调整后的最低人数 {composition.consented_minimum} 人没有核准部门同意的文号或日期；请补录同意文件"
    elif composition.consented_on >= composition.drawn_on:
        yield (
            f"核准部门 {composition.consented_on} 才同意调整人数，不早于抽取日 {composition.drawn_on}，不得适用；"
            "请取得同意后重新抽取"
        )


@article("A17.6")
def senior_committee_holds_senior_titles(composition: Composition) -> Breaches:
    """Every member of a senior committee holds a senior title."""
    if composition.tier is Tier.SENIOR and composition.seniors < composition.members:
        lacking = composition.members - composition.seniors
        yield f"高级评委会有 {lacking} 名专家没有高级职称，不得组成；请重新抽取"


@article("A17.7")
def full_senior_committee_is_all_full_seniors(composition: Composition) -> Breaches:
    """Where 正高 cases are judged every member holds a 正高 title (I-11)."""
    if composition.tier is not Tier.SENIOR:
        return
    applies = composition.sub_level is Level.FULL_SENIOR or composition.judges_full_seniors
    if applies and composition.full_seniors < composition.members:
        lacking = composition.members - composition.full_seniors
        yield f"评审正高级的评委会 {composition.members} 人中有 {lacking} 人不是正高级，不得组成；请重新抽取"


@article("A17.8")
def half_of_associate_committee_are_full_seniors(composition: Composition) -> Breaches:
    """At least half of a senior committee that is not 正高 only hold a 正高 title."""
    if composition.tier is not Tier.SENIOR or composition.sub_level is Level.FULL_SENIOR:
        return
    if 2 * composition.full_seniors < composition.members:
        yield f"副高级评委会 {composition.members} 人，正高级 {composition.full_seniors} 人，不足1/2；请重新抽取"


@article("A17.9")
def half_of_intermediate_committee_are_seniors(composition: Composition) -> Breaches:
    """Members of an intermediate committee are intermediate or above, half of them senior."""
    if composition.tier is not Tier.INTERMEDIATE:
        return
    if composition.intermediates < composition.members:
        lacking = composition.members - composition.intermediates
        yield f"中级评委会有 {lacking} 名专家没有中级以上职称，不得组成；请重新抽取"
    if 2 * composition.seniors < composition.members:
        yield f"中级评委会 {composition.members} 人，高级职称 {composition.seniors} 人，不足1/2；请重新抽取"


@article("A17.10")
def junior_committee_holds_intermediate_titles(composition: Composition) -> Breaches:
    """Every member of a junior committee holds an intermediate title or above."""
    if composition.tier is Tier.JUNIOR and composition.intermediates < composition.members:
        lacking = composition.members - composition.intermediates
        yield f"初级评委会有 {lacking} 名专家没有中级以上职称，不得组成；请重新抽取"
