"""What is handed in: window, commitment, one series, one channel (A23.2, A23.3, A26)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from handlers.rules.article import Breaches, article
from handlers.rules.terms import Level
from handlers.rules.workdays import ZONE


@dataclass(frozen=True)
class Window:
    """The call's window: from `opens_at` on, before `closes_at` (the first instant after it)."""

    published_at: datetime | None
    opens_at: datetime
    closes_at: datetime
    now: datetime


@dataclass(frozen=True)
class CommitmentLetter:
    """The applicant's signed commitment and the version in force."""

    signed_version: str | None
    current_version: str


@dataclass(frozen=True)
class Claims:
    """This person's other declarations of the year and level that count as used, as "series/specialty"."""

    year: int
    level: Level
    others: tuple[str, ...]


@dataclass(frozen=True)
class Channels:
    """The channel declared through, and the channels used this year by the person and by the unit in the series."""

    channel: str
    person_channels: tuple[str, ...]
    unit_channels: tuple[str, ...]


@article("A26.1")
def declared_within_the_window(window: Window) -> Breaches:
    """Material is handed in between the first and the last minute of the published call (also A16.2)."""
    if window.published_at is None or window.now < window.published_at:
        yield "年度申报通知尚未发布，不得申报；请待通知发布后申报"
    elif window.now < window.opens_at:
        yield f"申报于 {_local(window.opens_at)} 开始，尚未开始，不得提交；请在期限内提交"
    elif window.now >= window.closes_at:
        yield f"申报已于 {_local(window.closes_at)} 截止，不得提交；请在下一年度申报"


def _local(at: datetime) -> str:
    return f"{at.astimezone(ZONE):%Y-%m-%d %H:%M}"


@article("A26.2")
def commitment_is_signed(commitment: CommitmentLetter) -> Breaches:
    """The applicant answers for the truth of the material and signs the commitment in force."""
    if not commitment.signed_version:
        yield "没有签订个人承诺书，不得提交；请阅读并签订承诺书"
    elif commitment.signed_version != commitment.current_version:
        yield (
            f"所签承诺书为 {commitment.signed_version} 版，现行为 {commitment.current_version} 版，不得提交；请重新签订"
        )


@article("A23.2")
def one_series_a_year_and_level(claims: Claims) -> Breaches:
    """One person, one year, one level: one series or specialty only (I-16)."""
    if claims.others:
        taken = "、".join(claims.others)
        yield f"{claims.year} 年度{claims.level.label}已申报：{taken}；同一层级不得再报其他系列或专业，请撤回本申报"


@article("A23.3")
def one_channel_a_year(channels: Channels) -> Breaches:
    """One reporting channel a year for the person, and for the unit in the series."""
    mine = sorted(set(channels.person_channels) - {channels.channel})
    if mine:
        yield f"本年度已通过其他渠道申报（{'、'.join(mine)}），不得多头申报；请只保留一个渠道"
    units = sorted(set(channels.unit_channels) - {channels.channel})
    if units:
        yield f"所在单位本年度在该系列已使用其他渠道（{'、'.join(units)}），不得多头申报；请改用同一渠道"
