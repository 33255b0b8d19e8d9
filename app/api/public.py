"""What anyone may ask without signing in: calls, public notices, complaints, certificates."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from marshmallow import Schema, fields
from marshmallow.validate import OneOf

from app import notices
from app.api.context import limiter, public
from app.api.schemas import Body, length
from app.engine import NotFound
from app.visit import in_sandbox, now, place
from handlers import certificate, clue, complaint
from handlers.evidence import channels, clues
from handlers.records.committees import Call
from handlers.records.notices import Publicity
from handlers.rules.inspection import ClueSubject

citizens = public("citizens", __name__, "公众")


class CallOut(Schema):
    """A call for declarations."""

    id = fields.Str()
    year = fields.Int()
    title = fields.Str()
    committee = fields.Str()
    opens_at = fields.DateTime()
    closes_at = fields.DateTime()
    years_counted_to = fields.Date()


class NoticeOut(Schema):
    """A public notice and the persons on it."""

    id = fields.Str()
    kind = fields.Str()
    title = fields.Str()
    body = fields.Str()
    posted_at = fields.DateTime()
    over_on = fields.Date()
    entries = fields.List(fields.Dict())


class Complainant(Body):
    """Who complains; seen by the investigator and the supervisor only."""

    name = fields.Str(required=True, validate=length(1, 60), load_only=True)
    phone = fields.Str(required=True, validate=length(5, 30), load_only=True)


class ComplaintIn(Body):
    """A complaint against one person on a notice."""

    declaration = fields.Str(required=True)
    content = fields.Str(required=True, validate=length(10, 4000), load_only=True)
    complainant = fields.Nested(Complainant, required=True)


class ComplaintOut(Schema):
    """The number to ask by."""

    receipt = fields.Str()
    due_on = fields.Date(allow_none=True)


class ReportIn(Body):
    """A report about a committee, unit, declaration, agency or website; anonymous where nobody is named."""

    about = fields.Str(required=True, validate=OneOf([each.value for each in ClueSubject]))
    subject = fields.Str(required=True, validate=length(2, 200), load_only=True)
    content = fields.Str(required=True, validate=length(10, 4000), load_only=True)
    reporter = fields.Str(load_default="", validate=length(None, 160), load_only=True)


class ReportStateIn(Body):
    """The receipt to ask by."""

    receipt = fields.Str(required=True, validate=length(1, 40), load_only=True)


class StateOut(Schema):
    """Where a report stands; nothing else of it is told."""

    state = fields.Str()


class ChannelOut(Schema):
    """Where one body takes complaints."""

    body = fields.Str()
    places = fields.List(fields.Str())


class Enquiry(Body):
    """A verification code, and the name or the last four of the certificate's number to see more."""

    code = fields.Str(required=True, validate=length(1, 60), load_only=True)
    second_factor = fields.Str(load_default="", validate=length(None, 60), load_only=True)


class Verdict(Schema):
    """Whether the certificate holds; the view only with a second factor that fits."""

    status = fields.Str()
    view = fields.Dict(allow_none=True)


def call_out(call: Call) -> dict[str, Any]:
    columns = ("id", "year", "title", "opens_at", "closes_at", "years_counted_to")
    return {**{name: getattr(call, name) for name in columns}, "committee": call.committee.name}


def notice_out(publicity: Publicity) -> dict[str, Any]:
    columns = ("id", "kind", "title", "posted_at", "over_on")
    entries = [asdict(entry) for entry in notices.entries(publicity)]
    return {**{name: getattr(publicity, name) for name in columns}, "body": publicity.body.name, "entries": entries}


@citizens.get("/calls")
@citizens.response(200, CallOut(many=True))
def calls() -> Any:
    """正在申报的通知"""
    with place().database.reading() as session:
        return [call_out(call) for call in notices.open_calls(session, now())]


@citizens.get("/publicities")
@citizens.response(200, NoticeOut(many=True))
def publicities() -> Any:
    """正在进行的公示"""
    with place().database.reading() as session:
        return [notice_out(publicity) for publicity in notices.running(session, now())]


@citizens.get("/publicities/<id>")
@citizens.response(200, NoticeOut)
def publicity(id: str) -> Any:
    """一份公示"""
    with place().database.reading() as session:
        return notice_out(notices.notice(session, id))


@citizens.post("/publicities/<id>/complaints")
@limiter.limit("10/hour", exempt_when=in_sandbox)
@citizens.arguments(ComplaintIn)
@citizens.response(201, ComplaintOut)
def complain(given: dict[str, Any], id: str) -> Any:
    """对公示中的某人提出举报"""
    who = f"{given['complainant']['name']} {given['complainant']['phone']}"
    with place().database.transaction() as session:
        received = complaint.receive(session, id, given["declaration"], given["content"], who, now())
        place().engine.send(session, *complaint.message_of(received))
        return {"receipt": received.number, "due_on": received.due_on}


@citizens.get("/complaint-channels")
@citizens.response(200, ChannelOut(many=True))
def complaint_channels() -> Any:
    """各单位的投诉举报渠道"""
    with place().database.reading() as session:
        return [{"body": each.body.name, "places": each.places} for each in channels.published(session)]


@citizens.post("/reports")
@limiter.limit("10/hour", exempt_when=in_sandbox)
@citizens.arguments(ReportIn)
@citizens.response(201, ComplaintOut)
def report(given: dict[str, Any]) -> Any:
    """反映评委会、单位、机构、个人申报或网站的问题"""
    about, now_at = ClueSubject[given["about"].upper()], now()
    with place().database.transaction() as session:
        entered = clue.receive(session, about, given["subject"], given["content"], given["reporter"], now_at)
        receipt = clues.receipt_for(entered)
        place().engine.send(session, *clues.message_of(entered))
        return {"receipt": receipt, "due_on": entered.due_on}


@citizens.post("/reports/state")
@limiter.limit("20/minute", exempt_when=in_sandbox)
@citizens.arguments(ReportStateIn)
@citizens.response(200, StateOut)
def report_state(given: dict[str, Any]) -> Any:
    """凭受理编号查询反映的问题办到哪一步"""
    with place().database.reading() as session:
        entered = clue.asked(session, given["receipt"])
        if entered is None:
            raise NotFound("没有这个受理编号，请核对有无抄错")
        return {"state": entered.state}


@citizens.post("/certificates/verify")
@limiter.limit("20/minute", exempt_when=in_sandbox)
@citizens.arguments(Enquiry)
@citizens.response(200, Verdict, headers={"Cache-Control": {"schema": {"type": "string"}}})
def verify(given: dict[str, Any]) -> Any:
    """查验电子证书"""
    with place().database.reading() as session:
        verdict = certificate.verify(session, given["code"], given["second_factor"], now())
    return verdict, 200, {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
