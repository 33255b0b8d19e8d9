"""The expert pool, its experts and the draw from it (A18, A19, A44.5). Experts are opaque codes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.rules.article import Breaches, article
from handlers.rules.committee.composition import minimum_size
from handlers.rules.committee.filing import latest_valid_to
from handlers.rules.terms import Basis, Tier


@dataclass(frozen=True)
class Pool:
    """The expert pool on the day of a draw; `usable` and `chairs` count qualified, active, unbarred experts."""

    tier: Tier
    basis: Basis
    usable: int
    chairs: int
    cleaned_on: date | None
    on: date
    filed: bool
    consented_minimum: int | None = None


@dataclass(frozen=True)
class Member:
    """One expert of the pool seen from the day of a draw. `code` is opaque, never a name."""

    code: str
    series: str
    committee_series: str
    term_from: date
    term_to: date
    retired_on: date | None
    scarce: bool
    barred_to: date | None
    years_served: tuple[int, ...]
    on: date


@dataclass(frozen=True)
class Draw:
    """How the members came in: by the draw or its reserve list, or `handpicked` by someone."""

    seed: str | None
    committed_hash: str
    revealed_hash: str
    handpicked: int


@article("A18.1")
def expert_is_not_barred(member: Member) -> Breaches:
    """An expert with a running integrity record is not drawn (also A73.1)."""
    if member.barred_to is not None and member.on <= member.barred_to:
        yield f"专家 {member.code} 的失信记录至 {member.barred_to}，期内不得参加评审；请另抽"


@article("A18.3")
def expert_is_of_the_series(member: Member) -> Breaches:
    """An expert's title belongs to the committee's series."""
    if member.series != member.committee_series:
        series = member.committee_series
        yield f"专家 {member.code} 的职称系列“{member.series}”不是评委会系列“{series}”，不得抽取；请另抽"


@article("A18.6")
def expert_term_is_running(member: Member) -> Breaches:
    """A term lasts three years at most and covers the day of the draw."""
    latest = latest_valid_to(member.term_from)
    if member.term_to > latest:
        yield f"专家 {member.code} 的任期至 {member.term_to}，超过3年（最晚 {latest}）；请重新聘任"
    if not member.term_from <= member.on <= member.term_to:
        term = f"{member.term_from} 至 {member.term_to}"
        yield f"专家 {member.code} 的任期为 {term}，不含 {member.on}，不得抽取；请另抽或重新聘任"


@article("A19.2")
def members_were_drawn_at_random(draw: Draw) -> Breaches:
    """Members come from the random draw, whose seed was committed before and is revealed after."""
    if not draw.seed:
        yield "没有随机抽取的种子，不得确定评委；请由系统抽取"
    elif draw.committed_hash != draw.revealed_hash:
        yield "抽取所用种子与事先封存的不一致，抽取无效；请以封存的种子重新抽取"
    if draw.handpicked:
        yield f"有 {draw.handpicked} 名评委不是抽取或候补递补产生，不得指定评委；请按候补顺序递补"


@article("A19.3")
def pool_is_filed(pool: Pool) -> Breaches:
    """The pool is filed together with the committee."""
    if not pool.filed:
        yield "专家库没有随评委会一并备案，不得抽取；请先备案专家库"


@article("A19.4")
def pool_is_twice_the_minimum(pool: Pool) -> Breaches:
    """The pool holds at least twice the committee's minimum, counting usable experts only (I-12)."""
    least = 2 * minimum_size(pool.tier, pool.basis, pool.consented_minimum)
    if pool.usable < least:
        yield f"专家库可用专家 {pool.usable} 人，少于最低 {least} 人，不得抽取；请补充专家库并备案"


@article("A19.5")
def pool_has_a_chair_part(pool: Pool) -> Breaches:
    """The chair is drawn from the pool's chair part."""
    if pool.chairs < 1:
        yield "主任委员库没有可用专家，不得抽取；请先补充主任委员库"


@article("A19.6")
def expert_is_not_retired(member: Member) -> Breaches:
    """Retired experts are drawn in scarce fields only."""
    if member.retired_on is not None and member.retired_on <= member.on and not member.scarce:
        yield f"专家 {member.code} 已于 {member.retired_on} 退休且不属紧缺领域，原则上不得抽取；请另抽"


@article("A19.7")
def pool_was_cleaned_this_year(pool: Pool) -> Breaches:
    """The pool is cleaned each year before the first draw."""
    if pool.cleaned_on is None or pool.cleaned_on.year != pool.on.year or pool.cleaned_on > pool.on:
        last = "无记录" if pool.cleaned_on is None else str(pool.cleaned_on)
        yield f"专家库 {pool.on.year} 年度尚未清理规范（最近一次：{last}），不得抽取；请先清理并签字"


@article("A44.5")
def expert_has_paused_after_three_years(member: Member) -> Breaches:
    """Who served in each of the three preceding years, in any committee, rests this year (I-09)."""
    preceding = {member.on.year - 3, member.on.year - 2, member.on.year - 1}
    if preceding <= set(member.years_served):
        years = "、".join(str(year) for year in sorted(preceding))
        yield f"专家 {member.code} 已在 {years} 连续三年担任评委，原则上本年不再聘任；请另抽"
