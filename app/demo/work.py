"""Everyday work: users look at their lists, do what is there, and the clock moves to the next day that counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from app.demo.answers import BACKWARDS, FOLLOWED_UP, NEEDS_DATA, OF_DECLARATIONS, TURNING
from app.demo.callers import Caller, Company, Server
from app.demo.ledger import Entry, Ledger
from handlers.rules.workdays import ZONE

UNIT_ROLES = ("unit_clerk", "using_unit_clerk", "unit_head")
AUTHORITIES = ("industry_clerk", "hr_clerk")
RANKS = ("applicant", *UNIT_ROLES, *AUTHORITIES, "centre_sorter", "office_clerk")
CENTRE = "内蒙古人事人才公共服务中心"
MORNING = timedelta(hours=9)

Done = Callable[[Entry, str, dict[str, Any]], None]


class Days:
    """The sandbox's clock, and the days on which something is due, as the server's answers named them."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self.now = datetime.fromisoformat(server.ask("GET", "/sandbox/clock")["now"])
        self._agenda: dict[datetime, list[Entry]] = {}

    @property
    def today(self) -> date:
        return self.now.astimezone(ZONE).date()

    def note(self, result: dict[str, Any], *concerned: Entry) -> None:
        """Remember the days named in a handler's answer, and whose case will go on then."""
        for name in ("over_on", "due_on"):
            if result.get(name):
                at = morning(date.fromisoformat(result[name]) + timedelta(days=1))
                self._agenda.setdefault(at, []).extend(concerned)

    def move_to(self, instant: datetime) -> None:
        """Move the clock; the server does all that falls due on the way before it answers."""
        answer = self._server.ask("POST", "/sandbox/clock", body={"to": instant.isoformat()})
        self.now = datetime.fromisoformat(answer["now"])

    def next(self) -> list[Entry] | None:
        """On to the next day that counts; answers whose cases go on. None when there is no such day."""
        if not self._agenda:
            return None
        at = min(self._agenda)
        if at > self.now:
            self.move_to(at)
        return self._agenda.pop(at)


def morning(day: date) -> datetime:
    """Nine o'clock of a day in Asia/Shanghai."""
    return datetime.combine(day, datetime.min.time(), ZONE) + MORNING


class Office:
    """Sends users to their work lists: those who may have got something to do, in the order files travel."""

    def __init__(self, server: Server, ledger: Ledger, days: Days, offices: dict[str, str]) -> None:
        self.server, self.ledger, self.days = server, ledger, days
        self.company = Company(server)
        self._offices = offices  # by call
        self._ways: dict[str, list[Caller]] = {}
        self._waiting: list[Caller] = []
        self._forms: dict[tuple[str, date], dict[str, Any]] = {}

    def way(self, entry: Entry) -> list[Caller]:
        """Everyone who may have a task in the case, in the order of the law."""
        if entry.number not in self._ways:
            at, one = self.company.all, self.company.one
            self._ways[entry.number] = [
                one(entry.username, "applicant"),
                *(caller for role in UNIT_ROLES for caller in at(role, *entry.bodies)),
                *(caller for body in entry.bodies for role in AUTHORITIES for caller in at(role, body)),
                *at("centre_sorter", CENTRE),
                *at("office_clerk", self._offices[entry.call]),
            ]
        return self._ways[entry.number]

    def wake(self, entry: Entry, after: Caller | None = None) -> None:
        """Let those look at their lists who come later than `after` in the case, or everyone."""
        way = self.way(entry)
        later = way[way.index(after) + 1 :] if after in way else way
        self._waiting += [caller for caller in later if caller not in self._waiting]

    def finish(self, done: Done = lambda entry, form, completed: None) -> None:
        """Until nobody who was woken has anything to do."""
        while self._waiting:
            self.server.ask("POST", "/sandbox/work")
            while self._waiting:
                caller = min(self._waiting, key=self._rank)
                self._waiting.remove(caller)
                self.round(caller, done)

    def round(self, caller: Caller, done: Done = lambda entry, form, completed: None) -> int:
        """One user's list, once; answers how much was done."""
        return sum(self._do(caller, task, done) for task in caller.tasks())

    def _shown(self, caller: Caller, task: dict[str, Any]) -> dict[str, Any]:
        """What the form opens with, where answers depend on it; lists to tick and limits are the same all day."""
        if task["form"] not in NEEDS_DATA:
            return {}
        known = (task["form"], self.days.today)
        if known not in self._forms:
            self._forms[known] = caller.open(task["id"])
        return self._forms[known]

    def _rank(self, caller: Caller) -> int:
        return RANKS.index(caller.post.role)

    def _do(self, caller: Caller, task: dict[str, Any], done: Done) -> bool:
        entry = self.ledger.by_number(task["number"])
        answer = OF_DECLARATIONS.get(task["form"])
        if entry is None or answer is None or task["id"] in entry.marks:
            return False
        answers = answer(entry, self._shown(caller, task))
        if answers is None:
            entry.marks.add(task["id"])
            return False
        completed = caller.complete(task["id"], answers)
        result = completed["result"] or {}
        self.days.note(result, entry)
        done(entry, task["form"], completed)
        if task["form"] in FOLLOWED_UP:
            self.server.ask("POST", "/sandbox/work")
        backwards = result.get("outcome") in BACKWARDS or task["form"] in TURNING
        self.wake(entry, None if backwards else caller)
        if completed["next"]:
            self._waiting.append(caller)
        return True


def raise_objection(office: Office, entry: Entry, publicity: str, content: str) -> None:
    """A citizen objects to, or complains about, one person on a running notice."""
    body = {
        "declaration": entry.declaration,
        "content": content,
        "complainant": {"name": "演练举报人", "phone": "13800000000"},
    }
    answer = office.server.ask("POST", f"/publicities/{publicity}/complaints", body=body)
    office.ledger.complain(entry, answer["receipt"])
    office.server.ask("POST", "/sandbox/work")
    office.wake(entry)
