"""What goes without saying: attributes that say what holds anyway, which some editors write and others leave out."""

from __future__ import annotations

from lxml import etree

CAMUNDA = "{http://camunda.org/schema/1.0/bpmn}"
UNSAID = {
    ("businessRuleTask", f"{CAMUNDA}mapDecisionResult"): "resultList",
    ("boundaryEvent", "cancelActivity"): "true",
    ("startEvent", "isInterrupting"): "true",
    ("subProcess", "triggeredByEvent"): "false",
    ("multiInstanceLoopCharacteristics", "isSequential"): "false",
}


def said(node: etree._Element) -> dict[str, str]:
    """The attributes of an element that say something."""
    tag = etree.QName(node).localname
    return {str(key): str(value) for key, value in node.attrib.items() if UNSAID.get((tag, str(key))) != str(value)}
