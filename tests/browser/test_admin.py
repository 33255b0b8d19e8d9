"""The administration in a browser: choosing a reading, finding a rule, and every page on a desk and on a phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from playwright.sync_api import expect

from app import accounts
from app.database import Database
from handlers import reference
from handlers.records.people import Person
from handlers.reference import loading
from handlers.rules import series
from handlers.rules.roles import Role
from tests.browser.conftest import Visitor
from tests.web.conftest import HASH
from tests.web.season import Season

pytestmark = pytest.mark.browser
Arrive = Callable[..., Visitor]
PAGES = (
    "/admin", "/admin/interpretations", "/admin/interpretations/I-13", "/admin/interpretations/I-40",
    "/admin/interpretations/I-02", "/admin/reference/series", "/admin/reference/areas", "/admin/reference/departments",
    "/admin/reference/series/economics", "/admin/reference/areas/150781", "/admin/reference/departments/culture",
    "/admin/reference/series/new", "/admin/rules", "/admin/rules?q=45", "/admin/rules?q=nothing-like-that",
)  # fmt: skip


@pytest.fixture
def keeper(season: Season, sqlite_database: Database, arrive: Arrive) -> Iterator[Callable[..., Visitor]]:
    """A rule keeper arrives; the installation has its reference data."""
    with sqlite_database.transaction() as session:
        loading.seed(session)
        person = Person(name="赵keeper")
        session.add(person)
        session.flush()
        account = accounts.open_account(session, "keeper", HASH, person.id)
        session.flush()
        where = season.actors["supervisor"].organisation_id
        accounts.appoint(session, account, Role.RULE_KEEPER, where, date(2025, 1, 1))

    def come(width: int = 1280) -> Visitor:
        visitor = arrive(width)
        visitor.sign_in("keeper")
        return visitor

    yield come
    series.hold(reference.catalogue())


def test_a_reading_is_chosen_with_its_paper_and_stands_in_the_history(keeper: Callable[..., Visitor]) -> None:
    visitor = keeper()
    page = visitor.page
    page.get_by_role("link", name="管理", exact=True).click()
    page.get_by_role("link", name="查看台账").click()
    page.get_by_role("link", name="I-13").first.click()
    page.get_by_text("改为其他做法…").click()
    page.get_by_label("三分之二的分母").select_option(label="到会专家减去对该申报人回避的专家")
    page.get_by_label("依据文号").fill("内人社函〔2026〕9号")
    page.get_by_label("变更理由").fill("厅务会纪要")
    page.get_by_role("button", name="记录新做法").click()

    expect(page.get_by_role("status").first).to_contain_text("已记录第 1 版")
    expect(page.get_by_role("row", name="内人社函〔2026〕9号")).to_be_visible()


def test_rules_are_filtered_while_one_types(keeper: Callable[..., Visitor]) -> None:
    visitor = keeper()
    visitor.go("/admin/rules")
    visitor.page.get_by_label("条号或文字").press_sequentially("45")

    expect(visitor.page.get_by_role("cell", name="A45.2", exact=True)).to_be_visible()
    expect(visitor.page.get_by_role("cell", name="A1.1", exact=True)).to_have_count(0)


def test_every_page_of_the_administration_is_free_of_barriers_and_fits(keeper: Callable[..., Visitor]) -> None:
    visitor = keeper()
    for path in PAGES:
        visitor.go(path)
        for fold in visitor.page.locator("main details.fold").all():
            fold.evaluate("each => { each.open = true }")
        assert visitor.hindrances() == [], path
