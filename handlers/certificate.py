"""Electronic certificates: issue, seal, notice to the applicant, public verification (A54, A55).

The verification code follows from a key file and the certificate's id. It is shown to its owner, never
stored; the database holds a keyed hash, by which a code that somebody types is looked up.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers import keys
from handlers.evidence import confirmations, notices
from handlers.evidence.authorities import authorities
from handlers.evidence.subjects import reference, session_of
from handlers.handler import Actor, handler
from handlers.records.certificates import Certificate, Confirmation, ConfirmationBatch
from handlers.records.counters import next_numbers
from handlers.records.organisations import Organisation
from handlers.records.review_sessions import STRUCK
from handlers.records.table import new_id
from handlers.rules import acts, duties, jurisdiction, service
from handlers.rules.series import series_label
from handlers.rules.terms import DeclarationStatus, VoidKind
from handlers.rules.workdays import local_date

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # 30 letters that nobody mistakes for one another
CODE_LENGTH = 20  # 20 × log2(30) = 98.1 bits
KEY = "certificate"


@dataclass(frozen=True)
class Verification:
    """What the public page may say. `view` is empty without the second factor."""

    status: str  # valid, revoked, not_recognised, unknown
    view: dict[str, str]


@handler
def issue(batch: ConfirmationBatch, *, now: datetime) -> dict[str, Any]:
    """生成电子职称证书（待用印）"""
    session = session_of(batch)
    confirmed = [c for c in batch.confirmations if _goes_on(c) and c.certificate is None]
    confirmed.sort(key=lambda c: c.declaration.number)
    if confirmed:
        year = batch.session.call.year
        numbers = next_numbers(session, f"certificate:{year}", len(confirmed))
        for number, confirmation in zip(numbers, confirmed, strict=True):
            _issue(batch, confirmation, f"NM{year}{number:07d}", now)
    session.flush()
    return {"issued": len(confirmed)}


def _issue(batch: ConfirmationBatch, confirmation: Confirmation, number: str, now: datetime) -> None:
    declaration = confirmation.declaration
    candidate = confirmations.candidate_of(batch.session, declaration)
    voted_at = confirmations.voted_at(candidate)
    passed_on = local_date(voted_at) if voted_at else None
    from_on = jurisdiction.starts_on(passed_on or local_date(now))
    acts.certification(
        issue=jurisdiction.Issue(confirmation.number, confirmation.outcome == "confirmed", passed_on, from_on)
    )
    certificate = Certificate(
        id=new_id(),
        number=number,
        declaration=declaration,
        title=declaration.title,
        from_on=from_on,
        issued_on=local_date(now),
        seal_body_id=batch.seal_body_id,
        status="unsealed",
    )
    certificate.code_hash = _hash(code_of(certificate))
    confirmation.certificate = certificate


@handler
def seal(batch: ConfirmationBatch, *, actor: Actor, now: datetime, seal_number: str) -> dict[str, Any]:
    """证书用印"""
    duties.separation(duties.Duty("证书用印", actor.person_id, _preparers(batch)))
    session, on = session_of(batch), local_date(now)
    body, known = session.get(Organisation, actor.organisation_id), authorities(session, on)
    sealed = 0
    for confirmation in batch.confirmations:
        if not _goes_on(confirmation):
            continue
        certificate = confirmation.certificate
        clearance = acts.sealing(
            competence=known.competence(confirmation.declaration, body),
            sealing=jurisdiction.Sealing(seal_number, certificate is not None),
        )
        if certificate is not None:
            certificate.put_seal(clearance, number=seal_number, by=actor.person_id, now=now)
            confirmation.declaration.move(DeclarationStatus.CERTIFIED, clearance)
            confirmation.declaration.hand_to(None, now)
            sealed += 1
    return {"sealed": sealed}


def _goes_on(confirmation: Confirmation) -> bool:
    """Confirmed, and not fallen since."""
    return confirmation.outcome == "confirmed" and not confirmation.declaration.status.over


def _preparers(batch: ConfirmationBatch) -> frozenset[str]:
    """Who prepared the certificates: the confirming and checking officers, and the office that handed in."""
    deciders = {c.decided_by_id for c in batch.confirmations}
    return frozenset(p for p in deciders | {batch.checked_by_id, batch.submitted_by_id} if p)


@handler
def notify(batch: ConfirmationBatch, *, now: datetime) -> dict[str, Any]:
    """把核准确认结果通知到每份申报"""
    outcomes = {"confirmed": "certified", "refused": "refused"}
    return {
        "messages": [
            {"to": reference(c.declaration), "outcome": outcomes[c.outcome]}
            for c in batch.confirmations
            if c.outcome in outcomes and c.declaration.status not in STRUCK
        ]
    }


def code_of(certificate: Certificate) -> str:
    """The certificate's verification code, 20 letters; for its owner's eyes."""
    drawn = hmac.new(keys.key(KEY), b"code:" + certificate.id.encode(), hashlib.sha256).digest()
    number, letters = int.from_bytes(drawn), []
    for _ in range(CODE_LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[rest])
    return "".join(letters)


def _hash(code: str) -> str:
    return hmac.new(keys.key(KEY), b"hash:" + code.encode(), hashlib.sha256).hexdigest()


def verify(session: Session, code: str, second_factor: str, now: datetime) -> Verification:
    """Whether a code belongs to a certificate in force, and how it fell where it does not.

    Its facts only to who also knows the name or the last four.

    The same work is done for a code that nobody holds, so that neither answer nor time tells more.
    """
    plain = "".join(letter for letter in code.upper() if letter in ALPHABET)
    certificate = session.scalar(select(Certificate).where(Certificate.code_hash == _hash(plain)))
    if certificate is None or certificate.sealed_at is None:
        _knows("", "", second_factor)
        return Verification("unknown", {})
    person = certificate.declaration.person
    status = certificate.status if certificate.status in ("valid", *(kind.value for kind in VoidKind)) else "revoked"
    known = _knows(person.name, person.identity_mask, second_factor)
    return Verification(status, _view(certificate) if known else {})


def _knows(name: str, mask: str, second_factor: str) -> bool:
    given = second_factor.strip().upper().encode()
    by_name = hmac.compare_digest(given, name.upper().encode())
    by_number = hmac.compare_digest(given, mask[-4:].upper().encode())
    return bool(given) and (by_name or (len(mask) >= 4 and by_number))


def _view(certificate: Certificate) -> dict[str, str]:
    """The holder and the title in the few words a stranger may read, and no other (A60.2)."""
    declaration = certificate.declaration
    facts = {
        "name": notices.masked(declaration.person.name),
        "title": certificate.title,
        "series": series_label(declaration.series),
        "level": declaration.level.label,
        "from_on": certificate.from_on.isoformat(),
        "body": certificate.seal_body.name,
        "number": certificate.number,
    }
    return {name: facts[name] for name in service.ANSWER}


def seal_data(batch: ConfirmationBatch, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """What the form of `seal` shows: the certificates waiting; never their codes."""
    waiting = [c.certificate for c in batch.confirmations if c.certificate]
    lines = [f"- {c.number} {c.declaration.person.name}，{c.title}，自 {c.from_on} 起" for c in waiting]
    return {
        "batch": f"**{batch.session.committee.name}** 批次 {batch.number}",
        "certificates": "\n".join(lines) or "没有待用印的证书。",
    }
