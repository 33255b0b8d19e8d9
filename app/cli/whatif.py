"""`zhiping what-if`: a season simulated on diagrams in files or as installed; changes nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.words import NotSo
from app.config import Settings

if TYPE_CHECKING:
    from app.whatif import Result


@click.command("what-if")
@click.argument("paths", nargs=-1, metavar="[PATH…]", type=click.Path(exists=True, path_type=Path))
@click.option("--declarations", type=click.IntRange(1, 5000), default=400, show_default=True, help="申报件数。")
@click.option(
    "--runs", type=click.IntRange(1, 50), default=5, show_default=True, help="推演次数；件数 × 次数不超过 5000。"
)
@click.option("--seed", type=int, default=7, show_default=True, help="随机数种子；相同的种子得到相同的结果。")
@click.option("--first", type=click.DateTime(("%Y-%m-%d",)), help="起始日，默认今天。")
@click.option("--pace", type=float, default=1.0, show_default=True, help="办理速度，2 为快一倍。")
@click.option("--holiday", "holidays", multiple=True, type=click.DateTime(("%Y-%m-%d",)), help="另外的放假日，可多次。")
@click.option("--json", "as_json", is_flag=True, help="输出一个 JSON 对象。")
def what_if(
    paths: Sequence[Path], declarations: int, runs: int, seed: int, first: datetime | None, pace: float,
    holidays: Sequence[datetime], as_json: bool,
) -> None:  # fmt: skip
    """在流程图上推演一个评审季：要多久、哪里积压、哪些法定期限会错过。PATH 默认为安装时的流程和表单。"""
    from app import preparing, whatif
    from app.engine.modelset import of_paths

    settings = Settings.from_environment()
    models = of_paths([*paths] or [settings.processes, settings.forms])
    if models.problems:
        raise NotSo("；".join(str(problem) for problem in models.problems))
    usual = whatif.defaults(models, first.date() if first else date.today())
    asked = replace(
        usual,
        streams=(replace(usual.streams[0], cases=declarations),), runs=runs, pace=pace,
        extra_holidays=tuple(day.date() for day in holidays),
    )  # fmt: skip
    try:
        told = whatif.simulate(models, preparing.calendar_in_use(), asked, seed)
    except whatif.WhatIfRefused as refused:
        raise NotSo(str(refused)) from None
    if as_json:
        click.echo(json.dumps(asdict(told), ensure_ascii=False, default=str))
        return
    for line in _lines(told):
        click.echo(line)


def _lines(told: Result) -> Iterator[str]:
    yield f"起始 {told.first}，{told.runs} 次推演，种子 {told.seed}"
    for one in told.lengths:
        name = f"{told.names[one.process]}：{one.name}" if one.end else one.name
        parts = f"平均 {one.mean.mean:.1f} 天，一半 {one.median:.0f} 天内，九成 {one.ninetieth:.0f} 天内"
        yield f"{name}：{one.count} 件，{parts}"
    for role in told.roles[:5]:
        yield f"{role.title}：最多一周积压 {role.longest:.1f} 件，平均忙 {100 * role.used:.0f}%"
    for clock in told.missed:
        yield f"{clock.clock} {clock.name}（第{clock.article}条）：错过 {100 * clock.share.mean:.1f}%"
    yield from told.assumptions
