"""The result: announced, signed, sealed and minuted (A47, A48)."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.rules.article import Breaches, article

SECTIONS = {"time": "评审时间", "attendees": "出席专家", "candidates": "评审对象", "course": "评审情况",
            "opinions": "评议意见", "votes": "投票结果"}  # fmt: skip


@dataclass(frozen=True)
class Announcement:
    """Who announces and who presided (opaque ids), with their parts; `counted`: every candidate is."""

    announcer: str | None
    presider: str | None
    presider_part: str | None
    counted: bool
    announcer_part: str | None = None


@dataclass(frozen=True)
class Signature:
    """Who signs the result: chair or vice_chair; a vice chair needs to preside and the chair's authorisation."""

    signer_part: str | None
    presides: bool
    authorised: bool
    announced: bool


@dataclass(frozen=True)
class Seal:
    """The committee's seal under the result."""

    number: str | None


@dataclass(frozen=True)
class Minutes:
    """The record of the meeting: which of the six sections are filled, and whether the result is signed."""

    sections: tuple[str, ...]
    signed: bool


@article("A47.1")
def presider_announces(announcement: Announcement) -> Breaches:
    """The result is announced by the chair or the vice chair who presided."""
    if not announcement.counted:
        yield "尚未计票，不得宣布结果；请先计票"
    if not announcement.announcer:
        yield "没有宣布人，不得宣布结果；请由主任委员或主持会议的副主任委员宣布"
    elif announcement.announcer_part != "chair" and (
        announcement.announcer != announcement.presider or announcement.presider_part not in ("chair", "vice_chair")
    ):
        yield "宣布人不是主任委员或主持会议的副主任委员，不得宣布结果；请由其宣布"


@article("A47.2")
def chair_or_authorised_vice_chair_signs(signature: Signature) -> Breaches:
    """The chair signs, or the presiding vice chair whom the chair authorised."""
    if not signature.announced:
        yield "结果尚未宣布，不得签字；请先宣布结果"
    if signature.signer_part == "vice_chair":
        if not signature.presides:
            yield "副主任委员没有主持本次会议，不得签字；请由主任委员签字"
        if not signature.authorised:
            yield "副主任委员没有主任委员的授权，不得签字；请先记录授权"
    elif signature.signer_part != "chair":
        yield "没有主任委员或经授权副主任委员的签字，评审结果不得生效；请签字"


@article("A47.3")
def committee_seal_is_affixed(seal: Seal) -> Breaches:
    """The result carries the committee's seal."""
    if not (seal.number or "").strip():
        yield "评审结果没有加盖评委会印章，不得公示；请用印并登记用印编号"


@article("A48.1")
def minutes_are_complete(minutes: Minutes) -> Breaches:
    """The minutes hold time, attendance, candidates, course, opinions and votes."""
    empty = [label for key, label in SECTIONS.items() if key not in minutes.sections]
    if empty:
        yield f"会议记录缺少：{'、'.join(empty)}，不得归档；请补充完整"
    if not minutes.signed:
        yield "评审结果尚未签字盖章，不得归档会议记录；请先签字"
