"""The office's re-check at its boundaries; every row of table (j) (A35, A36)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from handlers.rules import acceptance as law
from handlers.rules.acceptance import Defects, Outcome
from handlers.rules.workdays import end_of_day
from tests.rules.lawful import ANSWER, CORRECTION, OFFICE_CHECK, REFUSAL
from tests.rules.test_workdays import CALENDAR

D = date


@pytest.mark.parametrize(
    ("defects", "row", "outcome", "article"),
    [
        (Defects(out_of_scope=True, late_or_skipped=True), 1, Outcome.NOT_ACCEPTED, "A36.1"),
        (Defects(late_or_skipped=True, ineligible=True), 2, Outcome.NOT_ACCEPTED, "A36.3"),
        (Defects(ineligible=True, requirement_unmet=True), 3, Outcome.NOT_ACCEPTED, "A36.4"),
        (Defects(requirement_unmet=True, material_curable=True), 4, Outcome.NOT_ACCEPTED, "A36.2"),
        (Defects(material_curable=True, procedure_curable=True), 5, Outcome.CORRECT, "A35.2"),
        (Defects(material_curable=True, already_noticed=True), 5, Outcome.CORRECT, "A35.2"),
        (Defects(material_curable=True, defect_is_old=True), 5, Outcome.CORRECT, "A35.2"),
        (Defects(material_curable=True, already_noticed=True, defect_is_old=True), 6, Outcome.CHIEF_DECIDES, "A35.2"),
        (Defects(procedure_curable=True, correction_expired=True), 7, Outcome.CORRECT_UNIT, "A35.4"),
        (Defects(correction_expired=True), 8, Outcome.ABANDONED, "A35.3"),
        (Defects(), 9, Outcome.ACCEPTED, "A35.1"),
    ],
)
def test_every_row_of_table_j(defects: Defects, row: int, outcome: Outcome, article: str) -> None:
    assert law.ruling(defects) == law.Ruling(row, outcome, article)


def test_A35_1_the_office_checks_three_items_before_it_accepts() -> None:
    rule = law.office_has_rechecked
    assert rule(OFFICE_CHECK)
    for left_out in law.CHECKLIST:
        assert not rule(replace(OFFICE_CHECK, ticked=tuple(i for i in law.CHECKLIST if i != left_out)))
    assert not rule(replace(OFFICE_CHECK, text=""))
    assert not rule(replace(OFFICE_CHECK, open_correction=True))
    assert not rule(replace(OFFICE_CHECK, received_at=None))


def test_A35_2_one_notice_with_all_items_and_a_limit() -> None:
    rule = law.correction_is_told_once_and_whole
    assert rule(CORRECTION)
    assert rule(replace(CORRECTION, workdays=3))
    assert not rule(replace(CORRECTION, workdays=2))
    assert not rule(replace(CORRECTION, due_on=None))
    assert not rule(replace(CORRECTION, items=()))
    assert not rule(replace(CORRECTION, items=(" ",)))
    assert not rule(replace(CORRECTION, earlier=1))
    assert rule(replace(CORRECTION, earlier=1, arose_from="补正材料中新出现的问题"))
    assert rule(replace(CORRECTION, latest_on=CORRECTION.due_on))
    assert not rule(replace(CORRECTION, latest_on=D(2026, 9, 19)))


def test_A35_2_the_limit_proposed_is_five_workdays() -> None:
    assert law.due_on(D(2026, 9, 28), CALENDAR).on == D(2026, 10, 10)


def test_A35_3_the_last_minute_of_the_due_day_counts() -> None:
    rule = law.correction_came_in_time
    last = datetime(2026, 9, 21, 15, 59, tzinfo=UTC)
    assert rule(replace(ANSWER, answered_at=last, now=last))
    assert not rule(replace(ANSWER, answered_at=end_of_day(ANSWER.due_on)))
    assert not rule(replace(ANSWER, answered_at=None, now=end_of_day(ANSWER.due_on)))
    assert rule(replace(ANSWER, answered_at=None, now=last))


def test_A35_3_abandoned_only_when_the_day_is_over_and_nothing_came() -> None:
    rule = law.correction_is_overdue
    over = end_of_day(ANSWER.due_on)
    assert rule(replace(ANSWER, answered_at=None, now=over))
    assert not rule(replace(ANSWER, answered_at=None, now=over - timedelta(seconds=1)))
    assert not rule(replace(ANSWER, answered_at=over - timedelta(seconds=1), now=over))
    assert rule(replace(ANSWER, answered_at=over, now=over))


def test_A35_4_A35_5_the_notice_reaches_whom_it_is_for() -> None:
    assert law.procedural_defects_are_told_to_the_unit(replace(CORRECTION, addressee="unit"))
    assert not law.procedural_defects_are_told_to_the_unit(replace(CORRECTION, addressee=""))
    league = replace(CORRECTION, addressee="unit", league_file=True)
    assert not law.league_files_are_returned_through_the_centre(league)
    assert law.league_files_are_returned_through_the_centre(replace(league, via_centre=True))
    assert law.league_files_are_returned_through_the_centre(replace(league, addressee="applicant"))
    assert law.league_files_are_returned_through_the_centre(replace(league, league_file=False))


def test_A36_4_A36_5_a_refusal_has_a_ground_an_article_and_reasons() -> None:
    assert law.refusal_names_its_ground(REFUSAL)
    assert not law.refusal_names_its_ground(replace(REFUSAL, ground="A35.1"))
    other = replace(REFUSAL, ground="A36.4")
    assert not law.refusal_names_its_ground(other)
    assert law.refusal_names_its_ground(replace(other, cited="A21.5"))
    assert law.refusal_gives_reasons(REFUSAL)
    assert not law.refusal_gives_reasons(replace(REFUSAL, reason=" "))


def test_A36_1_A36_2_A36_3_a_ground_is_used_only_where_it_holds() -> None:
    assert law.refused_for_scope_only_outside_it(REFUSAL)
    assert not law.refused_for_scope_only_outside_it(replace(REFUSAL, within_scope=True))
    late = replace(REFUSAL, ground="A36.3")
    assert not law.refused_for_lateness_only_if_late(late)
    assert law.refused_for_lateness_only_if_late(replace(late, in_time_and_order=False))
    unmet = replace(REFUSAL, ground="A36.2", within_scope=True)
    assert law.refused_for_scope_only_outside_it(unmet)
    assert law.refused_material_cannot_be_cured(unmet)
    assert not law.refused_material_cannot_be_cured(replace(unmet, curable=True))
    assert law.refused_for_lateness_only_if_late(unmet)
