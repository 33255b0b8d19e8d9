"""A `*.scenario.yaml` as read: who there is, what they do, how it must come out. Refuses what it does not know.

The format is described in processes/README.md. Knows nothing of the engine; `told` reads the YAML itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.trial import shapes
from app.trial.shapes import StoryBroken
from app.trial.told import Told, mapping_of

__all__ = ["Story", "StoryBroken", "Turn", "parse", "read", "turn_of"]

PARTS = {"story", "people", "committees", "steps", "then"}
MOST_STEPS = 400


@dataclass(frozen=True)
class Turn:
    """One step: its verb, the verb's object, and the rest of what is said. `line` is 0 when it came from no file."""

    verb: str
    what: Any
    more: dict[str, Any]
    line: int = 0

    def __str__(self) -> str:
        return f"{self.verb}: {self.what} {dict(self.more) or ''}".strip()


@dataclass(frozen=True)
class Story:
    """What must come out as told."""

    name: str
    path: Path
    people: dict[str, dict[str, Any]]
    turns: tuple[Turn, ...]
    endings: dict[str, dict[str, Any]]
    counts: dict[str, int]
    doubts: dict[str, list[str]] = field(default_factory=dict)
    committees: dict[str, dict[str, Any]] = field(default_factory=dict)
    cases: dict[str, dict[str, Any]] = field(default_factory=dict)
    ends: dict[str, dict[str, Any]] = field(default_factory=dict)  # of committees


def read(path: Path) -> Story:
    """The story in a file. Raises StoryBroken."""
    try:
        text = path.read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        raise StoryBroken(f"{path.name}：无法读取，文件应为 UTF-8 编码的文本") from None
    return parse(text, path.name, path)


def parse(text: str, file: str, path: Path | None = None) -> Story:
    """The story in a text; `file` is what refusals call it. Raises StoryBroken."""
    try:
        return _story(mapping_of(text), path or Path(file))
    except StoryBroken as error:
        raise StoryBroken(f"{file}：{error}") from None


def turn_of(said: Mapping[str, Any]) -> Turn:
    """One step by itself. Raises StoryBroken."""
    return _turn(said)


def _story(said: Told, path: Path) -> Story:
    shapes.only(said, "文件", PARTS)
    then = shapes.part(said, "then")
    shapes.ending(then)
    people, committees = shapes.part(said, "people"), shapes.part(said, "committees")
    for name, facts in people.items():
        shapes.person(facts or {}, str(name), people.line_of(name))
    for name, facts in committees.items():
        shapes.committee(facts, str(name), committees.line_of(name))
    return Story(
        name=shapes.title(said),
        path=path,
        people={name: facts or {} for name, facts in people.items()},
        turns=tuple(_turn(step) for step in _steps(said)),
        endings=then.get("people") or {},
        counts=then.get("counts") or {},
        doubts=then.get("doubts") or {},
        committees=committees,
        cases=then.get("cases") or {},
        ends=then.get("committees") or {},
    )


def _steps(said: Told) -> list[Any]:
    steps = said.get("steps") or []
    if not isinstance(steps, list):
        raise StoryBroken(f"第 {said.line_of('steps')} 行：steps 应是一列步骤，每步以“- ”开头")
    if len(steps) > MOST_STEPS:
        raise StoryBroken(f"有 {len(steps)} 步，最多 {MOST_STEPS} 步；请分成几个故事")
    return steps


def _turn(step: Any) -> Turn:
    at = shapes.place_of(step)
    if not isinstance(step, Mapping):
        raise StoryBroken(f"{at}步骤 {step!r} 应写成“动作: 对象”")
    verbs = shapes.STEPS.keys() & step.keys()
    if len(verbs) != 1:
        raise StoryBroken(f"{at}步骤 {dict(step)} 应恰有一个动作，可用：{'、'.join(shapes.STEPS)}")
    verb = verbs.pop()
    more = {key: value for key, value in step.items() if key != verb}
    shapes.step(verb, step[verb], more, at)
    return Turn(verb, step[verb], more, getattr(step, "line", 0))
