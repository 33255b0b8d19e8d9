"""Drafts of models: changed by designers, reviewed by another person, published when both agree.

Knows the engine's models and checks, and no page.
"""

from app.drafts.from_files import publish_files
from app.drafts.outlook import Outlook
from app.drafts.packing import packed, unpacked
from app.drafts.proving import Behind, Proof, proof_of, run_stories
from app.drafts.publishing import Made, ask_review, publish
from app.drafts.reading import (
    Change,
    changes,
    check,
    content_hash,
    draft,
    errors,
    file_of,
    files_of,
    listing,
    models_of,
    stories_of,
    text_of,
)
from app.drafts.reviewing import approve, comment, editors, give_back, recall, resolve, second_person, waiting_for
from app.drafts.tables import DraftComment, DraftFile, DraftReview, ModelDraft, PublishedStory
from app.drafts.writing import Saved, SavedMeanwhile, begin, discard, drop, put, restore, take_over, write

__all__ = [
    "Behind", "Change", "DraftComment", "DraftFile", "DraftReview", "Made", "ModelDraft", "Outlook", "Proof",
    "PublishedStory", "Saved", "SavedMeanwhile", "approve", "ask_review", "begin", "changes", "check", "comment",
    "content_hash", "discard", "draft", "drop", "editors", "errors", "file_of", "files_of", "give_back", "listing",
    "models_of", "packed", "proof_of", "publish", "publish_files", "put", "recall", "resolve", "restore",
    "run_stories", "second_person", "stories_of", "take_over", "text_of", "unpacked", "waiting_for", "write",
]  # fmt: skip
