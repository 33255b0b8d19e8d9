"""The way that was chosen, held against table (c), and the turns on it (A30–A32, A37.0)."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.rules.article import Breaches, article
from handlers.rules.channel.route import Origin, Roster, reporting_channel
from handlers.rules.terms import OrganisationKind, OrganisationLevel


@dataclass(frozen=True)
class Hop:
    """One body on the way up."""

    kind: OrganisationKind
    level: OrganisationLevel
    roster: bool


@dataclass(frozen=True)
class Routing:
    """The way that was chosen for a declaration, against its origin."""

    origin: Origin
    row: int
    hops: tuple[Hop, ...]
    via_centre: bool


@dataclass(frozen=True)
class Turn:
    """Whose turn it is on the way up; None: nobody's, the way is at its end."""

    expected_body: str | None
    acting_body: str


@dataclass(frozen=True)
class Journey:
    """The way up as it was gone: bodies to pass and bodies passed, in order."""

    bodies: tuple[str, ...]
    passed: tuple[str, ...]


PUBLISHERS = {
    Roster.LEAGUE_HR: (OrganisationKind.HR, OrganisationLevel.LEAGUE),
    Roster.DEPARTMENT: (OrganisationKind.INDUSTRY, OrganisationLevel.REGION),
}


def _follows(routing: Routing, *rows: int) -> Breaches:
    lawful = reporting_channel(routing.origin)
    if lawful.row not in rows:
        return
    if routing.row != lawful.row:
        right = f"第 {lawful.row} 行（{lawful.handover.label}）"
        yield f"申报渠道应为渠道表{right}，不得走第 {routing.row} 行；请重新确定渠道"
        return
    if routing.via_centre is not lawful.via_centre:
        yield f"材料应由{lawful.handover.label}报送，所选交接方式不符；请重新确定渠道"
    publisher = PUBLISHERS.get(lawful.roster)
    posts = [(hop.kind, hop.level) for hop in routing.hops if hop.roster]
    if publisher is not None and publisher not in posts:
        yield f"花名册应由{lawful.roster.label}在门户网站公示，所选渠道没有安排；请补上花名册公示"


def _required(origin: Origin) -> tuple[str, ...]:
    route = reporting_channel(origin)
    if origin.non_public:
        return ("hr:league",)
    return tuple(step for step in route.path if step.startswith("hr:") or step == "industry:region")


@article("A30.1")
def no_level_is_skipped(routing: Routing) -> Breaches:
    """A file goes up level by level along the affiliation."""
    ranks = [LEVELS.index(hop.level) for hop in routing.hops]
    if ranks != sorted(ranks):
        yield "审核层级顺序颠倒，不得越级或倒序上报；请按隶属关系逐级排列"
    gone = iter([f"{hop.kind.value}:{hop.level.value}" for hop in routing.hops])
    for step in _required(routing.origin):
        if step not in gone:
            yield f"上报路径没有经过{STATIONS[step]}，不得越级上报；请按隶属关系逐级上报"


STATIONS = {"hr:county": "旗县人社局", "hr:league": "盟市人社局", "industry:region": "区直主管部门"}
LEVELS = (OrganisationLevel.TOWNSHIP, OrganisationLevel.COUNTY, OrganisationLevel.LEAGUE, OrganisationLevel.REGION)


@article("A30.1a")
def it_is_this_body_s_turn(turn: Turn) -> Breaches:
    """Only the next body on the way may check."""
    if turn.expected_body is None:
        yield "各级审核已经完成，不得重复审核；请办理报送"
    elif turn.expected_body != turn.acting_body:
        yield "当前应由上报路径中的下一单位审核，本单位不得越级审核；请待材料逐级报来"


@article("A30.1b")
def every_level_has_passed_it(journey: Journey) -> Breaches:
    """Before reporting every body on the way has passed the file."""
    left = [body for body in journey.bodies if body not in journey.passed]
    if left:
        yield f"上报路径共 {len(journey.bodies)} 级，还有 {len(left)} 级未审核通过，不得报送；请先完成逐级审核"


@article("A30.2")
def non_public_files_go_to_league_or_county(routing: Routing) -> Breaches:
    """Non-public staff and freelancers report through the HR departments of the place (row 10)."""
    yield from _follows(routing, 10)


@article("A31.1a")
def league_files_go_through_the_centre(routing: Routing) -> Breaches:
    """High-level files from leagues reach the region's committee through the service centre (rows 1–3)."""
    yield from _follows(routing, 1, 2, 3)


@article("A31.1b")
def department_collects_region_level_files(routing: Routing) -> Breaches:
    """High-level files of region-level units are collected by their department (row 4)."""
    yield from _follows(routing, 4)


@article("A31.1c")
def region_affiliated_unit_delivers_itself(routing: Routing) -> Breaches:
    """A unit directly under the region delivers high-level files itself (row 5)."""
    yield from _follows(routing, 5)


@article("A31.2")
def local_high_committee_follows_local_rules(routing: Routing) -> Breaches:
    """A high-level committee at a league or self-review unit follows the local way (row 6)."""
    yield from _follows(routing, 6)


@article("A32.1")
def local_files_follow_local_rules(routing: Routing) -> Breaches:
    """Mid and junior files of leagues and self-review units follow the local way (row 7)."""
    yield from _follows(routing, 7)


@article("A32.2")
def region_level_files_reach_the_office(routing: Routing) -> Breaches:
    """Mid and junior files of region level come from the department or the unit itself (rows 8, 9)."""
    yield from _follows(routing, 8, 9)


@article("A37.0")
def green_channel_files_go_to_its_committee(routing: Routing) -> Breaches:
    """Green-channel files travel by affiliation to the region's green-channel committee (row 11)."""
    yield from _follows(routing, 11)
