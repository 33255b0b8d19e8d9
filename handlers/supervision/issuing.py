"""The finding on lax management, letters to a committee, and their signatures (A61, A77)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from handlers.evidence import stopping
from handlers.evidence.subjects import session_of
from handlers.evidence.supervision import bodies, counting, letters
from handlers.handler import Actor, handler
from handlers.records.supervision import KeyObject, LaxityFinding, Measure, MeasureItem, SignOff, SupervisionCase
from handlers.rules import acts, oversight
from handlers.rules.article import Clearance
from handlers.rules.oversight import Laxity, Letter
from handlers.rules.workdays import local_date

AGAIN = {"outcome": "again", "joint": False, "others": []}


@handler
def find_laxity(
    case: SupervisionCase, *, actor: Actor, now: datetime, finding: str, reason: str, evidence: list[dict[str, Any]]
) -> dict[str, Any]:
    """认定是否管理松散、投诉争议较多"""
    items = counting.standing_items(case)
    if not items:
        return {"outcome": Laxity.OPEN}
    case.findings.append(
        LaxityFinding(
            item_id=items[-1].id,
            finding=Laxity[finding.upper()],
            reason=reason,
            evidence=letters.papers(evidence),
            found_at=now,
            found_by_id=actor.person_id,
            body_id=actor.organisation_id,
        )
    )
    session_of(case).flush()
    return {"outcome": finding}


@handler
def draft_reminder(
    case: SupervisionCase, *, actor: Actor, now: datetime, choice: str,
    number: str | None = None, orders: str | None = None, due_on: date | None = None,
) -> dict[str, Any]:  # fmt: skip
    """起草工作提醒"""
    if choice != "draft":
        return AGAIN
    return _draft(case, actor, now, Letter.REMINDER, number, orders, due_on)


@handler
def draft_interview(
    case: SupervisionCase, *, actor: Actor, now: datetime, choice: str, number: str | None = None,
    talk: str | None = None, orders: str | None = None, due_on: date | None = None, stops_review: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """起草工作约谈并责令停止评审"""
    if choice != "draft":
        return AGAIN
    return _draft(case, actor, now, Letter.INTERVIEW, number, orders, due_on, talk=talk, stops_review=stops_review)


def _draft(
    case: SupervisionCase, actor: Actor, now: datetime, kind: Letter, number: str | None, orders: str | None,
    due_on: date | None, *, talk: str | None = None, stops_review: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """A letter with its author's signature, checked as if it went out today."""
    today = local_date(now)
    measure = Measure(
        position=len(case.measures) + 1,
        letter=kind,
        number=number or "",
        orders=orders or "",
        talk=talk or "",
        stops_review=stops_review,
        due_on=due_on or today,
        cycle_on=counting.cycle_in_hand(case, today),
        drafted_at=now,
        drafted_by_id=actor.person_id,
        body_id=actor.organisation_id,
        withdrawal=None,
        deadlines=[],
        reports=[],
        checks=[],
    )
    measure.answers = [MeasureItem(item_id=item.id, item=item) for item in counting.unanswered(case)]
    acts.letter_draft(
        letter=letters.letter(case, measure, today),
        supervision=bodies.supervision(case.committee, actor.organisation_id),
    )
    measure.signatures.append(_signature(actor, now, agreed=True, text="起草"))
    case.measures.append(measure)
    session_of(case).flush()
    waiting = bodies.others(case.committee, actor.organisation_id)
    return {"outcome": "drafted", "joint": bool(waiting), "others": waiting}


def _signature(actor: Actor, now: datetime, *, agreed: bool, text: str) -> SignOff:
    return SignOff(body_id=actor.organisation_id, signed_by_id=actor.person_id, signed_at=now, agreed=agreed, text=text)


@handler
def sign_off(
    case: SupervisionCase, *, actor: Actor, now: datetime, body: str, opinion: str, text: str | None = None
) -> dict[str, Any]:
    """会签监管文书"""
    measure = counting.draft(case)
    if measure is None:
        raise LookupError("没有待会签的监管文书")
    measure.signatures.append(_signature(actor, now, agreed=opinion == "agree", text=text or ""))
    session_of(case).flush()
    return {"outcome": opinion}


@handler
def signed(case: SupervisionCase, *, now: datetime) -> dict[str, Any]:
    """汇总会签意见"""
    measure = counting.draft(case)
    if measure is None:
        return {"outcome": "refused"}
    if all(signature.agreed for signature in measure.signatures):
        return {"outcome": "agreed"}
    measure.dropped_at = now
    session_of(case).flush()
    return {"outcome": "refused"}


@handler
def issue(case: SupervisionCase, *, now: datetime) -> dict[str, Any]:
    """发出监管文书"""
    measure = counting.draft(case)
    if measure is None:
        raise LookupError("没有待发出的监管文书")
    interviewed = measure.letter is Letter.INTERVIEW
    if interviewed:
        _list_for_next_year(case, measure, now)
    measure.issue(_leave(case, measure, now), now)
    counting.forget(session_of(case))
    if interviewed:
        case.stop_review(acts.suspension(suspension=letters.suspension(measure, now)))
    session_of(case).flush()
    return {"letter": measure.letter, "number": measure.number, "due_on": measure.due.isoformat()}


def _leave(case: SupervisionCase, measure: Measure, now: datetime) -> Clearance:
    """The law's leave for a letter of its kind."""
    asked: dict[str, Any] = {
        "letter": letters.letter(case, measure, local_date(now)),
        "supervision": bodies.supervision(case.committee, measure.body_id),
        "sign_off": letters.sign_off(case.committee, measure.signatures),
    }
    if measure.letter is Letter.REMINDER:
        return acts.reminder(**asked)
    return acts.interview(**asked, listing=letters.listing(case.committee, local_date(now)))


def _list_for_next_year(case: SupervisionCase, measure: Measure, now: datetime) -> None:
    year = oversight.key_object_year(local_date(now))
    session_of(case).add(KeyObject(measure_id=measure.id, committee_id=case.committee_id, year=year, listed_at=now))


@handler
def serve(case: SupervisionCase, *, actor: Actor, now: datetime, receipt: str) -> dict[str, Any]:
    """登记送达回证"""
    waiting = [m for m in case.measures if m.issued_at is not None and m.served_at is None]
    for measure in waiting[:1]:
        measure.receipt, measure.served_at, measure.served_by_id = receipt, now, actor.person_id
    return {"outcome": "served"}


@handler
def tell_suspended(case: SupervisionCase) -> dict[str, Any]:
    """通知在办评审会议：停止评审"""
    measure = counting.current_measure(case)
    told = {"reason": measure.orders, "number": measure.number} if measure else {"reason": "", "number": ""}
    return {"recipients": stopping.stopped_cases(case.committee), **told}
