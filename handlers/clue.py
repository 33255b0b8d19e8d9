"""Clues: taken in, looked into, disposed of, referred, or the ground on which a case is opened (A67.3, A68, A70).

A clue is not a finding. Nothing here changes another case; it can only open one. Who reported is stored sealed.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.evidence import clues, complainants, founding
from handlers.evidence.clue_texts import CODES
from handlers.evidence.subjects import reference, session_of
from handlers.handler import Actor, handler
from handlers.records.clues import Clue, ComplaintChannel, Referral
from handlers.records.organisations import Organisation
from handlers.records.people import Person
from handlers.rules import acts, duties, inspection
from handlers.rules.inspection import Abuse, ClueSource, ClueSubject, Disposition, Recipient

LOOKED_INTO = {Disposition.INSPECTION, Disposition.BACK_CHECK, Disposition.RECHECK}
FOUND = "violation"


def receive(session: Session, about: ClueSubject, name: str, content: str, reporter: str, now: datetime) -> Clue:
    """Take in what a citizen reports (A70.1); `reporter` is empty for an anonymous one. Added and written."""
    hint = clues.Hint(ClueSource.COMPLAINT, clues.found(session, about, name), content)
    clue = clues.enter(session, hint, now, reporter=reporter)
    acts.clue_registration(clue=clues.fact(clue, now))
    session.add(clue)
    session.flush()
    return clue


def asked(session: Session, receipt: str) -> Clue | None:
    """The clue a receipt belongs to."""
    return session.scalars(select(Clue).where(Clue.receipt_hash == clues.hashed(receipt))).first()


def reporter_of(clue: Clue) -> str:
    """Who reported it, empty for nobody named. For the supervisor who handles it: ask `permissions` first.

    Raises LookupError when it cannot be opened.
    """
    return complainants.unseal(clue)


def publish_channel(
    session: Session, body: Organisation, places: list[str], confidential: bool, actor: Actor, now: datetime
) -> ComplaintChannel:
    """Publish where a body takes complaints; raises Unlawful for one without place or protection (A70.1)."""
    fact = inspection.ComplaintChannel(body.name, tuple(places), receipt=True, confidential=confidential)
    acts.complaint_channel(channel=fact)
    channel = ComplaintChannel(
        body=body, places=list(places), receipt=True, confidential=confidential,
        published_by_id=actor.person_id, published_at=now,
    )  # fmt: skip
    session.add(channel)
    return channel


@handler
def register(
    person: Person,
    *,
    actor: Actor,
    now: datetime,
    source: str,
    about: str,
    name: str,
    content: str,
    code: str | None = None,
) -> dict[str, Any]:
    """登记线索"""
    session = session_of(person)
    target = clues.found(session, ClueSubject[about.upper()], name)
    clue = clues.enter(session, clues.Hint(ClueSource[source.upper()], target, content, code or ""), now, by=actor)
    acts.clue_handling(handling=clues.about_to_handle(session, target, actor))
    acts.clue_registration(clue=clues.fact(clue, now))
    session.add(clue)
    session.flush()
    return {"subject": reference(clue), **clues.told(session, clue)}


@handler
def verify(
    clue: Clue, *, actor: Actor, now: datetime, findings: str, about: str | None = None, name: str | None = None
) -> dict[str, Any]:
    """核实线索"""
    session = session_of(clue)
    if about and name:
        clues.pin(clue, clues.found(session, ClueSubject[about.upper()], name))
    acts.clue_handling(handling=clues.handling(clue, actor))
    clue.findings, clue.verified_by_id, clue.verified_at = findings, actor.person_id, now
    return {"outcome": "verified"}


@handler
def dispose(clue: Clue, *, actor: Actor, now: datetime, disposition: str, reason: str) -> dict[str, Any]:
    """处置线索：督查、倒查、复查、移送或了结（10个工作日）"""
    duties.in_order("处置线索", {"核实线索": clue.verified_at})
    clearance = acts.clue_disposition(disposal=clues.disposal(clue, disposition, reason, actor, now))
    chosen = Disposition[disposition.upper()]
    clue.dispose(clearance, chosen, reason, actor.person_id, now)
    if chosen is Disposition.CLOSED:
        clue.closed_at = now
    return {"outcome": "look" if chosen in LOOKED_INTO else chosen.value}


@handler
def refer(
    clue: Clue, *, actor: Actor, now: datetime, to: str, abuse: str, facts: str, evidence: list[dict[str, Any]],
    number: str,
) -> dict[str, Any]:  # fmt: skip
    """移送有关部门"""
    duties.in_order("移送线索", {"处置线索": clue.disposed_at})
    acts.clue_handling(handling=clues.handling(clue, actor))
    papers = tuple(str(each["name"]) for each in evidence)
    acts.referral(referral=inspection.Referral(Recipient[to.upper()], Abuse[abuse.upper()], facts, papers, number))
    clue.referral = Referral(
        recipient=Recipient[to.upper()], abuse=Abuse[abuse.upper()], facts=facts, evidence=list(papers), number=number,
        referred_by_id=actor.person_id, referred_at=now,
    )  # fmt: skip
    clue.closed_at = now
    return {"outcome": "referred", "number": number}


@handler
def conclude(clue: Clue, *, actor: Actor, now: datetime, conclusion: str, outcome: str) -> dict[str, Any]:
    """登记督查、倒查、复查结果"""
    duties.in_order("登记查办结果", {"处置线索": clue.disposed_at})
    acts.clue_handling(handling=clues.handling(clue, actor))
    clue.conclusion, clue.concluded_by_id, clue.concluded_at = conclusion, actor.person_id, now
    if outcome != FOUND:
        clue.closed_at = now
    return {"outcome": outcome}


@handler
def open_case(clue: Clue, *, actor: Actor, now: datetime, code: str, facts: str) -> dict[str, Any]:
    """据线索立案"""
    duties.in_order("据线索立案", {"登记查办结果": clue.concluded_at})
    acts.clue_handling(handling=clues.handling(clue, actor))
    case = founding.found_case(clue, code, facts, actor.organisation_id, now)
    clue.code, clue.opened, clue.closed_at = code, reference(case), now
    return {"outcome": "opened", "case": clue.opened}


@handler
def tell_case(clue: Clue, *, now: datetime) -> dict[str, Any]:
    """通知：已据线索立案"""
    return {"messages": [{"to": clue.opened, "clue": clue.number}]}


def register_data(person: Person, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """What the form of `register` offers: every item of the catalogue that may be hinted at."""
    return {"codes": CODES}
