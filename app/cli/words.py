"""What the commands share: how arguments are read, and how a command says no."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import click

CONTEXT = {"help_option_names": ["-h", "--help"]}


class NotSo(Exception):
    """What the command checked is not so; the message says what."""


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
