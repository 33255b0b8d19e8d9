"""What a new form and a new decision table begin as, so that neither starts from an empty page.

A form asks exactly for what a handler wants from a person: types from the parameters, labels and kinds of
text field from forms that already ask for something of that name. Knows nothing of where forms are kept.
"""

from __future__ import annotations

import re
import typing
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import Enum
from inspect import Parameter, getdoc
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from app.forms.questions import TEXTS, Question
from handlers.handler import answers

SCHEMA_VERSION = 18
LONGEST_LINE, LONGEST_TEXT = 200, 4000
LONG = frozenset(("text", "reason", "facts", "findings", "content", "summary", "opinion_text", "answer", "report"))
FEW = 5  # so many choices are shown as buttons; more become a list to open

_TABLE_ID = re.compile(r"[a-z][a-z0-9_]{0,79}")
_NUMBERS: dict[type, dict[str, Any]] = {int: {}, float: {"decimalDigits": 2}}

Component = dict[str, Any]


def fresh_form(
    name: str,
    function: Callable[..., Any],
    familiar: Mapping[str, Question] | None = None,
    example: Mapping[str, Any] | None = None,
    without: Sequence[str] = (),
) -> dict[str, Any]:
    """A form-js form that asks for every answer of a handler but those in `without`, and nothing else.

    `familiar` are questions of other forms by key, for their labels; `example` is a set of usual answers,
    which tells what the rows of a list hold.
    """
    wanted = {key: parameter for key, parameter in answers(function).items() if key not in without}
    seen, given = familiar or {}, example or {}
    asked = [_component(parameter, seen.get(key), given.get(key)) for key, parameter in wanted.items()]
    heading = {"type": "text", "text": f"### {_first_line(function, name)}"}
    components = [_placed(component, number) for number, component in enumerate([heading, *asked], start=1)]
    id = re.sub(r"\W", "_", name)
    return {"id": id, "type": "default", "schemaVersion": SCHEMA_VERSION, "components": components}


def _first_line(function: Callable[..., Any], name: str) -> str:
    return next(iter((getdoc(function) or "").splitlines()), "").strip() or name


def _placed(component: Component, number: int) -> Component:
    id = f"{component.get('key') or component.get('path') or 'text'}_{number}"
    return {**component, "id": id, "layout": {"row": f"row_{id}", "columns": None}}


def _component(parameter: Parameter, seen: Question | None, example: Any) -> Component:
    """The field for one parameter; what may be left out in the call may be left empty on the form."""
    label = seen.label if seen else parameter.name
    field = _field(parameter.name, _plain(parameter.annotation), label, seen, example)
    if parameter.default is not parameter.empty or field["type"] in ("checkbox", "dynamiclist"):
        return field
    return {**field, "validate": {**field.get("validate", {}), "required": True}}


def _plain(annotation: Any) -> Any:
    """`X` for `X | None`."""
    kinds = [kind for kind in typing.get_args(annotation) if kind is not type(None)]
    optional = type(None) in typing.get_args(annotation)
    return kinds[0] if optional and len(kinds) == 1 else annotation


def _field(key: str, kind: Any, label: str, seen: Question | None, example: Any) -> Component:
    if typing.get_origin(kind) is list:
        return _list(key, typing.get_args(kind)[0], label, example)
    if isinstance(kind, type) and issubclass(kind, Enum):
        shown = "radio" if len(kind) <= FEW else "select"
        return {"type": shown, "key": key, "label": label, "values": _values(kind)}
    if kind is bool:
        return {"type": "checkbox", "key": key, "label": label}
    if kind is date:
        return {"type": "datetime", "key": key, "subtype": "date", "dateLabel": label}
    if kind in _NUMBERS:
        return {"type": "number", "key": key, "label": label, **_NUMBERS[kind]}
    return _text(key, label, seen)


def _text(key: str, label: str, seen: Question | None) -> Component:
    kind = seen.type if seen and seen.type in TEXTS else "textarea" if key in LONG else "textfield"
    longest = LONGEST_TEXT if kind == "textarea" else LONGEST_LINE
    return {"type": kind, "key": key, "label": label, "validate": {"maxLength": longest}}


def _values(kind: type[Enum]) -> list[dict[str, str]]:
    return [{"value": str(term.value), "label": str(getattr(term, "label", term.value))} for term in kind]


def _list(key: str, member: Any, label: str, example: Any) -> Component:
    """Texts are chosen from a list that the case supplies under the same name; records are rows."""
    if isinstance(member, type) and issubclass(member, Enum):
        return {"type": "checklist", "key": key, "label": label, "values": _values(member)}
    if member is str:
        return {"type": "checklist", "key": key, "label": label, "valuesKey": key}
    return {
        "type": "dynamiclist", "path": key, "label": label, "showOutline": True, "isRepeating": True,
        "allowAddRemove": True, "defaultRepetitions": 0, "components": _row(key, example),
    }  # fmt: skip


def _row(key: str, example: Any) -> list[Component]:
    """The columns that the usual rows have; one line of text where nobody knows."""
    rows = [row for row in example if isinstance(row, Mapping)] if isinstance(example, list) else []
    names = list(dict.fromkeys(str(name) for row in rows for name in row)) or ["text"]
    return [{"type": "textfield", "id": f"{key}_{name}", "key": name, "label": name} for name in names]


def fresh_table(id: str, name: str) -> str:
    """The text of a decision table with one input, one output and one row that always fires.

    Raises ValueError when `id` cannot be the name of a table.
    """
    if not _TABLE_ID.fullmatch(id):
        raise ValueError("决策表的编号只能用小写英文字母、数字和下划线，以字母开头，不超过 80 个字符")
    return _TABLE.format(id=id, title=quoteattr(name.strip() or id), note=escape("第　条：请写依据和情形"))


_TABLE = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" \
xmlns:modeler="http://camunda.org/schema/modeler/1.0" xmlns:camunda="http://camunda.org/schema/1.0/dmn" \
xmlns:biodi="http://bpmn.io/schema/dmn/biodi/2.0" id="definitions_{id}" name={title} \
namespace="http://camunda.org/schema/1.0/dmn" modeler:executionPlatform="Camunda Platform" \
modeler:executionPlatformVersion="7.23.0">
  <inputData id="facts_of_{id}" name="事实">
    <variable id="facts_of_{id}_variable" name="facts" typeRef="Any" />
  </inputData>
  <decision id="{id}" name={title} camunda:historyTimeToLive="P3650D">
    <informationRequirement id="{id}_reads">
      <requiredInput href="#facts_of_{id}" />
    </informationRequirement>
    <decisionTable id="{id}_table" hitPolicy="UNIQUE" biodi:annotationsWidth="420">
      <input id="{id}_in_1" label="条件" biodi:width="192">
        <inputExpression id="{id}_reads_1" typeRef="string">
          <text>facts.condition</text>
        </inputExpression>
      </input>
      <output id="{id}_out_1" label="结论" name="outcome" typeRef="string" biodi:width="192" />
      <rule id="{id}_row_1">
        <description>{note}</description>
        <inputEntry id="{id}_row_1_if_1">
          <text>-</text>
        </inputEntry>
        <outputEntry id="{id}_row_1_then_1">
          <text>""</text>
        </outputEntry>
      </rule>
    </decisionTable>
  </decision>
</definitions>
"""
