"""An installation of its own for every test: the shipped models in force, one shipped story, people who design."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from app import drafts
from app.clock import FixedClock
from app.config import Settings
from app.database import Database
from app.engine import Engine, modelset, publishing
from app.place import Place
from handlers.handler import Actor

ROOT = Path(__file__).resolve().parent.parent.parent
SHIPPED_STORY = "ineligible.scenario.yaml"


def person(name: str, account: str = "", role: str = "designer") -> Actor:
    """Somebody at work; `account` tells a second account of the same person from the first."""
    return Actor(f"account-{name}{account}", f"person-{name}", name, role, "org")


AN, BAI, CHEN = person("安"), person("白"), person("陈")


@dataclass
class Studio:
    """The installation, and its functions called as a page calls them."""

    here: Place
    database: Database

    def begin(self, title: str = "改一改", actor: Actor = AN) -> str:
        with self.database.transaction() as session:
            return drafts.begin(session, title, actor, self.here.clock.now()).id

    def write(self, draft: str, name: str, text: str, revision: int = 0, actor: Actor = AN) -> drafts.Saved:
        with self.database.transaction() as session:
            folder = self.here.settings.processes
            return drafts.write(session, draft, name, text, revision, actor, self.here.clock.now(), folder)

    def text(self, draft: str, name: str) -> str:
        with self.database.reading() as session:
            return drafts.text_of(session, draft, name, self.here.settings.processes) or ""

    def edit(self, draft: str, name: str, old: str, new: str, actor: Actor = AN) -> None:
        """Replace words in a file, as an editor would."""
        text = self.text(draft, name)
        assert old in text
        with self.database.reading() as session:
            row = drafts.file_of(session, draft, name)
        self.write(draft, name, text.replace(old, new), row.revision if row else 0, actor)

    def do(self, act: Callable[..., object], draft: str, actor: Actor, *more: str) -> None:
        """One act of a person on a draft, in a transaction."""
        with self.database.transaction() as session:
            act(session, draft, actor, *more, self.here.clock.now())

    def ask(self, draft: str, actor: Actor = AN) -> None:
        drafts.ask_review(self.here, draft, actor, "请看一看")

    def approve(self, draft: str, actor: Actor = BAI) -> None:
        self.do(drafts.approve, draft, actor, "同意")

    def publish(self, draft: str, actor: Actor = AN) -> drafts.Made:
        return drafts.publish(self.here, draft, actor)

    def status(self, draft: str) -> str:
        with self.database.reading() as session:
            return drafts.draft(session, draft).status


def home(folder: Path) -> Path:
    """The shipped models with one story, in a folder of the test's own."""
    for kind in ("processes", "forms"):
        (folder / kind).mkdir(parents=True)
        for path in (ROOT / kind).iterdir():
            if not path.name.endswith(".scenario.yaml") or path.name == SHIPPED_STORY:
                (folder / kind / path.name).symlink_to(path)
    return folder


def studio_on(database: Database, clock: FixedClock, folder: Path) -> Studio:
    """The installation on a database, its models published."""
    settings = Settings(
        database_url=database.url, sandbox=False, production=False, secret_key="k" * 40,
        home=home(folder / "home"), keys_dir=folder / "keys", anchors_dir=folder / "anchors",
    )  # fmt: skip
    here = Place(settings, database, clock, Engine(database, clock))
    models = modelset.of_paths([settings.processes, settings.forms])
    with database.transaction() as session:
        publishing.install(session, here.engine.catalogue, models, "zhiping init", clock.now())
    return Studio(here, database)


@pytest.fixture
def studio(database: Database, clock: FixedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Studio:
    """On each kind of database."""
    monkeypatch.setenv("ZHIPING_KEYS_DIR", str(tmp_path / "keys"))
    return studio_on(database, clock, tmp_path)


@pytest.fixture
def desk(sqlite_database: Database, clock: FixedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Studio:
    """On SQLite alone, for what does not depend on the database."""
    monkeypatch.setenv("ZHIPING_KEYS_DIR", str(tmp_path / "keys"))
    return studio_on(sqlite_database, clock, tmp_path)
