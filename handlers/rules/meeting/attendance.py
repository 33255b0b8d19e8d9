"""Who presides, attends, commits and steps back (A44, A45.3, A50)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from handlers.rules.article import Breaches, Doubt, article


@dataclass(frozen=True)
class Presider:
    """Who presides: chair, vice_chair, member or nobody, and whether that person is here and acts."""

    part: str | None
    present: bool


@dataclass(frozen=True)
class Appointment:
    """Who names the presider, by part; whom; and whether the meeting has been opened already."""

    named_by: str | None
    part: str | None
    opened: bool


@dataclass(frozen=True)
class Meeting:
    """Attendance: size of the committee, experts attending, commitments signed by them."""

    committee_size: int
    attending: int
    committed: int


@dataclass(frozen=True)
class Mix:
    """Where experts come from; `self_review`: a unit reviews its own staff. Targets are wished for (I-15)."""

    grassroots: int
    outside_system: int
    self_review: bool
    outside_unit: int
    grassroots_target: int = 1
    outside_target: int = 1


@dataclass(frozen=True)
class Observation:
    """The invitation of discipline inspection."""

    invited_at: datetime | None
    now: datetime


@dataclass(frozen=True)
class Attendee:
    """One expert of the meeting. `recused` is about the candidate in question."""

    seated: bool
    attending: bool
    committed: bool
    relations_answered: bool
    recused: bool
    vote_opened: bool


@dataclass(frozen=True)
class Recusals:
    """Relations over the whole meeting: who has not answered, who votes though recused, hints left open."""

    unanswered: int
    voting_though_recused: int
    unhandled_hints: int


def quorum(committee_size: int) -> int:
    """The smallest attendance that is two thirds of the committee."""
    return -(-2 * committee_size // 3)


def half(members: int) -> int:
    """The smallest number that is at least half."""
    return -(-members // 2)


@article("A44.1")
def chair_or_vice_chair_presides(presider: Presider) -> Breaches:
    """The meeting is presided over by the chair or a vice chair who is present."""
    if presider.part not in ("chair", "vice_chair"):
        yield "主持人不是主任委员或副主任委员，不得主持；请由主任委员或副主任委员主持"
    elif not presider.present:
        yield "主持人尚未签到，不得主持；请先签到"


@article("A44.1a")
def chair_names_the_presider(appointment: Appointment) -> Breaches:
    """Before the meeting opens the chair names who presides: the chair, or a vice chair of this committee."""
    if appointment.named_by != "chair":
        yield "不是本次评委会主任委员，不得确定会议主持人；请由主任委员确定"
    if appointment.part not in ("chair", "vice_chair"):
        yield "所定主持人不是主任委员或副主任委员，不得主持；请在主任委员、副主任委员中确定"
    if appointment.opened:
        yield "会议已经召开，不得更换主持人；请由原主持人主持到底"


@article("A44.2")
def quorum_is_present(meeting: Meeting) -> Breaches:
    """At least two thirds of the committee attend."""
    if meeting.committee_size < 1:
        yield "评委会没有组成人员，不得开会；请先抽取评委"
    elif meeting.attending > meeting.committee_size:
        yield f"到会 {meeting.attending} 人多于评委会 {meeting.committee_size} 人，记录有误；请核对签到"
    elif 3 * meeting.attending < 2 * meeting.committee_size:
        yield (
            f"评委会 {meeting.committee_size} 人，到会 {meeting.attending} 人，不足三分之二，不得开会；"
            f"至少 {quorum(meeting.committee_size)} 人到会方可进行"
        )


@article("A44.3")
def grassroots_and_outside_experts_attend(mix: Mix) -> Breaches:
    """Experts from the grass roots and from outside the system are among them (I-15)."""
    if mix.grassroots < 1:
        yield "没有基层专家，不得进行；请递补至少1名基层专家"
    elif mix.grassroots < mix.grassroots_target:
        yield Doubt(_fewer("基层专家", mix.grassroots, mix.grassroots_target))
    if mix.outside_system < 1:
        yield "没有本系统以外的专家，不得进行；请递补至少1名本系统以外的专家"
    elif mix.outside_system < mix.outside_target:
        yield Doubt(_fewer("本系统以外的专家", mix.outside_system, mix.outside_target))


def _fewer(whom: str, found: int, target: int) -> str:
    return f"{whom} {found} 名，少于目标 {target} 名；请由组建单位研究是否递补"


@article("A44.4")
def everyone_attending_has_committed(meeting: Meeting) -> Breaches:
    """Every attending expert has signed the commitment."""
    if meeting.committed < meeting.attending:
        left = meeting.attending - meeting.committed
        yield f"到会 {meeting.attending} 人中有 {left} 人未签承诺书，不得进行；请先签订"


@article("A44.4a")
def this_expert_has_committed(attendee: Attendee) -> Breaches:
    """An expert who has not signed the commitment sees no file and writes no opinion."""
    if not attendee.committed:
        yield "尚未签订个人承诺书，不得参加评审；请先签订承诺书"


@article("A44.6")
def self_review_has_outside_peers(mix: Mix) -> Breaches:
    """A unit reviewing its own staff has peers from outside the unit."""
    if mix.self_review and mix.outside_unit < 1:
        yield "自主评审没有非本单位同行专家，不得进行；请递补至少1名外单位专家"


@article("A44.7")
def discipline_inspection_was_invited(observation: Observation) -> Breaches:
    """Discipline inspection is invited to supervise before the meeting opens."""
    if observation.invited_at is None:
        yield "尚未邀请纪检监察部门监督，不得开会；请先发出邀请"
    elif observation.invited_at > observation.now:
        yield "邀请纪检监察部门的时间晚于开会，不得开会；请先发出邀请"


@article("A45.3a")
def expert_came_before_the_vote(attendee: Attendee) -> Breaches:
    """Who was not drawn has no seat; who comes after the vote opened does not vote."""
    if not attendee.seated:
        yield "不是本次评委会成员，不得签到；请由候补名单按序递补"
    if attendee.vote_opened and not attendee.attending:
        yield "投票已经开始，不得再签到投票；请等待下次会议"


@article("A50.1")
def relations_are_answered_and_kept(recusals: Recusals) -> Breaches:
    """Every expert has answered for relations, and who is recused takes no part in that vote."""
    if recusals.unanswered:
        yield f"有 {recusals.unanswered} 名专家未申报利害关系，不得进行；请先逐人申报"
    if recusals.voting_though_recused:
        yield f"有 {recusals.voting_though_recused} 名已回避的专家仍在该申报人的投票名册中，不得投票；请移除"


@article("A50.1a")
def this_expert_is_not_recused(attendee: Attendee) -> Breaches:
    """An expert answers for relations first; a recused one sees no file, writes no opinion, does not vote."""
    if not attendee.relations_answered:
        yield "尚未申报利害关系，不得参加评审；请先逐人申报是否回避"
    if attendee.recused:
        yield "已对该申报人回避，不得评议或投票；请由其他专家评议"


@article("A50.2")
def hints_of_relations_are_handled(recusals: Recusals) -> Breaches:
    """The office notifies experts of relations it finds; each hint is decided."""
    if recusals.unhandled_hints:
        yield f"有 {recusals.unhandled_hints} 条疑似利害关系未处理，不得进行；请通知回避或写明不回避的理由"
