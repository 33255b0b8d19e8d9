"""Findings, letters, signatures, suspension and withdrawal as the law asks about them (A61, A65, A77)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from handlers.evidence.subjects import session_of
from handlers.evidence.supervision import bodies, counting
from handlers.records.committees import Committee
from handlers.records.supervision import (
    KeyObject,
    LaxityFinding,
    Measure,
    MeasureWithdrawal,
    SignOff,
    SupervisionCase,
    VerifiedItem,
)
from handlers.rules import editions, oversight
from handlers.rules.workdays import local_date


def papers(given: list[dict[str, Any]] | list[Any] | None) -> list[str]:
    """The numbers of papers as a form's list gives them, blanks left out."""
    texts = (str(each.get("number", "") if isinstance(each, dict) else each).strip() for each in given or [])
    return [text for text in texts if text]


def verification(item: VerifiedItem) -> oversight.Verification:
    """An item about to be established."""
    return oversight.Verification(
        subject=oversight.Subject.COMMITTEE,
        code=item.code,
        facts=item.facts,
        evidence=tuple(item.evidence),
        signals=(),
        verified_by=item.verified_by_id,
    )


def happened(item: VerifiedItem) -> editions.Dated:
    """The day by which the item is judged."""
    return editions.Dated(item.happened_on)


def cited(item: VerifiedItem) -> editions.Cited:
    """The edition in force on that day."""
    return editions.Cited(editions.edition_on(item.happened_on).id, item.happened_on)


def finding_on(case: SupervisionCase) -> LaxityFinding | None:
    """The finding Q on the newest item that stands."""
    items = counting.standing_items(case)
    return next((each for each in case.findings if items and each.item_id == items[-1].id), None)


def letter(case: SupervisionCase, measure: Measure, issued_on: date) -> oversight.MeasureLetter:
    """A letter about to be issued, with the counters of the cycle whose items it answers."""
    found = finding_on(case)
    return oversight.MeasureLetter(
        letter=measure.letter,
        number=measure.number,
        items=tuple(answer.item.code for answer in measure.answers if answer.item.withdrawal is None),
        orders=measure.orders,
        issued_on=issued_on,
        due_on=measure.due_on,
        counted=counting.tally(case.committee, measure.cycle_on),
        lax=counting.laxity(case),
        lax_evidence=tuple(found.evidence) if found else (),
        stops_review=measure.stops_review,
    )


def sign_off(committee: Committee, signatures: list[SignOff]) -> oversight.SignOff:
    """Which of the departments that supervise the committee have agreed."""
    agreed = {signature.body_id for signature in signatures if signature.agreed}
    signed = tuple(each for each, body in bodies.departments(committee).items() if body.id in agreed)
    return oversight.SignOff(bodies.formation(committee), signed)


def listed_years(committee: Committee) -> tuple[int, ...]:
    """The years for which the committee is a key object, by interviews that stand."""
    session = session_of(committee)
    session.flush()
    rows = session.scalars(
        select(KeyObject.year)
        .outerjoin(MeasureWithdrawal, MeasureWithdrawal.measure_id == KeyObject.measure_id)
        .where(KeyObject.committee_id == committee.id, MeasureWithdrawal.id.is_(None))
    )
    return tuple(sorted(set(rows)))


def listing(committee: Committee, interviewed_on: date) -> oversight.Listing:
    """The year of an interview against the years for which the committee is listed."""
    return oversight.Listing(interviewed_on, listed_years(committee))


def suspension(measure: Measure, now: datetime) -> oversight.Suspension:
    """The stop of review work about to be ordered."""
    interviewed = measure.letter is oversight.Letter.INTERVIEW
    return oversight.Suspension(measure.number, measure.issued_at if interviewed else None, now)


def withdrawal(row: MeasureWithdrawal, issued: bool, before: MeasureWithdrawal | None) -> oversight.TakingBack:
    """An item or letter about to be withdrawn; `issued`: it had taken effect."""
    return oversight.TakingBack(
        issued=issued,
        withdrawn_on=local_date(before.made_at) if before else None,
        reason=row.reason,
        paper=row.paper,
        by=row.made_by_id,
    )
