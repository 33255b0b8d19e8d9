"""A throw-away place for trials: an own database, clock, keys and chance, gone when it is closed.

The database is a copy of a template that was migrated, built and published once; the keys lie beside it.
Never the installation's database, never its keys. Ids come from a chance that always begins alike, so
that the same story of the same models gives the same trial.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any, cast

from sqlalchemy import event

from app import migrations
from app.clock import FixedClock
from app.database import Database
from app.engine import Engine, checks
from app.engine.catalogue import Catalogue
from app.engine.errors import Problem
from app.engine.library import Library
from app.engine.modelset import ModelSet
from app.engine.publishing import install
from app.trial.watch import TrialRefused
from app.trial.world import build
from handlers import catalogue, keys
from handlers.calendar import seed
from handlers.records.table import ids_drawn_from

BEGIN = datetime(2026, 9, 1, 1, 0, tzinfo=UTC)  # 09:00 in Asia/Shanghai
KEPT_TEMPLATES = 8
AT_ONCE = 16  # places open in this process
BLOCKING = ("file", "profile")  # rules of app.engine.checks without which a diagram does not run
LOTS = ("draw", "spot_draw")  # keys whose chance a story can see


class Place:
    """One throw-away place. Use it inside `with place.here():`, close it in the end."""

    def __init__(self, folder: Path, library: Library) -> None:
        self.folder = folder
        self.chance = Random("trial")
        self.clock = FixedClock(BEGIN)
        self.database = _database(folder / "trial.db")
        self.engine = Engine(self.database, self.clock, library=library)

    @contextmanager
    def here(self) -> Iterator[None]:
        """Keys and ids of this thread are this place's."""
        with keys.kept_in(self.folder / "keys"), ids_drawn_from(self.chance):
            yield

    @contextmanager
    def looking(self) -> Iterator[None]:
        """The same for looking only: what is made meanwhile is lost, and leaves the chance as it was."""
        with keys.kept_in(self.folder / "keys"), ids_drawn_from(Random("looking")):
            yield

    def close(self) -> None:
        """Nothing of it is left."""
        self.database.close()
        shutil.rmtree(self.folder, ignore_errors=True)
        _open.release()


_open = threading.BoundedSemaphore(AT_ONCE)


@contextmanager
def a_place(models: ModelSet) -> Iterator[Place]:
    """A place for one trial, gone afterwards. Raises TrialRefused when too many are open."""
    place = open_place(models)
    try:
        with place.here():
            yield place
    finally:
        place.close()


def open_place(models: ModelSet) -> Place:
    """A place that stays until it is closed. Raises TrialRefused."""
    if not _open.acquire(blocking=False):
        raise TrialRefused(f"同时进行的试办已有 {AT_ONCE} 个，请稍等几秒再试")
    try:
        return TEMPLATES.copy(models)
    except BaseException:
        _open.release()
        raise


def hash_of(models: ModelSet) -> str:
    """What a set of models says, as a hash."""
    texts = {key: model.text for key, model in models.processes.items()}
    said = [texts, models.form_sources, models.table_sources, [str(problem) for problem in models.problems]]
    content = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()


class _Templates:
    """Databases to copy, by what was published into them; all in one folder that goes with the process."""

    def __init__(self) -> None:
        self._root: tempfile.TemporaryDirectory[str] | None = None
        self._made: OrderedDict[str, tuple[Path, Library]] = OrderedDict()
        self._lock = threading.Lock()

    def copy(self, models: ModelSet) -> Place:
        """A new place holding these models."""
        with self._lock:
            template, library = self._of(models)
            folder = Path(tempfile.mkdtemp(prefix="place-", dir=self._folder()))
            shutil.copy(template, folder / "trial.db")
        _lay_keys(folder / "keys")
        return Place(folder, library)

    def _folder(self) -> Path:
        if self._root is None or not Path(self._root.name).is_dir():
            self._root = tempfile.TemporaryDirectory(prefix="zhiping-trial-", ignore_cleanup_errors=True)
            self._made.clear()
        return Path(self._root.name)

    def _of(self, models: ModelSet) -> tuple[Path, Library]:
        folder, name = self._folder(), hash_of(models)
        if name not in self._made:
            _refuse_unplayable(models)
            path = folder / f"{name}.db"
            shutil.copy(self._empty(folder), path)
            _publish(path, models)
            self._made[name] = (path, Library())
            while len(self._made) > KEPT_TEMPLATES:
                self._made.popitem(last=False)[1][0].unlink(missing_ok=True)
        self._made.move_to_end(name)
        return self._made[name]

    def _empty(self, folder: Path) -> Path:
        """A migrated database with the small world and no models."""
        path = folder / "world.db"
        if not path.exists():
            draft = folder / "world.draft"
            database = _database(draft)
            migrations.migrate(database)
            with ids_drawn_from(Random("world")), database.transaction() as session:
                seed(session, BEGIN)
                build(session)
            database.close()
            draft.rename(path)
        return path


TEMPLATES = _Templates()


def hindrances(models: ModelSet) -> list[Problem]:
    """What keeps a set of models from being played at all."""
    problems = checks.check(models, cast(Catalogue, catalogue))
    return [each for each in problems if each.severity == "error" and each.rule in BLOCKING]


def _refuse_unplayable(models: ModelSet) -> None:
    """What cannot be read or run cannot be tried; what breaks a law may be tried, the handlers guard it."""
    if found := hindrances(models):
        told = "；".join(f"{each}" for each in found[:5])
        raise TrialRefused(f"模型有 {len(found)} 处问题，改正后才能试办：{told}")


def _publish(path: Path, models: ModelSet) -> None:
    database = _database(path)
    try:
        with ids_drawn_from(Random("models")), database.transaction() as session:
            install(session, cast(Catalogue, catalogue), models, "trial", BEGIN)
    except KeyError as error:
        path.unlink(missing_ok=True)
        raise TrialRefused(f"流程要用的表单或决策表 {error} 不在这组模型里，请先补上再试") from error
    finally:
        database.close()


def _database(path: Path) -> Database:
    """A database that nobody needs after a power failure."""
    database = Database(f"sqlite:///{path}")

    @event.listens_for(database.engine, "connect")
    def hurry(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA synchronous=OFF")

    return database


def _lay_keys(folder: Path) -> None:
    """The keys of the draws are always the same, so that the same story draws the same experts."""
    folder.mkdir(mode=0o700)
    for name in LOTS:
        (folder / f"{name}.key").write_bytes(hashlib.sha256(f"trial {name}".encode()).digest())
