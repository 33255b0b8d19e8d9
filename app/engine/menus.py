"""The designer's menus: what the catalogue and a set of models offer to choose from when one draws.

Pure: handlers, roles, legal periods, messages, tables and forms as plain data. Knows no page.
"""

from __future__ import annotations

import inspect
import types
import typing
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from app.engine import calling, handbook
from app.engine.catalogue import Catalogue
from app.engine.decisions import DecisionTable
from app.engine.elements import THROWING
from app.engine.modelset import Model, ModelSet
from app.engine.templates import templates
from handlers.evidence import texts
from handlers.handler import fills, subject_type
from handlers.rules.periods import PERIODS, Period, Waited
from handlers.rules.roles import Role

#: Handlers by the first part of their name, in the order of a declaration's life.
STAGES: Mapping[str, str] = {
    "declaration": "申报", "first_check": "单位初审与推荐", "publicity": "公示", "complaint": "异议与举报",
    "reporting": "逐级上报", "acceptance": "受理", "review_session": "评审会议", "ballot": "投票表决",
    "confirmation": "核准确认", "certificate": "证书", "calendar": "工作日历", "clue": "线索", "inspection": "监督检查",
    "supervision": "评委会监管", "violation": "个人违规", "employer": "用人单位问责",
}  # fmt: skip
KINDS: Mapping[Any, str] = {bool: "bool", int: "number", float: "number", date: "date", datetime: "date"}


def menus(models: ModelSet, catalogue: Catalogue) -> dict[str, Any]:
    """Everything a designer chooses from, as JSON."""
    handlers = [_handler(name, models, catalogue) for name in sorted(catalogue.HANDLERS, key=_by_stage)]
    tables = [_table(table) for table in models.tables.values()]
    return {
        "handlers": handlers,
        "roles": [{"value": role.value, "title": role.label} for role in Role],
        "clocks": [_clock(waited, period) for waited, period in PERIODS.items()],
        "messages": messages(models),
        "tables": tables,
        "forms": sorted(models.forms),
        "processes": [_process(key, model) for key, model in models.processes.items()],
        "blocks": templates(handlers, tables),
    }


def _by_stage(name: str) -> int:
    stages = list(STAGES)
    stage = name.partition(".")[0]
    return stages.index(stage) if stage in stages else len(stages)


def _handler(name: str, models: ModelSet, catalogue: Catalogue) -> dict[str, Any]:
    handler = catalogue.HANDLERS[name]
    stage = name.partition(".")[0]
    kinds = {record: kind for kind, record in catalogue.SUBJECTS.items()}
    promised = [result for (of, result) in PERIODS if of == name]
    return {
        "name": name,
        "label": label(handler),
        "stage": STAGES.get(stage, stage),
        "subject": kinds.get(subject_type(handler), ""),
        "kind": _kind(name, models, catalogue),
        "parameters": list(_parameters(handler)),
        "results": list(dict.fromkeys([*promised, *handbook.results(handler)])),
        "articles": [_article(id) for id in _asked(name, handler)],
        "form": name in models.forms,
    }


def _asked(name: str, handler: calling.Handler) -> list[str]:
    """The requirements that a handler asks, those of the periods that it starts first."""
    started = [period.requirement for (of, _), period in PERIODS.items() if of == name]
    return list(dict.fromkeys([*started, *handbook.requirements(handler)]))


def label(handler: calling.Handler) -> str:
    """What designers read of a handler: the first line of its docstring."""
    return (handler.__doc__ or "").strip().split("\n")[0].rstrip("。")


def _kind(name: str, models: ModelSet, catalogue: Catalogue) -> str:
    """Who runs it: a person with a form, the system, or either; an act that notes who acted is a person's."""
    handler = catalogue.HANDLERS[name]
    drawn = {e.tag for m in models.processes.values() for e in m.diagram.elements.values() if e.handler == name}
    by_person = name in models.forms or bool(drawn & {"userTask"})
    by_system = bool(drawn - {"userTask", "startEvent"})
    if by_person != by_system:
        return "person" if by_person else "system"
    if by_person or "actor" not in fills(handler):
        return "either" if by_person or calling.required(handler) else "system"
    return "person"


def _parameters(handler: calling.Handler) -> Iterator[dict[str, Any]]:
    required = calling.required(handler)
    for name, parameter in calling.parameters(handler).items():
        yield {"name": name, "required": name in required, "type": _type(parameter)}


def _type(parameter: inspect.Parameter) -> str:
    """One word for what a parameter holds: text, number, bool, date or list."""
    annotation = parameter.annotation
    kinds = typing.get_args(annotation) if isinstance(annotation, types.UnionType) else (annotation,)
    for kind in kinds:
        bare = typing.get_origin(kind) or kind
        if bare in KINDS:
            return KINDS[bare]
        if bare in (list, tuple, set) or getattr(bare, "__name__", "") in ("Sequence", "Iterable"):
            return "list"
    return "text"


def _article(id: str) -> dict[str, str]:
    return {"id": id, "cite": texts.cite(id), "line": texts.line(id)}


def _clock(waited: Waited, period: Period) -> dict[str, Any]:
    handler, result = waited
    return {
        "id": period.clock,
        "name": period.name,
        "handler": handler,
        "result": result,
        "expression_hint": f"${{…{result}}}",
        "minimum": period.minimum,
        "requirement": _article(period.requirement),
    }


def messages(models: ModelSet) -> list[dict[str, Any]]:
    """Every message that the diagrams send or wait for, with the processes at both ends."""
    found: dict[str, dict[str, list[str]]] = {}
    for key, model in models.processes.items():
        for element in model.diagram.elements.values():
            if element.message:
                ends = found.setdefault(element.message, {"senders": [], "receivers": []})
                end = ends["senders" if element.tag in THROWING else "receivers"]
                if key not in end:
                    end.append(key)
    titles = {key: model.diagram.name for key, model in models.processes.items()}
    return [{"name": name, **_titled(found[name], titles)} for name in sorted(found)]


def _titled(ends: Mapping[str, list[str]], titles: Mapping[str, str]) -> dict[str, Any]:
    return {end: [{"key": key, "title": titles[key]} for key in keys] for end, keys in ends.items()}


def _process(key: str, model: Model) -> dict[str, Any]:
    """A process by name, with the names of its steps: a way through several processes is told in them."""
    steps = {element.id: element.name for element in model.diagram.elements.values() if element.name}
    return {"key": key, "title": model.diagram.name, "steps": steps}


def _table(table: DecisionTable) -> dict[str, Any]:
    return {
        "id": table.id,
        "name": table.name,
        "inputs": [column.label or column.expression for column in table.inputs],
        "outputs": [column.name for column in table.outputs],
    }
