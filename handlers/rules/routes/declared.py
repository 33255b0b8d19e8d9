"""The kind of a declaration (申报类型) against the routes that are open: one declares by a way one may go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from handlers.rules.article import Breach, Breaches, Finding, Verdict, article
from handlers.rules.routes.facts import RouteFacts
from handlers.rules.routes.offers import Route, routes
from handlers.rules.routes.table import DIRECT_ROWS, GREEN_ROWS, LADDER
from handlers.rules.terms import DeclarationKind, Level

#: By which routes one declares under each kind. Recognition (A40) is no declaration and stands nowhere here.
CODES: dict[DeclarationKind, tuple[str, ...]] = {
    DeclarationKind.ORDINARY: (LADDER.code, "D41.2"),
    DeclarationKind.DIRECT: (*(row.code for row in DIRECT_ROWS), "D39"),
    DeclarationKind.GREEN_CHANNEL: tuple(row.code for row in GREEN_ROWS),
    DeclarationKind.SERIES_TRANSFER: ("D41.1",),
}


@dataclass(frozen=True)
class Way:
    """The kind that is declared, and what the routes ask about the candidate; None: nothing but the ladder."""

    kind: DeclarationKind
    asked: RouteFacts | None

    @property
    def routes(self) -> tuple[Route, ...]:
        """Every route to the title."""
        return routes(self.asked) if self.asked else ()

    @property
    def own(self) -> tuple[Route, ...]:
        """The routes one may go under this kind."""
        return tuple(route for route in self.routes if route.code in CODES[self.kind])


def fitting(found: Iterable[Route]) -> tuple[DeclarationKind, ...]:
    """The kinds under which some of the routes is open or left to a person."""
    passable = {route.code for route in found if route.verdict is not Verdict.FAIL}
    return tuple(kind for kind, codes in CODES.items() if passable & set(codes))


@article("A23.1a")
def declared_by_a_kind_that_is_open(way: Way) -> Breaches:
    """The kind of the declaration is that of a route which is open; the green channel has a committee of its own."""
    if way.asked is None:
        if way.kind is not DeclarationKind.ORDINARY:
            yield f"没有“{way.kind.label}”所依据的记录，不得以此申报；请先登记有关证书、推荐和经历"
        return
    green = way.kind is DeclarationKind.GREEN_CHANNEL
    if green and not way.asked.green_channel:
        yield "绿色通道申报由自治区绿色通道高级职称评审委员会评审，不得报其他评委会；请选择该评委会的申报通知"
    if way.asked.green_channel and not green:
        yield f"绿色通道评委会只评审绿色通道申报，申报类型不得为“{way.kind.label}”；请改选“绿色通道”"
    found = fitting(way.routes)
    if found and way.kind not in found:
        kinds = "、".join(f"“{kind.label}”" for kind in found)
        yield f"按现有记录不得以“{way.kind.label}”申报，可以{kinds}申报；请改选申报类型，或补齐所缺条件"


def lacking_on_the_way(way: Way) -> tuple[Finding, ...]:
    """What the nearest route of the declared kind still lacks, under its own requirement ids; empty when one is open.

    The ladder is judged with everything else about the person and is not repeated here.
    """
    if way.asked is None or way.kind is DeclarationKind.ORDINARY:
        return ()
    nearest = by_nearness(way.own, way.asked.career.target)[0]
    if nearest.verdict is not Verdict.FAIL:
        return ()
    return tuple(Finding(finding.id, finding.breaches) for finding in nearest.findings if finding.breaches)


def leads_to(route: Route, target: Level) -> bool:
    """Whether the route is one to the level that is asked for; most rows name their levels, some lead to any."""
    named = [level for level in Level if level.label in route.gives]
    return not named or target in named


def nearness(route: Route, target: Level) -> tuple[bool, int, int]:
    """How far a route is from open: whether it leads elsewhere, then conditions missing, then doubts."""
    return not leads_to(route, target), len(route.missing), len(route.doubts)


def by_nearness(found: Iterable[Route], target: Level) -> tuple[Route, ...]:
    """Open routes first, then those left to a person, then the others by what they lack; the law's order within."""
    places = [Verdict.PASS, Verdict.REVIEW, Verdict.FAIL]
    return tuple(sorted(found, key=lambda route: (places.index(route.verdict), nearness(route, target))))


def each_once(breaches: Iterable[Breach]) -> tuple[Breach, ...]:
    """The same thing said by several rules, once."""
    return tuple({breach.message: breach for breach in breaches}.values())
