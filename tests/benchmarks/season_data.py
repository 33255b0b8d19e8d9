"""Years of seasons as rows: 200,000 cases and 2,000,000 rows of the journal, in a few minutes, the same for each seed.

Rows are written past the engine, straight into the tables (COPY on PostgreSQL), in the shapes that the engine and
the handlers write. What a reader of lists, counts and case pages asks for is there and agrees with itself; two
things are not: the hashes of the journal are made up, so that the chain does not verify, and the saved state of a
case is so many random bytes, so that no case can be carried on.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Connection, Table, insert, select, text

from app.clock import FixedClock, end_of, legal_day
from app.database import Database
from app.engine import Engine
from app.engine.store import DEFINITIONS
from handlers.records import Record
from handlers.rules.roles import Role

ROOT = Path(__file__).resolve().parents[2]
AT_ONCE = 5_000
YEARS = 4
STATE_BYTES = 1_000
PEOPLE = 400  # clerks and other officials


@dataclass(frozen=True)
class Stop:
    """A place on the way of a case: what the journal calls what happens there, who does it, how many days it takes."""

    element: str
    name: str
    event: str  # completed service decision timer message
    days: float = 0.0
    role: str = ""
    form: str = ""


def task(element: str, name: str, role: Role, form: str, days: float) -> Stop:
    return Stop(element, name, "completed", days, role.value, form)


WAYS: Mapping[str, tuple[Stop, ...]] = {
    "declaration": (
        task("submit", "核对资格并提交申报", Role.APPLICANT, "declaration.submit", 6),
        Stop("decide_first_check_body", "确定初审主体", "decision"),
        task("unit_check", "审核申报材料", Role.UNIT_CLERK, "first_check.check", 3),
        task("post_unit", "张贴单位内部公示", Role.UNIT_CLERK, "publicity.post_unit", 2),
        Stop("unit_notice_over", "公示期满", "timer", 7),
        task("recommend", "出具推荐意见并盖章", Role.UNIT_HEAD, "first_check.recommend", 2),
        Stop("route", "生成逐级上报路径", "service"),
        task("check_hr", "人社部门审核", Role.HR_CLERK, "reporting.check", 5),
        task("post_roster_hr", "人社部门公示花名册", Role.HR_CLERK, "publicity.post_roster", 3),
        Stop("roster_over", "花名册公示期满", "timer", 7),
        Stop("report", "报送申报材料", "service"),
        task("office_check", "复核申报材料", Role.OFFICE_CLERK, "acceptance.check", 8),
        Stop("review_concluded", "评审结论送达", "message", 40),
        Stop("confirmation_concluded", "核准结论送达", "message", 20),
    ),
    "publicity": (
        task("post_result", "公示评审结果", Role.FORMING_MANAGER, "publicity.post_result", 3),
        Stop("result_notice_over", "公示期满", "timer", 7),
        Stop("close_result", "结束公示", "service"),
    ),
    "complaint": (
        task("investigate", "调查核实举报", Role.INVESTIGATOR, "complaint.investigate", 15),
        task("decide", "提出处理意见", Role.FORMING_MANAGER, "complaint.decide", 5),
    ),
    "review_session": (
        task("plan", "编制评审实施方案", Role.OFFICE_CLERK, "review_session.plan", 6),
        task("draw", "随机抽取评审专家", Role.FORMING_MANAGER, "review_session.draw", 1),
        task("consent", "核准备案", Role.FILING_OFFICER, "review_session.consent", 4),
        Stop("meeting_day", "评审会议开始", "timer", 9),
        task("open_meeting", "核对到会人数并开会", Role.OFFICE_CLERK, "review_session.open", 0.1),
        task("announce", "宣布表决结果", Role.OFFICE_CLERK, "review_session.announce", 0.4),
    ),
    "confirmation": (
        task("submit", "报送核准材料", Role.OFFICE_CLERK, "confirmation.submit", 14),
        task("check", "审核核准材料", Role.HR_CLERK, "confirmation.check", 5),
        task("decide", "核准确认", Role.CONFIRMATION_OFFICER, "confirmation.confirm", 3),
        Stop("issue", "生成电子证书", "service"),
        task("seal", "证书用印", Role.SEAL_OFFICER, "certificate.seal", 2),
    ),
}  # fmt: skip

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛包白云"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰文斌鹏辉宇浩凯娜仁巴图苏和其木格乌云塔娜斯琴高娃"
PLACES = ("建设", "水利", "交通", "环境", "地质", "农牧", "机械", "电力", "信息", "测绘", "冶金", "林草")
LEAGUES = ("01", "02", "03", "04", "05", "06", "07", "08", "09", "22", "25", "29")
SERIES = ("engineering", "agriculture", "health", "economics", "education")


@dataclass
class Made:
    """What was made: numbers of rows by table, and some ids to ask for."""

    rows: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    cases: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    units: list[str] = field(default_factory=list)
    certificates: list[str] = field(default_factory=list)
    league: str = ""  # a league's department
    region: str = ""


class Loader:
    """Rows by table, written together. Columns that are not given get their default."""

    def __init__(self, connection: Connection, made: Made) -> None:
        self.connection, self.made = connection, made
        self._rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self._defaults: dict[str, dict[str, Any]] = {}

    def add(self, table: str, **row: Any) -> None:
        self._rows[table].append(row)

    def flush(self) -> None:
        """Write what was added, parents before children."""
        for table in Record.metadata.sorted_tables:
            rows = self._rows.pop(table.name, [])
            if rows:
                whole = [{**self._default(table), **row} for row in rows]
                self.made.rows[table.name] += len(whole)
                if self.connection.dialect.name == "postgresql":
                    self._copy(table, whole)
                else:
                    self.connection.execute(insert(table), whole)

    def _default(self, table: Table) -> dict[str, Any]:
        if table.name not in self._defaults:
            scalars = {c.name: c.default.arg for c in table.columns if c.default is not None and c.default.is_scalar}
            self._defaults[table.name] = {c.name: scalars.get(c.name) for c in table.columns}
        return self._defaults[table.name]

    def _copy(self, table: Table, rows: list[dict[str, Any]]) -> None:
        names = [column.name for column in table.columns]
        as_json = {column.name for column in table.columns if str(column.type) == "JSON"}
        columns = ", ".join(f'"{name}"' for name in names)
        driver: Any = self.connection.connection.driver_connection
        with driver.cursor() as cursor, cursor.copy(f'COPY "{table.name}" ({columns}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row([_plain(row[name], name in as_json) for name in names])


def _plain(value: Any, as_json: bool) -> Any:
    if as_json:
        return None if value is None else json.dumps(value, ensure_ascii=False)
    return value.value if isinstance(value, Enum) else value


def fill(database: Database, cases: int, journal: int, *, now: datetime, seed: int = 7) -> Made:
    """Fill a migrated, empty database with so many cases and exactly so many rows of the journal."""
    Engine(database, FixedClock(now - timedelta(days=366 * YEARS))).publish(
        [ROOT / "processes", ROOT / "forms"], author="season_data"
    )
    made = Made()
    with database.engine.begin() as connection:
        season = Season(Loader(connection, made), Random(seed), now, made)
        season.world(max(cases // 100, 20))
        season.run(cases, journal)
    if not database.is_sqlite:
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))
    return made


class Season:
    """Makes bodies, then cases in the order of their numbers."""

    def __init__(self, loader: Loader, rng: Random, now: datetime, made: Made) -> None:
        self.loader, self.rng, self.now, self.made = loader, rng, now, made
        rows = loader.connection.execute(select(DEFINITIONS.c.key, DEFINITIONS.c.id)).all()
        self.definitions: dict[str, str] = {key: id for key, id in rows}
        self.units: list[tuple[str, str, str]] = []  # id, name, area
        self.committees: list[tuple[str, str, str, str]] = []  # id, name, area, forming unit
        self.bureaus: dict[str, str] = {}  # area → HR department
        self.sessions: dict[tuple[str, int], str] = {}
        self.notices: list[tuple[str, str]] = []  # posted and open: id, committee
        self.batches: set[str] = set()
        self.declared = 0

    # --- bodies ------------------------------------------------------------------------------------------------------

    def world(self, units: int) -> None:
        """Departments of the region, leagues and counties, employers, committees with calls and sessions."""
        self._body("hr-150000", "自治区人力资源和社会保障厅", "hr", "region", "150000")
        self.bureaus["150000"] = self.made.region = "hr-150000"
        for league in LEAGUES:
            self._bureau(f"15{league}00", "league", "hr-150000")
            for county in range(2, 10):
                self._bureau(f"15{league}{county:02}", "county", f"hr-15{league}00")
        self.made.league = "hr-150400"
        areas = sorted(self.bureaus)
        for number in range(units):
            self._unit(number, self.rng.choice(areas))
        for number in range(max(units // 40, 6)):
            self._committee(number, "150000" if number % 3 == 0 else f"15{LEAGUES[number % len(LEAGUES)]}00")
        for number in range(PEOPLE):
            self.loader.add("person", id=f"clerk-{number}", name=self._name())
        self.loader.flush()

    def _body(self, id: str, name: str, kind: str, level: str, area: str, parent: str | None = None) -> None:
        self.loader.add(
            "organisation", id=id, code=id, name=name, kind=kind, level=level, area=area,
            admin_parent_id=parent, channel_parent_id=parent,
        )  # fmt: skip

    def _bureau(self, area: str, level: str, parent: str) -> None:
        self.bureaus[area] = f"hr-{area}"
        self._body(f"hr-{area}", f"{area}人力资源和社会保障局", "hr", level, area, parent)

    def _unit(self, number: int, area: str) -> None:
        id, name = f"unit-{number:05}", f"{self.rng.choice(PLACES)}第{number}工程院"
        level = "region" if area == "150000" else "league" if area.endswith("00") else "county"
        self._body(id, name, "employer", level, area, self.bureaus[area])
        self.units.append((id, name, area))

    def _committee(self, number: int, area: str) -> None:
        id, place = f"committee-{number:03}", PLACES[number % len(PLACES)]
        name = f"{area}{place}工程第{number}高级职称评审委员会"
        forming, office = f"forming-{number:03}", f"office-{number:03}"
        level = "region" if area == "150000" else "league"
        self._body(forming, f"{area}{place}厅第{number}处", "industry", level, area, self.bureaus[area])
        self._body(office, f"{name}办公室", "office", level, area, forming)
        self.loader.add(
            "committee", id=id, name=name, tier="senior", sub_level="associate_senior", basis="specialty",
            series=SERIES[number % len(SERIES)], area=area, forming_unit_id=forming, office_id=office,
        )  # fmt: skip
        self.loader.add(
            "filing_cycle", id=f"cycle-{number:03}", committee_id=id, number=f"备{number}号", authority_id="hr-150000",
            valid_from=date(self.now.year - 2, 1, 1), valid_to=legal_day(self.now) + timedelta(days=20 * number - 60),
        )  # fmt: skip
        if number % 4:
            signed = date(self.now.year, 3, 1)
            self.loader.add("pool_cleanup", id=f"cleanup-{number:03}", committee_id=id, signed_on=signed)
        self.committees.append((id, name, area, forming))
        for back in range(YEARS):
            self._year(id, self.now.year - back)

    def _year(self, committee: str, year: int) -> None:
        """A call and a session, announced unless it is this year's."""
        opens = datetime(year, 9, 1, tzinfo=UTC)
        call, session = f"call-{committee}-{year}", f"session-{committee}-{year}"
        self.loader.add(
            "call", id=call, committee_id=committee, year=year, title=f"{year}年申报通知", published_at=opens,
            opens_at=opens, closes_at=opens + timedelta(days=60), years_counted_to=date(year, 12, 31),
        )  # fmt: skip
        over = year < self.now.year
        announced = datetime(year, 12, 1, tzinfo=UTC) if over else None
        self.loader.add(
            "review_session", id=session, number=f"PS-{committee[-3:]}-{year}", committee_id=committee, call_id=call,
            status="ended" if over else "planning", created_at=opens, announced_at=announced, ended_at=announced,
        )  # fmt: skip
        self.sessions[committee, year] = session

    # --- cases -------------------------------------------------------------------------------------------------------

    def run(self, cases: int, journal: int) -> None:
        """So many cases with so many rows in all; most are declarations."""
        left = journal
        for number in range(cases):
            waiting = cases - number - 1
            mean = left // (waiting + 1)
            rows = min(self.rng.randint(2, max(2 * mean - 2, 2)), left - 2 * waiting) if waiting else left
            left -= rows
            self._case(number, rows)
            if number % AT_ONCE == AT_ONCE - 1:
                self.loader.flush()
        self.loader.flush()

    def _case(self, number: int, rows: int) -> None:
        share = number % 100
        running = self.rng.random() < 0.35
        ended_at = self.now - timedelta(days=self.rng.random() ** 2 * (40 if running else 365 * YEARS))
        process = (
            "declaration" if share < 88 else "publicity" if share < 93 else "complaint" if share < 97
            else "review_session" if share < 98 else "confirmation"
        )  # fmt: skip
        id = f"case-{number:07}"
        shown = getattr(self, f"_{process}")(number, ended_at, running)
        status = "running" if running else "cancelled" if self.rng.random() < 0.02 else "ended"
        self._walk(id, process, shown, rows, ended_at, status)
        if number % 503 == 0:
            self.made.cases.append(id)
            self.made.numbers.append(shown["number"])
            self.made.names.append(shown["applicant"] or shown["title"])
            self.made.units.append(shown["unit"])

    def _walk(self, id: str, process: str, shown: dict[str, Any], rows: int, last: datetime, status: str) -> None:
        """The journal, tasks and what is waited for of one case; its way ends at `last`, or stands there."""
        way = WAYS[process]
        ending = status == "ended"
        steps = [way[place % len(way)] for place in range(rows - 1 - ending)]
        took = [timedelta(days=step.days * self.rng.lognormvariate(-0.2, 0.7)) for step in steps]
        started_at = at = last - sum(took, timedelta())
        clerk = self.rng.randrange(PEOPLE)
        self._row(id, 1, at, Stop("start", "开始", "started"), shown, clerk)
        for seq, (step, wait) in enumerate(zip(steps, took, strict=True), start=2):
            if step.event == "completed":
                self._item(f"{id}-{seq}", id, process, step, shown, at, at + wait, clerk)
            at += wait
            self._row(id, seq, at, step, shown, clerk)
        stands = way[len(steps) % len(way)]
        if ending:
            self._row(id, rows, at, Stop("", "", "ended"), shown, clerk)
        elif status == "running":
            self._stand(id, process, stands, shown, at, rows)
        self._instance(id, process, shown, started_at, at, status, rows, stands if status == "running" else None)

    def _row(self, id: str, seq: int, at: datetime, step: Stop, shown: Mapping[str, Any], clerk: int) -> None:
        person = step.event in ("completed", "started")
        self.loader.add(
            "journal", case=id, seq=seq, at=at, event=step.event, account_id=f"account-{clerk}" if person else "system",
            person_id=f"clerk-{clerk}" if person else "", name="经办人" if person else "系统",
            role=step.role or "system", organisation_id=shown["body"] if person else "", element=step.element,
            element_name=step.name, handler=step.form,
            requirements=[{"id": "A33.3", "lawful": True, "edition": 1}] if step.form else [],
            detail={"outcome": "approve", "due_on": str(legal_day(at))},
            previous=_made_up(id, seq - 1), hash=_made_up(id, seq),
        )  # fmt: skip

    def _item(
        self, item: str, id: str, process: str, step: Stop, shown: Mapping[str, Any], at: datetime,
        done_at: datetime | None, clerk: int, due_at: datetime | None = None,
    ) -> None:  # fmt: skip
        due = due_at or (end_of(legal_day(at) + timedelta(days=round(step.days * 1.6) + 1)) if step.days >= 2 else None)
        own = step.role == Role.APPLICANT
        done = {"done_by": f"account-{clerk}", "done_by_name": "经办人", "done_at": done_at, "status": "done"}
        columns = ("subject", "number", "title", "applicant", "unit", "series", "level", "area", "committee_id")
        self.loader.add(
            "work_item", id=item, instance_id=id, process=process, element=step.element, name=step.name, role=step.role,
            organisation_id=None if own else shown["body"], person_id=shown["person"] if own else None,
            created_at=at, due_at=due, amber_at=due - timedelta(days=1) if due else None, form=step.form,
            **{name: shown.get(name, "") for name in columns}, **(done if done_at else {"status": "open"}),
        )  # fmt: skip

    def _stand(self, id: str, process: str, step: Stop, shown: dict[str, Any], at: datetime, rows: int) -> None:
        """What a running case waits for."""
        if step.event == "timer":
            due = self.now + timedelta(days=self.rng.random() * 10)
            self.loader.add("work", id=f"work-{id}", instance_id=id, kind="timer", status="waiting", due_at=due,
                            task_id=f"{id}-{rows}", element=step.element, created_at=at)  # fmt: skip
            shown["next_due_at"] = due
        elif step.event == "message":
            self.loader.add("subscription", task_id=f"{id}-{rows}", element=step.element, instance_id=id,
                            message=step.element, reference=shown["subject"])  # fmt: skip
        elif step.event == "completed":
            due = end_of(legal_day(self.now) + timedelta(days=self.rng.randint(-12, 60)))
            self._item(f"{id}-open", id, process, step, shown, at, None, 0, due if self.rng.random() < 0.8 else None)
        if self.rng.random() < 0.003:
            self.loader.add("incident", id=f"incident-{id}", instance_id=id, process=process, subject=shown["subject"],
                            element=step.element, error="打印机没有纸", first_at=at, last_at=at)  # fmt: skip

    def _instance(
        self, id: str, process: str, shown: Mapping[str, Any], started_at: datetime, last: datetime, status: str,
        rows: int, stands: Stop | None,
    ) -> None:  # fmt: skip
        words = {name: shown[name] for name in ("number", "title", "applicant", "unit")}
        self.loader.add(
            "process_instance", id=id, definition_id=self.definitions[process], process=process, start_element="start",
            subject=shown["subject"], state=self.rng.randbytes(STATE_BYTES), status=status, journal_seq=rows,
            trace={"current": [stands.element] if stands else [], "done": "1f", "flows": "f"}, revision=rows,
            next_due_at=shown.get("next_due_at"), journal_hash=_made_up(id, rows), started_at=started_at,
            ended_at=None if status == "running" else last, **words, area=shown["area"],
            committee_id=shown["committee_id"], sought="\n".join(words.values()).lower(),
        )  # fmt: skip

    # --- subjects ----------------------------------------------------------------------------------------------------

    def _declaration(self, number: int, at: datetime, running: bool) -> dict[str, Any]:
        unit, unit_name, area = self.rng.choice(self.units)
        committee, _, _, forming = self.rng.choice(self.committees)
        year, id, name = max(at.year, self.now.year - YEARS + 1), f"declaration-{number:07}", self._name()
        self.declared += 1
        status = self.rng.choice(("unit_check", "forwarded", "office_check")) if running else "certified"
        self.loader.add("person", id=f"person-{number:07}", name=name)
        self.loader.add(
            "declaration", id=id, number=f"{year}-{self.declared:06}", person_id=f"person-{number:07}",
            employer_id=unit, call_id=f"call-{committee}-{year}", committee_id=committee, year=year,
            series="engineering", specialty="建筑工程", level="associate_senior", title="高级工程师", status=status,
            created_at=at, submitted_at=at, holder_id=unit,
        )  # fmt: skip
        self._after(number, id, committee, year, at, running)
        return {
            "subject": f"declaration:{id}", "number": f"{year}-{self.declared:06}", "title": "高级工程师",
            "applicant": name, "unit": unit_name, "area": area, "committee_id": committee, "body": unit,
            "person": f"person-{number:07}", "series": "工程", "level": "副高级", "forming": forming,
        }  # fmt: skip

    def _after(self, number: int, id: str, committee: str, year: int, at: datetime, running: bool) -> None:
        """What is recorded of a declaration beside its case: its notice, its correction, its result."""
        if running:
            self._running_records(number, id, committee, at)
        elif year < self.now.year:
            self._reviewed(number, id, committee, year)

    def _running_records(self, number: int, id: str, committee: str, at: datetime) -> None:
        unit = self.rng.choice(self.units)[0]
        over_on = legal_day(self.now) + timedelta(days=self.rng.randint(-4, 9))
        if number % 8 == 0:
            self.loader.add("publicity", id=f"notice-{number:07}", kind="unit", body_id=unit, title="单位公示",
                            posted_at=at, over_on=over_on)  # fmt: skip
            self.loader.add("publicity_name", publicity_id=f"notice-{number:07}", declaration_id=id, posted_at=at,
                            over_on=over_on)  # fmt: skip
        elif number % 17 == 0:
            self.loader.add("correction_notice", id=f"correction-{number:07}", declaration_id=id, items=["补充"],
                            addressee="applicant", due_on=over_on, delivered_at=at)  # fmt: skip

    def _reviewed(self, number: int, id: str, committee: str, year: int) -> None:
        session, passed = self.sessions[committee, year], self.rng.random() < 0.62 + 0.004 * int(committee[-3:]) % 0.2
        candidate, at = f"candidate-{number:07}", datetime(year, 12, 1, tzinfo=UTC)
        self.loader.add("candidate", id=candidate, session_id=session, declaration_id=id, position=number)
        votes = {"committee_size": 25, "attending": 20, "approvals": 16 if passed else 9, "invalid": 0}
        self.loader.add("result", candidate_id=candidate, **votes, rejections=4 if passed else 11, passed=passed,
                        counted_at=at)  # fmt: skip
        if passed:
            self._certified(number, id, session, year)

    def _certified(self, number: int, id: str, session: str, year: int) -> None:
        batch, issued = f"batch-{session}", date(year + 1, 1, 20)
        if batch not in self.batches:
            self.batches.add(batch)
            self.loader.add("confirmation_batch", id=batch, number=batch[-30:], session_id=session, due_on=issued,
                            submitted_at=datetime(year + 1, 1, 5, tzinfo=UTC),
                            created_at=datetime(year, 12, 2, tzinfo=UTC))  # fmt: skip
        self.loader.add("confirmation", id=f"confirmation-{number:07}", batch_id=batch, declaration_id=id,
                        outcome="confirmed", number=f"确〔{year}〕{number}")  # fmt: skip
        self.loader.add("certificate", id=f"certificate-{number:07}", number=f"NM{year}{number:07}",
                        confirmation_id=f"confirmation-{number:07}", declaration_id=id, title="高级工程师",
                        from_on=issued, issued_on=issued, seal_body_id="hr-150000", status="valid",
                        code_hash=_made_up(id, 1))  # fmt: skip
        if number % 101 == 0:
            self.made.certificates.append(f"NM{year}{number:07}")

    def _publicity(self, number: int, at: datetime, running: bool) -> dict[str, Any]:
        shown, session = self._of_committee(number, at)
        id, over_on = f"result-{number:07}", legal_day(self.now) + timedelta(days=self.rng.randint(-4, 9))
        self.loader.add("publicity", id=id, kind="result", body_id=shown["body"], session_id=session, title="结果公示",
                        posted_at=at, due_on=legal_day(at) + timedelta(days=3), over_on=over_on,
                        closed_at=None if running else at)  # fmt: skip
        self.notices.append((id, shown["committee_id"]))
        return {**shown, "subject": f"publicity:{id}", "number": f"GS-{number:07}", "title": "评审结果公示"}

    def _complaint(self, number: int, at: datetime, running: bool) -> dict[str, Any]:
        shown = self._declaration(number, at, False)
        if not self.notices:
            return shown
        notice, committee = self.rng.choice(self.notices)
        id, due_on = f"complaint-{number:07}", legal_day(self.now) + timedelta(days=self.rng.randint(-10, 28))
        declaration = shown["subject"].partition(":")[2]
        self.loader.add("complaint", id=id, number=f"TS-{number:07}", publicity_id=notice, declaration_id=declaration,
                        complainant_sealed=b"sealed", content="反映情况", received_at=at, due_on=due_on,
                        decided_at=None if running else at + timedelta(days=9))  # fmt: skip
        body = {"body": shown["forming"], "committee_id": committee, "person": None}
        return {**shown, **body, "subject": f"complaint:{id}", "number": f"TS-{number:07}", "title": "举报核查"}

    def _review_session(self, number: int, at: datetime, running: bool) -> dict[str, Any]:
        shown, session = self._of_committee(number, at)
        return {**shown, "subject": f"review_session:{session}", "number": f"PS-{number:07}"}

    def _confirmation(self, number: int, at: datetime, running: bool) -> dict[str, Any]:
        shown, session = self._of_committee(number, at)
        id, due_on = f"handing-{number:07}", legal_day(self.now) + timedelta(days=self.rng.randint(-9, 25))
        self.loader.add("confirmation_batch", id=id, number=f"HZ-{number:07}", session_id=session, due_on=due_on,
                        submitted_at=None if running else at, created_at=at)  # fmt: skip
        return {**shown, "subject": f"confirmation_batch:{id}", "number": f"HZ-{number:07}", "title": "核准确认"}

    def _of_committee(self, number: int, at: datetime) -> tuple[dict[str, Any], str]:
        committee, name, area, forming = self.rng.choice(self.committees)
        year = max(at.year, self.now.year - YEARS + 1)
        shown = {"title": name, "applicant": "", "unit": name[:8], "area": area, "committee_id": committee,
                 "body": forming, "person": None, "series": "工程", "level": "副高级"}  # fmt: skip
        return shown, self.sessions[committee, year]

    def _name(self) -> str:
        return self.rng.choice(SURNAMES) + "".join(self.rng.choices(GIVEN, k=self.rng.randint(1, 2)))


def _made_up(id: str, seq: int) -> str:
    return sha256(f"{id}:{seq}".encode()).hexdigest() if seq else ""
