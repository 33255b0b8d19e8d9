"""`zhiping report …`: the reports of the monitor as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.words import CONTEXT, NotSo, installation

if TYPE_CHECKING:
    from app.place import Place
    from app.reports import Week, Weekly

OUT = click.Path(dir_okay=False, writable=True, path_type=Path)


@click.group(context_settings=CONTEXT)
def report() -> None:
    """生成监管报告。"""


@report.command("weekly")
@click.option("--week", "name", help="周次，如 2026-W36；不写时为上一个完整的周。")
@click.option("--body", help="监管部门的机构编码；不写时为全部范围。")
@click.option("--pdf", type=OUT, help="写入 PDF 文件。")
@click.option("--xlsx", type=OUT, help="写入 Excel 文件。")
def weekly_report(name: str | None, body: str | None, pdf: Path | None, xlsx: Path | None) -> None:
    """监管周报：案件、期限、预测、工作量、瓶颈、通过率、监管措施、线索、异常与修复。"""
    from app import reports
    from app.web.monitor.weekly import sheets
    from app.web.spreadsheet import workbook

    if pdf is None and xlsx is None:
        raise click.UsageError("请用 --pdf 或 --xlsx 指明写到哪个文件")
    here = installation()
    made = _made(here, _week(here, name), body)
    try:
        if pdf is not None:
            _write(here, made, pdf, reports.pdf(made))
        if xlsx is not None:
            _write(here, made, xlsx, workbook(sheets(made)))
    except (reports.PaperUnavailable, OSError) as error:
        raise NotSo(str(error)) from None


def _week(here: Place, name: str | None) -> Week:
    from app.reports import week_named, week_of

    now = here.clock.now()
    week = week_named(name) if name else week_of(now).shifted(-1)
    if week is None:
        raise click.BadParameter(f"{name} 不是周次，请写作 2026-W36", param_hint="--week")
    if week.begins_at > now:
        raise click.BadParameter(f"{week.name} 还没有开始", param_hint="--week")
    return week


def _made(here: Place, week: Week, code: str | None) -> Weekly:
    """The report of one body's scope, or of everything."""
    from sqlalchemy import select

    from app import figures
    from app.reports import weekly
    from handlers.handler import SYSTEM, Actor
    from handlers.records.organisations import Organisation
    from handlers.rules.roles import Role

    with here.database.reading() as session:
        if code is None:
            return weekly(session, figures.Scope(), "全部范围", week, here.clock.now())
        body = session.scalar(select(Organisation).where(Organisation.code == code))
        if body is None:
            raise click.BadParameter(f"没有编码为 {code} 的机构", param_hint="--body")
        reader = Actor("", "", SYSTEM.name, Role.SUPERVISOR, body.id)
        return weekly(session, figures.scope_of(session, reader), body.name, week, here.clock.now())


def _write(here: Place, made: Weekly, path: Path, content: bytes) -> None:
    path.write_bytes(content)
    _note(here, made, path)
    click.echo(f"已写入 {path}（{made.number}，核验码 {made.code}）")


def _note(here: Place, made: Weekly, path: Path) -> None:
    """That the report left, in the journal: so that its code can be verified."""
    from app import audit
    from app.readings import EXPORTS

    chosen = {"week": made.week.name, "format": path.suffix.removeprefix(".")}
    detail = {"list": made.title, "rows": sum(len(table.rows) for table in made.tables), "filters": chosen}
    entry = audit.Entry("exported", element=made.code, element_name=made.title, detail=detail)
    with here.database.transaction() as session:
        audit.note(session, EXPORTS, entry, here.clock.now())
