"""The same model gives the same text, whoever saved it, and means what it meant."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from app.engine import elements, xml
from app.engine.canonical import stable
from app.engine.decisions import load as load_table
from app.engine.elements import BPMN, Diagram

ROOT = Path(__file__).parents[2]
DIAGRAMS = sorted((ROOT / "processes").glob("*.bpmn"))
TABLES = sorted((ROOT / "processes").glob("*.dmn"))
FORMS = sorted((ROOT / "forms").glob("*.form"))
SHIPPED = [*DIAGRAMS, *TABLES, *FORMS]
EMPTY = """<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d">{}</bpmn:definitions>"""


def names(paths: list[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("path", paths, ids=lambda path: path.name)


def meaning(text: str) -> list[tuple[str, str, dict[str, Any], dict[str, list[tuple[Any, ...]]]]]:
    """What the engine reads in a file: the nodes, and the flows out of each in their order."""
    told = []
    for process in elements.processes(xml.parse(text.encode())):
        diagram = elements.read(process)
        told.append((diagram.id, diagram.name, dict(diagram.elements), flows_of(diagram)))
    return sorted(told, key=lambda each: each[0])


def flows_of(diagram: Diagram) -> dict[str, list[tuple[Any, ...]]]:
    flows: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for flow in diagram.flows:
        flows[flow.source].append((flow.id, flow.target, flow.condition))
    return flows


def shuffled(text: str, seed: int) -> str:
    """The same diagram as another editor might have saved it: no order that carries meaning is touched."""
    chance = random.Random(seed)
    root = etree.fromstring(text.encode())
    for node in list(root.iter(etree.Element)):
        attributes = list(node.attrib.items())
        chance.shuffle(attributes)
        node.attrib.clear()
        node.attrib.update(attributes)
        if etree.QName(node).localname in ("process", "subProcess", "lane", "BPMNPlane", "laneSet", "properties"):
            children = list(node)
            chance.shuffle(children)
            node[:] = children
    move_apart(root, chance)
    return etree.tostring(root, encoding="unicode")


def move_apart(root: etree._Element, chance: random.Random) -> None:
    """What a shuffle must not change: the order of the flows out of one node. What it may: the rest."""
    for scope in list(root.iter(f"{BPMN}process", f"{BPMN}subProcess")):
        children = list(scope)
        flows = [child for child in children if child.tag == f"{BPMN}sequenceFlow"]
        ordered = iter(sorted(flows, key=lambda flow: ORDER[str(flow.get("id"))]))
        scope[:] = [next(ordered) if child in flows else child for child in children]
    messages = root.findall(f"{BPMN}message")
    chance.shuffle(messages)
    for message in messages:
        root.append(message)


ORDER = {
    str(flow.get("id")): place
    for path in DIAGRAMS
    for place, flow in enumerate(etree.parse(str(path)).getroot().iter(f"{BPMN}sequenceFlow"))
}


@names(SHIPPED)
def test_putting_in_order_twice_is_once(path: Path) -> None:
    once = stable(path.name, path.read_text(encoding="utf-8"))
    assert stable(path.name, once) == once


@names(DIAGRAMS)
def test_a_diagram_in_order_means_what_it_meant(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert meaning(stable(path.name, text)) == meaning(text)


@names(DIAGRAMS)
def test_a_shipped_diagram_keeps_all_its_lines(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    without_saying = text.replace(' camunda:mapDecisionResult="resultList"', "")
    assert sorted(stable(path.name, text).splitlines()) == sorted(without_saying.splitlines())


def test_what_goes_without_saying_is_not_said() -> None:
    text = EMPTY.format('<bpmn:process id="p"><bpmn:startEvent id="a"{}/><bpmn:task id="b"/></bpmn:process>')
    assert stable("x.bpmn", text.format(' isInterrupting="true"')) == stable("x.bpmn", text.format(""))
    assert 'isInterrupting="false"' in stable("x.bpmn", text.format(' isInterrupting="false"'))


@names(DIAGRAMS)
def test_a_shuffled_diagram_ends_in_the_same_text(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    wanted = stable(path.name, text)
    for seed in range(5):
        mixed = shuffled(text, seed)
        assert stable(path.name, mixed) == wanted


@names(TABLES)
def test_a_table_in_order_decides_as_before(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    before, after = load_table(text.encode()), load_table(stable(path.name, text).encode())
    assert repr(after) == repr(before)


@names(FORMS)
def test_a_form_in_order_is_the_same_form(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    after = stable(path.name, text)
    assert json.loads(after) == json.loads(text)
    assert stable(path.name, json.dumps(json.loads(text), sort_keys=True)) == after


def test_a_task_put_into_the_flow_adds_lines_and_moves_none() -> None:
    path = ROOT / "processes" / "review_session.bpmn"
    before = stable(path.name, path.read_text(encoding="utf-8"))
    flow = '<bpmn:sequenceFlow id="plan_to_draw" sourceRef="plan" targetRef="draw" />'
    assert flow in before
    added = flow.replace('targetRef="draw"', 'targetRef="weigh"') + (
        '<bpmn:userTask id="weigh" name="斟酌" /><bpmn:sequenceFlow id="weigh_on" sourceRef="weigh" targetRef="draw" />'
    )
    after = stable(path.name, before.replace(flow, added))
    kept = [line for line in after.splitlines() if "weigh" not in line]
    assert kept == [line for line in before.splitlines() if line.strip() != flow]


def test_comments_stay_with_what_follows_them() -> None:
    text = EMPTY.format(
        '<bpmn:process id="p"><!-- the end --><bpmn:endEvent id="b"/><!-- the beginning --><bpmn:startEvent id="a"/>'
        '<bpmn:sequenceFlow id="f" sourceRef="a" targetRef="b"/><!-- last --></bpmn:process>'
    )
    lines = [line.strip() for line in stable("x.bpmn", f"<!-- head -->{text}<!-- foot -->").splitlines()]
    assert lines[1] == "<!-- head -->" and lines[-1] == "<!-- foot -->"
    assert lines[4:6] == ["<!-- the beginning -->", '<bpmn:startEvent id="a" />']
    assert lines[6:8] == ["<!-- the end -->", '<bpmn:endEvent id="b" />']
    assert lines[9] == "<!-- last -->"


def test_words_stay_as_they_are_written() -> None:
    said = "一行\n  另一行 &lt;b> &amp;amp; 完 "
    text = EMPTY.format(
        f'<bpmn:process id="p"><bpmn:documentation>{said}</bpmn:documentation><bpmn:startEvent id="a" '
        'name="上&#10;下"/>'
        "<bpmn:textAnnotation id='t'><bpmn:text><![CDATA[a < b]]> 与 c</bpmn:text></bpmn:textAnnotation></bpmn:process>"
    )
    before, after = etree.fromstring(text), etree.fromstring(stable("x.bpmn", text).encode())
    for path in (f".//{BPMN}documentation", f".//{BPMN}text"):
        assert after.findtext(path) == before.findtext(path)
    assert after.find(f".//{BPMN}startEvent").get("name") == "上\n下"  # type: ignore[union-attr]


def test_prefixes_are_kept_and_declared_once_at_the_root() -> None:
    text = EMPTY.format(
        '<bpmn:process id="p"><bpmn:startEvent id="a" xmlns:own="urn:own" own:mark="1"/>'
        '<bpmn:endEvent id="b" xmlns:own="urn:other" own:mark="2"/></bpmn:process>'
    )
    after = stable("x.bpmn", text)
    assert 'xmlns:own="urn:own"' in after.splitlines()[1]
    root = etree.fromstring(after.encode())
    assert root.find(f".//{BPMN}startEvent").get("{urn:own}mark") == "1"  # type: ignore[union-attr]
    assert root.find(f".//{BPMN}endEvent").get("{urn:other}mark") == "2"  # type: ignore[union-attr]
    assert stable("x.bpmn", after) == after


def test_measures_of_the_picture_are_rounded_and_others_are_not() -> None:
    text = (ROOT / "processes" / "calendar.bpmn").read_text(encoding="utf-8")
    after = stable("x.bpmn", text.replace('x="222" y="112"', 'x="222.00000004" y="112.25"'))
    assert '<dc:Bounds x="222" y="112.2" width="36" height="36" />' in after
    assert 'executionPlatformVersion="7.23.0"' in after


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.bpmn", "<nothing"),
        ("x.bpmn", "<html/>"),
        ("x.bpmn", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
        ("x.dmn", EMPTY.format("")),
        ("x.form", "{"),
        ("x.form", "[1]"),
        ("x.form", '{"a": 1, "a": 2}'),
        ("x.scenario.yaml", "b: 1\na: 2\n"),
    ],
)
def test_what_cannot_be_put_in_order_is_left_alone(name: str, text: str) -> None:
    assert stable(name, text) == text


def test_odd_diagrams_lose_nothing() -> None:
    text = EMPTY.format(
        '<bpmn:process id="p"><bpmn:boundaryEvent id="b" attachedToRef="b"/><bpmn:task id="x"/><bpmn:task id="x"/>'
        '<bpmn:task/><bpmn:sequenceFlow id="f" sourceRef="x" targetRef="nowhere"/>'
        '<bpmn:task id="c"/><bpmn:task id="d"/><bpmn:sequenceFlow id="g" sourceRef="c" targetRef="d"/>'
        '<bpmn:sequenceFlow id="h" sourceRef="d" targetRef="c"/></bpmn:process>'
    )
    after = stable("x.bpmn", text)
    assert len(list(etree.fromstring(after.encode()).iter())) == len(list(etree.fromstring(text).iter()))
    assert stable("x.bpmn", after) == after
