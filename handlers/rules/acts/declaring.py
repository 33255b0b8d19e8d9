"""Acts from submission to acceptance (chapter 3)."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.rules import acceptance as office
from handlers.rules import channel, committee, editions, eligibility, forming_unit, oversight, publicity
from handlers.rules.acts.clearing import Waivers, cleared
from handlers.rules.article import Clearance, Finding
from handlers.rules.routes import declared
from handlers.rules.terms import DeclarationKind
from handlers.rules.workdays import local_date


def in_force(filing: committee.Filing) -> Iterator[Finding]:
    """What every act of a committee demands of its filing."""
    yield committee.committee_is_filed(filing)
    yield committee.filing_lasts_three_years_at_most(filing)
    yield committee.filing_has_not_expired(filing)
    yield oversight.review_work_is_not_suspended(filing)


SCOPE_RULES = (
    committee.committee_reviews_its_own_level,
    committee.title_is_within_scope,
)


def submission(
    *,
    kind: DeclarationKind,
    candidacy: eligibility.Candidacy,
    window: eligibility.Window,
    commitment: eligibility.CommitmentLetter,
    claims: eligibility.Claims,
    channels: eligibility.Channels,
    scope: committee.Scope,
    filing: committee.Filing,
    waivers: Waivers = (),
) -> Clearance:
    """提交申报"""
    way = declared.Way(kind, candidacy.routes)
    findings = [
        editions.case_is_judged_by_the_edition_of_its_day(editions.Dated(local_date(window.now))),
        *eligibility.assess(candidacy).findings,
        eligibility.declared_within_the_window(window),
        eligibility.commitment_is_signed(commitment),
        eligibility.one_series_a_year_and_level(claims),
        eligibility.one_channel_a_year(channels),
        *(rule(scope) for rule in SCOPE_RULES),
        *in_force(filing),
        declared.declared_by_a_kind_that_is_open(way),
        *declared.lacking_on_the_way(way),
    ]
    return cleared("提交申报", eligibility.in_order(findings), waivers)


FIRST_CHECK_RULES = (
    channel.own_unit_checks_first,
    channel.private_unit_checks_its_staff,
    channel.local_hr_checks_freelancers,
    channel.agency_may_check_whose_archive_it_keeps,
    channel.dispatch_unit_checks_with_the_using_unit,
    channel.own_unit_checks_contract_staff,
    channel.nobody_is_left_without_a_channel,
)

ROUTE_RULES = (
    channel.no_level_is_skipped,
    channel.non_public_files_go_to_league_or_county,
    channel.league_files_go_through_the_centre,
    channel.department_collects_region_level_files,
    channel.region_affiliated_unit_delivers_itself,
    channel.local_high_committee_follows_local_rules,
    channel.local_files_follow_local_rules,
    channel.region_level_files_reach_the_office,
    channel.green_channel_files_go_to_its_committee,
)


def first_check_assignment(*, choice: channel.FirstCheckChoice, waivers: Waivers = ()) -> Clearance:
    """确定初审单位"""
    return cleared("确定初审单位", [rule(choice) for rule in FIRST_CHECK_RULES], waivers)


def unit_check(*, check: channel.Check, conduct: channel.Conduct, waivers: Waivers = ()) -> Clearance:
    """单位审核"""
    findings = [
        channel.checker_signs_and_answers(check),
        channel.conduct_is_assessed(conduct),
        channel.conduct_is_good(conduct),
    ]
    return cleared("单位审核", findings, waivers)


def unit_publicity_closing(*, notice: publicity.Notice, waivers: Waivers = ()) -> Clearance:
    """结束单位公示"""
    return cleared("结束单位公示", [publicity.unit_notice_is_over(notice)], waivers)


def dissent_decision(*, handled: publicity.DissentHandling, waivers: Waivers = ()) -> Clearance:
    """处理异议"""
    return cleared("处理异议", [publicity.dissent_is_answered_in_writing(handled)], waivers)


def _recommended(
    letter: channel.RecommendationLetter,
    signatures: channel.FirstCheckSignatures,
    notice: publicity.Notice,
    dissents: publicity.Dissents,
) -> Iterator[Finding]:
    yield channel.every_first_checker_has_signed(signatures)
    yield publicity.unit_notice_is_over(notice)
    yield publicity.unit_notice_met_no_dissent(dissents)
    yield channel.unit_recommends_in_writing(letter)


def unit_recommendation(
    *,
    letter: channel.RecommendationLetter,
    signatures: channel.FirstCheckSignatures,
    notice: publicity.Notice,
    dissents: publicity.Dissents,
    waivers: Waivers = (),
) -> Clearance:
    """单位推荐"""
    return cleared("单位推荐", _recommended(letter, signatures, notice, dissents), waivers)


def routing(
    *,
    routing: channel.Routing,
    letter: channel.RecommendationLetter,
    signatures: channel.FirstCheckSignatures,
    notice: publicity.Notice,
    dissents: publicity.Dissents,
    waivers: Waivers = (),
) -> Clearance:
    """确定申报渠道"""
    findings = [*_recommended(letter, signatures, notice, dissents), *(rule(routing) for rule in ROUTE_RULES)]
    return cleared("确定申报渠道", findings, waivers)


def level_check(
    *,
    check: channel.Check,
    turn: channel.Turn,
    industry: channel.Checklist | None = None,
    hr: channel.Checklist | None = None,
    waivers: Waivers = (),
) -> Clearance:
    """逐级审核"""
    if industry is None and hr is None:
        raise TypeError("a level's check needs the checklist of its body")
    findings = [channel.it_is_this_body_s_turn(turn), channel.checker_signs_and_answers(check)]
    if industry is not None:
        findings.append(channel.industry_department_checks_six_items(industry))
    if hr is not None:
        findings.append(channel.hr_department_checks_three_items(hr))
    return cleared("逐级审核", findings, waivers)


def roster_publicity_closing(*, notice: publicity.Notice, waivers: Waivers = ()) -> Clearance:
    """结束花名册公示"""
    return cleared("结束花名册公示", [publicity.roster_notice_is_over(notice)], waivers)


def _reported(journey: channel.Journey, roster: publicity.Notice, dissents: publicity.Dissents) -> Iterator[Finding]:
    yield channel.every_level_has_passed_it(journey)
    yield publicity.roster_notice_is_over(roster)
    yield publicity.roster_met_no_dissent(dissents)


def upward_report(
    *,
    journey: channel.Journey,
    roster: publicity.Notice,
    dissents: publicity.Dissents,
    waivers: Waivers = (),
) -> Clearance:
    """上报材料"""
    return cleared("上报材料", _reported(journey, roster, dissents), waivers)


def acceptance(
    *,
    check: office.OfficeCheck,
    scope: committee.Scope,
    filing: committee.Filing,
    candidacy: eligibility.Candidacy,
    window: eligibility.Window,
    letter: channel.RecommendationLetter,
    signatures: channel.FirstCheckSignatures,
    unit_notice: publicity.Notice,
    unit_dissents: publicity.Dissents,
    journey: channel.Journey,
    roster: publicity.Notice,
    roster_dissents: publicity.Dissents,
    materials: forming_unit.MaterialsCheck,
    waivers: Waivers = (),
) -> Clearance:
    """受理申报"""
    findings = [
        forming_unit.materials_are_checked_by_the_forming_unit(materials),
        office.office_has_rechecked(check),
        *(rule(scope) for rule in SCOPE_RULES),
        *in_force(filing),
        *eligibility.assess(candidacy).findings,
        eligibility.declared_within_the_window(window),
        *_recommended(letter, signatures, unit_notice, unit_dissents),
        *_reported(journey, roster, roster_dissents),
    ]
    return cleared("受理申报", findings, waivers)


def correction(*, notice: office.CorrectionNotice, waivers: Waivers = ()) -> Clearance:
    """告知补正"""
    findings = [
        office.correction_is_told_once_and_whole(notice),
        office.procedural_defects_are_told_to_the_unit(notice),
        office.league_files_are_returned_through_the_centre(notice),
    ]
    return cleared("告知补正", findings, waivers)


def correction_answer(*, answer: office.Answer, waivers: Waivers = ()) -> Clearance:
    """提交补正"""
    return cleared("提交补正", [office.correction_came_in_time(answer)], waivers)


def non_acceptance(*, refusal: office.Refusal, waivers: Waivers = ()) -> Clearance:
    """不予受理"""
    findings = [
        office.refusal_names_its_ground(refusal),
        office.refused_for_scope_only_outside_it(refusal),
        office.refused_material_cannot_be_cured(refusal),
        office.refused_for_lateness_only_if_late(refusal),
        office.refusal_gives_reasons(refusal),
    ]
    return cleared("不予受理", findings, waivers)


def abandonment(*, answer: office.Answer, waivers: Waivers = ()) -> Clearance:
    """视为放弃申报"""
    return cleared("视为放弃申报", [office.correction_is_overdue(answer)], waivers)
