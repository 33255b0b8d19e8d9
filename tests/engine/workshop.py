"""What the engine's tests build with: a subject of their own, handlers on it, and diagrams in a few lines.

The handlers are real handlers on a real table; only the law is missing, which has its own tests.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, String, bindparam, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, object_session

from app.clock import FixedClock
from app.database import Database
from app.engine import Engine
from handlers.handler import Actor, answers, handler
from handlers.order import Order
from handlers.records.table import new_id
from handlers.rules.redating import Change
from handlers.rules.roles import Role


class Base(DeclarativeBase):
    """Tables of the tests' own, apart from the program's."""


class Matter(Base):
    """A subject: what the tests' cases are about."""

    __tablename__ = "test_matter"

    id: Mapped[str] = mapped_column(String(36), primary_key=True, default=new_id)
    owner_id: Mapped[str] = mapped_column(String(36), default="")
    notes: Mapped[list[Any]] = mapped_column(JSON, default=list)

    def note(self, *words: Any) -> None:
        self.notes = [*self.notes, list(words)]


class Other(Base):
    """A subject of another kind."""

    __tablename__ = "test_other"

    id: Mapped[str] = mapped_column(String(36), primary_key=True, default=new_id)


class Human(Base):
    """Who begins a case by a form."""

    __tablename__ = "test_human"

    id: Mapped[str] = mapped_column(String(36), primary_key=True, default=new_id)


@handler
def open_matter(person: Human, *, actor: Actor, now: datetime, title: str) -> dict[str, Any]:
    """起草"""
    session = object_session(person)
    assert session is not None
    matter = Matter(id=new_id(), owner_id=person.id, notes=[["open", title]])
    session.add(matter)
    session.flush()
    return {"subject": f"matter:{matter.id}", "title": title}


@handler
def write(matter: Matter, *, actor: Actor, now: datetime, outcome: str) -> dict[str, Any]:
    """填写"""
    matter.note("write", outcome, actor.name, now.isoformat())
    return {"outcome": outcome}


@handler
def check(matter: Matter, *, actor: Actor, outcome: str, due_on: date | None = None) -> dict[str, Any]:
    """核查"""
    matter.note("check", outcome, actor.name)
    return {"outcome": outcome, "due_on": due_on.isoformat() if due_on else None}


@handler
def idle(matter: Matter, *, outcome: str) -> dict[str, Any]:
    """什么也不记"""
    return {"outcome": outcome}


@handler
def sign(matter: Matter, *, actor: Actor, seat: str, word: str) -> dict[str, Any]:
    """签到"""
    matter.note("sign", seat, actor.name, word)
    return {"seat": seat, "word": word}


@handler
def stamp(matter: Matter, *, now: datetime, word: str = "stamped") -> dict[str, Any]:
    """盖章"""
    matter.note("stamp", word, now.isoformat())
    return {"word": word}


@handler
def seats(matter: Matter) -> dict[str, Any]:
    """席位"""
    return {"ids": ["s1", "s2", "s3"]}


@handler
def fail(matter: Matter) -> dict[str, Any]:
    """出错，除非已经修好"""
    if not any(note[0] == "mended" for note in matter.notes):
        raise RuntimeError("打印机没有纸")
    matter.note("fail", "went well")
    return {}


@handler
def tell(matter: Matter, *, to: str, word: str = "") -> dict[str, Any]:
    """通知另一案"""
    return {"recipients": [to] if to else [], "word": word}


@handler
def other_act(other: Other, *, word: str) -> dict[str, Any]:
    """办理另一种案件"""
    return {"word": word}


@dataclass(frozen=True)
class Held:
    organisation_id: str | None = None
    person_id: str | None = None


@dataclass(frozen=True)
class Shown:
    number: str = "第 1 号"
    title: str = "试件"
    applicant: str = "其木格"
    unit: str = "试验单位"
    series: str = "工程"
    level: str = "高级"


BY_ID: dict[type[Any], Any] = {record: select(record).where(record.id == bindparam("id")) for record in (Matter, Other)}


@dataclass
class Catalogue:
    """The table of contents of the tests' handlers."""

    SUBJECTS: dict[str, type[Any]] = field(default_factory=lambda: {"matter": Matter, "other": Other})
    ORDER: Order | None = None  # flows are tried here that no designer may draw
    HANDLERS: dict[str, Callable[..., dict[str, Any]]] = field(
        default_factory=lambda: {
            "matter.open": open_matter, "matter.write": write, "matter.check": check, "matter.idle": idle,
            "matter.sign": sign, "matter.stamp": stamp, "matter.seats": seats, "matter.fail": fail, "matter.tell": tell,
            "other.act": other_act,
        }
    )  # fmt: skip
    PREFILLS: dict[str, Any] = field(default_factory=dict)
    CHANGES: list[Change] = field(default_factory=list)

    def reference(self, record: Any) -> str:
        return f"{record.__tablename__.removeprefix('test_')}:{record.id}"

    def load(self, session: Session, reference: str) -> Any:
        kind, _, id = reference.partition(":")
        return session.scalars(BY_ID[self.SUBJECTS[kind]], {"id": id}).one()

    def holder(self, subject: Any, role: Role, item: str | None = None) -> Held:
        return Held(person_id=f"person-{item}") if item else Held(organisation_id="office")

    def display(self, subject: Any) -> Shown:
        return Shown()

    def redate(self, session: Session, reference: str, now: datetime) -> list[Change]:
        return [change for change in self.CHANGES if reference.startswith("matter:")]


APPLICANT = Actor("a-1", "p-1", "苏和", "applicant", "office")
CLERK = Actor("a-2", "p-2", "乌兰", "unit_clerk", "office")
SECOND_CLERK = Actor("a-3", "p-3", "巴特尔", "unit_clerk", "office")
STRANGER = Actor("a-4", "p-4", "外人", "unit_clerk", "elsewhere")


def expert(seat: str) -> Actor:
    """The expert who sits on a seat."""
    return Actor(f"a-{seat}", f"person-{seat}", f"专家{seat}", "expert", "office")


HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
 xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="definitions" targetNamespace="http://zhiping">
"""
LANES = {"applicant": "申报人", "clerk": "用人单位经办", "expert": "评审专家"}


def user(id: str, form: str = "matter.check", extra: str = "", inside: str = "") -> str:
    return f'<bpmn:userTask id="{id}" name="{id}" camunda:formRef="{form}" {extra}>{inside}</bpmn:userTask>'


def service(id: str, topic: str = "matter.stamp", inside: str = "", **inputs: str) -> str:
    drawn = "".join(f'<camunda:inputParameter name="{n}">{v}</camunda:inputParameter>' for n, v in inputs.items())
    given = f"<bpmn:extensionElements><camunda:inputOutput>{drawn}</camunda:inputOutput></bpmn:extensionElements>"
    drawn = f'id="{id}" camunda:type="external" camunda:topic="{topic}"'
    return f"<bpmn:serviceTask {drawn}>{given}{inside}</bpmn:serviceTask>"


def timer(date_: str = "", duration: str = "") -> str:
    inner = f"<bpmn:timeDate>{date_}</bpmn:timeDate>" if date_ else f"<bpmn:timeDuration>{duration}</bpmn:timeDuration>"
    return f"<bpmn:timerEventDefinition>{inner}</bpmn:timerEventDefinition>"


def message(name: str, topic: str = "") -> str:
    drawn = f' camunda:type="external" camunda:topic="{topic}"' if topic else ""
    return f'<bpmn:messageEventDefinition messageRef="m_{name}"{drawn}/>'


def event(tag: str, id: str, definition: str = "", extra: str = "", **inputs: str) -> str:
    drawn = "".join(f'<camunda:inputParameter name="{n}">{v}</camunda:inputParameter>' for n, v in inputs.items())
    given = f"<bpmn:extensionElements><camunda:inputOutput>{drawn}</camunda:inputOutput></bpmn:extensionElements>"
    return f'<bpmn:{tag} id="{id}" {extra}>{given if inputs else ""}{definition}</bpmn:{tag}>'


def many(collection: str, item: str, sequential: bool = False, condition: str = "") -> str:
    done = f"<bpmn:completionCondition>{condition}</bpmn:completionCondition>" if condition else ""
    return (
        f'<bpmn:multiInstanceLoopCharacteristics isSequential="{str(sequential).lower()}"'
        f' camunda:collection="{collection}" camunda:elementVariable="{item}">{done}'
        "</bpmn:multiInstanceLoopCharacteristics>"
    )


def flows(*lines: str) -> str:
    """Sequence flows from lines such as `a > b > c` and `gate > d : ${condition}`."""
    drawn = []
    for line in lines:
        path, _, condition = line.partition(" : ")
        nodes = [node.strip() for node in path.split(">")]
        for source, target in pairwise(nodes):
            text = f"<bpmn:conditionExpression>{condition}</bpmn:conditionExpression>" if condition else ""
            id = f"{source}_to_{target}"
            drawn.append(
                f'<bpmn:sequenceFlow id="{id}" sourceRef="{source}" targetRef="{target}">{text}</bpmn:sequenceFlow>'
            )
    return "".join(drawn)


def process(key: str, *parts: str, lanes: dict[str, str] | None = None) -> str:
    """A whole file. User tasks are the clerk's unless `lanes` (element → applicant, clerk, expert) says otherwise."""
    body = "".join(parts)
    seats_ = {id: "clerk" for id in re.findall(r'<bpmn:(?:userTask|boundaryEvent) id="([^"]+)"', body)}
    seats_.update(lanes or {})
    drawn = "".join(
        f'<bpmn:lane id="lane_{name}" name="{LANES.get(name, name)}">'
        + "".join(f"<bpmn:flowNodeRef>{id}</bpmn:flowNodeRef>" for id, lane in seats_.items() if lane == name)
        + "</bpmn:lane>"
        for name in dict.fromkeys(seats_.values())
    )
    lane_set = f'<bpmn:laneSet id="lanes">{drawn}</bpmn:laneSet>' if seats_ else ""
    names = dict.fromkeys(re.findall(r'messageRef="m_([^"]+)"', body))
    messages = "".join(f'<bpmn:message id="m_{name}" name="{name}"/>' for name in names)
    drawn = f'<bpmn:process id="{key}" isExecutable="true">{lane_set}{body}</bpmn:process>'
    return f"{HEAD}{drawn}{messages}</bpmn:definitions>"


def form(name: str, handler_: Callable[..., Any], leave_out: tuple[str, ...] = ()) -> str:
    """A form that asks exactly a handler's parameters."""
    kinds = {date: {"type": "datetime", "subtype": "date"}, bool: {"type": "checkbox"}, int: {"type": "number"}}
    components = []
    for key, parameter in answers(handler_).items():
        if key in leave_out:
            continue
        plain = str(parameter.annotation)
        kind = (
            {"type": "datetime", "subtype": "date"}
            if "date" in plain
            else kinds.get(parameter.annotation, {"type": "textfield"})
        )
        must = {"validate": {"required": True}} if parameter.default is parameter.empty else {}
        label = {"dateLabel": key} if kind["type"] == "datetime" else {"label": key}
        components.append({"id": f"f_{key}", "key": key, **label, **kind, **must})
    return json.dumps({"type": "default", "id": name.replace(".", "_"), "schemaVersion": 18, "components": components})


@dataclass
class Workshop:
    """An engine on an empty database, and a folder to publish from."""

    database: Database
    clock: FixedClock
    engine: Engine
    catalogue: Catalogue
    folder: Path

    def publish(self, *files: str, **others: str) -> list[Any]:
        """Publish diagrams (texts; named a.bpmn, b.bpmn, …) with the forms of all handlers, and other files by name."""
        for name, function in self.catalogue.HANDLERS.items():
            out = ("seat",) if name == "matter.sign" else ()
            (self.folder / f"{name}.form").write_text(form(name, function, out))
        for index, text in enumerate(files):
            (self.folder / f"{chr(97 + index)}.bpmn").write_text(text)
        for name, text in others.items():
            (self.folder / name.replace("__", ".")).write_text(text)
        return self.engine.publish([self.folder], author="试验")

    def matter(self) -> str:
        """A new subject's reference."""
        with self.database.transaction() as session:
            matter = Matter(id=new_id(), notes=[])
            session.add(matter)
        return f"matter:{matter.id}"

    def start(self, key: str, subject: str | None = None, actor: Actor = APPLICANT) -> Any:
        return self.engine.start(key, {}, actor, subject=subject or self.matter())

    def open(self, instance_id: str | None = None) -> dict[str, list[Any]]:
        """Open work items by element."""
        from app.engine import WorkItem

        query = (
            select(WorkItem).where(WorkItem.status == "open").order_by(WorkItem.created_at, WorkItem.item, WorkItem.id)
        )
        if instance_id:
            query = query.where(WorkItem.instance_id == instance_id)
        found: dict[str, list[Any]] = {}
        with self.database.reading() as session:
            for item in session.scalars(query):
                found.setdefault(item.element, []).append(item)
        return found

    def do(self, element: str, actor: Actor = CLERK, instance_id: str | None = None, **given: Any) -> Any:
        """Complete the (first) open item of an element."""
        item = self.open(instance_id)[element][0]
        return self.engine.complete(item.id, {"outcome": "ok", **given} if item.form != "matter.sign" else given, actor)

    def notes(self, subject: str) -> list[str]:
        """What the handlers did, as `handler:word`."""
        with self.database.reading() as session:
            matter = session.get_one(Matter, subject.partition(":")[2])
            return [f"{note[0]}:{note[1]}" for note in matter.notes]

    def status(self, instance_id: str) -> str:
        from app.engine import ProcessInstance

        with self.database.reading() as session:
            return session.get_one(ProcessInstance, instance_id).status

    def rows(self, table: type[Any]) -> list[Any]:
        with self.database.reading() as session:
            return list(session.scalars(select(table)))

    def drain(self) -> int:
        """Do what is due until nothing is."""
        done = 0
        while step := self.engine.pass_due():
            done += step
        return done

    def mend(self, subject: str) -> None:
        """Repair what `matter.fail` failed at."""
        with self.database.transaction() as session:
            session.get_one(Matter, subject.partition(":")[2]).note("mended", "paper")


def workshop(database: Database, clock: FixedClock, folder: Path, catalogue: Catalogue | None = None) -> Workshop:
    """An engine with the tests' catalogue and its tables."""
    Base.metadata.create_all(database.engine)
    folder.mkdir(exist_ok=True)
    catalogue = catalogue or Catalogue()
    return Workshop(database, clock, Engine(database, clock, catalogue), catalogue, folder)
