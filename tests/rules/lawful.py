"""One lawful fact of each kind: the neighbourhood in which tests change one number at a time."""

from __future__ import annotations

from datetime import UTC, date, datetime

from handlers.rules import (
    acceptance,
    channel,
    clocks,
    committee,
    eligibility,
    jurisdiction,
    meeting,
    oversight,
    publicity,
)
from handlers.rules.jurisdiction import Authority, Belonging
from handlers.rules.terms import (
    AssessmentGrade,
    Basis,
    Degree,
    EmploymentKind,
    Level,
    OrganisationKind,
    OrganisationLevel,
    Tier,
    TitleKind,
)
from tests.rules.lawful_standards import ENGINEERING

TODAY = date(2026, 9, 21)
NOON = datetime(2026, 9, 21, 4, 0, tzinfo=UTC)

FILING = committee.Filing(date(2025, 6, 1), date(2028, 5, 31), "active", TODAY)
COVERAGE = committee.Coverage(Basis.SERIES, ("engineering",), green_channel=False)
SCOPE = committee.Scope(
    "engineering", "道路工程", Level.ASSOCIATE_SENIOR, "engineering", (Level.ASSOCIATE_SENIOR,), Tier.SENIOR, None
)
COMPOSITION = committee.Composition(
    tier=Tier.SENIOR, sub_level=None, basis=Basis.SERIES, judges_full_seniors=False,
    members=25, full_seniors=13, seniors=25, intermediates=25, chairs=1, vice_chairs=2, drawn_on=TODAY,
)  # fmt: skip
POOL = committee.Pool(Tier.SENIOR, Basis.SERIES, usable=50, chairs=3, cleaned_on=date(2026, 3, 1), on=TODAY, filed=True)
MEMBER = committee.Member(
    code="E-01", series="engineering", committee_series="engineering",
    term_from=date(2026, 1, 1), term_to=date(2028, 12, 31), retired_on=None, scarce=False,
    barred_to=None, years_served=(2022, 2024, 2025), on=TODAY,
)  # fmt: skip
DRAW = committee.Draw("seed", "hash", "hash", 0)

EMPLOYMENT = eligibility.Employment(
    EmploymentKind.INSTITUTION, date(2015, 7, 1), None, retired_on=None, permit_to=None, on=TODAY
)
DISCIPLINE = eligibility.Discipline(EmploymentKind.INSTITUTION, (), None, TODAY)
FIELD = eligibility.Field(safety_series=False, major_fits=False)
LICENCE = eligibility.Licence(required=False, held=False, valid_to=None, on=TODAY)
PLACES = eligibility.Places(non_public=False, contract_area=None, insurance_area=None, declared_area="150100")
CAREER = eligibility.Career(
    series="engineering", target=Level.ASSOCIATE_SENIOR, degree=Degree.BACHELOR,
    graduated_on=date(2010, 7, 1), professional_from=date(2010, 8, 1), in_region_from=date(2010, 8, 1),
    non_public=False, probation=AssessmentGrade.QUALIFIED,
    titles=(eligibility.HeldTitle(Level.INTERMEDIATE, date(2020, 12, 31), "engineering"),),
    counted_to=date(2026, 12, 31), standard=ENGINEERING, counts=None,
)  # fmt: skip
EXAM = eligibility.Exam(required=False, valid_to=None, on=TODAY)
CANDIDACY = eligibility.Candidacy(EMPLOYMENT, DISCIPLINE, FIELD, LICENCE, PLACES, CAREER, EXAM)
WINDOW = eligibility.Window(
    published_at=datetime(2026, 7, 1, tzinfo=UTC),
    opens_at=datetime(2026, 8, 31, 16, 0, tzinfo=UTC),
    closes_at=datetime(2026, 9, 30, 16, 0, tzinfo=UTC),
    now=NOON,
)
COMMITMENT = eligibility.CommitmentLetter("2026-1", "2026-1")
CLAIMS = eligibility.Claims(2026, Level.ASSOCIATE_SENIOR, ())
CHANNELS = eligibility.Channels("own", (), ())

ENGAGEMENT = channel.Engagement(
    EmploymentKind.INSTITUTION, employed=True, archived_at_agency=False, posted_a_year=False
)
CHOICE = channel.FirstCheckChoice(ENGAGEMENT, channel.Body.OWN_UNIT, joint=False, bodies=1)
CHECK = channel.Check("p1", "p1", ("p0",), "approve", "情况属实", TODAY, TODAY, "用印1")
CONDUCT = channel.Conduct("qualified", "approve")
SIGNATURES = channel.FirstCheckSignatures(("u1",), ("u1",))
LETTER = channel.RecommendationLetter("民主推荐", "符合", "无异议", True, "p2", "用印2", TODAY, TODAY)
ORIGIN = channel.Origin(
    tier=Tier.SENIOR, committee_at=channel.Site.REGION, unit_level=OrganisationLevel.COUNTY,
    direct_unit=False, direct_reporting=False, self_review=False, non_public=False,
    acts_as_league=False, green_channel=False, entrusted=False,
)  # fmt: skip
COUNTY_HOPS = (
    channel.Hop(OrganisationKind.INDUSTRY, OrganisationLevel.COUNTY, False),
    channel.Hop(OrganisationKind.HR, OrganisationLevel.COUNTY, False),
    channel.Hop(OrganisationKind.HR, OrganisationLevel.LEAGUE, True),
)
ROUTING = channel.Routing(ORIGIN, 1, COUNTY_HOPS, via_centre=True)
TURN = channel.Turn("b1", "b1")
INDUSTRY_LIST = channel.Checklist("approve", tuple(channel.INDUSTRY_ITEMS))
HR_LIST = channel.Checklist("approve", tuple(channel.HR_ITEMS))
JOURNEY = channel.Journey(("b1", "b2"), ("b1", "b2"))

NOTICE = publicity.Notice(date(2026, 9, 14), date(2026, 9, 20), 5, True, NOON)
DISSENTS = publicity.Dissents(0, 0)
HANDLING = publicity.DissentHandling("p3", "applicant", "rejected", "经核实不属实")
POSTING = publicity.Posting(date(2026, 9, 24), date(2026, 10, 9), date(2026, 10, 9))
INVESTIGATION = publicity.Investigation("p4", "p5", ("p6",), "已调查", "不属实", date(2026, 10, 30), date(2026, 10, 30))

OFFICE_CHECK = acceptance.OfficeCheck(tuple(acceptance.CHECKLIST), "同意受理", False, NOON)
CORRECTION = acceptance.CorrectionNotice(
    addressee="applicant", items=("缺少业绩证明",), delivered_on=date(2026, 9, 14), due_on=date(2026, 9, 20),
    workdays=5, earlier=0, arose_from="", league_file=False, via_centre=False,
)  # fmt: skip
ANSWER = acceptance.Answer(date(2026, 9, 21), NOON, NOON)
REFUSAL = acceptance.Refusal("A36.1", "专业不在范围", "", within_scope=False, in_time_and_order=True)

PLAN = meeting.Plan("申报60人", date(2026, 10, 20), "会议室", "按专业", "程序", "措施", 40, 25)
PLAN_FILING = meeting.PlanFiling(date(2026, 10, 13), date(2026, 10, 20))
CONSENT = meeting.Consent("备案1", datetime(2026, 9, 15, tzinfo=UTC), "c", "c", "s", "s", TODAY, TODAY, NOON)
CONSENT_DECISION = meeting.ConsentDecision("agree", "备案1", "")
METHODS = meeting.Methods(("review",), ())
APPOINTMENT = meeting.Appointment("chair", "vice_chair", False)
PRESIDER = meeting.Presider("chair", True)
MEETING = meeting.Meeting(25, 17, 17)
MIX = meeting.Mix(1, 1, False, 0)
OBSERVATION = meeting.Observation(datetime(2026, 9, 15, tzinfo=UTC), NOON)
ATTENDEE = meeting.Attendee(
    seated=True, attending=True, committed=True, relations_answered=True, recused=False, vote_opened=False
)
SEAT_BAR = oversight.SeatBar("E-01", date(2026, 9, 20), TODAY)
WRITING = meeting.Writing(True, "同意晋升")
RECUSALS = meeting.Recusals(0, 0, 0)
OPINIONS = meeting.Opinions("2026-00001", None, 3, True)
PANEL_OPINIONS = meeting.Opinions("2026-00001", 3, 1, True)
ROLL = meeting.Roll(17, 17, 0)
BOX = meeting.BallotBox(True, False, 17, 17)
TALLY = meeting.Tally(17, 12)
ANNOUNCEMENT = meeting.Announcement("e1", "e1", "vice_chair", True)
SIGNATURE = meeting.Signature("chair", True, False, True)
SEAL = meeting.Seal("章1")
MINUTES = meeting.Minutes(tuple(meeting.SECTIONS), True)

COMPETENCE = jurisdiction.Competence(TitleKind.ORDINARY, Level.ASSOCIATE_SENIOR, Belonging.LEAGUE, Authority.REGION_HR)
PAPERS = jurisdiction.Papers("核1", "公1", "承1", date(2026, 9, 24), date(2026, 10, 26), None, date(2026, 10, 26))
EXTENSION = jurisdiction.ExtensionRequest("举报未结", date(2026, 10, 23), date(2026, 10, 26), date(2026, 11, 20))
STANDING = jurisdiction.Standing(True, True, 0, 0, None, TODAY)
ACCEPTED = jurisdiction.Accepted(datetime(2026, 9, 1, tzinfo=UTC), NOON)
HOLD = oversight.Hold("suspended", NOON, NOON)
ISSUE = jurisdiction.Issue("确1", True, date(2026, 9, 24), date(2026, 9, 24))
SEALING = jurisdiction.Sealing("章2", True)
SETTING = clocks.Setting("T06", 7)
