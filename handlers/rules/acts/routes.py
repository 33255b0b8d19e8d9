"""Acts past the ladder: recommending for the green channel, recognising, transferring a series (art. 37, 40, 41)."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.rules import acquisition as titles
from handlers.rules import eligibility, jurisdiction, publicity, routes
from handlers.rules.acts.clearing import Waivers, cleared
from handlers.rules.article import Clearance, Finding
from handlers.rules.routes.table import GREEN_ROWS
from handlers.rules.terms import Level

#: The rules of each case of art. 37 by its code (D37.1a … D37.6); a recommendation for any other code is a KeyError.
GREEN_RULES = {row.code: row.rules for row in GREEN_ROWS}
RECOGNITION_RULES = {
    Level.ASSISTANT: (routes.college_graduate_with_two_years, routes.bachelor_on_starting_work),
    Level.INTERMEDIATE: (routes.master_with_one_year, routes.doctor_on_starting_work),
}


def green_channel_recommendation(
    *,
    code: str,
    facts: routes.RouteFacts,
    employment: eligibility.Employment,
    discipline: eligibility.Discipline,
    waivers: Waivers = (),
) -> Clearance:
    """绿色通道推荐"""
    findings = [
        *_in_good_standing(employment, discipline),
        *(rule(facts) for rule in GREEN_RULES[code]),
        routes.exam_is_not_waived(facts),
    ]
    return cleared("绿色通道推荐", findings, waivers)


def recognition(
    *,
    facts: routes.RouteFacts,
    employment: eligibility.Employment,
    discipline: eligibility.Discipline,
    field: eligibility.Field,
    licence: eligibility.Licence,
    notice: publicity.Notice,
    dissents: publicity.Dissents,
    competence: jurisdiction.Competence,
    acquisition: titles.Acquisition,
    recognised: routes.Recognised,
    waivers: Waivers = (),
) -> Clearance:
    """认定职称"""
    findings = [
        titles.title_was_obtained_as_its_mode_says(acquisition),
        *_in_good_standing(employment, discipline),
        eligibility.work_fits_study_where_safety_demands(field),
        eligibility.qualification_is_held(licence),
        publicity.unit_notice_is_over(notice),
        publicity.unit_notice_met_no_dissent(dissents),
        routes.graduate_works_at_the_grass_roots(facts),
        _closest(facts),
        routes.recognition_is_decided_by_the_competent(competence),
        routes.recognised_title_starts_when_approved(recognised),
    ]
    return cleared("认定职称", findings, waivers)


def _in_good_standing(employment: eligibility.Employment, discipline: eligibility.Discipline) -> Iterator[Finding]:
    """What no route lifts: being in service, no exclusion, no sanction, no integrity record."""
    yield eligibility.applicant_is_not_excluded(employment)
    yield eligibility.no_severe_sanction_is_running(discipline)
    yield eligibility.no_integrity_record_is_running(discipline)
    yield eligibility.applicant_is_in_service(employment)


def _closest(facts: routes.RouteFacts) -> Finding:
    """The finding of the way to the level that is open, or of the one that lacks least."""
    ways = RECOGNITION_RULES.get(facts.career.target, RECOGNITION_RULES[Level.ASSISTANT])
    found = [rule(facts) for rule in ways]
    return min(found, key=lambda finding: (len(finding.breaches), len(finding.doubts)))


def series_transfer(*, facts: routes.RouteFacts, seniority: routes.Seniority, waivers: Waivers = ()) -> Clearance:
    """转评职称"""
    findings = [routes.a_year_in_the_new_post(facts), routes.years_are_counted_on(seniority)]
    return cleared("转评职称", findings, waivers)
