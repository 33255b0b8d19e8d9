"""Notices and objections at their boundaries (A16.6, A27.2–A27.3, A34, A51)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from handlers.rules import publicity as law
from handlers.rules.workdays import end_of_day
from tests.rules.lawful import DISSENTS, HANDLING, INVESTIGATION, NOTICE, POSTING
from tests.rules.test_workdays import CALENDAR

D = date


@pytest.mark.parametrize(
    ("posted", "over"),
    [
        (D(2026, 9, 14), D(2026, 9, 20)),
        (D(2026, 9, 28), D(2026, 10, 10)),
        (D(2026, 4, 30), D(2026, 5, 11)),
        (D(2026, 10, 9), D(2026, 10, 15)),
    ],
)
def test_A27_2_A34_1_A51_2_the_last_day_of_a_notice(posted: date, over: date) -> None:
    assert law.notice_over(posted, CALENDAR).on == over


@pytest.mark.parametrize(
    "rule",
    [law.unit_notice_is_over, law.roster_notice_is_over, law.result_notice_is_over],
    ids=["A27_2", "A34_1", "A51_2"],
)
def test_a_notice_is_over_at_the_end_of_its_fifth_workday(rule: Any) -> None:
    over = end_of_day(D(2026, 9, 20))
    assert rule(replace(NOTICE, now=over))
    assert not rule(replace(NOTICE, now=over - timedelta(seconds=1)))
    assert not rule(replace(NOTICE, workdays=4))
    assert not rule(replace(NOTICE, evidence=False))
    assert not rule(replace(NOTICE, posted_on=None))
    assert not rule(replace(NOTICE, over_on=None))
    assert rule(replace(NOTICE, posted_on=None, required=False))


@pytest.mark.parametrize("rule", [law.unit_notice_met_no_dissent, law.roster_met_no_dissent], ids=["A27_3", "A34_3"])
def test_an_open_or_upheld_objection_stops_the_person(rule: Any) -> None:
    assert rule(DISSENTS)
    assert not rule(replace(DISSENTS, open=1))
    assert not rule(replace(DISSENTS, upheld=1))


def test_A27_3_an_objection_is_answered_in_writing_by_another_person() -> None:
    rule = law.dissent_is_answered_in_writing
    assert rule(HANDLING)
    assert not rule(replace(HANDLING, opinion=""))
    assert not rule(replace(HANDLING, opinion_text=" "))
    assert not rule(replace(HANDLING, decided_by="applicant"))


def test_A16_6_the_session_s_clerk_does_not_investigate() -> None:
    assert law.investigator_is_not_the_clerk(INVESTIGATION)
    assert not law.investigator_is_not_the_clerk(replace(INVESTIGATION, investigator="p6"))
    assert not law.investigator_is_not_the_clerk(replace(INVESTIGATION, findings=""))


def test_A51_1_the_last_lawful_day_of_posting() -> None:
    assert law.posting_due(D(2026, 9, 24), CALENDAR).due_on == D(2026, 10, 9)
    rule = law.result_is_posted_in_time
    assert not rule(POSTING).doubts
    late = rule(replace(POSTING, posted_on=D(2026, 10, 10)))
    assert late.lawful
    assert late.doubts
    assert not rule(replace(POSTING, posted_on=D(2026, 10, 10), provisional=True)).doubts
    assert not rule(replace(POSTING, review_ended_on=None)).lawful


@pytest.mark.parametrize(("received", "due"), [(D(2026, 9, 28), D(2026, 10, 30)), (D(2026, 10, 15), D(2026, 11, 12))])
def test_A51_3_twenty_workdays_for_a_complaint(received: date, due: date) -> None:
    assert law.complaint_due(received, CALENDAR).due_on == due


def test_A51_3_an_answer_is_written_and_lateness_is_on_record() -> None:
    rule = law.complaint_is_answered
    assert not rule(INVESTIGATION).doubts
    assert not rule(replace(INVESTIGATION, opinion_text="")).lawful
    late = replace(INVESTIGATION, decided_on=D(2026, 10, 31))
    assert rule(late).lawful
    assert rule(late).doubts
    assert not rule(replace(late, provisional=True)).doubts
