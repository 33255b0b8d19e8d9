"""Nothing in a file changes unnoticed: a hundred random edits, each told, there and back."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from lxml import etree

from app.engine.difference import difference
from app.engine.modelset import of_files
from handlers import catalogue
from tests.difference.shipped import ROOT, model, source

DIAGRAMS = sorted(path.name for path in (ROOT / "processes").glob("*.bpmn"))
TABLES = sorted(path.name for path in (ROOT / "processes").glob("*.dmn"))
FORMS = sorted(path.name for path in (ROOT / "forms").glob("*.form"))
# Names within the file that say nothing by themselves, and flows in and out, which the flows say already.
SILENT = ("incoming", "outgoing", "BPMNDiagram", "BPMNPlane", "laneSet", "DMNDI", "DMNDiagram", "bounds")


def edit_xml(text: str, chance: random.Random) -> str:
    """The text with one attribute or one word changed somewhere in it."""
    root = etree.fromstring(text.encode())
    nodes = [node for node in root.iter(etree.Element) if etree.QName(node).localname not in SILENT]
    while True:
        node = chance.choice(nodes)
        keys = [key for key in node.attrib if key != "id"]
        drawn = "/DI" in (etree.QName(node).namespace or "") or "DMNDI" in (etree.QName(node).namespace or "")
        if (node.text or "").strip():
            node.text = f"{(node.text or '').strip()}x"
        elif keys and not drawn:
            key = chance.choice(keys)
            node.set(key, {"true": "false", "false": "true"}.get(str(node.get(key)), f"{node.get(key)}x"))
        elif drawn and node.get("x"):
            node.set("x", str(float(str(node.get("x"))) + 7))
        else:
            continue
        return etree.tostring(root, encoding="unicode")


def edit_form(text: str, chance: random.Random) -> str:
    """The text with one value changed somewhere in it."""
    document = json.loads(text)
    places = list(values(document))
    holder, key = chance.choice(places)
    value = holder[key]
    holder[key] = not value if isinstance(value, bool) else value + 1 if isinstance(value, int) else f"{value}x"
    return json.dumps(document)


def values(data: Any) -> Any:
    """Every plain value in a document: what holds it, and where."""
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        if isinstance(value, dict | list):
            yield from values(value)
        elif not (isinstance(data, dict) and key in ("id", "schemaVersion") and "components" not in data):
            yield data, key


@pytest.mark.parametrize("seed", range(100))
def test_a_random_edit_is_told(seed: int) -> None:
    chance = random.Random(seed)
    name = chance.choice(chance.choice((DIAGRAMS, TABLES, FORMS)))
    edit = edit_form if name.endswith(".form") else edit_xml
    old, changed = model(name, source(name)), None
    for _ in range(30):
        changed = of_files([(name, edit(source(name), chance).encode())])
        if not changed.problems:
            break
    assert changed is not None and not changed.problems
    there, back = difference(old, changed, catalogue), difference(changed, old, catalogue)
    assert there and back
    assert all(change.words and change.what for change in (*there, *back))
