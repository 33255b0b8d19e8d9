"""How far a case has come. Only who may see its subject sees anything of it."""

from __future__ import annotations

from typing import Any

from flask import Response
from marshmallow import Schema, fields
from sqlalchemy.orm import Session

from app import readings
from app.accounts import permissions
from app.api.context import actor, guarded, token
from app.api.schemas import CASE_COLUMNS, Body
from app.engine import NotFound, NotYours, ProcessInstance, reading
from app.engine.reading import Entry, Progress
from app.visit import now, place
from handlers import catalogue

cases = guarded("cases", __name__, "案件")


class CaseQuery(Body):
    """Whose cases are asked for."""

    subject = fields.Str(required=True)


class CaseOut(Schema):
    """A case in a list."""

    id = fields.Str()
    process = fields.Str()
    status = fields.Str()
    started_at = fields.DateTime()
    ended_at = fields.DateTime(allow_none=True)
    subject = fields.Str()


class ProgressOut(CaseOut):
    """A case, its subject in a few words, and the elements of its diagram that are done and current."""

    version = fields.Int()
    display = fields.Dict()
    done = fields.List(fields.Str())
    current = fields.List(fields.Str())
    flows = fields.List(fields.Str())
    timers = fields.List(fields.Dict())


class EntryOut(Schema):
    """One line of the timeline."""

    at = fields.DateTime()
    event = fields.Str()
    element = fields.Str()
    element_name = fields.Str()
    who = fields.Str()
    role = fields.Str()
    requirements = fields.List(fields.Dict())


def case_out(case: ProcessInstance) -> dict[str, Any]:
    """A case in the API's words."""
    return {name: getattr(case, name) for name in CaseOut().fields}


def progress_out(progress: Progress) -> dict[str, Any]:
    """The marks on the diagram in the API's words."""
    return {
        "version": progress.version,
        "done": progress.done,
        "current": progress.current,
        "flows": progress.flows,
        "timers": [{"element": timer.element, "due_at": timer.due_at.isoformat()} for timer in progress.timers],
    }


def entry_out(entry: Entry) -> dict[str, Any]:
    """A line of the timeline. An expert's name is for those alone who may know it (A49); the details are for nobody."""
    hidden = entry.role in set(permissions.EXPERTS) and not permissions.may_see_experts(actor())
    columns = ("at", "event", "element", "element_name", "role", "requirements")
    return {**{name: getattr(entry, name) for name in columns}, "who": "" if hidden else entry.name}


def visible(session: Session, id: str) -> ProcessInstance:
    """The case, when the actor may see it. Raises NotFound or NotYours."""
    case = session.get(ProcessInstance, id)
    if case is None:
        raise NotFound("没有这个案件")
    if not permissions.may_see_case(session, actor(), case.subject):
        raise NotYours("您现在的岗位无权查看这个案件")
    if permissions.wants_reason(actor(), case.subject) and not readings.is_open(session, actor(), token(), id, now()):
        raise NotYours("这个案件涉密，请先在监管台写明查阅理由；理由记入日志，三十分钟内有效")
    return case


@cases.get("/cases")
@cases.arguments(CaseQuery, location="query")
@cases.response(200, CaseOut(many=True))
def listed(query: dict[str, Any]) -> Any:
    """一个对象的全部案件"""
    with place().database.reading() as session:
        if not permissions.may_see_case(session, actor(), query["subject"]):
            raise NotYours("您现在的岗位无权查看这个案件")
        return [case_out(case) for case in reading.cases_of(session, query["subject"])]


@cases.get("/cases/<id>")
@cases.response(200, ProgressOut)
def one(id: str) -> Any:
    """案件进度"""
    with place().database.reading() as session:
        case = visible(session, id)
        progress = reading.progress(session, id)
        shown = catalogue.display(catalogue.load(session, case.subject))
        display = {column: getattr(shown, column) for column in CASE_COLUMNS}
        return {**case_out(case), "display": display, **progress_out(progress)}


@cases.get("/cases/<id>/diagram")
@cases.response(200, content_type="application/xml")
def diagram(id: str) -> Response:
    """案件所用版本的流程图"""
    with place().database.reading() as session:
        visible(session, id)
        return Response(reading.progress(session, id).xml, mimetype="application/xml")


@cases.get("/cases/<id>/timeline")
@cases.response(200, EntryOut(many=True))
def timeline(id: str) -> Any:
    """案件经过"""
    with place().database.reading() as session:
        visible(session, id)
        return [entry_out(entry) for entry in reading.progress(session, id).timeline]
