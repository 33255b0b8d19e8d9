"""What the forms of a batch show."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from handlers.evidence import confirmations
from handlers.handler import Actor
from handlers.records.certificates import Confirmation, ConfirmationBatch
from handlers.rules.series import series_label


def batch_data(batch: ConfirmationBatch, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """What the forms of a batch show: persons, limit, papers, the check; totals by person, no votes by expert."""
    people = [_line(batch, c) for c in sorted(batch.confirmations, key=lambda c: c.declaration.number)]
    numbers = (batch.report_number, batch.publicity_report_number, batch.commitment_number)
    papers = "核准报告 {}，公示报告 {}，承诺书 {}".format(*(number or "（未报）" for number in numbers))
    return {
        "batch": f"**{batch.session.committee.name}** 批次 {batch.number}，{len(people)} 人\n\n{papers}",
        "due": f"应于 {batch.extended_to or batch.due_on} 前报送。",
        "people": "\n".join(people),
        "check": f"**审核意见**\n\n{batch.check_text or '尚未审核'}",
        "declarations": [
            {"value": c.declaration_id, "label": f"{c.declaration.person.name}（{c.declaration.number}）"}
            for c in batch.confirmations
        ],
        "request": _request(batch),
    }


def _line(batch: ConfirmationBatch, confirmation: Confirmation) -> str:
    declaration = confirmation.declaration
    result = confirmations.candidate_of(batch.session, declaration).result
    votes = f"到会 {result.attending}，同意 {result.approvals}" if result else "无表决记录"
    what = f"{series_label(declaration.series)} {declaration.title}"
    return f"- {declaration.number} {declaration.person.name}，{declaration.employer.name}，{what}，{votes}"


def _request(batch: ConfirmationBatch) -> str:
    waiting = [e for e in batch.extensions if e.granted is None]
    if not waiting:
        return "没有待审批的延期申请。"
    return f"**延期申请** 原期限 {batch.due_on}，申请延至 {waiting[-1].asked_to}\n\n{waiting[-1].reason}"
