"""Titles from elsewhere at their boundaries (A57)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handlers.rules import reconfirmation as law
from handlers.rules.jurisdiction import Authority, Belonging
from handlers.rules.reconfirmation import Use, Verification
from handlers.rules.terms import Level
from tests.rules.lawful_following import FOREIGN_TITLE, RECONFIRMATION
from tests.rules.saying import said

R, L, C = Authority.REGION_HR, Authority.LEAGUE_HR, Authority.COUNTY_HR


@pytest.mark.parametrize(
    ("verification", "use"),
    [
        (Verification.VERIFIED, Use.AS_IT_IS),
        (Verification.UNVERIFIABLE, Use.RECONFIRM),
        (Verification.REFUTED, Use.CLUE),
    ],
)
def test_A57_1_what_becomes_of_a_title_from_elsewhere(verification: Verification, use: Use) -> None:
    assert law.use_of(verification) is use


def test_A57_1_a_verified_title_needs_no_new_certificate() -> None:
    rule = law.verified_title_is_used_as_it_is
    verified = replace(FOREIGN_TITLE, verification=Verification.VERIFIED)
    assert said(rule, replace(verified, new_certificate=False)) == ()
    assert said(rule, verified) == ("该职称已网上核验，可直接在区内使用，不得重新确认换证；请登记后直接使用",)
    assert said(rule, FOREIGN_TITLE) == ()
    assert said(rule, replace(FOREIGN_TITLE, new_certificate=False)) == ()


def test_A57_1_a_verification_is_made_and_proved() -> None:
    rule = law.verified_title_is_used_as_it_is
    assert said(rule, replace(FOREIGN_TITLE, verification=None)) == (
        "外地职称尚未网上核验，不得办理；请先在全国职称评审信息查验系统核验",
    )
    assert said(rule, replace(FOREIGN_TITLE, proof=" ")) == ("没有核验编号或截图，不得办理；请附上核验凭证",)
    assert said(rule, replace(FOREIGN_TITLE, verification=Verification.REFUTED)) == (
        "该证书核验不属实，不得使用或确认；请转线索核查",
    )


@pytest.mark.parametrize(
    ("level", "belongs", "lawful"),
    [
        (Level.FULL_SENIOR, Belonging.LEAGUE, R),
        (Level.ASSOCIATE_SENIOR, Belonging.COUNTY, R),
        (Level.INTERMEDIATE, Belonging.REGION, R),
        (Level.INTERMEDIATE, Belonging.LEAGUE, L),
        (Level.ASSISTANT, Belonging.COUNTY, C),
    ],
)
def test_A57_2_the_competent_department_confirms_again(level: Level, belongs: Belonging, lawful: Authority) -> None:
    assert law.reconfirmed_by(level, belongs) is lawful
    for acting in (R, L, C):
        fact = replace(RECONFIRMATION, level=level, belongs_to=belongs, acting=acting)
        wrong = (f"{level.label}职称的重新确认应由{lawful.label}办理，不得由{acting.label}办理；请转交{lawful.label}",)
        assert said(law.title_is_reconfirmed_by_the_competent, fact) == (() if acting is lawful else wrong)


def test_A57_2_a_decision_is_numbered() -> None:
    rule = law.title_is_reconfirmed_by_the_competent
    assert said(rule, replace(RECONFIRMATION, decision_number=" ")) == (
        "重新确认没有决定文号，不得换发证书；请填写文号",
    )


def test_A57_2_three_different_experts_advise_in_writing() -> None:
    rule = law.experts_have_advised
    assert said(rule, RECONFIRMATION) == ()
    assert said(rule, replace(RECONFIRMATION, experts=("E1", "E2", "E3", "E4"))) == ()
    for experts, found in ((("E1", "E2"), 2), (("E1", "E2", "E2"), 2), ((), 0)):
        assert said(rule, replace(RECONFIRMATION, experts=experts)) == (
            f"参加重新确认的专家 {found} 人，少于 3 人，不得确认；请补足相关专家",
        )
    assert said(rule, replace(RECONFIRMATION, opinion="")) == ("重新确认没有专家意见，不得确认；请补充专家书面意见",)
