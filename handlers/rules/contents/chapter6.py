"""Chapter 6. Violations (art. 71–80), and chapter 7: the edition in force (art. 81): its rules in the law's order."""

from __future__ import annotations

from handlers.rules import eligibility, oversight
from handlers.rules.article import Rules

RULES: Rules = (
    eligibility.no_integrity_record_is_running,  # A72.3
    oversight.review_work_is_not_suspended,  # A78.1
)
