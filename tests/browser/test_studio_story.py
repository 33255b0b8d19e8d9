"""The designer's day as one story: a step drawn, bound, given a form, reviewed by another, published, and used."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from handlers.rules.roles import Role
from tests.browser.conftest import Visitor
from tests.browser.test_studio_editor import person
from tests.browser.test_studio_trying import click
from tests.web.season import Season

pytestmark = pytest.mark.browser
Arrive = Callable[..., Visitor]
PROCESS, HANDLER = "calendar.bpmn", "calendar.recompute"
HOLIDAYS = [("2027-01-01", "2027-01-01"), ("2027-05-01", "2027-05-01"), ("2027-10-01", "2027-10-03")]
STORY = "calendar_recomputed.scenario.yaml"


@pytest.fixture
def small(season: Season, tmp_path: Path) -> Season:
    """An installation with all processes and forms, and the one story that is about its working calendar."""
    place = season.app.extensions["zhiping"]
    home = tmp_path / "home"
    leave = shutil.ignore_patterns("*.scenario.yaml")
    shutil.copytree(place.settings.home / "processes", home / "processes", ignore=leave)
    shutil.copytree(place.settings.home / "forms", home / "forms")
    shutil.copy(place.settings.home / "processes" / STORY, home / "processes" / STORY)
    settings = dataclasses.replace(place.settings, home=home)
    season.app.extensions["zhiping"] = dataclasses.replace(place, settings=settings)
    person(season.database, "designer", Role.DESIGNER)
    person(season.database, "colleague", Role.DESIGNER)
    person(season.database, "keeper", Role.RULE_KEEPER)
    return season


def test_from_a_new_step_to_a_case_on_it(small: Season, arrive: Arrive) -> None:
    designer, colleague, keeper = arrive(), arrive(), arrive()
    draws(designer)
    tries_and_records(designer.page)
    asks_for_review(designer.page)
    approves_and_publishes(colleague)
    starts_a_case(keeper)
    keeper_sees_the_step(keeper.page)


def draws(visitor: Visitor) -> None:
    """Opens a process from the overview, puts a step into it, picks its handler, makes its form."""
    visitor.sign_in("designer")
    visitor.go("/studio")
    page = visitor.page
    page.get_by_role("row", name="工作日历").get_by_role("button", name="修改").click()
    expect(page.locator("[data-part=verdict]")).to_have_attribute("data-state", "clean")
    page.get_by_role("tab", name="步骤清单").click()
    page.get_by_role("button", name="连线：重算未结束的期限 → 日历生效").click()
    page.get_by_title("在此插入用户任务").click()
    page.get_by_label("处理程序（适用的").select_option(HANDLER)
    page.get_by_role("textbox", name="名称", exact=True).fill("人工再次重算")
    expect(page.locator("[data-part=problems]")).to_contain_text(f"没有表单 {HANDLER}.form")
    page.get_by_role("button", name=f"建立 {HANDLER}.form").click()
    expect(page.locator("[data-part=wanted-verdict]")).to_have_text("表单所问与处理程序需要的完全一致。")
    page.get_by_role("link", name=f"回到 {PROCESS}").click()
    expect(page.locator("[data-part=verdict]")).to_have_attribute("data-state", "clean")


def tries_and_records(page: Page) -> None:
    """A year is entered, confirmed and published in a trial; the new step is done; all of it is kept as a story."""
    page.get_by_role("link", name="试运行").first.click()
    click(page, "发起一件，自己办")
    page.get_by_role("button", name="核对放假调休安排").click()
    page.get_by_label("由谁办").select_option("2")  # nobody confirms the calendar that he entered
    click(page, "照此办理")
    click(page, "照常办到底")
    expect(page.locator("[data-part=tasks]")).to_have_text("没有待办。")
    expect(page.locator(".djs-shape.try-done", has_text="人工再次重算")).to_have_count(1)
    page.get_by_label("一句话说清这个故事").fill("日历发布后由人再重算一次")
    page.get_by_label("文件名").fill("calendar_by_hand")
    click(page, "存进草稿")
    expect(page.locator("[data-part=kept]")).to_contain_text("calendar_by_hand.scenario.yaml")
    page.get_by_role("link", name="修改 calendar.bpmn").click()


def asks_for_review(page: Page) -> None:
    expect(page.get_by_role("link", name="calendar_by_hand.scenario.yaml").first).to_be_visible()
    expect(page.get_by_role("link", name=f"{HANDLER}.form")).to_be_visible()
    page.get_by_label("请审核人注意什么").fill("发布日历后，由人再重算一次。")
    page.get_by_role("button", name="演一遍故事并提交审核").click()
    expect(page.get_by_text("等待第二人审核")).to_be_visible()
    expect(page.get_by_role("button", name="批准这些改动")).to_have_count(0)  # not one's own


def approves_and_publishes(visitor: Visitor) -> None:
    """Another designer looks at what was changed, approves it, and publishes it."""
    visitor.sign_in("colleague")
    visitor.go("/studio?view=reviews")
    page = visitor.page
    page.get_by_role("link", name=f"修改 {PROCESS}").click()
    page.get_by_role("link", name="比较").click()
    expect(page.get_by_text("人工再次重算").first).to_be_visible()
    page.go_back()
    page.get_by_role("button", name="批准这些改动").click()
    page.get_by_role("button", name="发布这 3 个文件的改动").click()
    expect(page.get_by_text("已发布", exact=True).first).to_be_visible()


def starts_a_case(visitor: Visitor) -> None:
    """Whoever keeps the calendar starts a case by the new version."""
    visitor.sign_in("keeper")
    visitor.go("/desk/start")
    page = visitor.page
    page.get_by_role("listitem").filter(has_text="工作日历").get_by_role("link", name="发起").click()
    page.get_by_label("年份").fill("2027")
    page.get_by_label("确认该年安排").check()
    page.get_by_label("依据文件").fill("关于2027年部分节假日安排的通知")
    for row, (first, last) in enumerate(HOLIDAYS):
        if row:
            page.get_by_role("button", name="增加一行").click()
        page.locator(".fjs-form-field-select .fjs-input-group").nth(row).click()
        page.locator(".fjs-dropdownlist-item", has_text="法定节假日").click()
        page.get_by_role("textbox", name="从").nth(row).fill(first)
        page.keyboard.press("Enter")
        page.get_by_role("textbox", name="到").nth(row).fill(last)
        page.keyboard.press("Enter")
    page.get_by_role("button", name="开始“工作日历”").click()
    expect(page.get_by_role("button", name="开始“工作日历”")).to_have_count(0)


def keeper_sees_the_step(page: Page) -> None:
    page.goto(page.url.split("/desk")[0] + "/studio/processes/calendar")
    newest = page.get_by_role("row", name="第 2 版")
    expect(newest).to_contain_text("现行")
    expect(newest).to_contain_text("1 件在办")
    expect(newest).to_contain_text("钱designer")
    expect(newest).to_contain_text("钱colleague")
