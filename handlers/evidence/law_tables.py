"""Words of the decision tables in the words of the law's facts, and back (tables b, c, f)."""

from __future__ import annotations

from handlers.evidence.applicants import employment_of
from handlers.evidence.routes import Stop, standing, without_department
from handlers.evidence.signatures import employed, kind_of
from handlers.records.declarations import Declaration
from handlers.rules import channel
from handlers.rules.terms import DeclarationKind, OrganisationLevel

BODIES = {
    "none": channel.Body.NOBODY,
    "own_unit": channel.Body.OWN_UNIT,
    "dispatch_unit": channel.Body.DISPATCH_UNIT,
    "agency": channel.Body.AGENCY,
    "hr_department": channel.Body.LOCAL_HR,
    "county_hr": channel.Body.FALLBACK_HR,
}
SITES = {
    "region": channel.Site.REGION,
    "league": channel.Site.LEAGUE,
    "self_review": channel.Site.SELF_REVIEW,
}


def engagement(declaration: Declaration, posted_a_year: bool) -> channel.Engagement:
    """How the applicant is employed."""
    employment = employment_of(declaration)
    return channel.Engagement(
        kind=kind_of(declaration),
        employed=employed(declaration),
        archived_at_agency=bool(employment and employment.archived_at_agency),
        posted_a_year=posted_a_year,
    )


def choice(declaration: Declaration, token: str, joint: bool, posted_a_year: bool) -> channel.FirstCheckChoice:
    """What a diagram chose as first-check body; a word of no table is nobody."""
    bodies = 2 if joint and declaration.using_unit_id else 1
    body = BODIES.get(token, channel.Body.NOBODY)
    return channel.FirstCheckChoice(engagement(declaration, posted_a_year), body, joint, bodies)


def origin(declaration: Declaration) -> channel.Origin:
    """Where a declaration comes from and goes to."""
    unit = declaration.first_check_body or declaration.employer
    located_at = declaration.committee.located_at
    return channel.Origin(
        tier=declaration.level.tier,
        committee_at=SITES.get(located_at, channel.Site.REGION),
        unit_level=unit.level,
        direct_unit=unit.direct_unit,
        direct_reporting=unit.direct_reporting,
        self_review=unit.self_review,
        non_public=without_department(unit) and standing(unit) in ("county", "league"),
        acts_as_league=unit.acts_as_league,
        green_channel=declaration.kind is DeclarationKind.GREEN_CHANNEL,
        entrusted=located_at == "outside",
    )


def routing(declaration: Declaration, row: str, stops: list[Stop], via_centre: bool) -> channel.Routing:
    """The way a diagram chose."""
    hops = tuple(
        channel.Hop(
            stop.body.kind,
            OrganisationLevel.LEAGUE if stop.body.acts_as_league else stop.body.level,
            stop.roster,
        )
        for stop in stops
    )
    digits = "".join(c for c in row if c.isdigit())
    return channel.Routing(origin(declaration), int(digits or 0), hops, via_centre)
