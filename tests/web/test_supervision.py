"""The monitor's pages of supervision: committees with their counters, key objects, one case as a ladder."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.database import Database
from app.trial.world import World, instant
from handlers import supervision
from handlers.evidence.subjects import load
from handlers.records.supervision import SupervisionCase
from handlers.rules.roles import Role
from tests.web.conftest import Browser
from tests.web.season import Season, open_season

PAPERS = [{"number": "核查记录2026-1"}]


def escalated(world: World) -> None:
    """A reminder that was rectified, then an interview that stopped the committee's work, reported on."""
    _answered(world, ["V65.3"], "reminder", hour=9)
    _answered(world, ["V65.8"], "interview", hour=11)
    other = world.other_committee("地方工程系列", formed_by="league_unit", filed_by="league_hr")
    other.status = "active"


def _answered(world: World, codes: list[str], letter: str, hour: int) -> None:
    watch, office = world.act(Role.SUPERVISOR, world.region_hr), world.act(Role.OFFICE_CHIEF, world.office)
    person = world.people[Role.SUPERVISOR, world.region_hr.id, 1]
    at = instant(2026, 9, 9, hour)
    opened = supervision.open(person, actor=watch, now=at, committee=world.committee.id, facts="群众来信反映。")
    case: Any = load(world.session, opened["subject"])
    items = [
        {"code": c, "facts": "六名专家任期已满仍在库。", "happened_on": date(2026, 9, 1), "evidence": "笔录1"}
        for c in codes
    ]
    supervision.verify(case, actor=watch, now=at + timedelta(minutes=5), outcome="verified", items=items)
    answers: dict[str, Any] = {
        "choice": "draft", "number": f"内人社监〔2026〕{hour}号", "orders": "限期清理专家库并消除影响。",
        "due_on": date(2026, 9, 9) + timedelta(days=30),
    }  # fmt: skip
    later = at + timedelta(minutes=20)
    if letter == "interview":
        supervision.find_laxity(
            case, actor=watch, now=at + timedelta(minutes=8), finding="lax", reason="投诉集中。", evidence=PAPERS
        )
        supervision.draft_interview(case, actor=watch, now=later, talk="已约谈。", stops_review=True, **answers)
    else:
        supervision.draft_reminder(case, actor=watch, now=later, **answers)
    supervision.issue(case, now=at + timedelta(minutes=30))
    supervision.serve(case, actor=watch, now=at + timedelta(minutes=40), receipt="回证1")
    if letter == "reminder":
        supervision.report(case, actor=office, now=at + timedelta(minutes=50), text="已清理。", evidence=PAPERS)
        supervision.check(
            case, actor=watch, now=at + timedelta(minutes=55), improvement="improved", text="到位。", evidence=PAPERS
        )
        supervision.close(case, actor=watch, now=at + timedelta(minutes=58), conclusion="销号。")


@pytest.fixture
def season(database: Database, tmp_path: Path) -> Season:
    return open_season(database, tmp_path, further=escalated)


@pytest.fixture
def browser(season: Season) -> Browser:
    browser = Browser(season.app.test_client())
    browser.sign_in("supervisor")
    return browser


def _open_case(season: Season) -> str:
    with season.database.reading() as session:
        return session.query(SupervisionCase).filter_by(state="open").one().id


def test_the_list_shows_counters_the_flag_and_the_key_objects_of_the_next_year(browser: Browser) -> None:
    page = browser.get("/monitor/supervision").get_data(as_text=True)

    assert "查实 2 项" in page
    assert "提醒 1" in page
    assert "约谈 1" in page
    assert "已停止评审" in page
    assert "可收回评审权" in page
    assert "2027" in page
    assert page.index("自治区建筑工程") < page.index("地方工程系列")


def test_a_case_is_a_ladder_of_the_steps_taken_with_numbers_and_who_signed(browser: Browser, season: Season) -> None:
    page = browser.get(f"/monitor/supervision/{_open_case(season)}").get_data(as_text=True)

    steps = ["立案", "查实 V65.8", "认定：管理松散", "起草工作约谈", "发出工作约谈", "送达"]
    assert [page.index(step) for step in steps] == sorted(page.index(step) for step in steps)
    assert "内人社监〔2026〕11号" in page
    assert "自治区人力资源和社会保障厅" in page
    assert "等待评委会报告整改情况" in page


def test_after_the_day_the_page_says_what_table_h_proposes(browser: Browser, season: Season) -> None:
    season.clock.move_to(instant(2026, 10, 12))
    browser.sign_in("supervisor")

    page = browser.get(f"/monitor/supervision/{_open_case(season)}").get_data(as_text=True)

    assert "整改逾期未报告" in page
    assert "监管措施表第 6 行" in page


def test_a_case_that_does_not_exist_is_refused_like_one_elsewhere(browser: Browser) -> None:
    assert browser.get("/monitor/supervision/none").status_code == 403
