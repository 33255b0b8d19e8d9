"""A season of supervision from the first complaint to the last record."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from app.demo.callers import Caller, DemoBroken, Refusal, Server
from app.demo.ledger import Entry, Ledger
from app.demo.meeting import DAYS_AHEAD, PLAN
from app.demo.oversight import plots
from app.demo.oversight.plots import Plot
from app.demo.oversight.reckoning import reckon
from app.demo.play import draft, first_day, hand_in, submit
from app.demo.work import Days, Office, morning

HR = "自治区人力资源和社会保障厅"
ABOVE = (HR, "自治区住房和城乡建设厅", "自治区交通运输厅")
ROLES = ("supervisor", "confirmation_officer", "office_chief", "forming_manager", "investigator", "unit_head")
STAFF = ("hr-152900.unit_clerk", "unit_clerk")
ROUNDS = 60


@dataclass
class Watch:
    """What the players did and were refused."""

    office: Office
    done: Counter[str] = field(default_factory=Counter)
    refused: list[dict[str, str]] = field(default_factory=list)
    unrefused: list[str] = field(default_factory=list)

    def must_refuse(self, what: str, article: str, attempt: Callable[[], object]) -> None:
        """Try something the law forbids now; that it is let pass, or on other grounds refused, is a contradiction."""
        try:
            attempt()
        except Refusal as refusal:
            self.refused += [{"what": what, "article": b["id"], "message": b["message"]} for b in refusal.breaches]
            if article in (breach["id"] for breach in refusal.breaches):
                return
        self.unrefused.append(f"{what}：应依据 {article} 拒绝")


def play(url: str, declarations: int, seed: int, *, quiet: bool) -> dict[str, Any]:
    """Play the season against the server at `url`; answers its figures."""
    tell: Callable[[str], object] = (lambda text: None) if quiet else (lambda text: print(text, file=sys.stderr))
    server = Server(url)
    try:
        days = Days(server)
        days.move_to(morning(first_day(days.today + timedelta(days=1))))
        since = days.now
        season = server.ask("POST", "/sandbox/season", body={"declarations": declarations, "seed": seed})
        calls = {call["plan"]: call for call in season["calls"]}
        offices = {call["id"]: call["office"] for call in season["calls"]}
        watch = Watch(Office(server, Ledger(season["claims"]), days, offices))
        tell(f"{days.today} 第{season['season']}演练季：{declarations} 人申报")
        declare(watch.office)
        tell(f"{days.today} 查处个人违规")
        persons(watch, calls, season["season"])
        tell(f"{days.today} 监管评委会")
        committees(watch, calls)
        tell(f"{days.today} 与记录核对")
        figures, faults = reckon(server, since, watch.done, watch.unrefused)
        for fault in faults:
            print(f"与记录不符：{fault}", file=sys.stderr)
        return {"refusals": watch.refused, **figures}
    finally:
        server.close()


def declare(office: Office) -> None:
    """Everybody drafts and hands in; nobody waits for the last day."""
    for entry in office.ledger.entries:
        draft(office, entry)
        hand_in(office, entry)


def persons(watch: Watch, calls: dict[str, dict[str, Any]], season: int) -> None:
    """An applicant, an expert and a member of staff."""
    company, build = watch.office.company, calls["build"]
    entry = next(e for e in watch.office.ledger.entries if e.end == "certified" and e.call == build["id"])
    run(watch, plots.of_an_applicant(HR, entry.number), *entry.bodies, build["forming_unit"], build["office"])
    watch.must_refuse("失信记录期内再次申报", "A72.3", lambda: declare_again(watch.office, entry))
    account = f"expert-build-{10 + season:02}"
    expert = company.one(account, "expert").post.name
    run(watch, plots.of_an_expert(HR, expert, build["committee_name"]), build["forming_unit"])
    clerk = company.one(*STAFF).post
    run(watch, plots.of_staff(HR, clerk.name, clerk.body), clerk.body)


def declare_again(office: Office, entry: Entry) -> None:
    """The same person hands in another declaration."""
    again = replace(entry, subject="", number="", submit_task="")
    draft(office, again)
    submit(office, again)


def committees(watch: Watch, calls: dict[str, dict[str, Any]]) -> None:
    """One is reminded, one interviewed, one deprived of its power."""
    chifeng = calls["chifeng"]

    def while_suspended(form: str, plot: Plot) -> None:
        if (plot.name, form) == ("interviewed", "supervision.serve"):
            watch.must_refuse("停止评审期间拟订评审方案", "A78.1", lambda: plan_a_meeting(watch.office, chifeng))

    for plot in plots.of_committees(calls):
        call = next(c for c in calls.values() if c["committee"] == plot.opening["committee"])
        run(watch, plot, call["forming_unit"], call["office"], after=while_suspended)


def plan_a_meeting(office: Office, call: dict[str, Any]) -> None:
    """The committee's office plans a meeting all the same."""
    clerk = office.company.all("office_clerk", call["office"])[0]
    (task,) = clerk.start("review_session", {"call": call["id"]})["next"]
    day = (office.days.today + timedelta(days=DAYS_AHEAD)).isoformat()
    clerk.complete(task, {**PLAN, "meeting_on": day})


def run(watch: Watch, plot: Plot, *bodies: str, after: Callable[[str, Plot], None] = lambda form, plot: None) -> None:
    """Open the case and do what it asks of whom, from day to day, until it asks nothing more."""
    company, days = watch.office.company, watch.office.days
    opener = company.all("supervisor", plot.body)[0]
    plot.number = opener.start(plot.process, plot.opening)["result"]["number"]
    known = dict.fromkeys((plot.body, *bodies, *ABOVE))
    people = [caller for role in ROLES for caller in company.all(role, *known)]
    for _ in range(ROUNDS):
        watch.office.server.ask("POST", "/sandbox/work")
        if not sum(list_of(watch, caller, plot, after) for caller in people) and days.next() is None:
            return
    raise DemoBroken(f"案件 {plot.number}（{plot.name}）办不完")


def list_of(watch: Watch, caller: Caller, plot: Plot, after: Callable[[str, Plot], None]) -> int:
    """One user's tasks in the case; answers how many were done."""
    done = 0
    for task in caller.tasks():
        if task["number"] != plot.number:
            continue
        answers = plot.answer(task["form"], watch.office.days.today)
        if answers is None:
            continue
        completed = caller.complete(task["id"], answers)
        watch.done[task["form"]] += 1
        watch.office.days.note({**answers, **(completed["result"] or {})})
        after(task["form"], plot)
        done += 1
    return done
