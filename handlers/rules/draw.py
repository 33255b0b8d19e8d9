"""The constrained random draw of a committee from its pool (A17, A19, A44), reproducible from a seed.

Every lawful list has the same chance: the lawful lists are counted by kind of expert, one is chosen
by the seed, then the experts of each kind are chosen by the seed. Nothing is retried and nothing is
repaired by hand, so a draw that is possible succeeds, and one that is not names what is missing.

Knows experts by opaque ids only; knows nothing of records, plans or consent.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from handlers.rules import committee
from handlers.rules.article import Breach, Rule, Unlawful
from handlers.rules.committee import Member
from handlers.rules.lots import Choices, Kind, Lots, commitment, digest
from handlers.rules.terms import Level, Tier

ACT = "抽取评审专家"
ALGORITHM = "kinds-sha256-1"
MEMBER_RULES: tuple[Rule[Member], ...] = (
    committee.expert_is_not_barred,
    committee.expert_is_of_the_series,
    committee.expert_term_is_running,
    committee.expert_is_not_retired,
    committee.expert_has_paused_after_three_years,
)

__all__ = ["ALGORITHM", "Drawn", "Need", "PoolExpert", "commitment", "draw", "need_of", "pool_hash", "verify"]


@dataclass(frozen=True)
class PoolExpert:
    """What the draw may know of an expert: opaque id, the pool's part, and the facts the law asks for."""

    id: str
    part: str  # chair, member
    series: str
    level: Level
    term_from: date
    term_to: date
    grassroots: bool = False
    outside_system: bool = False
    organisation_id: str | None = None
    retired_on: date | None = None
    scarce: bool = False
    barred_to: date | None = None  # last barred day
    served: frozenset[int] = frozenset()  # calendar years of review work in any committee
    applicant: bool = False  # declares in this session


@dataclass(frozen=True)
class Need:
    """The committee to be drawn for one meeting day. `half` (at least half hold it) may be none."""

    on: date
    size: int
    series: str
    floor: Level
    half: Level | None = None
    vice_chairs: int = 1
    self_review_unit: str | None = None  # then one peer from elsewhere is demanded (A44.6)
    waived: frozenset[str] = frozenset()  # soft requirements with a recorded waiver: A19.6, A44.5


@dataclass(frozen=True)
class Drawn:
    """The list drawn: ids in the order drawn, reserves in their order, and who was left out and why."""

    chair: str
    vice_chairs: tuple[str, ...]
    members: tuple[str, ...]
    reserves: tuple[str, ...]
    excluded: tuple[tuple[str, str], ...]

    @property
    def everyone(self) -> tuple[str, ...]:
        return (self.chair, *self.vice_chairs, *self.members)


def need_of(
    on: date,
    tier: Tier,
    sub_level: Level | None,
    size: int,
    series: str,
    *,
    vice_chairs: int = 1,
    self_review_unit: str | None = None,
    waived: frozenset[str] = frozenset(),
) -> Need:
    """The need of a committee of `tier` (table a): what every member and what half of them must hold.

    A senior committee whose sub-level is not given reviews 副高 (I-11).
    """
    floor, half = {
        Tier.SENIOR: (Level.ASSOCIATE_SENIOR, Level.FULL_SENIOR),
        Tier.INTERMEDIATE: (Level.INTERMEDIATE, Level.ASSOCIATE_SENIOR),
        Tier.JUNIOR: (Level.INTERMEDIATE, None),
    }[tier]
    if tier is Tier.SENIOR and sub_level is Level.FULL_SENIOR:
        floor, half = Level.FULL_SENIOR, None
    return Need(on, size, series, floor, half, vice_chairs, self_review_unit, waived)


def pool_hash(pool: Sequence[PoolExpert], need: Need) -> str:
    """SHA-256 of the pool and the need as they stood, whatever the order of the rows."""
    rows = sorted(pool, key=lambda expert: expert.id)
    return digest([dataclasses.asdict(need), [dataclasses.asdict(expert) for expert in rows]])


def draw(pool: Sequence[PoolExpert], need: Need, seed: bytes) -> Drawn:
    """Draw chair, vice chairs, members and ordered reserves; the same arguments give the same answer.

    Raises Unlawful naming every kind of expert that is missing (A17.1, A17.2, A17.6–A17.10, A44.3, A44.6).
    """
    eligible, excluded = _sifted(tuple(sorted(pool, key=lambda expert: expert.id)), need)
    if breaches := missing(eligible, need):
        raise Unlawful(ACT, breaches)
    lots = Lots(seed)
    picked = _choices(tuple(eligible), need).pick(lots)
    chair, *vice_chairs = picked["chair"]
    taken = {chair, *vice_chairs, *picked["member"]}
    reserves = lots.shuffled([e.id for e in eligible if e.id not in taken])
    return Drawn(chair, tuple(vice_chairs), tuple(picked["member"]), tuple(reserves), excluded)


def verify(
    pool: Sequence[PoolExpert], need: Need, seed: bytes, *, seed_hash: str, recorded_pool: str, recorded: Drawn
) -> tuple[str, ...]:
    """Replay a recorded draw; returns what does not agree, in Chinese (nothing: it is genuine)."""
    faults = []
    if commitment(seed) != seed_hash:
        faults.append("随机种子与抽取前公布的种子摘要不符")
    if pool_hash(pool, need) != recorded_pool:
        faults.append("专家库快照与抽取时记录的摘要不符")
    try:
        replayed = draw(pool, need, seed)
    except Unlawful as refusal:
        return (*faults, f"按记录无法重现抽取：{refusal}")
    for field, label in (
        ("chair", "主任委员"), ("vice_chairs", "副主任委员"), ("members", "委员"),
        ("reserves", "候补名单"), ("excluded", "排除名单"),
    ):  # fmt: skip
        if getattr(replayed, field) != getattr(recorded, field):
            faults.append(f"重新抽取得到的{label}与记录不同")
    return tuple(faults)


@lru_cache(maxsize=4)
def _sifted(pool: tuple[PoolExpert, ...], need: Need) -> tuple[tuple[PoolExpert, ...], tuple[tuple[str, str], ...]]:
    """Who may be drawn, and who may not with the reason."""
    reasons = [(expert, exclusion(expert, need)) for expert in pool]
    eligible = tuple(expert for expert, reason in reasons if reason is None)
    return eligible, tuple((expert.id, reason) for expert, reason in reasons if reason is not None)


def exclusion(expert: PoolExpert, need: Need) -> str | None:
    """Why the expert may not be drawn for this meeting, with the requirement ids; or none."""
    member = Member(
        code=expert.id,
        series=expert.series,
        committee_series=need.series,
        term_from=expert.term_from,
        term_to=expert.term_to,
        retired_on=expert.retired_on,
        scarce=expert.scarce,
        barred_to=expert.barred_to,
        years_served=tuple(sorted(expert.served)),
        on=need.on,
    )
    rules = (rule for rule in MEMBER_RULES if rule.id not in need.waived)
    reasons = [f"{breach.message}（{breach.id}）" for rule in rules for breach in rule(member).breaches]
    if expert.applicant:
        reasons.append("本次评审的申报人，不得担任评委（A50.1）")
    if expert.level.rank < need.floor.rank:
        reasons.append(f"职称为{expert.level.label}，低于本评委会要求的{need.floor.label}（A18.3）")
    return "；".join(reasons) or None


def missing(eligible: Sequence[PoolExpert], need: Need) -> tuple[Breach, ...]:
    """What the pool lacks for a lawful list, kind by kind; nothing when a list can be drawn."""
    if need.size % 2 == 0:
        return (Breach("A17.1", f"评委会人数 {need.size} 为双数，应为单数；请改为 {need.size + 1} 人"),)
    places = _places(need)
    demands = [
        ("A17.2", "主任委员库中的专家", places["chair"], sum(e.part == "chair" for e in eligible)),
        ("A19.2", "评审委员库中的专家", places["member"], sum(e.part == "member" for e in eligible)),
    ]
    for trait, (rule, label, wanted) in _demands(need).items():
        found = {part: sum(e.part == part and trait in _traits(e, need) for e in eligible) for part in places}
        demands.append((rule, label, wanted, sum(min(found[part], places[part]) for part in places)))
    breaches = [
        Breach(rule, f"{label}需要 {wanted} 人，可抽取 {found} 人，不足；请补充专家库后重新抽取")
        for rule, label, wanted, found in demands
        if found < wanted
    ]
    if not breaches and not _choices(tuple(eligible), need).count():
        breaches.append(Breach("A19.2", "专家库各类专家分别够数，但无法同时满足全部条件；请增补兼具多项条件的专家"))
    return tuple(breaches)


def _places(need: Need) -> dict[str, int]:
    return {"chair": 1 + need.vice_chairs, "member": need.size - 1 - need.vice_chairs}


def _demands(need: Need) -> dict[str, tuple[str, str, int]]:
    """Traits of which some are demanded: requirement, what to call them, how many at least."""
    demands = {
        "grassroots": ("A44.3", "基层专家", 1),
        "outside_system": ("A44.3", "本系统以外的专家", 1),
    }
    if need.half is not None:
        rule = "A17.8" if need.half is Level.FULL_SENIOR else "A17.9"
        demands["half"] = (rule, f"具有{need.half.label}及以上职称的专家", (need.size + 1) // 2)
    if need.self_review_unit is not None:
        demands["outsider"] = ("A44.6", "非本单位的同行专家", 1)
    return demands


def _traits(expert: PoolExpert, need: Need) -> frozenset[str]:
    has = {
        "grassroots": expert.grassroots,
        "outside_system": expert.outside_system,
        "half": need.half is not None and expert.level.rank >= need.half.rank,
        "outsider": need.self_review_unit is not None and expert.organisation_id != need.self_review_unit,
    }
    return frozenset(trait for trait, present in has.items() if present)


@lru_cache(maxsize=4)
def _choices(eligible: tuple[PoolExpert, ...], need: Need) -> Choices:
    kinds: dict[tuple[str, frozenset[str]], list[str]] = {}
    for expert in eligible:
        kinds.setdefault((expert.part, _traits(expert, need)), []).append(expert.id)
    minima = {trait: wanted for trait, (_, _, wanted) in _demands(need).items()}
    return Choices([Kind(part, traits, tuple(ids)) for (part, traits), ids in kinds.items()], _places(need), minima)
