"""Who complained, sealed: the database, its copies and its logs hold bytes that a key file outside opens (A51.3, A66).

Without the key file the names are lost; it belongs into the backup of the keys, not of the database.
"""

from __future__ import annotations

from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from handlers import keys
from handlers.records.clues import Clue
from handlers.records.notices import Complaint

KEY = "complainant"
SIZE = 240  # every name is padded to this many bytes, so that the length tells nothing
BLANK = b"\0"


def seal(owner_id: str, complainant: str) -> bytes:
    """The complainant's name and contact for this complaint or clue alone: in another row they cannot be opened."""
    plain = f"{owner_id}\n{complainant}".encode().ljust(SIZE, BLANK)
    return bytes(SecretBox(keys.key(KEY)).encrypt(plain))


def unseal(complaint: Complaint | Clue) -> str:
    """The name and contact as they were given, empty for an anonymous complaint.

    Raises LookupError when the bytes were changed, moved or sealed with another key.
    """
    if complaint.complainant_sealed is None:
        return ""
    try:
        plain = SecretBox(keys.key(KEY)).decrypt(complaint.complainant_sealed).rstrip(BLANK).decode()
    except (CryptoError, ValueError) as error:
        raise LookupError("举报人信息无法打开，密钥或数据已变动；请联系系统管理员") from error
    owner, _, complainant = plain.partition("\n")
    if owner != complaint.id:
        raise LookupError("举报人信息与本件举报不符，数据已变动；请联系系统管理员")
    return complainant
