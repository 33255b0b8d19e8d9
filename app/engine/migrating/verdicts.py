"""What was found when a case was looked at for its migration: may it move, and if not, why. Plain data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Reason:
    """Why a case may not move: at which element, in words, and the requirement of the law if there is one."""

    element: str
    words: str
    requirement: str = ""


@dataclass(frozen=True)
class Verdict:
    """May a case move to another version?"""

    reasons: tuple[Reason, ...] = ()

    @property
    def ok(self) -> bool:
        return not self.reasons

    @property
    def words(self) -> str:
        """The reasons, one after another."""
        return "；".join(reason.words for reason in self.reasons)

    @property
    def requirements(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(reason.requirement for reason in self.reasons if reason.requirement))
