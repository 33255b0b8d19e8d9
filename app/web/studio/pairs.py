"""The pair of versions that an address names, and each changed file as it is laid out beside its other version.

Knows no page. What is shown of a diagram is its text, of a table its rows, of a form its fields, of a story its lines.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from flask import abort
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import drafts
from app.drafts import published
from app.engine.decisions import DecisionTable
from app.engine.difference import Change, as_json, difference
from app.engine.difference.components import TYPES, Component, components
from app.engine.modelset import Model, ModelSet, of_version
from app.engine.store import DEFINITIONS
from handlers import catalogue

MARKS = {"added": "＋", "removed": "－", "changed": "△", "moved": "△"}
STORY = ".scenario.yaml"

Line = tuple[str, str, tuple[str, ...]]  # where it stands, its mark, its cells


@dataclass(frozen=True)
class Compared:
    """One file. `old`, `new`: a diagram's text; or lines, under `heads` where they have columns. None: not there."""

    file: str
    kind: str  # process, table, form, story
    title: str
    changes: list[Change]
    old: Any
    new: Any
    old_heads: tuple[str, ...] = ()
    new_heads: tuple[str, ...] = ()

    @property
    def marks(self) -> list[dict[str, str]]:
        """What the two diagrams are marked with."""
        told = [change for change in self.changes if not change.quiet]
        return [{"kind": each.kind, "old": each.old_at, "new": each.new_at} for each in told]


@dataclass(frozen=True)
class Pair:
    """The two sets of models, what they are called, and every change between them. `only`: one file of them."""

    old: ModelSet
    new: ModelSet
    title: str
    old_name: str
    new_name: str
    only: str = ""
    back: tuple[str, str] = ("", "")  # the draft or the process that this is about
    stories: tuple[tuple[str, str, str], ...] = ()

    @property
    def changes(self) -> list[Change]:
        found = difference(self.old, self.new, catalogue)
        return [change for change in found if not self.only or change.file == self.only]

    def as_json(self) -> list[dict[str, Any]]:
        return [as_json(change) for change in self.changes]

    def compared(self) -> list[Compared]:
        """Every changed file, and the one that was asked for even where nothing in it changed."""
        changes = self.changes
        files = dict.fromkeys([change.file for change in changes] + ([self.only] if self.only else []))
        told = [self._one(file, [change for change in changes if change.file == file]) for file in files]
        return [each for each in told if each] + [_story(*each) for each in self.stories]

    def _one(self, file: str, changes: list[Change]) -> Compared | None:
        if file.endswith(".bpmn"):
            return self._process(file, changes)
        id = next((id for models in (self.new, self.old) for id, name in models.files.items() if name == file), "")
        if file.endswith(".dmn") and id:
            tables = self.old.tables.get(id), self.new.tables.get(id)
            name = next(table.name for table in reversed(tables) if table)
            return Compared(file, "table", name, changes, *_two(tables, changes, _rows), *map(_heads, tables))
        if file.endswith(".form") and id:
            forms = self.old.form_sources.get(id), self.new.form_sources.get(id)
            return Compared(file, "form", id, changes, *_two(forms, changes, _fields))
        return None

    def _process(self, file: str, changes: list[Change]) -> Compared | None:
        keys = [key for models in (self.new, self.old) for key, model in models.processes.items() if model.file == file]
        if not keys:
            return None
        sides = self.old.processes.get(keys[0]), self.new.processes.get(keys[0])
        name = next(side.diagram.name for side in reversed(sides) if side)
        return Compared(file, "process", name, changes, *_two(sides, [], _text))


def asked(session: Session, args: Mapping[str, str]) -> Pair:
    """The pair that the address names: `draft` and perhaps `name`, or `key` with `old` and `new`. 404 for no such."""
    return _of_draft(session, args) if args.get("draft") else _of_versions(session, args)


def _of_draft(session: Session, args: Mapping[str, str]) -> Pair:
    draft, name = drafts.draft(session, args["draft"]), args.get("name", "")
    old, new = published.models(session), drafts.models_of(session, draft.id)
    changed = [name] if name else list(drafts.files_of(session, draft.id))
    stories = tuple(
        (each, published.text_of(session, each) or "", drafts.text_of(session, draft.id, each) or "")
        for each in changed
        if each.endswith(STORY)
    )
    if (
        name
        and not any(before or after for _name, before, after in stories)
        and drafts.text_of(session, draft.id, name) is None
    ):
        abort(404)
    title = _("草稿“%(title)s”与现行版本", title=draft.title)
    return Pair(old, new, title, _("现行"), _("草稿"), name, ("draft", draft.id), stories)


def _of_versions(session: Session, args: Mapping[str, str]) -> Pair:
    key = args.get("key", "")
    query = select(DEFINITIONS).where(DEFINITIONS.c.key == key).order_by(DEFINITIONS.c.version)
    rows = {row["version"]: row for row in session.execute(query).mappings()}
    last = max(rows, default=0)
    new = _number(args.get("new"), last)
    old = _number(args.get("old"), max(new - 1, 1))
    if old not in rows or new not in rows:
        abort(404)
    names = [_("第 %(version)d 版", version=version) for version in (old, new)]
    title = f"{rows[new]['name']}：{names[0]} → {names[1]}"
    return Pair(of_version(rows[old]), of_version(rows[new]), title, names[0], names[1], back=("process", key))


def _number(text: str | None, default: int) -> int:
    if not text:
        return default
    return int(text) if text.isascii() and text.isdigit() else abort(404)


def _two(
    sides: tuple[Any, Any], changes: list[Change], lines: Callable[[Any, Mapping[str, str]], Any]
) -> tuple[Any, Any]:
    """What both sides show, each with the marks of its own side."""
    old, new = ({at: MARKS[c.kind] for c in changes if not c.quiet and (at := side(c))} for side in (_old_at, _new_at))
    return (
        None if sides[0] is None else lines(sides[0], old),
        None if sides[1] is None else lines(sides[1], new),
    )


def _old_at(change: Change) -> str:
    return change.old_at


def _new_at(change: Change) -> str:
    return change.new_at


def _text(model: Model, marks: Mapping[str, str]) -> str:
    return model.text


def _heads(table: DecisionTable | None) -> tuple[str, ...]:
    if table is None:
        return ()
    return (*(column.label for column in table.inputs), *(column.label for column in table.outputs), _("说明"))


def _rows(table: DecisionTable, marks: Mapping[str, str]) -> list[Line]:
    found = []
    for row in table.rules:
        cells = (*(test.text for test in row.tests), *(each.text if each else "" for each in row.outputs), row.note)
        found.append((f"row {row.number}", marks.get(f"row {row.number}", ""), cells))
    return found


def _fields(document: Mapping[str, Any], marks: Mapping[str, str]) -> list[Line]:
    return [(each.at, marks.get(each.at, ""), _field(each)) for each in components(document)]


def _field(component: Component) -> tuple[str, ...]:
    rules = component.data.get("validate") or {}
    kind = TYPES.get(component.kind, component.kind) + (f"，{_('必填')}" if rules.get("required") else "")
    values = component.data.get("values")
    options = (
        [str(each.get("label", "")) for each in values if isinstance(each, dict)] if isinstance(values, list) else []
    )
    return component.words.strip("“”"), component.key, kind, "、".join(options)


def _story(name: str, before: str, after: str) -> Compared:
    """A story line by line."""
    old, new = before.splitlines(), after.splitlines()
    marks: tuple[list[str], list[str]] = ([""] * len(old), [""] * len(new))
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            marks[0][a:b] = ["△" if tag == "replace" else "－"] * (b - a)
            marks[1][c:d] = ["△" if tag == "replace" else "＋"] * (d - c)
    sides = [
        [("", mark, (line,)) for mark, line in zip(*each, strict=True)] for each in zip(marks, (old, new), strict=True)
    ]
    return Compared(
        name, "story", name.removesuffix(STORY), [], sides[0] if before else None, sides[1] if after else None
    )
