"""Passwords by argon2id: 19 MiB, two passes, one lane, so that fifty sign-ins at once need no 3 GB."""

from __future__ import annotations

import functools

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


def hash_password(password: str) -> str:
    """The hash to store. Many demonstration accounts may share one (and its cost)."""
    return HASHER.hash(password)


@functools.cache
def _hash_of_nobody() -> str:
    return HASHER.hash("nobody's password, verified so that unknown names take as long as known ones")


def password_is_right(stored: str | None, password: str) -> bool:
    """Compare in the same time whether or not the account exists."""
    try:
        return HASHER.verify(stored or _hash_of_nobody(), password) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


def wants_rehash(stored: str) -> bool:
    """Was it made with other parameters than today's?"""
    return HASHER.check_needs_rehash(stored)
