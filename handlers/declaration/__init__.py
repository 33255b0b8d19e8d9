"""A declaration: the applicant's own steps, and what ends it from outside (A21–A26, A35, A72, A76, A78)."""

from handlers.declaration.applying import (
    abandon,
    amend,
    amend_data,
    begin,
    begin_data,
    correct,
    correct_data,
    submit,
    submit_data,
    withdraw,
)
from handlers.declaration.ending import cancel_by_sanction, close_voided, return_revoked

__all__ = [
    "abandon",
    "amend",
    "amend_data",
    "begin",
    "begin_data",
    "cancel_by_sanction",
    "close_voided",
    "correct",
    "correct_data",
    "return_revoked",
    "submit",
    "submit_data",
    "withdraw",
]
