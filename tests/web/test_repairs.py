"""Repairs in the browser and by the API: asked for by one, agreed to by another, told on the case."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app.accounts.demonstration import PASSWORD
from app.database import Database
from app.engine import ProcessInstance
from app.engine.repair.store import Repair
from app.trial.world import World
from handlers.records.people import Person
from handlers.rules.roles import Role
from tests.web.conftest import Browser
from tests.web.season import Season, open_account, open_season

REASON = "系统故障造成案件停在原地，经核实须人工处理。"


def watchers(world: World) -> None:
    """A second supervisor of the region, one of another league, one who keeps the machine, and the auditor."""
    at = {
        "second": (Role.SUPERVISOR, world.region_hr),
        "county": (Role.SUPERVISOR, world.county_hr),
        "machine": (Role.SYSTEM_ADMINISTRATOR, world.region_hr),
        "auditor": (Role.AUDITOR, world.region_hr),
    }
    for name, held in at.items():
        person = Person(name=f"钱{name}")
        world.session.add(person)
        world.session.flush()
        open_account(world, name, person, [held])


@pytest.fixture
def season(sqlite_database: Database, tmp_path: Path) -> Season:
    return open_season(sqlite_database, tmp_path, further=watchers)


def visit(season: Season, name: str) -> Browser:
    browser = Browser(season.app.test_client())
    assert browser.sign_in(name).status_code == 302
    return browser


def ask(season: Season, case: str, name: str = "machine", **more: str) -> str:
    """Preview and ask for a repair of a case; returns the address of the repair."""
    browser, form = visit(season, name), {"operation": "move", "target": "unit_check", "reason": REASON, **more}
    seen = browser.post(f"/monitor/cases/{case}/repair", form)
    assert seen.status_code == 200 and "预览：没有改动任何东西" in seen.text
    answer = browser.post(f"/monitor/cases/{case}/repair", {**form, "submit": "1"})
    assert answer.status_code == 302, answer.text
    return str(answer.location)


def where(season: Season, case: str) -> list[str]:
    with season.database.reading() as session:
        return [id for id in session.get_one(ProcessInstance, case).trace["current"] if not id.endswith("_withdrawn")]


def test_a_repair_is_foretold_asked_for_agreed_to_and_told(season: Season) -> None:
    case, _task = season.submit("applicant")
    form = visit(season, "machine").get(f"/monitor/cases/{case}/repair?operation=move")
    assert "审核申报材料" in form.text and "申报人甲" not in form.text

    address = ask(season, case, target="amend")
    assert where(season, case) == ["unit_check"]
    own = visit(season, "machine").get(address)
    assert "要由另一位监管人员批准" in own.text
    second = visit(season, "second")
    assert "批准并执行" in second.get(address).text
    assert second.post(f"{address}/approve").status_code == 302

    assert where(season, case) == ["amend"]
    assert "已执行" in second.get(address).text
    assert "人工修复：移到另一环节" in second.get(f"/desk/cases/{case}").text
    assert "修复2026-0001" in second.get("/monitor/repairs").text


def test_a_jump_over_the_notice_is_refused_with_the_article(season: Season) -> None:
    case, _task = season.submit("applicant")
    form = {"operation": "move", "target": "recommend", "reason": REASON}

    seen = visit(season, "machine").post(f"/monitor/cases/{case}/repair", form)

    assert "不得越过" in seen.text and "第二十七条" in seen.text
    assert visit(season, "machine").post(f"/monitor/cases/{case}/repair", {**form, "submit": "1"}).status_code == 422
    assert where(season, case) == ["unit_check"]


def test_one_person_alone_repairs_nothing(season: Season) -> None:
    case, _task = season.submit("applicant")
    address = ask(season, case, "supervisor", target="amend")

    assert visit(season, "supervisor").post(f"{address}/approve").status_code == 422
    assert visit(season, "machine").post(f"{address}/approve").status_code == 403
    assert visit(season, "auditor").post(f"{address}/approve").status_code == 403
    assert visit(season, "auditor").get(address).status_code == 200
    assert where(season, case) == ["unit_check"]


def test_a_supervisor_of_another_place_neither_sees_nor_asks(season: Season) -> None:
    case, _task = season.submit("applicant")
    address = ask(season, case, target="amend")
    county = visit(season, "county")
    assert county.get(address).status_code == 200  # the case's unit lies in its county

    with season.database.transaction() as session:
        item = session.scalars(select(Repair)).one().items[0]
        item.subject = "declaration:elsewhere"
    assert county.get(address).status_code == 404
    assert county.post(f"{address}/approve").status_code == 404
    assert county.get("/monitor/cases/none/repair").status_code == 403


def test_what_is_wanting_is_said_at_the_field(season: Season) -> None:
    case, _task = season.submit("applicant")
    browser = visit(season, "machine")

    short = browser.post(f"/monitor/cases/{case}/repair", {"operation": "move", "target": "amend", "reason": "坏了"})
    nowhere = browser.post(f"/monitor/cases/{case}/repair", {"operation": "move", "reason": REASON})

    assert (short.status_code, nowhere.status_code) == (422, 422)
    assert "不少于 10 个字" in short.text and "请选择要移到的环节" in nowhere.text


def test_many_are_previewed_agreed_to_and_followed(season: Season) -> None:
    cases = [season.submit(name)[0] for name in ("applicant",)]
    browser = visit(season, "machine")
    listed = browser.get("/monitor/repairs/new?process=declaration&at=unit_check").text
    assert all(case in listed for case in cases)
    form = {"process": "declaration", "case": cases[0], "operation": "suspend", "reason": REASON}

    assert "1 件可以执行" in browser.post("/monitor/repairs/new", form).text
    address = browser.post("/monitor/repairs/new", {**form, "submit": "1"}).location
    second = visit(season, "second")
    second.post(f"{address}/approve")

    assert re.search(r"<progress[^>]*value=\"100\"", second.get(f"{address}/progress").text)
    clerk = visit(season, "clerk").get("/desk?scope=unclaimed").text
    assert "已暂停" in clerk
    task = season.task_of("clerk", cases[0])
    assert visit(season, "clerk").post_json(f"/desk/tasks/{task}", {"answers": {}}).status_code == 409


def test_a_cancelled_declaration_does_not_hang(season: Season) -> None:
    case, _task = season.submit("applicant")
    address = ask(season, case, operation="cancel")

    visit(season, "second").post(f"{address}/approve")

    with season.database.reading() as session:
        found = session.get_one(ProcessInstance, case)
        assert found.status == "cancelled"
    assert "已撤销" in visit(season, "second").get(f"/desk/cases/{case}").text
    again = season.declare("applicant")  # as if withdrawn: the year is not used up
    assert again.instance_id


def test_the_api_asks_agrees_and_tells(season: Season) -> None:
    case, _task = season.submit("applicant")
    client = season.app.test_client()

    def call(name: str, method: str, path: str, body: object = None) -> Any:
        signed = client.post("/api/sign-in", json={"username": name, "password": PASSWORD})
        answer = client.open(
            path, method=method, json=body, headers={"Authorization": f"Bearer {signed.json['token']}"}
        )
        return answer

    order = {"operation": "move", "process": "declaration", "cases": [case], "target": "amend"}
    seen = call("machine", "POST", "/api/repairs/preview", order)
    assert seen.json[0]["works"] and seen.json[0]["outcome"]["after"] == ["按退回意见修改材料"]
    made = call("machine", "POST", "/api/repairs", {**order, "reason": REASON}).json
    assert call("machine", "POST", f"/api/repairs/{made['id']}/approve", {}).status_code == 403
    done = call("second", "POST", f"/api/repairs/{made['id']}/approve", {"decision": "同意"}).json

    assert (done["status"], done["done"], done["cases"][0]["status"]) == ("approved", 1, "done")
    assert call("auditor", "GET", "/api/repairs").json["total"] == 1
    assert call("auditor", "GET", "/api/incidents").json == []
