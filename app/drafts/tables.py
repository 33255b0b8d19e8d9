"""The tables of drafts: what is being changed, by whom, what another person said of it, and stories in force.

Persons stand beside their accounts: two accounts or two roles of one person are still one pair of eyes.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from handlers.records.table import Id, Record, new_id, where

STATUSES = ("open", "in_review", "approved", "published", "discarded")
LONGEST_TITLE = 120
LONGEST_NAME = 120


class ModelDraft(Record):
    """A set of changes to the published models. What was sent for review is fixed by its hash."""

    __tablename__ = "model_draft"
    __table_args__ = (
        CheckConstraint(f"status in {STATUSES}", name="status"),
        CheckConstraint(
            "status in ('open', 'discarded') or (content_hash <> '' and asked_by_person is not null)", name="fixed"
        ),
        CheckConstraint(
            "status not in ('approved', 'published')"
            " or (approved_by_person is not null and approved_by_person <> asked_by_person)",
            name="second_person",
        ),
        CheckConstraint("status <> 'published' or published_at is not null", name="published"),
        Index("ix_model_draft_status", "status", "updated_at"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    status: Mapped[str] = mapped_column(String(12), default="open")
    author: Mapped[str] = mapped_column(Id)  # account id
    author_person: Mapped[str] = mapped_column(Id)
    author_name: Mapped[str] = mapped_column(String(80))
    revision: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    content_hash: Mapped[str] = mapped_column(String(64), default="")  # of the files when review was asked
    asked_by_person: Mapped[str | None] = mapped_column(Id)
    approved_by_person: Mapped[str | None] = mapped_column(Id)
    stories: Mapped[dict[str, Any] | None]  # how the stories came out, and of which content; see app.drafts.proving
    published_at: Mapped[datetime | None]
    published_by: Mapped[str] = mapped_column(String(80), default="")

    files: Mapped[list[DraftFile]] = relationship(back_populates="draft", order_by="DraftFile.name")
    comments: Mapped[list[DraftComment]] = relationship(order_by="DraftComment.at")
    reviews: Mapped[list[DraftReview]] = relationship(order_by="DraftReview.asked_at")


class DraftFile(Record):
    """One file of a draft. `base_hash` is of the published text it began from; empty when there was none."""

    __tablename__ = "draft_file"

    draft_id: Mapped[str] = mapped_column(ForeignKey("model_draft.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    base_hash: Mapped[str] = mapped_column(String(64), default="")
    revision: Mapped[int] = mapped_column(default=1)
    updated_at: Mapped[datetime]
    updated_by: Mapped[str] = mapped_column(Id)  # account id
    updated_by_name: Mapped[str] = mapped_column(String(80))

    draft: Mapped[ModelDraft] = relationship(back_populates="files")


class DraftEditor(Record):
    """A person who has had a hand in a draft, whatever is left of it: none of them approves it."""

    __tablename__ = "draft_editor"

    draft_id: Mapped[str] = mapped_column(ForeignKey("model_draft.id"), primary_key=True)
    person_id: Mapped[str] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    since: Mapped[datetime]


class DraftComment(Record):
    """What someone remarks on a draft, on a file or on an element of it."""

    __tablename__ = "draft_comment"
    __table_args__ = (
        CheckConstraint("length(text) > 0", name="text"),
        CheckConstraint("(resolved_at is null) = (resolved_by is null)", name="resolved"),
        Index("ix_draft_comment_draft", "draft_id", "at"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    draft_id: Mapped[str] = mapped_column(ForeignKey("model_draft.id"))
    file: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")
    element: Mapped[str] = mapped_column(String(120), default="")
    text: Mapped[str] = mapped_column(Text)
    author: Mapped[str] = mapped_column(Id)  # account id
    author_name: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime]
    resolved_at: Mapped[datetime | None]
    resolved_by: Mapped[str | None] = mapped_column(String(80))  # name


class DraftReview(Record):
    """One round of review: who asked for it, of which content, and what another person decided."""

    __tablename__ = "draft_review"
    __table_args__ = (
        CheckConstraint("decision in ('approved', 'returned', 'recalled')", name="decision"),
        CheckConstraint("(decision is null) = (decided_at is null)", name="decided"),
        CheckConstraint(
            "decision is null or decision = 'recalled'"
            " or (decided_by_person is not null and decided_by_person <> asked_by_person and decided_by <> asked_by)",
            name="second_person",
        ),
        Index("uq_draft_review_undecided", "draft_id", unique=True, **where("decision IS NULL")),
        Index("ix_draft_review_draft", "draft_id", "asked_at"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    draft_id: Mapped[str] = mapped_column(ForeignKey("model_draft.id"))
    asked_by: Mapped[str] = mapped_column(Id)  # account id
    asked_by_person: Mapped[str] = mapped_column(Id)
    asked_by_name: Mapped[str] = mapped_column(String(80))
    asked_at: Mapped[datetime]
    content_hash: Mapped[str] = mapped_column(String(64))
    note: Mapped[str] = mapped_column(Text, default="")
    decision: Mapped[str | None] = mapped_column(String(12))
    decided_by: Mapped[str | None] = mapped_column(Id)  # account id
    decided_by_person: Mapped[str | None] = mapped_column(Id)
    decided_by_name: Mapped[str] = mapped_column(String(80), default="")
    decided_at: Mapped[datetime | None]
    words: Mapped[str] = mapped_column(Text, default="")


class PublishedStory(Record):
    """A story in force: the newest row of a name. The shipped ones stand in their folder and not here."""

    __tablename__ = "published_story"
    __table_args__ = (UniqueConstraint("name", "version"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    version: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    published_at: Mapped[datetime]
    author: Mapped[str] = mapped_column(String(80))
    approver: Mapped[str] = mapped_column(String(80))
    draft_id: Mapped[str | None] = mapped_column(ForeignKey("model_draft.id"))  # none: published from files
