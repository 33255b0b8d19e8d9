"""The editors of decision tables and of forms in a browser, on a real draft: faults while one types, trials, saving."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from app import drafts
from handlers.handler import Actor
from handlers.rules.roles import Role
from tests.browser.conftest import Visitor
from tests.browser.test_studio_editor import person
from tests.web.season import Season

pytestmark = pytest.mark.browser
Arrive = Callable[..., Visitor]
TABLE, FORM = "jurisdiction.dmn", "complaint.decide.form"
GAP = "没有任何行覆盖：职称类别 为 directed，级别 为 senior"


@pytest.fixture
def designer(season: Season) -> Actor:
    return person(season.database, "designer", Role.DESIGNER)


@pytest.fixture
def draft(season: Season, designer: Actor) -> str:
    """A draft that changes nothing yet."""
    with season.database.transaction() as session:
        return drafts.begin(session, "核准权限与处理意见", designer, season.clock.now()).id


def opened(visitor: Visitor, draft: str, file: str, name: str = "designer") -> Page:
    """The editor's page, with the whole draft checked once."""
    visitor.sign_in(name)
    visitor.go(f"/studio/drafts/{draft}/edit/{file}")
    expect(visitor.page.locator("#studio")).not_to_have_attribute("aria-busy", "true")
    expect(visitor.page.locator("[data-part=verdict]")).to_have_attribute("data-state", "clean")
    return visitor.page


def kept(season: Season, draft: str, file: str) -> str:
    with season.database.reading() as session:
        return drafts.files_of(session, draft).get(file, "")


def saved(page: Page) -> None:
    expect(page.locator("[data-part=status]")).to_contain_text("已保存")


def cell(page: Page, row: int, column: int) -> Locator:
    """An input of a rule, both counted from one."""
    return page.locator("tbody tr").nth(row - 1).locator("td.input-cell").nth(column - 1)


def write(page: Page, place: Locator, text: str) -> None:
    place.click()
    page.keyboard.press("Control+a")
    page.keyboard.type(text)
    page.keyboard.press("Tab")


def test_a_gap_is_told_in_words_until_the_rule_is_put_right(season: Season, arrive: Arrive, draft: str) -> None:
    page = opened(arrive(), draft, TABLE)
    write(page, cell(page, 5, 2), '"intermediate"')
    expect(page.locator("[data-part=problems]")).to_contain_text(GAP)
    expect(page.locator("[data-part=verdict]")).to_have_attribute("data-state", "errors")
    saved(page)
    assert '<text>"intermediate"</text>' in kept(season, draft, TABLE)

    write(page, cell(page, 5, 2), '"senior"')
    expect(page.locator("[data-part=verdict]")).to_have_attribute("data-state", "clean")
    write(page, cell(page, 5, 3), '"region", "league", "county"')
    expect(page.locator("[data-part=problems]")).to_have_text("")
    saved(page)
    page.reload()
    expect(cell(page, 5, 3)).to_contain_text('"region", "league", "county"')
    expect(page.locator("[data-part=verdict]")).to_have_attribute("data-state", "clean")


def test_a_word_typed_into_a_cell_is_undone_at_once(season: Season, arrive: Arrive, draft: str) -> None:
    page = opened(arrive(), draft, TABLE)
    write(page, cell(page, 5, 2), '"intermediate"')
    expect(page.locator("[data-part=problems]")).to_contain_text(GAP)
    page.get_by_role("button", name="撤销").click()
    expect(cell(page, 5, 2)).to_contain_text('"senior"')
    expect(page.locator("[data-part=problems]")).to_have_text("")
    page.get_by_role("button", name="重做").click()
    expect(cell(page, 5, 2)).to_contain_text('"intermediate"')


def test_a_value_that_the_column_does_not_allow_leads_to_its_row(season: Season, arrive: Arrive, draft: str) -> None:
    page = opened(arrive(), draft, TABLE)
    write(page, cell(page, 6, 2), '"expert"')
    told = page.locator(".studio-problem.error", has_text="第 6 行").first
    expect(told).to_contain_text("expert 不在允许的取值之内")
    cell(page, 1, 1).click()
    told.get_by_role("button").click()
    expect(cell(page, 6, 2).locator(":focus")).to_have_count(1)


def test_values_that_are_tried_show_the_row_that_decides(season: Season, arrive: Arrive, draft: str) -> None:
    page = opened(arrive(), draft, TABLE)
    page.get_by_label("级别").fill("senior")
    page.get_by_label("认定方式取得").select_option("true")
    expect(page.locator("[data-part=outcome]")).to_contain_text("命中第 4 行")
    expect(page.locator("[data-part=outcome]")).to_contain_text("7d")
    assert kept(season, draft, TABLE) == ""  # a trial changes nothing


def test_a_form_that_lost_an_answer_says_so_and_takes_it_back(season: Season, arrive: Arrive, draft: str) -> None:
    page = opened(arrive(), draft, FORM)
    answer = page.locator(".fjs-form-editor [data-id]", has=page.locator("label", has_text="处理意见")).last
    answer.click(position={"x": 200, "y": 5})
    page.get_by_title("去掉：").click()
    expect(page.locator("[data-part=problems]")).to_contain_text("缺少 opinion_text：处理程序需要它，表单没有问")
    expect(page.locator("[data-part=verdict]")).to_have_attribute("data-state", "errors")

    page.get_by_role("button", name="加到表单 opinion_text").click()
    expect(page.locator("[data-part=wanted-verdict]")).to_have_text("表单所问与处理程序需要的完全一致。")
    expect(page.locator("[data-part=verdict]")).to_have_attribute("data-state", "clean")
    saved(page)
    assert '"key": "opinion_text"' in kept(season, draft, FORM)


def test_a_form_is_seen_and_handed_in_as_its_reader_would(season: Season, arrive: Arrive, draft: str) -> None:
    page = opened(arrive(), draft, FORM)
    page.locator(".fjs-palette-field[data-field-type=text]").press("Enter")
    expect(page.locator("[data-part=wanted-verdict]")).to_have_text("表单所问与处理程序需要的完全一致。")
    saved(page)
    page.get_by_role("tab", name="预览").click()
    answer = page.locator("[data-part=preview]").get_by_label("处理意见")
    expect(answer).not_to_have_value("")
    page.get_by_role("button", name="照此提交").click()
    expect(page.locator("[data-part=judged]")).to_contain_text("可以提交。")
    answer.fill("")
    page.get_by_role("button", name="照此提交").click()
    expect(page.locator("[data-part=judged]")).to_contain_text("处理意见")
    expect(page.locator("[data-part=judged] .error")).to_have_count(1)


@pytest.mark.parametrize("file", [TABLE, FORM])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_editors_are_free_of_barriers_and_fit(
    season: Season, arrive: Arrive, draft: str, file: str, width: int
) -> None:
    visitor = arrive(width)
    page = opened(visitor, draft, file)
    assert (visitor.barriers(), visitor.unlabelled(), visitor.sideways()) == ([], [], 0)
    expect(page.get_by_role("button", name="保存")).to_have_count(1 if width > 820 else 0)
