"""The decision tables a case asked: the row that fired, as the table's row, over the values it was asked with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as later

from app.audit import Journal
from app.engine.decisions import DecisionTable
from app.engine.definition import Definition

POLICIES = {
    "UNIQUE": later("只命中一行"),
    "ANY": later("命中各行结果相同"),
    "FIRST": later("取第一个命中行"),
    "RULE ORDER": later("按行的顺序取全部"),
    "COLLECT": later("汇总全部命中行"),
}


@dataclass(frozen=True)
class Fired:
    """A row of the table that fired: its number, the cells under the inputs and outputs, and its note."""

    number: int
    tests: list[str]
    outputs: list[str]
    note: str


@dataclass(frozen=True)
class Decided:
    """One answer of a table. `asked` are the input values then, empty where they were not written down."""

    at: datetime
    element: str
    element_name: str
    table: str
    name: str
    policy: str
    rows: int
    inputs: list[str]
    outputs: list[str]
    asked: list[str]
    answered: list[str]
    fired: list[Fired]


def decided(rows: Sequence[Journal], definition: Definition) -> list[Decided]:
    """The decisions among rows of the journal, in their order; tables that the definition lacks are left out."""
    known = {element.decision for element in definition.diagram.elements.values() if element.decision}
    asked = [row for row in rows if row.event == "decision" and row.detail.get("table") in known]
    return [_decided(row, definition.table(row.detail["table"])) for row in asked]


def _decided(row: Journal, table: DecisionTable) -> Decided:
    outputs = row.detail.get("outputs")
    first = outputs[0] if isinstance(outputs, list) and outputs else outputs
    values = first if isinstance(first, dict) else {}
    return Decided(
        at=row.at,
        element=row.element,
        element_name=row.element_name,
        table=table.id,
        name=table.name or table.id,
        policy=str(POLICIES.get(table.hit_policy, table.hit_policy)),
        rows=len(table.rules),
        inputs=[column.label for column in table.inputs],
        outputs=[column.label for column in table.outputs],
        asked=[shown(value) for value in row.detail.get("inputs", ())],
        answered=[shown(values.get(column.name)) for column in table.outputs],
        fired=[_fired(table, number) for number in row.detail.get("rows", ())],
    )


def _fired(table: DecisionTable, number: int) -> Fired:
    row = next((row for row in table.rules if row.number == number), None)
    if row is None:
        return Fired(number, [], [], "")
    outputs = [output.text if output else "" for output in row.outputs]
    return Fired(number, [test.text for test in row.tests], outputs, row.note)


def shown(value: Any) -> str:
    """A value of the process as a table shows it."""
    if value is None:
        return "—"
    if isinstance(value, bool):
        return str(_("是") if value else _("否"))
    return str(value)
