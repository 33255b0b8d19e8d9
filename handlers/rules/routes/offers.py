"""All routes to a title at once, each with what is missing, and what those open to a declaration lift (A37–A41)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from handlers.rules.article import Breach, Breaches, Doubt, Finding, Verdict, article
from handlers.rules.eligibility.career import Career
from handlers.rules.eligibility.person import exam_is_passed_and_valid
from handlers.rules.eligibility.relief import Lift, Relief
from handlers.rules.eligibility.standard import (
    conditions_of_the_standard_are_met,
    countable_items_reach_the_standard,
    declares_level_by_level,
)
from handlers.rules.routes.facts import Governor, RouteFacts
from handlers.rules.routes.letters import government_of
from handlers.rules.routes.outstanding import exam_is_not_waived
from handlers.rules.routes.table import GREEN_ROWS, LADDER, LIFTING_ROWS, ROWS, Panel, Row, Sponsor
from handlers.rules.routes.transfer import a_year_after_the_new_title, transferred_base


@dataclass(frozen=True)
class Route:
    """One way to the title asked for: what it gives, who recommends, and what was found of its conditions.

    `code`: the row of table (d) (`D37.1a` … `D41.2`), or `ordinary` for the ladder (逐级申报).
    """

    code: str
    label: str
    gives: str
    recommender: str
    documents: tuple[str, ...]
    panel: Panel
    lifts: tuple[Relief, ...]
    findings: tuple[Finding, ...]

    @property
    def verdict(self) -> Verdict:
        """FAIL before REVIEW before PASS."""
        return worst(self.findings)

    @property
    def missing(self) -> tuple[Breach, ...]:
        """The conditions that are not met."""
        return tuple(breach for finding in self.findings for breach in finding.breaches)

    @property
    def doubts(self) -> tuple[Breach, ...]:
        """What a person has to judge."""
        return tuple(doubt for finding in self.findings for doubt in finding.doubts)


def worst(findings: Iterable[Finding]) -> Verdict:
    """FAIL before REVIEW before PASS; PASS of nothing."""
    verdicts = {finding.verdict for finding in findings}
    return next((each for each in (Verdict.FAIL, Verdict.REVIEW) if each in verdicts), Verdict.PASS)


def routes(facts: RouteFacts) -> tuple[Route, ...]:
    """Every route of table (d) and the ladder, in the law's order, for the title the facts ask for."""
    return tuple(_route(row, facts) for row in ROWS)


def _route(row: Row, facts: RouteFacts) -> Route:
    return Route(
        code=row.code,
        label=row.label,
        gives=row.gives,
        recommender=recommender(row.sponsor, facts.area),
        documents=row.documents,
        panel=row.panel,
        lifts=row.reliefs,
        findings=(*_own(row, facts), *_exam(row, facts), *_remaining(row, facts)),
    )


def recommender(sponsor: Sponsor, area: Governor) -> str:
    """Who recommends, in the words of the area: 盟 → 盟行政公署, 市 → 市人民政府."""
    if sponsor is Sponsor.GOVERNMENT:
        return government_of(area)
    if sponsor is Sponsor.UNIT_AND_GOVERNMENT:
        return f"本单位，并经{government_of(area)}"
    return sponsor.label


def _own(row: Row, facts: RouteFacts) -> Iterator[Finding]:
    """The row's own conditions; the ladder has one only after a transfer of series."""
    for rule in row.rules:
        yield rule(facts.career if row.of_career else facts)
    if row is LADDER and _after_transfer(facts):
        yield a_year_after_the_new_title(facts)


def _exam(row: Row, facts: RouteFacts) -> Iterator[Finding]:
    """No route waives the exam; a recognition is not open where there is one instead of the review."""
    if row.panel is Panel.GREEN:
        yield exam_is_not_waived(facts)
    elif row.panel is Panel.ORDINARY:
        yield exam_is_passed_and_valid(facts.exam)


def _remaining(row: Row, facts: RouteFacts) -> Iterator[Finding]:
    """What of the ladder and the standard is left when this route, and no other, is open."""
    reliefs = (Relief.CONTINUITY,) if row is LADDER and _after_transfer(facts) else row.reliefs
    alone = replace(facts.career, non_public=False, lifts=(Lift(row.code, reliefs, settled=True),))
    yield declares_level_by_level(alone)
    if row.standard:
        yield conditions_of_the_standard_are_met(alone)
        yield countable_items_reach_the_standard(alone)


def remaining(code: str, facts: RouteFacts) -> bool:
    """Whether what the row leaves of the ladder and the standard is met, or for a person to judge."""
    row = next(row for row in ROWS if row.code == code)
    return worst(_remaining(row, facts)) is not Verdict.FAIL


def _after_transfer(facts: RouteFacts) -> bool:
    """Whether the title below the one asked for was obtained by a transfer of series."""
    base = transferred_base(facts)
    return base is not None and facts.career.target.step == base.level.step + 1


def lifted(career: Career, facts: RouteFacts) -> Career:
    """The career with what the open routes lift: at the green channel its own ones, elsewhere those of art. 39 and 41.

    No route lifts an exam, a bar or being in service; recognition has no committee and lifts nothing here.
    """
    rows = GREEN_ROWS if facts.green_channel else LIFTING_ROWS
    found = ((row, worst(_own(row, facts))) for row in rows)
    lifts = (Lift(row.code, row.reliefs, verdict is Verdict.PASS) for row, verdict in found if verdict != Verdict.FAIL)
    return replace(career, lifts=tuple(lifts))


def bound(facts: RouteFacts) -> tuple[Finding, ...]:
    """What the routes demand of this declaration besides the ordinary conditions."""
    if facts.green_channel:
        return (green_channel_is_for_the_six_cases(facts), exam_is_not_waived(facts))
    return (a_year_after_the_new_title(facts),) if _after_transfer(facts) else ()


@article("A37.0a")
def green_channel_is_for_the_six_cases(facts: RouteFacts) -> Breaches:
    """Only outstanding people of one of the six cases declare at the green-channel committee."""
    found = {row.code: worst(_own(row, facts)) for row in GREEN_ROWS}
    if Verdict.PASS in found.values():
        return
    open_ones = [code for code, verdict in found.items() if verdict is Verdict.REVIEW]
    if open_ones:
        yield Doubt(f"绿色通道情形（{'、'.join(open_ones)}）是否符合待人工认定")
    else:
        yield "不符合绿色通道六种情形中的任何一种，不得申报绿色通道评审；请补齐所缺条件，或按其他途径申报"
