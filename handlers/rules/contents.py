"""The table of contents of the law: every rule by its requirement id, in the law's order.

`check` answers one rule from facts given as JSON, for `zhiping rules check`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handlers.rules import (
    acceptance,
    channel,
    committee,
    duties,
    eligibility,
    jurisdiction,
    meeting,
    oversight,
    publicity,
)
from handlers.rules.article import Rule, lacking
from handlers.rules.facts import FactsInvalid, missing, read

__all__ = ["RULES", "FactsInvalid", "check", "listed"]


def listed(*rules: Rule[Any]) -> dict[str, Rule[Any]]:
    """The rules by id. Two rules of one id are an error."""
    table: dict[str, Rule[Any]] = {}
    for rule in rules:
        if rule.id in table:
            raise ValueError(f"{rule.id} is both {table[rule.id].name} and {rule.name}")
        table[rule.id] = rule
    return table


RULES: Mapping[str, Rule[Any]] = listed(
    channel.conduct_is_assessed,  # A4.1
    committee.committee_is_filed,  # A10.1
    committee.committee_keeps_to_one_series,  # A10.3
    jurisdiction.committee_is_filed_by_the_competent,  # A13.1
    committee.filing_lasts_three_years_at_most,  # A13.3
    committee.filing_has_not_expired,  # A13.4
    committee.title_is_within_scope,  # A15.1
    publicity.investigator_is_not_the_clerk,  # A16.6
    committee.members_are_odd,  # A17.1
    committee.one_chair_and_one_or_two_vice_chairs,  # A17.2
    committee.exactly_one_chair,  # A17.2a
    committee.series_committee_is_large_enough,  # A17.3
    committee.specialty_committee_is_large_enough,  # A17.4
    committee.smaller_size_was_consented_before_the_draw,  # A17.5
    committee.senior_committee_holds_senior_titles,  # A17.6
    committee.full_senior_committee_is_all_full_seniors,  # A17.7
    committee.half_of_associate_committee_are_full_seniors,  # A17.8
    committee.half_of_intermediate_committee_are_seniors,  # A17.9
    committee.junior_committee_holds_intermediate_titles,  # A17.10
    committee.expert_is_not_barred,  # A18.1
    committee.expert_is_of_the_series,  # A18.3
    committee.expert_term_is_running,  # A18.6
    committee.members_were_drawn_at_random,  # A19.2
    committee.pool_is_filed,  # A19.3
    committee.pool_is_twice_the_minimum,  # A19.4
    committee.pool_has_a_chair_part,  # A19.5
    committee.expert_is_not_retired,  # A19.6
    committee.pool_was_cleaned_this_year,  # A19.7
    channel.conduct_is_good,  # A21.1
    eligibility.conditions_of_the_standard_are_met,  # A21.2
    eligibility.applicant_is_in_service,  # A21.3
    eligibility.applicant_is_not_excluded,  # A21.4
    eligibility.no_severe_sanction_is_running,  # A21.5
    eligibility.foreigner_holds_a_permit,  # A21.6
    eligibility.work_fits_study_where_safety_demands,  # A21.8
    eligibility.qualification_is_held,  # A21.9
    eligibility.declared_where_the_labour_relation_is,  # A22.1
    eligibility.posted_for_a_full_year,  # A22.3
    eligibility.declares_level_by_level,  # A23.1
    eligibility.one_series_a_year_and_level,  # A23.2
    duties.withdrawn_before_forwarding,  # A23.2a
    eligibility.one_channel_a_year,  # A23.3
    eligibility.exam_is_passed_and_valid,  # A24.1
    eligibility.mapped_title_is_in_the_catalogue,  # A25.1
    eligibility.declared_within_the_window,  # A26.1
    eligibility.commitment_is_signed,  # A26.2
    channel.own_unit_checks_first,  # A27.1
    publicity.unit_notice_is_over,  # A27.2
    publicity.unit_notice_met_no_dissent,  # A27.3
    publicity.dissent_is_answered_in_writing,  # A27.3a
    channel.private_unit_checks_its_staff,  # A28.1
    channel.local_hr_checks_freelancers,  # A28.2
    channel.agency_may_check_whose_archive_it_keeps,  # A28.3
    channel.dispatch_unit_checks_with_the_using_unit,  # A28.4
    channel.every_first_checker_has_signed,  # A28.4a
    channel.own_unit_checks_contract_staff,  # A28.5
    channel.nobody_is_left_without_a_channel,  # A29.2
    channel.no_level_is_skipped,  # A30.1
    channel.it_is_this_body_s_turn,  # A30.1a
    channel.every_level_has_passed_it,  # A30.1b
    channel.non_public_files_go_to_league_or_county,  # A30.2
    channel.league_files_go_through_the_centre,  # A31.1a
    channel.department_collects_region_level_files,  # A31.1b
    channel.region_affiliated_unit_delivers_itself,  # A31.1c
    channel.local_high_committee_follows_local_rules,  # A31.2
    channel.local_files_follow_local_rules,  # A32.1
    channel.region_level_files_reach_the_office,  # A32.2
    channel.unit_recommends_in_writing,  # A33.2
    channel.checker_signs_and_answers,  # A33.3
    duties.preparer_does_not_decide,  # A33.3a
    duties.earlier_steps_were_taken,  # A33.3b
    channel.industry_department_checks_six_items,  # A33.4
    channel.hr_department_checks_three_items,  # A33.5
    publicity.roster_notice_is_over,  # A34.1
    publicity.roster_met_no_dissent,  # A34.3
    acceptance.office_has_rechecked,  # A35.1
    acceptance.correction_is_told_once_and_whole,  # A35.2
    acceptance.correction_came_in_time,  # A35.3
    acceptance.correction_is_overdue,  # A35.3a
    acceptance.procedural_defects_are_told_to_the_unit,  # A35.4
    acceptance.league_files_are_returned_through_the_centre,  # A35.5
    jurisdiction.declaration_was_accepted_before_the_vote,  # A36.0
    acceptance.refused_for_scope_only_outside_it,  # A36.1
    acceptance.refused_material_cannot_be_cured,  # A36.2
    acceptance.refused_for_lateness_only_if_late,  # A36.3
    acceptance.refusal_names_its_ground,  # A36.4
    acceptance.refusal_gives_reasons,  # A36.5
    channel.green_channel_files_go_to_its_committee,  # A37.0
    eligibility.non_public_and_a_year_in_the_region,  # A38.1
    eligibility.bachelor_with_five_years,  # A38.2
    eligibility.college_graduate_with_eight_years,  # A38.3
    eligibility.bachelor_with_twelve_years,  # A38.4
    meeting.plan_is_complete,  # A42.1
    meeting.plan_was_filed_a_week_before,  # A42.2
    meeting.review_was_consented_to,  # A42.3
    meeting.consent_is_decided_in_writing,  # A42.3a
    meeting.methods_are_recorded,  # A43.1
    meeting.chair_or_vice_chair_presides,  # A44.1
    meeting.chair_names_the_presider,  # A44.1a
    meeting.quorum_is_present,  # A44.2
    meeting.grassroots_and_outside_experts_attend,  # A44.3
    meeting.everyone_attending_has_committed,  # A44.4
    meeting.this_expert_has_committed,  # A44.4a
    committee.expert_has_paused_after_three_years,  # A44.5
    meeting.self_review_has_outside_peers,  # A44.6
    meeting.discipline_inspection_was_invited,  # A44.7
    meeting.ballot_is_secret_and_counted_once,  # A45.1
    meeting.two_thirds_of_those_attending_approve,  # A45.2
    meeting.only_those_attending_vote,  # A45.3
    meeting.expert_came_before_the_vote,  # A45.3a
    meeting.panels_have_three_members,  # A46.1
    meeting.three_experts_wrote_opinions,  # A46.2
    meeting.only_attending_experts_write,  # A46.2a
    meeting.opinions_were_presented,  # A46.3
    meeting.presider_announces,  # A47.1
    meeting.chair_or_authorised_vice_chair_signs,  # A47.2
    meeting.committee_seal_is_affixed,  # A47.3
    meeting.minutes_are_complete,  # A48.1
    meeting.relations_are_answered_and_kept,  # A50.1
    meeting.this_expert_is_not_recused,  # A50.1a
    meeting.hints_of_relations_are_handled,  # A50.2
    publicity.result_is_posted_in_time,  # A51.1
    publicity.result_notice_is_over,  # A51.2
    publicity.complaint_is_answered,  # A51.3
    jurisdiction.confirmation_papers_are_complete,  # A53.1
    jurisdiction.only_who_passed_undisputed_is_confirmed,  # A53.2
    duties.batch_was_checked_before_the_decision,  # A53.2a
    duties.refusal_of_a_result_gives_reasons,  # A53.2b
    jurisdiction.result_is_confirmed_by_the_competent,  # A53.3
    jurisdiction.extension_is_asked_in_time,  # A53.4
    jurisdiction.certificate_rests_on_a_confirmation,  # A54.1
    jurisdiction.certificate_is_sealed_by_the_competent,  # A54.2
    jurisdiction.seal_is_numbered,  # A54.2a
    jurisdiction.title_starts_when_the_committee_passed_it,  # A55.1
    eligibility.no_integrity_record_is_running,  # A72.3
    oversight.review_work_is_not_suspended,  # A78.1
)


def check(id: str, facts: Any) -> dict[str, Any]:
    """What the rule `id` says of `facts`: `{"id", "lawful", "breaches"}`, breaches as Chinese messages.

    What the rule leaves to a person (REVIEW) is not lawful by itself and says so. A missing fact is a
    breach. Raises FactsInvalid for an unknown id, an unknown or mistyped fact, an impossible date.
    """
    rule = RULES.get(id)
    if rule is None:
        raise FactsInvalid(f"没有编号为“{id}”的规则；编号形如 A45.2，见 zhiping rules")
    fact = read(rule, facts)
    messages = [lacking(name) for name in missing(rule, facts)]
    if not messages:
        finding = rule(fact)
        messages = [breach.message for breach in (*finding.breaches, *finding.doubts)]
    return {"id": id, "lawful": not messages, "breaches": messages}
