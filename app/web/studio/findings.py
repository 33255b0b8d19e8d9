"""What the checks found in a draft, and what a remark on it may be about, laid out for its page. Reads no database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.drafts import Change
from app.engine.errors import Problem
from app.engine.modelset import ModelSet


@dataclass(frozen=True)
class Step:
    """One step of a way that the law does not allow: where it is drawn and what it is called."""

    file: str
    element: str
    label: str


def by_file(problems: Iterable[Problem]) -> dict[str, list[Problem]]:
    """The problems of each file, errors first."""
    found: dict[str, list[Problem]] = {}
    for problem in sorted(problems, key=lambda each: (each.file, each.severity != "error")):
        found.setdefault(problem.file, []).append(problem)
    return found


def steps(problems: Iterable[Problem], models: ModelSet) -> dict[str, Step]:
    """Every step of the counter-examples by `process:element`, as a problem's path has it."""
    return {step: _step(step, models) for problem in problems for step in problem.path}


def _step(step: str, models: ModelSet) -> Step:
    key, _, element = step.partition(":")
    model = models.processes.get(key)
    drawn = model.diagram.elements.get(element) if model else None
    return Step(model.file if model else "", element, drawn.label if drawn else element)


def places(changes: Iterable[Change], models: ModelSet) -> dict[str, list[tuple[str, str]]]:
    """What a remark may be about: each file of a draft, with the named elements of its diagram as (id, name)."""
    drawn = {model.file: model.diagram for model in models.processes.values()}
    return {
        each.name: [(e.id, e.name) for e in drawn[each.name].elements.values() if e.name] if each.name in drawn else []
        for each in changes
    }
