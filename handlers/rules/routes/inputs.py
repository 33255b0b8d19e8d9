"""The inputs of the decision table of the routes (table d), counted from the facts; the table holds the thresholds."""

from __future__ import annotations

from datetime import date
from typing import Any

from handlers.rules.article import Breaches, Doubt
from handlers.rules.eligibility.person import exam_is_passed_and_valid
from handlers.rules.eligibility.standard import education_is_enough
from handlers.rules.routes.facts import Recommender, RouteFacts
from handlers.rules.routes.letters import first_declaration, issued, recommended_by_bureau, recommended_by_government
from handlers.rules.routes.offers import remaining
from handlers.rules.routes.talents import peers_who_count, reached_in_the_station
from handlers.rules.routes.transfer import same_level_in_the_new_series, transferred_base, years_in_it
from handlers.rules.workdays import ONE_DAY, completed_years

NOT_ON_RECORD = -1
#: A row of each kind of what is lifted, by the input that says whether the other conditions are met.
OTHERS = {
    "others_direct": "D37.1a",
    "others_education": "D37.4",
    "others_title": "R40.1",
    "others_same_level": "D41.1",
    "others_next_level": "D41.2",
}


def inputs(facts: RouteFacts) -> dict[str, Any]:
    """The columns of the table by name: texts, truths and completed years (-1: not on record)."""
    return {
        "target": facts.career.target.value,
        "exam": exam_is_passed_and_valid(facts.exam).lawful,
        **{name: remaining(code, facts) for name, code in OTHERS.items()},
        **_recommended(facts),
        **_outstanding(facts),
        **_worked(facts),
        **_placed(facts),
        **_transferred(facts),
    }


def _holds(breaches: Breaches) -> bool:
    """Whether nothing is refused; what is left to a person does not close a route."""
    return all(isinstance(each, Doubt) for each in breaches)


def _recommended(facts: RouteFacts) -> dict[str, Any]:
    return {
        "government_letter": _holds(recommended_by_government(facts)),
        "bureau_letter": _holds(recommended_by_bureau(facts)),
        "unit_letter": bool(issued(facts, (Recommender.OWN_UNIT,))),
        "peers": len(peers_who_count(facts)),
        "assessment": "none" if facts.assessment is None else facts.assessment.value,
        "first": _holds(first_declaration(facts)),
    }


def _outstanding(facts: RouteFacts) -> dict[str, Any]:
    return {
        "breakthrough": facts.breakthrough is not None,
        "leader": facts.platform is not None and facts.technical_leader,
        "talent_class": _talent_class(facts),
        "associate_years": _years(facts.associate_appointed_on, facts.career.counted_to),
        "postdoc": _postdoc(facts),
        "station_result": facts.postdoc is not None and reached_in_the_station(facts.postdoc),
        "education": {True: "enough", False: "lacking", None: "unknown"}[education_is_enough(facts.career)],
        "overseas": facts.overseas is not None,
        "skill": facts.skill is not None and facts.skill.field is not None and facts.skill.proved,
    }


def _talent_class(facts: RouteFacts) -> int:
    """The class of a certificate that is valid on the day, 0 without one."""
    talent = facts.talent
    if talent is None or not talent.number.strip() or facts.on < talent.valid_from:
        return 0
    return 0 if talent.valid_to is not None and facts.on > talent.valid_to else talent.grade


def _postdoc(facts: RouteFacts) -> str:
    if facts.postdoc is None:
        return "none"
    if facts.postdoc.left_on is None or facts.postdoc.left_on > facts.on:
        return "in_station"
    return "stays" if facts.postdoc.stays else "gone"


def _worked(facts: RouteFacts) -> dict[str, Any]:
    return {
        "non_public": facts.career.non_public,
        "degree": "none" if facts.career.degree is None else facts.career.degree.value,
        "work_years": _years(facts.career.professional_from, facts.career.counted_to),
        "region_years": _years(facts.career.in_region_from, facts.career.in_region_to, least=0),
        "unit_place": facts.unit_place.value,
        "unit_years": _years(facts.in_unit_from, facts.on),
        "close_specialty": facts.close_specialty,
        "exam_replaces_review": facts.exam_replaces_review,
    }


def _placed(facts: RouteFacts) -> dict[str, Any]:
    placement = facts.placement
    if placement is None:
        return {"placement": "none"}
    if placement.civil_servant_still:
        return {"placement": "civil_servant"}
    there = placement.professional and placement.placed_on <= facts.on
    return {"placement": "professional" if there else "elsewhere"}


def _transferred(facts: RouteFacts) -> dict[str, Any]:
    title, change, eve = transferred_base(facts), facts.post_change, facts.career.counted_to - ONE_DAY
    return {
        "post_years": _years(change.on if change else None, eve),
        "same_level": _holds(same_level_in_the_new_series(facts)),
        "title_years": _years(years_in_it(facts), eve),
        "next_level": title is not None and facts.career.target.step == title.level.step + 1,
    }


def _years(since: date | None, to: date, *, least: int = NOT_ON_RECORD) -> int:
    """Completed years; -1 what is not on record. What lies ahead is `least`."""
    return NOT_ON_RECORD if since is None else max(least, completed_years(since, to))
