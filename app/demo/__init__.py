"""`zhiping demo`: a whole season, of review or of supervision, played over HTTP against a sandbox, then checked.

Everything goes through the server's REST interface, as different users; the only other thing used is
the sandbox's clock. What the players saw is compared with what the records say.
"""

from __future__ import annotations

from typing import Any

from app.demo import oversight, play, reckoning
from app.demo.callers import DemoBroken

__all__ = ["SEASONS", "DemoBroken", "run", "table"]

SEASONS = {"review": (play.play, reckoning.table), "supervision": (oversight.play, oversight.table)}


def run(url: str, declarations: int, seed: int, quiet: bool = False, season: str = "review") -> dict[str, Any]:
    """Play a season and answer its figures; `contradictions` counts what does not agree with the records."""
    return SEASONS[season][0](url, declarations, seed, quiet=quiet)


def table(figures: dict[str, Any], season: str = "review") -> str:
    """The figures of a season for people to read."""
    return SEASONS[season][1](figures)
