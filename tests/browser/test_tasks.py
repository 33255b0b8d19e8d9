"""From the sign-in to a completed task, with the mouse, with the keyboard alone, and on a phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect
from sqlalchemy import select

from handlers.records.declarations import CheckRecord, Declaration
from handlers.rules.terms import DeclarationStatus
from tests.browser.conftest import Visitor
from tests.web.season import Season

pytestmark = pytest.mark.browser
Arrive = Callable[..., Visitor]


def choose(page: Page, label: str, option: str) -> None:
    """Pick from a list of the form viewer."""
    field = page.locator(".fjs-form-field", has_text=label).first
    field.locator(".fjs-input-group").click()
    page.locator(".fjs-dropdownlist-item").get_by_text(option, exact=True).click()


def fill_check(page: Page) -> None:
    expect(page.locator(".fjs-form-field-checklist input")).not_to_have_count(0)
    for box in page.locator(".fjs-form-field-checklist input").all():
        box.check()
    choose(page, "思想政治和职业道德表现", "合格")
    page.get_by_label("同意", exact=True).check()
    page.get_by_label("意见内容").fill("材料真实完整，同意推荐。")
    page.get_by_label("印章编号").fill("公章-001")


def test_a_clerk_signs_in_by_a_demonstration_account_claims_and_completes_a_task(
    season: Season, arrive: Arrive
) -> None:
    season.submit("applicant")
    clerk = arrive()
    page = clerk.page
    clerk.go("/sign-in")
    page.get_by_role("button", name="赵clerk").first.click()
    page.get_by_role("button", name="登录", exact=True).click()
    page.get_by_role("link", name="可领取").first.click()
    page.get_by_role("button", name="领取 审核申报材料").click()
    expect(page.get_by_role("status").first).to_contain_text("已领取")

    fill_check(page)
    page.get_by_role("button", name="提交“审核申报材料”并办下一件").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("张贴单位内部公示")
    expect(page.get_by_text("“审核申报材料”已办结。")).to_be_visible()
    with season.database.reading() as session:
        assert session.scalars(select(CheckRecord.opinion)).all() == ["approve"]


def test_no_click_is_lost_while_the_form_is_still_loading(season: Season, arrive: Arrive) -> None:
    _, task = season.submit("applicant")
    clerk = arrive()
    page = clerk.page
    clerk.sign_in("clerk")
    held: list[Route] = []
    released: list[bool] = []
    page.route("**/assets/form-*.js", lambda route: route.continue_() if released else held.append(route))
    page.goto(f"{clerk.address}/desk/tasks/{task}", wait_until="commit")
    button = page.get_by_role("button", name="提交并返回列表")

    expect(button).to_be_disabled()
    released.append(True)
    for route in held:
        route.continue_()
    expect(button).to_be_enabled()
    button.click()
    expect(page.locator("#errors")).to_be_focused()


def test_what_is_missing_is_listed_above_and_beside_the_field_and_answers_are_kept(
    season: Season, arrive: Arrive
) -> None:
    _, task = season.submit("applicant")
    clerk = arrive()
    page = clerk.page
    clerk.sign_in("clerk")
    clerk.go(f"/desk/tasks/{task}")
    page.get_by_label("意见内容").fill("写了一半的意见")
    page.get_by_role("button", name="提交并返回列表").click()

    summary = page.locator("#errors")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("印章编号：请填写此项")
    expect(summary).to_contain_text("审核意见：请选择")
    expect(page.locator(".fjs-form-field", has_text="印章编号").locator(".fjs-form-field-error")).to_have_text(
        "请填写此项"
    )
    summary.get_by_role("link", name="印章编号").click()
    expect(page.get_by_label("印章编号")).to_be_focused()
    expect(page.get_by_label("意见内容")).to_have_value("写了一半的意见")


def test_a_refusal_of_the_law_is_shown_in_three_parts_and_the_form_stays(season: Season, arrive: Arrive) -> None:
    task = season.declare("newcomer").next_items[0]
    newcomer = arrive()
    page = newcomer.page
    newcomer.sign_in("newcomer")
    newcomer.go(f"/desk/tasks/{task}")
    page.get_by_label("申报职称名称").fill("高级工程师")
    page.get_by_label("专业技术工作总结").fill("主持完成多项建筑工程质量监督工作，起草本地区检查细则，带教新人。")
    page.get_by_label("代表性业绩成果").fill("某中学教学楼工程监督。")
    page.get_by_label("我承诺").check()
    page.get_by_role("button", name="提交“核对资格并提交申报”并办下一件").click()

    refusal = page.locator("#errors")
    expect(refusal).to_be_focused()
    for part in ("不允许", "依据和情况", "怎么办", "第二十"):
        expect(refusal).to_contain_text(part)
    expect(page.get_by_label("代表性业绩成果")).to_have_value("某中学教学楼工程监督。")
    with season.database.reading() as session:
        assert session.scalars(select(Declaration.status)).all() == [DeclarationStatus.DRAFT]


def test_everything_is_reached_by_the_keyboard_alone(season: Season, arrive: Arrive) -> None:
    season.submit("applicant")
    clerk = arrive()
    page = clerk.page
    clerk.go("/sign-in")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.get_by_label("用户名").focus()
    page.keyboard.type("clerk")
    page.keyboard.press("Tab")
    page.keyboard.type("zhiping-demo")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk")
    page.keyboard.press("/")
    expect(page.get_by_label("在办事台中查找")).to_be_focused()


def test_every_page_is_free_of_barriers_and_fits_its_window(season: Season, arrive: Arrive) -> None:
    case, task = season.submit("applicant")
    pages = {
        None: ["/", "/public", "/public/verify", "/sign-in", "/nowhere"],
        "clerk": ["/desk", "/desk?scope=unclaimed", f"/desk/tasks/{task}", f"/desk/cases/{case}", "/desk/start"],
        "applicant": ["/desk/mine", "/desk/start/declaration"],
        "supervisor": ["/monitor"],
    }
    for name, paths in pages.items():
        visitor = arrive()
        if name:
            visitor.sign_in(name)
        for path in paths:
            visitor.go(path)
            assert visitor.hindrances() == [], path


def test_the_diagram_marks_where_the_case_is(season: Season, arrive: Arrive) -> None:
    case, _ = season.submit("applicant")
    clerk = arrive()
    clerk.sign_in("clerk")
    clerk.go(f"/desk/cases/{case}")

    page = clerk.page
    expect(page.locator('.djs-element.is-here[data-element-id="unit_check"]')).to_have_count(1)
    expect(page.locator('.djs-element.is-done[data-element-id="submit"]')).to_have_count(1)
    expect(page.locator('.djs-element.is-ahead[data-element-id="recommend"]')).to_have_count(1)
    expect(page.locator(".step-list .here")).to_contain_text("审核申报材料")


def test_the_list_filters_while_one_types(season: Season, arrive: Arrive) -> None:
    season.submit("applicant")
    clerk = arrive()
    page = clerk.page
    clerk.sign_in("clerk")
    clerk.go("/desk?scope=unclaimed")
    page.get_by_label("编号、姓名、单位", exact=True).fill("没有这个人")

    page.get_by_label("编号、姓名、单位", exact=True).press("a")
    expect(page.get_by_role("heading", name="没有符合条件的任务")).to_be_visible()
    assert "q=" in page.url
