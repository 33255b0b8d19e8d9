"""The ways past the ladder: green channel, direct declaration, recognition, transfer (A37–A41, table d).

Eligibility asks these routes what they lift, and they ask it for the career; so eligibility is loaded first,
and nothing here imports more of it than its modules.
"""

import handlers.rules.eligibility  # noqa: F401  (before the modules below, see above)
from handlers.rules.acquisition import AcquisitionMode
from handlers.rules.routes.facts import (
    Achievement,
    Breakthrough,
    Governor,
    Letter,
    Overseas,
    Part,
    PeerLetter,
    PlacedFrom,
    Placement,
    Platform,
    PostChange,
    Postdoc,
    Recommender,
    RouteFacts,
    Skill,
    SkilledField,
    StationResult,
    TalentCertificate,
    TitleRecord,
    UnitPlace,
)
from handlers.rules.routes.inputs import inputs
from handlers.rules.routes.offers import (
    Route,
    bound,
    green_channel_is_for_the_six_cases,
    lifted,
    recommender,
    routes,
)
from handlers.rules.routes.outstanding import (
    breakthrough_is_recommended,
    exam_is_not_waived,
    rare_skill_is_proved_and_recommended,
    talent_from_abroad_declares_first,
    technical_leader_is_recommended,
)
from handlers.rules.routes.placing import (
    bachelor_on_starting_work,
    college_graduate_with_two_years,
    doctor_on_starting_work,
    graduate_works_at_the_grass_roots,
    master_with_one_year,
    placed_from_civil_service_or_army,
)
from handlers.rules.routes.start import (
    Recognised,
    recognised_title_starts_when_approved,
    recognition_is_decided_by_the_competent,
    recognition_starts_on,
)
from handlers.rules.routes.table import Panel, Sponsor
from handlers.rules.routes.talents import (
    postdoc_stays_in_the_region,
    talent_appointed_for_two_years,
    talent_of_class_five_or_six,
    talent_of_class_one_to_four,
    two_peers_stand_for_lacking_education,
)
from handlers.rules.routes.transfer import (
    Seniority,
    a_year_after_the_new_title,
    a_year_in_the_new_post,
    seniority_from,
    years_are_counted_on,
)

__all__ = [
    "Achievement",
    "AcquisitionMode",
    "Breakthrough",
    "Governor",
    "Letter",
    "Overseas",
    "Panel",
    "Part",
    "PeerLetter",
    "PlacedFrom",
    "Placement",
    "Platform",
    "PostChange",
    "Postdoc",
    "Recognised",
    "Recommender",
    "Route",
    "RouteFacts",
    "Seniority",
    "Skill",
    "SkilledField",
    "Sponsor",
    "StationResult",
    "TalentCertificate",
    "TitleRecord",
    "UnitPlace",
    "a_year_after_the_new_title",
    "a_year_in_the_new_post",
    "bachelor_on_starting_work",
    "bound",
    "breakthrough_is_recommended",
    "college_graduate_with_two_years",
    "doctor_on_starting_work",
    "exam_is_not_waived",
    "graduate_works_at_the_grass_roots",
    "green_channel_is_for_the_six_cases",
    "inputs",
    "lifted",
    "master_with_one_year",
    "placed_from_civil_service_or_army",
    "postdoc_stays_in_the_region",
    "rare_skill_is_proved_and_recommended",
    "recognised_title_starts_when_approved",
    "recognition_is_decided_by_the_competent",
    "recognition_starts_on",
    "recommender",
    "routes",
    "seniority_from",
    "talent_appointed_for_two_years",
    "talent_from_abroad_declares_first",
    "talent_of_class_five_or_six",
    "talent_of_class_one_to_four",
    "technical_leader_is_recommended",
    "two_peers_stand_for_lacking_education",
    "years_are_counted_on",
]
