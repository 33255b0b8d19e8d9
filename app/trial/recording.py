"""A trial written down as a story: its text with one more step, and how it came out when it is to be kept.

What is written is what `story.parse` reads. Knows no diagram.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml
from sqlalchemy.orm import Session

from app.trial.outcome import passed
from app.trial.stage import Stage
from app.trial.story import parse
from app.trial.told import mapping_of
from handlers.evidence.subjects import load
from handlers.records.declarations import Declaration

BLANK = "试运行"
WIDTH = 110


def begun(text: str) -> str:
    """The same story without its steps and its end: who there is, nothing done yet. Raises StoryBroken."""
    said = _read(text)
    return _written({"story": said["story"], **_people(said)})


def steps_of(text: str) -> list[Any]:
    """The steps of a story as plain values. Raises StoryBroken."""
    return [_plain(step) for step in _read(text).get("steps") or []]


def with_step(text: str, step: Mapping[str, Any] | None, person: str = "") -> str:
    """The story with one more step, and with somebody of this name if there is nobody so called.

    Raises StoryBroken.
    """
    said = _read(text) if text.strip() else {}
    people = dict(said.get("people") or {})
    if person:
        people.setdefault(person, {})
    steps = [*(said.get("steps") or []), *([step] if step else [])]
    return _written({"story": said.get("story") or BLANK, **_people(said, people), "steps": steps})


def recorded(session: Session, stage: Stage, text: str, title: str) -> str:
    """The story under a title, with how it came out: where each case ended, and what it passed on the way."""
    said = _read(text)
    people, cases = {}, {}
    for name, subject in stage.cases.items():
        record: Any = load(session, subject)
        done, order = passed(session, subject)
        if isinstance(record, Declaration):
            people[name] = {"status": record.status.value, "passes": [each for each in order if each in done]}
        else:
            state = getattr(record, "state", None)
            cases[name] = ({"state": str(state)} if state else {}) | {
                "passes": [each for each in order if each in done]
            }
    then = {key: value for key, value in (("people", people), ("cases", cases)) if value}
    return _written({**said, "story": title, "then": then})


def _read(text: str) -> dict[str, Any]:
    """The parts of a text that is a story. Raises StoryBroken."""
    parse(text, BLANK)
    return dict(mapping_of(text))


def _people(said: Mapping[str, Any], people: Mapping[str, Any] | None = None) -> dict[str, Any]:
    kept = {"people": dict(said.get("people") or {}) if people is None else dict(people)}
    return {**kept, **({"committees": said["committees"]} if said.get("committees") else {})}


def _written(said: Mapping[str, Any]) -> str:
    text: str = yaml.safe_dump(_plain(said), allow_unicode=True, sort_keys=False, width=WIDTH)
    return text


def _plain(value: Any) -> Any:
    """Without the lines that were remembered on the way in."""
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, (list, tuple)) else value
