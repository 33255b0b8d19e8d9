"""The year's call: who publishes what, its form, standard, proofs and fee (A4.2, A7.3, A16.2, A26.3, A69.1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from handlers.rules import call as law
from handlers.rules.article import Finding
from tests.rules.lawful_preparing import CALL_NOTICE, DEMAND, FEE, FORM, UNIT_STANDARD

INSTANT = timedelta(microseconds=1)


def said(finding: Finding) -> list[str]:
    """The breaches' messages."""
    return [breach.message for breach in finding.breaches]


@pytest.mark.parametrize("body", ["u2", None])
def test_A16_2_the_forming_unit_publishes_the_call(body: str | None) -> None:
    assert law.call_is_published_by_the_forming_unit(CALL_NOTICE)
    assert said(law.call_is_published_by_the_forming_unit(replace(CALL_NOTICE, published_by=body))) == [
        "不是本评委会的组建单位，不得发布年度申报通知；请由组建单位发布"
    ]


@pytest.mark.parametrize(
    ("changes", "names"),
    [
        (dict(scope=" "), "申报范围"),
        (dict(materials=()), "申报材料"),
        (dict(standard=" "), "评审条件"),
        (dict(contact=" "), "联系方式"),
        (dict(opens_at=None), "申报起止时间"),
        (dict(closes_at=None), "申报起止时间"),
        (dict(scope="", contact=""), "申报范围、联系方式"),
    ],
)
def test_A16_2_the_call_has_all_its_parts(changes: dict[str, Any], names: str) -> None:
    assert said(law.call_is_published_by_the_forming_unit(replace(CALL_NOTICE, **changes))) == [
        f"年度申报通知缺少：{names}，不得发布；请补充完整"
    ]


def test_A16_2_the_window_opens_after_publication_and_closes_after_opening() -> None:
    rule, opens_at = law.call_is_published_by_the_forming_unit, CALL_NOTICE.opens_at
    assert opens_at is not None
    assert rule(replace(CALL_NOTICE, published_at=opens_at))
    assert said(rule(replace(CALL_NOTICE, published_at=opens_at + INSTANT))) == [
        "申报开始时间早于通知发布时间，不得发布；请推迟开始时间"
    ]
    assert rule(replace(CALL_NOTICE, closes_at=opens_at + INSTANT))
    assert said(rule(replace(CALL_NOTICE, closes_at=opens_at))) == ["申报截止时间不晚于开始时间，不得发布；请更正"]


@pytest.mark.parametrize(
    ("series", "part", "name"),
    [
        ("engineering", "projects", "工程项目"),
        ("university", "teaching_hours", "课时"),
        ("school", "teaching_hours", "课时"),
        ("vocational", "teaching_hours", "课时"),
        ("tech_school", "teaching_hours", "课时"),
    ],
)
def test_A4_2_a_series_form_asks_what_counts_in_it(series: str, part: str, name: str) -> None:
    form = law.DeclarationForm(series, series, (part, "papers"))
    assert law.form_suits_the_series(form)
    assert said(law.form_suits_the_series(replace(form, parts=("papers",)))) == [
        f"“{series}”系列的申报表没有{name}一项，不得使用；请补充后再发布"
    ]


def test_A4_2_one_series_form_is_not_another_s() -> None:
    assert law.form_suits_the_series(FORM)
    assert law.form_suits_the_series(law.DeclarationForm("news", "news", ()))
    assert said(law.form_suits_the_series(replace(FORM, made_for="school"))) == [
        "申报表是为“school”系列制定的，不得用于“engineering”系列；请选用本系列的申报表"
    ]


@pytest.mark.parametrize(
    ("changes", "names"),
    [
        (dict(hr_number=" "), "人社部门"),
        (dict(industry_number=""), "行业主管部门"),
        (dict(hr_number="", industry_number=" "), "人社部门、行业主管部门"),
    ],
)
def test_A7_3_a_unit_standard_is_filed_with_both_departments(changes: dict[str, str], names: str) -> None:
    assert law.unit_standard_is_filed(UNIT_STANDARD)
    unfiled = replace(UNIT_STANDARD, **changes)  # type: ignore[arg-type]
    assert said(law.unit_standard_is_filed(unfiled)) == [f"单位标准尚未报{names}备案，不得据以申报评审；请先备案"]
    assert law.unit_standard_is_filed(replace(unfiled, self_review=False))


@pytest.mark.parametrize("source", law.ProofSource)
def test_A26_3_only_what_cannot_be_proven_otherwise_is_demanded(source: law.ProofSource) -> None:
    asked = law.Demand("学历证书复印件", mandatory=True, source=source)
    message = f"“学历证书复印件”可以通过{source.label}证明，不得要求申报人必须提供；请改为选填或删除"
    needless = source is not law.ProofSource.REQUIRED
    assert said(law.no_needless_proof_is_demanded(asked)) == ([message] if needless else [])
    assert law.no_needless_proof_is_demanded(replace(asked, mandatory=False))
    assert law.no_needless_proof_is_demanded(DEMAND)


def test_A69_1_a_fee_names_its_basis() -> None:
    assert law.fee_has_a_legal_basis(FEE)
    assert said(law.fee_has_a_legal_basis(replace(FEE, basis=" "))) == [
        "收费 400.00 元没有收费依据文号，不得发布；请填写依据或取消收费"
    ]
    assert said(law.fee_has_a_legal_basis(law.Fee(1, ""))) == [
        "收费 0.01 元没有收费依据文号，不得发布；请填写依据或取消收费"
    ]
    assert said(law.fee_has_a_legal_basis(law.Fee(12345, ""))) == [
        "收费 123.45 元没有收费依据文号，不得发布；请填写依据或取消收费"
    ]
    assert law.fee_has_a_legal_basis(law.Fee(0, ""))
