"""An employer's case as the law asks about it (A66, A79, table i), and who may correct the employer."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.evidence.subjects import session_of
from handlers.evidence.suspects import within
from handlers.records.committees import Committee
from handlers.records.declarations import Declaration
from handlers.records.employers import EmployerCase
from handlers.records.organisations import Organisation
from handlers.rules import oversight
from handlers.rules.oversight import WEAK_CHECKS, Corrector, EmployerKind, Improvement, Party
from handlers.rules.terms import OrganisationKind
from handlers.rules.workdays import local_date

PARTIES = {
    EmployerKind.PUBLIC: Party.EMPLOYER,
    EmployerKind.NON_PUBLIC: Party.NON_PUBLIC,
    EmployerKind.AGENCY: Party.AGENCY,
}


def kind_of(body: Organisation) -> EmployerKind:
    """By whom an employer answers: agencies and what is not public answer to the HR department alone."""
    if body.kind is OrganisationKind.AGENCY:
        return EmployerKind.AGENCY
    return EmployerKind.NON_PUBLIC if body.non_public else EmployerKind.PUBLIC


def corrector_of(body: Organisation | None) -> Corrector:
    """As what a body acts."""
    return Corrector.HR if body is not None and body.kind is OrganisationKind.HR else Corrector.FORMING_UNIT


def employer_named(session: Session, named: str, opener: Organisation) -> Organisation:
    """The body meant, by its code or full name. Raises LookupError when there is none in the opener's area."""
    wanted = select(Organisation).where((Organisation.code == named.strip()) | (Organisation.name == named.strip()))
    inside = [body for body in session.scalars(wanted) if within(opener, body.area)]
    if not inside:
        raise LookupError(f"本部门管辖范围内没有找到单位“{named.strip()}”；请填写单位全称")
    return inside[0]


def department_of(case: EmployerCase) -> Organisation | None:
    """The HR department with authority over the employer: the opener if it is one, else the nearest one around it."""
    if case.opened_by.kind is OrganisationKind.HR:
        return case.opened_by
    departments = session_of(case).scalars(select(Organisation).where(Organisation.kind == OrganisationKind.HR))
    around = [body for body in departments if within(body, case.organisation.area)]
    fitting = [body for body in around if body.level is case.organisation.level]
    return min(fitting or around, key=lambda body: (-len(body.area.rstrip("0")), body.code), default=None)


def forming_unit_of(case: EmployerCase) -> str | None:
    """The forming unit that corrects: the opener's where it formed a committee, else that of the last declaration."""
    session = session_of(case)
    own = select(Committee.forming_unit_id).where(Committee.forming_unit_id == case.opened_by_id)
    formed = session.scalar(own.limit(1))
    last = (
        select(Committee.forming_unit_id)
        .join(Declaration, Declaration.committee_id == Committee.id)
        .where(Declaration.employer_id == case.organisation_id)
        .order_by(Declaration.created_at.desc())
        .limit(1)
    )
    return formed or session.scalar(last)


def verification(case: EmployerCase, verified_by: str) -> oversight.Verification | None:
    """The breach of the catalogue that was established; none for weak checks, which are no item of it (A79.1)."""
    if case.code == WEAK_CHECKS:
        return None
    return oversight.Verification(
        oversight.Subject.EMPLOYER, case.code, case.facts, tuple(case.evidence), (), verified_by
    )


def measure(
    case: EmployerCase,
    acting: Corrector,
    on: date,
    *,
    responsible: list[str] | None = None,
    remedy: str = "",
    number: str = "",
    due_on: date | None = None,
) -> oversight.EmployerMeasure:
    """An order about to be issued, or proposed."""
    return oversight.EmployerMeasure(
        kind=kind_of(case.organisation),
        acting=acting,
        ground=case.code,
        evidence=tuple(case.evidence),
        responsible=tuple(responsible or ()),
        remedy=remedy,
        number=number,
        issued_on=on,
        due_on=due_on,
    )


def facts(case: EmployerCase) -> dict[str, str | bool]:
    """The inputs of `sanctions.dmn` (table i)."""
    party = PARTIES[kind_of(case.organisation)].value
    return {
        "party": party, "title_obtained": False, "cancel_only": False, "serious": False, "dishonest": False,
        "discipline": False, "crime": False,
    }  # fmt: skip


def circular(case: EmployerCase, acting: Corrector, number: str, on: date) -> oversight.Circular:
    """A circular about to go out. Raises LookupError without an order."""
    order = case.order
    if order is None:
        raise LookupError("没有发出过责令整改，不能通报批评；请先责令整改")
    return oversight.Circular(
        kind=kind_of(case.organisation),
        acting=acting,
        due_on=order.due_on,
        reported_on=local_date(order.reported_at) if order.reported_at else None,
        improvement=order.improvement,
        number=number,
        issued_on=on,
    )


def improvement_of(word: str) -> Improvement:
    """The finding that a form's choice names."""
    return Improvement[word.upper()]
