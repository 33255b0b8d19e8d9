"""The standards and the catalogue of qualifications that came with the program, read from the files beside this one.

One list a file; a standard's conditions are written level → degree → cell. Knows no table and no day.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from handlers.rules.facts import FactsInvalid, record
from handlers.rules.rulebook import Mapping, Rulebook
from handlers.rules.standards import Standard

FOLDER = Path(__file__).parent
MAPPINGS = "qualifications.yaml"
UNSAID: dict[str, Any] = {
    "parent_id": None, "specialty": "", "effective_to": None, "issuer_id": "", "with_department": "",
    "directed": False, "special_talent": False, "document_number": "",
}  # fmt: skip


class StandardsInvalid(Exception):
    """A file of standards says something impossible, or rewrites what was published. Messages are Chinese."""


@cache
def shipped() -> Rulebook:
    """What came with the program. Raises StandardsInvalid."""
    return Rulebook(standards_in(FOLDER), mappings_in(FOLDER))


def standards_in(folder: Path) -> tuple[Standard, ...]:
    """The standards written in the files of a folder. Raises StandardsInvalid."""
    paths = sorted(path for path in folder.glob("*.yaml") if path.name != MAPPINGS)
    return tuple(_built(Standard, _flat(said, path), path) for path in paths for said in _entries(path))


def mappings_in(folder: Path) -> tuple[Mapping, ...]:
    """The lines of the catalogue of qualifications in a folder. Raises StandardsInvalid."""
    path = folder / MAPPINGS
    said = _entries(path) if path.is_file() else []
    return tuple(_built(Mapping, {"specialty": "", "valid_to": None, **line}, path) for line in said)


def _entries(path: Path) -> list[Any]:
    try:
        said = yaml.safe_load(path.read_text(encoding="utf-8")) or []
    except yaml.YAMLError as error:
        raise StandardsInvalid(f"{path.name} 不是正确的 YAML：{error}") from error
    if not isinstance(said, list) or not all(isinstance(one, dict) for one in said):
        raise StandardsInvalid(f"{path.name} 应当是一个列表，每项有自己的各栏")
    return said


def _flat(said: dict[str, Any], path: Path) -> dict[str, Any]:
    """A standard as the file writes it as the value holds it: the cells in one list."""
    levels = said.get("conditions") or {}
    if not isinstance(levels, dict) or not all(isinstance(degrees, dict) for degrees in levels.values()):
        raise StandardsInvalid(f"{path.name} 的“{said.get('id', '')}”：conditions 应写成 层级 → 学历 → 条件")
    cells = [
        {"target": level, "degree": degree, **(cell or {})}
        for level, degrees in levels.items()
        for degree, cell in degrees.items()
    ]
    return {**UNSAID, **said, "conditions": cells}


def _built(kind: type, said: dict[str, Any], path: Path) -> Any:
    try:
        return record(kind, _texts(said))
    except FactsInvalid as error:
        name = said.get("id", said.get("qualification", ""))
        raise StandardsInvalid(f"{path.name} 的“{name}”：{error}") from error


def _texts(said: Any) -> Any:
    """Dates that YAML has read as such, as texts again."""
    if isinstance(said, dict):
        return {key: _texts(each) for key, each in said.items()}
    if isinstance(said, list):
        return [_texts(each) for each in said]
    return said.isoformat() if isinstance(said, date) else said
