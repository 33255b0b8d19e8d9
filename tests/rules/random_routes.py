"""Random candidates for the routes of art. 37–41, near the thresholds on purpose."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from handlers.rules import routes
from handlers.rules.acquisition import AcquisitionMode
from handlers.rules.eligibility import Exam, HeldTitle
from handlers.rules.terms import AssessmentGrade, Degree, Level
from tests.rules.lawful_routes import CAREER, ON, SKILL, STANDARD

D = date
SINCE = st.one_of(
    st.none(),
    st.builds(
        lambda years, days: D(ON.year - years, ON.month, ON.day) + timedelta(days=days),
        st.sampled_from((0, 1, 2, 5, 8, 12)), st.integers(-2, 2),
    ),
)  # fmt: skip
DAYS = SINCE.map(lambda on: on or ON)
SERIES = st.sampled_from(("engineering", "accounting"))
SPECIALTIES = st.sampled_from(("造价", "道路"))

titles = st.builds(
    routes.TitleRecord, level=st.sampled_from(Level), series=SERIES, specialty=SPECIALTIES, from_on=DAYS,
    mode=st.just(AcquisitionMode.REVIEW), transferred=st.booleans(), appointed_on=SINCE,
)  # fmt: skip
letters = st.builds(
    routes.Letter, by=st.sampled_from(routes.Recommender), number=st.sampled_from(("函1", "")),
    issued_on=st.sampled_from((None, ON, ON + timedelta(days=1))),
    level=st.sampled_from((None, Level.INTERMEDIATE, Level.ASSOCIATE_SENIOR, Level.FULL_SENIOR)),
)  # fmt: skip
peers = st.builds(
    routes.PeerLetter, author=st.sampled_from(("x1", "x2", "x3")),
    level=st.sampled_from((Level.FULL_SENIOR, Level.ASSOCIATE_SENIOR)), in_service=st.booleans(),
    same_field=st.booleans(), signed_on=st.sampled_from((None, ON)),
)  # fmt: skip
talents = st.builds(
    routes.TalentCertificate, grade=st.integers(0, 8), number=st.sampled_from(("英才1", "")),
    valid_from=st.sampled_from((ON, ON + timedelta(days=1))),
    valid_to=st.sampled_from((None, ON, ON - timedelta(days=1))),
)  # fmt: skip
postdocs = st.builds(
    routes.Postdoc, entered_on=st.just(D(2023, 1, 1)), left_on=st.sampled_from((None, D(2025, 1, 1), D(2027, 1, 1))),
    stays=st.booleans(),
    achievements=st.lists(
        st.builds(
            routes.Achievement, kind=st.sampled_from(routes.StationResult), part=st.sampled_from(routes.Part),
            on=st.sampled_from((D(2022, 12, 31), D(2024, 1, 1), D(2026, 1, 1))),
        ),
        max_size=2,
    ).map(tuple),
)  # fmt: skip
skills = st.builds(
    lambda field, number: replace(SKILL, field=field, appraisal_number=number),
    st.sampled_from((None, *routes.SkilledField)), st.sampled_from(("鉴定1", "")),
)  # fmt: skip
placements = st.builds(
    routes.Placement, came_from=st.sampled_from(routes.PlacedFrom),
    placed_on=st.sampled_from((ON, ON + timedelta(days=1))), civil_servant_still=st.booleans(),
    professional=st.booleans(),
)  # fmt: skip
changes = st.builds(
    routes.PostChange, on=DAYS, series=SERIES, specialty=SPECIALTIES, appointment_demanded=st.booleans()
)
careers = st.builds(
    lambda **facts: replace(CAREER, **facts),
    target=st.sampled_from(Level), degree=st.sampled_from((None, *Degree)), graduated_on=SINCE,
    professional_from=SINCE, in_region_from=SINCE, non_public=st.booleans(),
    standard=st.sampled_from((STANDARD, STANDARD, None)),
)  # fmt: skip
exams = st.builds(
    Exam, required=st.booleans(), valid_to=st.sampled_from((None, ON, ON - timedelta(days=1))), on=st.just(ON)
)
bare = st.builds(
    routes.RouteFacts, on=st.just(ON), area=st.sampled_from(routes.Governor), green_channel=st.booleans(),
    career=careers, exam=exams, exam_replaces_review=st.booleans(),
    assessment=st.sampled_from((None, *AssessmentGrade)), earlier_declarations=st.integers(0, 1),
    letters=st.lists(letters, max_size=3).map(tuple), peers=st.lists(peers, max_size=3).map(tuple),
    breakthrough=st.sampled_from((None, *routes.Breakthrough)), platform=st.sampled_from((None, *routes.Platform)),
    technical_leader=st.booleans(), talent=st.none() | talents, associate_appointed_on=SINCE,
    postdoc=st.none() | postdocs, overseas=st.sampled_from((None, *routes.Overseas)), skill=st.none() | skills,
    placement=st.none() | placements, unit_place=st.sampled_from(routes.UnitPlace), in_unit_from=SINCE,
    close_specialty=st.booleans(), post_change=st.none() | changes, history=st.lists(titles, max_size=2).map(tuple),
)  # fmt: skip


def _with_career(facts: routes.RouteFacts) -> routes.RouteFacts:
    held = tuple(HeldTitle(title.level, title.from_on, title.series) for title in facts.history)
    return replace(facts, career=replace(facts.career, titles=held))


candidates = bare.map(_with_career)
