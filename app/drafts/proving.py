"""Whether a draft may be handed on: no error in the whole set, nothing published meanwhile, every story as told.

The stories run on the real engine in a throw-away database, outside any transaction of the installation.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from time import perf_counter
from typing import Any

from sqlalchemy.orm import Session

from app import trial
from app.drafts import reading
from app.drafts.writing import locked
from app.engine.errors import EngineRefusal, ModelRefused
from app.engine.modelset import ModelSet
from app.place import Place


@dataclass(frozen=True)
class Proof:
    """How the stories came out: of which content (a draft's hash), told to the end, and why the others broke."""

    content: str
    stories: str  # hash of the stories themselves
    told: int = 0
    broken: list[dict[str, str]] = field(default_factory=list)
    took_ms: int = 0

    @property
    def green(self) -> bool:
        return not self.broken


@dataclass(frozen=True)
class _Case:
    """What is to be proven, read in one transaction."""

    content: str
    models: ModelSet
    stories: dict[str, str]


class Behind(EngineRefusal):
    """Others have published a file of the draft since it was begun."""

    def __init__(self, names: list[str]) -> None:
        self.names = names
        which = "、".join(names)
        super().__init__(
            f"{which} 在您改动期间已由别人发布了新版本；请先比较两份内容，再选择“以现行版本为准”或“保留我的改动”"
        )


def proven(here: Place, draft_id: str) -> str:
    """The content hash of the draft once everything is in order. Raises ModelRefused, Behind, EngineRefusal."""
    case = _case(here, draft_id)
    proof = _told(here, draft_id, case)
    come_out(proof.broken)
    return proof.content


def come_out(broken: Sequence[Mapping[str, str]]) -> None:
    """Raises EngineRefusal when a story broke; says which did, and of the first why."""
    if broken:
        which = "、".join(each["name"] for each in broken[:5])
        raise EngineRefusal(
            f"{len(broken)} 个故事没有照所说的发生：{which}。第一个的原因：{broken[0]['reason']}。"
            "请改正模型；流程确实应当变的，把故事一起改过来"
        )


def played(
    models: ModelSet, stories: Mapping[str, str], over: Callable[[int], None] = lambda number: None
) -> tuple[int, list[dict[str, str]]]:
    """Play stories on models that were checked: how many there were, and of those that broke the name and why."""
    results = trial.run_stories(models, stories, over)
    return len(results), [{"name": each.name, "reason": each.reason[:500]} for each in results if not each.green]


def run_stories(here: Place, draft_id: str, progress: Callable[[int, int], None] = lambda over, all: None) -> Proof:
    """Run every story against the draft and keep how they came out with it; `progress` is told how far it is.

    Raises NotFound.
    """
    with here.database.reading() as session:
        case = _read(session, here, draft_id)
    progress(0, len(case.stories))
    return _told(here, draft_id, case, lambda over: progress(over, len(case.stories)))


def proof_of(session: Session, draft_id: str) -> Proof | None:
    """How the stories came out last, if the draft's content is still the same."""
    kept: Mapping[str, Any] | None = reading.draft(session, draft_id).stories
    if not kept or kept["content"] != reading.content_hash(session, draft_id):
        return None
    return Proof(**kept)


def ready(session: Session, here: Place, draft_id: str) -> None:
    """Raises unless there is something to publish, none of it published meanwhile, and the check finds no error."""
    changes = [each for each in reading.changes(session, draft_id, here.settings.processes) if each.kind != "same"]
    if not changes:
        raise EngineRefusal("草稿还没有改动任何文件；请先修改后再提交")
    if behind := [each.name for each in changes if each.behind]:
        raise Behind(behind)
    if errors := reading.errors(reading.check(session, here.engine.catalogue, draft_id)):
        raise ModelRefused(errors)


def _case(here: Place, draft_id: str) -> _Case:
    with here.database.reading() as session:
        ready(session, here, draft_id)
        return _read(session, here, draft_id)


def _read(session: Session, here: Place, draft_id: str) -> _Case:
    reading.draft(session, draft_id)
    stories = reading.stories_of(session, draft_id, here.settings.processes)
    return _Case(reading.content_hash(session, draft_id), reading.models_of(session, draft_id), stories)


def _told(here: Place, draft_id: str, case: _Case, over: Callable[[int], None] = lambda number: None) -> Proof:
    began = perf_counter()
    told, broken = played(case.models, case.stories, over)
    proof = Proof(
        content=case.content,
        stories=hashlib.sha256(json.dumps(case.stories, sort_keys=True).encode()).hexdigest(),
        told=told,
        broken=broken,
        took_ms=round((perf_counter() - began) * 1000),
    )
    with here.database.transaction() as session:
        locked(session, draft_id).stories = asdict(proof)
    return proof
