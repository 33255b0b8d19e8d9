"""What happened in a week, counted from the records: cases, measures, clues, incidents, repairs. Nobody is named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.clock import legal_day
from app.engine.repair.orders import Operation
from app.engine.repair.store import Repair, RepairItem
from app.engine.store import Incident, ProcessInstance
from app.figures.processes import newest
from app.figures.scope import Scope
from app.reports.table import Table, Value
from app.reports.week import Week
from handlers.records.clues import Clue
from handlers.records.committees import Committee
from handlers.records.employers import EmployerCase, EmployerOrder
from handlers.records.organisations import Organisation
from handlers.records.supervision import Measure, MeasureWithdrawal, ResumeConsent, RevocationDecision, SupervisionCase
from handlers.records.violations import CaseDecision
from handlers.rules.inspection import ClueSource, Disposition


def within(column: InstrumentedAttribute[Any], week: Week) -> ColumnElement[bool]:
    """Instants of the week."""
    return and_(column >= week.begins_at, column < week.ends_at)


def count_if(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


# --- processes -------------------------------------------------------------------------------------------------------


def processes(session: Session, scope: Scope, week: Week) -> Table:
    """Cases by process: begun and ended in the week, and running at its end."""
    ended = within(ProcessInstance.ended_at, week)
    running = or_(ProcessInstance.ended_at.is_(None), ProcessInstance.ended_at >= week.ends_at)
    counts = (
        select(
            ProcessInstance.process,
            count_if(within(ProcessInstance.started_at, week)),
            count_if(and_(ended, ProcessInstance.status != "cancelled")),
            count_if(and_(ended, ProcessInstance.status == "cancelled")),
            count_if(running),
        )
        .where(ProcessInstance.started_at < week.ends_at, scope.of(ProcessInstance))
        .group_by(ProcessInstance.process)
    )
    found = {process: [int(one) for one in rest] for process, *rest in session.execute(counts)}
    rows: list[list[Value]] = [[name, *found[key]] for key, name, _version in newest(session) if key in found]
    new, done, cancelled, open_ = (sum(row[place] for row in found.values()) for place in range(4))
    title = f"本周新发起 {new} 件，办结 {done} 件，取消 {cancelled} 件；周末在办 {open_} 件"
    columns = ("流程", "本周新发起", "本周办结", "本周取消", "周末在办")
    return Table("processes", "案件办理", title, columns, rows)


# --- supervision -----------------------------------------------------------------------------------------------------


def measures(session: Session, scope: Scope, week: Week) -> Table:
    """Letters, consents, revocations and withdrawals of the week, each with its committee and paper."""
    found = sorted((row for query in _measures(scope, week) for row in session.execute(query)), key=_by_day)
    rows: list[list[Value]] = [[legal_day(at).isoformat(), _word(what), name, paper] for at, what, name, paper in found]
    title = f"本周对评委会采取监管措施 {len(rows)} 项" if rows else "本周没有对评委会采取监管措施"
    return Table("measures", "监管措施", title, ("日期", "措施", "评委会", "文号"), rows)


def _by_day(row: Any) -> tuple[Any, str]:
    return row[0], row[3]


def _measures(scope: Scope, week: Week) -> Iterator[Select[Any]]:
    yield _of_case(Measure, Measure.issued_at, Measure.letter, Measure.number, scope, week)
    consent, given = literal("同意恢复评审"), ResumeConsent.given_at
    yield _of_case(ResumeConsent, given, consent, ResumeConsent.number, scope, week)
    revoked, decided = literal("收回评审权"), RevocationDecision.decided_at
    yield _of_case(RevocationDecision, decided, revoked, RevocationDecision.number, scope, week)
    withdrawn, made = literal("撤回措施"), MeasureWithdrawal.made_at
    yield _of_case(MeasureWithdrawal, made, withdrawn, MeasureWithdrawal.paper, scope, week)


def _of_case(record: Any, at: Any, what: Any, number: Any, scope: Scope, week: Week) -> Select[Any]:
    return (
        select(at, what, Committee.name, number)
        .select_from(record)
        .join(SupervisionCase, SupervisionCase.id == record.case_id)
        .join(Committee, Committee.id == SupervisionCase.committee_id)
        .join(Organisation, Organisation.id == Committee.forming_unit_id)
        .where(within(at, week), scope.of_body(Organisation.area, Committee.id))
    )


def _word(what: Any) -> str:
    return str(getattr(what, "label", what))


def sanctions(session: Session, scope: Scope, week: Week) -> Table:
    """Decisions on persons and orders to employers: how many of each, nobody named."""
    decided = (
        select(CaseDecision.sanction, func.count())
        .join(Organisation, Organisation.id == CaseDecision.organisation_id)
        .where(within(CaseDecision.decided_at, week), scope.of_body(Organisation.area, literal("")))
        .group_by(CaseDecision.sanction)
    )
    ordered = (
        select(func.count())
        .select_from(EmployerOrder)
        .join(EmployerCase, EmployerCase.id == EmployerOrder.case_id)
        .join(Organisation, Organisation.id == EmployerCase.organisation_id)
        .where(within(EmployerOrder.issued_at, week), scope.of_body(Organisation.area, literal("")))
    )
    rows: list[list[Value]] = [["个人", what.label, many] for what, many in session.execute(decided)]
    rows = sorted(rows, key=lambda row: str(row[1]))
    if orders := session.scalar(ordered):
        rows.append(["用人单位", "责令整改", orders])
    title = f"本周作出处理决定 {sum(int(row[2]) for row in rows)} 项" if rows else "本周没有作出处理决定"
    return Table("sanctions", "违规处理", title, ("对象", "处理", "数量"), rows)


# --- clues -----------------------------------------------------------------------------------------------------------


def clues(session: Session, scope: Scope, week: Week) -> Table:
    """Clues by source: received in the week, disposed of in it and how, and open at its end."""
    columns = [
        count_if(within(Clue.received_at, week)),
        *(count_if(and_(Clue.disposition == one, within(Clue.disposed_at, week))) for one in Disposition),
        count_if(or_(Clue.disposed_at.is_(None), Clue.disposed_at >= week.ends_at)),
    ]
    counts = (
        select(Clue.source, *columns)
        .join(Organisation, Organisation.id == Clue.handling_id)
        .where(Clue.received_at < week.ends_at, scope.of_body(Organisation.area, Clue.committee_id))
        .group_by(Clue.source)
    )
    found = {source: [int(one) for one in rest] for source, *rest in session.execute(counts)}
    rows: list[list[Value]] = [[source.label, *found[source]] for source in ClueSource if source in found]
    new = sum(row[0] for row in found.values())
    open_ = sum(row[-1] for row in found.values())
    title = f"本周收到线索 {new} 条，周末待处置 {open_} 条；线索不是结论"
    heads = ("来源", "本周收到", *(f"本周{one.label}" for one in Disposition), "周末待处置")
    return Table("clues", "线索与处置", title, heads, rows)


# --- the machine -----------------------------------------------------------------------------------------------------


def incidents(session: Session, scope: Scope, week: Week) -> Table:
    """Incidents by process: new and resolved in the week, open at its end."""
    still = or_(Incident.resolved_at.is_(None), Incident.resolved_at >= week.ends_at)
    sums = (count_if(within(Incident.first_at, week)), count_if(within(Incident.resolved_at, week)), count_if(still))
    counts = select(Incident.process, *sums).where(Incident.first_at < week.ends_at).group_by(Incident.process)
    if not scope.everything:
        counts = counts.join(ProcessInstance, ProcessInstance.id == Incident.instance_id)
        counts = counts.where(scope.of(ProcessInstance))
    names = {key: name for key, name, _version in newest(session)}
    rows: list[list[Value]] = sorted(
        [names.get(key, key or "—"), *map(int, rest)] for key, *rest in session.execute(counts)
    )
    title = f"本周办理异常 {_sum(rows, 1)} 次，解决 {_sum(rows, 2)} 次，周末未解决 {_sum(rows, 3)} 次"
    return Table("incidents", "办理异常", title, ("流程", "本周新增", "本周解决", "周末未解决"), rows)


def repairs(session: Session, scope: Scope, week: Week) -> Table:
    """Repairs carried out in the week, by operation: done, refused, stale."""
    at = RepairItem.done_at
    sums = [count_if(RepairItem.status == status) for status in ("done", "refused", "stale")]
    counts = (
        select(Repair.operation, *sums)
        .join(RepairItem, RepairItem.repair_id == Repair.id)
        .where(within(at, week))
        .group_by(Repair.operation)
    )
    if not scope.everything:
        counts = counts.join(ProcessInstance, ProcessInstance.id == RepairItem.instance_id)
        counts = counts.where(scope.of(ProcessInstance))
    labels = {one.value: one.label for one in Operation}
    rows: list[list[Value]] = sorted([labels.get(key, key), *map(int, rest)] for key, *rest in session.execute(counts))
    title = f"本周修复 {_sum(rows, 1)} 件，未准 {_sum(rows, 2)} 件，情况已变 {_sum(rows, 3)} 件"
    return Table("repairs", "修复", title, ("操作", "已执行", "被拒绝", "情况已变"), rows)


def _sum(rows: list[list[Value]], place: int) -> int:
    return sum(int(row[place]) for row in rows)
