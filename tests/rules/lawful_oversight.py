"""One lawful fact of each kind of supervision and sanction, in the neighbourhood of the limits."""

from __future__ import annotations

from datetime import UTC, date, datetime

from handlers.rules import editions
from handlers.rules import oversight as law
from handlers.rules.jurisdiction import Authority, Belonging
from handlers.rules.terms import IntegritySubject, Level, OrganisationLevel, TitleKind

TODAY = date(2026, 9, 21)
NOON = datetime(2026, 9, 21, 4, 0, tzinfo=UTC)
EARLIER = datetime(2026, 9, 21, 3, 0, tzinfo=UTC)

#: The senior committee of a design institute, filed by the region: region HR and industry departments supervise.
FORMATION = law.Formation(law.Former.OTHER, OrganisationLevel.REGION, Authority.REGION_HR, "institute", "150100")
SUPERVISION = law.Supervision(FORMATION, law.Supervisor.REGION_HR, "region-hr", "150000")
SIGN_OFF = law.SignOff(FORMATION, (law.Supervisor.REGION_HR, law.Supervisor.REGION_INDUSTRY))

VERIFICATION = law.Verification(law.Subject.COMMITTEE, "V65.3", "2026 年未清理专家库", ("证1",), (), "p1")
APPLICANT_S = law.Verification(law.Subject.APPLICANT, "V62.2", "业绩造假", ("证2",), ("same_file",), "p1")
EXPERT_S = law.Verification(law.Subject.EXPERT, "V63.4", "未申请回避", ("证3",), (), "p1")
STAFF_S = law.Verification(law.Subject.STAFF, "V64.1", "未审核材料", ("证4",), (), "p1")
EMPLOYER_S = law.Verification(law.Subject.EMPLOYER, "V66.2", "公示三天", ("证5",), (), "p1")

ONE_ITEM = law.Counters(distinct=1, repeated=1, reminders=0, interviews=0)
TWO_ITEMS = law.Counters(distinct=2, repeated=1, reminders=1, interviews=0)
REMINDER = law.MeasureLetter(
    letter=law.Letter.REMINDER, number="提1", items=("V65.3",), orders="清理专家库", issued_on=TODAY,
    due_on=date(2026, 9, 22), counted=ONE_ITEM, lax=law.Laxity.OPEN, lax_evidence=(), stops_review=False,
)  # fmt: skip
INTERVIEW = law.MeasureLetter(
    letter=law.Letter.INTERVIEW, number="约1", items=("V65.3", "V65.8"), orders="停止评审并整改", issued_on=TODAY,
    due_on=date(2026, 10, 21), counted=TWO_ITEMS, lax=law.Laxity.LAX, lax_evidence=("投诉汇总1",), stops_review=True,
)  # fmt: skip
TAKING_BACK = law.TakingBack(issued=True, withdrawn_on=None, reason="事实有误", paper="撤回1", by="p1")
SUSPENSION = law.Suspension("约1", NOON, NOON)
LISTING = law.Listing(TODAY, (2027,))
IMPROVED = law.Rectification(
    due_on=TODAY, reported_on=TODAY, improvement=law.Improvement.IMPROVED, evidence=("核1",), checked_by="p1",
    checked_on=TODAY,
)  # fmt: skip
NOT_IMPROVED = law.Rectification(
    due_on=date(2026, 9, 20), reported_on=None, improvement=law.Improvement.NOT_IMPROVED, evidence=("核2",),
    checked_by="p1", checked_on=TODAY,
)  # fmt: skip
RESUMPTION = law.Resumption(law.Standing.SUSPENDED, law.Improvement.IMPROVED, "同1", NOON, NOON)
REVOCATION = law.Revocation(
    ground=law.RevocationGround.LADDER, counted=law.Counters(2, 1, 2, 0), improvement=law.Improvement.NOT_IMPROVED,
    evidence=("核2",), number="收1", level=Level.ASSOCIATE_SENIOR, belongs_to=Belonging.LEAGUE,
    acting=Authority.REGION_HR,
)  # fmt: skip
NON_RECOGNITION = law.NonRecognition(
    ground=law.NullityGround.EXPIRED, reviewed_on=date(2026, 6, 2), valid_from=date(2023, 6, 2),
    valid_to=date(2026, 6, 1), facts="期满次日表决", evidence=("证6",), affected=("2026-01",), number="不认1",
    level=Level.INTERMEDIATE, belongs_to=Belonging.LEAGUE, acting=Authority.LEAGUE_HR,
)  # fmt: skip

HEARD = law.PersonHeard(heard_on=TODAY, unheard_reason="", on=TODAY)
CODE_NAMED = law.CodeNamed(law.Subject.APPLICANT, "V62.4")
HEARING_CALL = law.HearingCall(law.HearingWay.ASK, True, date(2026, 9, 22), "", "", TODAY)
LENIENCY = law.Leniency(title_obtained=False, cancel_only=True, reason="初次且情节轻微")
CASE_CHECK = law.CaseCheck("推荐单位", "unit", "unit", "p1", ("p2",), "经核对原始记录，业绩不实")
CANCELLATION = law.Cancellation(
    code="V62.1", verification_number="认1", title_obtained=False, employer="unit", decided_by="unit", number="取1",
    active=("2026-1", "2026-2"), closed=("2026-1", "2026-2"), forming_unit_told=True,
    cancel_only=False, cancel_only_reason="",
)  # fmt: skip
ANNULMENT = law.Annulment(
    code="V62.2", certificate_number="证号1", recommender_verified_on=TODAY, recommender_verifier="p1",
    forming_unit_verified_on=TODAY, forming_unit_verifier="p2", decided_on=TODAY, number="撤1",
)  # fmt: skip
ANNULMENT_POWER = law.AnnulmentPower(TitleKind.ORDINARY, Level.ASSOCIATE_SENIOR, Belonging.COUNTY, Authority.REGION_HR)
UNIT_LETTER = law.UnitLetter(serious=True, reason="多次造假", letter_number="通1", suggestion="建议处分")
ENTRY = law.Entry(
    subject=IntegritySubject.APPLICANT, person="p9", code="V62.2", facts="业绩造假", basis="第七十二条",
    measure="撤销职称", decided_on=date(2026, 3, 15), effective_on=date(2026, 3, 15), ends_on=date(2029, 3, 14),
    number="撤1",
)  # fmt: skip
CORRECTION = law.Correction(
    replaces="记1", number="更1", reason="申诉成立", recorded_number="撤1", effective_on=date(2026, 3, 15),
    decided_on=date(2026, 3, 15), ends_on=None,
)  # fmt: skip
BLACKLISTING = law.Blacklisting("多次造假，情节严重", ("记1",), "黑1", Authority.REGION_HR)
READING = law.Reading(law.Reader.LEAGUE_HR, "150500", "engineering", "150521", "health", check_only=False)
DISQUALIFICATION = law.Disqualification(
    code="V63.4", forming_unit="institute", decided_by="institute", number="取2", pools=("库1", "库2"),
    left=("库2", "库1"), sessions_checked=True, unit_letter_number="通2",
)  # fmt: skip
RETURN = law.Return(date(2029, 3, 14), date(2029, 3, 15), date(2029, 3, 15))
STAFF_BAR = law.StaffBar("V64.1", "令1", "通报1", ("office.clerk", "office.chief"), ("office.clerk", "office.chief"))
ROLE_GRANT = law.RoleGrant("评委会办事机构经办", date(2029, 3, 14), date(2029, 3, 15))

EMPLOYER_MEASURE = law.EmployerMeasure(
    kind=law.EmployerKind.PUBLIC, acting=law.Corrector.FORMING_UNIT, ground="V66.2", evidence=("证5",),
    responsible=("p7",), remedy="重新公示", number="责1", issued_on=TODAY, due_on=date(2026, 9, 22),
)  # fmt: skip
CIRCULAR = law.Circular(
    kind=law.EmployerKind.PUBLIC, acting=law.Corrector.FORMING_UNIT, due_on=TODAY, reported_on=None,
    improvement=law.Improvement.OPEN, number="通报2", issued_on=date(2026, 9, 22),
)  # fmt: skip
REFERRAL = law.Referral("公安机关", "伪造证书", "第八十条", "移1", ("卷1",), holds=True)

HAPPENED = editions.Dated(date(2025, 5, 12))
CITED = editions.Cited("2025", date(2025, 5, 12))
