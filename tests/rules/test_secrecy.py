"""The closed meeting, the expert list and the watch over reading, at their boundaries (A49)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.accounts.permissions import roles
from handlers.rules import secrecy as law
from handlers.rules.roles import Role
from handlers.rules.secrecy import ReadingHint
from tests.rules.lawful_following import ACCESS, OPENED_FILES, READING
from tests.rules.saying import doubted, said

SECOND = timedelta(seconds=1)
OUTSIDE = ("评审会议封闭管理，不得在会场网络以外查阅材料或投票；请在会场办理",)
BEFORE = ("评审会议尚未召开，不得查阅材料或投票；请在会议期间到会办理",)
AFTER = ("评审会议已经结束，不得再查阅材料或投票；请不要留存材料",)


def test_A49_1_files_open_while_the_session_sits() -> None:
    rule = law.meeting_is_closed
    opened, ended = datetime(2026, 9, 21, 0, 0, tzinfo=UTC), datetime(2026, 9, 21, 9, 0, tzinfo=UTC)
    assert said(rule, ACCESS) == ()
    assert said(rule, replace(ACCESS, at=opened)) == ()
    assert said(rule, replace(ACCESS, at=opened - SECOND)) == BEFORE
    assert said(rule, replace(ACCESS, opened_at=None)) == BEFORE
    assert said(rule, replace(ACCESS, ended_at=ended, at=ended - SECOND)) == ()
    assert said(rule, replace(ACCESS, ended_at=ended, at=ended)) == AFTER


@pytest.mark.parametrize(
    ("address", "networks", "inside"),
    [
        ("10.20.0.255", ("10.20.0.0/24",), True),
        ("10.20.1.0", ("10.20.0.0/24",), False),
        ("10.20.1.0", ("10.20.0.0/24", "10.20.1.0/24"), True),
        ("10.20.0.7", ("10.20.0.7",), True),
        ("10.20.0.7", ("10.20.0.1/24",), True),
        ("fd00::7", ("fd00::/64",), True),
        ("fd00::7", ("10.20.0.0/24",), False),
        ("203.0.113.9", (), True),
        ("somewhere", ("10.20.0.0/24",), False),
        ("10.20.0.7", ("no network",), False),
    ],
)
def test_A49_1_from_the_meeting_room_where_a_network_is_set(
    address: str, networks: tuple[str, ...], inside: bool
) -> None:
    assert law.in_the_room(address, networks) is inside
    fact = replace(ACCESS, address=address, networks=networks)
    assert said(law.meeting_is_closed, fact) == (() if inside else OUTSIDE)


@pytest.mark.parametrize("role", Role)
def test_A49_2_who_may_see_the_expert_list(role: Role) -> None:
    few = {"office_chief", "forming_manager", "chair", "vice_chair", "observer", "filing_officer"}
    refused = {
        Role.SUPERVISOR: "评审会议尚未结束，监管人员不得查看专家名单；请待会议结束后按个案查看",
    }.get(role, f"评审专家名单不对外公布，{role.label}不得查看；请联系办事机构负责人")
    assert said(law.expert_list_is_not_public, replace(READING, role=role)) == (() if role.value in few else (refused,))


def test_A49_2_an_expert_sees_the_own_seat_alone() -> None:
    rule = law.expert_list_is_not_public
    assert said(rule, replace(READING, role=Role.EXPERT, own=True)) == ()
    assert said(rule, replace(READING, role=Role.APPLICANT, own=True)) == (
        "评审专家名单不对外公布，申报人不得查看；请联系办事机构负责人",
    )


def test_A49_2_a_supervisor_sees_it_after_the_meeting_with_a_reason() -> None:
    rule = law.expert_list_is_not_public
    supervisor = replace(READING, role=Role.SUPERVISOR, meeting_over=True, reason="核查线索1")
    assert said(rule, supervisor) == ()
    assert said(rule, replace(supervisor, reason=" ")) == (
        "没有写明查看理由，监管人员不得查看专家名单；请写明个案和理由",
    )
    assert said(rule, replace(supervisor, meeting_over=False)) == (
        "评审会议尚未结束，监管人员不得查看专家名单；请待会议结束后按个案查看",
    )


def test_A49_2_the_screens_ask_for_the_same_roles() -> None:
    assert roles.SEES_EXPERTS is law.SEES_EXPERTS


def test_A49_3_unusually_much_reading_goes_to_a_person() -> None:
    assert doubted(law.files_are_not_leaked, OPENED_FILES) == ()
    assert law.hint_of(OPENED_FILES) is ReadingHint.USUAL
    assert law.MANY_FILES == 200
    for files in (200, 1000):
        opened = replace(OPENED_FILES, files=files)
        assert law.hint_of(opened) is ReadingHint.UNUSUAL
        assert doubted(law.files_are_not_leaked, opened) == (
            f"一日内查阅 {files} 份材料，达到 200 份的警戒数，待安全管理员核查",
        )
    assert law.hint_of(law.OpenedFiles(50, threshold=50)) is ReadingHint.UNUSUAL
    assert law.hint_of(law.OpenedFiles(49, threshold=50)) is ReadingHint.USUAL
    assert [(h.value, h.label) for h in ReadingHint] == [("usual", "正常"), ("unusual", "异常查阅")]
