"""Keys that never enter the database: one file each, readable by the program's user alone.

The folder is the one that `kept_in` names for the running thread, else `ZHIPING_KEYS_DIR`, else `var/keys`.
A key is made on first use and synced to the disk before it is used. Knows nothing of what a key protects.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path

LENGTH = 32
_elsewhere: ContextVar[Path | None] = ContextVar("keys_elsewhere", default=None)


def folder() -> Path:
    """Where the key files lie."""
    return _elsewhere.get() or Path(os.environ.get("ZHIPING_KEYS_DIR") or "var/keys")


@contextmanager
def kept_in(other: Path) -> Iterator[None]:
    """Within this block, and in this thread alone, keys are those of another folder."""
    before = _elsewhere.set(other)
    try:
        yield
    finally:
        _elsewhere.reset(before)


def key(name: str) -> bytes:
    """The 32 bytes of the key `name`, made when they are first asked for.

    Two processes asking at once get the same key: the file appears complete or not at all.
    """
    path = folder() / f"{name}.key"
    with suppress(FileNotFoundError):
        return path.read_bytes()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_bytes(LENGTH))
        file.flush()
        os.fsync(file.fileno())
    with suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()
    return path.read_bytes()
