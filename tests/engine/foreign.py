"""Small files in the manner of other tools, and what the checks say of them."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import cast

from app.engine import checks
from app.engine.catalogue import Catalogue
from app.engine.errors import Problem
from app.engine.modelset import of_files
from handlers import catalogue

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 2.0  # seconds
# What files of other tools would have to hold to be a lawful whole is not asked of them here.
OPENING = cast(Catalogue, SimpleNamespace(**{**vars(catalogue), "ORDER": None}))
MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"


def problems(*files: tuple[str, str | bytes]) -> list[Problem]:
    """Everything that is wrong with some files, found in good time and always with a reason in Chinese."""
    began = time.perf_counter()
    models = of_files((name, data.encode() if isinstance(data, str) else data) for name, data in files)
    found = checks.check(models, OPENING)
    assert time.perf_counter() - began < PATIENCE
    assert all(any("\u4e00" <= letter <= "\u9fff" for letter in problem.reason) for problem in found)
    return found


def told(found: list[Problem], element: str, words: str) -> bool:
    return any(problem.element == element and words in problem.reason for problem in found)


def model(body: str, prefix: str = "bpmn", more: str = "", runs: str = 'isExecutable="true"', root: str = "") -> str:
    """A file with one process, in whatever prefix its tool likes; `{p}` stands for it."""
    mark = f"{prefix}:" if prefix else ""
    space = f"xmlns:{prefix}" if prefix else "xmlns"
    text = (
        f'<?xml version="1.0" encoding="UTF-8"?><{{p}}definitions {space}="{MODEL}"'
        ' xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"'
        ' xmlns:flowable="http://flowable.org/bpmn" xmlns:activiti="http://activiti.org/bpmn"'
        ' xmlns:pencil="http://example.org/pencil" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        f' id="defs" targetNamespace="http://example.org" {more}>'
        f'{root}<{{p}}process id="trip" name="出差" {runs}>{body}</{{p}}process></{{p}}definitions>'
    )
    return text.replace("{p}", mark)


def line(*ids: str) -> str:
    return "".join(f'<{{p}}sequenceFlow id="f_{a}_{b}" sourceRef="{a}" targetRef="{b}"/>' for a, b in pairwise(ids))


def around(node: str, id: str = "x") -> str:
    """A start, the node, an end."""
    return f'<{{p}}startEvent id="s"/>{node}<{{p}}endEvent id="e"/>' + line("s", id, "e")


DMN = {
    "1.1": "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
    "1.2": "http://www.omg.org/spec/DMN/20180521/MODEL/",
    "1.3": "https://www.omg.org/spec/DMN/20191111/MODEL/",
    "1.5": "https://www.omg.org/spec/DMN/20230324/MODEL/",
}
TABLE = (
    '<decision id="fare" name="票价"><decisionTable id="t"><input id="i"><inputExpression id="ie" typeRef="number">'
    '<text>distance</text></inputExpression></input><output id="o" name="price" typeRef="number"/>'
    '<rule id="r1"><inputEntry id="a"><text>&lt; 100</text></inputEntry><outputEntry id="b"><text>5</text>'
    '</outputEntry></rule><rule id="r2"><inputEntry id="c"><text>&gt;= 100</text></inputEntry>'
    '<outputEntry id="d"><text>9</text></outputEntry></rule></decisionTable></decision>'
)


def decisions(content: str, space: str = DMN["1.3"]) -> str:
    return f'<definitions xmlns="{space}" id="d" name="d" namespace="n">{content}</definitions>'
