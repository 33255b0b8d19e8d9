"""The page of requirements against the code: nothing is silently absent, and every place it names exists."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import yaml

from app.cli import traceability
from handlers.evidence.requirements import HARDNESS, KINDS, MISSING, Status, order, requirements
from handlers.evidence.texts import lines
from handlers.rules.contents import RULES

ROOT = Path(__file__).resolve().parents[2]
PAGE = yaml.safe_load((ROOT / "handlers" / "rules" / "requirements.yaml").read_text(encoding="utf-8"))
LISTED = [each for each in requirements() if each.id in PAGE]


def exists(place: str) -> bool:
    """Is the place a module's name, or a file of the project, or an element of one?"""
    path, _, element = place.partition("#")
    if "/" in path:
        file = ROOT / path
        return file.is_file() and (not element or element in file.read_text(encoding="utf-8"))
    module, names = place, list[str]()
    while module:
        try:
            found: object = import_module(module)
        except ModuleNotFoundError:
            module, _, name = module.rpartition(".")
            names.insert(0, name)
            continue
        for name in names:
            found = getattr(found, name, None)
        return found is not None
    return False


def test_the_page_has_all_chapters_in_the_law_s_order() -> None:
    assert list(PAGE) == sorted(PAGE, key=order)
    assert {int(id[1:].split(".")[0]) for id in PAGE} >= set(range(1, 82)) - {15, 20, 81} | {15, 20, 81}


def test_every_requirement_is_met_by_something() -> None:
    assert [each.id for each in requirements() if each.status not in list(Status)] == []


def test_a_requirement_with_a_rule_names_nothing_else() -> None:
    assert [id for id, entry in PAGE.items() if id in RULES and ("by" in entry or "where" in entry)] == []


def test_every_requirement_says_its_kind_and_its_hardness() -> None:
    assert [each.id for each in LISTED if each.kind not in KINDS or each.hardness not in HARDNESS] == []


def test_every_place_that_the_page_names_exists() -> None:
    assert [(each.id, place) for each in LISTED for place in each.where if not exists(place)] == []
    assert [each.id for each in LISTED if not each.where and each.status not in (Status.POLICY, MISSING)] == []


def test_every_requirement_that_is_no_policy_has_a_line_of_its_own() -> None:
    catalogue = {id for id in PAGE if id.startswith(("A62.", "A63.", "A64.", "A65.", "A66."))}
    assert [each.id for each in LISTED if each.id not in catalogue and each.id.removeprefix("A") not in lines()
            and each.id not in lines()] == []  # fmt: skip


def test_rules_and_acts_are_proved_by_tests() -> None:
    unproved = [
        entry.requirement.id
        for entry in traceability.entries()
        if entry.requirement.status == Status.RULE and not entry.tests
    ]
    assert unproved == []


def test_the_printed_page_is_current() -> None:
    page = (ROOT / "docs" / "traceability.md").read_text(encoding="utf-8")

    assert page == traceability.markdown(traceability.entries()), "zhiping rules --markdown > docs/traceability.md"
