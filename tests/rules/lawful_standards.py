"""Lawful standards: the nation's as it comes with the program, one of the region and one of a unit that rest on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handlers.reference.standards import shipped
from handlers.rules.rulebook import Declared
from handlers.rules.standards import FilingBody, Issuer, Standard, StandardFiling, StandardTier
from handlers.rules.terms import Level
from handlers.rules.tiers import Publication

FIRST_DAY = date(2025, 5, 12)
ASKED = Declared("engineering", "", Level.ASSOCIATE_SENIOR, date(2026, 9, 21))


def national(series: str) -> Standard:
    """The shipped national standard of a series."""
    found = shipped().standard(replace(ASKED, series=series))
    assert found is not None
    return found


ENGINEERING = national("engineering")
REGION = replace(
    ENGINEERING, id="region-engineering-2026", name="工程技术人员职称评价自治区标准", tier=StandardTier.REGION,
    parent_id=ENGINEERING.id, version="2026-01-01", effective_from=date(2026, 1, 1), issuer=Issuer.REGION_HR,
    with_department="自治区住房和城乡建设厅",
)  # fmt: skip
FILINGS = (
    StandardFiling(FilingBody.HR, "人社备〔2026〕5号", date(2026, 3, 1)),
    StandardFiling(FilingBody.INDUSTRY, "建备〔2026〕6号", date(2026, 3, 2)),
)
UNIT = replace(
    REGION, id="unit-engineering-2026", name="某大学工程技术人员职称评价标准", tier=StandardTier.UNIT,
    parent_id=REGION.id, version="2026-02-01", effective_from=date(2026, 2, 1), issuer=Issuer.SELF_REVIEW_UNIT,
    issuer_id="unit-1", filings=FILINGS,
)  # fmt: skip
PUBLICATION = Publication(UNIT, (REGION, ENGINEERING))
