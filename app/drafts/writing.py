"""Beginning a draft and changing it, inside the caller's transaction. Nothing a designer typed is lost or overwritten.

Only an open draft changes: what is being reviewed or was approved must be recalled first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.drafts import names, published
from app.drafts.reading import draft as found
from app.drafts.reading import file_of
from app.drafts.tables import LONGEST_TITLE, DraftEditor, DraftFile, ModelDraft
from app.engine import modelset
from app.engine.errors import AnswersInvalid, EngineRefusal, NotFound
from handlers.handler import Actor
from handlers.records.table import new_id

CLOSED = {
    "in_review": "草稿正在审核，审核期间不能改动；请先撤回审核，改好后再提交",
    "approved": "草稿已经审核通过，改动会使审核作废；请先撤回，改好后重新提交审核",
    "published": "草稿已经发布，不能再改；请另起一份草稿",
    "discarded": "草稿已经作废，不能再改；请另起一份草稿",
}


@dataclass(frozen=True)
class Saved:
    """A file as it now stands in the draft."""

    name: str
    revision: int
    text: str


class SavedMeanwhile(EngineRefusal):
    """Another has saved the file since the sender read it: who, when, and the revision that now stands."""

    def __init__(self, name: str, by: str, at: datetime, revision: int) -> None:
        what = f"{by}已先保存了“{name}”" if revision else f"“{name}”的改动已由{by}撤下"
        super().__init__(f"{what}，您的内容还没有保存；请先下载您的内容，再载入最新的一份合并")
        self.by, self.at, self.revision = by, at, revision


def begin(session: Session, title: str, actor: Actor, now: datetime) -> ModelDraft:
    """A new, empty draft. Raises AnswersInvalid without a title."""
    title = " ".join(title.split())
    if not title:
        raise AnswersInvalid({"title": ["请写一句话说明要改什么"]})
    made = ModelDraft(
        id=new_id(), title=title[:LONGEST_TITLE], author=actor.account_id, author_person=actor.person_id,
        author_name=actor.name, created_at=now, updated_at=now,
    )  # fmt: skip
    session.add(made)
    session.flush()
    _note_editor(session, made, actor, now)
    return made


def write(
    session: Session, draft_id: str, name: str, text: str, revision: int, actor: Actor, now: datetime,
    folder: Path | None = None,
) -> Saved:  # fmt: skip
    """Keep a file's text, in stable order where it can be read. `revision` 0: the draft does not have it yet.

    Raises SavedMeanwhile, NotFound, EngineRefusal.
    """
    draft = changeable(session, draft_id)
    name = names.checked(name)
    row = file_of(session, draft_id, name)
    if (row.revision if row else 0) != revision:
        raise _meanwhile(draft, name, row)
    text = names.stable(name, names.sized(name, text))
    if row is not None and row.text == text:
        return Saved(name, row.revision, text)
    row = row or _added(session, draft, name, folder)
    row.text, row.revision = text, revision + 1
    row.updated_at, row.updated_by, row.updated_by_name = now, actor.account_id, actor.name
    session.add(row)
    _touch(session, draft, actor, now)
    return Saved(name, row.revision, text)


def put(
    session: Session, draft_id: str, files: Mapping[str, str], actor: Actor, now: datetime, folder: Path | None = None
) -> list[Saved]:
    """Keep several files at once, whatever the draft had under their names (an import, an old version)."""
    changeable(session, draft_id)
    revisions = {name: row.revision if (row := file_of(session, draft_id, name)) else 0 for name in files}
    return [write(session, draft_id, name, text, revisions[name], actor, now, folder) for name, text in files.items()]


def drop(session: Session, draft_id: str, name: str, actor: Actor, now: datetime) -> None:
    """Take a file's change out of the draft: what is in force stands again. Raises NotFound, EngineRefusal."""
    draft = changeable(session, draft_id)
    row = file_of(session, draft_id, name)
    if row is None:
        raise NotFound("草稿中没有这个文件的改动")
    session.delete(row)
    _touch(session, draft, actor, now)


def take_over(
    session: Session, draft_id: str, name: str, actor: Actor, now: datetime, folder: Path | None = None
) -> None:
    """Set the draft's file upon what is in force now: its author has compared the two and keeps the own text."""
    draft = changeable(session, draft_id)
    row = file_of(session, draft_id, name)
    if row is None:
        raise NotFound("草稿中没有这个文件的改动")
    row.base_hash = _base(session, name, folder)
    row.revision += 1
    row.updated_at, row.updated_by, row.updated_by_name = now, actor.account_id, actor.name
    _touch(session, draft, actor, now)


def discard(session: Session, draft_id: str, actor: Actor, now: datetime) -> None:
    """Give a draft up; its files stay readable. Raises NotFound, EngineRefusal when it is in review or published."""
    draft = changeable(session, draft_id)
    draft.status = "discarded"
    _touch(session, draft, actor, now)


def restore(session: Session, version_id: str, actor: Actor, now: datetime, folder: Path | None = None) -> ModelDraft:
    """A new draft that brings back an old version's files; it goes the same way as any other. Raises NotFound."""
    row = published.version(session, version_id)
    if row is None:
        raise NotFound("没有这个版本")
    in_force = published.files(session)
    old = published.files_of(modelset.of_version(row))
    differing = {name: text for name, text in old.items() if in_force.get(name) != text}
    if not differing:
        raise EngineRefusal("这个版本与现行版本内容相同，不需要恢复")
    made = begin(session, f"恢复“{row['name']}”第 {row['version']} 版", actor, now)
    put(session, made.id, differing, actor, now, folder)
    return made


def changeable(session: Session, draft_id: str) -> ModelDraft:
    """The draft, locked, when it may be changed. Raises NotFound, EngineRefusal."""
    draft = locked(session, draft_id)
    if draft.status != "open":
        raise EngineRefusal(CLOSED[draft.status])
    return draft


def locked(session: Session, draft_id: str) -> ModelDraft:
    """The draft, locked until the transaction ends. Raises NotFound."""
    wanted = select(ModelDraft).where(ModelDraft.id == draft_id).with_for_update()
    return session.scalar(wanted.execution_options(populate_existing=True)) or found(session, draft_id)


def _meanwhile(draft: ModelDraft, name: str, row: DraftFile | None) -> SavedMeanwhile:
    if row is None:
        return SavedMeanwhile(name, "同事", draft.updated_at, 0)
    return SavedMeanwhile(name, row.updated_by_name, row.updated_at, row.revision)


def _added(session: Session, draft: ModelDraft, name: str, folder: Path | None) -> DraftFile:
    count = session.scalar(select(func.count()).select_from(DraftFile).where(DraftFile.draft_id == draft.id)) or 0
    if count >= names.MOST_FILES:
        raise EngineRefusal(f"一份草稿最多 {names.MOST_FILES} 个文件；请另起一份草稿")
    return DraftFile(draft_id=draft.id, name=name, base_hash=_base(session, name, folder))


def _base(session: Session, name: str, folder: Path | None) -> str:
    current = published.text_of(session, name, folder)
    return names.hash_of(current) if current is not None else ""


def _touch(session: Session, draft: ModelDraft, actor: Actor, now: datetime) -> None:
    draft.revision += 1
    draft.updated_at = now
    _note_editor(session, draft, actor, now)


def _note_editor(session: Session, draft: ModelDraft, actor: Actor, now: datetime) -> None:
    if session.get(DraftEditor, (draft.id, actor.person_id)) is None:
        session.add(DraftEditor(draft_id=draft.id, person_id=actor.person_id, name=actor.name, since=now))
    session.flush()
