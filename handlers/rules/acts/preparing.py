"""Acts before anybody declares: committees, expert pools and the year's call (art. 10–20)."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.rules import (
    call,
    committee,
    experts,
    forming_unit,
    jurisdiction,
    powers,
    specialties,
)
from handlers.rules import registration as register
from handlers.rules.acts.clearing import Waivers, cleared
from handlers.rules.acts.declaring import SCOPE_RULES, in_force
from handlers.rules.acts.reviewing import COMPOSITION_RULES
from handlers.rules.article import Clearance, Finding

GROUND_RULES = (
    register.series_is_the_unit_s_main_one,
    register.unit_has_influence_in_its_industry,
    register.unit_has_professionals_of_the_field,
    register.unit_states_its_ability,
)
EVALUATION_RULES = (
    register.senior_committee_was_evaluated_by_both,
    register.local_committee_was_evaluated_likewise,
)
NOMINEE_RULES = (
    experts.expert_s_ethics_are_vouched_for,
    experts.expert_works_in_the_field,
    experts.expert_can_do_the_work,
)
#: What a member satisfies on entering a pool and on staying in it; the yearly pause is asked at the draw.
POOL_MEMBER_RULES = (
    committee.expert_is_not_barred,
    committee.expert_is_of_the_series,
    committee.expert_term_is_running,
    committee.expert_is_not_retired,
)
FILED_POOL_RULES = (
    committee.pool_is_filed,
    committee.pool_is_twice_the_minimum,
    committee.pool_has_a_chair_part,
)
APPROVED_POOL_RULES = (
    committee.pool_is_twice_the_minimum,
    committee.pool_has_a_chair_part,
    committee.pool_was_cleaned_this_year,
)


def _applied(
    application: register.Application,
    formation: register.Formation,
    grounds: register.Grounds,
    secretariat: register.Secretariat,
    supervising: forming_unit.Supervising,
    coverage: committee.Coverage,
    listings: tuple[specialties.Listing, ...],
) -> Iterator[Finding]:
    yield register.application_is_complete(application)
    yield register.one_unit_forms_the_committee(formation)
    yield register.only_a_senior_committee_is_split(formation)
    yield from (rule(grounds) for rule in GROUND_RULES)
    yield register.unit_has_ability_and_an_office(secretariat)
    yield register.forming_unit_sets_up_the_office(secretariat)
    yield forming_unit.forming_unit_supervises_its_committee(supervising)
    yield committee.committee_keeps_to_one_series(coverage)
    yield from (specialties.specialty_is_listed(listing) for listing in listings)


def registration_application(
    *,
    application: register.Application,
    formation: register.Formation,
    grounds: register.Grounds,
    secretariat: register.Secretariat,
    supervising: forming_unit.Supervising,
    coverage: committee.Coverage,
    listings: tuple[specialties.Listing, ...],
    waivers: Waivers = (),
) -> Clearance:
    """申请组建评委会"""
    findings = _applied(application, formation, grounds, secretariat, supervising, coverage, listings)
    return cleared("申请组建评委会", findings, waivers)


def registration(
    *,
    application: register.Application,
    formation: register.Formation,
    grounds: register.Grounds,
    secretariat: register.Secretariat,
    supervising: forming_unit.Supervising,
    coverage: committee.Coverage,
    listings: tuple[specialties.Listing, ...],
    evaluation: register.Evaluation,
    competence: jurisdiction.Competence,
    composition: committee.Composition,
    strength: register.Strength,
    pool: committee.Pool,
    pool_series: experts.PoolSeries,
    filing: committee.Filing,
    waivers: Waivers = (),
) -> Clearance:
    """核准备案评委会"""
    findings = [
        *_applied(application, formation, grounds, secretariat, supervising, coverage, listings),
        *(rule(evaluation) for rule in EVALUATION_RULES),
        jurisdiction.committee_is_filed_by_the_competent(competence),
        *(rule(composition) for rule in COMPOSITION_RULES),
        register.pool_can_seat_a_committee(strength),
        *(rule(pool) for rule in FILED_POOL_RULES),
        experts.pool_keeps_to_its_series(pool_series),
        committee.filing_lasts_three_years_at_most(filing),
    ]
    return cleared("核准备案评委会", findings, waivers)


def pool_approval(
    *,
    nominees: tuple[experts.Nominee, ...],
    members: tuple[committee.Member, ...],
    pool: committee.Pool,
    pool_series: experts.PoolSeries,
    waivers: Waivers = (),
) -> Clearance:
    """审定专家库"""
    findings = [
        *(rule(nominee) for rule in NOMINEE_RULES for nominee in nominees),
        *(rule(member) for rule in POOL_MEMBER_RULES for member in members),
        experts.pool_keeps_to_its_series(pool_series),
        *(rule(pool) for rule in APPROVED_POOL_RULES),
    ]
    return cleared("审定专家库", findings, waivers)


def pool_cleanup(
    *,
    cleanup: experts.Cleanup,
    nominees: tuple[experts.Nominee, ...],
    members: tuple[committee.Member, ...],
    reports: tuple[experts.PoolReport, ...],
    waivers: Waivers = (),
) -> Clearance:
    """清理规范专家库"""
    findings = [
        experts.cleanup_is_whole_and_signed(cleanup),
        *(rule(nominee) for rule in NOMINEE_RULES for nominee in nominees),
        *(rule(member) for rule in POOL_MEMBER_RULES for member in members),
        *(experts.pool_change_is_reported_in_time(report) for report in reports),
    ]
    return cleared("清理规范专家库", findings, waivers)


def call_publication(
    *,
    notice: call.CallNotice,
    form: call.DeclarationForm,
    standard: call.UnitStandard,
    demands: tuple[call.Demand, ...],
    fee: call.Fee,
    scopes: tuple[committee.Scope, ...],
    listings: tuple[specialties.Listing, ...],
    industry: powers.Industry,
    delegated: powers.DelegatedReview,
    filing: committee.Filing,
    waivers: Waivers = (),
) -> Clearance:
    """发布年度申报通知"""
    findings = [
        call.call_is_published_by_the_forming_unit(notice),
        call.form_suits_the_series(form),
        call.unit_standard_is_filed(standard),
        *(call.no_needless_proof_is_demanded(demand) for demand in demands),
        call.fee_has_a_legal_basis(fee),
        *(rule(scope) for rule in SCOPE_RULES for scope in scopes),
        *(specialties.specialty_is_listed(listing) for listing in listings),
        powers.industry_keeps_to_its_series(industry),
        powers.delegated_power_is_within_its_scope(delegated),
        *in_force(filing),
    ]
    return cleared("发布年度申报通知", findings, waivers)
