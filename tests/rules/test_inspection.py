"""Inspection, clues, referrals and complaint channels at their boundaries (A61.2, A67, A68, A70)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from handlers.rules import inspection as law
from handlers.rules.inspection import Abuse, ClueSource, Disposition, InspectionForm, InspectionMethod, Recipient
from handlers.rules.lots import commitment
from tests.rules.lawful_following import (
    BODIES,
    CLUE,
    COMPLAINT_CHANNEL,
    DISPOSAL,
    HANDLING,
    INSPECTION,
    MATERIAL_REQUEST,
    REFERRAL,
    SEED,
    SPOT_DRAW,
)
from tests.rules.saying import doubted, said
from tests.rules.test_workdays import CALENDAR

DAY = timedelta(days=1)
NO_SOURCE = "线索没有来源或内容，不得登记；请写明来源和反映的问题"


def test_A61_2_material_comes_by_the_due_day() -> None:
    rule = law.materials_are_given_truthfully_and_in_time
    late = replace(MATERIAL_REQUEST, answered_on=MATERIAL_REQUEST.due_on + DAY)
    assert said(rule, MATERIAL_REQUEST) == ()
    assert said(rule, late) == ("资料应于 2026-09-15 前提供，2026-09-16 才提供，不得拖延；请催办，并作为线索登记",)
    assert said(rule, replace(late, provisional=True)) == ()


def test_A61_2_silence_counts_from_the_day_after_the_due_day() -> None:
    rule = law.materials_are_given_truthfully_and_in_time
    silent = replace(MATERIAL_REQUEST, answered_on=None, on=MATERIAL_REQUEST.due_on)
    assert said(rule, silent) == ()
    assert said(rule, replace(silent, on=silent.due_on + DAY)) == (
        "资料应于 2026-09-15 前提供，尚未提供，不得拖延；请催办，并作为线索登记",
    )


def test_A61_2_nobody_refuses_or_misstates() -> None:
    rule = law.materials_are_given_truthfully_and_in_time
    assert said(rule, replace(MATERIAL_REQUEST, refused=True)) == (
        "被检查单位拒绝提供资料，不得拒绝检查；请责令如实提供，并作为线索登记",
    )
    assert said(rule, replace(MATERIAL_REQUEST, false_finding="签到表系补签")) == (
        "经查资料不实（签到表系补签），不得谎报、瞒报；请责令更正，并作为线索登记",
    )


def test_A67_1_the_methods_and_forms_of_the_text() -> None:
    assert [m.label for m in InspectionMethod] == ["随机抽查", "定期巡查", "重点督查", "质量评估", "专项整治"]
    assert [f.label for f in InspectionForm] == ["提醒", "质询", "约谈", "现场观摩", "查阅资料"]
    assert [m.value for m in InspectionMethod] == [
        "random_check", "patrol", "key_inspection", "quality_assessment", "special_campaign",
    ]  # fmt: skip
    assert [f.value for f in InspectionForm] == ["reminder", "inquiry", "interview", "observation", "document_review"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (dict(method=None),
         "没有选定检查方式，不得开展检查；请从随机抽查、定期巡查、重点督查、质量评估、专项整治中选择"),
        (dict(forms=()), "没有选定检查形式，不得开展检查；请从提醒、质询、约谈、现场观摩、查阅资料中选择"),
        (dict(inspected="hr"), "检查单位与被检查单位相同，不得自查代替监管；请由监管部门检查"),
        (dict(number=" "), "没有检查文号，不得开展检查；请填写文号"),
    ],
)  # fmt: skip
def test_A67_1_an_inspection_says_how_and_by_whom(changes: dict[str, Any], message: str) -> None:
    assert said(law.inspection_has_method_and_form, INSPECTION) == ()
    assert said(law.inspection_has_method_and_form, replace(INSPECTION, **changes)) == (message,)


@pytest.mark.parametrize(
    ("bodies", "percent", "size"),
    [(43, 10, 5), (40, 10, 4), (41, 10, 5), (1, 1, 1), (43, 100, 43), (0, 10, 0), (100, 1, 1), (101, 1, 2)],
)
def test_A67_2_a_proportion_is_rounded_up(bodies: int, percent: int, size: int) -> None:
    assert law.draw_size(bodies, percent) == size


@given(some.integers(0, 500), some.integers(1, 100))
def test_A67_2_a_draw_is_never_below_its_proportion_nor_a_whole_unit_above(bodies: int, percent: int) -> None:
    assert bodies * percent <= 100 * law.draw_size(bodies, percent) < bodies * percent + 100


def test_A67_2_anyone_draws_the_same_units_from_the_seed() -> None:
    drawn = law.spot_draw(BODIES, 10, SEED)
    assert drawn == ("评11", "评20", "评21", "评29", "评42")
    assert law.spot_draw(tuple(reversed(BODIES)), 10, SEED) == drawn
    assert law.spot_draw((*BODIES, BODIES[0]), 10, SEED) == drawn
    assert law.spot_draw(BODIES, 100, SEED) == BODIES
    assert len({law.spot_draw(BODIES, 10, f"{seed:x}") for seed in range(20)}) > 15


def test_A67_2_every_unit_is_drawn_about_as_often() -> None:
    times = dict.fromkeys(BODIES, 0)
    for seed in range(860):
        for body in law.spot_draw(BODIES, 10, str(seed)):
            times[body] += 1
    assert sum(times.values()) == 4300
    assert all(60 <= count <= 140 for count in times.values()), times


def test_A67_2_nobody_is_put_on_or_taken_off_a_draw() -> None:
    rule = law.random_check_follows_a_draw
    others = tuple(body for body in BODIES if body not in SPOT_DRAW.drawn)
    assert said(rule, SPOT_DRAW) == ()
    assert said(rule, replace(SPOT_DRAW, drawn=tuple(reversed(SPOT_DRAW.drawn)))) == ()
    assert said(rule, replace(SPOT_DRAW, drawn=SPOT_DRAW.drawn[1:])) == (
        "应从 43 个评审单位中按 10% 抽取 5 个，名单 4 个与抽取结果不符，不得更换；请按抽取结果检查",
    )
    assert said(rule, replace(SPOT_DRAW, drawn=(*SPOT_DRAW.drawn[1:], others[0]))) == (
        "应从 43 个评审单位中按 10% 抽取 5 个，名单 5 个与抽取结果不符，不得更换；请按抽取结果检查",
    )
    assert said(rule, replace(SPOT_DRAW, committed=commitment(b"another"))) == (
        "抽取种子与事先公布的摘要不符，不得使用抽取结果；请按公布的种子抽取",
    )


@pytest.mark.parametrize(("percent", "lawful"), [(0, False), (1, True), (100, True), (101, False)])
def test_A67_2_the_proportion_lies_between_one_and_a_hundred_percent(percent: int, lawful: bool) -> None:
    drawn = law.spot_draw(BODIES, percent, SEED)
    refused = (f"抽查比例 {percent}% 不在 1% 至 100% 之间，不得抽取；请重新设定",)
    fact = replace(SPOT_DRAW, percent=percent, drawn=drawn)
    assert said(law.random_check_follows_a_draw, fact) == (() if lawful else refused)


def test_A67_2_a_random_check_names_its_draw_and_another_method_needs_none() -> None:
    rule = law.random_check_names_its_draw
    chosen = replace(INSPECTION, draw_number=" ")
    assert said(rule, INSPECTION) == ()
    assert said(rule, chosen) == ("随机抽查没有抽取记录，不得指定检查对象；请先抽取",)
    assert said(rule, replace(chosen, method=InspectionMethod.PATROL)) == ()


def test_A67_3_a_clue_open_past_its_term_is_a_breach() -> None:
    rule = law.clue_is_followed_up
    overdue = replace(CLUE, on=CLUE.due_on + DAY)
    assert said(rule, CLUE) == ()
    assert said(rule, overdue) == (
        "线索应于 2026-09-21 前处置，至 2026-09-22 仍未处置；请选择督查、倒查、复查、移送或了结",
    )
    assert said(rule, replace(overdue, provisional=True)) == ()
    assert said(rule, replace(overdue, disposition=Disposition.CLOSED)) == ()
    assert said(rule, replace(CLUE, source=None)) == (NO_SOURCE,)
    assert said(rule, replace(CLUE, content=" ")) == (NO_SOURCE,)


def test_A67_3_a_clue_ends_with_a_disposition_and_its_reason() -> None:
    rule = law.clue_is_disposed_of_with_reasons
    assert said(rule, DISPOSAL) == ()
    assert said(rule, replace(DISPOSAL, disposition=None)) == (
        "没有选定处置方式，不得办结线索；请选择督查、倒查、复查、移送或了结",
    )
    assert said(rule, replace(DISPOSAL, reason=" ")) == ("线索处置没有说明理由，不得办结；请写明理由",)
    assert said(rule, replace(DISPOSAL, disposed_by="b1")) == ("线索反映的对象不得处置该线索；请由其他单位或人员处置",)


def test_A67_3b_nobody_looks_into_a_clue_about_themself_or_their_own_body() -> None:
    rule = law.clue_is_looked_into_by_others
    refused = ("线索反映的对象不得核实、查办该线索；请由其他监管单位或人员办理",)
    assert said(rule, HANDLING) == ()
    assert said(rule, replace(HANDLING, person="p9")) == refused
    assert said(rule, replace(HANDLING, body="b1")) == refused
    assert said(rule, replace(HANDLING, concerned=())) == ()


def test_A67_3_a_late_disposition_is_on_record() -> None:
    rule = law.clue_is_disposed_of_with_reasons
    late = replace(DISPOSAL, disposed_on=DISPOSAL.due_on + DAY)
    assert doubted(rule, DISPOSAL) == ()
    assert doubted(rule, late) == ("线索应于 2026-09-21 前处置，实际 2026-09-22，已逾期",)
    assert doubted(rule, replace(late, provisional=True)) == ()
    assert law.clue_due(date(2026, 9, 28), CALENDAR).due_on == date(2026, 10, 16)


def test_A67_3_where_clues_come_from_and_what_becomes_of_them() -> None:
    assert {s.value: s.label for s in ClueSource} == {
        "petition": "来信来访", "online_message": "网民留言", "complaint": "投诉举报", "media": "媒体报道",
        "audit": "巡视审计", "inspection": "抽查巡查", "screening": "数据筛查",
    }  # fmt: skip
    assert {d.value: d.label for d in Disposition} == {
        "inspection": "督查", "back_check": "倒查", "recheck": "复查", "referred": "移送", "closed": "了结",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        (dict(to=None), "移送对象"),
        (dict(abuse=None), "问题类别"),
        (dict(facts=" "), "事实"),
        (dict(evidence=()), "证据"),
        (dict(evidence=(" ",)), "证据"),
        (dict(number=""), "移送文号"),
        (dict(to=None, abuse=None, facts="", evidence=(), number=" "), "移送对象、问题类别、事实、证据、移送文号"),
    ],
)
def test_A68_1_a_referral_is_whole(changes: dict[str, Any], missing: str) -> None:
    rule = law.referral_names_facts_and_recipient
    assert said(rule, REFERRAL) == ()
    assert said(rule, replace(REFERRAL, **changes)) == (f"移送材料缺少：{missing}，不得移送；请补充完整",)


def test_A68_1_to_whom_and_what_is_referred() -> None:
    assert {r.value: r.label for r in Recipient} == {
        "police": "公安机关", "cyberspace": "网信部门", "market": "市场监管部门", "industry": "行业主管部门",
    }  # fmt: skip
    assert {a.value: a.label for a in Abuse} == {
        "fake_review": "假冒职称评审", "fake_certificate": "制作贩卖假证", "fake_site": "虚假网站",
        "false_advertising": "虚假宣传", "contract_trap": "设置合同陷阱", "unlawful_fee": "违规收费",
        "paper_mill": "论文代写代发、虚假刊发",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (dict(places=()), "工程系列办公室没有公布投诉举报渠道，不得开展评审工作；请先设立并公布"),
        (dict(places=(" ",)), "工程系列办公室没有公布投诉举报渠道，不得开展评审工作；请先设立并公布"),
        (dict(receipt=False), "工程系列办公室的投诉举报没有回执，不得使用；请出具受理编号"),
        (dict(confidential=False), "工程系列办公室的投诉举报没有为举报人保密，不得使用；请限定查看人员"),
    ],
)
def test_A70_1_every_body_takes_complaints_and_protects_who_complains(changes: dict[str, Any], message: str) -> None:
    rule = law.body_has_a_complaint_channel
    assert said(rule, COMPLAINT_CHANNEL) == ()
    assert said(rule, replace(COMPLAINT_CHANNEL, **changes)) == (message,)
