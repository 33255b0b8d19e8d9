"""The secret ballot from opening to count (A44, A45, A50)."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.database import Database
from handlers import ballot
from handlers.ballot import keyfile
from handlers.ballot.envelopes import SEALED_BYTES, fresh_receipt
from handlers.records.ballots import Ballot, BallotRoll, BoardEntry, Envelope
from handlers.records.review_sessions import Result, ReviewSession
from handlers.rules.article import Unlawful
from tests.meeting_room import NOW, Room, in_session, recuse


@pytest.fixture(autouse=True)
def keys_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "keys"
    monkeypatch.setenv("ZHIPING_KEYS_DIR", str(folder))
    return folder


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.transaction() as session:
        yield session


def opened(session: Session, **size: int) -> tuple[Room, str]:
    room = in_session(session, **size)
    return room, ballot.open(room.review, actor=room.chair, now=NOW)["ballot"]


def all_vote(session: Session, room: Room, ballot_id: str, approving: int, voting: int) -> None:
    """The first `voting` experts vote on everyone; the first `approving` of them approve."""
    for number in range(voting):
        choice = "approve" if number < approving else "reject"
        ballot.cast(session, ballot_id, room.experts[number].id, room.votes(*[choice] * len(room.candidates)))


def results(session: Session, room: Room) -> list[Result]:
    return [session.get_one(Result, id) for id in room.candidates]


def refusal(error: pytest.ExceptionInfo[ballot.BallotRefused]) -> tuple[str, str]:
    return error.value.reason, error.value.breaches[0].id


def test_A45_3_the_roll_is_frozen_from_attendance_when_the_vote_opens(session: Session) -> None:
    room, ballot_id = opened(session, attending=9, candidates=2)

    rows = session.scalars(select(BallotRoll).where(BallotRoll.ballot_id == ballot_id)).all()

    assert {(r.expert_id, r.candidate_id) for r in rows} == {
        (expert.id, candidate) for expert in room.experts[:9] for candidate in room.candidates
    }
    assert room.review.status == "voting"


def test_A44_2_no_vote_below_the_quorum(session: Session) -> None:
    room = in_session(session, attending=7)

    with pytest.raises(Unlawful) as refused:
        ballot.open(room.review, actor=room.chair, now=NOW)

    assert "A44.2" in {breach.id for breach in refused.value.breaches}
    assert keyfile.kept() == []


def test_A44_1_an_ordinary_member_neither_opens_nor_counts(session: Session) -> None:
    room = in_session(session)
    with pytest.raises(Unlawful) as refused:
        ballot.open(room.review, actor=room.actor(4), now=NOW)
    assert {breach.id for breach in refused.value.breaches} == {"A44.1"}

    ballot_id = ballot.open(room.review, actor=room.chair, now=NOW)["ballot"]
    all_vote(session, room, ballot_id, 9, 9)
    with pytest.raises(Unlawful) as refused:
        ballot.count(room.review, actor=room.actor(4), now=NOW)
    assert {breach.id for breach in refused.value.breaches} == {"A44.1"}


def test_A45_1_envelopes_are_all_of_one_length_whatever_the_choice(session: Session) -> None:
    room, ballot_id = opened(session, candidates=3)

    ballot.cast(session, ballot_id, room.experts[3].id, room.votes("approve", "reject", "abstain"))

    sealed = session.scalars(select(Envelope.sealed)).all()
    assert [len(one or b"") for one in sealed] == [SEALED_BYTES] * 3
    assert len(set(sealed)) == 3


def test_A45_1_a_second_vote_is_refused_and_the_first_stands(session: Session) -> None:
    room, ballot_id = opened(session, attending=8, candidates=2)
    all_vote(session, room, ballot_id, 8, 8)

    with pytest.raises(ballot.BallotRefused) as refused:
        ballot.cast(session, ballot_id, room.experts[0].id, room.votes("reject", "reject"))

    assert refusal(refused) == ("already_voted", "A45.1")
    ballot.count(room.review, actor=room.chair, now=NOW)
    assert [result.approvals for result in results(session, room)] == [8, 8]


def test_A45_1_a_cast_with_one_repeated_vote_leaves_none_of_its_votes(session: Session) -> None:
    room, ballot_id = opened(session, candidates=3)
    expert = room.experts[2].id
    ballot.cast(session, ballot_id, expert, room.votes("approve"))

    with pytest.raises(ballot.BallotRefused):
        ballot.cast(session, ballot_id, expert, room.votes("approve", "approve", "approve"))

    assert session.scalar(select(func.count()).select_from(Envelope)) == 1
    ballot.cast(session, ballot_id, expert, room.votes("approve", "approve", "approve")[1:])
    assert session.scalar(select(func.count()).select_from(Envelope)) == 3


def test_A45_3_an_absent_expert_cannot_vote(session: Session) -> None:
    room, ballot_id = opened(session, attending=9)

    with pytest.raises(ballot.BallotRefused) as refused:
        ballot.cast(session, ballot_id, room.experts[10].id, room.votes("approve"))

    assert refusal(refused) == ("not_on_roll", "A45.3")


def test_A45_3_who_signs_in_after_the_opening_neither_votes_nor_counts(session: Session) -> None:
    room, ballot_id = opened(session, attending=8, candidates=1)
    late = room.seat(9)
    late.attended_at = late.committed_at = NOW.replace(hour=NOW.hour + 1)

    with pytest.raises(ballot.BallotRefused) as refused:
        ballot.cast(session, ballot_id, late.expert_id, room.votes("approve"))

    assert refusal(refused) == ("not_on_roll", "A45.3")
    all_vote(session, room, ballot_id, 6, 8)
    ballot.count(room.review, actor=room.chair, now=NOW)
    assert [(r.attending, r.approvals, r.passed) for r in results(session, room)] == [(8, 6, True)]


def test_A45_3_a_late_vote_is_refused(session: Session) -> None:
    room, ballot_id = opened(session)
    all_vote(session, room, ballot_id, 8, 8)
    ballot.count(room.review, actor=room.chair, now=NOW)

    with pytest.raises(ballot.BallotRefused) as refused:
        ballot.cast(session, ballot_id, room.experts[8].id, room.votes("approve"))

    assert refusal(refused) == ("not_open", "A45.3")


def test_A50_1_a_recused_expert_votes_on_the_others_only_and_still_counts_as_attending(session: Session) -> None:
    room = in_session(session, attending=9, candidates=2)
    recuse(session, room, expert=8, candidate=0)
    ballot_id = ballot.open(room.review, actor=room.chair, now=NOW)["ballot"]
    recused = room.experts[8].id

    with pytest.raises(ballot.BallotRefused) as refused:
        ballot.cast(session, ballot_id, recused, room.votes("approve", "approve"))
    assert refusal(refused) == ("not_on_roll", "A50.1")
    ballot.cast(session, ballot_id, recused, room.votes("approve", "approve")[1:])
    lines = ballot.slate(session, ballot_id, room.actor(8), NOW).candidates
    assert [(line.recused, line.voted) for line in lines] == [(True, False), (False, True)]

    all_vote(session, room, ballot_id, 5, 8)
    ballot.count(room.review, actor=room.chair, now=NOW)
    first, second = results(session, room)
    assert (first.attending, first.approvals, first.passed) == (9, 5, False)
    assert (second.attending, second.approvals, second.passed) == (9, 6, True)


@pytest.mark.parametrize(
    ("attending", "approving", "passed"),
    [(8, 5, False), (8, 6, True), (9, 5, False), (9, 6, True), (10, 6, False), (10, 7, True), (11, 7, False)],
)  # fmt: skip
def test_A45_2_two_thirds_of_those_attending_pass(
    session: Session, attending: int, approving: int, passed: bool
) -> None:
    room, ballot_id = opened(session, attending=attending, candidates=1)
    all_vote(session, room, ballot_id, approving, attending)

    answer = ballot.count(room.review, actor=room.chair, now=NOW)

    assert answer == {"passed": int(passed), "failed": int(not passed)}
    (result,) = results(session, room)
    assert (result.approvals, result.rejections, result.invalid) == (approving, attending - approving, 0)
    assert result.passed is passed


def test_A45_2_votes_not_cast_and_abstentions_do_not_approve(session: Session) -> None:
    room, ballot_id = opened(session, attending=9, candidates=1)
    for expert in room.experts[:5]:
        ballot.cast(session, ballot_id, expert.id, room.votes("approve"))
    ballot.cast(session, ballot_id, room.experts[5].id, room.votes("abstain"))

    ballot.count(room.review, actor=room.chair, now=NOW)

    (result,) = results(session, room)
    assert (result.approvals, result.rejections, result.invalid, result.passed) == (5, 0, 4, False)


def test_the_workflow_learns_totals_only(session: Session) -> None:
    room, ballot_id = opened(session, candidates=3)
    all_vote(session, room, ballot_id, 9, 9)

    assert ballot.count(room.review, actor=room.chair, now=NOW) == {"passed": 3, "failed": 0}


def test_A45_1_the_count_happens_once_and_not_before_the_vote(session: Session) -> None:
    room = in_session(session)
    with pytest.raises(ballot.BallotRefused) as early:
        ballot.count(room.review, actor=room.chair, now=NOW)
    assert refusal(early) == ("not_open", "A45.1")

    ballot_id = ballot.open(room.review, actor=room.chair, now=NOW)["ballot"]
    with pytest.raises(Unlawful, match="没有收到任何选票"):
        ballot.count(room.review, actor=room.chair, now=NOW)
    all_vote(session, room, ballot_id, 9, 9)
    ballot.count(room.review, actor=room.chair, now=NOW)
    with pytest.raises(Unlawful, match="已经计票"):
        ballot.count(room.review, actor=room.chair, now=NOW)


def test_the_board_holds_every_vote_under_its_receipt_and_the_envelopes_are_empty(session: Session) -> None:
    room, ballot_id = opened(session, candidates=2)
    mine = room.votes("approve", "reject")
    ballot.cast(session, ballot_id, room.experts[3].id, mine)
    before = ballot.find_receipts(session, ballot_id, room.actor(3), [vote["receipt"] for vote in mine])
    ballot.count(room.review, actor=room.chair, now=NOW)

    found = ballot.find_receipts(session, ballot_id, room.actor(3), [vote["receipt"] for vote in mine])

    assert before == []
    assert sorted(found, key=lambda entry: entry["choice"]) == mine
    assert session.scalars(select(Envelope.sealed)).all() == [None, None]
    assert session.scalars(select(Envelope.mac)).all() == [None, None]


def test_two_votes_under_one_receipt_both_count(session: Session) -> None:
    room, ballot_id = opened(session, attending=8, candidates=1)
    same = [fresh_receipt()]
    for expert in room.experts[:8]:
        ballot.cast(session, ballot_id, expert.id, room.votes("approve", receipts=same))

    ballot.count(room.review, actor=room.chair, now=NOW)

    assert results(session, room)[0].approvals == 8
    assert len(set(session.scalars(select(BoardEntry.receipt)))) == 8


@pytest.mark.parametrize(
    "change",
    [
        {"choice": "yes"},
        {"choice": ""},
        {"receipt": "SHORT"},
        {"receipt": "O0I1O0I1O0I1"},
        {"receipt": "abcdefghjkmn"},
        {"expert": "someone else"},
    ],
)
def test_a_malformed_vote_is_refused_with_what_to_do(session: Session, change: dict[str, str]) -> None:
    room, ballot_id = opened(session)

    with pytest.raises(ballot.BallotRefused) as refused:
        ballot.cast(session, ballot_id, room.experts[0].id, [{**room.votes("approve")[0], **change}])

    assert refused.value.reason == "malformed"
    assert session.scalar(select(func.count()).select_from(Envelope)) == 0


def test_votes_of_one_cast_differ_in_candidate_and_receipt(session: Session) -> None:
    room, ballot_id = opened(session)
    one = room.votes("approve")[0]
    receipt = fresh_receipt()

    for votes in ([], [one, {**one, "receipt": receipt}], room.votes("approve", "reject", receipts=[receipt, receipt])):
        with pytest.raises(ballot.BallotRefused) as refused:
            ballot.cast(session, ballot_id, room.experts[0].id, votes)
        assert refused.value.reason == "malformed"


def test_the_slate_is_for_members_of_the_session(session: Session) -> None:
    room, ballot_id = opened(session, candidates=2)
    outsider = room.world.as_self(room.review.candidates[0].declaration.person)

    slate = ballot.slate(session, ballot_id, room.actor(5), NOW)

    assert [line.number for line in slate.candidates] == ["2026-00000", "2026-00001"]
    assert not slate.closed
    assert ballot.open_ballots(session, room.actor(5)) == [{"id": ballot_id, "session": room.review.number}]
    assert ballot.open_ballots(session, room.actor(10)) == []
    with pytest.raises(ballot.BallotRefused):
        ballot.slate(session, ballot_id, outsider, NOW)
    with pytest.raises(ballot.BallotRefused):
        ballot.find_receipts(session, ballot_id, outsider, [])


def test_turnout_counts_experts_who_have_voted_on_everyone(session: Session) -> None:
    room, ballot_id = opened(session, attending=9, candidates=2)
    all_vote(session, room, ballot_id, 3, 3)
    ballot.cast(session, ballot_id, room.experts[4].id, room.votes("approve"))

    assert ballot.turnout(session, ballot_id) == (3, 9)


def test_the_key_is_on_disk_for_the_program_alone_and_gone_when_the_count_is_committed(database: Database) -> None:
    with database.transaction() as session:
        room, ballot_id = opened(session)
    file = keyfile.path(ballot_id)
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777, file.stat().st_size) == (0o600, 0o700, 64)

    with database.transaction() as session:
        all_vote(session, room, ballot_id, 9, 9)
    with database.transaction() as session:
        ballot.count(session.get_one(ReviewSession, room.review.id), actor=room.chair, now=NOW)
        assert file.exists()

    assert not file.exists()


def test_a_count_that_is_rolled_back_keeps_the_key_and_can_be_made_again(database: Database) -> None:
    with database.transaction() as session:
        room, ballot_id = opened(session, attending=9)
        all_vote(session, room, ballot_id, 9, 9)

    with pytest.raises(RuntimeError), database.transaction() as session:
        ballot.count(session.get_one(ReviewSession, room.review.id), actor=room.chair, now=NOW)
        raise RuntimeError("the program stops before the commit")

    assert keyfile.path(ballot_id).exists()
    with database.transaction() as session:
        review = session.get_one(ReviewSession, room.review.id)
        assert ballot.count(review, actor=room.chair, now=NOW) == {"passed": 3, "failed": 0}


def test_a_key_left_behind_by_a_crash_after_the_count_is_removed_at_the_next_start(database: Database) -> None:
    with database.transaction() as session:
        room, ballot_id = opened(session)
        all_vote(session, room, ballot_id, 9, 9)
    kept = keyfile.path(ballot_id).read_bytes()
    with database.transaction() as session:
        ballot.count(session.get_one(ReviewSession, room.review.id), actor=room.chair, now=NOW)
    keyfile.path(ballot_id).write_bytes(kept)

    with database.reading() as session:
        assert ballot.destroy_spent_keys(session) == 1
        assert ballot.destroy_spent_keys(session) == 0
    assert keyfile.kept() == []


def test_the_key_of_an_open_ballot_survives_the_start(database: Database) -> None:
    with database.transaction() as session:
        _, ballot_id = opened(session)

    with database.reading() as session:
        assert ballot.destroy_spent_keys(session) == 0
    assert keyfile.kept() == [ballot_id]


def test_without_its_key_a_ballot_neither_takes_nor_counts_votes(session: Session) -> None:
    room, ballot_id = opened(session)
    all_vote(session, room, ballot_id, 1, 1)
    keyfile.destroy(ballot_id)

    with pytest.raises(ballot.BallotRefused, match="密钥文件"):
        ballot.cast(session, ballot_id, room.experts[1].id, room.votes("approve"))
    with pytest.raises(ballot.BallotRefused, match="密钥文件"):
        ballot.count(room.review, actor=room.chair, now=NOW)


def test_fifty_threads_casting_for_one_expert_leave_one_vote(database: Database) -> None:
    with database.transaction() as session:
        room, ballot_id = opened(session, candidates=1)
        expert, votes = room.experts[0].id, [room.votes("approve") for _ in range(50)]
    answers: list[str] = []

    def try_one(mine: list[dict[str, str]]) -> None:
        try:
            with database.transaction() as session:
                ballot.cast(session, ballot_id, expert, mine)
            answers.append("accepted")
        except ballot.BallotRefused as refused:
            answers.append(refused.reason)

    threads = [threading.Thread(target=try_one, args=(mine,)) for mine in votes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == ["accepted"] + ["already_voted"] * 49


def test_a_public_key_swapped_by_the_database_administrator_is_not_used(session: Session) -> None:
    room, ballot_id = opened(session)
    session.execute(update(Ballot).values(public_key=bytes(32)))
    session.expire_all()

    with pytest.raises(ballot.BallotRefused, match="公钥"):
        ballot.cast(session, ballot_id, room.experts[0].id, room.votes("approve"))
