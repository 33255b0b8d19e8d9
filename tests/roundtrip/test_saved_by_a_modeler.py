"""Every shipped diagram, opened and saved again as a modeler does, says the same and plays the same stories."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree
from sqlalchemy import select

from app.clock import FixedClock
from app.database import Database
from app.engine import Engine, ProcessDefinition, ProcessInstance
from app.engine.elements import BPMN, CAMUNDA
from app.engine.modelset import ModelSet, of_paths
from app.trial.outcome import differences
from app.trial.stage import setting
from app.trial.story import read

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = sorted((ROOT / "processes").glob("*.bpmn"))
BROWSER = ROOT / "app" / "web" / "browser"
MODELER = "{http://camunda.org/schema/modeler/1.0}"
DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"

#: What a modeler leaves out because it is what the attribute means anyway.
UNSAID = {f"{CAMUNDA}mapDecisionResult": "resultList"}

#: Stories, and the processes that each comes through; together all of them.
STORIES = {
    "straight_path": {"declaration", "review_session", "publicity", "confirmation"},
    "complaint_upheld": {"complaint"},
    "calendar_recomputed": {"calendar"},
    "violation_7_appeal": {"violation", "record_appeal"},
    "employer_3_overdue": {"employer_measure"},
    "inspection_1_drawn": {"inspection", "inspection_plan"},
    "inspection_2_overdue": {"clue"},
    "not_recognised": {"non_recognition", "supervision"},
    "supervision_withdrawn_interview": {"measure_withdrawal"},
}

Said = tuple[str, frozenset[tuple[str, str]], str, tuple["Said", ...]]


@pytest.fixture(scope="session")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of diagrams after a modeler has had them."""
    node = shutil.which("node")
    assert node, "node is missing: run make setup"
    folder = tmp_path_factory.mktemp("saved")
    told = subprocess.run(
        [node, "roundtrip/roundtrip.mjs", str(ROOT / "processes"), str(folder)],
        cwd=BROWSER, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    return folder


@pytest.fixture(scope="session")
def before() -> ModelSet:
    return of_paths(SHIPPED)


@pytest.fixture(scope="session")
def after(saved: Path) -> ModelSet:
    return of_paths([saved])


def said(node: etree._Element) -> Said:
    """An element with all it holds, whatever the order that things are written in."""
    attributes = frozenset((str(k), str(v)) for k, v in node.attrib.items() if UNSAID.get(str(k)) != v)
    inside = sorted((said(child) for child in node.iterchildren(etree.Element)), key=repr)
    return (str(node.tag), attributes, (node.text or "").strip(), tuple(inside))


def root(path: Path) -> etree._Element:
    return etree.parse(path).getroot()


@pytest.mark.parametrize("shipped", SHIPPED, ids=lambda path: path.stem)
def test_nothing_is_lost_or_changed(shipped: Path, saved: Path) -> None:
    assert said(root(saved / shipped.name)) == said(root(shipped))


@pytest.mark.parametrize("shipped", SHIPPED, ids=lambda path: path.stem)
def test_lanes_conditions_messages_and_drawing_are_all_there(shipped: Path, saved: Path) -> None:
    tags = ("lane", "flowNodeRef", "conditionExpression", "message", "timerEventDefinition", "textAnnotation")
    names = [f"{BPMN}{tag}" for tag in tags] + [f"{CAMUNDA}inputParameter", f"{CAMUNDA}property"]
    names += [f"{DI}BPMNShape", f"{DI}BPMNEdge", f"{DI}BPMNLabel"]
    kept = {name: len(list(root(saved / shipped.name).iter(name))) for name in names}

    assert kept == {name: len(list(root(shipped).iter(name))) for name in names}
    assert kept[f"{DI}BPMNShape"] > 0


@pytest.mark.parametrize("shipped", SHIPPED, ids=lambda path: path.stem)
def test_a_modeler_still_knows_which_engine_it_is_for(shipped: Path, saved: Path) -> None:
    kept = root(saved / shipped.name)

    assert kept.get(f"{MODELER}executionPlatform") == "Camunda Platform"
    assert kept.get(f"{MODELER}executionPlatformVersion") == root(shipped).get(f"{MODELER}executionPlatformVersion")


def test_the_engine_reads_the_same_processes(before: ModelSet, after: ModelSet) -> None:
    assert after.problems == []
    assert {key: one.diagram for key, one in after.processes.items()} == {
        key: one.diagram for key, one in before.processes.items()
    }


@pytest.mark.parametrize("name", STORIES)
def test_a_story_is_played_the_same_on_what_was_saved(
    name: str,
    saved: Path,
    sqlite_database: Database,
    clock: FixedClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ZHIPING_KEYS_DIR", str(tmp_path / "keys"))
    engine = Engine(sqlite_database, clock)
    story = read(ROOT / "processes" / f"{name}.scenario.yaml")
    stage = setting(sqlite_database, engine, clock, story)
    engine.publish([saved, ROOT / "forms", *(ROOT / "processes").glob("*.dmn")], author="a modeler")

    for turn in story.turns:
        stage.play(turn)

    with sqlite_database.reading() as session:
        assert differences(session, story, stage.cases) == []
        played = session.scalars(select(ProcessInstance.definition_id)).all()
        found = session.scalars(select(ProcessDefinition).where(ProcessDefinition.id.in_(played))).all()
    assert STORIES[name] <= {one.key for one in found}
    assert all(one.xml == (saved / one.file).read_text(encoding="utf-8") for one in found)


def test_the_stories_come_through_every_process() -> None:
    assert set().union(*STORIES.values()) == {path.stem for path in SHIPPED}
