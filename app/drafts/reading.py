"""What a draft holds: its files over those in force. Changes nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.drafts import names, published
from app.drafts.tables import DraftFile, ModelDraft
from app.engine import checks, modelset
from app.engine.catalogue import Catalogue
from app.engine.errors import NotFound, Problem
from app.engine.modelset import ModelSet

LIVE = ("open", "in_review", "approved")


@dataclass(frozen=True)
class Change:
    """A file of a draft against what is in force. `kind`: new, changed, same; `behind`: published by others since."""

    name: str
    kind: str
    behind: bool
    by: str
    file: DraftFile


def draft(session: Session, id: str) -> ModelDraft:
    """The draft. Raises NotFound."""
    found = session.get(ModelDraft, id)
    if found is None:
        raise NotFound("没有这份草稿")
    return found


def listing(session: Session, statuses: Iterable[str] = LIVE) -> list[ModelDraft]:
    """The drafts of these statuses, those touched last first."""
    query = select(ModelDraft).where(ModelDraft.status.in_(tuple(statuses)))
    return list(session.scalars(query.order_by(ModelDraft.updated_at.desc(), ModelDraft.id)))


def file_of(session: Session, draft_id: str, name: str) -> DraftFile | None:
    """The draft's own file of this name, whether or not it still differs from what is in force."""
    return session.get(DraftFile, (draft_id, name))


def files_of(session: Session, draft_id: str) -> dict[str, str]:
    """The text of every file that the draft changes, by name; one that says what is in force is no change."""
    return {each.name: each.text for each in _rows(session, draft_id) if names.hash_of(each.text) != each.base_hash}


def _rows(session: Session, draft_id: str) -> list[DraftFile]:
    query = select(DraftFile).where(DraftFile.draft_id == draft_id).order_by(DraftFile.name)
    return list(session.scalars(query))


def changes(session: Session, draft_id: str, folder: Path | None = None) -> list[Change]:
    """Every file of the draft, and whether it is new, changed, or has been published by others since it was begun."""
    in_force = {**published.files(session), **published.stories(session, folder)}
    return [_change(row, in_force.get(row.name)) for row in _rows(session, draft_id)]


def _change(row: DraftFile, current: str | None) -> Change:
    now = names.hash_of(current) if current is not None else ""
    kind = "same" if names.hash_of(row.text) in (now, row.base_hash) else "changed" if current is not None else "new"
    behind = row.base_hash != now and names.hash_of(row.text) != now
    return Change(row.name, kind, behind, row.updated_by_name, row)


def text_of(session: Session, draft_id: str, name: str, folder: Path | None = None) -> str | None:
    """The text of a file as the draft has it, else as it is in force; none where there is neither."""
    own = file_of(session, draft_id, name)
    return own.text if own is not None else published.text_of(session, name, folder)


def stories_of(session: Session, draft_id: str, folder: Path | None = None) -> dict[str, str]:
    """Every story that must come out as told: shipped ones, published ones, the draft's own, by file name."""
    own = {name: text for name, text in files_of(session, draft_id).items() if names.kind_of(name) == names.STORY}
    return {**published.stories(session, folder), **own}


def models_of(session: Session, draft_id: str, unsaved: Mapping[str, str] | None = None) -> ModelSet:
    """What would be in force once the draft is published. `unsaved`: texts on somebody's screen, by file name."""
    below = published.models(session)
    return given_by({**files_of(session, draft_id), **(unsaved or {})}, below).over(below)


def given_by(files: Mapping[str, str], below: ModelSet) -> ModelSet:
    """The models in some files that are to be laid over others.

    A file that is not called what it holds, a form or a table that no process would use: problems of the set.
    """
    given = modelset.of_files(
        (name, text.encode()) for name, text in sorted(files.items()) if names.kind_of(name) != names.STORY
    )
    given.problems += [*_misnamed(given, below), *_unused(given, below)]
    return given


def _misnamed(given: ModelSet, below: ModelSet) -> Iterable[Problem]:
    """A file is found by its name, so that nobody replaces a model by a file called otherwise."""
    for key, model in given.processes.items():
        before = below.processes.get(key)
        if model.file != (before.file if before else f"{key}{names.PROCESS}"):
            yield Problem(
                model.file, key, f"流程“{key}”应放在文件 {before.file if before else key + names.PROCESS} 里；"
                "请改流程的 id，或者改用那个文件名", rule="file",
            )  # fmt: skip
    for id, file in given.files.items():
        if id in given.tables and file != f"{id}{names.TABLE}":
            reason = f"决策表“{id}”应放在文件 {id}{names.TABLE} 里；请改决策表的 id，或者改用那个文件名"
            yield Problem(file, id, reason, rule="file")


def _unused(given: ModelSet, below: ModelSet) -> Iterable[Problem]:
    """What no process uses is in force nowhere: publishing it would lose it without a word."""
    diagrams = [model.diagram for model in {**below.processes, **given.processes}.values()]
    used = {id for diagram in diagrams for id in diagram.decisions()}
    used |= {element.handler for diagram in diagrams for element in diagram.elements.values() if element.handler}
    for id, file in given.files.items():
        if id not in used:
            what = "环节采用这个表单" if file.endswith(names.FORM) else "判断采用这张决策表"
            reason = f"没有流程的{what}，发布后不会生效；请在流程图中采用，或者从草稿中去掉这个文件"
            yield Problem(file, "", reason, rule="unused")


def check(
    session: Session, catalogue: Catalogue, draft_id: str, unsaved: Mapping[str, str] | None = None
) -> list[Problem]:
    """Every problem of what would be in force once the draft is published."""
    return checks.check(models_of(session, draft_id, unsaved), catalogue)


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Those that keep a set from being published."""
    return [each for each in problems if each.severity == "error"]


def content_hash(session: Session, draft_id: str) -> str:
    """What a review is of: a hash over every file the draft changes, its base with it."""
    content = [
        [each.name, each.text, each.base_hash]
        for each in _rows(session, draft_id)
        if names.hash_of(each.text) != each.base_hash
    ]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()
