"""The journal: what happened, hash-chained per case, and how to tell that it was tampered with.

A row's hash covers the hash before it and every column of its own. Database triggers refuse UPDATE
and DELETE; `verify` finds what was changed behind their back; a signed anchor, written outside the
database once a day, finds what was cut off the end of a chain together with its head. Knows nothing
of processes: a *case* is any name a chain is kept under.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from nacl.encoding import HexEncoder
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey
from sqlalchemy import CheckConstraint, Connection, Index, String, Table, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.prepared import Prepared
from handlers.handler import SYSTEM, Actor
from handlers.records.counters import Counter, next_number
from handlers.records.table import Id, Record

EVENTS = (
    "published", "started", "completed", "service", "decision", "timer", "message", "incident", "retried", "ended",
    "read", "exported", "repaired", "migrated",
)  # fmt: skip
NOTED = "journal:"


class Journal(Record):
    """One thing that happened. `requirements` is what the law was asked: [{"id", "lawful", "edition"}]."""

    __tablename__ = "journal"
    __table_args__ = (
        CheckConstraint(f"event in {EVENTS}", name="event"),
        Index("ix_journal_at", "at"),
        {"sqlite_with_rowid": False},
    )

    case: Mapped[str] = mapped_column(String(80), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    event: Mapped[str] = mapped_column(String(12))
    account_id: Mapped[str] = mapped_column(Id, default="")
    person_id: Mapped[str] = mapped_column(Id, default="")
    name: Mapped[str] = mapped_column(String(80), default="")
    role: Mapped[str] = mapped_column(String(40), default="")
    organisation_id: Mapped[str] = mapped_column(Id, default="")
    element: Mapped[str] = mapped_column(String(120), default="")
    element_name: Mapped[str] = mapped_column(String(120), default="")
    handler: Mapped[str] = mapped_column(String(80), default="")
    requirements: Mapped[list[Any]]
    detail: Mapped[dict[str, Any]]
    previous: Mapped[str] = mapped_column(String(64), default="")
    hash: Mapped[str] = mapped_column(String(64))


TABLE = cast(Table, Journal.__table__)
NEW_ROWS = Prepared(TABLE.insert(), *TABLE.c.keys())
COLUMNS = [column.name for column in TABLE.columns if column.name not in ("hash", "at")]

GUARDS = {
    "sqlite": (
        "CREATE TRIGGER IF NOT EXISTS journal_no_update BEFORE UPDATE ON journal"
        " BEGIN SELECT RAISE(ABORT, 'journal rows are never changed'); END",
        "CREATE TRIGGER IF NOT EXISTS journal_no_delete BEFORE DELETE ON journal"
        " BEGIN SELECT RAISE(ABORT, 'journal rows are never deleted'); END",
    ),
    "postgresql": (
        "CREATE OR REPLACE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'journal rows are never changed or deleted'; END $$",
        "CREATE OR REPLACE TRIGGER journal_no_change BEFORE UPDATE OR DELETE ON journal"
        " FOR EACH ROW EXECUTE FUNCTION journal_refuse()",
        "CREATE OR REPLACE TRIGGER journal_no_truncate BEFORE TRUNCATE ON journal"
        " FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()",
    ),
}


def guard(connection: Connection) -> None:
    """Let the database itself refuse to change or delete rows of the journal; again does no harm."""
    for statement in GUARDS[connection.dialect.name]:
        connection.exec_driver_sql(statement)


@dataclass(frozen=True)
class Head:
    """The end of a chain: the number and hash of its last row; (0, "") before the first."""

    seq: int = 0
    hash: str = ""


@dataclass(frozen=True)
class Entry:
    """What is to be written down; the chain adds number, instant and hashes."""

    event: str
    actor: Actor = SYSTEM
    element: str = ""
    element_name: str = ""
    handler: str = ""
    requirements: Sequence[Mapping[str, Any]] = ()
    detail: Mapping[str, Any] = field(default_factory=dict)


def append(session: Session, case: str, entries: Iterable[Entry], at: datetime, head: Head | None = None) -> Head:
    """Write entries at the end of a case's chain; returns its new head.

    Whoever keeps the head (the engine does, under the lock of the case's row) passes it.
    """
    head = head or last(session, case)
    rows = []
    for entry in entries:
        row = _row(case, entry, at, head)
        rows.append(row)
        head = Head(row["seq"], row["hash"])
    if rows:
        NEW_ROWS.run(session, rows)
    return head


def note(session: Session, chain: str, entry: Entry, at: datetime) -> Head:
    """Write what belongs to no case under a chain of its own (`ledger`, `reference`); writers wait for each other."""
    next_number(session, f"{NOTED}{chain}")
    return append(session, chain, [entry], at)


def last(session: Session, case: str) -> Head:
    """The head of a case's chain, from its rows."""
    found = session.execute(
        select(Journal.seq, Journal.hash).where(Journal.case == case).order_by(Journal.seq.desc()).limit(1)
    ).first()
    return Head(*found) if found else Head()


def _row(case: str, entry: Entry, at: datetime, head: Head) -> dict[str, Any]:
    row = {
        "case": case,
        "seq": head.seq + 1,
        "event": entry.event,
        "account_id": entry.actor.account_id,
        "person_id": entry.actor.person_id,
        "name": entry.actor.name,
        "role": entry.actor.role,
        "organisation_id": entry.actor.organisation_id,
        "element": entry.element,
        "element_name": entry.element_name[:120],
        "handler": entry.handler,
        "requirements": [dict(requirement) for requirement in entry.requirements],
        "detail": dict(entry.detail),
        "previous": head.hash,
    }
    return {**row, "at": at, "hash": digest(row, at)}


def digest(row: Mapping[Any, Any], at: datetime) -> str:
    """The hash of a row: SHA-256 over canonical JSON of all its columns, the previous hash among them."""
    content = {name: row[name] for name in COLUMNS}
    content["at"] = at.astimezone(UTC).isoformat(timespec="microseconds")
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


# --- finding what was tampered with ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Fault:
    """A row that is not as it was written: `kind` is edited, deleted or cut; or an anchor that is not genuine."""

    case: str
    seq: int
    kind: str

    def __str__(self) -> str:
        if self.kind == "anchor":
            return f"锚点文件 {self.case} 的签名或内容不符，不是本系统写下的"
        told = {"edited": "内容被改动", "deleted": "缺失，已被删除", "cut": "之后的行被截去"}
        return f"案件 {self.case} 第 {self.seq} 行：{told[self.kind]}"


@dataclass(frozen=True)
class Verdict:
    """What a verification looked at and found."""

    cases: int
    rows: int
    faults: list[Fault]


def verify(session: Session, heads: Mapping[str, Head] | None = None, anchors: Path | None = None) -> Verdict:
    """Recompute every chain. `heads`, and the newest anchor in `anchors`, tell what was cut off an end."""
    faults: list[Fault] = []
    found: dict[str, Head] = {}
    rows = 0
    for row in _rows(session):
        head = found.get(row["case"], Head())
        rows += 1
        faults += [Fault(row["case"], seq, "deleted") for seq in range(head.seq + 1, row["seq"])]
        skipped = row["seq"] != head.seq + 1
        if digest(row, row["at"]) != row["hash"] or (not skipped and row["previous"] != head.hash):
            faults.append(Fault(row["case"], row["seq"], "edited"))
        found[row["case"]] = Head(row["seq"], row["hash"])
    newest = _newest(anchors) if anchors else None
    if newest is not None and not anchor_is_genuine(newest):
        faults.append(Fault(newest.name, 0, "anchor"))
    kept = {**_kept_heads(session), **_noted_heads(session)}
    expected = [*(heads or {}).items(), *_anchored(newest).items(), *kept.items()]
    for case, head in expected:
        faults += _cut(case, head, found.get(case, Head()))
    return Verdict(len(found), rows, list(dict.fromkeys(faults)))


def _rows(session: Session) -> Iterator[Mapping[Any, Any]]:
    query = select(TABLE).order_by(TABLE.c.case, TABLE.c.seq).execution_options(yield_per=1000)
    yield from session.execute(query).mappings()


def _kept_heads(session: Session) -> dict[str, Head]:
    """The heads that the engine keeps on its cases' rows; none where that table does not exist."""
    instances = Record.metadata.tables.get("process_instance")
    if instances is None:
        return {}
    columns = select(instances.c.id, instances.c.journal_seq, instances.c.journal_hash)
    return {case: Head(seq, hash) for case, seq, hash in session.execute(columns)}


def _noted_heads(session: Session) -> dict[str, Head]:
    """How many rows `note` has written on each of its chains, by the numbers it took."""
    taken = select(Counter.name, Counter.value).where(Counter.name.startswith(NOTED))
    return {name.removeprefix(NOTED): Head(value) for name, value in session.execute(taken)}


def _cut(case: str, expected: Head, found: Head) -> list[Fault]:
    return [Fault(case, found.seq, "cut")] if found.seq < expected.seq else []


# --- the daily anchor ------------------------------------------------------------------------------------------------


def anchor(session: Session, folder: Path, seed: bytes, now: datetime) -> Path:
    """Write the Merkle root over all chain heads, with the previous root, signed by Ed25519. Returns the file.

    `seed` is the 32 bytes of the signing key. The folder belongs outside the database's reach.
    """
    heads = _heads(session)
    before = _newest(folder)
    content = {
        "at": now.astimezone(UTC).isoformat(),
        "root": merkle_root(heads),
        "previous": json.loads(before.read_text())["content"]["root"] if before else "",
        "heads": {case: [head.seq, head.hash] for case, head in sorted(heads.items())},
    }
    key = SigningKey(seed)
    signed = {
        "content": content,
        "key": key.verify_key.encode(HexEncoder).decode(),
        "signature": key.sign(_canonical(content)).signature.hex(),
    }
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"anchor-{now.astimezone(UTC):%Y%m%dT%H%M%S}.json"
    path.write_text(json.dumps(signed, ensure_ascii=False, indent=1))
    return path


def anchor_is_genuine(path: Path, public_key: str = "") -> bool:
    """Was this anchor signed by the key (by its own, when none is given), and is its root that of its heads?"""
    signed = json.loads(path.read_text())
    public_key = public_key or signed["key"]
    heads = {case: Head(*head) for case, head in signed["content"]["heads"].items()}
    try:
        VerifyKey(bytes.fromhex(public_key)).verify(_canonical(signed["content"]), bytes.fromhex(signed["signature"]))
    except BadSignatureError:
        return False
    return bool(merkle_root(heads) == signed["content"]["root"])


def merkle_root(heads: Mapping[str, Head]) -> str:
    """The root of the binary hash tree whose leaves are the chain heads, ordered by case."""
    level = [_hashed(b"\0" + f"{case}:{head.seq}:{head.hash}".encode()) for case, head in sorted(heads.items())]
    while len(level) > 1:
        pairs = [level[i : i + 2] for i in range(0, len(level), 2)]
        level = [_hashed(b"\1" + b"".join(pair)) for pair in pairs]
    return level[0].hex() if level else ""


def _hashed(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def _canonical(content: Mapping[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _heads(session: Session) -> dict[str, Head]:
    newest = select(Journal.case, func.max(Journal.seq).label("seq")).group_by(Journal.case).subquery()
    query = select(Journal.case, Journal.seq, Journal.hash).join(
        newest, (Journal.case == newest.c.case) & (Journal.seq == newest.c.seq)
    )
    return {case: Head(seq, hash) for case, seq, hash in session.execute(query)}


def _newest(folder: Path) -> Path | None:
    return max(folder.glob("anchor-*.json"), default=None)


def _anchored(newest: Path | None) -> dict[str, Head]:
    if newest is None:
        return {}
    return {case: Head(*head) for case, head in json.loads(newest.read_text())["content"]["heads"].items()}
