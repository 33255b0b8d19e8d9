"""D, S, R and I of a committee from its records, and what stands in one case.

Nothing here is kept: what was withdrawn, dropped or belongs to another filing cycle falls out when it is counted.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import String, cast, literal, select, union_all
from sqlalchemy.orm import Session

from handlers.evidence.subjects import session_of
from handlers.records.committees import Committee
from handlers.records.supervision import (
    Measure,
    MeasureWithdrawal,
    RectificationCheck,
    SupervisionCase,
    VerifiedItem,
)
from handlers.rules import oversight
from handlers.rules.oversight import Counters, Improvement, Laxity, Occasion, Standing
from handlers.rules.workdays import local_date

#: The cycle of what happened before any filing.
BEFORE_FILING = date(1900, 1, 1)
WAITING = "waiting"
KEPT = "supervision"

History = tuple[list[oversight.Item], list[oversight.Issued]]


def cycle_of(committee: Committee, on: date) -> date:
    """The first day of the filing cycle that a day counts in."""
    return oversight.filing_cycle(on, (cycle.valid_from for cycle in committee.cycles)) or BEFORE_FILING


def history(session: Session, committee_id: str) -> History:
    """Every item ever verified against the committee and every letter ever issued to it, withdrawn ones marked.

    One statement in a transaction, and another after `forget`.
    """
    known: tuple[object, dict[str, History]] | None = session.info.get(KEPT)
    if known is None or known[0] is not session.get_transaction():
        session.info[KEPT] = known = (session.get_transaction(), {})
    if committee_id not in known[1]:
        session.flush()
        known[1][committee_id] = _read(session, committee_id)
    return known[1][committee_id]


def forget(session: Session) -> None:
    """Count again: this transaction has just verified, issued or withdrawn something."""
    session.flush()
    session.info.pop(KEPT, None)


def _read(session: Session, committee_id: str) -> History:
    """Letters go by their own ids here, not by what somebody typed as their number."""
    items = (
        select(literal("item"), VerifiedItem.id, VerifiedItem.code, VerifiedItem.cycle_on, MeasureWithdrawal.id)
        .join(SupervisionCase, SupervisionCase.id == VerifiedItem.case_id)
        .outerjoin(MeasureWithdrawal, MeasureWithdrawal.item_id == VerifiedItem.id)
        .where(SupervisionCase.committee_id == committee_id)
    )
    letters = (
        select(literal("letter"), Measure.id, cast(Measure.letter, String), Measure.cycle_on, MeasureWithdrawal.id)
        .join(SupervisionCase, SupervisionCase.id == Measure.case_id)
        .outerjoin(MeasureWithdrawal, MeasureWithdrawal.measure_id == Measure.id)
        .where(SupervisionCase.committee_id == committee_id, Measure.issued_at.is_not(None))
    )
    rows = session.execute(union_all(items, letters)).all()
    found = [oversight.Item(word, cycle, gone is not None) for kind, _, word, cycle, gone in rows if kind == "item"]
    sent = [
        oversight.Issued(id, oversight.Letter(word), cycle, gone is not None)  # type: ignore[call-arg]
        for kind, id, word, cycle, gone in rows
        if kind == "letter"
    ]
    return found, sent


def tally(committee: Committee, cycle: date) -> Counters:
    """The counters of the committee in one filing cycle."""
    return oversight.counters(*history(session_of(committee), committee.id), cycle)


def standing_items(case: SupervisionCase) -> list[VerifiedItem]:
    """The items of the case that were not withdrawn."""
    return [item for item in case.items if item.withdrawal is None]


def unanswered(case: SupervisionCase) -> list[VerifiedItem]:
    """Items that no standing letter answers, in the order they were verified."""
    answered = {answer.item_id for measure in case.measures if measure.standing for answer in measure.answers}
    return [item for item in standing_items(case) if item.id not in answered]


def current_measure(case: SupervisionCase) -> Measure | None:
    """The letter that stands and was issued last."""
    return next((measure for measure in reversed(case.measures) if measure.standing), None)


def draft(case: SupervisionCase) -> Measure | None:
    """The letter that is being signed."""
    open_ = (m for m in reversed(case.measures) if m.issued_at is None and m.dropped_at is None)
    return next(open_, None)


def last_check(measure: Measure | None) -> RectificationCheck | None:
    """The finding on the letter's rectification, unless a new day was set after it."""
    found = measure.checks if measure else []
    return next((each for each in found if measure and each.round == measure.round), None)


def reported_at(measure: Measure) -> datetime | None:
    """When the letter was last reported on, since its day was last set."""
    return next((each.reported_at for each in measure.reports if each.round == measure.round), None)


def laxity(case: SupervisionCase) -> Laxity:
    """The finding Q on the newest item that stands."""
    items = standing_items(case)
    found = (each.finding for each in case.findings if items and each.item_id == items[-1].id)
    return next(found, Laxity.OPEN)


def improvement(case: SupervisionCase) -> Improvement:
    """The finding on the rectification that is under way."""
    check = last_check(current_measure(case))
    return check.improvement if check else Improvement.OPEN


def standing(case: SupervisionCase) -> Standing:
    """Where the committee stands as far as this case is concerned: suspended by an interview of its own."""
    if case.committee.status == "revoked":
        return Standing.REVOKED
    interviewed = any(m.standing and m.letter is oversight.Letter.INTERVIEW for m in case.measures)
    return Standing.SUSPENDED if interviewed and case.committee.status == "suspended" else Standing.ACTIVE


def occasion(case: SupervisionCase, now: datetime) -> Occasion | None:
    """What the case has come to; None: a letter is out and its report is awaited."""
    measure = current_measure(case)
    if unanswered(case) or measure is None:
        return Occasion.VERIFIED
    if last_check(measure) is not None:
        return Occasion.CHECKED
    if reported_at(measure) is not None or oversight.overdue(measure.due, None, local_date(now)):
        return Occasion.OVERDUE
    return None


def cycle_in_hand(case: SupervisionCase, on: date) -> date:
    """The filing cycle whose counters decide: of the newest item to answer, of the letter that is out, else today's."""
    waiting, measure = unanswered(case), current_measure(case)
    if waiting:
        return waiting[-1].cycle_on
    return measure.cycle_on if measure else cycle_of(case.committee, on)


def counted(case: SupervisionCase, on: date) -> Counters:
    """The committee's counters in the cycle that is in hand."""
    return tally(case.committee, cycle_in_hand(case, on))


def proposal(case: SupervisionCase, now: datetime) -> oversight.Proposal:
    """The row of table (h) that the case has come to."""
    numbers = counted(case, local_date(now))
    event = occasion(case, now)
    nothing_left = not unanswered(case) and current_measure(case) is None
    if nothing_left and standing(case) is not Standing.REVOKED:
        return oversight.PROPOSALS[0]
    return oversight.proposal(event or Occasion.OVERDUE, numbers, laxity(case), improvement(case), standing(case))
