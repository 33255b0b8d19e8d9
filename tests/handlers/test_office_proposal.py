"""What table (j) proposes to the office from the records alone, before anybody has read the file (A35, A36)."""

from __future__ import annotations

from datetime import date

import pytest

from app.trial.world import World, instant
from handlers.evidence import office
from handlers.records.declarations import Declaration
from tests.story import Story

REREAD = "资格和材料请逐项复核。"


@pytest.fixture
def story(world: World) -> Story:
    return Story(world)


@pytest.fixture
def reported(story: Story) -> Declaration:
    d = story.submitted(story.world.applicant("申报人甲"))
    story.to_the_office(d)
    return d


def test_A35_1_a_file_in_scope_and_order_is_for_the_checker_to_read(reported: Declaration) -> None:
    assert office.proposal(reported, instant(2026, 10, 20)) == f"**按记录**：没有不予受理的情形。{REREAD}"


def test_A36_1_a_title_outside_the_scope_is_proposed_for_refusal(reported: Declaration) -> None:
    reported.specialty = "没有核准的专业"
    assert office.proposal(reported, instant(2026, 10, 20)) == "**按记录建议**：不予受理（第三十六条）。"


def test_A36_3_a_level_left_out_is_proposed_for_refusal(reported: Declaration) -> None:
    reported.chain[0].passed_at = None
    found = office.defects(reported, instant(2026, 10, 20))
    assert found.late_or_skipped and not found.out_of_scope
    assert office.proposal(reported, instant(2026, 10, 20)) == "**按记录建议**：不予受理（第三十六条）。"


def test_A35_3_an_overdue_correction_is_proposed_as_abandoned_from_the_day_after(
    story: Story, reported: Declaration
) -> None:
    story.office_checked(reported, "correct", items=[{"text": "补充业绩证明"}], due_on=date(2026, 10, 27))
    told = f"**按记录**：没有不予受理的情形。已通知申报人补正过一次，旧缺陷不得再次通知。{REREAD}"
    assert office.proposal(reported, instant(2026, 10, 27, 23, 59)) == told
    assert office.proposal(reported, instant(2026, 10, 28)) == "**按记录建议**：视为放弃（第三十五条）。"
