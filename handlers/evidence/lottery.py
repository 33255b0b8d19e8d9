"""The draw in the records: its committed seed, the list it gave, and the fact the law asks about (A19.2).

The seed follows from a key file and the session's id, so it exists before the draw without being
stored; its hash stands in the plan, and the seed itself is revealed with the draw.
"""

from __future__ import annotations

import hmac
from datetime import datetime

from handlers import keys
from handlers.evidence import pool
from handlers.records.review_sessions import Draw, ReviewSession, Seat, SessionPlan
from handlers.rules import committee, draw


def _seed(review: ReviewSession) -> bytes:
    return hmac.new(keys.key("draw"), review.id.encode(), "sha256").digest()


def committed(review: ReviewSession) -> str:
    """The hash of the session's seed, for the plan."""
    return draw.commitment(_seed(review))


def hold(review: ReviewSession, plan: SessionPlan, now: datetime) -> None:
    """Draw the committee and give it seats. Raises Unlawful naming what the pool lacks."""
    on, seed = plan.meeting_on, _seed(review)
    experts, need = pool.pool_experts(review, on), pool.need(review, on)
    drawn = draw.draw(experts, need, seed)
    review.draw = Draw(
        seed=seed.hex(),
        algorithm=draw.ALGORITHM,
        pool_hash=draw.pool_hash(experts, need),
        excluded=[{"expert": expert, "reason": reason} for expert, reason in drawn.excluded],
        reserves=list(drawn.reserves),
        drawn_at=now,
    )
    parts = {drawn.chair: "chair", **dict.fromkeys(drawn.vice_chairs, "vice_chair")}
    for position, expert in enumerate(drawn.everyone, start=1):
        review.seats.append(Seat(expert_id=expert, part=parts.get(expert, "member"), position=position))


def fact(review: ReviewSession, plan: SessionPlan) -> committee.Draw:
    """The draw as the law sees it: seed committed before and revealed after, nobody picked by hand."""
    held = review.draw
    return committee.Draw(
        seed=held.seed if held else None,
        committed_hash=plan.seed_hash,
        revealed_hash=draw.commitment(bytes.fromhex(held.seed)) if held else "",
        handpicked=0,
    )
