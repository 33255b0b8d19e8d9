"""Ready steps as element templates, in the format Camunda Modeler reads: one for each handler and table.

Pure: made from the designer's menus. Knows no diagram.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

SCHEMA = "https://unpkg.com/@camunda/element-templates-json-schema/resources/schema.json"
Menu = Mapping[str, Any]
Template = dict[str, Any]


def templates(handlers: Iterable[Menu], tables: Iterable[Menu]) -> list[Template]:
    """An element template for every way in which a handler may be drawn, and for every table."""
    made: list[Template] = []
    for handler in handlers:
        if handler["kind"] != "system":
            made.append(_user_task(handler))
        if handler["kind"] != "person":
            made.append(_service_task(handler))
    return [*made, *(_decision(table) for table in tables)]


def _user_task(handler: Menu) -> Template:
    fixed = [_fixed("camunda:formRef", handler["name"]), _fixed("camunda:formRefBinding", "latest")]
    days = [_asked("期限最后一天", "camunda:dueDate"), _asked("开始提醒的一天", "camunda:followUpDate")]
    return _template("task", handler, "bpmn:UserTask", [*fixed, *days])


def _service_task(handler: Menu) -> Template:
    fixed = [_fixed("camunda:type", "external"), _fixed("camunda:topic", handler["name"])]
    return _template("service", handler, "bpmn:ServiceTask", [*fixed, *map(_input, handler["parameters"])])


def _decision(table: Menu) -> Template:
    properties = [
        _fixed("camunda:decisionRef", table["id"]),
        _fixed("camunda:mapDecisionResult", "singleResult"),
        {**_asked("结果名称", "camunda:resultVariable"), "value": table["id"]},
    ]
    named = {"name": table["id"], "label": table["name"], "stage": "决策表", "articles": []}
    return _template("decision", named, "bpmn:BusinessRuleTask", properties)


def _template(kind: str, of: Menu, element: str, properties: list[dict[str, Any]]) -> Template:
    cited = "、".join(dict.fromkeys(article["cite"] for article in of["articles"]))
    stage = str(of["stage"])
    return {
        "$schema": SCHEMA,
        "name": of["label"],
        "id": f"zhiping.{kind}.{of['name']}",
        "description": f"{stage} · {cited}" if cited else stage,
        "category": {"id": f"zhiping.{stage}", "name": stage},
        "appliesTo": [element],
        "properties": [{"type": "Hidden", "value": of["label"], "binding": _bound("name")}, *properties],
    }


def _bound(name: str) -> dict[str, str]:
    return {"type": "property", "name": name}


def _fixed(name: str, value: str) -> dict[str, Any]:
    return {"type": "Hidden", "value": value, "binding": _bound(name)}


def _asked(label: str, name: str) -> dict[str, Any]:
    return {"label": label, "type": "String", "optional": True, "binding": _bound(name)}


def _input(parameter: Menu) -> dict[str, Any]:
    return {
        "label": parameter["name"],
        "type": "String",
        "optional": not parameter["required"],
        **({"constraints": {"notEmpty": True}} if parameter["required"] else {}),
        "binding": {"type": "camunda:inputParameter", "name": parameter["name"]},
    }
