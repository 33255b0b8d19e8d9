"""The people who declare, with the facts their story needs: years, titles, degrees, sanctions, employers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle, zip_longest
from random import Random

from app.sandbox.bodies import Unit
from app.sandbox.committees import PLANS, SERIES, Plan
from app.sandbox.names import name
from app.sandbox.stories import PASSES, Story
from handlers.records.people import Education, Employment, Person, Sanction, TitleHeld
from handlers.records.table import new_id
from handlers.rules.terms import Degree, EmploymentKind, Level, OrganisationLevel

TURNS = ("build", "build", "traffic", "chifeng")
BY_KEY = {plan.key: plan for plan in PLANS}
FEW = 4
EVERYDAY = (EmploymentKind.INSTITUTION, EmploymentKind.PRIVATE_ENTERPRISE)
PLAIN = ("passes", "corrected", "fails_vote", "abandoned")  # stories that any kind of employer may tell
NEEDED = {Level.ASSOCIATE_SENIOR: (Level.INTERMEDIATE, 5), Level.INTERMEDIATE: (Level.ASSISTANT, 4)}


@dataclass(frozen=True)
class Claim:
    """What one person is to declare, and the story of it."""

    person: Person
    unit: Unit
    plan: Plan
    specialty: str
    story: Story


def claims(stories: list[Story], units: list[Unit], year: int, today: date, chance: Random) -> Iterator[Claim]:
    """A claim for every story. Who claims a second time is the person of an earlier claim that passes."""
    turns, employers = cycle(TURNS), _Employers(units, chance, len(stories))
    made: list[Claim] = []
    for number, wanted in enumerate(stories):
        story, first = wanted, None
        if story.name == "second_claim":
            first = _first_claim(made)
            story = story if first else PASSES  # in a season too small for it
        plan = _plan(story, turns, first)
        specialty = _specialty(story, plan, chance)
        if first is not None:
            claim = Claim(first.person, first.unit, plan, specialty, story)
        else:
            unit = employers.next(story, plan)
            claim = Claim(_person(number, story, plan, unit, year, today, chance), unit, plan, specialty, story)
        made.append(claim)
        yield claim


def _first_claim(made: list[Claim]) -> Claim | None:
    claimed = {id(c.person) for c in made if c.story.name == "second_claim"}
    fit = [c for c in made if c.story.name == "passes" and c.plan.key != "chifeng" and id(c.person) not in claimed]
    return fit[0] if fit else None


def _plan(story: Story, turns: Iterator[str], first: Claim | None) -> Plan:
    if first is not None:
        return BY_KEY["traffic" if first.plan.key == "build" else "build"]
    plan = BY_KEY[next(turns)]
    while story.level and plan.level.value != story.level:
        plan = BY_KEY[next(turns)]
    return plan


def _specialty(story: Story, plan: Plan, chance: Random) -> str:
    if story.name == "out_of_scope":
        return BY_KEY["traffic" if plan.key == "build" else "build"].specialties[0]
    return chance.choice(plan.specialties)


class _Employers:
    """Hands out employers in turn, rare kinds first; two or three people of a season share an employer."""

    def __init__(self, units: list[Unit], chance: Random, declarations: int) -> None:
        rare = [unit for unit in units if not _everyday(unit)]
        common = [unit for unit in units if _everyday(unit)]
        chance.shuffle(common)
        near, far = (_mixed([u for u in common if _in_chifeng(u) is here]) for here in (True, False))
        self._waiting = rare + near[:FEW] + far[: max(FEW, declarations // 4)]

    def next(self, story: Story, plan: Plan) -> Unit:
        unit = next(u for u in self._waiting if _fits(u, story, plan))
        self._waiting.remove(unit)
        self._waiting.append(unit)
        return unit


def _mixed(units: list[Unit]) -> list[Unit]:
    """Institutions and companies by turns."""
    kinds = [[unit for unit in units if unit.kind is kind] for kind in EVERYDAY]
    return [unit for pair in zip_longest(*kinds) for unit in pair if unit is not None]


def _in_chifeng(unit: Unit) -> bool:
    return unit.body.area.startswith("1504")


def _everyday(unit: Unit) -> bool:
    return unit.kind in EVERYDAY and unit.body.level is not OrganisationLevel.REGION


def _fits(unit: Unit, story: Story, plan: Plan) -> bool:
    here = plan.key != "chifeng" or _in_chifeng(unit)
    kind = not story.employment or unit.kind.value == story.employment
    return here and kind and (story.name in PLAIN or _everyday(unit))


def _person(number: int, story: Story, plan: Plan, unit: Unit, year: int, today: date, chance: Random) -> Person:
    """A person who is eligible, but for what the story says."""
    base, years = NEEDED[plan.level]
    held = date(year - years - chance.randint(1, 3), chance.randint(1, 12), chance.randint(1, 28))
    degree, graduated, title = Degree.BACHELOR, date(held.year - 6, 7, 1), base
    kind, retired_on = unit.kind, None
    if story.name == "too_few_years":
        held = held.replace(year=year - years + 1)
    elif story.name == "low_degree":
        degree = Degree.COLLEGE
    elif story.name in ("skips_level", "direct", "direct_too_short"):
        title, graduated = Level.ASSISTANT, date(year - (9 if story.name == "direct_too_short" else 14), 7, 1)
        held = graduated.replace(year=graduated.year + 2)
    elif story.name == "civil_service":
        kind = EmploymentKind.CIVIL_SERVICE_MANAGED
    elif story.name == "retired":
        retired_on = today - timedelta(days=90)
    if story.name == "skips_level" and unit.kind is EmploymentKind.PRIVATE_ENTERPRISE:
        graduated = date(year - 10, 7, 1)
        held = date(year - 8, 7, 1)
    started = graduated.replace(month=8)
    person = Person(
        id=new_id(), name=name(2_000 + chance.randint(0, 20_000) * 3 + number),
        identity_mask=f"{unit.body.area[:4]}**********{chance.randint(100, 999)}X",
        born_on=date(graduated.year - 23, chance.randint(1, 12), 15), retired_on=retired_on,
    )  # fmt: skip
    person.employments.append(
        Employment(
            organisation=unit.body, using_organisation=unit.using, kind=kind, post="工程师",
            specialty=plan.specialties[0], from_on=started, archived_at_agency=kind is EmploymentKind.FREELANCER,
            tax_or_insurance_area=unit.body.area,
        )
    )  # fmt: skip
    person.educations.append(Education(degree=degree, major="土木工程", graduated_on=graduated))
    person.titles.append(TitleHeld(series=SERIES, specialty=plan.specialties[0], level=title, from_on=held))
    if story.name == "sanctioned":
        since = today - timedelta(days=60)
        person.sanctions.append(
            Sanction(kind="demerit", number="演练〔处分〕1号", from_on=since, to_on=since + timedelta(days=365))
        )
    return person
