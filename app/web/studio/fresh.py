"""What a file that does not exist yet begins as in its editor; nothing is kept before it is saved."""

from __future__ import annotations

import re
from xml.sax.saxutils import quoteattr

from app.drafts import names
from app.forms import beginning
from app.web.context import today
from app.web.studio import examples
from handlers.catalogue import HANDLERS

_KEY = re.compile(r"[A-Za-z_][\w.-]{0,79}")
_PROCESS = """<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" \
xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" \
xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id={definitions} targetNamespace="zhiping">
  <bpmn:process id={key} name={key} isExecutable="true" camunda:historyTimeToLive="P3650D">
    <bpmn:startEvent id="begin"/>
  </bpmn:process>
  <bpmndi:BPMNDiagram id="diagram">
    <bpmndi:BPMNPlane id="plane" bpmnElement={key}>
      <bpmndi:BPMNShape id="begin_di" bpmnElement="begin">
        <dc:Bounds x="180" y="160" width="36" height="36"/>
      </bpmndi:BPMNShape>
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
"""
_STORY = """story: 用一句话写明发生了什么、应当怎样结束
people: {}
steps: []
then: {}
"""


def text_of(name: str) -> str:
    """The text that a new file of this name begins with; empty where the name allows none."""
    kind, stem = names.kind_of(name), names.stem(name)
    if kind == names.PROCESS:
        return _process(stem) if _KEY.fullmatch(stem) else ""
    if kind == names.TABLE:
        return _table(stem)
    if kind == names.FORM:
        return examples.fresh(stem, today()) if stem in HANDLERS else ""
    return _STORY


def _process(key: str) -> str:
    return _PROCESS.format(key=quoteattr(key), definitions=quoteattr(f"definitions_{key}"))


def _table(id: str) -> str:
    try:
        return beginning.fresh_table(id, id)
    except ValueError:
        return ""
