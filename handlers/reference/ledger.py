"""The file `interpretations.yaml` as values, and chosen values as the `Readings` that the rules take."""

from __future__ import annotations

import typing
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from handlers.reference.data import read
from handlers.rules.readings import Readings
from handlers.rules.terms import Term


@dataclass(frozen=True)
class Choice:
    """One value a setting may have."""

    value: str
    label: str


@dataclass(frozen=True)
class Setting:
    """What can be chosen of a reading. `name` with underscores is a field of `Readings`; `choices` are none
    for a number, which lies between `least` and `most`."""

    key: str
    name: str
    label: str
    default: str
    choices: tuple[Choice, ...]
    least: int = 0
    most: int = 0

    @property
    def field(self) -> str:
        """The field of `Readings`."""
        return self.name.replace(".", "_")

    def told(self, value: str) -> str:
        """A value in words; a number is its own."""
        return next((choice.label for choice in self.choices if choice.value == value), value)

    def allows(self, value: str) -> bool:
        """Whether the program implements this value."""
        if self.choices:
            return any(choice.value == value for choice in self.choices)
        return value.isascii() and value.isdigit() and self.least <= int(value) <= self.most

    def read(self, value: str) -> Term | int:
        """A stored value as the rules take it. Raises ValueError for what the program does not implement."""
        if not self.allows(value):
            raise ValueError(f"{self.key} cannot be {value!r}")
        return typing.cast("Term | int", _KINDS[self.field](value))


@dataclass(frozen=True)
class Entry:
    """One reading: the question, how the program reads it and why. `open`: the authority has yet to settle it."""

    id: str
    articles: tuple[int, ...]
    question: str
    reading: str
    why: str
    open: int | None
    settings: tuple[Setting, ...]

    @property
    def key(self) -> str:
        """The configuration key (`interp.I-13`)."""
        return f"interp.{self.id}"


@dataclass(frozen=True)
class Question:
    """A question only the authority can settle, and what carries its answer."""

    number: int
    question: str
    where: str


_KINDS: dict[str, type[Any]] = typing.get_type_hints(Readings)


@cache
def entries() -> tuple[Entry, ...]:
    """I-01 to I-40 in their order."""
    return tuple(_entry(row) for row in read("interpretations.yaml")["readings"])


def _entry(row: dict[str, Any]) -> Entry:
    return Entry(
        id=row["id"],
        articles=tuple(row["articles"]),
        question=row["question"],
        reading=row["reading"],
        why=row["why"],
        open=row.get("open"),
        settings=tuple(_setting(each) for each in row.get("settings", ())),
    )


def _setting(row: dict[str, Any]) -> Setting:
    kind = _KINDS[row["name"].replace(".", "_")]
    terms = tuple(kind) if issubclass(kind, Term) else ()
    return Setting(
        key=row["key"],
        name=row["name"],
        label=row["label"],
        default=str(row["default"]),
        choices=tuple(Choice(term.value, term.label) for term in terms),
        least=row.get("least", 0),
        most=row.get("most", 0),
    )


@cache
def questions() -> tuple[Question, ...]:
    """The questions only the authority can settle."""
    return tuple(Question(**row) for row in read("interpretations.yaml")["questions"])


@cache
def settings() -> Mapping[str, Setting]:
    """Every setting by its key."""
    return {setting.key: setting for entry in entries() for setting in entry.settings}


def setting(key: str) -> Setting:
    """The setting under a key. Raises KeyError when there is none."""
    return settings()[key]


def readings_of(values: Mapping[str, str]) -> Readings:
    """The readings under chosen values by key; what was not chosen is the default."""
    chosen = {each.field: each.read(values.get(key, each.default)) for key, each in settings().items()}
    return Readings(**typing.cast(Any, chosen))
