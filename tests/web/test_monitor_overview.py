"""The overview half of the monitor: the numbers on the pages are the figures, in scope, filters kept, roles apart."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from app import accounts, figures
from app.clock import end_of
from app.database import Database
from app.engine.store import WorkItem
from app.figures import Scope, scope_of
from app.trial.world import instant
from handlers.records.people import Person
from handlers.rules.roles import Role
from tests.web.conftest import HASH, Browser
from tests.web.season import UNIT_ANSWERS, Season, open_season

Visit = Callable[[str], Browser]
STEP = "/monitor/processes/declaration/steps/unit_check"


@pytest.fixture
def season(sqlite_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Season:
    monkeypatch.setenv("ZHIPING_KEYS_DIR", str(tmp_path / "keys"))
    return open_season(sqlite_database, tmp_path / "keys")


@pytest.fixture
def visit(season: Season) -> Iterator[Visit]:
    """A browser of its own for everyone who signs in."""

    def signed_in(name: str) -> Browser:
        browser = Browser(season.app.test_client())
        assert browser.sign_in(name).status_code == 302
        return browser

    yield signed_in


def appoint(season: Season, name: str, role: Role, body: str) -> None:
    """An account of this name in the role at a body."""
    with season.database.transaction() as session:
        person = Person(name=f"赵{name}")
        session.add(person)
        session.flush()
        account = accounts.open_account(session, name, HASH, person.id)
        session.flush()
        accounts.appoint(session, account, role, body, date(2025, 1, 1))


def submitted(season: Season, due_on: date = date(2026, 9, 18)) -> str:
    """A declaration at the unit, whose check has this last day."""
    _, task = season.submit("applicant")
    with season.database.transaction() as session:
        item = session.get_one(WorkItem, task)
        item.due_at, item.amber_at = end_of(due_on), end_of(due_on - timedelta(days=2))
    return task


def supervisor_elsewhere(season: Season) -> str:
    """A supervisor of a league in which nobody declared."""
    from handlers.records.organisations import Organisation
    from handlers.rules.terms import OrganisationKind, OrganisationLevel

    with season.database.transaction() as session:
        body = Organisation(
            code="hr-150800",
            name="巴彦淖尔市人社局",
            kind=OrganisationKind.HR,
            level=OrganisationLevel.LEAGUE,
            area="150800",
        )
        session.add(body)
        session.flush()
        id = body.id
    appoint(season, "elsewhere", Role.SUPERVISOR, id)
    return id


def painted(page: str) -> dict[str, dict[str, Any]]:
    """What the page hands to the live diagram, by step."""
    told = re.search(r'data-live.*?<script type="application/json"[^>]*>(.*?)</script>', page, re.S)
    assert told
    return {step["id"]: step for step in json.loads(told[1])["steps"]}


def drawn(page: str) -> list[dict[str, Any]]:
    """What the page hands to its charts."""
    return [
        json.loads(told)
        for told in re.findall(r'data-chart.*?<script type="application/json"[^>]*>(.*?)</script>', page, re.S)
    ]


def lights(page: str) -> dict[str, int]:
    """The red, amber and green numbers."""
    found = re.findall(r'<a class="(red|amber|green)"[^>]*><i[^>]*>[●◔○]</i><strong>(\d+)</strong>', page)
    return {state: int(many) for state, many in found}


def test_the_first_page_says_what_the_figures_say(season: Season, visit: Visit) -> None:
    season.submit("applicant")
    page = visit("supervisor").get("/monitor").text

    with season.database.reading() as session:
        board = figures.board(session, Scope(), season.clock.now())
    assert lights(page) == {state: board.count(state) for state in ("red", "amber", "green")}
    assert painted(page)["unit_check"]["here"] == 1
    assert "您看到的范围：全自治区" in re.sub(r"<[^>]+>", "", page)


def test_a_task_past_its_last_day_is_red_on_the_lights_on_the_diagram_and_in_the_list(
    season: Season, visit: Visit
) -> None:
    submitted(season)
    season.clock.move_to(instant(2026, 9, 21))
    browser = visit("supervisor")

    with season.database.reading() as session:
        days = (season.clock.now(), date(2026, 9, 1), date(2026, 9, 21))
        step = {each.element: each for each in figures.steps(session, "declaration", Scope(), *days).steps}
    told = painted(browser.get("/monitor/processes/declaration").text)["unit_check"]
    assert (told["here"], told["overdue"]) == (step["unit_check"].here, step["unit_check"].overdue) == (1, 1)
    assert told["heat"] == "late"
    assert lights(browser.get("/monitor").text)["red"] >= 1
    assert "申报人甲" in browser.get(f"{STEP}?due=overdue").text
    assert "没有符合条件的案件" in browser.get(f"{STEP}?due=amber").text


def test_frequency_and_duration_are_the_summed_up_figures(season: Season, visit: Visit) -> None:
    from tests.web.test_desk import checked, form_of

    _, task = season.submit("applicant")
    clerk = visit("clerk")
    answers = checked(form_of(clerk.get(f"/desk/tasks/{task}").text))
    season.clock.move_to(instant(2026, 9, 12))
    assert clerk.post_json(f"/desk/tasks/{task}", {"answers": {**UNIT_ANSWERS, **answers}}).status_code == 200
    figures.count(season.database, season.clock.now())
    browser = visit("supervisor")

    often = painted(browser.get("/monitor/processes/declaration?view=frequency").text)["unit_check"]
    slow = browser.get("/monitor/processes/declaration?view=duration").text
    assert (often["figure"], often["heat"]) == ("1 次", "f4")
    figure = painted(slow)["unit_check"]["figure"]
    assert figure.endswith(" 天") and 2 <= float(figure.removesuffix(" 天")) <= 3  # read inside its bucket
    before = browser.get("/monitor/processes/declaration?view=frequency&since=2026-01-01&until=2026-02-01").text
    assert painted(before)["unit_check"]["figure"] == "" and "所选时间内没有办结的步骤" in before


def test_filters_stay_on_the_way_down_and_back(season: Season, visit: Visit) -> None:
    season.submit("applicant")
    browser = visit("supervisor")
    kept = "since=2026-09-01&amp;until=2026-09-10"

    page = browser.get("/monitor/processes/declaration?view=here&since=2026-09-01&until=2026-09-10").text
    down = painted(page)["unit_check"]["href"]
    assert "since=2026-09-01" in down and "view=here" in down and f"view=frequency&amp;{kept}" in page
    step = browser.get(f"{down}&q=申报人").text
    assert "申报人甲" in step and f'href="/monitor/processes/declaration?{kept}&amp;view=here"' in step
    assert 'name="since" value="2026-09-01"' in step
    case = re.search(r'href="(/monitor/cases/[^"]+)"', step)
    assert case and browser.get(case[1]).status_code == 200


def test_a_supervisor_sees_the_own_area_and_says_which(season: Season, visit: Visit) -> None:
    season.submit("applicant")
    supervisor_elsewhere(season)
    browser = visit("elsewhere")

    assert "巴彦淖尔市" in browser.get("/monitor").text
    assert painted(browser.get("/monitor/processes/declaration").text)["unit_check"]["here"] == 0
    assert "现在没有案件停在这一步" in browser.get(STEP).text
    for path in ("/monitor/deadlines", "/monitor/workload?by=people", f"{STEP}?q=申报人甲"):
        assert "申报人甲" not in re.sub(r"<input[^>]*>", "", browser.get(path).text)


def test_who_keeps_the_machine_sees_numbers_and_no_case(season: Season, visit: Visit) -> None:
    season.submit("applicant")
    appoint(season, "machine", Role.SYSTEM_ADMINISTRATOR, season.actors["supervisor"].organisation_id)
    browser = visit("machine")

    page = browser.get("/monitor/processes/declaration").text
    assert painted(page)["unit_check"]["here"] == 1 and painted(page)["unit_check"]["href"] == ""
    assert browser.get(STEP).status_code == 403
    for path in ("/monitor", "/monitor/deadlines", "/monitor/workload?by=people"):
        assert "申报人甲" not in browser.get(path).text
    assert "只看数量" in browser.get("/monitor/deadlines").text


def test_a_clerk_is_turned_away_from_every_page_of_the_monitor(season: Season, visit: Visit) -> None:
    browser = visit("clerk")
    for path in ("", "/processes", "/processes/declaration", "/deadlines", "/workload", "/pass-rates"):
        assert browser.get(f"/monitor{path}").status_code == 403


def test_the_board_filters_by_state_and_body_and_keeps_both(season: Season, visit: Visit) -> None:
    submitted(season)
    season.clock.move_to(instant(2026, 9, 21))
    browser = visit("supervisor")

    page = browser.get("/monitor/deadlines?clock=task").text
    with season.database.reading() as session:
        scope = scope_of(session, season.actors["supervisor"])
        board = figures.board(session, scope, season.clock.now(), clock="task")
    assert board.total >= 1 and f"共 {board.total} 条" in page and "申报人甲" in page
    body = board.by_body[0]
    narrowed = browser.get(f"/monitor/deadlines?clock=task&state=red&body={body.body_id}").text
    assert body.body in narrowed and f"clock=task&amp;state=red&amp;body={body.body_id}".split("&amp;")[2] in narrowed
    assert browser.get("/monitor/deadlines?clock=nonsense&state=blue&page=-4").status_code == 200


def test_the_forecast_is_drawn_and_stands_in_the_table_behind_it(season: Season, visit: Visit) -> None:
    submitted(season)
    page = visit("supervisor").get("/monitor/deadlines").text

    with season.database.reading() as session:
        weeks = figures.forecast(session, Scope(), season.clock.now())
    (chart,) = drawn(page)
    sums = [sum(values) for values in zip(*(series["values"] for series in chart["series"]), strict=True)]
    assert sums == [week.total for week in weeks] and sum(sums) >= 1
    table = re.findall(r'<th scope="row">[^<]+</th><td class="num">(\d+)</td>', page)
    assert list(map(int, table)) == sums


def test_the_workload_says_what_each_body_and_person_has(season: Season, visit: Visit) -> None:
    _, task = season.submit("applicant")
    browser = visit("supervisor")

    page = browser.get("/monitor/workload").text
    assert "宁城县建设工程质量监督站" in page
    assert any(chart["labels"] == ["宁城县建设工程质量监督站"] for chart in drawn(page))
    clerk = visit("clerk")
    clerk.post(f"/desk/tasks/{task}/claim")
    people = re.sub(r"<[^>]+>", "", browser.get("/monitor/workload?by=people").text)
    assert "赵clerk" in people


def test_what_is_not_there_is_not_found_and_what_is_empty_says_so(season: Season, visit: Visit) -> None:
    browser = visit("supervisor")

    assert browser.get("/monitor/processes/nothing").status_code == 404
    assert browser.get("/monitor/processes/declaration?version=99").status_code == 404
    assert browser.get("/monitor/processes/declaration/steps/nothing").status_code == 404
    assert "还没有可比较的评审结果" in browser.get("/monitor/pass-rates").text
    assert "现在没有案件停在任何一步" in browser.get("/monitor/processes/declaration").text
    assert browser.get("/monitor/processes/declaration?since=2026-99-99&until=x").status_code == 200


def test_a_list_leaves_as_a_workbook_in_the_readers_scope(season: Season, visit: Visit) -> None:
    season.submit("applicant")

    for path in (STEP, "/monitor/deadlines", "/monitor/workload", "/monitor/pass-rates"):
        sheet = visit("supervisor").get(f"{path}?format=xlsx")
        assert sheet.status_code == 200 and "spreadsheetml" in sheet.mimetype
