"""How a result or a title falls: declaration, certificate and title held, at once and for every reader (A72.2, A76.1).

Stages that decide it (non-recognition, annulment) share this; the law's leave is theirs to bring.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select

from handlers.evidence.subjects import session_of
from handlers.handler import Actor
from handlers.records.certificates import Certificate, Confirmation, Voiding
from handlers.records.declarations import Declaration
from handlers.rules.article import Clearance
from handlers.rules.terms import VoidKind

ARTICLES = {VoidKind.NOT_RECOGNISED: "A76.1", VoidKind.REVOKED: "A72.2"}
DROPPED = "dropped"  # the outcome of a confirmation that nobody took before the result fell


def void(
    declaration: Declaration,
    kind: VoidKind,
    clearance: Clearance,
    *,
    number: str,
    reason: str,
    effective_on: date,
    actor: Actor,
    now: datetime,
) -> Voiding:
    """Let the declaration's result or title fall; returns the row that says so.

    The running case, if any, is told by the message `result_voided` {"reason", "number"} to `declaration:<id>`.
    Raises TypeError for the clearance of another act.
    """
    session = session_of(declaration)
    declaration.void(kind, clearance)
    declaration.hand_to(None, now)
    certificate = session.scalar(select(Certificate).where(Certificate.declaration_id == declaration.id))
    if certificate is not None:
        certificate.void(kind, clearance)
        _revoke_title(declaration, certificate, effective_on)
    drop(declaration)
    row = Voiding(
        kind=kind,
        declaration_id=declaration.id,
        certificate_id=certificate.id if certificate else None,
        article=ARTICLES[kind],
        number=number,
        reason=reason,
        effective_on=effective_on,
        organisation_id=actor.organisation_id,
        decided_by_id=actor.person_id,
        decided_at=now,
    )
    session.add(row)
    session.flush()
    return row


def drop(declaration: Declaration) -> None:
    """Take a declaration that is over off the notices that run and the batches that wait."""
    for line in declaration.lines:
        if line.publicity.closed_at is None or line.state in ("held", "posted"):
            line.state = "cancelled"
    waiting = select(Confirmation).where(Confirmation.declaration_id == declaration.id, Confirmation.outcome.is_(None))
    for confirmation in session_of(declaration).scalars(waiting):
        confirmation.outcome = DROPPED


def _revoke_title(declaration: Declaration, certificate: Certificate, on: date) -> None:
    """The title of this certificate, where it is among those held, no longer counts."""
    for title in declaration.person.titles:
        same = (title.series, title.level, title.from_on)
        if same == (declaration.series, declaration.level, certificate.from_on) and title.revoked_on is None:
            title.revoked_on = on


def voiding_of(declaration: Declaration) -> Voiding | None:
    """The decision by which the declaration's result or title fell, the latest; none when it stands."""
    wanted = select(Voiding).where(Voiding.declaration_id == declaration.id).order_by(Voiding.decided_at.desc())
    return session_of(declaration).scalars(wanted).first()
