"""What the commands share: how arguments are read, and how a command says no."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.config import Settings

if TYPE_CHECKING:
    from app.place import Place

CONTEXT = {"help_option_names": ["-h", "--help"]}


class NotSo(Exception):
    """What the command checked is not so; the message says what."""


def installation() -> Place:
    """The installation that the environment names. Raises UsageError unless `zhiping init` has prepared it."""
    from app import migrations, place

    here = place.build(Settings.from_environment())
    url = here.database.engine.url
    absent = here.database.is_sqlite and not Path(url.database or "").is_file()  # to look would make one
    if absent or not migrations.current(here.database):
        raise click.UsageError("数据库还没有建立或没有升级；请先运行 zhiping init")
    return here


def json_object(option: str, text: str) -> dict[str, Any]:
    """The JSON object that an option was given. Raises BadParameter."""
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise click.BadParameter(f"不是 JSON：{error.msg}（第 {error.pos + 1} 个字符）", param_hint=option) from None
    if not isinstance(value, dict):
        raise click.BadParameter("应为 JSON 对象", param_hint=option)
    return value


def day(text: str, hint: str = "DATE") -> date:
    """The date that an argument names. Raises BadParameter."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(f"{text} 不是日期，请写作 2026-09-14", param_hint=hint) from None
