"""`zhiping rules`, `decide`, `workdays`: asking the law, its tables and its calendar."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import click

from app.cli.words import CONTEXT, NotSo, day, installation, json_object


@click.group(context_settings=CONTEXT, invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON 列表：id、kind、hardness、status、where、tests。")
@click.option("--markdown", is_flag=True, help="输出 docs/traceability.md 的内容。")
@click.pass_context
def rules(context: click.Context, as_json: bool, markdown: bool) -> None:
    """询问规则；不带子命令时列出每项要求由什么落实。有要求没有落实时返回 1。"""
    if context.invoked_subcommand is not None:
        return
    from app.cli import traceability

    entries = traceability.entries()
    if as_json:
        click.echo(json.dumps(traceability.as_json(entries), ensure_ascii=False, indent=1))
    else:
        click.echo(traceability.markdown(entries) if markdown else traceability.table(entries), nl=False)
    if missing := traceability.missing(entries):
        raise NotSo(f"有 {len(missing)} 项要求没有落实：{'、'.join(missing)}")


@rules.command("check")
@click.argument("id")
@click.option("--facts", required=True, help='事实，JSON 对象，如 \'{"attending": 18, "approvals": 12}\'。')
def check_rule(id: str, facts: str) -> None:
    """就给定事实询问一条规则，ID 如 A45.2；合法返回 0，不合法返回 1。"""
    from handlers.rules import contents

    try:
        answer = contents.check(id, json_object("--facts", facts))
    except contents.FactsInvalid as error:
        raise click.UsageError(str(error)) from None
    click.echo(json.dumps(answer, ensure_ascii=False))
    if not answer["lawful"]:
        raise NotSo(f"{id}：{'；'.join(answer['breaches'])}")


@rules.command("list")
def list_rules() -> None:
    """列出全部规则：编号、所问的事实、一句话的内容。"""
    from handlers.evidence.texts import line
    from handlers.rules import contents

    for id, rule in contents.RULES.items():
        click.echo(f"{id:<8} {line(id)}（{'、'.join(rule.needed())}）")


@rules.command("explain")
@click.argument("declaration")
@click.option(
    "--json", "as_json", is_flag=True, help="输出 JSON 对象：declaration、verdict、edition、findings、routes。"
)
def explain(declaration: str, as_json: bool) -> None:
    """按本机数据库的现有记录说明一份申报：结论、逐条理由、可走的渠道和所缺条件；DECLARATION 是编号或内部编号。"""
    from app.cli import explaining

    here = installation()
    with here.database.reading() as session:
        found = explaining.find(session, declaration)
        if found is None:
            raise click.BadParameter(f"没有编号为“{declaration}”的申报", param_hint="DECLARATION")
        if as_json:
            click.echo(json.dumps(explaining.as_json(found, here.clock), ensure_ascii=False))
        else:
            for line in explaining.lines(found, here.clock):
                click.echo(line)


@click.command(context_settings=CONTEXT)
@click.argument("table")
@click.option("--inputs", required=True, help='输入，JSON 对象，如 \'{"facts": {"tier": "senior"}}\'。')
def decide(table: str, inputs: str) -> None:
    """用一张决策表作决定，输出 outputs 和命中的行号 rows；TABLE 是已有决策表的名称或任一 DMN 文件。"""
    from app.engine import decisions

    try:
        decision = decisions.load(*_table(table)).decide(json_object("--inputs", inputs))
    except decisions.DecisionRefused as error:
        raise click.BadParameter(error.message, param_hint="TABLE") from None
    except decisions.DecisionFailed as error:
        raise click.BadParameter(error.message, param_hint="--inputs") from None
    click.echo(json.dumps({"outputs": decision.outputs, "rows": decision.rows}, ensure_ascii=False, default=str))


def _table(name: str) -> tuple[bytes, str]:
    """The DMN file meant by a path, or by the name of a table of the installation."""
    from app.config import Settings

    folder = Settings.from_environment().processes
    path = Path(name) if Path(name).suffix else folder / f"{name}.dmn"
    if not path.is_file():
        known = "、".join(sorted(each.stem for each in folder.glob("*.dmn")))
        raise click.BadParameter(f"没有决策表“{name}”；可写 DMN 文件的路径，或：{known}", param_hint="TABLE")
    return path.read_bytes(), path.name


@click.group(context_settings=CONTEXT)
def workdays() -> None:
    """计算工作日；周末调休上班的算工作日，放假的不算。"""


@workdays.command("add")
@click.argument("start", metavar="DATE")
@click.argument("days", metavar="N", type=click.IntRange(1, 500))
def add_workdays(start: str, days: int) -> None:
    """DATE 之后第 N 个工作日是哪一天；不含当日，调休上班日计入。"""
    from app import preparing
    from handlers.rules.workdays import CalendarMissing

    try:
        due = preparing.calendar_in_use().add(day(start), days)
    except CalendarMissing as error:
        raise click.BadParameter(str(error), param_hint="DATE") from None
    click.echo(due.on.isoformat())
    _warn(due.provisional)


@workdays.command("between")
@click.argument("start", metavar="DATE")
@click.argument("end", metavar="LAST")
def workdays_between(start: str, end: str) -> None:
    """DATE 之后到 LAST 为止有多少个工作日；不含 DATE 当日，含 LAST 当日。"""
    from app import preparing
    from handlers.rules.workdays import CalendarMissing

    first, last = day(start), day(end, "LAST")
    if last < first:
        raise click.BadParameter(f"{end} 早于 {start}", param_hint="LAST")
    calendar = preparing.calendar_in_use()
    try:
        count = calendar.between(first, last)
    except CalendarMissing as error:
        raise click.BadParameter(str(error), param_hint="LAST") from None
    click.echo(count)
    _warn(any(year in calendar.provisional_years for year in range(first.year, last.year + 1)))


@workdays.command("list")
@click.argument("start", metavar="FROM")
@click.argument("end", metavar="LAST", required=False)
def list_workdays(start: str, end: str | None) -> None:
    """列出 FROM 到 LAST 的工作日，两头都含；只写年份（2026）或月份（2026-10）时列出全年或全月。"""
    from app import preparing
    from handlers.rules.workdays import CalendarMissing

    first, last = _span(start) if end is None else (day(start, "FROM"), day(end, "LAST"))
    if last < first:
        raise click.BadParameter(f"{end} 早于 {start}", param_hint="LAST")
    calendar = preparing.calendar_in_use()
    try:
        found = [on for i in range((last - first).days + 1) if calendar.is_workday(on := first + timedelta(days=i))]
    except CalendarMissing as error:
        raise click.BadParameter(str(error), param_hint="LAST") from None
    for on in found:
        click.echo(on.isoformat())
    _warn(any(year in calendar.provisional_years for year in range(first.year, last.year + 1)))


def _span(text: str) -> tuple[date, date]:
    """The first and last day of a year, a month or a day written as 2026, 2026-10 or 2026-10-01."""
    first = day(text + {4: "-01-01", 7: "-01"}.get(len(text), ""), "FROM")
    if len(text) == 4:
        return first, date(first.year, 12, 31)
    if len(text) == 7:
        return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return first, first


def _warn(provisional: bool) -> None:
    if provisional:
        click.echo("zhiping: 期限跨入尚未公布放假安排的年份，按暂定日历从严计算", err=True)
