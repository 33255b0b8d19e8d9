"""What falls to the forming unit: supervising, checking, convening, publicising (A16)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from handlers.rules import forming_unit as law
from handlers.rules.article import Finding
from tests.rules.lawful_preparing import HOST, MATERIALS_CHECK, SUPERVISING


def said(finding: Finding) -> list[str]:
    """The breaches' messages."""
    return [breach.message for breach in finding.breaches]


@pytest.mark.parametrize("changes", [dict(officer=" "), dict(measures=""), dict(officer="", measures="")])
def test_A16_1_who_supervises_and_how_is_written_down(changes: dict[str, str]) -> None:
    assert law.forming_unit_supervises_its_committee(SUPERVISING)
    assert said(law.forming_unit_supervises_its_committee(replace(SUPERVISING, **changes))) == [
        "组建单位没有写明监督评委会的责任人和措施，不得报备；请填写"
    ]


@pytest.mark.parametrize("body", ["u1", "o1"])
def test_A16_3_the_forming_unit_or_its_office_checks(body: str) -> None:
    assert law.materials_are_checked_by_the_forming_unit(replace(MATERIALS_CHECK, body=body))


@pytest.mark.parametrize("body", ["u2", None])
def test_A16_3_nobody_else_checks(body: str | None) -> None:
    assert said(law.materials_are_checked_by_the_forming_unit(replace(MATERIALS_CHECK, body=body))) == [
        "不是本评委会的组建单位或其办事机构，不得审核申报材料；请由组建单位审核"
    ]


@pytest.mark.parametrize("changes", [dict(checked_by=""), dict(checked_on=None)])
def test_A16_3_the_log_has_a_name_and_a_date(changes: dict[str, Any]) -> None:
    assert said(law.materials_are_checked_by_the_forming_unit(replace(MATERIALS_CHECK, **changes))) == [
        "申报材料的审核没有审核人或日期，不得作为审核记录；请由审核人本人登记"
    ]


@pytest.mark.parametrize("acting", ["u2", "o1", None])
def test_A16_4_A16_5_another_body_neither_convenes_nor_publicises(acting: str | None) -> None:
    other = replace(HOST, acting=acting)
    assert law.forming_unit_convenes_the_meeting(HOST)
    assert law.forming_unit_publicises_the_results(HOST)
    assert said(law.forming_unit_convenes_the_meeting(other)) == [
        "不是本评委会的组建单位，不得组织召开评审会议；请由组建单位办理"
    ]
    assert said(law.forming_unit_publicises_the_results(other)) == [
        "不是本评委会的组建单位，不得公示评审结果；请由组建单位办理"
    ]
