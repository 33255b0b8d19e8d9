"""Repairs and what failed, for those who watch. One person asks, another agrees; nobody sees cases of another area."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from app import repairs as asking
from app.accounts import permissions
from app.api.context import actor, guarded
from app.api.schemas import Body, length, one_of
from app.engine import NotYours
from app.engine.repair.orders import OPERATIONS, Operation, Order
from app.engine.repair.performing import Preview
from app.engine.repair.repairs import MOST_CASES, Asked
from app.engine.repair.store import LEAST_REASON, Repair, RepairItem
from app.visit import place

repairs = guarded("repairs", __name__, "修复")


class OrderIn(Body):
    """One operation on the cases listed; a whole process needs none."""

    operation = fields.Str(required=True, validate=one_of(*(each.value for each in Operation)))
    process = fields.Str(required=True, validate=length(1, 80))
    cases = fields.List(fields.Str(), load_default=list, validate=length(None, MOST_CASES))
    element = fields.Str(load_default="")
    target = fields.Str(load_default="")
    values = fields.Dict(keys=fields.Str(), load_default=dict)
    until = fields.AwareDateTime(load_default=None)


class RequestIn(OrderIn):
    """The same with the reason."""

    reason = fields.Str(required=True, validate=length(LEAST_REASON, 2000))


class Decision(Body):
    """What the second person says of it."""

    decision = fields.Str(load_default="", validate=length(None, 2000))


class RepairQuery(Body):
    """Which repairs are asked for."""

    status = fields.Str(load_default="")
    page = fields.Int(load_default=1)


class IncidentQuery(Body):
    """Which incidents are asked for."""

    process = fields.Str(load_default="")
    search = fields.Str(load_default="")


class PreviewOut(Schema):
    """What an order would do to a case."""

    case = fields.Str()
    works = fields.Bool()
    refused = fields.Str()
    requirements = fields.List(fields.Str())
    outcome = fields.Dict()


class ItemOut(Schema):
    """One case of a repair."""

    case = fields.Str(allow_none=True)
    number = fields.Str()
    status = fields.Str()
    result = fields.Str()
    preview = fields.Dict()
    outcome = fields.Dict(allow_none=True)


class RepairOut(Schema):
    """A repair with its persons and how far it is."""

    id = fields.Str()
    number = fields.Str()
    operation = fields.Str()
    process = fields.Str()
    parameters = fields.Dict()
    reason = fields.Str()
    status = fields.Str()
    requested_by = fields.Str()
    requested_at = fields.DateTime()
    decided_by = fields.Str()
    decided_at = fields.DateTime(allow_none=True)
    decision = fields.Str()
    total = fields.Int()
    done = fields.Int()
    refused = fields.Int()
    stale = fields.Int()
    cases = fields.List(fields.Nested(ItemOut))


class RepairsOut(Schema):
    """One page of repairs."""

    items = fields.List(fields.Nested(RepairOut))
    total = fields.Int()


class IncidentOut(Schema):
    """What failed."""

    id = fields.Str()
    instance_id = fields.Str(allow_none=True)
    process = fields.Str()
    element = fields.Str()
    error = fields.Str()
    attempts = fields.Int()
    last_at = fields.DateTime()


def may_read() -> None:
    if not permissions.may_read_repairs(actor()):
        raise NotYours("您现在的岗位不能查看修复")


def order_in(given: dict[str, Any]) -> Order:
    """An order from a request."""
    named = (given["element"], given["target"], given["values"], given["until"])
    return Order(OPERATIONS[given["operation"]], *named)


def preview_out(case: str, seen: Preview) -> dict[str, Any]:
    shown = {"works": seen.works, "refused": seen.refused, "requirements": list(seen.requirements)}
    return {"case": case, **shown, "outcome": dict(seen.outcome)}


def item_out(item: RepairItem) -> dict[str, Any]:
    columns = ("number", "status", "result", "preview", "outcome")
    return {"case": item.instance_id, **{name: getattr(item, name) for name in columns}}


def repair_out(session: Any, found: Repair, *, cases: bool = False) -> dict[str, Any]:
    """A repair in the API's words."""
    columns = ("id", "number", "operation", "process", "parameters", "reason", "status", "requested_at", "decided_at")
    far = asking.progress(session, found.id)
    return {
        **{name: getattr(found, name) for name in (*columns, "decision")},
        "requested_by": found.requested_by_name,
        "decided_by": found.decided_by_name,
        **{name: getattr(far, name) for name in ("total", "done", "refused", "stale")},
        "cases": [item_out(each) for each in asking.items(session, found)] if cases else [],
    }


def shown(id: str) -> dict[str, Any]:
    """One repair as the actor may read it."""
    may_read()
    with place().database.reading() as session:
        return repair_out(session, asking.repair_for(session, actor(), id), cases=True)


@repairs.get("/repairs")
@repairs.arguments(RepairQuery, location="query")
@repairs.response(200, RepairsOut)
def listed(query: dict[str, Any]) -> Any:
    """修复清单"""
    may_read()
    with place().database.reading() as session:
        found, total = asking.listing(session, actor(), query["status"], max(1, query["page"]))
        return {"items": [repair_out(session, each) for each in found], "total": total}


@repairs.post("/repairs")
@repairs.arguments(RequestIn)
@repairs.response(201, RepairOut)
def request(given: dict[str, Any]) -> Any:
    """提出修复，等待第二人批准"""
    asked = [Asked(case=case) for case in given["cases"]]
    id = asking.request(place().engine, actor(), order_in(given), given["process"], asked, given["reason"])
    return shown(id)


@repairs.post("/repairs/preview")
@repairs.arguments(OrderIn)
@repairs.response(200, PreviewOut(many=True))
def preview(given: dict[str, Any]) -> Any:
    """预览修复的后果，不作任何改动"""
    asked = [Asked(case=case) for case in given["cases"]]
    seen = asking.preview(place().engine, actor(), order_in(given), asked)
    return [preview_out(case, each) for case, each in zip(given["cases"], seen, strict=True)]


@repairs.get("/repairs/<id>")
@repairs.response(200, RepairOut)
def one(id: str) -> Any:
    """一项修复及逐件结果"""
    return shown(id)


@repairs.post("/repairs/<id>/approve")
@repairs.arguments(Decision)
@repairs.response(200, RepairOut)
def approve(given: dict[str, Any], id: str) -> Any:
    """批准他人提出的修复，随即执行"""
    asking.approve(place().engine, actor(), id, given["decision"])
    return shown(id)


@repairs.post("/repairs/<id>/refuse")
@repairs.arguments(Decision)
@repairs.response(200, RepairOut)
def refuse(given: dict[str, Any], id: str) -> Any:
    """退回他人提出的修复"""
    asking.refuse(place().engine, actor(), id, given["decision"])
    return shown(id)


@repairs.post("/repairs/<id>/withdraw")
@repairs.response(200, RepairOut)
def withdraw(id: str) -> Any:
    """撤回自己提出的修复"""
    may_read()
    asking.withdraw(place().engine, actor(), id)
    return shown(id)


@repairs.get("/incidents")
@repairs.arguments(IncidentQuery, location="query")
@repairs.response(200, IncidentOut(many=True))
def failed(query: dict[str, Any]) -> Any:
    """办理未成功的事项"""
    may_read()
    with place().database.reading() as session:
        return asking.incidents(session, actor(), process=query["process"], search=query["search"])
