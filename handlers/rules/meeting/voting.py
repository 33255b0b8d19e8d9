"""Opinions and the secret ballot (A45, A46). Totals only, never a vote."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.rules.article import Breaches, article
from handlers.rules.readings import Denominator, counted

OPINIONS = 3


@dataclass(frozen=True)
class Opinions:
    """Written opinions on one candidate.

    `panel_size`: members of the review group not recused, None without groups. `writers`: distinct experts,
    attending and not recused, who wrote. `candidate` is the declaration's number.
    """

    candidate: str
    panel_size: int | None
    writers: int
    presented: bool


@dataclass(frozen=True)
class Roll:
    """Who may vote: persons on the roll, and how many of them were absent when the vote opened."""

    voters: int
    attending: int
    absent: int


@dataclass(frozen=True)
class BallotBox:
    """The box before the count: `envelopes` cast of `roll` entitled votes; `sealed`: none can be read."""

    sealed: bool
    counted: bool
    envelopes: int
    roll: int


@dataclass(frozen=True)
class Tally:
    """The count for one candidate. Abstentions and invalid votes stay in the denominator (I-14).

    `recused`: attending experts who are recused for this candidate; the reading says whether they count (I-13).
    """

    attending: int
    approvals: int
    recused: int = 0
    denominator: Denominator = Denominator.ATTENDING

    @property
    def counted(self) -> int:
        """How many the two thirds are taken of."""
        return counted(self.attending, self.recused, self.denominator)


@dataclass(frozen=True)
class Writing:
    """An expert's opinion about to be recorded."""

    attending: bool
    text: str


def approvals_needed(attending: int) -> int:
    """The smallest number of approvals that is two thirds of those attending."""
    return -(-2 * attending // 3)


@article("A45.1")
def ballot_is_secret_and_counted_once(box: BallotBox) -> Breaches:
    """Votes are sealed until the count and the box is counted once."""
    if not box.sealed:
        yield "选票没有密封保存，不是无记名投票，不得计票；请作废后重新组织无记名投票"
    if box.counted:
        yield "本次投票已经计票，不得重复计票；请查看已公布的结果"
    if box.envelopes > box.roll:
        yield f"收到选票 {box.envelopes} 张，多于应投 {box.roll} 张，不得计票；请核查投票箱"
    elif box.envelopes == 0:
        yield "没有收到任何选票，不得计票；请先组织投票"


@article("A45.2")
def two_thirds_of_those_attending_approve(tally: Tally) -> Breaches:
    """Passed when approvals reach two thirds of the attending experts; abstentions never help (I-13, I-14)."""
    if tally.counted < 1:
        yield "没有专家出席，不得表决；请重新组织评审会议"
    elif tally.approvals > tally.counted:
        yield f"同意 {tally.approvals} 票多于{_present(tally)}，记录有误；请核对计票"
    elif 3 * tally.approvals < 2 * tally.counted:
        yield (
            f"{_present(tally)}，同意 {tally.approvals} 票，不足三分之二，不得认定为评审通过；"
            f"至少需 {approvals_needed(tally.counted)} 票，未通过的可在下一年度申报"
        )


def _present(tally: Tally) -> str:
    if tally.counted == tally.attending:
        return f"出席 {tally.attending} 人"
    return f"出席 {tally.attending} 人（回避 {tally.recused} 人，按 {tally.counted} 人计）"


def passes(tally: Tally) -> bool:
    """Whether the candidate passed (A45.2)."""
    return two_thirds_of_those_attending_approve(tally).lawful


@article("A45.3")
def only_those_attending_vote(roll: Roll) -> Breaches:
    """Absent experts neither delegate nor vote later: the roll holds who attended when the vote opened."""
    if roll.absent:
        yield f"投票名册中有 {roll.absent} 人未到会，不得委托或补充投票；请从名册中移除"
    if roll.voters < 1:
        yield "投票名册没有人员，不得投票；请核对签到"
    elif roll.voters > roll.attending:
        yield f"投票名册 {roll.voters} 人多于到会 {roll.attending} 人，不得投票；请核对签到"


@article("A46.1")
def panels_have_three_members(opinions: Opinions) -> Breaches:
    """A review group has at least three members, recused ones left out, and gives a written opinion."""
    if opinions.panel_size is None:
        return
    if opinions.panel_size < OPINIONS:
        yield f"申报 {opinions.candidate} 的评议组 {opinions.panel_size} 人，少于 {OPINIONS} 人，不得投票；请补足评议组"
    if opinions.writers < 1:
        yield f"申报 {opinions.candidate} 没有评议组书面意见，不得投票；请先提出评议意见"


@article("A46.2")
def three_experts_wrote_opinions(opinions: Opinions) -> Breaches:
    """Without groups at least three experts, attending and not recused, give opinions."""
    if opinions.panel_size is None and opinions.writers < OPINIONS:
        yield (
            f"申报 {opinions.candidate} 只有 {opinions.writers} 名专家提出评议意见，"
            f"少于 {OPINIONS} 名，不得投票；请补充评议意见"
        )


@article("A46.2a")
def only_attending_experts_write(writing: Writing) -> Breaches:
    """An opinion is written by an expert who attends, and it says something."""
    if not writing.attending:
        yield "尚未签到到会，不得提出评议意见；请先签到"
    if not writing.text.strip():
        yield "评议意见没有内容，不得提交；请写明评议意见"


@article("A46.3")
def opinions_were_presented(opinions: Opinions) -> Breaches:
    """The opinions are presented to the meeting before the vote."""
    if not opinions.presented:
        yield f"申报 {opinions.candidate} 的评议情况尚未在会上介绍，不得投票；请先介绍"
