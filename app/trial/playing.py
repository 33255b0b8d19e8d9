"""Playing stories in throw-away places and telling how each came out: never a traceback, always words."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.engine import AnswersInvalid, EngineRefusal
from app.engine.modelset import ModelSet
from app.trial.coverage import Coverage, Way, coverage, together, ways
from app.trial.outcome import differences
from app.trial.place import a_place, hindrances
from app.trial.remembering import Remembered
from app.trial.stage import Astray, Stage, setting
from app.trial.story import Story, StoryBroken, Turn, parse
from app.trial.watch import TrialRefused, Watch

STORY_SECONDS = 60.0


@dataclass(frozen=True)
class Result:
    """How one story came out. `differences` says where it did not come out as told."""

    name: str
    title: str
    differences: tuple[str, ...]
    seconds: float
    ways: Mapping[str, Way] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        return not self.differences

    @property
    def green(self) -> bool:
        return self.ok

    @property
    def reason(self) -> str:
        """All differences in one text."""
        return "；".join(self.differences)

    def as_json(self) -> dict[str, Any]:
        """For the command line and the studio."""
        told = {"name": self.title, "file": self.name, "ok": self.ok}
        return {**told, "differences": list(self.differences), "seconds": round(self.seconds, 2)}


@dataclass(frozen=True)
class Report:
    """How some stories came out, and what they cover together."""

    results: list[Result]
    coverage: list[Coverage]

    @property
    def ok(self) -> bool:
        return all(result.ok for result in self.results)


_KNOWN: Remembered[Result] = Remembered()


def report(models: ModelSet, stories: Iterable[tuple[str, str]], process: str | None = None) -> Report:
    """Play stories (file name, text) on a set of models; with `process`, only what went through that process."""
    results = [run_story(models, name, text) for name, text in stories]
    if process is not None:
        results = [result for result in results if process in result.ways]
    covered = coverage(models, together(result.ways for result in results))
    return Report(results, [each for each in covered if process in (None, each.process)])


def run_stories(
    models: ModelSet, stories: Mapping[str, str], over: Callable[[int], None] = lambda number: None
) -> list[Result]:
    """Play stories, by file name, on a set of models that was checked; `over` is told how many are over.

    One that came out well before is not played again while all it came through is unchanged.
    """
    results = []
    for number, (name, text) in enumerate(stories.items(), start=1):
        results.append(_remembered(models, name, text))
        over(number)
    return results


def _remembered(models: ModelSet, name: str, text: str) -> Result:
    known = _KNOWN.find(models, name, text)
    if known is not None and not hindrances(models):
        return known
    result = run_story(models, name, text)
    if result.ok:
        _KNOWN.keep(models, name, text, result.ways, result)
    return result


def run_story(models: ModelSet, name: str, text: str) -> Result:
    """Play one story in a place of its own."""
    began, title, gone = time.perf_counter(), name, {}
    try:
        story = parse(text, name)
        title = story.name
        with a_place(models) as place:
            stage = setting(place.database, place.engine, place.clock, story)
            stage.watch = Watch(STORY_SECONDS)
            told = played(stage, story)
            with place.database.reading() as session:
                gone = ways(session)
    except (StoryBroken, TrialRefused) as error:
        told = [str(error)]
    except Exception as error:
        told = [_broken(error, "故事的人物或模型")]
    return Result(name, title, tuple(told), time.perf_counter() - began, gone)


def played(stage: Stage, story: Story) -> list[str]:
    """Play a story to its end; every difference from what it says, the first step astray being the last."""
    for number, turn in enumerate(story.turns, start=1):
        if wrong := step(stage, turn):
            return [f"第 {number} 步（第 {turn.line} 行）{wrong}" if turn.line else f"第 {number} 步 {wrong}"]
    with stage.database.reading() as session:
        return differences(session, story, stage.cases)


def step(stage: Stage, turn: Turn) -> str:
    """Play one step; what went wrong, in words, or nothing. Raises TrialRefused."""
    try:
        stage.play(turn)
    except Astray as error:
        return str(error)
    except AnswersInvalid as error:
        fields = "；".join(f"{name}：{'、'.join(words)}" for name, words in error.errors.items())
        return f"{turn}：填写内容不合表单——{fields}"
    except EngineRefusal as error:
        return f"{turn}：{error}"
    except TrialRefused:
        raise
    except Exception as error:
        return _broken(error, str(turn))
    return ""


def _broken(error: Exception, where: str) -> str:
    """Something that nobody foresaw: the log has all of it, the designer is told where."""
    logging.getLogger("trial").warning("a trial broke at %s", where, exc_info=error)
    return f"{where}：无法演下去（{type(error).__name__}：{str(error)[:200]}）；请检查这一步的答案、人物和引用的名称"
