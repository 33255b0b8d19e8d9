"""The monitor in a browser: the live diagram with its badges, the way down from a step, charts, barriers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import expect

from app import figures
from app.clock import end_of
from app.engine.store import WorkItem
from app.trial.world import instant
from tests.browser.conftest import Visitor
from tests.web.season import Season

pytestmark = pytest.mark.browser
Arrive = Callable[..., Visitor]
STEP = "/monitor/processes/declaration/steps/unit_check"
PAGES = (
    "/monitor", "/monitor/processes", "/monitor/processes/declaration",
    "/monitor/processes/declaration?view=frequency", "/monitor/processes/declaration?view=duration", STEP,
    "/monitor/deadlines", "/monitor/deadlines?state=green", "/monitor/workload", "/monitor/workload?by=people",
    "/monitor/pass-rates",
)  # fmt: skip


def overdue(season: Season) -> None:
    """A declaration whose check by the unit is late, with the figures summed up."""
    _, task = season.submit("applicant")
    with season.database.transaction() as session:
        session.get_one(WorkItem, task).due_at = end_of(date(2026, 9, 11))
    season.clock.move_to(instant(2026, 9, 15))
    figures.count(season.database, season.clock.now())


def ready(visitor: Visitor) -> None:
    """Every picture and chart of the page stands."""
    expect(visitor.page.locator("[aria-busy=true]")).to_have_count(0)


def test_a_step_shows_how_many_are_late_and_leads_to_them(season: Season, arrive: Arrive) -> None:
    overdue(season)
    visitor = arrive()
    visitor.sign_in("supervisor")
    visitor.go("/monitor/processes/declaration")
    ready(visitor)
    page = visitor.page

    expect(page.locator('.djs-overlays[data-container-id="unit_check"] .live-here')).to_have_text("1")
    expect(page.locator('.djs-overlays[data-container-id="unit_check"] .live-overdue')).to_have_text("! 1")
    page.locator('.djs-overlays[data-container-id="unit_check"] .live-overdue').click()
    page.wait_for_url("**/steps/unit_check**")
    expect(page.get_by_role("cell", name="申报人甲")).to_be_visible()


def test_charts_have_a_name_patterns_and_the_table_behind_them(season: Season, arrive: Arrive) -> None:
    overdue(season)
    visitor = arrive()
    visitor.sign_in("supervisor")
    visitor.go("/monitor/workload")
    ready(visitor)
    page = visitor.page

    chart = page.get_by_role("img", name="有超期")
    expect(chart.locator("svg")).to_be_visible()
    expect(chart.locator("pattern").first).to_be_attached()
    page.get_by_text("看数字（表格）").last.click()
    expect(page.get_by_role("row", name="宁城县建设工程质量监督站").first).to_be_visible()


def test_every_page_of_the_overview_is_free_of_barriers_and_fits(season: Season, arrive: Arrive) -> None:
    overdue(season)
    visitor = arrive()
    visitor.sign_in("supervisor")
    for path in PAGES:
        visitor.go(path)
        ready(visitor)
        for fold in visitor.page.locator("main details.fold").all():
            fold.evaluate("each => { each.open = true }")
        assert visitor.hindrances() == [], path
