"""A section of a case file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Section:
    """A heading with pairs of label and value."""

    title: str
    rows: list[tuple[str, str]]
