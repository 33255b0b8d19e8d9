"""The registration of a committee (评委会核准备案): what is applied for and how it is evaluated (A10–A14, A20).

Size, titles, pool and scope stand in `committee`; who is competent, in `jurisdiction`.
"""

from handlers.rules.registration.application import (
    CHIEFS,
    STAFF,
    Formation,
    Grounds,
    Secretariat,
    Strength,
    forming_unit_sets_up_the_office,
    one_unit_forms_the_committee,
    only_a_senior_committee_is_split,
    pool_can_seat_a_committee,
    series_is_the_unit_s_main_one,
    unit_has_ability_and_an_office,
    unit_has_influence_in_its_industry,
    unit_has_professionals_of_the_field,
    unit_states_its_ability,
)
from handlers.rules.registration.evaluation import (
    SECTIONS,
    Application,
    Entry,
    Evaluation,
    application_is_complete,
    local_committee_was_evaluated_likewise,
    result_of_a_filed_committee_enters_the_system,
    senior_committee_was_evaluated_by_both,
)

__all__ = [
    "CHIEFS",
    "SECTIONS",
    "STAFF",
    "Application",
    "Entry",
    "Evaluation",
    "Formation",
    "Grounds",
    "Secretariat",
    "Strength",
    "application_is_complete",
    "forming_unit_sets_up_the_office",
    "local_committee_was_evaluated_likewise",
    "one_unit_forms_the_committee",
    "only_a_senior_committee_is_split",
    "pool_can_seat_a_committee",
    "result_of_a_filed_committee_enters_the_system",
    "senior_committee_was_evaluated_by_both",
    "series_is_the_unit_s_main_one",
    "unit_has_ability_and_an_office",
    "unit_has_influence_in_its_industry",
    "unit_has_professionals_of_the_field",
    "unit_states_its_ability",
]
