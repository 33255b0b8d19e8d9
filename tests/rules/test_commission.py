"""Commissioned review at its boundaries (A56)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from handlers.rules import commission as law
from handlers.rules.jurisdiction import Authority, Belonging
from handlers.rules.terms import Level, TitleKind
from tests.rules.lawful_following import COMMISSIONED, INCOMING, OUTGOING
from tests.rules.saying import said

R, L, C = Authority.REGION_HR, Authority.LEAGUE_HR, Authority.COUNTY_HR
HIGH, MID, LOW = Level.ASSOCIATE_SENIOR, Level.INTERMEDIATE, Level.ASSISTANT
ORDINARY = TitleKind.ORDINARY
NOT_RECOGNISED = "未经人社部门同意委托评审取得的职称不予认可，不得登记；请按规定在区内申报"
LETTERS = [
    (HIGH, Belonging.LEAGUE, R),
    (Level.FULL_SENIOR, Belonging.COUNTY, R),
    (HIGH, Belonging.REGION, R),
    (MID, Belonging.REGION, R),
    (LOW, Belonging.REGION, R),
    (MID, Belonging.LEAGUE, L),
    (LOW, Belonging.COUNTY, L),
]


def test_A56_1_no_outside_committee_where_the_region_has_one() -> None:
    rule = law.no_committee_of_the_region_covers_it
    assert said(rule, OUTGOING) == ()
    for filed in (1, 2):
        assert said(rule, replace(OUTGOING, regional_committees=filed)) == (
            f"自治区已有 {filed} 个备案的评委会可以评审，不得委托外地评审；请向该评委会申报",
        )
    assert said(rule, replace(OUTGOING, committee=" ")) == ("没有写明受托评委会，不得委托；请填写国家或外省受托评委会",)


@pytest.mark.parametrize(("level", "belongs", "issuer"), LETTERS)
def test_A56_2_who_issues_the_letter(level: Level, belongs: Belonging, issuer: Authority) -> None:
    assert law.letter_from(ORDINARY, level, belongs) is issuer
    for acting in (R, L, C):
        fact = replace(OUTGOING, level=level, belongs_to=belongs, issued_by=acting)
        wrong = (
            f"普通职称（{level.label}）的委托函应由{issuer.label}出具，不得由{acting.label}出具；请转交{issuer.label}",
        )
        assert said(law.letter_is_issued_by_the_competent, fact) == (() if acting is issuer else wrong)


@pytest.mark.parametrize("kind", [TitleKind.DIRECTED, TitleKind.FARMER])
def test_A56_2_directed_and_farmers_titles_are_not_entrusted(kind: TitleKind) -> None:
    for acting in (R, L, Authority.NONE):
        assert said(law.letter_is_issued_by_the_competent, replace(OUTGOING, title_kind=kind, issued_by=acting)) == (
            f"{kind.label}（中级）不适用委托评审，不得出具委托函；请由盟市组织评审",
        )


def test_A56_2_a_letter_follows_a_check_and_has_a_number() -> None:
    rule = law.letter_is_issued_by_the_competent
    assert said(rule, replace(OUTGOING, checked_number=" ")) == (
        "没有盟市人社局或行业主管部门的审核记录，不得出具委托函；请先审核",
    )
    assert said(rule, replace(OUTGOING, letter_number="")) == ("委托函没有文号，不得发出；请填写文号",)


def test_A56_3_a_commissioned_title_without_consent_is_not_recognised() -> None:
    rule = law.commission_was_consented_to
    assert said(rule, COMMISSIONED) == ()
    assert said(rule, replace(COMMISSIONED, letter_number=None)) == (NOT_RECOGNISED,)
    assert said(rule, replace(COMMISSIONED, letter_number=" ")) == (NOT_RECOGNISED,)
    assert said(rule, replace(COMMISSIONED, consented_on=None)) == (NOT_RECOGNISED,)
    assert said(rule, replace(COMMISSIONED, local=False, letter_number=None, consented_on=None)) == ()


def test_A56_3_consent_comes_before_the_review() -> None:
    rule = law.commission_was_consented_to
    assert said(rule, replace(COMMISSIONED, consented_on=COMMISSIONED.reviewed_on - timedelta(days=1))) == ()
    assert said(rule, replace(COMMISSIONED, consented_on=date(2026, 6, 2))) == (
        "委托函 2026-06-02 才出具，晚于评审日 2026-06-01，不得补办后登记；该职称不予认可，请在区内申报",
    )


@pytest.mark.parametrize(
    ("field", "name"),
    [("unit_consent", "本单位同意"), ("letter", "委托评审函"), ("region_consent", "自治区人社厅同意")],
)
def test_A56_4_three_documents_and_a_named_office(field: str, name: str) -> None:
    rule = law.incoming_commission_has_its_documents
    assert said(rule, INCOMING) == ()
    assert said(rule, replace(INCOMING, **{field: " "})) == (
        f"受理委托评审须有 3 份文件，缺少：{name}，不得受理；请补齐",
    )


def test_A56_4_what_a_local_department_takes_needs_no_consent_of_the_region() -> None:
    rule = law.incoming_commission_has_its_documents
    local = replace(INCOMING, level=MID, received_by=L, region_consent="")
    assert said(rule, local) == ()
    assert said(rule, replace(local, unit_consent="", letter="")) == (
        "受理委托评审须有 2 份文件，缺少：本单位同意、委托评审函，不得受理；请补齐",
    )
    assert said(rule, replace(local, office=" ")) == ("没有指定受理的评委会办事机构，不得受理；请先指定",)


@pytest.mark.parametrize(
    ("level", "belongs", "takers"),
    [
        (HIGH, Belonging.LEAGUE, (R,)),
        (MID, Belonging.REGION, (R,)),
        (MID, Belonging.LEAGUE, (R, L)),
        (LOW, Belonging.COUNTY, (R, C)),
    ],
)
def test_A56_5_below_the_high_level_the_local_department_may_take_it(
    level: Level, belongs: Belonging, takers: tuple[Authority, ...]
) -> None:
    assert law.received_by(level, belongs) == takers
    for taker in (R, L, C):
        fact = replace(INCOMING, level=level, belongs_to=belongs, received_by=taker)
        who = "或".join(each.label for each in takers)
        wrong = (f"{level.label}职称的委托评审应由{who}受理，不得由{taker.label}受理；请转送",)
        assert said(law.local_department_takes_intermediate_and_junior, fact) == (() if taker in takers else wrong)
