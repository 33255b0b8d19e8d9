"""`zhiping diff`: what became different between two sets of models. Needs no database."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.words import CONTEXT, NotSo

if TYPE_CHECKING:
    from app.engine.difference import Change
    from app.engine.modelset import ModelSet

MARKS = {"added": "＋", "removed": "－", "changed": "△", "moved": "△"}


@click.command("diff", context_settings=CONTEXT)
@click.argument("old", type=click.Path(exists=True, path_type=Path))
@click.argument("new", type=click.Path(exists=True, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="输出 JSON 对象：changes、same。")
def diff(old: Path, new: Path, as_json: bool) -> None:
    """比较两个模型文件或文件夹（流程图、决策表、表单），逐条说明改了什么。相同返回 0，不同返回 1，读不了返回 2。"""
    from app.engine.difference import difference
    from handlers import catalogue

    before, after = _pair(old, new)
    changes = difference(_read(before, after.name), _read(after, after.name), catalogue)
    if as_json:
        click.echo(_json(changes))
    else:
        for line in lines(changes):
            click.echo(line)
    if changes:
        quiet = sum(change.quiet for change in changes)
        raise NotSo(f"有 {len(changes)} 处不同" + (f"，其中 {quiet} 处只是排版或文件信息" if quiet else ""))


def _pair(old: Path, new: Path) -> tuple[Path, Path]:
    """A file against a folder is compared with the file of its name in the folder."""
    if old.is_dir() == new.is_dir():
        return old, new
    folder, file = (old, new) if old.is_dir() else (new, old)
    inside = folder / file.name
    if not inside.is_file():
        raise click.UsageError(f"{folder} 中没有 {file.name}")
    return (inside, new) if old.is_dir() else (old, inside)


def _read(path: Path, name: str) -> ModelSet:
    """The models in a file or folder; two forms are compared whatever their files are called. Raises UsageError."""
    from app.engine import modelset

    if path.is_file() and path.suffix == ".form" and name.endswith(".form"):
        models = modelset.of_files([(name, path.read_bytes())])
    else:
        models = modelset.of_paths([path])
    if models.problems:
        raise click.UsageError("；".join(f"{problem.file}：{problem.reason}" for problem in models.problems))
    if not (models.processes or models.tables or models.forms):
        raise click.UsageError(f"{path} 中没有 .bpmn、.dmn 或 .form 文件")
    return models


def _json(changes: list[Change]) -> str:
    from app.engine.difference import as_json

    return json.dumps({"changes": [as_json(each) for each in changes], "same": not changes}, ensure_ascii=False)


def lines(changes: list[Change]) -> list[str]:
    """The changes file by file, the weightiest first, those nobody would notice last."""
    from handlers.evidence.texts import cite

    told: list[str] = []
    for file in dict.fromkeys(change.file for change in changes):
        told.append(file)
        for each in (change for change in changes if change.file == file):
            ground = f"（{cite(each.article)} {each.article}）" if each.article else ""
            told.append(f"  {'·' if each.quiet else MARKS[each.kind]} {each.words}{ground}")
    return told or ["没有不同"]
