"""What counts as written: at least one text that says something."""

from __future__ import annotations


def written(texts: tuple[str, ...]) -> bool:
    """Whether at least one of the texts says something."""
    return any(text.strip() for text in texts)
