"""The supervisor's word on the results of a committee that was stopped, batch by batch (A78, I-34)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from handlers.confirmation.texts import batch_data
from handlers.evidence import stopping
from handlers.evidence.supervision import bodies
from handlers.handler import Actor, handler
from handlers.records.certificates import ConfirmationBatch, ConfirmationRelease
from handlers.rules import acts, oversight

CHOICES = {"release": True, "keep": False}


@handler
def release(
    batch: ConfirmationBatch, *, actor: Actor, now: datetime, decision: str, number: str, reason: str
) -> dict[str, Any]:
    """停止评审期间，逐批决定已表决的结果可否核准"""
    committee = batch.session.committee
    acts.confirmation_release(
        release=oversight.Release(committee.status, number, reason, decision in CHOICES),
        supervision=bodies.supervision(committee, actor.organisation_id),
    )
    batch.releases.append(
        ConfirmationRelease(
            released=CHOICES[decision],
            number=number,
            reason=reason,
            organisation_id=actor.organisation_id,
            decided_by_id=actor.person_id,
            decided_at=now,
        )
    )
    return {"outcome": decision, "number": number}


def release_data(batch: ConfirmationBatch, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """What the form of `release` shows: the batch and its persons, the stop, and what was decided before."""
    stop = stopping.order(batch.session.committee)
    before = [f"- {r.number}：{'放行' if r.released else '继续暂缓'}。{r.reason}" for r in batch.releases]
    told = f"**{stop.words}**" if stop else "评委会现在没有被停止评审，无须放行。"
    shown = batch_data(batch, actor, now, item)
    return {
        **{name: shown[name] for name in ("batch", "due", "people")},
        "stop": told + "\n\n" + ("**此前的决定**\n\n" + "\n".join(before) if before else "此前没有作出决定。"),
    }
