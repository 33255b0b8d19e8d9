"""What stopped or ended a case from outside, in plain words: a committee's stop, decisions against a declaration."""

from __future__ import annotations

from collections.abc import Iterator

from app.web.days import in_words, instant_in_words
from app.web.desk.casefile.section import Section
from handlers.evidence import stopping, voiding
from handlers.evidence.texts import cite
from handlers.records.certificates import ConfirmationBatch
from handlers.records.committees import Committee
from handlers.records.declarations import Decision, Declaration
from handlers.rules.terms import DeclarationStatus

LABELS = {status.value: status.label for status in DeclarationStatus}
LIMITS = "停止期间，公示、报送的期限照常计算。"
ELSEWHERE = "本次申报不计入当年申报次数，申报期内可以向其他评委会申报。"


def of_committee(committee: Committee) -> Iterator[Section]:
    """That the committee is stopped or has lost its power, by which paper; nothing while it may review."""
    stop = stopping.order(committee)
    if stop is not None:
        told = LIMITS if stop.kind == "suspended" else ""
        since = instant_in_words(stop.at) if stop.number else ""
        yield Section("停止评审" if told else "评审权收回", [("情况", stop.words), ("时间", since), ("期限", told)])


def of_batch(batch: ConfirmationBatch) -> Iterator[Section]:
    """The stop, and the supervisor's decisions on this batch."""
    yield from of_committee(batch.session.committee)
    for release in batch.releases:
        rows = [
            ("决定", "放行，可以核准" if release.released else "继续暂缓"),
            ("文号", release.number),
            ("理由", release.reason),
            ("时间", instant_in_words(release.decided_at)),
        ]
        yield Section("监管部门对本批结果的决定", rows)


def of_declaration(declaration: Declaration) -> Iterator[Section]:
    """Decisions against the declaration, how its result fell, and what stops its committee while it runs."""
    if not declaration.status.over:
        yield from of_committee(declaration.committee)
    for decision in declaration.decisions:
        yield Section("处理决定", _decided(decision))
    if declaration.status in (DeclarationStatus.NOT_RECOGNISED, DeclarationStatus.ANNULLED):
        yield from _voided(declaration)


def _decided(decision: Decision) -> list[tuple[str, str]]:
    returned = decision.outcome == DeclarationStatus.RETURNED_COMMITTEE_REVOKED
    return [
        ("结论", LABELS.get(decision.outcome, decision.outcome)),
        ("理由", decision.reason),
        ("依据", cite(decision.article)),
        ("文号", decision.number or ""),
        ("时间", instant_in_words(decision.decided_at)),
        ("以后", ELSEWHERE if returned else ""),
    ]


def _voided(declaration: Declaration) -> Iterator[Section]:
    row = voiding.voiding_of(declaration)
    if row is not None:
        rows = [
            ("结论", declaration.status.label),
            ("理由", row.reason),
            ("依据", cite(row.article)),
            ("文号", row.number),
            ("决定机关", row.organisation.name),
            ("生效", in_words(row.effective_on)),
        ]
        yield Section("处理决定", rows)
