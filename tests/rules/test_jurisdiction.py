"""Confirmation and certificate at their boundaries; every row of table (f) (A13.1, A53–A55)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from handlers.rules import jurisdiction as law
from handlers.rules.article import Verdict
from handlers.rules.jurisdiction import Authority, Belonging
from handlers.rules.terms import Level, TitleKind
from tests.rules.lawful import ACCEPTED, COMPETENCE, EXTENSION, ISSUE, NOON, PAPERS, SEALING, STANDING, TODAY
from tests.rules.test_workdays import CALENDAR

D = date
R, L, C, Q = Authority.REGION_HR, Authority.LEAGUE_HR, Authority.COUNTY_HR, Authority.REVIEW
HIGH, MID = Level.ASSOCIATE_SENIOR, Level.INTERMEDIATE
DIRECTED, FARMER, ORDINARY = TitleKind.DIRECTED, TitleKind.FARMER, TitleKind.ORDINARY

TABLE_F = [
    (DIRECTED, HIGH, Belonging.LEAGUE, "1", R, L, L, L),
    (DIRECTED, MID, Belonging.LEAGUE, "1", L, L, L, L),
    (DIRECTED, MID, Belonging.COUNTY, "1", C, L, L, L),
    (FARMER, MID, Belonging.LEAGUE, "2", L, L, L, L),
    (FARMER, MID, Belonging.COUNTY, "2", C, L, L, L),
    (FARMER, HIGH, Belonging.LEAGUE, "2h", R, L, Q, Q),
    (ORDINARY, HIGH, Belonging.LEAGUE, "3", R, R, R, R),
    (ORDINARY, Level.FULL_SENIOR, Belonging.COUNTY, "3", R, R, R, R),
    (ORDINARY, MID, Belonging.REGION, "4", R, R, R, R),
    (ORDINARY, MID, Belonging.LEAGUE, "5", L, L, L, L),
    (ORDINARY, Level.ASSISTANT, Belonging.COUNTY, "6", C, C, C, C),
]


@pytest.mark.parametrize(("kind", "level", "belongs", "row", "files", "confirms", "seals", "revokes"), TABLE_F)
def test_every_row_of_table_f(
    kind: TitleKind, level: Level, belongs: Belonging, row: str,
    files: Authority, confirms: Authority, seals: Authority, revokes: Authority,
) -> None:  # fmt: skip
    powers = law.powers(kind, level, belongs)
    found = (powers.row, powers.files, powers.confirms, powers.seals, powers.revokes)
    assert found == (row, files, confirms, seals, revokes)
    assert (powers.entrusts is Authority.NONE) is (kind is not ORDINARY)


@pytest.mark.parametrize(("kind", "level", "belongs", "row", "files", "confirms", "seals", "revokes"), TABLE_F)
def test_A53_3_A54_2_another_department_neither_confirms_nor_seals(
    kind: TitleKind, level: Level, belongs: Belonging, row: str,
    files: Authority, confirms: Authority, seals: Authority, revokes: Authority,
) -> None:  # fmt: skip
    for acting in (R, L, C):
        fact = law.Competence(kind, level, belongs, acting)
        assert bool(law.result_is_confirmed_by_the_competent(fact)) is (acting is confirms)
        sealing = law.certificate_is_sealed_by_the_competent(fact)
        assert sealing.verdict is (Verdict.REVIEW if seals is Q else Verdict.PASS if acting is seals else Verdict.FAIL)


def test_a_county_s_files_are_entrusted_by_the_league() -> None:
    assert law.powers(ORDINARY, MID, Belonging.COUNTY).entrusts is L


def test_A13_1_who_files_a_committee() -> None:
    rule = law.committee_is_filed_by_the_competent
    assert rule(COMPETENCE)
    assert not rule(replace(COMPETENCE, acting=C))
    assert rule(replace(COMPETENCE, level=MID, acting=L))
    assert rule(replace(COMPETENCE, level=MID, belongs_to=Belonging.REGION))
    assert not rule(replace(COMPETENCE, level=MID))


def test_A53_1_three_papers_and_a_month() -> None:
    rule = law.confirmation_papers_are_complete
    assert not rule(PAPERS).doubts
    for name in ("report_number", "publicity_report_number", "commitment_number"):
        assert not rule(replace(PAPERS, **{name: " "})), name
    assert not rule(replace(PAPERS, review_ended_on=None))
    late = replace(PAPERS, submitted_on=PAPERS.due_on + timedelta(days=1))
    assert rule(late).lawful
    assert rule(late).doubts
    assert not rule(replace(late, extended_to=late.submitted_on)).doubts
    assert not rule(replace(late, provisional=True)).doubts


def test_A53_1_the_month_of_the_vectors() -> None:
    assert law.confirmation_due(D(2026, 1, 30), CALENDAR).due_on == D(2026, 2, 28)
    assert law.confirmation_due(D(2026, 9, 5), CALENDAR).due_on == D(2026, 10, 8)
    assert law.confirmation_due(D(2026, 9, 24), CALENDAR).due_on == D(2026, 10, 26)


def test_A53_2_only_who_passed_undisputed() -> None:
    rule = law.only_who_passed_undisputed_is_confirmed
    assert rule(STANDING)
    assert not rule(replace(STANDING, passed=False))
    assert not rule(replace(STANDING, publicity_closed=False))
    assert not rule(replace(STANDING, open_complaints=1))
    assert not rule(replace(STANDING, upheld_complaints=1))
    assert not rule(replace(STANDING, barred_to=TODAY))
    assert rule(replace(STANDING, barred_to=TODAY - timedelta(days=1)))


def test_A53_4_an_extension_is_asked_before_the_term_is_over() -> None:
    rule = law.extension_is_asked_in_time
    assert rule(EXTENSION)
    assert rule(replace(EXTENSION, filed_on=EXTENSION.due_on))
    late = replace(EXTENSION, filed_on=EXTENSION.due_on + timedelta(days=1))
    assert not rule(late)
    assert rule(replace(late, provisional=True))
    assert not rule(replace(EXTENSION, reason=" "))
    assert not rule(replace(EXTENSION, asked_to=None))
    assert not rule(replace(EXTENSION, asked_to=EXTENSION.due_on))


def test_A36_accepted_before_the_vote() -> None:
    rule = law.declaration_was_accepted_before_the_vote
    assert rule(ACCEPTED)
    assert rule(replace(ACCEPTED, accepted_at=NOON))
    assert not rule(replace(ACCEPTED, accepted_at=None))
    assert not rule(replace(ACCEPTED, voted_at=None))
    assert not rule(replace(ACCEPTED, accepted_at=datetime(2026, 9, 21, 4, 0, 1, tzinfo=UTC)))


def test_A54_1_no_certificate_without_a_confirmation() -> None:
    rule = law.certificate_rests_on_a_confirmation
    assert rule(ISSUE)
    assert not rule(replace(ISSUE, confirmed=False))
    assert not rule(replace(ISSUE, confirmation_number=None))
    assert not rule(replace(ISSUE, confirmation_number=" "))


def test_A54_2_a_seal_is_numbered_and_under_a_certificate() -> None:
    assert law.seal_is_numbered(SEALING)
    assert not law.seal_is_numbered(replace(SEALING, seal_number=""))
    assert not law.seal_is_numbered(replace(SEALING, issued=False))


def test_A55_1_the_title_starts_on_the_day_of_the_vote() -> None:
    rule = law.title_starts_when_the_committee_passed_it
    assert law.starts_on(D(2026, 9, 24)) == D(2026, 9, 24)
    assert rule(ISSUE)
    assert not rule(replace(ISSUE, starts_on=D(2026, 11, 2)))
    assert not rule(replace(ISSUE, passed_on=None))
