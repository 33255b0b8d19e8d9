"""How a trial of a process may begin: by the person who starts it, or along a story that comes through it.

Reads diagrams and stories; plays nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from app.engine.elements import Diagram
from app.engine.modelset import ModelSet
from app.trial.story import Story, StoryBroken, parse
from handlers.rules.roles import Role

SPECIAL: dict[str, dict[str, Any]] = {
    "declaration.begin": {"declare": "甲"},
    "review_session.begin": {"convene": "评审会议"},
    "calendar.enter": {"arrange": 2027},
}
BODY_OF: dict[Role, str] = {
    Role.UNIT_CLERK: "county_unit", Role.UNIT_HEAD: "county_unit", Role.OFFICE_CLERK: "office",
    Role.OFFICE_CHIEF: "office", Role.OBSERVER: "discipline",
}  # fmt: skip
ELSEWHERE = "region_hr"


def first_step(models: ModelSet, process: str, stories: Mapping[str, str]) -> dict[str, Any] | None:
    """The step with which a person begins a case of this process; none where a message begins it."""
    start = next((e for e in models.processes[process].diagram.starts() if e.handler), None)
    if start is None:
        return None
    if start.handler in SPECIAL:
        return SPECIAL[start.handler]
    told = next((turn for story in _read(stories) for turn in story.turns if _opens(turn, process)), None)
    if told is not None:
        return {"open": process, **{key: told.more[key] for key in ("at", "as") if key in told.more}}
    role = next((role for role in Role if role.value == start.role), None)
    return {
        "open": process,
        "at": BODY_OF.get(role, ELSEWHERE) if role else ELSEWHERE,
        **({"as": role.value} if role else {}),
    }


def _opens(turn: Any, process: str) -> bool:
    return bool(turn.verb == "open" and turn.what == process and "refused" not in turn.more)


def told_of(models: ModelSet, process: str, stories: Mapping[str, str]) -> list[tuple[str, str]]:
    """File name and title of all stories, those that speak of this process's steps first."""
    own = _steps(models.processes[process].diagram, models)
    found = [(story.path.name, story.name, bool(_named(story) & own)) for story in _read(stories)]
    return [(file, title) for file, title, _ in sorted(found, key=lambda each: (not each[2], each[0]))]


def _steps(diagram: Diagram, models: ModelSet) -> set[str]:
    """The elements of a process that no other process has an equal id of; and its own name."""
    others = {id for key, model in models.processes.items() if key != diagram.id for id in model.diagram.elements}
    return (set(diagram.elements) - others) | {diagram.id}


def _named(story: Story) -> set[str]:
    ends = [*story.endings.values(), *story.cases.values()]
    passed = {element for end in ends for element in end.get("passes", ())}
    return passed | {str(turn.what) for turn in story.turns} | set(story.cases)


def _read(stories: Mapping[str, str]) -> Iterable[Story]:
    for name, text in sorted(stories.items()):
        try:
            yield parse(text, name)
        except StoryBroken:
            continue  # it is told of where stories are checked
