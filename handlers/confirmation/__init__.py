"""Confirmation by the competent HR department, in batches; who was held follows in a later batch (A53)."""

from handlers.confirmation.deciding import check, decide
from handlers.confirmation.handing_in import decide_extension, submit
from handlers.confirmation.opening import assign, facts, open_batch, open_single
from handlers.confirmation.releasing import release, release_data
from handlers.confirmation.texts import batch_data

__all__ = [
    "assign",
    "batch_data",
    "check",
    "decide",
    "decide_extension",
    "facts",
    "open_batch",
    "open_single",
    "release",
    "release_data",
    "submit",
]
