"""The steps taken in a supervision case as a ladder: when, what, in which words and numbers, and who stands for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from handlers.records.supervision import CaseState, Measure, SupervisionCase, VerifiedItem
from handlers.rules import oversight


@dataclass(frozen=True)
class Rung:
    """One step that was taken: when, what, in which words and numbers, and the ids of who stands for it."""

    at: datetime
    what: str
    text: str
    number: str = ""
    tone: str = ""
    persons: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()


def ladder(case: SupervisionCase) -> list[Rung]:
    """Everything done in a case, in the order it was done."""
    rungs = [Rung(case.opened_at, "立案", case.facts, case.number, bodies=(case.opened_by_id,))]
    rungs += [_item(each) for each in case.items]
    rungs += [
        Rung(
            each.found_at,
            f"认定：{each.finding.label}",
            each.reason,
            "、".join(each.evidence),
            persons=(each.found_by_id,),
            bodies=(each.body_id,),
        )
        for each in case.findings
    ]
    for measure in case.measures:
        rungs += _of_letter(measure)
    rungs += _endings(case)
    return sorted(rungs, key=lambda rung: rung.at)


def _item(item: VerifiedItem) -> Rung:
    label = oversight.VIOLATIONS[item.code].label
    return Rung(
        item.verified_at, f"查实 {item.code} {label}", item.facts, "、".join(item.evidence),
        persons=(item.verified_by_id,), bodies=(item.body_id,),
    )  # fmt: skip


def _of_letter(measure: Measure) -> Iterable[Rung]:
    name = measure.letter.label
    yield Rung(
        measure.drafted_at, f"起草{name}", measure.orders, measure.number, persons=(measure.drafted_by_id,),
        bodies=(measure.body_id,),
    )  # fmt: skip
    for signature in measure.signatures[1:]:
        word = "会签同意" if signature.agreed else "会签不同意，退回"
        tone = "" if signature.agreed else "amber"
        yield Rung(
            signature.signed_at, word, signature.text, measure.number, tone, (signature.signed_by_id,),
            (signature.body_id,),
        )  # fmt: skip
    if measure.issued_at is not None:
        signed = tuple(signature.body_id for signature in measure.signatures)
        stop = "，停止评审" if measure.stops_review else ""
        text = f"整改期限 {measure.due_on}{stop}"
        yield Rung(measure.issued_at, f"发出{name}", text, measure.number, "red" if stop else "amber", bodies=signed)
    if measure.served_at is not None:
        yield Rung(measure.served_at, "送达", "", measure.receipt)
    for day in measure.deadlines:
        yield Rung(day.set_at, "重新限期整改", f"期限改为 {day.due_on}：{day.reason}", persons=(day.set_by_id,))
    for report in measure.reports:
        yield Rung(
            report.reported_at, "评委会报告整改情况", report.text, "、".join(report.evidence),
            persons=(report.reported_by_id,), bodies=(report.body_id,),
        )  # fmt: skip
    for check in measure.checks:
        tone = "green" if check.improvement is oversight.Improvement.IMPROVED else "red"
        yield Rung(
            check.checked_at, f"核查认定：{check.improvement.label}", check.text, "、".join(check.evidence), tone,
            (check.checked_by_id,), (check.body_id,),
        )  # fmt: skip
    if measure.withdrawal is not None:
        gone = measure.withdrawal
        text = f"不再计数。{gone.reason}"
        yield Rung(gone.made_at, f"撤回{name}", text, gone.paper, "amber", (gone.made_by_id,), (gone.body_id,))


def _endings(case: SupervisionCase) -> Iterable[Rung]:
    for item in case.items:
        if item.withdrawal is not None:
            gone = item.withdrawal
            text = f"不再计数。{gone.reason}"
            yield Rung(
                gone.made_at, f"撤回认定 {item.code}", text, gone.paper, "amber", (gone.made_by_id,), (gone.body_id,)
            )
    for paper in case.consents:
        if paper.given_at is not None:
            signed = tuple(signature.body_id for signature in paper.signatures)
            yield Rung(paper.given_at, "同意恢复评审", paper.reason, paper.number, "green", bodies=signed)
    for decision in case.revocations:
        yield Rung(
            decision.decided_at, "收回评审权", decision.reason, decision.number, "red", (decision.decided_by_id,),
            (decision.body_id,),
        )  # fmt: skip
    for assessment in case.assessments:
        yield Rung(assessment.opened_at, "启动不予认可评估（第七十六条，并行）", "", assessment.number)
        if assessment.decided_at is not None and assessment.outcome is not None:
            tone = "red" if assessment.outcome == "not_recognised" else "green"
            text = f"{assessment.outcome.label}。{assessment.facts}"
            yield Rung(assessment.decided_at, "评估结论", text, assessment.decree, tone)
    if case.ended_at is not None and case.state is not CaseState.REVOKED:
        yield Rung(case.ended_at, case.state.label, case.conclusion, tone="green")
