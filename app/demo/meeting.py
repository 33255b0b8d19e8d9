"""The review meetings of the demonstration: plan, draw, sign-in, opinions, secret ballot, announcement."""

from __future__ import annotations

import secrets
import zlib
from datetime import date, timedelta
from typing import Any

from app.demo.callers import Caller, Refusal
from app.demo.work import Office

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
SEAL = "演练评委会印章"
PLAN = {
    "place": "呼和浩特演练会议中心",
    "overview": "本次评审的申报材料均已受理，名单由受理结果生成。",
    "formation": "评委由专家库随机抽取产生。",
    "procedure": "签到、承诺、回避，评议，介绍评议意见，无记名投票，宣布结果。",
    "measures": "封闭管理，纪检监察全程监督。",
    "methods": ["review"],
}
DAYS_AHEAD = 9  # the plan is filed seven days before the meeting at the latest (A42.2)
ABSENT_ONE_IN = 14


class Meeting:
    """One committee's meeting for one call, held by its office, its forming unit and its experts."""

    def __init__(self, office: Office, call: dict[str, Any], seed: int, *, vice_presides: bool = False) -> None:
        self.office, self.call, self.seed, self.vice_presides = office, call, seed, vice_presides
        company = office.company
        self.clerk = company.all("office_clerk", call["office"])[0]
        self.manager = company.all("forming_manager", call["forming_unit"])[0]
        self.experts = company.all("expert", call["forming_unit"])
        self.chairs = company.all("chair", call["forming_unit"])
        self.attending: list[Caller] = []
        self.subject = ""
        self.chair = self.chairs[0]

    def prepare(self) -> date:
        """Plan, draw, filing, consent, invitation, presider; answers the day of the meeting."""
        meeting_on = self.office.days.today + timedelta(days=DAYS_AHEAD)
        while meeting_on.weekday() >= 5:
            meeting_on += timedelta(days=1)
        self.subject = self.clerk.start("review_session", {"call": self.call["id"]})["subject"]
        self.do(self.clerk, "review_session.plan", {**PLAN, "meeting_on": meeting_on.isoformat()})
        self.do(self.manager, "review_session.draw")
        self.do(self.manager, "review_session.file_plan")
        officers = self.office.company.all("filing_officer", self.call["authority"])
        number = f"演练评〔{meeting_on.year}〕{self.call['id'][:4]}号"
        self.do_by(officers, "review_session.consent", {"decision": "agree", "number": number})
        self.do(self.clerk, "review_session.invite_observer")
        self._appoint_presider()
        return meeting_on

    def _appoint_presider(self) -> None:
        """The chair presides, or has a vice chair preside and sign."""
        chair = next(c for c in self.chairs if self.tasks(c, "review_session.appoint_presider"))
        (task,) = self.tasks(chair, "review_session.appoint_presider")
        part = "副主任委员" if self.vice_presides else "主任委员"
        seat = next(s["value"] for s in chair.open(task["id"])["presiders"] if s["label"].startswith(part))
        chair.complete(task["id"], {"presider": seat, "authorise": self.vice_presides})

    def hold(self) -> None:
        """The day of the meeting, from sign-in to minutes."""
        self._sign_in(everyone=False)
        self.chair = next(c for c in self._leaders() if self.tasks(c, "review_session.open"))
        try:
            self.do(self.chair, "review_session.open")
        except Refusal:  # too few of one kind are here: the late ones are called in
            self._sign_in(everyone=True)
            self.do(self.chair, "review_session.open")
        self.office.server.ask("POST", "/sandbox/work")
        self._write_opinions()
        self.do(self.chair, "review_session.present")
        ballot = self.do(self.chair, "ballot.open")["result"]["ballot"]
        self._vote(ballot)
        self.do(self.chair, "ballot.count")
        self.do(self.chair, "review_session.announce")
        self.do(self.chair, "review_session.sign", {"seal_number": SEAL})
        self.office.server.ask("POST", "/sandbox/work")
        self.do(self.clerk, "review_session.minutes", {"course": "会议按评审实施方案进行，无异常情况。"})
        self.office.server.ask("POST", "/sandbox/work")

    def _leaders(self) -> list[Caller]:
        """Those here who may chair, in that role."""
        here = {expert.post.username for expert in self.attending}
        return [chair for chair in self.chairs if chair.post.username in here]

    def do(self, caller: Caller, form: str, answers: dict[str, Any] | None = None) -> dict[str, Any]:
        """Complete the caller's task of this form in this session."""
        (task,) = self.tasks(caller, form)
        return caller.complete(task["id"], answers or {})

    def do_by(self, callers: list[Caller], form: str, answers: dict[str, Any]) -> dict[str, Any]:
        """The same, by whichever of `callers` has the task."""
        return self.do(next(c for c in callers if self.tasks(c, form)), form, answers)

    def tasks(self, caller: Caller, form: str) -> list[dict[str, Any]]:
        found = caller.ask("GET", "/tasks", form=form, subject=self.subject)
        items: list[dict[str, Any]] = found["items"]
        return items

    def _sign_in(self, *, everyone: bool) -> None:
        for expert in [e for e in self.experts if e not in self.attending]:
            if not everyone and self._stays_away(expert):
                continue
            for task in self.tasks(expert, "review_session.sign_in"):
                self.attending.append(expert)
                hints = expert.open(task["id"]).get("recusals", [])
                expert.complete(task["id"], {"commitment": True, "recusals": hints})

    def _stays_away(self, expert: Caller) -> bool:
        leads = any(c.post.username == expert.post.username for c in self.chairs)
        return not leads and zlib.crc32(f"{self.seed}:{expert.post.username}".encode()) % ABSENT_ONE_IN == 0

    def _write_opinions(self) -> None:
        for expert in self.attending:
            for task in self.tasks(expert, "review_session.write_opinions"):
                lines = expert.open(task["id"])["opinions"]
                opinions = [{"opinion": line["opinion"], "text": "业绩突出，达到申报条件"} for line in lines]
                expert.complete(task["id"], {"opinions": opinions})

    def _vote(self, ballot: str) -> None:
        for place, expert in enumerate(self.attending):
            slate = expert.ask("GET", f"/ballots/{ballot}")
            votes = [
                {"candidate": line["candidate"], "choice": self._choice(line, index, place), "receipt": receipt()}
                for index, line in enumerate(slate["candidates"])
                if not line["recused"]
            ]
            if votes:
                expert.ask("POST", f"/ballots/{ballot}/votes", {"votes": votes})

    def _choice(self, line: dict[str, Any], index: int, place: int) -> str:
        """Two of three approve whom the story fails not quite; of the others one expert thinks differently."""
        entry = self.office.ledger.by_number(line["number"])
        if entry is not None and entry.story == "fails_vote":
            return ("approve", "reject", "abstain")[(index + place) % 3]
        return "reject" if place == index % 7 and place % 2 else "approve"


def receipt() -> str:
    """Made by the voter, before sending."""
    return "".join(secrets.choice(LETTERS) for _ in range(12))
