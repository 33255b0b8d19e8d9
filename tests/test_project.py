"""Holds the folders to one another: diagrams, forms, handlers, rules, tests, commands and documents."""

from __future__ import annotations

import ast
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from lxml import etree

from app.cli import zhiping
from handlers import catalogue
from handlers.evidence.texts import line
from handlers.handler import answers
from handlers.rules import contents
from handlers.rules.roles import BY_TITLE

ROOT = Path(__file__).resolve().parent.parent
BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
CAMUNDA = "{http://camunda.org/schema/1.0/bpmn}"
DIAGRAMS = sorted((ROOT / "processes").glob("*.bpmn"))
TABLES = sorted((ROOT / "processes").glob("*.dmn"))
FORMS = sorted((ROOT / "forms").glob("*.form"))
DOCUMENTS = [
    *ROOT.glob("*.md"),
    *(ROOT / "docs").glob("*.md"),
    ROOT / "tests" / "README.md",
    ROOT / "deploy" / "README.md",
]


def elements(tag: str) -> Iterator[tuple[Path, etree._Element]]:
    """Every element of this kind in every diagram, with its file."""
    for path in DIAGRAMS:
        for element in etree.parse(path).iter(f"{BPMN}{tag}"):
            yield path, element


def trees(*folders: str) -> Iterator[tuple[Path, ast.Module]]:
    """Every Python file below these folders, parsed."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "node_modules" not in path.parts:
                yield path, ast.parse(path.read_text(encoding="utf-8"))


def named(path: Path, element: etree._Element) -> str:
    return f"{path.name}#{element.get('id')}"


def seats(handler: str) -> set[str]:
    """The multi-instance variables that the engine fills for a handler, by the diagrams."""
    loops = [
        (task, loop)
        for _, task in elements("userTask")
        for loop in task.iter(f"{BPMN}multiInstanceLoopCharacteristics")
    ]
    return {
        loop.get(f"{CAMUNDA}elementVariable") or "" for task, loop in loops if task.get(f"{CAMUNDA}formRef") == handler
    }


def keys(components: list[dict[str, Any]]) -> set[str]:
    """What a form asks: a group lends its fields to the form, a list is one answer."""
    found: set[str] = set()
    for component in components:
        if component["type"] == "group" and not component.get("path"):
            found |= keys(component["components"])
        elif component["type"] in ("group", "dynamiclist"):
            found.add(component["path"])
        elif "key" in component:
            found.add(component["key"])
    return found


def test_there_are_diagrams_tables_and_forms() -> None:
    assert {path.stem for path in DIAGRAMS} >= {
        "declaration",
        "review_session",
        "publicity",
        "complaint",
        "confirmation",
    }
    assert {path.stem for path in TABLES} >= {"first_check_body", "reporting_channel", "jurisdiction"}
    assert FORMS


def test_every_user_task_names_a_handler_with_a_form() -> None:
    for path, task in elements("userTask"):
        form = task.get(f"{CAMUNDA}formRef")
        assert form in catalogue.HANDLERS, f"{named(path, task)} names {form}"
        assert (ROOT / "forms" / f"{form}.form").is_file(), f"{named(path, task)} has no form"


@pytest.mark.parametrize("tag", ["serviceTask", "messageEventDefinition", "sendTask"])
def test_every_topic_is_a_handler(tag: str) -> None:
    for path, element in elements(tag):
        topic = element.get(f"{CAMUNDA}topic")
        assert topic in catalogue.HANDLERS or (topic is None and tag != "serviceTask"), f"{path.name}: {topic}"


def test_every_decision_is_a_table() -> None:
    dmn = "{https://www.omg.org/spec/DMN/20191111/MODEL/}"
    decisions = {decision.get("id") for path in TABLES for decision in etree.parse(path).iter(f"{dmn}decision")}
    for path, task in elements("businessRuleTask"):
        assert task.get(f"{CAMUNDA}decisionRef") in decisions, named(path, task)


def test_every_lane_is_a_role() -> None:
    lanes = list(elements("lane"))
    assert lanes
    for path, lane in lanes:
        assert lane.get("name") in BY_TITLE, f"{named(path, lane)} is called {lane.get('name')}"


def test_no_diagram_runs_a_script() -> None:
    assert [named(path, task) for path, task in elements("scriptTask")] == []


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_every_form_asks_exactly_its_handlers_parameters(path: Path) -> None:
    handler = catalogue.HANDLERS[path.stem]

    asked = keys(json.loads(path.read_text(encoding="utf-8"))["components"])

    assert asked == set(answers(handler)) - seats(path.stem)


def test_every_rule_has_a_test() -> None:
    """A test function is named for the requirement (`test_A45_2_…`), or one calls the rule by its name."""
    nodes = [node for _, tree in trees("tests") for node in ast.walk(tree)]
    tests = {node.name for node in nodes if isinstance(node, ast.FunctionDef)}
    called = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    named = {id for id in contents.RULES if any(re.match(rf"test_{id.replace('.', '_')}(_|$)", test) for test in tests)}

    assert [id for id, rule in contents.RULES.items() if id not in named and rule.name not in called] == []


def test_every_rule_can_be_quoted() -> None:
    assert [id for id in sorted(contents.RULES) if not line(id)] == []


def test_clearance_is_built_in_one_place() -> None:
    builders = {
        path.relative_to(ROOT).as_posix()
        for path, tree in trees("app", "handlers")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute)
        if (node.func.id if isinstance(node.func, ast.Name) else node.func.attr) == "Clearance"
    }
    assert builders == {"handlers/rules/acts/clearing.py"}


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def test_the_rules_import_the_standard_library_only() -> None:
    foreign = {
        f"{path.name}: {name}"
        for path, tree in trees("handlers/rules")
        for name in imported(tree)
        if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith("handlers.rules")
    }
    assert foreign == set()


def test_no_test_can_be_skipped() -> None:
    forbidden = {"skip", "skipif", "skipIf", "xfail", "importorskip", "SkipTest"}
    found = {
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path, tree in trees("tests")
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in forbidden
    }
    assert found == set()


@pytest.mark.parametrize("path", ["requirements.lock", "app/web/browser/package-lock.json"])
def test_lock_files_name_no_host_and_no_path(path: str) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")

    assert re.findall(r"(?m)^.*(?:--index-url|--find-links|file:|\"resolved\": \"http).*$", text) == []


def test_every_locked_package_carries_its_hashes() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8").replace("\\\n", " ")

    assert [line for line in text.splitlines() if line.strip() and not re.search(r"==\S+.*--hash=sha256:", line)] == []


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    locked = set(re.findall(r"(?m)^([a-z0-9-]+)==", (ROOT / "requirements.lock").read_text(encoding="utf-8")))

    assert {re.split(r"[\[<>=]", name)[0].lower() for name in wanted} - locked == set()


def test_every_module_of_the_machine_has_its_layer() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = set(re.findall(r"(?:app|handlers)\.\w+", " ".join(contracts[0]["layers"])))
    modules = {
        f"{package}.{path.stem}"
        for package in ("app", "handlers")
        for path in (ROOT / package).iterdir()
        if path.suffix == ".py" or (path / "__init__.py").is_file()
    }
    assert modules - {"app.__init__", "handlers.__init__"} == layers


def command(words: list[str]) -> click.Command | None:
    """The command these words name, as far as they name one."""
    found: click.Command = zhiping
    for word in words:
        if not isinstance(found, click.Group):
            break
        if word not in found.commands:
            return None
        found = found.commands[word]
    return found


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_in_the_documents_exists(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    said = "\n".join(re.findall(r"`[^`]+`|```.*?```", text, re.S))
    commands = re.findall(r"\bzhiping ((?:[a-z]+(?:-[a-z]+)* ?)+)", said)
    targets = re.findall(r"\bmake ([a-z]+)", said)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    assert [words for words in commands if command(words.split()) is None] == []
    assert [target for target in targets if not re.search(rf"(?m)^{target}:", makefile)] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_file_the_documents_link_to_exists(path: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text(encoding="utf-8"))

    assert [link for link in links if not (path.parent / link).exists()] == []


def test_every_command_is_in_both_readmes() -> None:
    def leaves(group: click.Group, words: tuple[str, ...]) -> Iterator[str]:
        for name, found in group.commands.items():
            if isinstance(found, click.Group):
                yield from leaves(found, (*words, name))
            else:
                yield " ".join((*words, name))

    for readme in ("README.md", "README.zh-CN.md"):
        text = (ROOT / readme).read_text(encoding="utf-8")
        assert [words for words in leaves(zhiping, ("zhiping",)) if words not in text] == []


def test_every_setting_is_in_the_operations_guide() -> None:
    guide = (ROOT / "docs" / "运维指南.md").read_text(encoding="utf-8")
    reader = (ROOT / "app" / "config.py").read_text(encoding="utf-8")
    settings = {f"ZHIPING_{name}" for name in re.findall(r"self\.read\(\"([A-Z_]+)\"", reader)} | {"ZHIPING_SECRET_KEY"}

    assert set(re.findall(r"ZHIPING_[A-Z_]+", guide)) == settings
