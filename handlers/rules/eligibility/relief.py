"""What a route of art. 37, 39 or 41 lifts of the ordinary conditions. Knows no route's own conditions."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.rules.article import Verdict
from handlers.rules.terms import Term


class Relief(Term):
    """One condition that a route lifts. None lifts an exam, a bar or being in service."""

    LEVELS = "levels", "逐级申报"
    SENIORITY = "seniority", "资历、年限"
    EDUCATION = "education", "学历"
    SAME_LEVEL = "same_level", "同级申报"
    CONTINUITY = "continuity", "原系列资历连续计算"


@dataclass(frozen=True)
class Lift:
    """What one route lifts for this declaration. `settled` False: a person still has to judge the route."""

    route: str
    reliefs: tuple[Relief, ...]
    settled: bool


def opened(lifts: tuple[Lift, ...], relief: Relief) -> dict[str, Verdict]:
    """The routes that lift `relief`, by code: PASS, or REVIEW while a person has to judge them."""
    found = (lift for lift in lifts if relief in lift.reliefs)
    return {lift.route: Verdict.PASS if lift.settled else Verdict.REVIEW for lift in found}
