"""The flow of every process, and the order the law demands of all of them together, as problems of a set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.engine.catalogue import Catalogue
from app.engine.conformance import law, results, soundness
from app.engine.conformance.drawn import Broken
from app.engine.conformance.soundness import Unsound
from app.engine.conformance.space import Space, TooLarge, space_of
from app.engine.errors import Problem
from app.engine.modelset import Model, ModelSet
from handlers.evidence.texts import cite, line
from handlers.order import Order


def problems_of_order(
    models: ModelSet, catalogue: Catalogue, order: Order, sound: Mapping[str, Model]
) -> list[Problem]:
    """What is wrong with flow and order; `sound` are the processes whose structure is in order."""
    spaces: dict[str, Space] = {}
    found: list[Problem] = []
    for key, model in sound.items():
        space, problems = _flow(model, models, catalogue)
        found += problems
        if space is not None:
            spaces[key] = space
    proof = law.Proof(models.processes, spaces, order, lambda step: _label(step, catalogue))
    return found + [_problem(models, broken) for broken in law.broken(proof)]


def _flow(model: Model, models: ModelSet, catalogue: Catalogue) -> tuple[Space | None, list[Problem]]:
    try:
        space = space_of(model)
    except TooLarge:
        return None, [Problem(model.file, model.diagram.id, soundness.TOO_LARGE, rule="flow.too_large")]
    faults = [*soundness.problems(space)] or [*results.unsure(space, models.tables)]
    return space, [
        *(_unsound(model, fault) for fault in faults),
        *(Problem(model.file, id, reason, rule="data.key") for id, reason in _keys(model, models, catalogue)),
    ]


def _keys(model: Model, models: ModelSet, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    return results.unknown_keys(model.diagram, models.tables, catalogue.HANDLERS)


def _unsound(model: Model, fault: Unsound) -> Problem:
    severity = "warning" if fault.rule == "data.unsure" else "error"
    path = tuple(f"{model.diagram.id}:{id}" for id in fault.way)
    return Problem(model.file, fault.element, fault.reason, severity, fault.rule, "", path)


def _problem(models: ModelSet, broken: Broken) -> Problem:
    model = models.processes.get(broken.process)
    said = f"{broken.words}；{broken.remedy}"
    if broken.requirement:
        said += f"（{cite(broken.requirement)}：{line(broken.requirement) or ''}）"
    file = model.file if model else ""
    return Problem(file, broken.element, said, "error", broken.rule, broken.requirement, broken.way)


def _label(step: str, catalogue: Catalogue) -> str:
    """What a step is called: a handler's own words, else the step itself."""
    handler = catalogue.HANDLERS.get(step)
    return (handler.__doc__ or step).strip().splitlines()[0].rstrip("。") if handler else step
