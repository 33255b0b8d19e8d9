"""Trying a draft in a browser: by hand, along a shipped story, and what was tried kept as a story of the draft."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from app import drafts, trial
from app.engine.store import ProcessInstance
from handlers.handler import Actor
from handlers.rules.roles import Role
from tests.browser.conftest import Visitor
from tests.browser.test_studio_editor import person
from tests.web.season import Season

pytestmark = pytest.mark.browser
Arrive = Callable[..., Visitor]


@pytest.fixture
def designer(season: Season) -> Actor:
    return person(season.database, "designer", Role.DESIGNER)


@pytest.fixture
def draft(season: Season, designer: Actor) -> str:
    """A draft that changes nothing yet."""
    with season.database.transaction() as session:
        return drafts.begin(session, "试一试线索", designer, season.clock.now()).id


def opened(visitor: Visitor, draft: str, process: str) -> Page:
    visitor.sign_in("designer")
    visitor.go(f"/studio/drafts/{draft}/try/{process}")
    rested(visitor.page)
    return visitor.page


def rested(page: Page) -> None:
    expect(page.locator("#try")).not_to_have_attribute("aria-busy", "true")


def click(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    rested(page)


def marked(page: Page, element: str, mark: str) -> bool:
    found: bool = page.evaluate(
        "([id, mark]) => document.querySelector(`.djs-element[data-element-id=${id}]`).classList.contains(mark)",
        [element, mark],
    )
    return found


def test_a_case_is_tried_by_hand_and_kept_as_a_story(season: Season, draft: str, arrive: Arrive) -> None:
    page = opened(arrive(), draft, "clue")
    click(page, "发起一件，自己办")
    page.get_by_role("button", name="核实").click()
    page.get_by_label("核实情况").fill("逐项核实，情况属实。")
    click(page, "照此办理")
    assert marked(page, "verify", "try-done") and marked(page, "dispose", "try-here")

    click(page, "退回一步")
    assert marked(page, "verify", "try-here")
    page.get_by_role("button", name="核实").click()
    page.get_by_label("核实情况").fill("逐项核实，情况属实。")
    click(page, "照此办理")
    click(page, "照常办到底")
    expect(page.locator("[data-part=tasks]")).to_have_text("没有待办。")
    expect(page.locator("[data-part=covered]")).to_contain_text("走过百分之 52")

    page.get_by_label("一句话说清这个故事").fill("线索核实后没有发现违规")
    page.get_by_label("文件名").fill("clue_unfounded_again")
    click(page, "存进草稿")
    expect(page.locator("[data-part=kept]")).to_have_text("已存为故事 clue_unfounded_again.scenario.yaml")
    with season.database.reading() as session:
        kept = drafts.files_of(session, draft)
        models = drafts.models_of(session, draft)
        assert session.scalar(select(func.count()).select_from(ProcessInstance)) == 0
    assert "逐项核实，情况属实。" in kept["clue_unfounded_again.scenario.yaml"]
    assert [result.differences for result in trial.run_stories(models, kept)] == [()]


def test_a_story_is_gone_along_with_its_decisions_and_refusals(draft: str, arrive: Arrive) -> None:
    page = opened(arrive(), draft, "declaration")
    page.get_by_label("照一个故事演").select_option("straight_path.scenario.yaml")
    click(page, "从这个故事开始")
    expect(page.locator("[data-part=left]")).to_have_text("故事还剩 5 步")
    click(page, "演下一步")
    page.get_by_role("button", name="核对资格并提交申报").click()
    page.get_by_label("我承诺").uncheck()
    click(page, "照此办理")
    expect(page.locator("[data-part=refused]")).to_contain_text("请勾选")
    click(page, "演到底")
    expect(page.locator("[data-part=left]")).to_have_text("故事已经演完，可以接着自己办。")
    expect(page.locator("[data-part=decisions]")).to_contain_text("确定初审主体")
    assert marked(page, "certified", "try-done")


@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_is_free_of_barriers_and_fits(draft: str, arrive: Arrive, width: int) -> None:
    visitor = arrive(width)
    page = opened(visitor, draft, "clue")
    click(page, "发起一件，自己办")
    page.get_by_role("button", name="核实").click()
    expect(page.get_by_label("核实情况")).to_be_visible()

    assert (visitor.barriers(), visitor.unlabelled(), visitor.sideways()) == ([], [], 0)
