"""The calendar of working days: filled from seeds once, kept by two people from then on (P19)."""

from handlers.calendar.keeping import confirm, enter, publish, recompute
from handlers.calendar.seeds import (
    FIRST_YEAR,
    STATUTORY,
    announced,
    last_announced_year,
    open_provisional,
    presumed,
    seed,
)
from handlers.calendar.texts import confirm_data, enter_data

__all__ = [
    "FIRST_YEAR",
    "STATUTORY",
    "announced",
    "confirm",
    "confirm_data",
    "enter",
    "enter_data",
    "last_announced_year",
    "open_provisional",
    "presumed",
    "publish",
    "recompute",
    "seed",
]
