"""A vote in its sealed envelope: fixed length, so that the cipher text says nothing of what is inside.

Knows keys, bytes and ids; no database, no experts' names, no law.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from functools import cached_property

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox

VERSION = 1
PLAIN_BYTES = 64
SEALED_BYTES = 112
CHOICES = {"approve": "同意", "reject": "不同意", "abstain": "弃权"}
RECEIPT_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
RECEIPT_LENGTH = 12
RECEIPT = re.compile(f"[{RECEIPT_LETTERS}]{{{RECEIPT_LENGTH}}}")
CODES = list(CHOICES)


class Tampered(Exception):
    """An envelope is not what was cast: swapped, stuffed, damaged or moved to another place."""


@dataclass(frozen=True)
class Vote:
    """One choice on one candidate, under the receipt that its expert's browser made."""

    candidate: str
    choice: str
    receipt: str


@dataclass(frozen=True)
class Keys:
    """The two secrets of a ballot: to open envelopes, and to know one's own envelopes again."""

    private: bytes
    mac: bytes

    @classmethod
    def fresh(cls) -> Keys:
        return cls(bytes(PrivateKey.generate()), secrets.token_bytes(32))

    @cached_property
    def public(self) -> bytes:
        return bytes(PrivateKey(self.private).public_key)

    @cached_property
    def box(self) -> SealedBox[PrivateKey]:
        """Seals for this ballot's public key, and opens with its private key."""
        return SealedBox(PrivateKey(self.private))

    def __repr__(self) -> str:
        return "<Keys>"


def fresh_receipt() -> str:
    """A receipt, as the browser makes it: 60 random bits."""
    return "".join(secrets.choice(RECEIPT_LETTERS) for _ in range(RECEIPT_LENGTH))


def seal(keys: Keys, ballot: str, expert: str, vote: Vote) -> tuple[bytes, bytes]:
    """The sealed vote (112 bytes) and the mac that ties it to ballot, candidate and expert."""
    plain = (
        bytes([VERSION])
        + _short(ballot)
        + _short(vote.candidate)
        + bytes([CODES.index(vote.choice)])
        + vote.receipt.encode("ascii")
    ).ljust(PLAIN_BYTES, b"\0")
    sealed: bytes = keys.box.encrypt(plain)
    return sealed, _mac(keys, ballot, vote.candidate, expert, sealed)


def unseal(keys: Keys, ballot: str, expert: str, candidate: str, sealed: bytes, mac: bytes) -> Vote:
    """The vote inside. Raises Tampered when the envelope was not cast here by this expert for this candidate."""
    if not hmac.compare_digest(_mac(keys, ballot, candidate, expert, sealed), mac):
        raise Tampered("mac")
    try:
        plain: bytes = keys.box.decrypt(sealed)
    except CryptoError as error:
        raise Tampered("seal") from error
    head = bytes([VERSION]) + _short(ballot) + _short(candidate)
    code, receipt = plain[len(head)], plain[len(head) + 1 : len(head) + 1 + RECEIPT_LENGTH].decode("ascii")
    if not plain.startswith(head) or code >= len(CODES):
        raise Tampered("content")
    return Vote(candidate, CODES[code], receipt)


def _short(id: str) -> bytes:
    return hashlib.sha256(id.encode()).digest()[:16]


def _mac(keys: Keys, ballot: str, candidate: str, expert: str, sealed: bytes) -> bytes:
    place = "\0".join((ballot, candidate, expert)).encode()
    return hmac.digest(keys.mac, place + b"\0" + sealed, "sha256")
