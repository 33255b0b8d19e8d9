"""Chapter 5. Service and supervision (art. 59–70): its rules in the law's order."""

from __future__ import annotations

from handlers.rules import call, inspection, oversight, service
from handlers.rules.article import Rules

RULES: Rules = (
    service.applicant_sees_where_the_case_is,  # A59.1
    service.result_uses_the_code_tables,  # A60.1
    service.verification_discloses_no_more_than_asked,  # A60.2
    oversight.every_supervisor_has_signed,  # A61.1
    inspection.materials_are_given_truthfully_and_in_time,  # A61.2
    oversight.applicant_s_violation_is_established,  # A62
    oversight.expert_s_violation_is_established,  # A63
    oversight.staff_violation_is_established,  # A64
    oversight.committee_s_violation_is_established,  # A65
    oversight.employer_s_violation_is_established,  # A66
    inspection.inspection_has_method_and_form,  # A67.1
    inspection.random_check_follows_a_draw,  # A67.2
    inspection.random_check_names_its_draw,  # A67.2a
    inspection.clue_is_followed_up,  # A67.3
    inspection.clue_is_disposed_of_with_reasons,  # A67.3a
    inspection.clue_is_looked_into_by_others,  # A67.3b
    inspection.referral_names_facts_and_recipient,  # A68.1
    call.fee_has_a_legal_basis,  # A69.1
    inspection.body_has_a_complaint_channel,  # A70.1
)
