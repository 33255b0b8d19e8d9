"""`zhiping rules explain`: what the law says of one declaration now, as text and as JSON. Knows no terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.clock import Clock
from handlers.evidence.hearing import Heard, heard
from handlers.evidence.openings import Opening
from handlers.evidence.texts import cite
from handlers.records.declarations import Declaration
from handlers.rules.article import Breach, Finding, Verdict
from handlers.rules.series import series_label
from handlers.rules.workdays import local_date

MARKS = {Verdict.PASS: "✓", Verdict.REVIEW: "?", Verdict.FAIL: "✗"}
WORDS = {Verdict.PASS: "符合", Verdict.REVIEW: "待人工认定", Verdict.FAIL: "不符合"}
CONCLUSIONS = {
    Verdict.PASS: "符合，未发现不合法的情形",
    Verdict.REVIEW: "没有不符合的情形，有待人工认定的事项",
    Verdict.FAIL: "不符合，不得提交或继续办理",
}


def find(session: Session, name: str) -> Declaration | None:
    """The declaration with this number or id."""
    wanted = select(Declaration).where(or_(Declaration.number == name, Declaration.id == name))
    return session.scalars(wanted).first()


def as_json(declaration: Declaration, clock: Clock) -> dict[str, Any]:
    """`{declaration, verdict, edition, standard, findings, routes}`."""
    said = heard(declaration, clock.now())
    return {
        "declaration": declaration.number,
        "verdict": said.verdict.value,
        "edition": said.edition,
        "standard": said.standard,
        "findings": [
            {"id": each.id, "verdict": each.verdict.value, "messages": [one.message for one in _said(each)]}
            for each in said.findings
        ],
        "routes": [_route(each) for each in said.routes],
    }


def _route(opening: Opening) -> dict[str, Any]:
    return {
        "code": opening.code,
        "label": opening.label,
        "article": opening.article,
        "verdict": opening.verdict.value,
        "kind": opening.kind.value if opening.kind else None,
        "gives": opening.gives,
        "recommender": opening.recommender,
        "documents": list(opening.documents),
        "committee": opening.committee,
        "missing": [_one(breach) for breach in opening.missing],
        "doubts": [_one(doubt) for doubt in opening.doubts],
    }


def _one(breach: Breach) -> dict[str, str]:
    return {"id": breach.id, "message": breach.message}


def lines(declaration: Declaration, clock: Clock) -> Iterator[str]:
    """The same for people, line by line."""
    said = heard(declaration, clock.now())
    yield f"申报 {declaration.number}　{declaration.person.name}　{declaration.employer.name}"
    wanted = (series_label(declaration.series), declaration.specialty, declaration.level.label, declaration.title)
    yield f"{' · '.join(filter(None, wanted))}　{declaration.kind.label}　{declaration.status.label}"
    yield f"结论：{CONCLUSIONS[said.verdict]}"
    yield f"依据：{local_date(clock.now())} 的记录，{_edition(said)}"
    yield ""
    yield "规则核对"
    for finding in sorted(said.findings, key=_urgency):
        yield from _finding(finding)
    yield ""
    yield "可走的渠道"
    for opening in said.routes:
        yield from _opening(opening)


def _edition(said: Heard) -> str:
    return f"{said.edition} 版规定，{said.standard or '没有在用的标准'}"


def _said(finding: Finding) -> tuple[Breach, ...]:
    return (*finding.breaches, *finding.doubts)


def _urgency(finding: Finding) -> int:
    return [Verdict.FAIL, Verdict.REVIEW, Verdict.PASS].index(finding.verdict)


def _finding(finding: Finding) -> Iterator[str]:
    yield f"  {MARKS[finding.verdict]} {finding.id:<7}{cite(finding.id)}　{WORDS[finding.verdict]}"
    for one in _said(finding):
        yield f"      {one.message}"


def _opening(opening: Opening) -> Iterator[str]:
    yield f"  {MARKS[opening.verdict]} {opening.label}（{opening.article}，{opening.code}）　{opening.word}"
    yield f"      {opening.terms}；{opening.how}"
    for breach in opening.missing:
        yield f"      还差：{breach.message}（{breach.id}）"
    for doubt in opening.doubts:
        yield f"      待人工认定：{doubt.message}（{doubt.id}）"
