"""The closed meeting, the expert list that is not public, and the watch over reading (A49)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address, ip_network

from handlers.rules.article import Breaches, Doubt, article
from handlers.rules.roles import Role
from handlers.rules.terms import Term

MANY_FILES = 200  # opened by one person in a day

#: Roles that see who the experts of a session are (05-actors 5.3).
SEES_EXPERTS = (
    Role.OFFICE_CHIEF,
    Role.FORMING_MANAGER,
    Role.CHAIR,
    Role.VICE_CHAIR,
    Role.OBSERVER,
    Role.FILING_OFFICER,
)


class ReadingHint(Term):
    """What a count of opened files suggests. A hint opens a clue, it finds nothing."""

    USUAL = "usual", "正常"
    UNUSUAL = "unusual", "异常查阅"


@dataclass(frozen=True)
class Access:
    """An expert's access to files and ballots of a session at `at`, from an address.

    `networks`: the meeting room's networks in CIDR form; empty where none is configured.
    """

    at: datetime
    opened_at: datetime | None
    ended_at: datetime | None
    address: str
    networks: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """Somebody about to read a session's expert list. `own`: only the own seat on it."""

    role: Role
    own: bool
    meeting_over: bool
    reason: str


@dataclass(frozen=True)
class OpenedFiles:
    """How many declarants' files one person has opened or downloaded in a day."""

    files: int
    threshold: int = MANY_FILES


def hint_of(opened: OpenedFiles) -> ReadingHint:
    """Whether so many files opened in a day suggest a leak (A49.3, V63.3, V64.4)."""
    return ReadingHint.UNUSUAL if opened.files >= opened.threshold else ReadingHint.USUAL


def in_the_room(address: str, networks: tuple[str, ...]) -> bool:
    """Whether an address lies in one of the networks; any address where none is configured. Nonsense lies in none."""
    if not networks:
        return True
    try:
        found = ip_address(address)
        return any(found in ip_network(network, strict=False) for network in networks)
    except ValueError:
        return False


@article("A49.1")
def meeting_is_closed(access: Access) -> Breaches:
    """Files and ballots open only while the session sits and, where configured, from the meeting room's network."""
    if access.opened_at is None or access.at < access.opened_at:
        yield "评审会议尚未召开，不得查阅材料或投票；请在会议期间到会办理"
    if access.ended_at is not None and access.at >= access.ended_at:
        yield "评审会议已经结束，不得再查阅材料或投票；请不要留存材料"
    if not in_the_room(access.address, access.networks):
        yield "评审会议封闭管理，不得在会场网络以外查阅材料或投票；请在会场办理"


@article("A49.2")
def expert_list_is_not_public(reading: Reading) -> Breaches:
    """Who the experts are is for the few who need it; an expert sees the own seat, a supervisor a closed case."""
    if reading.role in SEES_EXPERTS or (reading.role is Role.EXPERT and reading.own):
        return
    if reading.role is not Role.SUPERVISOR:
        yield f"评审专家名单不对外公布，{reading.role.label}不得查看；请联系办事机构负责人"
    elif not reading.meeting_over:
        yield "评审会议尚未结束，监管人员不得查看专家名单；请待会议结束后按个案查看"
    elif not reading.reason.strip():
        yield "没有写明查看理由，监管人员不得查看专家名单；请写明个案和理由"


@article("A49.3")
def files_are_not_leaked(opened: OpenedFiles) -> Breaches:
    """Opening unusually many files in a day is looked into by a person; the count alone proves nothing."""
    if hint_of(opened) is ReadingHint.UNUSUAL:
        yield Doubt(f"一日内查阅 {opened.files} 份材料，达到 {opened.threshold} 份的警戒数，待安全管理员核查")
