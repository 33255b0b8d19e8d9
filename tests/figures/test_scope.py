"""Who sees which cases in the monitor, and what nobody sees there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from app import figures
from app.engine.store import INSTANCES
from app.figures import Scope, scope_of
from handlers.handler import Actor
from handlers.records.people import Person
from handlers.rules.roles import Role
from tests.figures.conftest import NOW, Season


def actor(role: Role, organisation: str) -> Actor:
    return Actor("account", "person", "某人", role, organisation)


@pytest.mark.parametrize(
    ("role", "organisation", "expected"),
    [
        (Role.SUPERVISOR, "hr-150000", Scope()),
        (Role.SUPERVISOR, "hr-150400", Scope(area="1504")),
        (Role.SUPERVISOR, "hr-150405", Scope(area="150405")),
        (Role.SUPERVISOR, "nowhere", figures.NOTHING),
        (Role.HR_CLERK, "hr-150400", Scope(area="1504")),
        (Role.OFFICE_CLERK, "office-003", Scope(committees=("committee-003",))),
        (Role.FORMING_MANAGER, "forming-003", Scope(committees=("committee-003",), experts=True)),
        (Role.OFFICE_CLERK, "hr-150400", Scope(committees=())),
        (Role.SYSTEM_ADMINISTRATOR, "hr-150000", Scope(personal=False)),
        (Role.AUDITOR, "hr-150000", Scope(personal=False)),
        (Role.APPLICANT, "unit-00001", figures.NOTHING),
        (Role.EXPERT, "unit-00001", figures.NOTHING),
        (Role.UNIT_CLERK, "unit-00001", figures.NOTHING),
    ],
)
def test_the_scope_follows_role_and_body(season: Season, role: Role, organisation: str, expected: Scope) -> None:
    assert scope_of(season.session, actor(role, organisation)) == expected


def test_no_row_of_another_area_is_ever_shown(season: Season) -> None:
    league = Scope(area="1504")
    areas = {row.id: row.area for row in season.rows(INSTANCES)}

    found = figures.search(season.session, league, "工程").hits
    board = [due for page in (1, 2) for due in figures.board(season.session, league, NOW, page=page).rows]

    assert found and all(areas[hit.id].startswith("1504") for hit in found)
    assert all(areas[due.instance_id].startswith("1504") for due in board if due.clock == "task" and due.instance_id)


def test_areas_that_only_look_alike_are_apart() -> None:
    assert not figures.holds(Scope(area="1504"), "150", "")
    assert not figures.holds(Scope(area="1504"), "", "")
    assert not figures.holds(Scope(area="1504"), "150529", "")
    assert figures.holds(Scope(area="1504"), "150429", "")


def test_where_only_numbers_are_shown_there_is_no_name(season: Season) -> None:
    numbers = Scope(personal=False)

    board = figures.board(season.session, numbers, NOW)

    assert board.total and board.rows == []
    assert figures.search(season.session, numbers, "工程").hits == []
    assert figures.workload_of_people(season.session, numbers, NOW, NOW.date(), NOW.date()) == []


def test_nothing_is_in_an_empty_scope(season: Season) -> None:
    board = figures.board(season.session, figures.NOTHING, NOW)

    assert (board.total, board.rows, board.by_body) == (0, [], [])
    assert all(one.running == one.open_tasks == 0 for one in figures.processes(season.session, figures.NOTHING, NOW))
    assert figures.search(season.session, figures.NOTHING, "工程").total == 0


def test_search_finds_by_number_name_unit_committee_and_certificate(season: Season) -> None:
    from handlers.records.certificates import Certificate
    from handlers.records.committees import Committee

    session, everything = season.session, Scope()
    case = next(row for row in season.rows(INSTANCES) if row.process == "declaration")

    for word in (case.number, case.number[-4:], case.applicant, case.unit, case.unit[:3]):
        assert case.id in ids(season, word), word
    assert case.id in ids(season, f"{case.applicant} {case.number}")
    assert case.id not in ids(season, f"{case.applicant} 没有这个词")
    name = session.scalars(select(Committee.name).where(Committee.id == case.committee_id)).one()
    assert case.id in ids(season, name[:10])
    certificate = session.scalars(select(Certificate)).first()
    assert certificate is not None
    (hit,) = figures.search(session, everything, certificate.number.lower()).hits
    assert hit.subject == f"declaration:{certificate.declaration_id}"


def ids(season: Season, words: str) -> set[str]:
    found = figures.search(season.session, Scope(), words)
    pages = [figures.search(season.session, Scope(), words, page) for page in range(1, found.total // 50 + 2)]
    return {hit.id for page in pages for hit in page.hits}


def test_signs_of_a_pattern_are_looked_for_as_they_stand(season: Season) -> None:
    assert figures.search(season.session, Scope(), "%").total == 0
    assert figures.search(season.session, Scope(), "_").total == 0
    assert figures.search(season.session, Scope(), "  ").total == 0


def test_search_knows_no_official_by_name(season: Season) -> None:
    """Clerks and experts are people too; what is searched is the words of cases."""
    clerk = season.session.get_one(Person, "clerk-1")
    own = {row.applicant for row in season.rows(INSTANCES)}

    found = figures.search(season.session, Scope(), clerk.name).hits

    assert all(clerk.name in hit.applicant for hit in found)
    assert bool(found) == any(clerk.name in name for name in own)


def test_a_case_comes_with_its_journal_page_by_page(season: Season) -> None:
    case = max(season.rows(INSTANCES), key=lambda row: row.journal_seq)

    first = figures.case(season.session, case.id, page=5)
    second = figures.case(season.session, case.id, before=first.older, page=5)

    seen = [row.seq for row in (*first.journal, *second.journal)]
    assert seen == list(range(case.journal_seq, case.journal_seq - 10, -1))[: len(seen)]
    assert first.journal_rows == case.journal_seq and first.number == case.number
    assert replace(second, journal=first.journal, older=first.older) == first
    with pytest.raises(Exception, match="没有这个案件"):
        figures.case(season.session, "nowhere")
