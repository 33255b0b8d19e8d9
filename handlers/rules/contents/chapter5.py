"""Chapter 5. Service and supervision (art. 59–70): its rules in the law's order."""

from __future__ import annotations

from handlers.rules.article import Rules

RULES: Rules = ()
