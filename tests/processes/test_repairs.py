"""A repair opens no way around the law: wherever a fresh case is put by hand, the act there asks the records.

Every user and service task of the shipped diagrams is entered on a case that has done nothing, with the periods of the
law switched off, so that nothing but the acts stands in the way; then the task is done as people usually do it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from lxml import etree
from sqlalchemy import func, select
from sqlalchemy.exc import NoResultFound

from app import audit
from app.clock import FixedClock
from app.database import Database
from app.engine import AnswersInvalid, Engine, EngineRefusal, StepFailed, elements
from app.engine.definition import process_of
from app.engine.repair import waiting
from app.engine.repair.orders import Operation, Order
from app.engine.repair.repairs import Asked
from app.engine.store import ProcessInstance
from app.trial.cast import Cast
from app.trial.stage import Stage, setting
from app.trial.story import Story, Turn
from app.trial.usual import ROOT
from handlers import catalogue
from handlers.handler import Actor
from handlers.records.ballots import Ballot
from handlers.records.certificates import Certificate, Confirmation
from handlers.records.declarations import Declaration
from handlers.records.notices import Publicity
from handlers.records.review_sessions import ReviewSession
from handlers.rules.article import Unlawful
from handlers.rules.roles import Role
from tests.conftest import START

ASKER = Actor("repair-1", "repair-p1", "管其格", Role.SYSTEM_ADMINISTRATOR, "")
SECOND = Actor("repair-2", "repair-p2", "督明", Role.SUPERVISOR, "")
REASON = "演练：把一个刚开始的案件放到别的环节，核对法律是否照样把关。"
FRESH = {"draft", "submitted", "unit_check", "withdrawn"}  # what an applicant may bring about alone
UNGUARDED = SimpleNamespace(**{**vars(catalogue), "PERIODS": {}, "INTERNAL": frozenset()})


@pytest.fixture(autouse=True)
def keys_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIPING_KEYS_DIR", str(tmp_path / "keys"))


@pytest.fixture(scope="module")
def begun(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Stage]]:
    """A database with a declaration and a meeting, each of which somebody has just begun."""
    path = tmp_path_factory.mktemp("fresh") / "begun.db"
    shutil.copy(sqlite_template, path)
    database = Database(f"sqlite:///{path}")
    clock = FixedClock(START)
    story = Story("开头", path, {"张明": {}}, (), {}, {})
    stage = setting(database, Engine(database, clock), clock, story)
    stage.play(Turn("declare", "张明", {}))
    stage.play(Turn("convene", "评审会", {}))
    database.close()
    yield path, stage


def drawn(process: str) -> list[str]:
    """The ids of the user and service tasks of a shipped diagram."""
    diagram = elements.read(process_of((ROOT / "processes" / f"{process}.bpmn").read_bytes(), process))
    return [
        e.id
        for e in diagram.elements.values()
        if e.tag in ("userTask", "serviceTask") or (e.handler and e.tag != "startEvent")
    ]


def on_a_copy(begun: tuple[Path, Stage], folder: Path) -> Stage:
    path, stage = begun
    copy = folder / "case.db"
    shutil.copy(path, copy)
    database, clock = Database(f"sqlite:///{copy}"), FixedClock(START)
    engine: Any = Engine(database, clock, UNGUARDED)  # type: ignore[arg-type]
    cast = Cast(database, clock, stage.world, dict(stage.people), dict(stage.cases))
    return Stage(database, engine, clock, stage.world, cast)


def test_what_lies_behind_a_notice_is_refused_at_once(begun: tuple[Path, Stage], tmp_path: Path) -> None:
    stage = on_a_copy(begun, tmp_path)
    stage.engine = Engine(stage.database, stage.clock)
    case = case_of(stage, "declaration")

    for element in ("recommend", "reporting_facts", "close_unit"):
        seen = stage.engine.repairs.preview(Order(Operation.MOVE, target=element), case, ASKER)
        assert (element, seen.works, seen.requirements) == (element, False, ("A27.2",))
    meeting = case_of(stage, "review_session")
    seen = stage.engine.repairs.preview(Order(Operation.MOVE, target="open_ballot"), meeting, ASKER)
    assert (seen.works, seen.requirements[0]) == (False, "A42.2")
    stage.database.close()


def test_every_timer_of_the_shipped_diagrams_is_a_known_period_or_a_bodys_own_limit() -> None:
    unknown = []
    for path in sorted((ROOT / "processes").glob("*.bpmn")):
        for process in elements.processes(etree.parse(path).getroot()):
            diagram = elements.read(process)
            for timer in (e for e in diagram.elements.values() if e.timer):
                named = waiting.waited_for(diagram, timer)
                known = {*catalogue.PERIODS, *catalogue.INTERNAL}
                made = waiting.makers(diagram, named[0]) if named else []
                if named and not all((waiting.source_key(e), named[1]) in known for e in made):
                    unknown.append((path.name, timer.id, named))
    assert unknown == []


def case_of(stage: Stage, process: str) -> str:
    with stage.database.reading() as session:
        return session.scalars(select(ProcessInstance.id).where(ProcessInstance.process == process)).one()


def put(stage: Stage, case: str, element: str, operation: Operation = Operation.MOVE) -> None:
    order = Order(operation, target=element)
    id = stage.engine.repairs.request(order, "declaration", [Asked(case)], REASON, ASKER)
    stage.engine.repairs.approve(id, SECOND)


def effects(stage: Stage) -> dict[str, Any]:
    """What the law would have to have allowed."""
    with stage.database.reading() as session:
        count = {
            t.__tablename__: session.scalar(select(func.count()).select_from(t)) for t in (Certificate, Confirmation)
        }
        count["closed notices"] = session.scalar(
            select(func.count()).select_from(Publicity).where(Publicity.closed_at.is_not(None))
        )
        count["ballots"] = session.scalar(select(func.count()).select_from(Ballot))
        meetings = session.scalars(select(ReviewSession)).all()
        held = [m.number for m in meetings if m.opened_at or m.announced_at or m.signed_at or m.ended_at]
        statuses = {str(status.value) for status in session.scalars(select(Declaration.status))}
        return {**{k: v for k, v in count.items() if v}, **({"held": held} if held else {}), "moved": statuses - FRESH}


PLACES = [(process, element) for process in ("declaration", "review_session") for element in drawn(process)]


@pytest.mark.parametrize(("process", "element"), PLACES, ids=lambda value: value)
def test_a_fresh_case_put_anywhere_has_no_unlawful_effect(
    process: str, element: str, begun: tuple[Path, Stage], tmp_path: Path
) -> None:
    stage = on_a_copy(begun, tmp_path)
    case = case_of(stage, process)
    refused = "nothing"

    try:
        put(stage, case, element)
        items = [item for item in stage.open_items() if item.instance_id == case and item.element == element]
        if items:
            stage.complete(items[0])
    except (Unlawful, EngineRefusal, StepFailed, AnswersInvalid, LookupError, NoResultFound) as error:
        refused = type(error).__name__  # the last: there is no ballot to vote on

    assert effects(stage) == {"moved": set()}, refused
    with stage.database.reading() as session:
        assert audit.verify(session).faults == []
    stage.database.close()
