"""What each part of a story may say, and the refusal of everything else, with its line. Knows no engine."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from app.trial.told import StoryBroken, Told
from app.trial.world import BODIES
from handlers.rules.roles import Role
from handlers.rules.terms import Degree, EmploymentKind, Level, PublicityKind

__all__ = ["STEPS", "StoryBroken", "committee", "ending", "only", "part", "person", "place_of", "step", "title"]

Shape = Callable[[Any], str]  # what is wrong with a value, in words; empty: nothing

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
NEEDED = {"object": {"during"}, "appoint": {"at", "as"}, "open": {"at"}}
CASE_ENDINGS = {"state", "passes", "never"}
COMMITTEE_ENDINGS = {"status", "counters", "key_object"}
ENDINGS = {"status", "passes", "never", "certificate", "title_from", "notice_over"}
THEN = {"people": ENDINGS, "cases": CASE_ENDINGS, "committees": COMMITTEE_ENDINGS}


def _is(kind: type | tuple[type, ...], words: str) -> Shape:
    return lambda value: "" if isinstance(value, kind) and not (isinstance(value, bool) and kind is int) else words


def _one_of(known: set[str]) -> Shape:
    words = f"应是 {'、'.join(sorted(known))} 之一"
    return lambda value: "" if isinstance(value, str) and value in known else words


def _words(value: Any) -> str:
    return "" if isinstance(value, list) and all(isinstance(each, str) for each in value) else "应是一列词，写在 [ ] 里"


def _numbers(value: Any) -> str:
    fits = isinstance(value, Mapping) and all(isinstance(n, int) and 0 <= n <= 1000 for n in value.values())
    return "" if fits else "应是 {姓名: 票数}"


def _span(value: Any) -> str:
    if isinstance(value, datetime) or not isinstance(value, (str, date)):
        return "应是 7d 这样的天数，或 2026-09-18 17:00 这样的时刻"
    text = str(value)
    if re.fullmatch(r"\d{1,4}d", text):
        return ""
    try:
        datetime.fromisoformat(f"{text}:00+08:00")
    except ValueError:
        return "应是 7d 这样的天数，或 2026-09-18 17:00 这样的时刻"
    return ""


def _cycles(value: Any) -> str:
    fits = isinstance(value, list) and all(
        isinstance(each, list) and len(each) == 2 and all(isinstance(day, date) for day in each) for each in value
    )
    return "" if fits else "应是一列 [首日, 末日]"


def _number_or_role(value: Any) -> str:
    fits = value in _roles if isinstance(value, str) else isinstance(value, int) and 0 < value < 100
    return "" if fits else "应是第几个人，或一个岗位"


_text, _mapping = _is(str, "应是一个词"), _is(Mapping, "应为键值")
_roles = {role.value for role in Role}
_meeting = {"attending": _is(int, "应是人数"), "approvals": _numbers}
_values: dict[str, Shape] = {
    "declare": _text, "convene": _text, "do": _text, "until": _text, "pass": _span, "object": _text,
    "withdraw": _text, "meeting": _mapping, "arrange": _is(int, "应是一个年份"), "appoint": _text, "appeal": _text,
    "open": _text,
}  # fmt: skip
_more: dict[str, Shape] = {
    "with": _mapping, "called": _text, "of": _text, "refused": _words, "leaving": _words,
    "late": _is(bool, "应是 true 或 false"), "during": _one_of({kind.name.lower() for kind in PublicityKind}),
    "at": _one_of(set(BODIES)), "as": _one_of(_roles),
    "by": _number_or_role,
}  # fmt: skip
_person: dict[str, Shape] = {
    "unit": _one_of(set(BODIES)), "using": _one_of(set(BODIES)), "held_since": _is(date, "应是一个日期"),
    "kind": _one_of({term.name.lower() for term in EmploymentKind}),
    "level": _one_of({term.name.lower() for term in Level}), "degree": _one_of({term.name.lower() for term in Degree}),
}  # fmt: skip
_committee: dict[str, Shape] = {
    "formed_by": _one_of(set(BODIES)), "filed_by": _one_of(set(BODIES)), "cycles": _cycles,
}  # fmt: skip
_ending: dict[str, Shape] = {
    "status": _text, "state": _text, "passes": _words, "never": _words, "counters": _mapping,
    "certificate": _is(bool, "应是 true 或 false"), "title_from": _is(date, "应是一个日期"),
    "notice_over": _is(date, "应是一个日期"), "key_object": _is(list, "应是一列年份"),
}  # fmt: skip


def place_of(said: Any) -> str:
    """Where something stands, as refusals begin."""
    return f"第 {said.line} 行：" if isinstance(said, Told) and said.line else ""


def only(said: Any, where: str, known: set[str], line: int = 0) -> None:
    """A mapping of known keys. Raises StoryBroken."""
    at = place_of(said) or (f"第 {line} 行：" if line else "")
    if not isinstance(said, Mapping):
        raise StoryBroken(f"{at}{where} 应为键值")
    unknown = [str(key) for key in said if key not in known]
    if unknown:
        at = f"第 {said.line_of(unknown[0])} 行：" if isinstance(said, Told) and said.line else at
        raise StoryBroken(f"{at}{where} 有不认识的键 {'、'.join(sorted(unknown))}，可用：{'、'.join(sorted(known))}")


def title(said: Told) -> str:
    """What the story is called. Raises StoryBroken."""
    name = said.get("story")
    if not isinstance(name, str) or not name.strip():
        raise StoryBroken("第 1 行：故事没有名称，请在开头写 story: 一句话说清这个故事")
    return name


def part(said: Told, name: str) -> Told:
    """A part of the file that is a mapping; an absent one is empty. Raises StoryBroken."""
    value = said.get(name)
    if value is None:
        value = Told()
        value.lines = {}
    if not isinstance(value, Told):
        raise StoryBroken(f"第 {said.line_of(name)} 行：{name} 应为键值")
    return value


def person(facts: Any, name: str, line: int) -> None:
    """What may be said of somebody. Raises StoryBroken."""
    _fitting(facts, f"people 里的{name}", _person, line)


def committee(facts: Any, name: str, line: int) -> None:
    """What may be said of another committee. Raises StoryBroken."""
    _fitting(facts, f"committees 里的{name}", _committee, line)
    for key in ("formed_by", "filed_by"):
        if key not in facts:
            raise StoryBroken(f"第 {line} 行：committees 里的{name} 没有写 {key}")


def ending(then: Told) -> None:
    """What `then` may say. Raises StoryBroken."""
    only(then, "then", {*THEN, "counts", "doubts"})
    for key, known in THEN.items():
        told = part(then, key)
        for name, facts in told.items():
            _fitting(facts, f"then.{name}", {each: _ending[each] for each in known}, told.line_of(name))
    for key, shape in (("counts", _is(int, "应是行数")), ("doubts", _words)):
        told = part(then, key)
        for name, value in told.items():
            _fit(shape, value, f"then.{key}.{name}", f"第 {told.line_of(name)} 行：")


def step(verb: str, what: Any, more: Mapping[str, Any], at: str) -> None:
    """What may be said of a step. Raises StoryBroken."""
    unknown = more.keys() - STEPS[verb]
    if unknown:
        known = "、".join(sorted(STEPS[verb])) or "没有别的"
        raise StoryBroken(f"{at}{verb} 有不认识的键 {'、'.join(sorted(map(str, unknown)))}，可用：{known}")
    for key in sorted(NEEDED.get(verb, set()) - more.keys()):
        raise StoryBroken(f"{at}{verb} 没有写 {key}")
    _fit(_values[verb], what, verb, at)
    for key, value in more.items():
        _fit(_more[key], value, key, at)
    if verb == "meeting":
        _fitting(what, "meeting", _meeting, 0, at)


def _fitting(said: Any, where: str, shapes: Mapping[str, Shape], line: int, at: str = "") -> None:
    only(said, where, set(shapes), line)
    for key, value in said.items():
        known = said.line_of(key) if isinstance(said, Told) else 0
        _fit(shapes[key], value, f"{where} 的 {key}", f"第 {known or line} 行：" if known or line else at)


def _fit(shape: Shape, value: Any, where: str, at: str) -> None:
    wrong = shape(value)
    if wrong:
        raise StoryBroken(f"{at}{where} 写的是 {value!s}，{wrong}")
