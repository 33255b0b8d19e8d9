"""A season's bodies, pools, people and stories are legal and follow from the seed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, object_session

from app.accounts import Appointment
from app.clock import FixedClock
from app.config import Settings
from app.database import Database
from app.engine import Engine
from app.place import Place
from app.sandbox import bodies, committees, season
from app.sandbox.declarants import Claim, claims
from app.sandbox.stories import STORIES, told
from handlers import calendar
from handlers.evidence.applicants import candidacy
from handlers.evidence.bars import expert_bars
from handlers.evidence.pool import served, size_of
from handlers.records.committees import Call, Committee
from handlers.records.declarations import Declaration
from handlers.records.organisations import Organisation
from handlers.rules import eligibility
from handlers.rules.committee import minimum_size
from handlers.rules.draw import PoolExpert, draw, exclusion, need_of
from handlers.rules.roles import Role
from handlers.rules.terms import EmploymentKind, OrganisationKind

TODAY = date(2026, 9, 1)


@pytest.fixture
def place(sqlite_database: Database, clock: FixedClock) -> Place:
    with sqlite_database.transaction() as session:
        calendar.seed(session, clock.now())
    return Place(
        Settings.from_environment({"ZHIPING_SANDBOX": "1"}), sqlite_database, clock, Engine(sqlite_database, clock)
    )


def test_preparing_twice_changes_nothing(place: Place) -> None:
    first = list(season.prepare(place))
    with place.database.reading() as session:
        before = len(session.scalars(select(Organisation.id)).all())
    second = list(season.prepare(place))

    with place.database.reading() as session:
        assert len(session.scalars(select(Organisation.id)).all()) == before
    assert "已装入" in first[0] and second == ["演示数据已就绪"]


def test_all_twelve_leagues_have_their_hr_bureau_and_departments(place: Place) -> None:
    list(season.prepare(place))

    with place.database.reading() as session:
        known = set(session.scalars(select(Organisation.code)))
        kinds = set(session.scalars(select(Organisation.kind)))
    assert len(bodies.LEAGUES) == 12
    for area in bodies.LEAGUES:
        assert {f"hr-{area}", f"build-{area}", f"traffic-{area}", f"gov-{area}"} <= known
    assert kinds == set(OrganisationKind)


def test_there_is_an_account_for_every_role(place: Place) -> None:
    list(season.prepare(place))

    with place.database.reading() as session:
        assert {a.role for a in session.scalars(select(Appointment))} == set(Role)


def test_the_three_pools_are_of_legal_size_and_can_be_drawn_from(place: Place) -> None:
    list(season.prepare(place))

    with place.database.reading() as session:
        for plan in committees.PLANS:
            committee = session.scalars(select(Committee).where(Committee.name == plan.name)).one()
            least = minimum_size(committee.tier, committee.basis)
            need = need_of(TODAY, committee.tier, committee.sub_level, size_of(committee, TODAY), committee.series)
            pool = pool_of(committee)
            usable = [expert for expert in pool if exclusion(expert, need) is None]

            assert len(usable) >= 2 * least
            assert len(pool) - len(usable) == 4, "one expired, one barred, one retired, one after three years"
            assert len(draw(pool, need, b"seed").everyone) == least
    assert [plan.pool for plan in committees.PLANS] == [58, 30, 26]


def pool_of(committee: Committee) -> list[PoolExpert]:
    years = served(committee)
    session = object_session(committee)
    assert session is not None
    barred = expert_bars(session, (m.expert_id for m in committee.members), TODAY)
    return [
        PoolExpert(
            id=m.expert_id, part=m.part, series=m.expert.series, level=m.expert.level, term_from=m.term_from,
            term_to=m.term_to, grassroots=m.expert.grassroots, outside_system=m.expert.outside_system,
            retired_on=m.expert.retired_on, barred_to=barred.get(m.expert_id),
            served=years.get(m.expert_id, frozenset()),
        )
        for m in committee.members
    ]  # fmt: skip


def test_the_same_seed_tells_the_same_season(place: Place) -> None:
    def season_of(seed: int) -> list[tuple[str, ...]]:
        with place.database.transaction() as session:
            return shown(session, seed)

    assert season_of(7) == season_of(7)
    assert season_of(7) != season_of(8)


def shown(session: Session, seed: int) -> list[tuple[str, ...]]:
    tree, chance = bodies.grow(session), Random(seed)
    made = claims(told(60, chance), bodies.units(tree), 2026, TODAY, chance)
    return [(c.person.name, c.unit.body.code, c.plan.key, c.specialty, c.story.name) for c in made]


def test_sixty_declarations_bring_at_least_25_certificates_and_every_kind_of_story() -> None:
    stories = told(60, Random(7))

    assert sum(story.end == "certified" for story in stories) >= 25
    assert {story.name for story in stories} == set(STORIES)
    assert all(story.article for story in stories if story.end not in ("certified", "failed", "abandoned"))


def test_sixty_declarations_come_from_employers_of_every_kind(place: Place) -> None:
    with place.database.transaction() as session:
        tree, chance = bodies.grow(session), Random(7)
        made = list(claims(told(60, chance), bodies.units(tree), 2026, TODAY, chance))

    assert {c.unit.kind for c in made} >= {
        EmploymentKind.INSTITUTION, EmploymentKind.INSTITUTION_CONTRACT, EmploymentKind.STATE_ENTERPRISE,
        EmploymentKind.PRIVATE_ENTERPRISE, EmploymentKind.FREELANCER, EmploymentKind.DISPATCHED,
    }  # fmt: skip
    assert {c.plan.key for c in made} == {plan.key for plan in committees.PLANS}


@pytest.mark.parametrize("seed", range(6))
def test_the_law_finds_every_declarant_as_the_story_says(place: Place, seed: int) -> None:
    judged = ("A21.2", "A21.4", "A21.5", "A23.1")
    with place.database.transaction() as session:
        tree, chance = bodies.grow(session), Random(seed)
        for number, claim in enumerate(claims(told(60, chance), bodies.units(tree), 2026, TODAY, chance)):
            found = eligibility.assess(candidacy(declared(session, tree, claim, number), TODAY)).breaches
            expected = claim.story.article if claim.story.article in judged else ""

            assert expected in {breach.id for breach in found} if expected else not found, (claim.story.name, found)
        session.rollback()


def declared(session: Session, tree: bodies.Tree, claim: Claim, number: int) -> Declaration:
    """The claim as a declaration, to be judged."""
    committee = Committee(
        name="评委会", tier=claim.plan.tier, basis=claim.plan.basis, series=committees.SERIES, area="150000",
        forming_unit=tree[claim.plan.forming], office=tree["office-build"],
    )  # fmt: skip
    opens_at = datetime(2026, 9, 1, tzinfo=UTC)
    call = Call(
        committee=committee, year=2026, title="通知", opens_at=opens_at, closes_at=opens_at + timedelta(days=9),
        years_counted_to=date(2026, 12, 31),
    )  # fmt: skip
    declaration = Declaration(
        number=f"{number}", person=claim.person, employer=claim.unit.body, call=call, committee=committee, year=2026,
        series=committees.SERIES, specialty=claim.specialty, level=claim.plan.level, created_at=opens_at,
    )  # fmt: skip
    session.add(declaration)
    session.flush()
    return declaration


def test_the_first_applicant_of_the_tryout_season_is_eligible(place: Place, tmp_path: Path) -> None:
    list(season.prepare(place))
    stories = told(season.TRYOUT["declarations"], Random(season.TRYOUT["seed"]))

    assert stories[0].name == "passes"
