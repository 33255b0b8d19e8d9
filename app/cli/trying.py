"""`zhiping test`: plays stories on models in files, in throw-away places; needs no installation."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.words import NotSo

if TYPE_CHECKING:
    from app.engine.modelset import ModelSet
    from app.trial.coverage import Coverage
    from app.trial.playing import Report, Result

STORY = ".scenario.yaml"
MODELS = (".bpmn", ".dmn")


@click.command("test")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…", type=click.Path(exists=True, path_type=Path))
@click.option("--process", metavar="KEY", help="只看经过这个流程的故事和它的覆盖。")
@click.option("--json", "as_json", is_flag=True, help="输出一个 JSON 对象。")
def try_stories(paths: Sequence[Path], process: str | None, as_json: bool) -> None:
    """照故事演一遍流程：文件，或文件夹。文件夹里有流程图时，用它代替 processes/。有不符返回 1。"""
    from app.trial import report

    models = _models(paths)
    if process is not None and process not in models.processes:
        raise click.BadParameter(
            f"没有流程“{process}”，有：{'、'.join(sorted(models.processes))}", param_hint="--process"
        )
    played = report(models, list(_stories(paths)), process)
    _tell(played, as_json)
    wrong = sum(not result.ok for result in played.results)
    if wrong:
        raise NotSo(f"{len(played.results)} 个故事中有 {wrong} 个没有照所说的收场")


def _models(paths: Sequence[Path]) -> ModelSet:
    """The models of the folder that holds any, else the shipped ones; its forms over the shipped forms."""
    from app.engine import modelset
    from app.trial.usual import home

    folders = [path for path in paths if path.is_dir() and any(each.suffix in MODELS for each in path.iterdir())]
    if len(folders) > 1:
        raise click.BadParameter("有流程图的文件夹只能有一个", param_hint="PATH")
    forms = modelset.of_paths([home() / "forms"])
    models = modelset.of_paths(folders or [home() / "processes"]).over(forms)
    if models.problems:
        raise NotSo("；".join(str(problem) for problem in models.problems))
    return models


def _stories(paths: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """File name and text of each story; of a folder without stories the shipped ones. Raises UsageError."""
    from app.trial.usual import home

    for path in paths:
        own = sorted(path.glob(f"*{STORY}")) if path.is_dir() else [path]
        for story in own or sorted((home() / "processes").glob(f"*{STORY}")):
            if not story.name.endswith(STORY):
                raise click.BadParameter(f"{story.name} 不是故事，故事的文件名以 {STORY} 结尾", param_hint="PATH")
            yield story.name, story.read_bytes().decode("utf-8", "replace")


def _tell(played: Report, as_json: bool) -> None:
    if as_json:
        told = {
            "ok": played.ok,
            "stories": [result.as_json() for result in played.results],
            "coverage": [each.as_json() for each in played.coverage],
        }
        return click.echo(json.dumps(told, ensure_ascii=False))
    for result in played.results:
        _tell_story(result)
    for each in played.coverage:
        _tell_coverage(each)


def _tell_story(result: Result) -> None:
    click.echo(f"{'通过' if result.ok else '不符'}  {result.seconds:5.1f} 秒  {result.name}  {result.title}")
    for difference in result.differences:
        click.echo(f"      {difference}")


def _tell_coverage(each: Coverage) -> None:
    click.echo(f"覆盖 {each.share:4.0%}  {each.process}  {each.name}（{each.elements} 个节点，{each.flows} 条连线）")
    if each.missing_elements:
        click.echo(f"      没有走到：{'、'.join(f'{name}（{id}）' for id, name in each.missing_elements)}")
    if each.missing_flows:
        click.echo(f"      没有走过的连线：{'、'.join(id for id, _ in each.missing_flows)}")
