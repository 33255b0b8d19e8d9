"""Chapter 3. Declaration and checking (art. 21–41): its rules in the law's order."""

from __future__ import annotations

from handlers.rules import (
    acceptance,
    arrangement,
    call,
    channel,
    clocks,
    duties,
    eligibility,
    intake,
    jurisdiction,
    publicity,
    routes,
)
from handlers.rules.article import Rules

RULES: Rules = (
    channel.conduct_is_good,  # A21.1
    eligibility.conditions_of_the_standard_are_met,  # A21.2
    eligibility.countable_items_reach_the_standard,  # A21.2a
    eligibility.applicant_is_in_service,  # A21.3
    eligibility.applicant_is_not_excluded,  # A21.4
    eligibility.no_severe_sanction_is_running,  # A21.5
    eligibility.foreigner_holds_a_permit,  # A21.6
    eligibility.work_fits_study_where_safety_demands,  # A21.8
    eligibility.qualification_is_held,  # A21.9
    eligibility.declared_where_the_labour_relation_is,  # A22.1
    eligibility.posted_for_a_full_year,  # A22.3
    eligibility.declares_level_by_level,  # A23.1
    routes.declared.declared_by_a_kind_that_is_open,  # A23.1a
    eligibility.one_series_a_year_and_level,  # A23.2
    duties.withdrawn_before_forwarding,  # A23.2a
    eligibility.one_channel_a_year,  # A23.3
    eligibility.exam_is_passed_and_valid,  # A24.1
    eligibility.mapped_title_is_in_the_catalogue,  # A25.1
    eligibility.declared_within_the_window,  # A26.1
    eligibility.commitment_is_signed,  # A26.2
    call.no_needless_proof_is_demanded,  # A26.3
    channel.own_unit_checks_first,  # A27.1
    publicity.unit_notice_is_over,  # A27.2
    arrangement.arrangement_is_possible,  # A27.2a
    clocks.length_is_set_the_lawful_way,  # A27.2b
    publicity.unit_notice_met_no_dissent,  # A27.3
    publicity.dissent_is_answered_in_writing,  # A27.3a
    channel.private_unit_checks_its_staff,  # A28.1
    channel.local_hr_checks_freelancers,  # A28.2
    channel.agency_may_check_whose_archive_it_keeps,  # A28.3
    channel.dispatch_unit_checks_with_the_using_unit,  # A28.4
    channel.every_first_checker_has_signed,  # A28.4a
    channel.own_unit_checks_contract_staff,  # A28.5
    intake.service_point_never_decides,  # A29.1
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
    intake.recommendation_procedure_is_on_record,  # A33.1
    channel.unit_recommends_in_writing,  # A33.2
    channel.checker_signs_and_answers,  # A33.3
    duties.preparer_does_not_decide,  # A33.3a
    duties.earlier_steps_were_taken,  # A33.3b
    channel.industry_department_checks_six_items,  # A33.4
    channel.hr_department_checks_three_items,  # A33.5
    publicity.roster_notice_is_over,  # A34.1
    intake.roster_has_the_unified_columns,  # A34.2
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
    routes.green_channel_is_for_the_six_cases,  # A37.0a
    routes.exam_is_not_waived,  # A37.0b
    routes.breakthrough_is_recommended,  # A37.1
    routes.technical_leader_is_recommended,  # A37.1b
    routes.talent_of_class_one_to_four,  # A37.2a
    routes.talent_of_class_five_or_six,  # A37.2b
    routes.talent_appointed_for_two_years,  # A37.2c
    routes.postdoc_stays_in_the_region,  # A37.3
    routes.two_peers_stand_for_lacking_education,  # A37.4
    routes.talent_from_abroad_declares_first,  # A37.5
    routes.rare_skill_is_proved_and_recommended,  # A37.6
    eligibility.non_public_and_a_year_in_the_region,  # A38.1
    eligibility.bachelor_with_five_years,  # A38.2
    eligibility.college_graduate_with_eight_years,  # A38.3
    eligibility.bachelor_with_twelve_years,  # A38.4
    routes.placed_from_civil_service_or_army,  # A39.1
    routes.graduate_works_at_the_grass_roots,  # A40.0
    routes.recognition_is_decided_by_the_competent,  # A40.0a
    routes.college_graduate_with_two_years,  # A40.1
    routes.bachelor_on_starting_work,  # A40.2
    routes.master_with_one_year,  # A40.3
    routes.doctor_on_starting_work,  # A40.4
    routes.a_year_in_the_new_post,  # A41.1
    routes.a_year_after_the_new_title,  # A41.2
    routes.years_are_counted_on,  # A41.3
)
