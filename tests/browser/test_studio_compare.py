"""The compare page in a browser: both diagrams are marked and move together, an entry leads to its place in both."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect
from sqlalchemy import insert, select

from app import accounts
from app.engine.store import DEFINITIONS
from app.trial.world import instant
from handlers.records.organisations import Organisation
from handlers.records.people import Person
from handlers.records.table import new_id
from handlers.rules.roles import Role
from tests.browser.conftest import Visitor
from tests.web.conftest import HASH
from tests.web.season import Season

pytestmark = pytest.mark.browser
Arrive = Callable[..., Visitor]


@pytest.fixture
def two_versions(season: Season) -> Season:
    """The publicity process again, waiting for another day, without one of its ends; and a designer."""
    with season.database.transaction() as session:
        row = dict(session.execute(select(DEFINITIONS).where(DEFINITIONS.c.key == "publicity")).mappings().one())
        xml = (
            row["xml"]
            .replace("${post_result.over_on}", "${post_result.posted_on}")
            .replace("公示评审结果", "张贴评审结果")
        )
        xml = xml.replace("none_cleared", "nobody_cleared").replace('name="无人可报"', 'name="流程终止"')
        session.execute(insert(DEFINITIONS), [{**row, "id": new_id(), "version": 2, "xml": xml}])
        body = session.scalars(select(Organisation).order_by(Organisation.code)).first()
        assert body is not None
        person = Person(name="钱设计")
        session.add(person)
        session.flush()
        account = accounts.open_account(session, "designer", HASH, person.id, demonstration=True)
        session.flush()
        accounts.appoint(session, account, Role.DESIGNER, body.id, instant(2025, 1, 1).date())
    return season


def shown(side: Locator) -> list[float]:
    """Where a diagram stands in its window, and how large."""
    matrix = side.locator("g.viewport").get_attribute("transform") or ""
    return [float(number) for number in re.findall(r"-?[\d.]+", matrix)]


def test_an_entry_leads_to_its_place_in_both_diagrams(two_versions: Season, arrive: Arrive) -> None:
    visitor = arrive()
    visitor.sign_in("designer")
    visitor.go("/studio/compare?key=publicity&old=1&new=2")
    page = visitor.page
    old, new = page.locator('.diagram[data-side="old"]'), page.locator('.diagram[data-side="new"]')
    for side in (old, new):
        expect(side).not_to_have_attribute("aria-busy", "true")
        expect(side.locator('.change-changed[data-element-id="result_notice_over"]')).to_have_count(1)
        expect(side.locator(".change-mark", has_text="△").first).to_be_visible()
    expect(old.locator('.change-removed[data-element-id="none_cleared"]')).to_have_count(1)
    expect(new.locator('.change-added[data-element-id="nobody_cleared"]')).to_have_count(1)
    page.get_by_role("button", name="“公示期满”：等待的日子").click()
    for side in (old, new):
        expect(side.locator('.is-picked[data-element-id="result_notice_over"]')).to_have_count(1)
    page.get_by_role("button", name="放大").click()
    views = [shown(side) for side in (old, new)]
    assert views[0] == pytest.approx(views[1], abs=0.1)


@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_is_accessible_and_fits_the_window(width: int, two_versions: Season, arrive: Arrive) -> None:
    visitor = arrive(width)
    visitor.sign_in("designer")
    visitor.go("/studio/compare?key=publicity&old=1&new=2")
    expect(visitor.page.locator('.diagram[data-side="new"]')).not_to_have_attribute("aria-busy", "true")
    assert visitor.barriers() == []
    assert visitor.sideways() == 0
