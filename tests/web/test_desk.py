"""The desk's pages over the real engine: lists, tasks, refusals, cases. The clock stands in September 2026."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.database import Database
from handlers.handler import Actor
from handlers.records.declarations import CheckRecord
from handlers.rules.roles import Role
from tests.web.conftest import Browser
from tests.web.season import DECLARATION, UNIT_ANSWERS, Season, open_season

Visit = Callable[[str], Browser]


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


def form_of(page: str) -> dict[str, Any]:
    """What the page hands to the form viewer."""
    found = re.search(r'id="form-data"[^>]*>(.*?)</script>', page, re.S)
    assert found
    form: dict[str, Any] = json.loads(found[1])
    return form


def checked(form: dict[str, Any]) -> dict[str, Any]:
    """Lawful answers to the unit's check."""
    return {**UNIT_ANSWERS, "checklist": [option["value"] for option in form["data"]["checks"]]}


def test_an_applicant_without_a_declaration_sees_where_to_begin(visit: Visit) -> None:
    browser = visit("applicant")

    assert "还没有申报" in browser.get("/desk/mine").text
    page = browser.get("/desk/start").text
    assert "2026年建筑工程专业高级职称评审申报通知" in page and "还剩" in page
    assert form_of(browser.get("/desk/start/declaration").text)["schema"]["id"] == "declaration_begin"


def test_starting_leads_to_the_first_task_and_then_says_who_has_the_file(season: Season, visit: Visit) -> None:
    browser = visit("applicant")
    answers = {"call": season.call, "level": "associate_senior", "specialty": "建筑工程"}

    task = browser.post_json("/desk/start/declaration", {"answers": answers}).json["to"]
    sent = browser.post_json(task.split("?")[0], {"answers": DECLARATION, "next": "next"})

    assert sent.status_code == 200 and sent.json["to"] == "/desk/mine"
    assert "宁城县建设工程质量监督站" in browser.get("/desk/mine").text


def test_wrong_answers_come_back_as_messages_by_field_and_change_nothing(season: Season, visit: Visit) -> None:
    _, task = season.submit("applicant")
    browser = visit("clerk")

    answer = browser.post_json(f"/desk/tasks/{task}", {"answers": {**UNIT_ANSWERS, "opinion": "maybe", "extra": 1}})

    assert answer.status_code == 422
    assert {"opinion", "extra"} <= set(answer.json["errors"])
    assert browser.get(f"/desk/tasks/{task}").status_code == 200
    with season.database.reading() as session:
        assert session.query(CheckRecord).count() == 0


def test_a_refusal_names_the_act_the_article_and_the_remedy_for_every_breach(season: Season, visit: Visit) -> None:
    task = season.declare("newcomer").next_items[0]
    answer = visit("newcomer").post_json(f"/desk/tasks/{task}", {"answers": DECLARATION})

    assert answer.status_code == 422 and "data-refusal" in answer.text
    breaches = re.findall(r'<div class="breach">(.*?)</div>', answer.text, re.S)
    assert breaches
    for breach in breaches:
        assert "不允许" in breach and "怎么办" in breach and re.search(r"第.+条", breach)


def test_the_task_page_puts_the_form_beside_the_case_file(season: Season, visit: Visit) -> None:
    _, task = season.submit("applicant")
    page = visit("clerk").get(f"/desk/tasks/{task}").text

    assert form_of(page)["schema"]["id"] == "first_check_check"
    assert "申报人甲" in page and "规则核对" in page and "第二十三条" in page
    assert "核对资格并提交申报：已提交" in page and "<noscript>" in page


def test_a_claimed_task_is_shown_to_the_others_with_the_name_and_can_be_given_back(
    season: Season, visit: Visit
) -> None:
    _, task = season.submit("applicant")
    clerk, second = visit("clerk"), visit("second_clerk")
    assert f"/desk/tasks/{task}" in second.get("/desk?scope=unclaimed").text

    clerk.post(f"/desk/tasks/{task}/claim")
    assert f"/desk/tasks/{task}" in clerk.get("/desk").text
    assert "已由 赵clerk 领取" in second.get(f"/desk/tasks/{task}").text

    clerk.post(f"/desk/tasks/{task}/release")
    assert "form-data" in second.get(f"/desk/tasks/{task}").text


def test_a_task_done_by_a_colleague_says_by_whom_and_nothing_is_done_twice(season: Season, visit: Visit) -> None:
    _, task = season.submit("applicant")
    clerk, second = visit("clerk"), visit("second_clerk")
    answers = checked(form_of(clerk.get(f"/desk/tasks/{task}").text))
    assert clerk.post_json(f"/desk/tasks/{task}", {"answers": answers}).status_code == 200

    late = second.post_json(f"/desk/tasks/{task}", {"answers": {**answers, "opinion": "reject"}})

    assert late.status_code == 409 and "赵clerk" in late.text
    assert "由 赵clerk 于" in second.get(f"/desk/tasks/{task}").text
    with season.database.reading() as session:
        assert [check.opinion for check in session.query(CheckRecord)] == ["approve"]


def test_a_form_sent_twice_is_done_once(season: Season, visit: Visit) -> None:
    _, task = season.submit("applicant")
    clerk = visit("clerk")
    answers = checked(form_of(clerk.get(f"/desk/tasks/{task}").text))
    headers = {"X-CSRFToken": clerk.form_token(), "Idempotency-Key": "one-form"}

    sent = [clerk.client.post(f"/desk/tasks/{task}", json={"answers": answers}, headers=headers) for _ in range(2)]

    assert [answer.status_code for answer in sent] == [200, 200]
    with season.database.reading() as session:
        assert session.query(CheckRecord).count() == 1


def test_a_task_of_another_unit_says_whose_it_is_and_shows_nothing_of_the_case(season: Season, visit: Visit) -> None:
    _, task = season.submit("applicant")
    answer = visit("stranger").get(f"/desk/tasks/{task}")

    assert answer.status_code == 403
    assert "用人单位经办" in answer.text and "宁城县建设工程质量监督站" in answer.text
    assert "申报人甲" not in answer.text and "form-data" not in answer.text


def test_who_holds_a_fitting_appointment_is_offered_the_switch_and_it_works(season: Season, visit: Visit) -> None:
    _, task = season.submit("applicant")
    browser = visit("head_elsewhere")
    page = browser.get(f"/desk/tasks/{task}")
    assert page.status_code == 403
    offered = re.search(r'name="appointment" value="([^"]+)">[^<]*<svg.*?切换为 用人单位经办', page.text, re.S)
    assert offered

    browser.post("/appointment", {"appointment": offered[1]})

    assert "form-data" in browser.get(f"/desk/tasks/{task}").text


def test_the_list_of_steps_says_what_the_diagram_shows(season: Season, visit: Visit) -> None:
    case, _ = season.submit("applicant")
    page = visit("clerk").get(f"/desk/cases/{case}").text

    marks = json.loads(re.search(r'<script type="application/json" nonce[^>]*>(.*?)</script>', page, re.S)[1])  # type: ignore[index]
    assert "unit_check" in marks["current"] and "submit" in marks["done"]
    steps = dict(re.findall(r'<li class="(\w+)"><span class="tick"[^>]*>.</span><span>([^<]+)<', page))
    assert steps["here"] == "审核申报材料"
    assert "核对资格并提交申报<" in page


def test_the_diagram_is_for_those_who_may_see_the_case(season: Season, visit: Visit) -> None:
    case, _ = season.submit("applicant")

    assert visit("applicant").get(f"/desk/cases/{case}/diagram.xml").mimetype == "application/xml"
    assert visit("supervisor").get(f"/desk/cases/{case}").status_code == 200
    for name in ("stranger", "newcomer", "office"):
        assert visit(name).get(f"/desk/cases/{case}").status_code == 403
        assert visit(name).get(f"/desk/cases/{case}/diagram.xml").status_code == 403
    assert visit("clerk").get("/desk/cases/unknown").status_code == 404


def test_the_work_list_filters_pages_and_says_when_nothing_fits(season: Season, visit: Visit) -> None:
    season.submit("applicant")
    browser = visit("clerk")

    assert "申报人甲" in browser.get("/desk?scope=unclaimed&q=申报人甲").text
    assert "没有符合条件的任务" in browser.get("/desk?scope=unclaimed&q=没有这个人").text
    assert "申报人甲" in browser.get("/desk?scope=unclaimed&process=declaration").text
    assert "没有符合条件的任务" in browser.get("/desk?scope=unclaimed&process=complaint").text
    assert "没有符合条件的任务" in browser.get("/desk?scope=unclaimed&due=overdue").text
    assert "手上没有任务" in browser.get("/desk").text
    assert "第 1/1 页" in browser.get("/desk?scope=unclaimed&page=-3").text


def test_an_applicant_withdraws_before_the_unit_has_decided(season: Season, visit: Visit) -> None:
    season.submit("applicant")
    browser = visit("applicant")
    found = re.search(r'action="/desk/mine/([^/]+)/withdraw"', browser.get("/desk/mine").text)
    assert found

    browser.post(f"/desk/mine/{found[1]}/withdraw")
    season.engine.pass_due()

    assert "已撤回" in browser.get("/desk/mine").text
    assert browser.post(f"/desk/mine/{'0' * 8}/withdraw").status_code == 404


def test_nobody_withdraws_the_declaration_of_another(season: Season, visit: Visit) -> None:
    season.submit("applicant")
    found = re.search(r'action="/desk/mine/([^/]+)/withdraw"', visit("applicant").get("/desk/mine").text)
    assert found

    assert visit("newcomer").post(f"/desk/mine/{found[1]}/withdraw").status_code == 404
    season.engine.pass_due()
    assert "已撤回" not in visit("applicant").get("/desk/mine").text


def test_the_supervisor_sees_cases_counted_by_process(season: Season, visit: Visit) -> None:
    season.submit("applicant")
    page = visit("supervisor").get("/monitor").text

    row = re.search(r">职称申报</a></td>(.*?)</tr>", page, re.S)
    assert row and re.findall(r">(\d+)<", row[1]) == ["1", "1", "0", "0", "0"]  # running, tasks, amber, overdue, ended
    assert "没有需要处理的事项" in visit("supervisor").get("/monitor/incidents").text


def test_a_day_that_has_passed_is_red_and_counts_working_days(season: Season) -> None:
    from app.web.days import left
    from handlers.evidence.calendar import calendar_of
    from handlers.rules.workdays import local_date

    today = local_date(season.clock.now())
    with season.database.reading() as session, season.app.test_request_context():
        calendar = calendar_of(session)
        tones = {days: left(calendar, today, today + timedelta(days=days)) for days in (-1, 0, 1, 20)}
    assert [tones[days].tone for days in (-1, 0, 1, 20)] == ["red", "amber", "amber", "green"]
    assert tones[20].text == "还剩 14 个工作日"  # 2026-09-30 is a Wednesday, 09-20 a make-up Sunday, 09-25 rest


def test_a_task_is_amber_from_its_own_day_and_never_red_on_a_year_not_announced(season: Season) -> None:
    from app.web.days import left
    from handlers.evidence.calendar import calendar_of

    last = date(2026, 10, 9)
    with season.database.reading() as session, season.app.test_request_context():
        calendar = calendar_of(session)
        tones = {on: left(calendar, date(2026, 10, on), last, date(2026, 10, 8)).tone for on in (7, 8, 9, 10)}
        unsettled = left(calendar, date(2027, 3, 1), date(2027, 1, 6))
    assert tones == {7: "green", 8: "amber", 9: "amber", 10: "red"}
    assert (unsettled.tone, unsettled.text) == ("amber", "期限暂定，待日历确认")


def test_the_calendar_keeper_is_reminded_of_next_year_from_november(season: Season) -> None:
    from app.worklist import reminders

    keeper = Actor("a", "p", "乌云", Role.RULE_KEEPER, "o")
    told = {}
    with season.database.reading() as session:
        for month in (10, 11):
            told[month] = reminders(session, keeper, datetime(2026, month, 2, tzinfo=UTC))
        assert reminders(session, replace(keeper, role=Role.UNIT_CLERK), datetime(2026, 11, 2, tzinfo=UTC)) == []
    assert told[10] == []
    assert told[11] == ["2027年的工作日历还没有确认；请在国务院办公厅通知发布后尽快录入，并由另一人确认。"]


def test_every_word_of_the_interface_has_an_english_one(visit: Visit) -> None:
    from babel.messages.pofile import read_po

    path = Path(__file__).parents[2] / "app/web/translations/en/LC_MESSAGES/messages.po"
    with path.open("rb") as file:
        assert [message.id for message in read_po(file) if message.id and not message.string] == []

    browser = visit("clerk")
    browser.post("/language", {"language": "en", "back": "/desk"})
    page = browser.get("/desk").text
    assert '<html lang="en">' in page and "My tasks" in page and "我的任务" not in page
