"""All checks of a set of models, in one call: the same in the browser, on the command line and at publishing."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable

from app.engine.catalogue import Catalogue
from app.engine.checks.asking import problems_of_elements
from app.engine.checks.order import problems_of_order
from app.engine.checks.structure import Fault, problems_of_flow, problems_of_parsing
from app.engine.decisions import coverage
from app.engine.errors import Problem
from app.engine.library import content_hash
from app.engine.modelset import Model, ModelSet

KEPT_VERDICTS = 32
_one_at_a_time = threading.Lock()
_verdicts: OrderedDict[Hashable, tuple[Problem, ...]] = OrderedDict()


def check(models: ModelSet, catalogue: Catalogue) -> list[Problem]:
    """Every problem of a set, unreadable files first; without an error among them the set may be published.

    What was found is remembered by the content of the set, so that an unchanged set costs nothing.
    """
    mark = _mark(models, catalogue)
    with _one_at_a_time:
        known = _verdicts.get(mark)
    if known is None:
        known = tuple(_found(models, catalogue))
        with _one_at_a_time:
            _verdicts[mark] = known
            while len(_verdicts) > KEPT_VERDICTS:
                _verdicts.popitem(last=False)
    return [*models.problems, *known]


def _mark(models: ModelSet, catalogue: Catalogue) -> Hashable:
    texts = {key: f"{model.file}\n{model.text}" for key, model in models.processes.items()}
    files = dict(sorted(models.files.items()))
    return id(catalogue), content_hash("", "", {**models.form_sources, "": [texts, files]}, models.table_sources)


def _found(models: ModelSet, catalogue: Catalogue) -> list[Problem]:
    found: list[Problem] = []
    sound: dict[str, Model] = {}
    for key, model in models.processes.items():
        faults = list(problems_of_flow(model.node, model.diagram))
        if not faults:
            sound[key] = model
        found += _of_process(model, faults, models, catalogue)
    if catalogue.ORDER is None:
        return found
    return [*found, *_of_tables(models), *problems_of_order(models, catalogue, catalogue.ORDER, sound)]


def _of_process(model: Model, faults: list[Fault], models: ModelSet, catalogue: Catalogue) -> list[Problem]:
    faults += problems_of_elements(model.diagram, catalogue, models.forms, models.tables)
    faults = faults or list(problems_of_parsing(model.node, model.diagram))
    return [Problem(model.file, element, reason, rule="profile") for element, reason in faults]


def _of_tables(models: ModelSet) -> list[Problem]:
    """Gaps, overlaps and type errors of the decision tables."""
    return [
        Problem(models.files.get(id, f"{id}.dmn"), id, problem.message, rule="table")
        for id, table in models.tables.items()
        for problem in coverage.problems(table)
    ]
