"""The simulation page: one screen of assumptions, findings with their tables, refusals in words, nobody's data."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask

from app import accounts
from app.database import Database
from app.web.limits import limiter
from app.web.studio import whatif as view
from handlers.records.people import Person
from handlers.rules.roles import Role
from tests.web.conftest import HASH, HOME, Browser, Town

SMALL = {"cases": "60", "runs": "2", "first": "2026-03-02", "meets": "2026-04-15", "seed": "11"}


@pytest.fixture
def designer(website: Flask, residents: Town, sqlite_database: Database) -> Iterator[Browser]:
    """Somebody who designs, where the shipped models are published."""
    with sqlite_database.transaction() as session:
        for role in (Role.DESIGNER, Role.RULE_KEEPER, Role.SUPERVISOR):
            person = Person(name=role.label)
            session.add(person)
            session.flush()
            account = accounts.open_account(session, f"as-{role.value}", HASH, person.id)
            session.flush()
            accounts.appoint(session, account, role, residents.unit, date(2025, 1, 1))
    website.extensions["zhiping"].engine.publish([HOME / "processes", HOME / "forms"], author="test")
    limiter.enabled = False
    browser = Browser(website.test_client())
    assert browser.sign_in("as-designer").status_code == 302
    yield browser
    limiter.enabled = True


def fields(page: str) -> dict[str, str]:
    """What the form would send."""
    found = re.findall(r'<input[^>]*?\bname="([^"]+)"[^>]*?\bvalue="([^"]*)"', page)
    return {name: html.unescape(value) for name, value in found if name not in ("csrf_token", "q", "back", "measured")}


def plain(page: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", page))


def test_the_page_shows_every_assumption_before_anything_is_played(designer: Browser) -> None:
    page = designer.get("/studio/what-if").text

    sent = fields(page)
    assert sent["cases"] == "400" and sent["runs"] == "5" and sent["persons:office_clerk"] == "4"
    assert sent["minutes:acceptance.check"] == "15/30/90"
    assert sent["share:declaration:passed_to_confirmation_concluded"] == "65"
    assert "persons:supervisor" not in sent  # nobody of a season's processes
    assert "推演结果" not in page


def test_a_season_is_shown_as_findings_each_with_its_table(designer: Browser) -> None:
    page = designer.post("/studio/what-if", SMALL)

    told = plain(page.text)
    assert page.status_code == 200
    assert "一半的件在" in told and "推演的前提" in told and "种子 11" in told
    assert page.text.count("data-chart") == page.text.count("看数字（表格）") >= 3
    assert "第五十三条" in told and "T14 报送核准确认" in told
    assert "取得职称证书" in told


def test_the_same_form_and_seed_show_the_same_figures(designer: Browser) -> None:
    first, second = (designer.post("/studio/what-if", SMALL).text for _ in range(2))

    tables = [re.findall(r"<tbody>.*?</tbody>", page, re.S) for page in (first, second)]
    assert tables[0] == tables[1] and tables[0]


def test_the_next_season_is_compared_with_the_one_before(designer: Browser) -> None:
    before = fields(designer.post("/studio/what-if", SMALL).text)["before"]

    told = plain(designer.post("/studio/what-if", {**SMALL, "pace": "0.5", "before": before}).text)

    assert "与上一次推演比较" in told
    assert "60 件，2 次，起始 2026-03-02，种子 11，速度 1" in told


NO_SEASON = ["", "{", "[]", '{"about": "x"}', '{"about": 1, "figures": [1]}', '{"about":"<b>","figures":{"a":"x"}}']
REFUSED = {
    "超过 5000": {"cases": "5000", "runs": "2"},
    "“申报件数”须为 1 到 5000 之间的数": {"cases": "many"},
    "填写的是“nan”": {"cases": "nan"},
    "须为整数": {"cases": "2.5"},
    "“soon”不是日期": {"first": "soon"},
    "“10-02”不是日期": {"holidays": "2026-10-01, 10-02"},
    "“办事机构经办”须为": {"persons:office_clerk": "-1"},
    "最少/常见/最多 三个分钟数": {"minutes:acceptance.check": "5"},
    "从小到大": {"minutes:acceptance.check": "50/20/30"},
    "0 到 100 之间": {"share:declaration:passed_to_failed": "101"},
    "0.1 到 10": {"pace": "0"},
}


def test_a_season_before_that_is_no_season_is_left_out(designer: Browser) -> None:
    for before in NO_SEASON:
        page = designer.post("/studio/what-if", {**SMALL, "cases": "5", "before": before})

        assert page.status_code == 200 and "与上一次推演比较" not in page.text


def test_what_cannot_be_played_is_refused_in_words_and_keeps_the_form(designer: Browser) -> None:
    for words, change in REFUSED.items():
        page = designer.post("/studio/what-if", {**SMALL, **change})

        assert page.status_code == 422
        assert words in plain(page.text)
        assert fields(page.text)["seed"] == "11"


def test_fewer_people_and_more_rest_show_in_the_figures(designer: Browser) -> None:
    slow = {"persons:office_clerk": "1", "hours:office_clerk": "1", "holidays": "2026-03-04，2026-03-05"}
    usual, slowed = (plain(designer.post("/studio/what-if", {**SMALL, **more}).text) for more in ({}, slow))

    assert "“办事机构经办”积压最多" in slowed
    assert "“办事机构经办”积压最多" not in usual


def test_a_second_season_at_the_same_time_waits(designer: Browser) -> None:
    with view._one_at_a_time:
        page = designer.post("/studio/what-if", SMALL)

    assert page.status_code == 422 and "另一个推演正在进行" in page.text


def test_measured_shares_may_be_asked_for_where_nothing_was_measured(designer: Browser) -> None:
    page = designer.get("/studio/what-if?measured=1").text

    assert fields(page)["share:declaration:passed_to_confirmation_concluded"] == "65"


def test_a_draft_that_is_not_there_is_not_found(designer: Browser) -> None:
    assert designer.get("/studio/what-if?draft=none").status_code == 404


def test_only_those_who_may_see_models_may_play(website: Flask, designer: Browser) -> None:
    statuses = {}
    for role in (Role.RULE_KEEPER, Role.SUPERVISOR):
        browser = Browser(website.test_client())
        browser.sign_in(f"as-{role.value}")
        statuses[role] = browser.get("/studio/what-if").status_code

    assert statuses == {Role.RULE_KEEPER: 200, Role.SUPERVISOR: 403}
