"""A table of a report. What stands here is what every form of the report shows, sign for sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Value = str | int


@dataclass(frozen=True)
class Table:
    """One part of a report. `title` says the finding. `chart`: the columns that its bars show, none for no bars.

    Durations, shares and days are texts already, so that no form of the report rounds them its own way.
    """

    key: str
    heading: str
    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Value]]
    chart: Sequence[int] = ()
