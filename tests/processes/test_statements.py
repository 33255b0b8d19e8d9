"""What a task costs: SQL statements and commits of one completion, on the real diagrams, handlers and engine.

Statements are counted from BEGIN to the last one before COMMIT; the warm cache of cases is as in a running server.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from app.clock import FixedClock
from app.database import Database
from app.engine import Completed, Engine
from app.engine.store import WorkItem
from app.trial.outcome import differences
from app.trial.stage import Stage, setting
from app.trial.story import Story, Turn, read
from app.trial.usual import ROOT
from handlers.handler import Actor
from tests.conftest import START

BUDGET = 15  # engine.md: SQL statements per completion
DECLARING = ("straight_path", "corrected_in_time", "returned_and_amended", "unit_dissent_rejected", "dispatched_worker")
TOGETHER = (
    "review_session.draw", "review_session.sign_in", "review_session.open", "ballot.open", "ballot.count",
    "review_session.announce", "review_session.sign", "review_session.minutes", "publicity.post_result",
    "confirmation.submit", "confirmation.check", "confirmation.decide", "certificate.seal",
)  # fmt: skip


@dataclass(frozen=True)
class Cost:
    """One completed task."""

    form: str
    subject: str
    statements: int
    commits: int


@dataclass
class CountingEngine(Engine):
    """The engine, which also notes what each completion costs."""

    database: Database
    clock: FixedClock
    costs: list[Cost] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(self.database, self.clock)

    def complete(
        self, work_item_id: str, answers: dict[str, Any], actor: Actor, *, key: str | None = None
    ) -> Completed:
        with self.database.reading() as session:
            item = session.get_one(WorkItem, work_item_id)
        with counted(self.database) as (statements, commits):
            completed = super().complete(work_item_id, answers, actor, key=key)
        self.costs.append(Cost(item.form, item.subject.partition(":")[0], len(statements), len(commits)))
        return completed


@contextmanager
def counted(database: Database) -> Iterator[tuple[list[str], list[str]]]:
    """The statements and commits inside the block."""
    statements: list[str] = []
    commits: list[str] = []

    def stated(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        statements.append(statement)

    def committed(_connection: Any) -> None:
        commits.append("commit")

    event.listen(database.engine, "before_cursor_execute", stated)
    event.listen(database.engine, "commit", committed)
    try:
        yield statements, commits
    finally:
        event.remove(database.engine, "before_cursor_execute", stated)
        event.remove(database.engine, "commit", committed)


@pytest.fixture(autouse=True)
def keys_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIPING_KEYS_DIR", str(tmp_path / "keys"))


@pytest.mark.parametrize("name", DECLARING)
def test_every_task_of_a_declaration_is_one_commit_of_few_statements(name: str, database: Database) -> None:
    story = read(ROOT / "processes" / f"{name}.scenario.yaml")
    engine, clock = _engine(database)
    stage = setting(database, engine, clock, story)

    for turn in story.turns:
        stage.play(turn)

    declaring = [cost for cost in engine.costs if cost.subject == "declaration"]
    assert len(declaring) >= 5
    assert [cost for cost in declaring if cost.statements > BUDGET] == []
    assert [cost for cost in engine.costs if cost.commits != 1] == []
    with database.reading() as session:
        assert differences(session, story, stage.cases) == []


def test_a_task_for_a_whole_batch_costs_no_more_with_more_candidates(sqlite_template: Path, tmp_path: Path) -> None:
    few = _season(sqlite_template, tmp_path / "few.db", people=3)
    many = _season(sqlite_template, tmp_path / "many.db", people=9)

    assert set(TOGETHER) <= set(few)
    assert {form: many[form] for form in TOGETHER} == {form: few[form] for form in TOGETHER}


def _engine(database: Database) -> tuple[CountingEngine, FixedClock]:
    clock = FixedClock(START)
    return CountingEngine(database, clock), clock


def _season(template: Path, path: Path, people: int) -> dict[str, int]:
    """The dearest completion of each form in a season with so many candidates, all of whom are certified."""
    shutil.copy(template, path)
    database = Database(f"sqlite:///{path}")
    engine, clock = _engine(database)
    names = [f"申报人{number}" for number in range(people)]
    story = Story("一季", path, {name: {} for name in names}, (), {}, {})
    stage: Stage = setting(database, engine, clock, story)
    for name in names:
        stage.play(Turn("declare", name, {}))
    for name in names:
        stage.play(Turn("until", "accepted", {"of": name}))
    stage.play(Turn("convene", "评审会", {}))
    for name in names:
        stage.play(Turn("until", "certified", {"of": name}))
    database.close()
    return {cost.form: max(c.statements for c in engine.costs if c.form == cost.form) for cost in engine.costs}
