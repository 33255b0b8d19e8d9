"""修复: asking for a repair of one case or of many, what it would do, the second person's decision, its progress."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from app import repairs
from app.accounts import permissions
from app.clock import SHANGHAI
from app.engine import AnswersInvalid
from app.engine.repair.choices import Choices, choices
from app.engine.repair.orders import OPERATIONS, Operation, Order
from app.engine.repair.performing import Refused
from app.engine.repair.repairs import MOST_CASES, Asked
from app.engine.repair.store import LEAST_REASON, Repair
from app.engine.store import ProcessDefinition, ProcessInstance
from app.web.context import actor, only, place
from app.web.monitor.blueprint import monitor
from app.web.monitor.consequence import told

ONE = (
    Operation.RETRY, Operation.MOVE, Operation.SKIP, Operation.REPEAT, Operation.CORRECT, Operation.POSTPONE,
    Operation.FIRE, Operation.SUSPEND, Operation.RESUME, Operation.CANCEL,
)  # fmt: skip
MANY = (
    Operation.RETRY, Operation.SUSPEND, Operation.RESUME, Operation.MOVE, Operation.SKIP, Operation.CANCEL,
    Operation.SUSPEND_PROCESS, Operation.RESUME_PROCESS,
)  # fmt: skip
Page = str | tuple[str, int] | Response


def names(session: Session) -> dict[str, str]:
    """The name of every process in its newest version, by key."""
    columns = session.query(ProcessDefinition.key, ProcessDefinition.name)
    return {key: name for key, name in columns.order_by(ProcessDefinition.key, ProcessDefinition.version)}


# --- one case --------------------------------------------------------------------------------------------------------


@monitor.get("/cases/<id>/repair")
@only(permissions.may_prepare_repair)
def repair_form(id: str) -> str:
    with place().database.reading() as session:
        return _case_form(session, repairs.case_for(session, actor(), id), {})


@monitor.post("/cases/<id>/repair")
@only(permissions.may_prepare_repair)
def ask_repair(id: str) -> Page:
    with place().database.reading() as session:
        found = repairs.case_for(session, actor(), id)
        try:
            return _asked(_order(), found.process, [Asked(case=id)], lambda **more: _case_form(session, found, **more))
        except AnswersInvalid as error:
            return _case_form(session, found, error.errors), 422


def _case_form(session: Session, found: ProcessInstance, errors: dict[str, list[str]], **more: Any) -> str:
    """The form for one case: first the operation, then what it needs, then what it would do."""
    picked = OPERATIONS.get(request.values.get("operation", ""))
    offered: Choices | None = None
    if found.status in ("running", "suspended"):
        offered = choices(session, place().engine.library, found)
    return render_template(
        "monitor/repair_case.html",
        case=found, process=names(session).get(found.process, found.process), operations=ONE, picked=picked,
        offered=offered, errors=errors, least=LEAST_REASON, given=request.form, **more,
    )  # fmt: skip


# --- many cases ------------------------------------------------------------------------------------------------------


@monitor.get("/repairs/new")
@only(permissions.may_prepare_repair)
def repair_many_form() -> str:
    with place().database.reading() as session:
        return _many_form(session, {})


@monitor.post("/repairs/new")
@only(permissions.may_prepare_repair)
def ask_repair_many() -> Page:
    with place().database.reading() as session:
        try:
            order = _order()
            asked = [] if order.operation.whole else [Asked(case=id) for id in request.form.getlist("case")]
            return _asked(order, request.form.get("process", ""), asked, lambda **more: _many_form(session, **more))
        except AnswersInvalid as error:
            return _many_form(session, error.errors), 422


def _many_form(session: Session, errors: dict[str, list[str]], **more: Any) -> str:
    """The form for many: which process, standing where, then the cases and the operation."""
    known = names(session)
    wanted = repairs.Selection(
        request.values.get("process", ""), request.values.get("at", ""), request.values.get("failed", "") == "1"
    )
    found = repairs.selected(session, actor(), wanted) if wanted.process in known else []
    diagram = place().engine.library.newest_drawn(session, wanted.process) if wanted.process in known else None
    return render_template(
        "monitor/repair_many.html",
        processes=known, wanted=wanted, cases=found, elements=_steps_of(diagram), operations=MANY, most=MOST_CASES,
        picked=OPERATIONS.get(request.values.get("operation", "")), chosen=set(request.form.getlist("case")),
        errors=errors, least=LEAST_REASON, given=request.form, **more,
    )  # fmt: skip


def _steps_of(diagram: Any) -> list[tuple[str, str]]:
    elements = diagram.elements.values() if diagram else ()
    return [(e.id, e.label) for e in elements if e.name and e.tag not in ("startEvent", "boundaryEvent")]


# --- asking ----------------------------------------------------------------------------------------------------------


def _asked(order: Order, process: str, asked: list[Asked], form: Any) -> Page:
    """Show what the order would do; sent with `submit`, ask for it."""
    order = order.checked()
    if not order.operation.whole and not asked:
        raise AnswersInvalid({"cases": [_("请至少选择一个案件")]})
    reason = request.form.get("reason", "")
    if len(reason.strip()) < LEAST_REASON:
        raise AnswersInvalid({"reason": [_("请写明修复的理由，不少于 %(least)d 个字", least=LEAST_REASON)]})
    if "submit" not in request.form:
        seen = repairs.preview(place().engine, actor(), order, asked)
        return str(form(errors={}, order=order, seen=seen, told=told))
    try:
        id = repairs.request(place().engine, actor(), order, process, asked, reason)
    except Refused as error:
        raise AnswersInvalid({"operation": [str(error)]}) from error
    flash(_("已提出修复，等待另一位有权的人员批准。批准以前不会改动任何案件。"))
    return redirect(url_for("monitor.repair", id=id))


def _order() -> Order:
    """The order that a form gives."""
    operation = OPERATIONS.get(request.form.get("operation", ""))
    if operation is None:
        raise AnswersInvalid({"operation": [_("请选择要作的修复")]})
    element, name = request.form.get("element", ""), request.form.get("name", "")
    if operation is Operation.CORRECT and "." in name:
        element, _dot, name = name.partition(".")
    value = request.form.get("value", "").strip()
    values = {name: _value(value)} if name and value else {}
    return Order(operation, element, request.form.get("target", ""), values, _instant(request.form.get("until", "")))


def _value(text: str) -> str | bool | int:
    """What a routing result is typed as: a truth, a number, else a word."""
    truths = {"true": True, "false": False, "是": True, "否": False}
    if text.lower() in truths:
        return truths[text.lower()]
    return int(text) if text.lstrip("-").isdigit() and len(text) < 10 else text


def _instant(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI) if text else None
    except ValueError as error:
        raise AnswersInvalid({"until": [_("请填写日期和时间")]}) from error


@monitor.post("/incidents/<id>/retry")
@only(permissions.may_prepare_repair)
def retry(id: str) -> Response:
    """Ask that what failed be tried again; a message that reached no case has nothing else to be repaired."""
    with place().database.reading() as session:
        found = repairs.incident_for(session, actor(), id)
    asked = Asked(case=found.instance_id) if found.instance_id else Asked(incident=id)
    order, reason = Order(Operation.RETRY), request.form.get("reason", "")
    made = repairs.request(place().engine, actor(), order, found.process, [asked], reason)
    flash(_("已提出修复，等待另一位有权的人员批准。批准以前不会改动任何案件。"))
    return redirect(url_for("monitor.repair", id=made))


# --- the list, one repair, and the decision --------------------------------------------------------------------------


@monitor.get("/repairs")
@only(permissions.may_read_repairs)
def repair_list() -> str:
    status, page = request.args.get("status", ""), max(1, request.args.get("page", 1, type=int))
    with place().database.reading() as session:
        found, total = repairs.listing(session, actor(), status, page)
        progress = {each.id: repairs.progress(session, each.id) for each in found}
        shown = {"repairs": found, "total": total, "progress": progress, "names": names(session)}
        return render_template("monitor/repairs.html", status=status, page=page, operations=OPERATIONS, **shown)


@monitor.get("/repairs/<id>")
@only(permissions.may_read_repairs)
def repair(id: str) -> str:
    with place().database.reading() as session:
        return _page(session, repairs.repair_for(session, actor(), id))


def _page(session: Session, found: Repair, **more: Any) -> str:
    return render_template(
        "monitor/repair.html",
        repair=found, items=repairs.items(session, found), progress=repairs.progress(session, found.id),
        operation=OPERATIONS[found.operation], names=names(session), told=told,
        steps=dict(_steps_of(place().engine.library.newest_drawn(session, found.process))), **more,
    )  # fmt: skip


@monitor.get("/repairs/<id>/progress")
@only(permissions.may_read_repairs)
def repair_progress(id: str) -> str:
    with place().database.reading() as session:
        found = repairs.repair_for(session, actor(), id)
        shown = {"items": repairs.items(session, found), "progress": repairs.progress(session, id)}
        return render_template("monitor/repair_progress.html", repair=found, told=told, **shown)


@monitor.post("/repairs/<id>/approve")
@only(permissions.may_decide_repair)
def approve_repair(id: str) -> Response:
    repairs.approve(place().engine, actor(), id, request.form.get("decision", ""))
    flash(_("已批准，正在逐个执行。"))
    return redirect(url_for("monitor.repair", id=id))


@monitor.post("/repairs/<id>/refuse")
@only(permissions.may_decide_repair)
def refuse_repair(id: str) -> Response:
    repairs.refuse(place().engine, actor(), id, request.form.get("decision", ""))
    flash(_("已退回，没有改动任何案件。"))
    return redirect(url_for("monitor.repair", id=id))


@monitor.post("/repairs/<id>/withdraw")
@only(permissions.may_prepare_repair)
def withdraw_repair(id: str) -> Response:
    repairs.withdraw(place().engine, actor(), id)
    flash(_("已撤回。"))
    return redirect(url_for("monitor.repair", id=id))


# --- what failed -----------------------------------------------------------------------------------------------------


@monitor.get("/incidents")
@only(permissions.may_read_repairs)
def incident_list() -> str:
    process, search = request.args.get("process", ""), request.args.get("q", "")
    with place().database.reading() as session:
        found = repairs.incidents(session, actor(), process=process, search=search)
        known = names(session)
        return render_template("monitor/incidents.html", incidents=found, names=known, process=process, search=search)
