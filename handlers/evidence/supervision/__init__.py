"""Supervision of committees: records → the facts that the acts and table (h) ask about."""

from handlers.evidence.supervision import bodies, counting, letters, nullity, rectifying, steps, survey

__all__ = ["bodies", "counting", "letters", "nullity", "rectifying", "steps", "survey"]
