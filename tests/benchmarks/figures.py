"""A measured figure beside its budget, and how figures are told."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    """One measurement. `limit` is the most it may be, or the least when `at_least`."""

    name: str
    value: float
    unit: str
    limit: float
    at_least: bool = False
    note: str = ""

    @property
    def passed(self) -> bool:
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    @property
    def budget(self) -> str:
        return f"{'≥' if self.at_least else '≤'} {self.limit:g} {self.unit}"


def timed(act: Callable[[], object]) -> float:
    """Milliseconds that an act took."""
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000


def quiet(values: Sequence[float]) -> float:
    """The lower quartile: what it costs when the machine is not busy with something else."""
    return statistics.quantiles(values, n=4)[0]


def table(figures: Sequence[Figure]) -> str:
    """The figures as a table for people."""
    rows = [("figure", "measured", "budget", "", "")]
    rows += [(f.name, f"{f.value:.3g} {f.unit}", f.budget, "pass" if f.passed else "FAIL", f.note) for f in figures]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    return "\n".join("  ".join([*(row[i].ljust(widths[i]) for i in range(4)), row[4]]).rstrip() for row in rows)


def written(figures: Sequence[Figure], path: Path) -> None:
    """The figures as JSON for machines."""
    told = [{**asdict(f), "budget": f.budget, "passed": f.passed} for f in figures]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
