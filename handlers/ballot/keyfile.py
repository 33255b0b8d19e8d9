"""The file that holds a ballot's secrets until the count, outside the database and outside every backup.

Mode 0600, on the disk before the first vote is taken, overwritten and removed once the count stands.
Knows no votes.
"""

from __future__ import annotations

import os
from pathlib import Path

from handlers import keys
from handlers.ballot.envelopes import Keys


class KeyMissing(Exception):
    """The ballot's key file is not there: votes can be neither taken nor counted."""


def path(ballot: str) -> Path:
    """Where the secrets of a ballot lie."""
    return keys.folder() / "ballots" / f"{ballot}.key"


def create(ballot: str) -> Keys:
    """Fresh secrets for a new ballot, durable when this returns."""
    made, file = Keys.fresh(), path(ballot)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _write(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), made.private + made.mac)
    _sync_folder(file.parent)
    return made


def read(ballot: str) -> Keys:
    """The secrets of an open ballot. Raises KeyMissing."""
    try:
        secret = path(ballot).read_bytes()
    except FileNotFoundError:
        raise KeyMissing(ballot) from None
    return Keys(secret[:32], secret[32:64])


def destroy(ballot: str) -> None:
    """Overwrite and remove the secrets; a second time does nothing."""
    file = path(ballot)
    try:
        _write(os.open(file, os.O_WRONLY), bytes(64))
        file.unlink()
    except FileNotFoundError:
        return
    _sync_folder(file.parent)


def kept() -> list[str]:
    """Ids of the ballots whose secrets still lie here."""
    return sorted(file.stem for file in (keys.folder() / "ballots").glob("*.key"))


def _write(descriptor: int, content: bytes) -> None:
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
