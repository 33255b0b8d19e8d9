"""What the forms of an employer's case are shown with: the case so far, in words."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from handlers.evidence import employers
from handlers.evidence.texts import cite
from handlers.handler import Actor
from handlers.records.employers import EmployerCase
from handlers.records.people import Person
from handlers.rules import oversight
from handlers.rules.oversight import WEAK_CHECKS
from handlers.rules.workdays import local_date


def item(code: str) -> str:
    """An item of the employers' catalogue in words, with its article."""
    if code == WEAK_CHECKS:
        return f"审核责任落实不力、把关不严（{cite('A79')}）"
    known = oversight.VIOLATIONS.get(code)
    return f"{code} {known.label}（{cite('A66')}）" if known else code


def open_data(person: Person, actor: Actor, now: datetime, item: str | None) -> dict[str, Any]:
    """What the form that opens a case is shown with."""
    return {"scope": "只能对本部门管辖范围内的单位立案。线索人的身份不写入案卷。"}


def case_data(case: EmployerCase, actor: Actor, now: datetime, item_: str | None) -> dict[str, Any]:
    """The unit, what is suspected, and by whom it answers."""
    body, kind = case.organisation, employers.kind_of(case.organisation)
    said = f"**{body.name}**（{kind.label}）\n\n案件编号 {case.number}：{item(case.code)}\n\n{case.facts}"
    hr_only = kind is not oversight.EmployerKind.PUBLIC
    by = "只由人社部门处理（第七十九条）。" if hr_only else "由人社部门或评委会组建单位处理（第七十九条）。"
    return {"case": said, "by": by}


def find_data(case: EmployerCase, actor: Actor, now: datetime, item_: str | None) -> dict[str, Any]:
    """The case, and its item and facts to be confirmed or set right."""
    return {**case_data(case, actor, now, item_), "code": case.code, "facts": case.facts, "corrector": "hr"}


def order_data(case: EmployerCase, actor: Actor, now: datetime, item_: str | None) -> dict[str, Any]:
    """The case and its evidence."""
    return {**case_data(case, actor, now, item_), "evidence": _listed("证据材料", case.evidence)}


def report_data(case: EmployerCase, actor: Actor, now: datetime, item_: str | None) -> dict[str, Any]:
    """The order to be answered."""
    order = case.order
    if order is None:
        return case_data(case, actor, now, item_)
    said = f"**责令整改**（{order.number}，{local_date(order.issued_at)}）\n\n{order.remedy}"
    return {**case_data(case, actor, now, item_), "order": said, "due": f"请于 {order.due_on} 24时前报告整改情况。"}


def check_data(case: EmployerCase, actor: Actor, now: datetime, item_: str | None) -> dict[str, Any]:
    """The order and the report on it."""
    order = case.order
    reported = order is not None and order.reported_at is not None
    text = f"**整改报告**\n\n{order.report}" if order and reported else "**整改报告**\n\n整改期限已过，单位没有报告。"
    papers = _listed("佐证材料", order.report_evidence if order else [])
    return {**report_data(case, actor, now, item_), "report": text, "papers": papers}


def circular_data(case: EmployerCase, actor: Actor, now: datetime, item_: str | None) -> dict[str, Any]:
    """The report and what was found of it."""
    order = case.order
    found = f"**核查结论**\n\n{order.improvement.label}。{order.finding}" if order and order.checked_at else ""
    return {**check_data(case, actor, now, item_), "finding": found}


def _listed(title: str, papers: list[Any]) -> str:
    return f"**{title}**\n\n" + ("\n".join(f"- {paper}" for paper in papers) or "无")
