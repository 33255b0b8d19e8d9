"""Chapter 2. Review committees (art. 10–20): its rules in the law's order."""

from __future__ import annotations

from handlers.rules import committee, jurisdiction, publicity
from handlers.rules.article import Rules

RULES: Rules = (
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
)
