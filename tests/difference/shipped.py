"""The shipped models, and the same with something written otherwise."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from app.engine.difference import Change, difference
from app.engine.modelset import ModelSet, of_files
from handlers import catalogue

ROOT = Path(__file__).parents[2]


def source(name: str) -> str:
    folder = "forms" if name.endswith(".form") else "processes"
    return (ROOT / folder / name).read_text(encoding="utf-8")


def model(name: str, text: str) -> ModelSet:
    found = of_files([(name, text.encode())])
    assert not found.problems, found.problems
    return found


def edited(name: str, *swaps: tuple[str, str]) -> list[Change]:
    """The changes after each text was put in the place of another."""
    text = source(name)
    for old, new in swaps:
        assert old in text, f"{name} holds no {old}"
        text = text.replace(old, new)
    return compared(name, text)


def compared(name: str, text: str) -> list[Change]:
    return difference(model(name, source(name)), model(name, text), catalogue)


def form_edited(name: str, *path: Any, **values: Any) -> list[Change]:
    """The changes after some values were set in a form, at a path of keys and places."""
    document = json.loads(source(name))
    target = document
    for step in path:
        target = target[step]
    target.update(values)
    return compared(name, json.dumps(document))


def loud(changes: list[Change]) -> list[Change]:
    return [change for change in changes if not change.quiet]


def only(changes: list[Change]) -> Change:
    assert len(changes) == 1, [change.words for change in changes]
    return changes[0]
