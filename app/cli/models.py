"""`zhiping check`: everything that publishing would refuse, told without a database."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.words import CONTEXT, NotSo
from app.config import Settings

if TYPE_CHECKING:
    from app.engine.errors import Problem
    from app.engine.modelset import ModelSet


@click.command(context_settings=CONTEXT)
@click.argument("paths", nargs=-1, metavar="PATH…", type=click.Path(exists=True, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="输出 {ok, problems:[…]}。")
def check(paths: Sequence[Path], as_json: bool) -> None:
    """检查流程图、决策表和表单：能否运行，是否守住法定的步骤、期限和岗位。

    不写 PATH 时检查本安装的 processes 和 forms。含有流程图的文件夹整个代替 processes；
    单个文件替换其中同名的流程、表或表单。有错误时返回 1。不需要数据库。
    """
    from app.engine import checks
    from handlers import catalogue

    models = models_in(paths)
    problems = checks.check(models, catalogue)
    errors = [problem for problem in problems if problem.severity == "error"]
    if as_json:
        told = {"ok": not errors, "problems": [checks.as_json(problem) for problem in problems]}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        for problem in problems:
            click.echo(_told(problem, models))
        if not problems:
            click.echo(
                f"没有问题：{len(models.processes)} 个流程、{len(models.tables)} 张决策表、{len(models.forms)} 份表单"
            )
    if errors:
        raise NotSo(f"{len(errors)} 处错误，不能发布")


def models_in(paths: Sequence[Path]) -> ModelSet:
    """The set that paths mean: laid over the installation's, or in place of its processes when a folder has diagrams.

    Raises BadParameter when a path holds no model.
    """
    from app.engine import modelset

    settings = Settings.from_environment()
    given = modelset.of_paths(paths)
    if paths and not (given.processes or given.tables or given.forms or given.problems):
        raise click.BadParameter("没有 .bpmn、.dmn 或 .form 文件", param_hint="PATH")
    whole = any(path.is_dir() and any(path.glob("*.bpmn")) for path in paths)
    below = [settings.forms] if whole else [settings.processes, settings.forms]
    return given.over(modelset.of_paths([folder for folder in below if folder.is_dir()]))


def _told(problem: Problem, models: ModelSet) -> str:
    """A problem as a block of lines; a way that shows it with the names of its steps."""
    kind = "错误" if problem.severity == "error" else "提醒"
    lines = [f"{kind} · {problem.file} · {problem.element or '（整个文件）'}", f"  {problem.reason}"]
    if problem.path:
        lines.append("  这样走就会发生：" + " → ".join(_named(step, models) for step in problem.path))
    return "\n".join(lines)


def _named(step: str, models: ModelSet) -> str:
    key, _, id = step.partition(":")
    model = models.processes.get(key)
    element = model.diagram.elements.get(id) if model else None
    return element.label if element else id
