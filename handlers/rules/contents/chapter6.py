"""Chapter 6. Violations (art. 71–80), and chapter 7: the edition in force (art. 81): its rules in the law's order."""

from __future__ import annotations

from handlers.rules import editions, eligibility, oversight
from handlers.rules.article import Rules

RULES: Rules = (
    oversight.archive_records_persons,  # A71.1
    oversight.person_is_heard_before_the_decision,  # A71.1a
    oversight.hearing_is_arranged_or_excused,  # A71.1b
    oversight.case_names_an_item_of_its_catalogue,  # A71.1c
    oversight.entry_has_its_five_fields,  # A71.2
    oversight.record_is_corrected_by_a_decision,  # A71.2a
    oversight.employer_cancels_a_false_declaration,  # A72.1
    oversight.cancelling_only_is_for_the_untitled_and_reasoned,  # A72.1a
    oversight.title_is_annulled_after_two_verifications,  # A72.2
    oversight.title_is_annulled_by_the_competent,  # A72.2a
    oversight.two_bodies_verify_by_two_persons,  # A72.2b
    eligibility.no_integrity_record_is_running,  # A72.3
    oversight.record_runs_three_years_from_its_effect,  # A72.3a
    oversight.declaration_falls_with_the_record,  # A72.3b
    oversight.unit_is_told_of_a_serious_case,  # A72.4
    oversight.expert_is_disqualified_by_the_forming_unit,  # A73.1
    oversight.expert_returns_by_new_selection_only,  # A73.1a
    oversight.barred_expert_holds_no_seat,  # A73.1b
    oversight.staff_leave_title_work,  # A74.1
    oversight.barred_staff_are_given_no_role,  # A74.1a
    oversight.archive_is_read_within_its_collector_s_scope,  # A75.1
    oversight.blacklisting_rests_on_a_decision,  # A75.2
    oversight.only_a_ground_of_the_law_denies_recognition,  # A76.1
    oversight.recognition_is_denied_by_the_competent,  # A76.1a
    oversight.one_item_calls_for_a_reminder,  # A77.1
    oversight.letter_orders_rectification_by_a_day,  # A77.1a
    oversight.withdrawal_is_reasoned_and_once,  # A77.1b
    oversight.interview_answers_grave_items_and_lax_management,  # A77.2
    oversight.review_stops_by_an_interview_s_order,  # A77.2a
    oversight.review_work_is_not_suspended,  # A78.1
    oversight.rectification_is_found_by_a_person,  # A78.1a
    oversight.work_resumes_by_consent_only,  # A78.1b
    oversight.held_results_wait_for_the_supervisor,  # A78.1c
    oversight.release_is_decided_in_writing,  # A78.1d
    oversight.interviewed_committee_is_listed_for_next_year,  # A78.2
    oversight.power_is_taken_back_after_measures_without_improvement,  # A78.3
    oversight.power_is_taken_back_by_the_competent,  # A78.3a
    oversight.declaration_returns_with_the_power,  # A78.3b
    oversight.session_ends_with_the_power,  # A78.3c
    oversight.employer_is_ordered_to_put_it_right,  # A79.1
    oversight.poor_rectification_is_criticised_by_circular,  # A79.2
    oversight.agency_is_corrected_by_hr_only,  # A79.3
    oversight.agency_is_criticised_by_hr_only,  # A79.3a
    oversight.referral_for_discipline_is_recorded,  # A80.1
    oversight.referral_to_the_police_holds_the_papers,  # A80.2
    editions.case_is_judged_by_the_edition_of_its_day,  # A81.1
    editions.repealed_edition_decides_nothing,  # A81.2
)
