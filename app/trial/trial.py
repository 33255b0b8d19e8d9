"""One step of a trial at a time. The story so far is the whole state: played anew it comes to the same place.

A place that stands where a story ends is kept for a while, so that going on costs one step and not all of them.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from app.engine.modelset import ModelSet
from app.trial import playing, recording, seeing
from app.trial.place import Place, hash_of, open_place
from app.trial.stage import Stage, setting
from app.trial.story import StoryBroken, Turn, parse, turn_of
from app.trial.watch import TrialRefused, Watch

KEPT = 4  # places that stand where somebody's trial stands
SECONDS = 30.0
WHOLE = ("do", "declare", "convene", "open", "arrange", "appoint", "withdraw", "object")  # refused, they change nothing


class _Standing:
    """A place and the stage on it, at the end of some story."""

    def __init__(self, place: Place, stage: Stage) -> None:
        self.place, self.stage = place, stage


class Trials:
    """The trials of one program; safe to be used by several threads."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, _Standing] = OrderedDict()
        self._lock = threading.Lock()

    def step(self, models: ModelSet, process: str, text: str, said: Mapping[str, Any] | None) -> dict[str, Any]:
        """Go one step on, or look again when nothing is said.

        Returns the story with the step, what is to be seen, and under `refused` why the step was not taken: then the
        story is as it was. Raises TrialRefused, StoryBroken.
        """
        _known(models, process)
        turn = turn_of(said) if said else None
        before = recording.with_step(text, None, _newcomer(turn))
        standing = self._take(models, before)
        refused = self._played(standing, turn)
        after = before if refused else recording.with_step(before, said)
        if refused and turn and turn.verb not in WHOLE:
            standing.place.close()
            standing = self._take(models, before)
        seen = self._seen(standing, models, process)
        self._keep(models, after, standing)
        return {"story": after, "refused": refused, **asdict(seen)}

    def record(self, models: ModelSet, text: str, title: str) -> str:
        """The story under a title with its end as it came out. Raises TrialRefused, StoryBroken."""
        standing = self._take(models, recording.with_step(text, None))
        try:
            with standing.place.looking(), standing.place.database.reading() as session:
                return recording.recorded(session, standing.stage, text, title)
        finally:
            self._keep(models, recording.with_step(text, None), standing)

    def close(self) -> None:
        """Nothing is kept any more."""
        with self._lock:
            kept, self._kept = list(self._kept.values()), OrderedDict()
        for standing in kept:
            standing.place.close()

    # --- places ------------------------------------------------------------------------------------------------------

    def _take(self, models: ModelSet, text: str) -> _Standing:
        """The place at the end of a story: nobody else has it meanwhile."""
        with self._lock:
            standing = self._kept.pop(_mark(models, text), None)
        return standing or _played_anew(models, text)

    def _keep(self, models: ModelSet, text: str, standing: _Standing) -> None:
        with self._lock:
            other = self._kept.pop(_mark(models, text), None)
            self._kept[_mark(models, text)] = standing
            gone = [self._kept.popitem(last=False)[1] for _ in range(len(self._kept) - KEPT)]
        for each in [*gone, *([other] if other else [])]:
            each.place.close()

    def _played(self, standing: _Standing, turn: Turn | None) -> str:
        """What kept the step from being taken; nothing when it was."""
        if turn is None:
            return ""
        try:
            with standing.place.here():
                standing.stage.watch = Watch(SECONDS)
                return playing.step(standing.stage, turn).removeprefix(f"{turn}：")
        except TrialRefused as error:
            return str(error)

    def _seen(self, standing: _Standing, models: ModelSet, process: str) -> seeing.Seen:
        try:
            with standing.place.looking():
                return seeing.look(standing.stage, models, process)
        except BaseException:
            standing.place.close()
            raise


def _played_anew(models: ModelSet, text: str) -> _Standing:
    """A story played from its beginning in a new place."""
    story = parse(text, "试运行")
    place = open_place(models)
    try:
        with place.here():
            stage = setting(place.database, place.engine, place.clock, story)
            stage.watch = Watch(SECONDS)
            for number, turn in enumerate(story.turns, start=1):
                if wrong := playing.step(stage, turn):
                    raise TrialRefused(f"第 {number} 步 {wrong}")
    except BaseException:
        place.close()
        raise
    return _Standing(place, stage)


def _known(models: ModelSet, process: str) -> None:
    if process not in models.processes:
        raise TrialRefused(f"这组模型里没有流程“{process}”，或者它的文件读不出来；请先看检查结果")


def _newcomer(turn: Turn | None) -> str:
    """Whoever declares belongs to the story."""
    return str(turn.what) if turn is not None and turn.verb == "declare" else ""


def _mark(models: ModelSet, text: str) -> str:
    return hashlib.sha256(f"{hash_of(models)}\n{text}".encode()).hexdigest()


__all__ = ["StoryBroken", "TrialRefused", "Trials"]
