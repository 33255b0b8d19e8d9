"""A sandbox served on a free port, and one small season played against it."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.database import Database

ROOT = Path(__file__).parents[2]
ZHIPING = [sys.executable, "-c", "from app.cli import main; main()"]
DECLARATIONS, SEED = 14, 7
SECONDS = 60


@dataclass(frozen=True)
class Sandbox:
    """A running server, its folder and the environment of its commands."""

    url: str
    folder: Path
    environment: dict[str, str]

    @property
    def database(self) -> Path:
        return self.folder / "zhiping.db"

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """`zhiping …` beside the server."""
        return subprocess.run(
            [*ZHIPING, *arguments], cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False
        )


@dataclass(frozen=True)
class Played:
    """What `zhiping demo` answered: exit code, figures and what it told on standard error."""

    code: int
    figures: dict[str, Any]
    told: str


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.fixture(scope="session")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    with served(tmp_path_factory.mktemp("sandbox")) as here:
        yield here


@contextmanager
def served(folder: Path) -> Iterator[Sandbox]:
    """A sandbox of its own in an empty folder, served as long as it is needed."""
    port = free_port()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("ZHIPING_")},
        "ZHIPING_SANDBOX": "1",
        "ZHIPING_DATABASE_URL": f"sqlite:///{folder}/zhiping.db",
        "ZHIPING_KEYS_DIR": str(folder / "keys"),
    }
    here = Sandbox(f"http://127.0.0.1:{port}", folder, environment)
    prepared = here.run("init")
    assert prepared.returncode == 0, prepared.stderr
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            [*ZHIPING, "serve", "--port", str(port)], cwd=ROOT, env=environment, stdout=log, stderr=log
        )
        try:
            wait_for(here.url, server)
            yield here
        finally:
            server.terminate()
            server.wait(SECONDS)


def wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            if httpx.get(f"{url}/api/sandbox/clock").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    raise AssertionError("the server did not answer")


@pytest.fixture(scope="session")
def played(sandbox: Sandbox) -> Played:
    """`zhiping demo` run once against the server."""
    numbers = ("--declarations", str(DECLARATIONS), "--seed", str(SEED))
    done = sandbox.run("demo", "--url", sandbox.url, *numbers, "--json")
    lines = done.stdout.strip().splitlines()
    return Played(done.returncode, json.loads(lines[-1]) if lines else {}, done.stderr)


@pytest.fixture
def records(played: Played, sandbox: Sandbox, tmp_path: Path) -> Iterator[Database]:
    """A copy of the records of the season, to look into or to falsify."""
    for file in sandbox.folder.glob("zhiping.db*"):
        shutil.copy(file, tmp_path / file.name)
    database = Database(f"sqlite:///{tmp_path}/zhiping.db")
    yield database
    database.close()
