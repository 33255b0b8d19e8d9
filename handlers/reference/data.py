"""The files `series.yaml`, `areas.yaml` and `departments.yaml` as values. Read once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, TypeVar, cast

import yaml

from handlers.rules.series import Area, AreaKind, Catalogue, Department, ExamKind, FormerTitle, Series, Source, Titles
from handlers.rules.terms import Level, Term

Kind = TypeVar("Kind", bound=Term)


def read(name: str) -> dict[str, list[dict[str, Any]]]:
    """A YAML file of this package."""
    text = files("handlers.reference").joinpath(name).read_text(encoding="utf-8")
    return cast("dict[str, list[dict[str, Any]]]", yaml.safe_load(text))


def _common(row: dict[str, Any]) -> dict[str, Any]:
    """What every kind of row may say of its validity and its source."""
    said: dict[str, Any] = {name: row[name] for name in ("valid_from", "valid_to", "note") if name in row}
    return {**said, "source": _term(Source, row.get("source", "known"))}


def _term(kind: type[Kind], value: str) -> Kind:
    """The term with a value; names of terms are their values in capitals."""
    return kind[value.upper()]


@cache
def series() -> tuple[Series, ...]:
    """The national series in their order, then the region's own."""
    return tuple(_series(row) for row in read("series.yaml")["series"])


def _series(row: dict[str, Any]) -> Series:
    exams = {_term(Level, level): _term(ExamKind, kind) for level, kind in row.get("exam", {}).items()}
    titles = {_term(Level, level): tuple(names) for level, names in row.get("titles", {}).items()}
    levels = {level: Titles(names, exams.get(level)) for level, names in titles.items()}
    return Series(
        code=row["code"],
        label=row["label"],
        levels=MappingProxyType(levels),
        number=row.get("number"),
        safety=row.get("safety", False),
        **_common(row),
    )


@cache
def former_titles() -> tuple[FormerTitle, ...]:
    """Old names of titles."""
    rows = read("series.yaml")["former_titles"]
    return tuple(FormerTitle(row["title"], row["code"], _term(Level, row["level"]), **_common(row)) for row in rows)


@cache
def catalogue() -> Catalogue:
    """The series an installation starts with."""
    return Catalogue.of(series(), former_titles())


@cache
def areas() -> tuple[Area, ...]:
    """Leagues and cities, then those addressed beside them."""
    return tuple(
        Area(
            code=row["code"],
            name=row["name"],
            kind=_term(AreaKind, row["kind"]),
            government=row["government"],
            inside=row.get("inside", ""),
            acts_as_league=row.get("acts_as_league", False),
            **_common(row),
        )
        for row in read("areas.yaml")["areas"]
    )


@cache
def departments() -> tuple[Department, ...]:
    """The region's departments and the series they usually lead."""
    rows = read("departments.yaml")["departments"]
    return tuple(Department(row["code"], row["name"], tuple(row["series"]), **_common(row)) for row in rows)
