"""How things stand when the report is made: deadlines, forecast, workload, bottlenecks, pass rates. Nobody is named."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app import figures
from app.clock import legal_day
from app.figures import Scope
from app.reports.table import Table, Value
from app.reports.week import Week

BODIES, STEPS, COMMITTEES, WEEKS = 20, 10, 40, 4


def deadlines(session: Session, scope: Scope, now: datetime) -> Table:
    """Red and amber by body, the bodies with most red on top."""
    board = figures.board(session, scope, now)
    rows: list[list[Value]] = [
        [body.body, body.red, body.amber, body.green] for body in board.by_body if body.red or body.amber
    ]
    red, amber = board.count("red"), board.count("amber")
    title = f"超期 {red} 项，临近 {amber} 项，正常 {board.count('green')} 项"
    columns = ("单位", "超期", "临近", "正常")
    return Table("deadlines", "期限", title, columns, rows[:BODIES], chart=(1, 2))


def forecast(session: Session, scope: Scope, now: datetime) -> Table:
    """What falls due in the coming four weeks, and how much of it will be late if things go as they went."""
    weeks = figures.forecast(session, scope, now, weeks=WEEKS)
    rows: list[list[Value]] = [[f"{w.from_on:%m-%d} 至 {w.to_on:%m-%d}", w.total, f"{w.expected:.1f}"] for w in weeks]
    most = max(weeks, key=lambda w: w.total, default=None)
    peak = f"，最多的一周自 {most.from_on:%m-%d} 起，{most.total} 项" if most and most.total else ""
    title = f"未来四周到期 {sum(w.total for w in weeks)} 项{peak}"
    return Table("forecast", "预测", title, ("起止", "到期", "预计超期"), rows, chart=(1,))


def collisions(session: Session, scope: Scope, now: datetime) -> Table:
    """Sessions whose complaints outlive the month in which the material is to be handed in."""
    found = figures.collisions(session, scope, now)
    sessions: dict[str, list[figures.Collision]] = {}
    for one in found:
        sessions.setdefault(one.session, []).append(one)
    rows: list[list[Value]] = [
        [name, len(those), min(one.hand_in_due_on for one in those).isoformat(),
         min(one.extend_by for one in those).isoformat(), sum(one.covered for one in those)]
        for name, those in sessions.items()
    ]  # fmt: skip
    open_ = sum(not one.covered for one in found)
    title = f"举报核查期限晚于报送期限的 {len(found)} 件，尚未延期的 {open_} 件"
    columns = ("评审会议", "举报件数", "报送截止", "最迟申请延期", "已延期")
    return Table("collisions", "期限冲突", title, columns, rows)


def workload(session: Session, scope: Scope, now: datetime, week: Week) -> Table:
    """Open and done tasks by body, those with most overdue on top."""
    found = figures.workload_of_bodies(session, scope, now, week.monday, week.sunday)
    rows: list[list[Value]] = [
        [one.name or "—", one.open, one.overdue, one.done, one.late, span(one.median)] for one in found[:BODIES]
    ]
    title = f"待办 {sum(one.open for one in found)} 项，本周办结任务 {sum(one.done for one in found)} 项"
    columns = ("单位", "待办", "其中超期", "本周办结", "其中逾期办结", "办理用时中位数")
    return Table("workload", "工作量", title, columns, rows)


def bottlenecks(session: Session, scope: Scope, now: datetime, week: Week) -> Table:
    """The steps before which most days of work wait, at the pace of the four weeks up to the report's end."""
    since = week.monday - timedelta(weeks=3)
    found = figures.bottlenecks(session, scope, now, since, week.sunday, most=STEPS)
    rows: list[list[Value]] = [
        [one.process_name, one.name, one.open, one.overdue, legal_day(one.oldest).isoformat(),
         f"{one.days_of_work:.1f} 天" if one.days_of_work is not None else "四周内无办结"]
        for one in found
    ]  # fmt: skip
    title = f"积压最多的环节是“{found[0].name}”" if found else "没有积压"
    columns = ("流程", "环节", "待办", "其中超期", "最早待办自", "按近四周速度需要")
    return Table("bottlenecks", "瓶颈", title, columns, rows)


def pass_rates(session: Session, scope: Scope, week: Week) -> Table:
    """The committees of the year with their rates; outside the 95 % interval is a hint, never a finding."""
    found = figures.pass_rates(session, scope, years=(week.sunday.year,))
    rows: list[list[Value]] = [
        [one.committee, one.reviewed, one.passed, percent(one.rate), f"{percent(one.low)}–{percent(one.high)}",
         percent(one.series_rate), "偏离（提示，不是结论）" if one.outlier else ""]
        for one in found[:COMMITTEES]
    ]  # fmt: skip
    outliers = sum(one.outlier for one in found)
    reviewed, passed = sum(one.reviewed for one in found), sum(one.passed for one in found)
    title = f"{week.sunday.year}年已评审 {reviewed} 人，通过 {passed} 人"
    title += f"；{outliers} 个评委会通过率偏离同系列" if outliers else ""
    columns = ("评委会", "参评", "通过", "通过率", "95%区间", "同系列", "提示")
    return Table("pass_rates", "通过率", title, columns, rows)


def span(time: timedelta | None) -> str:
    """A duration in days or hours."""
    if time is None:
        return "—"
    hours = time.total_seconds() / 3600
    return f"{hours / 24:.1f} 天" if hours >= 24 else f"{hours:.1f} 小时"


def percent(share: float) -> str:
    return f"{share * 100:.1f}%"
