"""A story is read with lines in every refusal; a hostile file is refused in words, never with a traceback."""

from __future__ import annotations

import pytest

from app.trial.story import StoryBroken, parse, read
from app.trial.usual import ROOT

HEAD = "story: 试\npeople:\n  张明: {}\n"
BOMB = "a: &a [x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]\n"


def refusal(text: str) -> str:
    with pytest.raises(StoryBroken) as caught:
        parse(text, "试.scenario.yaml")
    return str(caught.value)


def test_every_shipped_story_is_read() -> None:
    for path in sorted((ROOT / "processes").glob("*.scenario.yaml")):
        assert read(path).turns


def test_a_step_knows_its_line() -> None:
    story = parse(HEAD + "steps:\n  - declare: 张明\n  - pass: 7d\nthen: {}\n", "试")

    assert [(turn.verb, turn.line) for turn in story.turns] == [("declare", 5), ("pass", 6)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (HEAD + "steps:\n  - dance: 1\nthen: {}\n", ("第 5 行", "恰有一个动作", "declare")),
        (HEAD + "steps:\n  - {declare: 张明, do: x}\nthen: {}\n", ("第 5 行", "恰有一个动作")),
        (HEAD + "steps:\n  - declare: 张明\n    whit: {}\nthen: {}\n", ("第 5 行", "whit", "可用")),
        (HEAD + "steps:\n  - pass: 明天\nthen: {}\n", ("第 5 行", "明天", "7d")),
        (HEAD + "steps:\n  - {open: supervision}\nthen: {}\n", ("第 5 行", "没有写 at")),
        (HEAD + "steps:\n  - {open: supervision, at: session}\nthen: {}\n", ("第 5 行", "session", "region_hr")),
        (HEAD + "steps:\n  - {open: supervision, at: region_hr, as: king}\nthen: {}\n", ("king", "supervisor")),
        (HEAD + "steps:\n  - {do: x, refused: A44.2}\nthen: {}\n", ("refused", "[ ]")),
        (HEAD + "steps: 七\nthen: {}\n", ("第 4 行", "一列步骤")),
        (HEAD + "steps: [七]\nthen: {}\n", ("动作: 对象",)),
        (HEAD + "steps: []\nthen:\n  people:\n    张明: {statue: x}\n", ("第 7 行", "statue", "status")),
        (HEAD + "steps: []\nthen:\n  counts: {clue: 很多}\n", ("clue", "很多", "行数")),
        ("story: 试\npeople: {张明: {unit: mars}}\nsteps: []\nthen: {}\n", ("mars", "county_unit")),
        ("people: {}\nsteps: []\nthen: {}\n", ("没有名称",)),
        ("story: 试\nstory: 再试\n", ("第 2 行", "写了两次", "第 1 行")),
        ("- 不是键值\n", ("应为键值",)),
        ("", ("应为键值",)),
        ("story: [\n", ("写法有误",)),
        ("story: \x00\n", ("写法有误",)),
        ("story: 2026-13-45\n", ("第 1 行",)),
        ("? [a, b]\n: c\n", ("键应是一个词",)),
        (BOMB, ("第 1 行", "锚点")),
        ("<<: {a: 1}\n", ("键应是一个词",)),
        ("story: !!python/object/apply:os.system ['true']\n", ("标签",)),
        ("story: !!binary aGk=\n", ("标签",)),
        ("story: " + "[" * 60 + "]" * 60 + "\n", ("层次超过",)),
        ("story: 试\npeople: {}\nsteps: [" + "{declare: 张明}, " * 401 + "]\nthen: {}\n", ("401 步", "最多 400")),
        ("#" * 210_000, ("超过 200 KB",)),
    ],
)
def test_what_is_no_story_is_refused_with_what_to_do(text: str, words: tuple[str, ...]) -> None:
    told = refusal(text)

    assert told.startswith("试.scenario.yaml")
    assert [word for word in words if word not in told] == [], told
