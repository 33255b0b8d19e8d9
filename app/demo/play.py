"""The season from the first draft to the last certificate."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from app.demo.answers import submission
from app.demo.callers import Caller, Refusal, Server
from app.demo.ledger import Entry, Ledger
from app.demo.meeting import Meeting
from app.demo.reckoning import reckon
from app.demo.work import Days, Office, morning, raise_objection

OBJECTED = {"dissent_rejected": "publicity.post_unit", "dissent_upheld": "publicity.post_unit"}
CONFIRMERS = ("hr_clerk", "confirmation_officer", "seal_officer")
COMPLAINED = ("complaint_rejected", "complaint_upheld")
CONFIRMING: dict[str, dict[str, Any]] = {
    "publicity.post_result": {"place": "https://example.invalid/results"},
    "confirmation.submit": {
        "choice": "submit", "report_number": "演练核报1号", "publicity_report_number": "演练公报1号",
        "commitment_number": "演练承诺1号",
    },
    "confirmation.check": {"text": "材料齐全，程序合规"},
    "confirmation.decide": {"number": "演练确认〔1〕号"},
    "certificate.seal": {"seal_number": "演练电子印章1号"},
}  # fmt: skip


def play(url: str, declarations: int, seed: int, *, quiet: bool) -> dict[str, Any]:
    """Play the season against the server at `url`; answers its figures."""
    tell: Callable[[str], object] = (lambda text: None) if quiet else (lambda text: print(text, file=sys.stderr))
    server = Server(url)
    try:
        days = Days(server)
        days.move_to(morning(first_day(days.today + timedelta(days=1))))
        season = server.ask("POST", "/sandbox/season", body={"declarations": declarations, "seed": seed})
        offices = {call["id"]: call["office"] for call in season["calls"]}
        office = Office(server, Ledger(season["claims"]), days, offices)
        tell(f"{days.today} 第{season['season']}演练季：{declarations} 人申报")
        declare(office, datetime.fromisoformat(season["closes_at"]))
        tell(f"{days.today} 申报截止，逐级审核")
        go_up(office)
        tell(f"{days.today} 受理 {office.ledger.marked('accepted')} 人，筹备评审会议")
        review(office, season["calls"], seed)
        tell(f"{days.today} 评审结束，公示与核准")
        conclude(office, season["calls"])
        tell(f"{days.today} 演练季结束，与记录核对")
        figures, faults = reckon(server, office)
        for fault in faults:
            print(f"与记录不符：{fault}", file=sys.stderr)
        return figures
    finally:
        server.close()


def first_day(day: date) -> date:
    """The first day from which the season's draw falls in the same year: pools are cleaned yearly (A19.7)."""
    return day if (day.month, day.day) <= (11, 28) else date(day.year + 1, 1, 4)


def declare(office: Office, closes_at: datetime) -> None:
    """Everybody drafts; all but the late hand in while the window is open."""
    for entry in office.ledger.entries:
        draft(office, entry)
        if entry.story != "late":
            hand_in(office, entry)
    office.finish(done=object_to(office))
    office.days.move_to(closes_at + timedelta(hours=9))
    for entry in office.ledger.entries:
        if entry.story == "late":
            hand_in(office, entry)


def draft(office: Office, entry: Entry) -> None:
    """Begin a declaration."""
    caller = office.company.one(entry.username, "applicant")
    answers = {"call": entry.call, "level": entry.level, "specialty": entry.specialty}
    started = caller.start("declaration", answers)
    entry.subject, entry.number = started["subject"], started["result"]["number"]
    (entry.submit_task,) = started["next"]


def submit(office: Office, entry: Entry) -> None:
    """Send the form in. Raises Refusal with what the law has against it."""
    caller = office.company.one(entry.username, "applicant")
    caller.complete(entry.submit_task, submission(entry, caller.open(entry.submit_task)))


def hand_in(office: Office, entry: Entry) -> None:
    """Submit; what the law refuses is written down with its articles."""
    try:
        submit(office, entry)
        office.wake(entry)
    except Refusal as refusal:
        for breach in refusal.breaches:
            entry.refuse(breach["id"], breach["message"])


def object_to(office: Office) -> Callable[[Entry, str, dict[str, Any]], None]:
    """Somebody objects as soon as a notice of whom the story says so hangs."""

    def after(entry: Entry, form: str, completed: dict[str, Any]) -> None:
        if OBJECTED.get(entry.story) == form and entry.once("objected"):
            raise_objection(office, entry, completed["result"]["publicity"], "申报人的业绩情况与实际不符，请核实。")

    return after


def go_up(office: Office) -> None:
    """First check, notices, reporting, re-check and corrections, until every file has come to rest."""
    while (concerned := office.days.next()) is not None:
        for entry in concerned:
            office.wake(entry)
        office.finish(done=object_to(office))


def review(office: Office, calls: list[dict[str, Any]], seed: int) -> None:
    """A meeting for every call with accepted declarations; a vice chair presides over the last."""
    called = [call for call in calls if office.ledger.accepted(call["id"])]
    meetings = [Meeting(office, call, seed, vice_presides=call is called[-1]) for call in called]
    planned = [(meeting.prepare(), meeting) for meeting in meetings]
    for meeting_on, meeting in sorted(planned, key=lambda one: one[0]):
        if office.days.now < morning(meeting_on):
            office.days.move_to(morning(meeting_on))
        meeting.hold()


def conclude(office: Office, calls: list[dict[str, Any]]) -> None:
    """Results are posted, complaints investigated, results confirmed, certificates issued and sealed."""
    at, company = {name: {call[name] for call in calls} for name in calls[0]}, office.company
    staff = [
        *company.all("forming_manager", *at["forming_unit"]),
        *company.all("investigator", *at["forming_unit"]),
        *company.all("forming_manager", *at["forming_unit"]),
        *company.all("office_clerk", *at["office"]),
        *(c for role in CONFIRMERS for c in company.all(role, *at["authority"])),
    ]
    confirm(office, staff)
    complain(office)
    confirm(office, staff)
    while office.days.next() is not None:
        confirm(office, staff)


def complain(office: Office) -> None:
    """Citizens complain about whom the story names, on the running notices of results."""
    for publicity in office.server.ask("GET", "/publicities"):
        if publicity["kind"] != "result":
            continue
        for line in publicity["entries"]:
            entry = next((e for e in office.ledger.entries if e.declaration == line["declaration"]), None)
            if entry and entry.story in COMPLAINED:
                raise_objection(office, entry, publicity["id"], "申报人所报成果的署名和时间存在疑问，请调查。")
    office.server.ask("POST", "/sandbox/work")


def confirm(office: Office, staff: list[Caller]) -> None:
    """Everyone after the meeting does what lies on their list, until nothing does."""
    busy = True
    while busy:
        busy = False
        office.server.ask("POST", "/sandbox/work")
        for caller in staff:
            busy |= bool(office.round(caller))
            for task in caller.tasks():
                if task["form"] in CONFIRMING:
                    completed = caller.complete(task["id"], CONFIRMING[task["form"]])
                    office.days.note(completed["result"])
                    busy = True
