"""我的申报在哪里: who has it since when, what comes next, what is to be corrected, the certificate."""

from __future__ import annotations

from dataclasses import dataclass

import segno
from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload
from werkzeug.wrappers import Response

from app.accounts import permissions
from app.engine import NotFound, reading
from app.engine.store import ProcessInstance, WorkItem
from app.web.context import actor, only, place
from app.web.desk.blueprint import desk
from handlers import catalogue, certificate
from handlers.evidence.display import Whereabouts, whereabouts
from handlers.handler import Actor
from handlers.records.certificates import Certificate, Confirmation
from handlers.records.declarations import CorrectionNotice, Decision, Declaration
from handlers.rules import duties


@dataclass(frozen=True)
class Own:
    """One declaration of one's own, as its owner may see it."""

    declaration: Declaration
    where: Whereabouts
    next_step: str
    task: WorkItem | None
    withdrawable: bool
    correction: CorrectionNotice | None
    decision: Decision | None
    certificate: Certificate | None
    case: ProcessInstance | None


def own_declarations(session: Session, who: Actor) -> list[Own]:
    """The newest on top."""
    rows = session.scalars(
        select(Declaration)
        .options(joinedload(Declaration.person), joinedload(Declaration.committee), joinedload(Declaration.call))
        .where(permissions.declarations_of(who))
        .order_by(Declaration.created_at.desc())
    )
    return [_own(session, declaration, who) for declaration in rows]


def _own(session: Session, declaration: Declaration, who: Actor) -> Own:
    reference = catalogue.reference(declaration)
    cases = reading.cases_of(session, reference)
    open_items = select(WorkItem).where(WorkItem.subject == reference, WorkItem.status == "open")
    items = session.scalars(open_items.order_by(WorkItem.created_at)).all()
    waiting = [notice for notice in declaration.corrections if notice.answered_at is None]
    decided = select(Decision).where(Decision.declaration_id == declaration.id).order_by(Decision.decided_at.desc())
    return Own(
        declaration=declaration,
        where=whereabouts(declaration),
        next_step="、".join(dict.fromkeys(item.name for item in items)),
        task=next((item for item in items if permissions.may_do(who, item)), None),
        withdrawable=any(item.element in WITHDRAWABLE for item in items),
        correction=waiting[-1] if waiting else None,
        decision=session.scalars(decided.limit(1)).first(),
        certificate=session.scalars(select(Certificate).where(Certificate.declaration_id == declaration.id)).first(),
        case=cases[0] if cases else None,
    )


WITHDRAWABLE = frozenset({"submit", "unit_check", "amend"})


@desk.get("/mine")
@only(permissions.may_declare)
def mine() -> str:
    with place().database.reading() as session:
        return render_template("desk/mine.html", owned=own_declarations(session, actor()))


@desk.post("/mine/<id>/withdraw")
@only(permissions.may_declare)
def withdraw(id: str) -> Response:
    with place().database.transaction() as session:
        declaration = _owned(session, id)
        duties.withdrawal(duties.Withdrawal(recommended=bool(declaration.recommendations)))
        place().engine.send(session, "withdrawal_requested", catalogue.reference(declaration), {})
    flash(_("已申请撤回，系统正在办理。撤回后本年度可以重新申报。"))
    return redirect(url_for("desk.mine"))


@desk.get("/mine/<id>/certificate")
@only(permissions.may_declare)
def own_certificate(id: str) -> str:
    with place().database.reading() as session:
        declaration = _owned(session, id)
        issued = session.scalars(select(Certificate).where(Certificate.declaration_id == declaration.id)).first()
        if issued is None:
            raise NotFound("证书尚未签发")
        return _certificate_page(session, declaration, issued)


def _certificate_page(session: Session, declaration: Declaration, issued: Certificate) -> str:
    code = certificate.code_of(issued)
    address = url_for("public.verify_form", code=code, _external=True)
    picture = Markup(segno.make(address, error="m").svg_inline(scale=4, border=2, dark="#000", light="#fff"))
    confirmation = session.get_one(Confirmation, issued.confirmation_id)
    return render_template(
        "desk/certificate.html", d=declaration, c=issued, code=code, picture=picture, confirmation=confirmation
    )


def _owned(session: Session, id: str) -> Declaration:
    found = session.scalars(
        select(Declaration).where(Declaration.id == id, permissions.declarations_of(actor()))
    ).first()
    if found is None:
        raise NotFound("没有这份申报")
    return found
