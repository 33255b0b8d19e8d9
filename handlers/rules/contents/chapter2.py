"""Chapter 2. Review committees (art. 10–20): its rules in the law's order."""

from __future__ import annotations

from handlers.rules import call, committee, experts, forming_unit, jurisdiction, publicity, registration
from handlers.rules.article import Rules

RULES: Rules = (
    committee.committee_is_filed,  # A10.1
    registration.one_unit_forms_the_committee,  # A10.2
    committee.committee_keeps_to_one_series,  # A10.3
    committee.committee_reviews_its_own_level,  # A11.1
    registration.only_a_senior_committee_is_split,  # A11.2
    registration.series_is_the_unit_s_main_one,  # A12.1
    registration.unit_has_influence_in_its_industry,  # A12.2
    registration.unit_has_professionals_of_the_field,  # A12.3
    registration.pool_can_seat_a_committee,  # A12.4
    registration.unit_has_ability_and_an_office,  # A12.5
    registration.unit_states_its_ability,  # A12.5a
    jurisdiction.committee_is_filed_by_the_competent,  # A13.1
    registration.result_of_a_filed_committee_enters_the_system,  # A13.2
    committee.filing_lasts_three_years_at_most,  # A13.3
    committee.filing_has_not_expired,  # A13.4
    registration.application_is_complete,  # A14.1
    registration.senior_committee_was_evaluated_by_both,  # A14.2
    registration.local_committee_was_evaluated_likewise,  # A14.3
    committee.title_is_within_scope,  # A15.1
    forming_unit.forming_unit_supervises_its_committee,  # A16.1
    call.call_is_published_by_the_forming_unit,  # A16.2
    forming_unit.materials_are_checked_by_the_forming_unit,  # A16.3
    forming_unit.forming_unit_convenes_the_meeting,  # A16.4
    forming_unit.forming_unit_publicises_the_results,  # A16.5
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
    experts.expert_s_ethics_are_vouched_for,  # A18.2
    committee.expert_is_of_the_series,  # A18.3
    experts.expert_works_in_the_field,  # A18.4
    experts.expert_can_do_the_work,  # A18.5
    committee.expert_term_is_running,  # A18.6
    experts.pool_keeps_to_its_series,  # A19.1
    committee.members_were_drawn_at_random,  # A19.2
    committee.pool_is_filed,  # A19.3
    committee.pool_is_twice_the_minimum,  # A19.4
    committee.pool_has_a_chair_part,  # A19.5
    committee.expert_is_not_retired,  # A19.6
    committee.pool_was_cleaned_this_year,  # A19.7
    experts.cleanup_is_whole_and_signed,  # A19.7a
    experts.pool_change_is_reported_in_time,  # A19.8
    registration.forming_unit_sets_up_the_office,  # A20.1
)
