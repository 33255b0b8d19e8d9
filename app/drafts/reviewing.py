"""Review by another person: asked for, decided, recalled; and remarks on a draft.

Whoever has had a hand in a draft is no second person for it, under whichever account or role.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.drafts import reading
from app.drafts.reading import content_hash
from app.drafts.tables import DraftComment, DraftEditor, DraftReview, ModelDraft
from app.drafts.writing import changeable, locked
from app.engine.errors import AlreadyDone, AnswersInvalid, EngineRefusal, NotFound, NotYours
from handlers.handler import Actor
from handlers.records.table import new_id

LONGEST_WORDS = 4000


def ask(session: Session, draft_id: str, actor: Actor, note: str, proven: str, now: datetime) -> DraftReview:
    """Fix the content that was `proven` (a content hash) and hand it to another person. Raises EngineRefusal."""
    draft = changeable(session, draft_id)
    if content_hash(session, draft_id) != proven:
        raise EngineRefusal("核对期间草稿又有改动，没有提交审核；请重新提交")
    review = DraftReview(
        id=new_id(), draft_id=draft_id, asked_by=actor.account_id, asked_by_person=actor.person_id,
        asked_by_name=actor.name, asked_at=now, content_hash=proven, note=note.strip()[:LONGEST_WORDS],
    )  # fmt: skip
    session.add(review)
    draft.status, draft.content_hash, draft.asked_by_person = "in_review", proven, actor.person_id
    draft.updated_at = now
    return review


def approve(session: Session, draft_id: str, actor: Actor, words: str, now: datetime) -> None:
    """Agree to another's draft as it was sent. Raises NotFound, AlreadyDone, NotYours, EngineRefusal."""
    draft = locked(session, draft_id)
    review = _undecided(session, draft)
    _another(session, draft, review, actor)
    if content_hash(session, draft_id) != review.content_hash:
        raise EngineRefusal("草稿内容与提交审核时不同，不能批准；请退回，由提出人重新提交")
    _decide(review, "approved", actor, words, now)
    draft.status, draft.approved_by_person, draft.updated_at = "approved", actor.person_id, now


def give_back(session: Session, draft_id: str, actor: Actor, words: str, now: datetime) -> None:
    """Return another's draft with words on what to change; it is open again. Raises as `approve`, AnswersInvalid."""
    if not words.strip():
        raise AnswersInvalid({"words": ["请写明退回的理由和要改什么"]})
    draft = locked(session, draft_id)
    review = _undecided(session, draft)
    _another(session, draft, review, actor)
    _decide(review, "returned", actor, words, now)
    _reopen(draft, now)


def recall(session: Session, draft_id: str, actor: Actor, now: datetime) -> None:
    """Take a draft back from review, or an approved one before it is published; the approval is void then."""
    draft = locked(session, draft_id)
    if draft.status not in ("in_review", "approved"):
        raise EngineRefusal("草稿没有在审核中，不必撤回")
    review = _open_review(session, draft_id)
    if review is not None:
        _decide(review, "recalled", actor, "", now)
    _reopen(draft, now)


def second_person(session: Session, draft: ModelDraft, actor: Actor) -> bool:
    """May the actor decide on the draft: neither asked for the review nor had a hand in it?"""
    return bool(actor.person_id) and actor.person_id not in {*editors(session, draft.id), draft.asked_by_person}


def waiting_for(session: Session, actor: Actor) -> list[ModelDraft]:
    """The drafts in review on which the actor may decide, those sent last first."""
    hand = select(DraftEditor).where(DraftEditor.draft_id == ModelDraft.id, DraftEditor.person_id == actor.person_id)
    query = select(ModelDraft).where(ModelDraft.status == "in_review", ModelDraft.asked_by_person != actor.person_id)
    found = session.scalars(query.where(~hand.exists()).order_by(ModelDraft.updated_at.desc(), ModelDraft.id))
    return list(found) if actor.person_id else []


def editors(session: Session, draft_id: str) -> dict[str, str]:
    """Who has had a hand in a draft: names by person."""
    query = select(DraftEditor.person_id, DraftEditor.name).where(DraftEditor.draft_id == draft_id)
    return {person: name for person, name in session.execute(query.order_by(DraftEditor.since))}


def approval(session: Session, draft: ModelDraft) -> DraftReview | None:
    """The approval in force: the last round of review, if it approved exactly this content by another person."""
    last = select(DraftReview).where(DraftReview.draft_id == draft.id).order_by(DraftReview.asked_at.desc())
    review = session.scalars(last).first()
    if review is None or review.decision != "approved" or review.content_hash != draft.content_hash:
        return None
    hands = {*editors(session, draft.id), review.asked_by_person}
    return review if review.decided_by_person and review.decided_by_person not in hands else None


# --- remarks ---------------------------------------------------------------------------------------------------------


def comment(
    session: Session, draft_id: str, actor: Actor, text: str, now: datetime, file: str = "", element: str = ""
) -> DraftComment:
    """Remark on a draft, a file or an element of it. Raises NotFound, AnswersInvalid."""
    draft = reading.draft(session, draft_id)
    if not text.strip():
        raise AnswersInvalid({"text": ["请填写意见"]})
    made = DraftComment(
        id=new_id(), draft_id=draft.id, file=file[:120], element=element[:120], text=text.strip()[:LONGEST_WORDS],
        author=actor.account_id, author_name=actor.name, at=now,
    )  # fmt: skip
    session.add(made)
    return made


def resolve(session: Session, draft_id: str, comment_id: str, actor: Actor, now: datetime) -> None:
    """Mark a remark as dealt with; again does no harm. Raises NotFound."""
    found = session.get(DraftComment, comment_id)
    if found is None or found.draft_id != draft_id:
        raise NotFound("没有这条意见")
    if found.resolved_at is None:
        found.resolved_at, found.resolved_by = now, actor.name


# --- rows ------------------------------------------------------------------------------------------------------------


def _open_review(session: Session, draft_id: str) -> DraftReview | None:
    query = select(DraftReview).where(DraftReview.draft_id == draft_id, DraftReview.decision.is_(None))
    return session.scalars(query).first()


def _undecided(session: Session, draft: ModelDraft) -> DraftReview:
    review = _open_review(session, draft.id)
    if draft.status != "in_review" or review is None:
        raise AlreadyDone("这份草稿没有等待审核", "", None)
    return review


def _another(session: Session, draft: ModelDraft, review: DraftReview, actor: Actor) -> None:
    """Raises NotYours unless this is a second person."""
    if not actor.person_id or actor.person_id == review.asked_by_person or actor.account_id == review.asked_by:
        raise NotYours("审核由您提出，不能由您自己审核；请由没有参与这份草稿的另一位人员审核")
    if not second_person(session, draft, actor):
        raise NotYours("您改动过这份草稿，不能由您审核；请由没有参与这份草稿的另一位人员审核")


def _decide(review: DraftReview, decision: str, actor: Actor, words: str, now: datetime) -> None:
    review.decision, review.decided_at, review.words = decision, now, words.strip()[:LONGEST_WORDS]
    review.decided_by, review.decided_by_person = actor.account_id, actor.person_id
    review.decided_by_name = actor.name


def _reopen(draft: ModelDraft, now: datetime) -> None:
    draft.status, draft.content_hash, draft.updated_at = "open", "", now
    draft.asked_by_person = draft.approved_by_person = None
