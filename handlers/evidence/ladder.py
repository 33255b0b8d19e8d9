"""A supervision case with all that was found, written and signed in it: a fixed number of statements."""

from __future__ import annotations

from sqlalchemy.orm import Session, joinedload

from handlers.evidence.sheaf import gather
from handlers.records.committees import Committee, FilingCycle
from handlers.records.supervision import Measure, MeasureItem, SupervisionCase, VerifiedItem

#: What a case is loaded with in the same row.
WITH_CASE = (
    joinedload(SupervisionCase.committee).joinedload(Committee.forming_unit),
    joinedload(SupervisionCase.opened_by),
)
CASE = (
    (SupervisionCase.items, VerifiedItem.withdrawal),
    (SupervisionCase.findings,),
    (SupervisionCase.measures, Measure.withdrawal),
    (SupervisionCase.consents,),
    (SupervisionCase.revocations,),
    (SupervisionCase.assessments,),
)
LETTER = (
    (Measure.answers, MeasureItem.item),
    (Measure.signatures,),
    (Measure.deadlines,),
    (Measure.reports,),
    (Measure.checks,),
)


def with_ladder(session: Session, case: SupervisionCase) -> None:
    """Read what belongs to a case, in two statements."""
    gather(session, *(([case], path) for path in CASE), ([case.committee], (Committee.cycles, FilingCycle.authority)))
    gather(session, *((case.measures, path) for path in LETTER))
