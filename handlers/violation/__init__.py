"""Cases against persons (P15): opened, investigated, heard, verified, decided, told, referred, appealed against.

Each decision asks the law again from what was recorded. Who reported the person stands with the clue and is not read.
"""

from handlers.violation.appealing import decide_appeal, file_appeal
from handlers.violation.deciding import annul, bar_staff, cancel, disqualify
from handlers.violation.following import (
    blacklist,
    refer_discipline,
    refer_police,
    report_region,
    tell_declarations,
    tell_voided,
)
from handlers.violation.investigating import answer_hearing, assess, investigate, lapse
from handlers.violation.opening import open, register
from handlers.violation.verifying import assign, dismiss, facts, verify_forming, verify_unit

__all__ = [
    "annul",
    "answer_hearing",
    "assess",
    "assign",
    "bar_staff",
    "blacklist",
    "cancel",
    "decide_appeal",
    "dismiss",
    "disqualify",
    "facts",
    "file_appeal",
    "investigate",
    "lapse",
    "open",
    "refer_discipline",
    "refer_police",
    "register",
    "report_region",
    "tell_declarations",
    "tell_voided",
    "verify_forming",
    "verify_unit",
]
