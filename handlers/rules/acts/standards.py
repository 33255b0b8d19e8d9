"""Publishing a standard (art. 7)."""

from __future__ import annotations

from handlers.rules import tiers
from handlers.rules.acts.clearing import cleared
from handlers.rules.article import Clearance


def standard_publication(*, publication: tiers.Publication) -> Clearance:
    """发布职称评价标准"""
    return cleared(
        "发布职称评价标准",
        (
            tiers.standard_rests_on_the_one_above(publication),
            tiers.region_standard_is_the_region_s(publication),
            tiers.unit_standard_is_an_authorised_unit_s(publication),
            tiers.no_condition_is_laxer_than_above(publication),
            tiers.exception_names_its_policy(publication),
        ),
    )
