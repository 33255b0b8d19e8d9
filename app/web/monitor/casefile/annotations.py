"""What the drawing says beside its elements: the notes that name a step's period and article."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from lxml import etree

from app.web.desk.outline import BPMN, PARSER


@lru_cache(maxsize=128)
def notes(xml: str) -> Mapping[str, str]:
    """The note of each element that has one; a boundary event without a note has that of its task."""
    root = etree.fromstring(xml.encode(), PARSER)
    texts = {note.get("id", ""): _text(note) for note in root.iter(f"{BPMN}textAnnotation")}
    found: dict[str, str] = {}
    for line in root.iter(f"{BPMN}association"):
        ends = (line.get("sourceRef", ""), line.get("targetRef", ""))
        for element, note in (ends, ends[::-1]):
            if note in texts:
                found.setdefault(element, texts[note])
    for boundary in root.iter(f"{BPMN}boundaryEvent"):
        task = boundary.get("attachedToRef", "")
        if task in found:
            found.setdefault(boundary.get("id", ""), found[task])
    return found


def _text(note: etree._Element) -> str:
    return "".join("".join(map(str, note.itertext())).split())
