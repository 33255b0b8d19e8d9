"""The stories a season tells: who is refused and why, who corrects, who lets a term pass, who fails the vote.

Forty in a hundred reach the certificate without an incident. A small season has the first stories of
the list, a large one all of them several times.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Story:
    """What becomes of one declaration. `end` is the status it must come to, `article` why it is refused."""

    name: str
    end: str
    article: str = ""
    accepted: bool = True
    level: str = ""  # associate_senior: only for senior committees
    employment: str = ""  # institution, private_enterprise: only there


def refused(name: str, article: str, *, level: str = "", employment: str = "") -> Story:
    """Refused by the law at submission: the draft stays a draft."""
    return Story(name, "draft", article, accepted=False, level=level, employment=employment)


PASSES = Story("passes", "certified")
STORIES = {
    story.name: story
    for story in (
        PASSES,
        Story("direct", "certified", level="associate_senior", employment="private_enterprise"),
        Story("corrected", "certified"),
        Story("returned", "certified"),
        Story("dissent_rejected", "certified"),
        Story("complaint_rejected", "certified"),
        Story("complaint_upheld", "cancelled", "A51.3"),
        Story("fails_vote", "failed"),
        Story("abandoned", "abandoned", accepted=False),
        Story("not_recommended", "not_recommended", "A27.1", accepted=False),
        Story("dissent_upheld", "not_recommended", "A27.3", accepted=False),
        Story("not_reported", "not_reported", "A33", accepted=False),
        Story("not_accepted", "not_accepted", "A36.2", accepted=False),
        refused("too_few_years", "A21.2", employment="institution"),
        refused("low_degree", "A21.2", level="associate_senior"),
        refused("skips_level", "A23.1", level="associate_senior"),
        refused("direct_too_short", "A23.1", level="associate_senior", employment="private_enterprise"),
        refused("civil_service", "A21.4", employment="institution"),
        refused("retired", "A21.4"),
        refused("sanctioned", "A21.5", employment="institution"),
        refused("out_of_scope", "A15.1", level="associate_senior"),
        refused("late", "A26.1"),
        refused("second_claim", "A23.2", level="associate_senior"),
    )
}
_ORDER = (
    "passes too_few_years passes corrected fails_vote passes abandoned complaint_rejected passes complaint_upheld "
    "passes dissent_rejected sanctioned passes returned skips_level passes not_accepted passes late "
    "passes direct passes corrected fails_vote passes civil_service passes abandoned passes "
    "not_recommended passes second_claim passes corrected passes dissent_upheld fails_vote passes low_degree "
    "passes corrected passes out_of_scope passes complaint_rejected retired passes not_reported passes "
    "fails_vote passes direct_too_short passes dissent_rejected passes corrected abandoned passes fails_vote"
)
ORDER = _ORDER.split()


def told(declarations: int, chance: Random) -> list[Story]:
    """So many stories, in an order of chance."""
    chosen = [STORIES[ORDER[index % len(ORDER)]] for index in range(declarations)]
    chance.shuffle(chosen)
    return chosen
