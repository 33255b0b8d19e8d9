"""The fixed order of a DMN file: what a decision rests on, the decision, its table, its picture.

Columns and rows keep their order: it is part of what the table says.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from app.engine.canonical.documents import NotStable, local, natural, sort_children

DEFINITIONS = ("description", "extensionElements", "import", "itemDefinition", "inputData", "knowledgeSource",
               "businessKnowledgeModel", "decisionService", "decision", "textAnnotation", "association",
               "group", "DMNDI")  # fmt: skip
DECISION = ("description", "extensionElements", "question", "allowedAnswers", "variable", "informationRequirement",
            "knowledgeRequirement", "authorityRequirement")  # fmt: skip
TABLE = ("description", "extensionElements", "input", "output", "annotation", "rule")
ROW = ("description", "extensionElements", "inputEntry", "outputEntry", "annotationEntry")
COLUMN = ("description", "extensionElements", "inputExpression", "inputValues", "outputValues", "defaultOutputEntry")
ORDERS = {"definitions": DEFINITIONS, "decision": DECISION, "decisionTable": TABLE, "rule": ROW, "input": COLUMN,
          "output": COLUMN}  # fmt: skip
BY_ID = (*DEFINITIONS[2:-1], *DECISION[5:])


def ordered_table(root: etree._Element) -> etree._Element:
    """The tree of a DMN file put in order, in place. Raises NotStable for another kind of file."""
    if local(root) != "definitions" or "/DMN/" not in (etree.QName(root).namespace or ""):
        raise NotStable
    for node in list(root.iter(etree.Element)):
        if local(node) in ORDERS and etree.QName(node).namespace == etree.QName(root).namespace:
            _order(node, ORDERS[local(node)])
    places = {node.get("id"): place for place, node in enumerate(root.iter(etree.Element))}
    for picture in root.iter("{*}DMNDiagram"):
        sort_children(picture, lambda part: _part_key(part, places))
    return root


def _order(node: etree._Element, names: tuple[str, ...]) -> None:
    def key(child: etree._Element) -> tuple[Any, ...]:
        tag = local(child)
        place = names.index(tag) if tag in names else len(names) - (names is DEFINITIONS)
        return place, natural(child.get("id")) if tag in BY_ID else ("", "")

    sort_children(node, key)


def _part_key(part: etree._Element, places: dict[str | None, int]) -> tuple[Any, ...]:
    kinds = ("DMNShape", "DMNEdge")
    kind = kinds.index(local(part)) + 1 if local(part) in kinds else 0
    return kind, places.get(part.get("dmnElementRef"), len(places)), natural(part.get("id")) if kind else ("", "")
