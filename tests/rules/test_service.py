"""Service online at its boundaries (A59, A60)."""

from __future__ import annotations

import dataclasses
from dataclasses import replace
from typing import Any

import pytest

from handlers.evidence.display import Whereabouts
from handlers.rules import service as law
from tests.rules.lawful_following import ENQUIRY, PROGRESS, RESULT_ROW
from tests.rules.saying import said

HIDDEN = ("没有办理状态或现在的办理单位，不得对申报人隐去；请显示状态和办理单位",)


def test_A59_1_the_applicant_sees_status_and_holder() -> None:
    rule = law.applicant_sees_where_the_case_is
    assert said(rule, PROGRESS) == ()
    assert said(rule, replace(PROGRESS, status=" ")) == HIDDEN
    assert said(rule, replace(PROGRESS, holder="")) == HIDDEN


def test_A59_1_nothing_secret_is_shown_on_the_way() -> None:
    rule = law.applicant_sees_where_the_case_is
    for name in ("experts", "votes", "ballots", "opinions", "complainant", "recusals"):
        assert said(rule, replace(PROGRESS, shown=("status", name))) == (
            f"办理进度中含有保密内容：{name}，不得显示；请去除",
        )
    assert said(rule, replace(PROGRESS, shown=("votes", "status", "experts"))) == (
        "办理进度中含有保密内容：votes、experts，不得显示；请去除",
    )


def test_A59_1_what_the_applicant_s_screen_knows_of_a_case_is_not_secret() -> None:
    shown = tuple(field.name for field in dataclasses.fields(Whereabouts))
    assert said(law.applicant_sees_where_the_case_is, replace(PROGRESS, shown=shown)) == ()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (dict(series="alchemy"), "系列代码“alchemy”不在数据标准内，不得报送；请使用 2 个标准代码之一"),
        (dict(level="grand"), "层级代码“grand”不在数据标准内，不得报送；请使用 5 个标准代码之一"),
        (dict(title_kind="other"), "职称类别代码“other”不在数据标准内，不得报送；请使用 3 个标准代码之一"),
        (dict(standing="unsealed"), "证书状态代码“unsealed”不在数据标准内，不得报送；请使用 4 个标准代码之一"),
        (dict(passed_on=None), "评审结果数据缺少：评审通过日期，不得报送；请补充完整"),
        (dict(starts_on=None), "评审结果数据缺少：起算日期，不得报送；请补充完整"),
        (dict(confirmation_number=" "), "评审结果数据缺少：核准文号，不得报送；请补充完整"),
        (dict(certificate_number=""), "评审结果数据缺少：证书编号，不得报送；请补充完整"),
        (dict(starts_on=None, certificate_number=" "), "评审结果数据缺少：起算日期、证书编号，不得报送；请补充完整"),
    ],
)
def test_A60_1_results_use_the_code_tables(changes: dict[str, Any], message: str) -> None:
    assert said(law.result_uses_the_code_tables, RESULT_ROW) == ()
    assert said(law.result_uses_the_code_tables, replace(RESULT_ROW, **changes)) == (message,)


@pytest.mark.parametrize("standing", ["valid", "revoked", "not_recognised", "replaced"])
def test_A60_1_what_a_certificate_may_be(standing: str) -> None:
    assert said(law.result_uses_the_code_tables, replace(RESULT_ROW, standing=standing)) == ()


def test_A60_2_nobody_is_listed_by_name_alone() -> None:
    rule = law.verification_discloses_no_more_than_asked
    assert said(rule, ENQUIRY) == ()
    assert said(rule, replace(ENQUIRY, number=" ")) == (
        "没有填写核验码或证书编号，不得按姓名查询名单；请填写核验码或证书编号",
    )


def test_A60_2_the_content_is_for_who_knows_the_holder() -> None:
    rule = law.verification_discloses_no_more_than_asked
    assert said(rule, replace(ENQUIRY, name_fits=False, shown=())) == ()
    assert said(rule, replace(ENQUIRY, name_fits=False, shown=("level",))) == (
        "持证人信息不符，不得显示证书内容；请填写持证人姓名或证件号后四位",
    )


def test_A60_2_the_answer_is_minimal() -> None:
    rule = law.verification_discloses_no_more_than_asked
    assert law.ANSWER == ("name", "title", "series", "level", "from_on", "body", "number")
    assert said(rule, replace(ENQUIRY, shown=("level", "identity_number", "unit"))) == (
        "查验结果含有 2 项不必要的信息：identity_number、unit，不得显示；请去除",
    )
