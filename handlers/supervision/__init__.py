"""The escalation against a committee (P14): verified item, letter, rectification, consent or revocation; and A76."""

from handlers.supervision import texts
from handlers.supervision.issuing import (
    draft_interview,
    draft_reminder,
    find_laxity,
    issue,
    serve,
    sign_off,
    signed,
    tell_suspended,
)
from handlers.supervision.nullity import assess, tell_not_recognised
from handlers.supervision.opening import facts, open, open_assessments, verify
from handlers.supervision.rectifying import (
    check,
    close,
    consent,
    consented,
    lapse,
    report,
    resume,
    set_deadline,
    sign_consent,
    tell_resumed,
)
from handlers.supervision.revoking import revoke, tell_restored, tell_revoked, tell_withdrawn, withdraw

__all__ = [
    "assess",
    "check",
    "close",
    "consent",
    "consented",
    "draft_interview",
    "draft_reminder",
    "facts",
    "find_laxity",
    "issue",
    "lapse",
    "open",
    "open_assessments",
    "report",
    "resume",
    "revoke",
    "serve",
    "set_deadline",
    "sign_consent",
    "sign_off",
    "signed",
    "tell_not_recognised",
    "tell_restored",
    "tell_resumed",
    "tell_revoked",
    "tell_suspended",
    "tell_withdrawn",
    "texts",
    "verify",
    "withdraw",
]
