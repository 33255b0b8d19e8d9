"""What a season would look like: simulated on the diagrams themselves, with people, queues, holidays and legal periods.

`simulate` is pure: models, calendar, parameters and a seed in, figures out. It changes nothing and knows no person.
"""

from app.whatif.assumptions import STAFF, USUAL, WORK, branches, defaults, measured
from app.whatif.parameters import (
    MOST_CASES,
    MOST_RUNS,
    Meetings,
    Parameters,
    Staff,
    Stream,
    WhatIfRefused,
    Work,
)
from app.whatif.plan import involved, plans
from app.whatif.result import Estimate, Length, Missed, Result, RoleLoad
from app.whatif.simulating import simulate

__all__ = [
    "MOST_CASES", "MOST_RUNS", "STAFF", "USUAL", "WORK", "Estimate", "Length", "Meetings", "Missed", "Parameters",
    "Result", "RoleLoad", "Staff", "Stream", "WhatIfRefused", "Work", "branches", "defaults", "involved", "measured",
    "plans", "simulate",
]  # fmt: skip
