"""Chapter 1. General provisions (art. 1–9): its rules in the law's order."""

from __future__ import annotations

from handlers.rules import channel
from handlers.rules.article import Rules

RULES: Rules = (
    channel.conduct_is_assessed,  # A4.1
)
