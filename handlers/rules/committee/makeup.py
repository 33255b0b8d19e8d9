"""Table (a): how large a committee is, whose titles it takes, and the votes it needs (A17, A19.4, A44.2, A45.2)."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.rules.committee.composition import minimum_size
from handlers.rules.meeting import approvals_needed, half, quorum
from handlers.rules.terms import Basis, Level, Tier


@dataclass(frozen=True)
class Makeup:
    """A row of table (a). Every member holds `titles` or higher; `inner_count` of them hold `inner` or higher.

    `inner_count`, `quorum` and the votes are those of a committee of exactly `minimum` members.
    """

    minimum: int
    titles: Level
    inner: Level | None
    inner_count: int
    pool: int
    quorum: int
    votes_at_quorum: int
    votes_if_all: int


def makeup(tier: Tier, sub_level: Level | None, basis: Basis, consented: int | None = None) -> Makeup:
    """The row of table (a), with the consented minimum if there is one. A senior committee for both levels: I-11."""
    least = minimum_size(tier, basis, consented)
    titles, inner = _titles(tier, sub_level)
    present = quorum(least)
    return Makeup(
        minimum=least,
        titles=titles,
        inner=inner,
        inner_count=0 if inner is None else least if inner is titles else half(least),
        pool=2 * least,
        quorum=present,
        votes_at_quorum=approvals_needed(present),
        votes_if_all=approvals_needed(least),
    )


def _titles(tier: Tier, sub_level: Level | None) -> tuple[Level, Level | None]:
    if tier is Tier.JUNIOR:
        return Level.INTERMEDIATE, None
    if tier is Tier.INTERMEDIATE:
        return Level.INTERMEDIATE, Level.ASSOCIATE_SENIOR
    if sub_level is Level.FULL_SENIOR:
        return Level.FULL_SENIOR, Level.FULL_SENIOR
    return Level.ASSOCIATE_SENIOR, Level.FULL_SENIOR
