"""Service points, the recommendation procedure and the roster's columns at their boundaries (A29.1, A33.1, A34.2)."""

from __future__ import annotations

import dataclasses
from dataclasses import replace
from typing import Any

import pytest

from app.notices import Entry
from handlers.rules import intake as law
from handlers.rules.terms import OrganisationKind
from tests.rules.lawful_following import INTAKE, PROCEDURE, ROSTER
from tests.rules.saying import said

NOT_HANDED_ON = "受理点接收的材料没有转送当地人社部门，不得滞留；请及时转送"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (dict(registered=False), "该受理点没有登记，不得接收申报材料；请到登记的申报受理服务点或当地人社部门办理"),
        (dict(declared_area="150200"), "申报地 150200 不在受理点所在的 150100，不得接收；请到申报地的受理点办理"),
        (dict(decides=True), "申报受理服务点只接收材料，不得作出审核决定；请转当地人社部门审核"),
        (dict(handed_to=None), NOT_HANDED_ON),
        (dict(handed_to=OrganisationKind.OFFICE), NOT_HANDED_ON),
    ],
)
def test_A29_1_a_service_point_takes_files_in_and_decides_nothing(changes: dict[str, Any], message: str) -> None:
    assert said(law.service_point_never_decides, INTAKE) == ()
    assert said(law.service_point_never_decides, replace(INTAKE, **changes)) == (message,)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (dict(number=" "), "没有职称申报推荐办法，不得推荐上报；请先提交推荐办法"),
        (dict(number="", year=2025), "没有职称申报推荐办法，不得推荐上报；请先提交推荐办法"),
        (dict(year=2025), "推荐办法是 2025 年度的，不得用于 2026 年度申报；请提交本年度推荐办法"),
        (dict(finding=""), "推荐办法没有审核结论，不得据以推荐；请写明是否公开、民主、平等、择优"),
    ],
)
def test_A33_1_the_procedure_of_the_year_is_on_record_and_judged(changes: dict[str, Any], message: str) -> None:
    assert said(law.recommendation_procedure_is_on_record, PROCEDURE) == ()
    assert said(law.recommendation_procedure_is_on_record, replace(PROCEDURE, **changes)) == (message,)


def test_A34_2_the_roster_has_one_set_of_columns_without_numbers_or_phones() -> None:
    rule = law.roster_has_the_unified_columns
    assert law.ROSTER_COLUMNS == ("name", "unit", "series", "specialty", "level")
    assert said(rule, ROSTER) == ()
    assert said(rule, replace(ROSTER, lines=1)) == ()
    assert said(rule, replace(ROSTER, columns=(*law.ROSTER_COLUMNS, "identity_number"))) == (
        "花名册 6 列，与统一格式的 5 列不符，不得公示；请使用系统生成的花名册",
    )
    assert said(rule, replace(ROSTER, columns=tuple(reversed(law.ROSTER_COLUMNS)))) == (
        "花名册 5 列，与统一格式的 5 列不符，不得公示；请使用系统生成的花名册",
    )
    assert said(rule, replace(ROSTER, lines=0)) == ("花名册没有人员，不得公示；请先汇总申报人员",)
    assert said(rule, replace(ROSTER, unmasked=1)) == ("花名册 3 行中有 1 行可见证件号或电话，不得公示；请去除",)


@pytest.mark.parametrize(
    ("text", "disclosed"),
    [("1380000000", False), ("13800000000", True), ("150421198501011234", True), ("第12中学", False), ("", False)],
)
def test_A34_2_a_long_number_in_a_line_can_be_read(text: str, disclosed: bool) -> None:
    assert law.line_discloses({"name": "申报人甲", "unit": text}) is disclosed


def test_A34_2_the_public_page_shows_the_columns_of_the_roster() -> None:
    shown = [field.name for field in dataclasses.fields(Entry)]
    assert shown == ["declaration", *law.ROSTER_COLUMNS]
