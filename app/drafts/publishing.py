"""Publishing an approved draft: two persons, the very content that was approved, all of it or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import audit
from app.drafts import names, proving, published, reading, reviewing
from app.drafts.tables import DraftReview, ModelDraft, PublishedStory
from app.drafts.writing import CLOSED, locked
from app.engine.errors import EngineRefusal
from app.engine.publishing import Published, Signed, one_at_a_time, publish_set
from app.place import Place
from handlers.handler import Actor
from handlers.records.table import new_id

CHAIN = "studio"  # of the journal


@dataclass(frozen=True)
class Made:
    """What a publication made: versions of processes, and stories."""

    versions: list[Published]
    stories: list[str]


def ask_review(here: Place, draft_id: str, actor: Actor, note: str = "") -> None:
    """Prove the draft, fix its content and hand it to another person. Raises ModelRefused, EngineRefusal."""
    with here.database.reading() as session:
        draft = reading.draft(session, draft_id)
        if draft.status != "open":
            raise EngineRefusal(CLOSED[draft.status])
    content = proving.proven(here, draft_id)
    with here.database.transaction() as session:
        reviewing.ask(session, draft_id, actor, note, content, here.clock.now())


def publish(here: Place, draft_id: str, actor: Actor) -> Made:
    """Publish what was approved, once everything is proven again.

    Raises Behind, ModelRefused, EngineRefusal; then nothing is published.
    """
    with here.database.reading() as session:
        _approved(session, reading.draft(session, draft_id))
    proving.proven(here, draft_id)
    with here.database.transaction() as session:
        draft = locked(session, draft_id)
        one_at_a_time(session)
        review = _approved(session, draft)
        return _publish(session, here, draft, review, actor)


def _approved(session: Session, draft: ModelDraft) -> DraftReview:
    """The other person's approval of exactly what the draft holds now. Raises EngineRefusal."""
    if draft.status != "approved":
        told = {
            "open": "草稿还没有审核通过，不能发布；请先提交审核，由另一位人员批准",
            "in_review": "草稿还在审核中，不能发布；请等待另一位人员批准",
        }
        raise EngineRefusal(told.get(draft.status) or CLOSED[draft.status])
    review = reviewing.approval(session, draft)
    if review is None or reading.content_hash(session, draft.id) != review.content_hash:
        raise EngineRefusal("草稿内容与批准时不同，或者没有另一位人员的批准，不能发布；请撤回后重新提交审核")
    return review


def _publish(session: Session, here: Place, draft: ModelDraft, review: DraftReview, actor: Actor) -> Made:
    now = here.clock.now()
    files = reading.files_of(session, draft.id)
    _not_behind(session, here, draft)
    signed = Signed(review.asked_by_name, review.decided_by_name, draft.id, actor)
    given = reading.given_by(files, published.models(session))
    versions = publish_set(session, here.engine.catalogue, given, signed, now)
    made = Made(versions, put_in_force(session, files, signed, now))
    audit.note(session, CHAIN, audit.Entry("published", actor, detail=_told(draft, review, made)), now)
    draft.status, draft.published_at, draft.published_by, draft.updated_at = "published", now, actor.name, now
    return made


def _not_behind(session: Session, here: Place, draft: ModelDraft) -> None:
    changes = reading.changes(session, draft.id, here.settings.processes)
    if behind := [each.name for each in changes if each.behind and each.kind != "same"]:
        raise proving.Behind(behind)


def put_in_force(session: Session, files: Mapping[str, str], signed: Signed, now: datetime) -> list[str]:
    """Put the stories among some files in force; returns their names."""
    told = [name for name in files if names.kind_of(name) == names.STORY]
    for name in told:
        last = session.scalar(select(func.max(PublishedStory.version)).where(PublishedStory.name == name))
        session.add(
            PublishedStory(
                id=new_id(), name=name, version=(last or 0) + 1, text=files[name], published_at=now,
                author=signed.author, approver=signed.approver, draft_id=signed.draft_id,
            )
        )  # fmt: skip
    return told


def _told(draft: ModelDraft, review: DraftReview, made: Made) -> dict[str, Any]:
    """What the journal keeps of a publication."""
    return {
        "draft": draft.id,
        "title": draft.title,
        "content_hash": review.content_hash,
        "author": review.asked_by_name,
        "asked_by": review.asked_by,
        "approver": review.decided_by_name,
        "approved_by": review.decided_by,
        "versions": {each.key: each.version for each in made.versions if each.changed},
        "stories": made.stories,
    }
