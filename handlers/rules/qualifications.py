"""Which titles the law opens to holders of a professional qualification only (A21.9). Data, no judgement.

The regulation refers to other laws and gives no list. Settled is what the region's requirements name:
physicians. Series with a qualification of their own whose rule nobody has settled go to a person.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Demand:
    """Any of `names` must be held (empty: none is demanded). `settled` False: a person decides."""

    names: tuple[str, ...] = ()
    settled: bool = True


PHYSICIAN = Demand(("医师执业证书",))
PHYSICIAN_TITLES = ("医师", "医士")
UNSETTLED = frozenset(
    {
        "health",  # pharmacists, nurses, technicians
        "university", "vocational", "tech_school", "school",  # teachers
        "law_service", "ships", "aviation",
    }
)  # fmt: skip


def demand(series: str, title: str) -> Demand:
    """What a declaration of `title` in `series` must rest on."""
    if series == "health" and title.endswith(PHYSICIAN_TITLES):
        return PHYSICIAN
    return Demand(settled=series not in UNSETTLED)
