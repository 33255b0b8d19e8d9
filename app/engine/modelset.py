"""A set of models, read: diagrams, decision tables and forms that are checked and published together.

Read from files, folders or what was published; one set may be laid over another. Knows no database table
but the definitions, and judges nothing beyond whether a file can be read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.engine import elements, foreign, xml
from app.engine.decisions import DecisionRefused, DecisionTable
from app.engine.decisions import load as load_table
from app.engine.definition import process_of
from app.engine.elements import Diagram
from app.engine.errors import Problem
from app.engine.library import newest
from app.engine.store import DEFINITIONS
from app.forms import Form, FormRefused, load_form

MOST_ELEMENTS, MOST_FLOWS = 1_000, 3_000  # of one process
KINDS = (".bpmn", ".dmn", ".form")

File = tuple[str, bytes]  # name with its suffix, content


@dataclass(frozen=True)
class Model:
    """One process of a set: the file it stands in, the file's text, the process element and its diagram."""

    file: str
    text: str
    node: etree._Element
    diagram: Diagram


@dataclass
class ModelSet:
    """Models by what they are called: processes by key, forms by handler, tables by id. `problems`: unreadable files.

    `files` says which file a form (`x.form`) or a table came from, for those that came from a file.
    """

    processes: dict[str, Model] = field(default_factory=dict)
    forms: dict[str, Form] = field(default_factory=dict)
    form_sources: dict[str, Any] = field(default_factory=dict)
    tables: dict[str, DecisionTable] = field(default_factory=dict)
    table_sources: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)  # table id or handler → file name
    problems: list[Problem] = field(default_factory=list)

    def over(self, below: ModelSet) -> ModelSet:
        """This set laid over another: what is here replaces what is called the same below."""
        return ModelSet(
            processes={**below.processes, **self.processes},
            forms={**below.forms, **self.forms},
            form_sources={**below.form_sources, **self.form_sources},
            tables={**below.tables, **self.tables},
            table_sources={**below.table_sources, **self.table_sources},
            files={**below.files, **self.files},
            problems=[*below.problems, *self.problems],
        )


def of_files(files: Iterable[File]) -> ModelSet:
    """The set in some files; what cannot be read becomes a problem of the set."""
    given = ModelSet()
    for name, data in files:
        _read(Path(name).name, data, given)
    return given


def of_paths(paths: Sequence[Path]) -> ModelSet:
    """The set in files and folders; of a folder all models directly in it."""
    return of_files((path.name, path.read_bytes()) for path in _expand(paths))


def of_published(session: Session) -> ModelSet:
    """The newest published version of every process, with the forms and tables it was published with."""
    given = ModelSet()
    query = select(DEFINITIONS).join(newest, newest.c.id == DEFINITIONS.c.id).order_by(DEFINITIONS.c.key)
    for row in session.execute(query).mappings():
        given = of_version(row).over(given)
    return given


def of_version(row: Any) -> ModelSet:
    """The set of one published version (a row of process_definition)."""
    node = process_of(row["xml"].encode(), row["key"])
    given = ModelSet(processes={row["key"]: Model(row["file"], row["xml"], node, elements.read(node))})
    for name, source in row["forms"].items():
        _add_form(name, f"{name}.form", load_form(source), given)
    for id, source in row["decisions"].items():
        _add_table(f"{id}.dmn", load_table(source.encode()), source, given)
    return given


def _expand(files: Sequence[Path]) -> Iterator[Path]:
    """The files themselves, and the models in folders among them."""
    for path in files:
        if path.is_dir():
            yield from sorted(p for p in path.iterdir() if p.suffix in KINDS)
        else:
            yield path


def _read(name: str, data: bytes, given: ModelSet) -> None:
    suffix = Path(name).suffix.lower()
    try:
        if reason := _no_text(data):
            given.problems.append(Problem(name, "", reason, rule="file"))
        elif suffix == ".bpmn":
            _read_diagrams(name, data, given)
        elif suffix == ".dmn":
            _add_table(name, load_table(data), data.decode("utf-8-sig"), given)
        elif suffix == ".form":
            _add_form(Path(name).stem, name, load_form(data), given)
        else:
            given.problems.append(Problem(name, "", "不是 .bpmn、.dmn 或 .form 文件", rule="file"))
    except (xml.XmlRefused, DecisionRefused, FormRefused) as error:
        given.problems.append(Problem(name, "", error.message, rule="file"))


def _no_text(data: bytes) -> str:
    """Why a file is no text at all, in words; empty for one that may be."""
    if not data.strip():
        return "文件是空的"
    return "这是压缩文件，请解压后上传其中的 .bpmn、.dmn、.form 文件" if data.startswith(b"PK\x03\x04") else ""


def _read_diagrams(name: str, data: bytes, given: ModelSet) -> None:
    root = xml.parse(data)
    found = elements.processes(root) or _not_executable(name, root, given)
    if not found:
        given.problems += [Problem(name, id, reason, rule="file") for id, reason in foreign.nothing_to_run(root)]
    for node in found:
        diagram = elements.read(node)
        if len(diagram.elements) > MOST_ELEMENTS or len(diagram.flows) > MOST_FLOWS:
            reason = f"流程超过 {MOST_ELEMENTS} 个元素或 {MOST_FLOWS} 条连线，请拆成几个流程"
            given.problems.append(Problem(name, diagram.id, reason, rule="file"))
            continue
        if diagram.id in given.processes:
            given.problems.append(Problem(name, diagram.id, "同一次发布中有两个流程用这个 id", rule="file"))
        given.processes[diagram.id] = Model(name, data.decode("utf-8-sig"), node, diagram)


def _not_executable(name: str, root: etree._Element, given: ModelSet) -> list[etree._Element]:
    """The processes of a file of which none may be run: read all the same, so that all that is wrong is told."""
    found = list(root.iter(f"{elements.BPMN}process"))
    reason = "文件中没有可执行的流程：请在流程的属性中标为可执行（isExecutable）"
    given.problems += [Problem(name, node.get("id", ""), reason, rule="file") for node in found]
    return found


def _add_form(handler: str, file: str, form: Form, given: ModelSet) -> None:
    given.forms[handler], given.form_sources[handler], given.files[handler] = form, form.document, file


def _add_table(file: str, table: DecisionTable, source: str, given: ModelSet) -> None:
    given.tables[table.id], given.table_sources[table.id], given.files[table.id] = table, source, file


def form_text(source: Any) -> str:
    """The text of a form as a file holds it: two blanks of indent, Chinese as it is, a line end at the end."""
    return json.dumps(source, ensure_ascii=False, indent=2) + "\n"
