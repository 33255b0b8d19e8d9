"""The cast: votes go into sealed envelopes. Called by the voting page, never by a diagram.

Nothing here is journalled and no instant is written: a cast leaves sealed envelopes and nothing else.
It wants a transaction of its own, so that no other row written with it can tell the hour.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from handlers.ballot import keyfile
from handlers.ballot.envelopes import CHOICES, RECEIPT, RECEIPT_LENGTH, Keys, Vote, seal
from handlers.ballot.reading import BallotRefused, ballot_of, candidates_of
from handlers.evidence.bars import expert_bars
from handlers.records.ballots import Ballot, BallotRoll, Envelope
from handlers.records.committees import Committee
from handlers.records.review_sessions import ReviewSession
from handlers.rules.workdays import local_date

FIELDS = {"candidate", "choice", "receipt"}


def cast(
    session: Session,
    ballot_id: str,
    expert_id: str,
    votes: Sequence[dict[str, str]],
    *,
    now: datetime | None = None,
) -> dict[str, int]:
    """Seal and store votes, one INSERT; all of them or none. Answers `{"accepted": n}`.

    `now` is when bars are asked after, and is not stored. Raises BallotRefused: closed, review stopped, barred,
    not on the roll, recused, voted before, or malformed.
    """
    ballot = ballot_of(session, ballot_id, shared_lock=True)
    if ballot.status != "open":
        raise BallotRefused("not_open", "A45.3", "投票已经截止，不能补投；以已经投出的票计票")
    _may_vote(session, ballot, expert_id, now)
    taken = [_read(vote) for vote in votes]
    _must_differ(taken)
    allowed = candidates_of(session, BallotRoll, ballot_id, expert_id)
    if not allowed:
        raise BallotRefused("not_on_roll", "A45.3", "开票时您未到会，不能投票，也不能委托或补投")
    if not {vote.candidate for vote in taken} <= allowed:
        raise BallotRefused("not_on_roll", "A50.1", "所投申报人中有您已回避或不在本次会议的人；请只投表上可投的人")
    _store(session, ballot, expert_id, taken)
    return {"accepted": len(taken)}


def _may_vote(session: Session, ballot: Ballot, expert_id: str, now: datetime | None) -> None:
    """Review goes on, and the expert has no record in the integrity archive (A73.1, A78.1)."""
    standing = session.scalar(
        select(Committee.status)
        .join(ReviewSession, ReviewSession.committee_id == Committee.id)
        .where(ReviewSession.id == ballot.session_id)
    )
    if standing in ("suspended", "revoked"):
        raise BallotRefused("stopped", "A78.1", "评委会已被责令停止评审工作，不能投票；请等候监管部门的决定")
    if now is not None and expert_bars(session, [expert_id], local_date(now)):
        raise BallotRefused("barred", "A73.1b", "您的评审专家资格已被取消，不能投票；如有异议请向作出决定的单位申诉")


def _read(vote: dict[str, str]) -> Vote:
    if set(vote) != FIELDS or not all(isinstance(value, str) for value in vote.values()):
        raise BallotRefused("malformed", "A45.1", "票面应有申报人、选择和回执三项，且只有这三项；请刷新页面后重投")
    if vote["choice"] not in CHOICES:
        raise BallotRefused("malformed", "A45.1", "每名申报人只能选“同意”“不同意”“弃权”之一；请逐一选择")
    if not RECEIPT.fullmatch(vote["receipt"]):
        raise BallotRefused("malformed", "A45.1", f"回执应为页面生成的 {RECEIPT_LENGTH} 位字符；请刷新页面后重投")
    return Vote(**vote)


def _must_differ(votes: Sequence[Vote]) -> None:
    if not votes:
        raise BallotRefused("malformed", "A45.1", "没有收到任何一票；请选择后提交")
    if len({vote.candidate for vote in votes}) < len(votes):
        raise BallotRefused("malformed", "A45.1", "同一申报人出现两票，只能投一票；请刷新页面后重投")
    if len({vote.receipt for vote in votes}) < len(votes):
        raise BallotRefused("malformed", "A45.1", "两票使用了同一回执，应各不相同；请刷新页面后重投")


def _store(session: Session, ballot: Ballot, expert: str, votes: Sequence[Vote]) -> None:
    keys = keys_of(ballot)
    if keys.public != ballot.public_key:
        raise BallotRefused("tampered", "A45.1", "投票公钥与开票时不一致，不得投票；请停止投票并报告纪检监察人员")
    rows = []
    for vote in votes:
        sealed, mac = seal(keys, ballot.id, expert, vote)
        place = {"ballot_id": ballot.id, "candidate_id": vote.candidate, "expert_id": expert}
        rows.append({**place, "sealed": sealed, "mac": mac})
    try:
        with session.begin_nested():
            session.execute(insert(Envelope), rows)
    except IntegrityError:
        raise BallotRefused("already_voted", "A45.1", "您已对其中的申报人投过票，一人一票，不能再投或改投") from None


def keys_of(ballot: Ballot) -> Keys:
    """The ballot's secrets from their file. Raises BallotRefused when the file is gone."""
    try:
        return keyfile.read(ballot.id)
    except keyfile.KeyMissing:
        raise BallotRefused(
            "key_missing", "A45.1", "找不到本次投票的密钥文件，不能投票或计票；请系统管理员检查密钥目录"
        ) from None
