"""A `*.scenario.yaml` as read: who there is, what they do, how it must come out. Refuses what it does not know.

The format is described in processes/README.md. Knows nothing of the engine.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

STEPS = {
    "declare": {"with", "called"},
    "convene": {"with"},
    "do": {"of", "with", "by", "refused"},
    "until": {"of", "leaving"},
    "pass": {"late"},
    "object": {"during"},
    "withdraw": set(),
    "meeting": set(),
    "arrange": {"with", "refused"},
    "appoint": {"at", "as", "refused"},
    "appeal": {"with"},
    "open": {"at", "as", "with", "called", "refused"},
}
COMMITTEE = {"formed_by", "filed_by", "cycles"}
PERSON = {"unit", "using", "kind", "level", "degree", "held_since"}
CASE_ENDINGS = {"state", "passes", "never"}
COMMITTEE_ENDINGS = {"status", "counters", "key_object"}
ENDINGS = {"status", "passes", "never", "certificate", "title_from", "notice_over"}


class StoryBroken(Exception):
    """The file is not a story; the text says where."""


@dataclass(frozen=True)
class Turn:
    """One step: its verb, the verb's object, and the rest of what is said."""

    verb: str
    what: Any
    more: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.verb}: {self.what} {self.more or ''}".strip()


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
    said = yaml.safe_load(path.read_text(encoding="utf-8"))
    _only(path, "文件", said, {"story", "people", "committees", "steps", "then"})
    then = said["then"]
    _only(path, "then", then, {"people", "counts", "doubts", "cases", "committees"})
    for name, facts in said["people"].items():
        _only(path, name, facts or {}, PERSON)
    for key, known in (("people", ENDINGS), ("cases", CASE_ENDINGS), ("committees", COMMITTEE_ENDINGS)):
        for name, ending in then.get(key, {}).items():
            _only(path, f"then.{name}", ending, known)
    for name, facts in said.get("committees", {}).items():
        _only(path, name, facts, COMMITTEE)
    return Story(
        name=said["story"],
        path=path,
        people={name: facts or {} for name, facts in said["people"].items()},
        turns=tuple(_turn(path, step) for step in said["steps"]),
        endings=then.get("people", {}),
        counts=then.get("counts", {}),
        doubts=then.get("doubts", {}),
        committees=said.get("committees", {}),
        cases=then.get("cases", {}),
        ends=then.get("committees", {}),
    )


def _turn(path: Path, step: dict[str, Any]) -> Turn:
    verbs = STEPS.keys() & step.keys()
    if len(verbs) != 1:
        raise StoryBroken(f"{path.name}：步骤 {step} 应恰有一个动作，可用：{'、'.join(STEPS)}")
    verb = verbs.pop()
    more = {key: value for key, value in step.items() if key != verb}
    _only(path, verb, more, STEPS[verb])
    return Turn(verb, step[verb], more)


def _only(path: Path, where: str, said: Any, known: set[str]) -> None:
    if not isinstance(said, dict):
        raise StoryBroken(f"{path.name}：{where} 应为键值")
    unknown = said.keys() - known
    if unknown:
        words = ("、".join(sorted(keys)) for keys in (unknown, known))
        raise StoryBroken("{}：{} 有不认识的键 {}，可用：{}".format(path.name, where, *words))
