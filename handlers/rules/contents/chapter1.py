"""Chapter 1. General provisions (art. 1–9): its rules in the law's order."""

from __future__ import annotations

from handlers.rules import acquisition, call, channel, oversight, powers, specialties, tiers
from handlers.rules.article import Rules

RULES: Rules = (
    acquisition.title_was_obtained_as_its_mode_says,  # A2.2
    powers.employer_is_of_the_region,  # A3.1
    channel.conduct_is_assessed,  # A4.1
    call.form_suits_the_series,  # A4.2
    powers.region_matters_are_the_region_s,  # A5.1
    powers.local_hr_keeps_to_its_area,  # A5.2
    powers.industry_keeps_to_its_series,  # A5.3
    powers.delegated_power_is_within_its_scope,  # A5.4
    oversight.region_supervises_what_it_filed,  # A6.1
    oversight.locality_supervises_what_it_filed,  # A6.2
    oversight.supervisor_is_of_the_area,  # A6.2a
    oversight.hr_committee_is_supervised_one_level_up,  # A6.3
    oversight.supervisor_did_not_form_the_committee,  # A6.3a
    oversight.industry_committee_has_two_supervisors,  # A6.4
    tiers.standard_rests_on_the_one_above,  # A7.1
    tiers.region_standard_is_the_region_s,  # A7.2
    tiers.unit_standard_is_an_authorised_unit_s,  # A7.2a
    call.unit_standard_is_filed,  # A7.3
    tiers.no_condition_is_laxer_than_above,  # A7.4
    tiers.exception_names_its_policy,  # A7.5
    specialties.specialty_is_set_up_by_the_region,  # A8.1
    specialties.specialty_is_listed,  # A8.2
    powers.delegation_is_recorded_with_its_scope,  # A9.1
)
