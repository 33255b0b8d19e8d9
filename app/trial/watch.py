"""How long a trial may go on. Knows the machine's clock alone."""

from __future__ import annotations

import time


class TrialRefused(Exception):
    """A trial that may not go on or may not begin; the message says why and what to do."""


class Watch:
    """Runs out after some seconds; without a number, never."""

    def __init__(self, seconds: float | None = None) -> None:
        self.seconds = seconds
        self._end = None if seconds is None else time.monotonic() + seconds

    def tick(self) -> None:
        """Raises TrialRefused when the time is up."""
        if self._end is not None and time.monotonic() > self._end:
            raise TrialRefused(f"试办超过 {self.seconds:g} 秒，已停下。请检查流程是否兜圈子，或把故事分成几个")
