"""`zhiping demo`: a whole review season played over HTTP against a running sandbox, then checked.

Everything goes through the server's REST interface, as different users; the only other thing used is
the sandbox's clock. What the players saw is compared with what the records say.
"""

from __future__ import annotations

from typing import Any

from app.demo.callers import DemoBroken
from app.demo.play import play
from app.demo.reckoning import table

__all__ = ["DemoBroken", "run", "table"]


def run(url: str, declarations: int, seed: int, quiet: bool = False) -> dict[str, Any]:
    """Play a season and answer its figures; `contradictions` counts what does not agree with the records."""
    return play(url, declarations, seed, quiet=quiet)
