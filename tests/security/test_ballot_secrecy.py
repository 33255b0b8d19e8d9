"""What the ballot must never give away, and what it must never lose (A45.1; security.md).

The curious administrator of these tests reads every row, every file, every order of storage.
"""

from __future__ import annotations

import json
import logging
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import DateTime, LargeBinary, insert, select, text
from sqlalchemy.orm import Session

from app.database import Database
from handlers import ballot
from handlers.ballot import keyfile
from handlers.ballot.envelopes import RECEIPT_LETTERS, Keys, Vote, seal
from handlers.records import Record
from handlers.records.ballots import Ballot, BallotRoll, BoardEntry, Envelope
from handlers.records.review_sessions import ReviewSession
from handlers.records.table import Instant
from tests.meeting_room import NOW, Room, in_session

VOTERS = 11


@pytest.fixture(autouse=True)
def keys_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "keys"
    monkeypatch.setenv("ZHIPING_KEYS_DIR", str(folder))
    return folder


@pytest.fixture
def chance() -> random.Random:
    return random.Random(7)


def seeded_receipt(chance: random.Random) -> str:
    return "".join(chance.choice(RECEIPT_LETTERS) for _ in range(12))


def opened(database: Database, candidates: int, attending: int = VOTERS) -> tuple[Room, str]:
    with database.transaction() as session:
        room = in_session(session, attending=attending, candidates=candidates)
        return room, ballot.open(room.review, actor=room.chair, now=NOW)["ballot"]


def everyone_votes(database: Database, room: Room, ballot_id: str, chance: random.Random) -> dict[str, dict[str, str]]:
    """All vote in a random order of their own, one transaction each; answers expert → candidate → receipt."""
    sent: dict[str, dict[str, str]] = {}
    for expert in chance.sample(room.experts[:VOTERS], VOTERS):
        receipts = [seeded_receipt(chance) for _ in room.candidates]
        choices = chance.choices(["approve", "reject", "abstain"], k=len(receipts))
        with database.transaction() as session:
            ballot.cast(session, ballot_id, expert.id, room.votes(*choices, receipts=receipts))
        sent[expert.id] = dict(zip(room.candidates, receipts, strict=True))
    return sent


def counted(database: Database, room: Room) -> None:
    with database.transaction() as session:
        ballot.count(session.get_one(ReviewSession, room.review.id), actor=room.chair, now=NOW)


def test_no_column_of_the_votes_tells_the_time() -> None:
    for table in (BallotRoll, Envelope, BoardEntry):
        for column in table.__table__.columns:
            assert not isinstance(column.type, DateTime | Instant), f"{table.__name__}.{column.name}"
            assert column.autoincrement in (False, "auto") and column.type.python_type is not int
            assert column.default is None and column.server_default is None


def test_the_board_knows_no_expert_and_the_envelope_no_choice() -> None:
    board = {column.name for column in BoardEntry.__table__.columns}
    envelope = {column.name: column.type for column in Envelope.__table__.columns}

    assert board == {"ballot_id", "receipt", "candidate_id", "choice"}
    assert set(envelope) == {"ballot_id", "candidate_id", "expert_id", "sealed", "mac"}
    assert isinstance(envelope["sealed"], LargeBinary)
    targets = {key.column.table.name for key in BoardEntry.__table__.foreign_keys}
    assert targets == {"ballot", "candidate"}


#: Columns called like what a vote has, and what they are instead.
RECEIPTS_OF_LETTERS = {("supervision_measure", "receipt"), ("complaint_channel", "receipt")}


def test_no_other_table_holds_votes() -> None:
    holding = {
        table.name
        for table in Record.metadata.tables.values()
        for column in table.columns
        if column.name in {"choice", "receipt", "sealed", "vote"}
        and (table.name, column.name) not in RECEIPTS_OF_LETTERS
    }
    assert holding == {"board_entry", "envelope"}


def test_before_the_count_no_row_of_any_table_holds_a_receipt(database: Database, chance: random.Random) -> None:
    room, ballot_id = opened(database, candidates=3)
    sent = everyone_votes(database, room, ballot_id, chance)

    receipts = {receipt for mine in sent.values() for receipt in mine.values()}
    assert not receipts & set(words(database))

    counted(database, room)
    assert receipts <= set(words(database))


def words(database: Database) -> Iterator[str]:
    """Every value of every row of every table, as text."""
    with database.reading() as session:
        for table in Record.metadata.sorted_tables:
            for row in session.execute(select(*table.columns)):
                for value in row:
                    yield value.hex() if isinstance(value, bytes) else str(value)


def test_before_the_count_no_file_of_the_database_holds_a_receipt(
    sqlite_database: Database, tmp_path: Path, chance: random.Random
) -> None:
    room, ballot_id = opened(sqlite_database, candidates=3)
    sent = everyone_votes(sqlite_database, room, ballot_id, chance)
    files = [file for file in tmp_path.iterdir() if file.is_file()]

    content = b"".join(file.read_bytes() for file in files)
    assert any(file.name.endswith("-wal") for file in files), "the log is read too"
    for mine in sent.values():
        for receipt in mine.values():
            assert receipt.encode() not in content
    for expert in sent:
        assert expert.encode() in content, "the search sees what is there"


def test_nothing_of_a_cast_reaches_a_log(
    sqlite_database: Database, chance: random.Random, caplog: pytest.LogCaptureFixture
) -> None:
    room, ballot_id = opened(sqlite_database, candidates=3)

    with caplog.at_level(logging.DEBUG), caplog.at_level(logging.DEBUG, logger="sqlalchemy"):
        sent = everyone_votes(sqlite_database, room, ballot_id, chance)

    assert "INSERT INTO envelope" in caplog.text, "the statements were logged"
    assert not any(receipt in caplog.text for mine in sent.values() for receipt in mine.values())
    assert not any(f"'{choice}'" in caplog.text for choice in ("approve", "reject", "abstain"))


STORED_ORDER = {"sqlite": "rowid", "postgresql": "ctid"}


def in_stored_order(session: Session, table: str, columns: str) -> list[tuple[str, ...]]:
    order = STORED_ORDER[session.get_bind().dialect.name]
    return [tuple(row) for row in session.execute(text(f"SELECT {columns} FROM {table} ORDER BY {order}"))]


def linked(voters: list[tuple[str, str]], board: list[tuple[str, str]], truth: dict[str, dict[str, str]]) -> int:
    """Votes whose voter is found by pairing, candidate by candidate, two lists in the order they are given."""
    found = 0
    for candidate in {candidate for candidate, _ in board}:
        guessed_voters = [expert for one, expert in voters if one == candidate]
        receipts = [receipt for one, receipt in board if one == candidate]
        found += sum(truth[e][candidate] == r for e, r in zip(guessed_voters, receipts, strict=True))
    return found


def test_A45_1_a_curious_administrator_links_voters_no_better_than_chance(
    database: Database, chance: random.Random
) -> None:
    candidates = 40
    room, ballot_id = opened(database, candidates=candidates)
    truth = everyone_votes(database, room, ballot_id, chance)
    with database.reading() as session:
        before = in_stored_order(session, "envelope", "candidate_id, expert_id")
    counted(database, room)

    with database.reading() as session:
        after = in_stored_order(session, "envelope", "candidate_id, expert_id")
        board = in_stored_order(session, "board_entry", "candidate_id, receipt")
    cast_order = [(candidate, expert) for expert in truth for candidate in room.candidates]
    in_cast_order = [(candidate, mine[candidate]) for mine in truth.values() for candidate in room.candidates]

    by_chance, deviation = candidates, candidates**0.5  # one fixed point a permutation, variance one
    assert linked(cast_order, in_cast_order, truth) == candidates * VOTERS, "the attack works where there is a link"
    for voters in (before, after, cast_order, sorted(before)):
        assert abs(linked(voters, board, truth) - by_chance) <= 5 * deviation


def test_A45_1_on_postgresql_transaction_ids_tell_nothing(postgresql_database: Database, chance: random.Random) -> None:
    room, ballot_id = opened(postgresql_database, candidates=3)
    everyone_votes(postgresql_database, room, ballot_id, chance)
    counted(postgresql_database, room)

    with postgresql_database.reading() as session:
        marks = session.execute(text("SELECT xmin::text FROM envelope UNION SELECT xmin::text FROM board_entry"))
        assert len(marks.all()) == 1, "the count wrote them all at once"


def tampered_count(database: Database, room: Room) -> ballot.BallotRefused:
    with pytest.raises(ballot.BallotRefused) as refused:
        counted(database, room)
    with database.reading() as session:
        assert session.scalars(select(BoardEntry)).all() == []
        assert session.scalars(select(Ballot.status)).all() == ["open"]
    return refused.value


@pytest.mark.parametrize("attack", ["a byte changed", "two swapped", "moved to another candidate", "mac removed"])
def test_A45_1_an_envelope_that_was_touched_stops_the_count(
    database: Database, chance: random.Random, attack: str
) -> None:
    room, ballot_id = opened(database, candidates=2)
    everyone_votes(database, room, ballot_id, chance)
    with database.transaction() as session:
        first, second = session.scalars(
            select(Envelope).where(Envelope.expert_id == room.experts[0].id).order_by(Envelope.candidate_id)
        )
        other = session.get_one(Envelope, (ballot_id, first.candidate_id, room.experts[1].id))
        sealed, mac = first.sealed or b"", first.mac or b""
        if attack == "a byte changed":
            first.sealed = sealed[:60] + bytes([sealed[60] ^ 1]) + sealed[61:]
        elif attack == "two swapped":
            first.sealed, first.mac, other.sealed, other.mac = other.sealed, other.mac, sealed, mac
        elif attack == "moved to another candidate":
            second.sealed, second.mac = sealed, mac
        else:
            first.mac = bytes(32)

    refused = tampered_count(database, room)

    assert refused.reason == "tampered"
    assert "校验不符" in str(refused)


def test_A45_1_an_envelope_stuffed_with_the_public_key_alone_is_found(
    database: Database, chance: random.Random
) -> None:
    room, ballot_id = opened(database, candidates=1, attending=9)
    with database.transaction() as session:
        for expert in room.experts[:8]:
            ballot.cast(session, ballot_id, expert.id, room.votes("reject"))
        forged = Vote(room.candidates[0], "approve", seeded_receipt(chance))
        absent = room.experts[8].id
        sealed, mac = seal(Keys.fresh(), ballot_id, absent, forged)
        session.execute(
            insert(Envelope).values(
                ballot_id=ballot_id, candidate_id=room.candidates[0], expert_id=absent, sealed=sealed, mac=mac
            )
        )

    assert tampered_count(database, room).reason == "tampered"


def test_A45_1_the_database_alone_opens_no_envelope(sqlite_database: Database, chance: random.Random) -> None:
    room, ballot_id = opened(sqlite_database, candidates=1)
    everyone_votes(sqlite_database, room, ballot_id, chance)
    secret = keyfile.path(ballot_id).read_bytes()

    with sqlite_database.reading() as session:
        held = [value for row in session.execute(select(*Ballot.__table__.columns)) for value in row]
    assert secret[:32] not in held and secret[32:] not in held
    counted(sqlite_database, room)
    assert keyfile.kept() == []


CASTING = """
import json, sys
from app.database import Database
from handlers import ballot

url, ballot_id, casts = json.load(sys.stdin)
database = Database(url)
for expert, votes in casts:
    with database.transaction() as session:
        ballot.cast(session, ballot_id, expert, votes)
    print(expert, flush=True)
"""


@pytest.mark.parametrize("killed_after", [0, 1, 4, 7])
def test_a_kill_between_casts_loses_no_acknowledged_vote_and_doubles_none(
    database: Database, chance: random.Random, killed_after: int
) -> None:
    room, ballot_id = opened(database, candidates=2)
    casts = [(e.id, room.votes("approve", "reject")) for e in chance.sample(room.experts[:VOTERS], VOTERS)]
    program = subprocess.Popen(
        [sys.executable, "-c", CASTING],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2], env=dict(os.environ),
    )  # fmt: skip
    assert program.stdin and program.stdout
    program.stdin.write(json.dumps([database.url, ballot_id, casts]))
    program.stdin.close()
    acknowledged = [program.stdout.readline().strip() for _ in range(killed_after)]
    program.send_signal(signal.SIGKILL)
    acknowledged += [line.strip() for line in program.stdout]
    program.wait()

    for expert, votes in casts:
        try:
            with database.transaction() as session:
                ballot.cast(session, ballot_id, expert, votes)
            assert expert not in acknowledged, "an acknowledged vote was lost"
        except ballot.BallotRefused as refused:
            assert refused.reason == "already_voted"
    counted(database, room)

    with database.reading() as session:
        entries = session.scalars(select(BoardEntry)).all()
    assert sorted(e.receipt for e in entries) == sorted(vote["receipt"] for _, votes in casts for vote in votes)


def test_a_refusal_repeats_neither_choice_nor_receipt(sqlite_database: Database, chance: random.Random) -> None:
    room, ballot_id = opened(sqlite_database, candidates=2)
    votes = room.votes("approve", "reject")
    with sqlite_database.transaction() as session:
        ballot.cast(session, ballot_id, room.experts[0].id, votes)

    for again in (votes, [{**votes[0], "choice": "perhaps"}], [{**votes[0], "receipt": "WRONG"}]):
        with pytest.raises(ballot.BallotRefused) as refused, sqlite_database.transaction() as session:
            ballot.cast(session, ballot_id, room.experts[0].id, again)
        assert refused.value.__cause__ is None
        told = str(refused.value)
        assert votes[0]["receipt"] not in told and "perhaps" not in told and "WRONG" not in told
