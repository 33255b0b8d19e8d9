"""The catalogue of specialties (专业目录): who sets one up, and which may be used on a day (A8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.rules.article import Breaches, article
from handlers.rules.jurisdiction import Authority


@dataclass(frozen=True)
class SpecialtyChange:
    """A specialty about to be set up or withdrawn; `industry_opinion` is the number of the department's opinion."""

    specialty: str
    acting: Authority
    industry_opinion: str
    effective_on: date | None


@dataclass(frozen=True)
class Listing:
    """A specialty in the catalogue (专业目录) seen from a day; no `valid_from`: it is not listed."""

    specialty: str
    valid_from: date | None
    valid_to: date | None
    on: date


@article("A8.1")
def specialty_is_set_up_by_the_region(change: SpecialtyChange) -> Breaches:
    """New specialties are set up by the region's HR department together with the industry department."""
    if change.acting is not Authority.REGION_HR:
        yield f"专业“{change.specialty}”的增设、调整由自治区人社厅办理，{change.acting.label}不得办理；请报自治区人社厅"
    if not change.industry_opinion.strip():
        yield f"专业“{change.specialty}”没有行业主管部门的意见，不得增设或调整；请先会商行业主管部门"
    if change.effective_on is None:
        yield f"专业“{change.specialty}”没有生效日期，不得列入目录；请填写"


@article("A8.2")
def specialty_is_listed(listing: Listing) -> Breaches:
    """Committees and declarations use specialties of the catalogue only; its last valid day counts."""
    if listing.valid_from is None:
        yield f"专业“{listing.specialty}”不在专业目录，不得使用；请从目录中选择"
    elif listing.on < listing.valid_from:
        yield f"专业“{listing.specialty}”自 {listing.valid_from} 起列入目录，{listing.on} 不得使用；请从目录中选择"
    elif listing.valid_to is not None and listing.on > listing.valid_to:
        yield f"专业“{listing.specialty}”已于 {listing.valid_to} 退出目录，{listing.on} 不得使用；请从目录中选择"
