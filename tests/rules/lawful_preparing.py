"""Lawful facts of chapters 1 and 2: powers, specialties, registration of a committee, its pool, the year's call."""

from __future__ import annotations

from datetime import UTC, date, datetime

from handlers.rules import acquisition, call, committee, experts, forming_unit, powers, registration, specialties
from handlers.rules.jurisdiction import Authority, Belonging, Competence
from handlers.rules.terms import Basis, Level, OrganisationKind, OrganisationLevel, Tier, TitleKind

TODAY = date(2026, 9, 21)

ACQUISITION = acquisition.Acquisition(acquisition.AcquisitionMode.REVIEW, 17, date(2026, 9, 24), "")
EMPLOYER = powers.Employer(OrganisationKind.EMPLOYER, "150100", central=False, letter="")
MANAGEMENT = powers.Management("全区规则", OrganisationKind.HR, OrganisationLevel.REGION)
TERRITORY = powers.Territory(OrganisationKind.HR, OrganisationLevel.LEAGUE, "150200", "150202")
INDUSTRY = powers.Industry(OrganisationKind.INDUSTRY, ("engineering",), "engineering")
DELEGATION = powers.Delegation(
    number="下放1", delegated_by=Authority.REGION_HR, units="高等学校", posts="教学科研岗位", series=("university",),
    specialties=(), levels=(Level.ASSOCIATE_SENIOR, Level.FULL_SENIOR), area="150100",
    valid_from=date(2026, 1, 1), valid_to=date(2026, 12, 31),
)  # fmt: skip
DELEGATED = powers.DelegatedReview(
    delegated=True, delegation=DELEGATION, series="university", specialty="土木工程",
    level=Level.ASSOCIATE_SENIOR, area="150102", on=TODAY,
)  # fmt: skip
SPECIALTY_CHANGE = specialties.SpecialtyChange("数字经济", Authority.REGION_HR, "行业函1", date(2026, 1, 1))
LISTING = specialties.Listing("道路工程", date(2025, 5, 12), None, TODAY)

FORMATION = registration.Formation(("u1",), Tier.SENIOR, None)
GROUNDS = registration.Grounds("主体系列说明", "影响力说明", 120, "能力说明")
SECRETARIAT = registration.Secretariat("职改办", "u1", "u1", chiefs=1, staff=2, rules=("工作规则",))
STRENGTH = registration.Strength(
    Tier.SENIOR, None, Basis.SERIES, full_seniors=13, seniors=25, intermediates=25
)  # fmt: skip
APPLICATION = registration.Application(
    tuple(registration.SECTIONS), OrganisationLevel.REGION, Authority.REGION_HR
)  # fmt: skip
EVALUATION = registration.Evaluation(
    Tier.SENIOR, ("h1", "h2"), ("h1", "h2"), "同意", "同意", date(2026, 9, 20), date(2026, 9, 21)
)
LOCAL_EVALUATION = registration.Evaluation(
    Tier.INTERMEDIATE, ("h1",), ("h1",), "同意", "", date(2026, 9, 21), date(2026, 9, 21)
)
FILING_COMPETENCE = Competence(TitleKind.ORDINARY, Level.ASSOCIATE_SENIOR, Belonging.REGION, Authority.REGION_HR)
FILING_APPLIED = committee.Filing(date(2026, 10, 1), date(2029, 9, 30), "applying", TODAY)
ENTRY = registration.Entry(date(2026, 6, 2), date(2026, 6, 2), date(2029, 6, 1))

SUPERVISING = forming_unit.Supervising("人事处处长", "每次会议派人监督")
HOST = forming_unit.Host("u1", "u1")
MATERIALS_CHECK = forming_unit.MaterialsCheck("p1", "o1", ("u1", "o1"), TODAY)

NOMINEE = experts.Nominee("E-01", "qualified", True, date(2026, 3, 1), "身体健康，能保证时间", TODAY)
POOL_SERIES = experts.PoolSeries("engineering", ("engineering", "engineering"))
CLEANUP = experts.Cleanup(2026, experts=50, examined=50, signed_by="p1", signed_on=date(2026, 3, 1), on=TODAY)
POOL_REPORT = experts.PoolReport(date(2026, 9, 14), date(2026, 9, 20), date(2026, 9, 20), TODAY)

CALL_NOTICE = call.CallNotice(
    published_by="u1", forming_unit="u1", scope="全区工程系列副高级", materials=("业绩材料",), standard="2025-05-12",
    contact="0471-0000000", published_at=datetime(2026, 7, 1, tzinfo=UTC),
    opens_at=datetime(2026, 8, 31, 16, 0, tzinfo=UTC), closes_at=datetime(2026, 9, 30, 16, 0, tzinfo=UTC),
)  # fmt: skip
FORM = call.DeclarationForm("engineering", "engineering", ("projects",))
UNIT_STANDARD = call.UnitStandard(self_review=True, hr_number="人社备1", industry_number="教备1")
DEMAND = call.Demand("业绩证明", mandatory=True, source=call.ProofSource.REQUIRED)
FEE = call.Fee(40000, "内发改费字1号")
CALL_SCOPE = committee.Scope(
    "engineering", "道路工程", Level.ASSOCIATE_SENIOR, "engineering", (Level.ASSOCIATE_SENIOR,), Tier.SENIOR, None
)
