"""One lawful fact of each kind of what follows a review or accompanies it (art. 29–70)."""

from __future__ import annotations

from datetime import UTC, date, datetime

from handlers.rules import archive, commission, inspection, intake, recheck, reconfirmation, secrecy, service
from handlers.rules.jurisdiction import Authority, Belonging
from handlers.rules.lots import commitment
from handlers.rules.meeting import Tally
from handlers.rules.roles import Role
from handlers.rules.terms import Level, OrganisationKind, TitleKind

INTAKE = intake.Intake(True, "150100", "150102", decides=False, handed_to=OrganisationKind.HR)
PROCEDURE = intake.ProcedureDocument("推荐办法1", 2026, 2026, "公开、民主、平等、择优")
ROSTER = intake.Roster(intake.ROSTER_COLUMNS, lines=3, unmasked=0)

RECHECK = recheck.Request("p1", "p1", date(2026, 9, 24), ("签到表复印件",), (recheck.Matter.TALLY,))
REPLY = recheck.Reply(accepted=True, reason="")
RECHECK_ANSWER = recheck.Answer(
    disputed=(recheck.Matter.PROCEDURE, recheck.Matter.TALLY),
    rechecked=(recheck.Matter.PROCEDURE, recheck.Matter.TALLY),
    result=recheck.Result.UPHELD, text="经核对无误", answered_on=date(2026, 10, 20), due_on=date(2026, 10, 20),
)  # fmt: skip
TALLY_CORRECTION = recheck.TallyCorrection(11, Tally(17, 12), ("p5", "p6"), "更正1")
REVOTE = recheck.Revote(
    ground=recheck.VoidGround.TECHNICAL_FAULT, facts="投票中断", decision_number="决定1",
    decided_by_presider=True, ordered_in_recheck=False, forming_unit_agrees=False, filing_authority_agrees=False,
    earlier_revotes=0, old_ballots_sealed=True,
)  # fmt: skip
LATER_REVOTE = recheck.Revote(
    ground=recheck.VoidGround.UNDISCLOSED_RELATION, facts="未申报亲属关系", decision_number="决定2",
    decided_by_presider=False, ordered_in_recheck=True, forming_unit_agrees=True, filing_authority_agrees=True,
    earlier_revotes=0, old_ballots_sealed=True,
)  # fmt: skip

OUTGOING = commission.Outgoing(
    TitleKind.ORDINARY, Level.INTERMEDIATE, Belonging.LEAGUE, regional_committees=0, checked_number="审1",
    issued_by=Authority.LEAGUE_HR, letter_number="委1", committee="北京市评委会",
)  # fmt: skip
COMMISSIONED = commission.CommissionedResult(True, "委1", date(2026, 6, 1), date(2026, 6, 1))
INCOMING = commission.Incoming(
    Level.ASSOCIATE_SENIOR, Belonging.LEAGUE, Authority.REGION_HR, "同意1", "函1", "准1", "工程系列办公室"
)

FOREIGN_TITLE = reconfirmation.ForeignTitle(reconfirmation.Verification.UNVERIFIABLE, "查询1", new_certificate=True)
RECONFIRMATION = reconfirmation.Reconfirmation(
    Level.INTERMEDIATE, Belonging.LEAGUE, Authority.LEAGUE_HR, ("E1", "E2", "E3"), "同意确认", "确1"
)

KEEPING = archive.Keeping(
    "M-1", archive.RecordKind.MATERIAL, closed_on=date(2026, 9, 24), confirmed_on=date(2026, 11, 2),
    dispute_ended_on=None, hold_lifted_on=None, confirmation_pending=False, open_dispute=False, on_hold=False,
)  # fmt: skip
DESTRUCTION = archive.Destruction((KEEPING,), "p1", ("p2", "p3"), "销1", "保存期满", "粉碎", date(2027, 11, 3))
FORM_RETURN = archive.FormReturn(
    ("unit", "county", "league", "office"), ("office", "league", "county", "unit"),
    review_ended_on=date(2026, 9, 24), sent_on=date(2026, 11, 10), received_on=date(2026, 11, 20), receipt="签收1",
)  # fmt: skip
TRACE = archive.Trace(rows=120, faults=0)

BODIES = tuple(f"评{n:02}" for n in range(43))
SEED = "5f0c"
SPOT_DRAW = inspection.SpotDraw(BODIES, 10, SEED, commitment(SEED.encode()), inspection.spot_draw(BODIES, 10, SEED))
INSPECTION = inspection.Inspection(
    inspection.InspectionMethod.RANDOM_CHECK, (inspection.InspectionForm.DOCUMENT_REVIEW,), "hr", "b1", "查1", "抽1"
)
MATERIAL_REQUEST = inspection.MaterialRequest(
    date(2026, 9, 1), date(2026, 9, 15), date(2026, 9, 15), refused=False, false_finding="", on=date(2026, 9, 21)
)
CLUE = inspection.Clue(inspection.ClueSource.MEDIA, "反映评审收费", None, date(2026, 9, 21), date(2026, 9, 21))
DISPOSAL = inspection.Disposal(
    inspection.Disposition.BACK_CHECK, "反映具体", "p8", "b1", date(2026, 9, 21), date(2026, 9, 21)
)
HANDLING = inspection.Handling("p8", "hr", ("b1", "p9"))
REFERRAL = inspection.Referral(
    inspection.Recipient.POLICE, inspection.Abuse.FAKE_CERTIFICATE, "贩卖假证", ("截图",), "移1"
)
COMPLAINT_CHANNEL = inspection.ComplaintChannel("工程系列办公室", ("12333",), receipt=True, confidential=True)

ACCESS = secrecy.Access(
    at=datetime(2026, 9, 21, 2, 0, tzinfo=UTC), opened_at=datetime(2026, 9, 21, 0, 0, tzinfo=UTC),
    ended_at=None, address="10.20.0.7", networks=("10.20.0.0/24",),
)  # fmt: skip
READING = secrecy.Reading(Role.OFFICE_CHIEF, own=False, meeting_over=False, reason="")
OPENED_FILES = secrecy.OpenedFiles(199)

PROGRESS = service.Progress("逐级上报", "赤峰市人社局", ("status", "holder", "since"))
RESULT_ROW = service.ResultRow(
    series="engineering", known_series=frozenset({"engineering", "health"}), level="associate_senior",
    title_kind="ordinary", passed_on=date(2026, 9, 24), starts_on=date(2026, 9, 24),
    confirmation_number="确1", certificate_number="NM20260000001", standing="valid",
)  # fmt: skip
ENQUIRY = service.Enquiry("ABCDEFGHJKLMNPQRSTUV", name_fits=True, shown=service.ANSWER)
