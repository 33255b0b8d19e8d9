"""The office's re-check of what was reported (A35, A36, table j)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from handlers.evidence import applicants, forming, notices, office, rosters, signatures
from handlers.evidence.subjects import with_people
from handlers.handler import Actor, handler
from handlers.records.declarations import CheckRecord, CorrectionNotice, Decision, Declaration
from handlers.rules import acceptance, acts
from handlers.rules.acceptance import Outcome
from handlers.rules.article import Clearance
from handlers.rules.terms import DeclarationStatus, PublicityKind
from handlers.rules.workdays import local_date

OPINIONS = {Outcome.ACCEPTED: "approve", Outcome.NOT_ACCEPTED: "reject"}


@handler
def check(
    declaration: Declaration,
    *,
    actor: Actor,
    now: datetime,
    outcome: str,
    checklist: list[str],
    text: str,
    items: list[dict[str, Any]] | None = None,
    due_on: date | None = None,
    article: str | None = None,
    reason: str | None = None,
    seal_number: str | None = None,
) -> dict[str, Any]:
    """办事机构复核：受理、通知补正或不予受理"""
    lines = [str(item.get("text", "")).strip() for item in items or []]
    if outcome == Outcome.ACCEPTED:
        _accept(declaration, actor, now, checklist, text)
    elif outcome == Outcome.NOT_ACCEPTED:
        _refuse(declaration, actor, now, article or "", reason or "")
    else:
        addressee = "applicant" if outcome == Outcome.CORRECT else "unit"
        _notify(declaration, actor, now, addressee, lines, due_on, reason or "")
    declaration.checks.append(
        CheckRecord(
            stage="office",
            organisation_id=actor.organisation_id,
            checker_id=actor.person_id,
            opinion=next((o for key, o in OPINIONS.items() if key == outcome), "return"),
            text=text,
            checklist=checklist,
            seal_number=seal_number or "",
            checked_at=now,
        )
    )
    return {"outcome": outcome, "due_on": due_on.isoformat() if due_on else None}


def _accept(declaration: Declaration, actor: Actor, now: datetime, checklist: list[str], text: str) -> None:
    with_people([declaration])
    today = local_date(now)
    clearance = acts.acceptance(
        check=office.office_check(declaration, checklist, text),
        scope=applicants.scope(declaration),
        filing=applicants.filing(declaration.committee, today),
        candidacy=applicants.candidacy(declaration, today),
        window=applicants.window(declaration, declaration.submitted_at or now),
        letter=signatures.letter_of(declaration, now),
        signatures=signatures.first_check_signatures(declaration),
        unit_notice=notices.notice_of(declaration, PublicityKind.UNIT, now),
        unit_dissents=notices.dissents(declaration, PublicityKind.UNIT),
        journey=office.journey(declaration),
        roster=rosters.roster_notice(declaration, now),
        roster_dissents=notices.dissents(declaration, PublicityKind.ROSTER),
        materials=forming.materials_check(declaration.committee, actor.person_id, actor.organisation_id, today),
    )
    declaration.accepted_at = now
    declaration.move(DeclarationStatus.ACCEPTED, clearance)


def _notify(
    declaration: Declaration,
    actor: Actor,
    now: datetime,
    addressee: str,
    items: list[str],
    due_on: date | None,
    arose_from: str,
) -> None:
    clearance = acts.correction(notice=office.correction(declaration, addressee, items, due_on, arose_from, now))
    declaration.corrections.append(
        CorrectionNotice(
            addressee=addressee, items=items, due_on=due_on, delivered_at=now, issued_by_id=actor.person_id
        )
    )
    declaration.move(DeclarationStatus.CORRECTION, clearance)
    declaration.hand_to(None if addressee == "applicant" else declaration.first_check_body_id, now)


def _refuse(declaration: Declaration, actor: Actor, now: datetime, article: str, reason: str) -> None:
    clearance: Clearance = acts.non_acceptance(
        refusal=acceptance.Refusal(
            ground=article,
            reason=reason,
            cited=article,
            within_scope=office.within_scope(declaration),
            in_time_and_order=office.in_time_and_order(declaration, now),
            curable=office.still_curable(declaration, now),
        )
    )
    declaration.decisions.append(
        Decision(
            outcome=DeclarationStatus.NOT_ACCEPTED.value,
            article=article,
            reason=reason,
            organisation_id=actor.organisation_id,
            decided_by_id=actor.person_id,
            decided_at=now,
        )
    )
    declaration.move(DeclarationStatus.NOT_ACCEPTED, clearance)
    declaration.hand_to(None, now)


def check_data(declaration: Declaration, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """What the form of `check` shows: the file, earlier opinions, the committee's scope, the proposed limit."""
    covered = sorted({f"{s.specialty}（{s.level.label}）" for s in declaration.committee.specialties})
    checks = [{"value": value, "label": label} for value, label in acceptance.CHECKLIST.items()]
    return {
        **office.person_texts(declaration),
        **office.earlier_text(declaration),
        "scope": f"**评委会评审范围**：{'、'.join(covered)}\n\n{office.proposal(declaration, now)}",
        "checks": checks,
        "due_on": office.default_due_on(declaration, now).isoformat(),
    }
