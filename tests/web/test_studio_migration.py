"""Cases under way to a new version: the dry run, one person asks, another agrees, results without anybody's data."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from app import cli
from app.audit import Journal
from app.database import Database
from app.drafts import outlook
from app.engine.repair.store import Repair
from app.engine.store import ProcessDefinition, ProcessInstance
from app.trial.world import World
from app.web.limits import limiter
from handlers.records.people import Person
from handlers.rules.roles import Role
from tests.processes.redrawn import Redrawn, as_version
from tests.web.conftest import Browser
from tests.web.season import Season, open_account, open_season

PAGE = "/studio/processes/declaration/migration"
REASON = "新版本改正了流程图，在办案件一并按新版本办理。"


def drawing(world: World) -> None:
    """Two who design, and who keeps the rules."""
    at = {"designer": Role.DESIGNER, "second_designer": Role.DESIGNER, "keeper": Role.RULE_KEEPER}
    for name, role in at.items():
        person = Person(name=f"钱{name}")
        world.session.add(person)
        world.session.flush()
        open_account(world, name, person, [(role, world.region_hr)])


@pytest.fixture
def season(sqlite_database: Database, tmp_path: Path) -> Iterator[Season]:
    """A declaration at the unit's check and one that is a draft; a second version that gives the check another id."""
    yield from opened(sqlite_database, tmp_path, "newcomer")


@pytest.fixture
def lone(sqlite_database: Database, tmp_path: Path) -> Iterator[Season]:
    """The same without the draft."""
    yield from opened(sqlite_database, tmp_path)


def opened(sqlite_database: Database, folder: Path, *drafts: str) -> Iterator[Season]:
    season = open_season(sqlite_database, folder, further=drawing)
    season.submit("applicant")
    for name in drafts:
        season.declare(name)
    drawn = Redrawn("declaration").renamed("unit_check", "unit_examination").called("submit", "提交申报")
    assert as_version(sqlite_database, drawn, season.clock.now()) == 2
    limiter.enabled = False
    yield season
    limiter.enabled = True


def visit(season: Season, name: str) -> Browser:
    browser = Browser(season.app.test_client())
    assert browser.sign_in(name).status_code == 302
    return browser


def plain(page: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page)))


def ask(season: Season, **more: str) -> str:
    """The designer asks for the migration; returns the address of its page."""
    answer = visit(season, "designer").post(PAGE, {"to": "2", "reason": REASON, **more})
    assert answer.status_code == 302, plain(answer.text)
    return str(answer.location)


def versions(season: Season) -> list[int]:
    with season.database.reading() as session:
        pinned = select(ProcessDefinition.version).join(
            ProcessInstance, ProcessInstance.definition_id == ProcessDefinition.id
        )
        return sorted(session.scalars(pinned))


def test_the_dry_run_tells_numbers_and_reasons_and_changes_nothing(season: Season) -> None:
    page = visit(season, "designer").get(f"{PAGE}?to=2")

    told = plain(page.text)
    assert page.status_code == 200
    assert "2 件在办：1 件可迁移，1 件不能" in told
    assert "“审核申报材料”在新版本里没有" in told
    assert versions(season) == [1, 1]


def test_the_page_of_a_process_tells_how_many_cases_cannot_follow_its_newest_version(season: Season) -> None:
    browser = visit(season, "keeper")

    assert "2 件按旧版本在办" in plain(browser.get("/studio/processes/declaration").text)
    told = plain(browser.get("/studio/processes/declaration/outlook").text)

    assert "2 件在办，其中 1 件不能迁移到这一版" in told
    assert "1 件 · 第 1 版 · 审核申报材料：" in told


def test_a_draft_tells_before_it_is_published_how_many_cases_cannot_follow(season: Season) -> None:
    browser = visit(season, "designer")
    drawn = Redrawn("declaration").renamed("unit_check", "unit_examination").called("submit", "填写并提交")
    path = browser.post("/studio/drafts", {"title": "改申报"}).location
    untouched = plain(browser.get(f"{path}/outlook").text)
    headers = {"X-CSRFToken": browser.form_token()}
    body = {"text": drawn.text, "revision": 0}
    assert browser.client.put(f"{path}/files/declaration.bpmn", json=body, headers=headers).status_code == 200

    assert f'hx-get="{path}/outlook"' in browser.get(path).text
    told = plain(browser.get(f"{path}/outlook").text)

    assert "件在办" not in untouched
    assert "第 3 版 2 件在办，其中 1 件不能迁移到这一版" in told
    assert versions(season) == [1, 1]


def test_no_more_cases_are_looked_at_for_a_page_than_it_says(season: Season) -> None:
    with season.database.reading() as session:
        found = outlook.of_process(session, season.engine, "declaration", 2, most=1)

    assert (found.running, found.seen.total, found.whole) == (2, 1, False)


def test_what_was_renamed_is_said_on_the_page(season: Season) -> None:
    browser = visit(season, "designer")

    assert 'name="renamed.unit_check"' in browser.get(f"{PAGE}?to=2").text
    assert "2 件可迁移，0 件不能" in plain(browser.get(f"{PAGE}?to=2&renamed.unit_check=unit_examination").text)
    wrong = browser.get(f"{PAGE}?to=2&renamed.unit_check=submit")
    assert wrong.status_code == 422 and "同一个环节" in plain(wrong.text)


def test_one_asks_another_agrees_and_each_case_has_its_result(season: Season) -> None:
    address = ask(season, **{"renamed.unit_check": "unit_examination"})
    assert versions(season) == [1, 1]
    own = visit(season, "designer")
    assert "要由另一个人批准" in plain(own.get(address).text)
    assert own.post(f"{address}/approve").status_code in (403, 409, 422)
    assert versions(season) == [1, 1]

    assert visit(season, "keeper").post(f"{address}/approve").status_code == 302
    while season.engine.pass_due():
        pass

    assert versions(season) == [2, 2]
    assert "2 / 2：已迁移 2，不能迁移 0，已被他人办理 0" in plain(own.get(f"{address}/progress").text)
    with season.database.reading() as session:
        entries = session.scalars(select(Journal).where(Journal.event == "migrated")).all()
        assert {entry.detail["approved_by"]["name"] for entry in entries} == {"钱keeper"}


def test_the_pages_name_no_case_and_nobody_concerned(season: Season) -> None:
    address = ask(season)
    visit(season, "keeper").post(f"{address}/approve")
    with season.database.reading() as session:
        numbers = {case.number for case in session.scalars(select(ProcessInstance)) if case.number}

    for page in (f"{PAGE}?to=2", address, f"{address}/progress"):
        told = visit(season, "second_designer").get(page).text
        assert not [word for word in ("申报人甲", "新人乙", *numbers) if word in told], page


def test_a_second_request_waits_for_the_first_to_be_decided(season: Season) -> None:
    address = ask(season)
    browser = visit(season, "second_designer")

    again = browser.post(PAGE, {"to": "2", "reason": REASON})
    assert again.status_code == 422 and "正等待批准" in plain(again.text)
    assert browser.post(f"{address}/refuse", {"decision": "先改流程图"}).status_code == 302
    assert "已退回" in plain(browser.get(address).text)


def test_the_asker_takes_it_back(season: Season) -> None:
    address = ask(season)

    assert visit(season, "designer").post(f"{address}/withdraw").status_code == 302
    with season.database.reading() as session:
        assert session.scalars(select(Repair.status)).all() == ["withdrawn"]


def test_who_does_not_design_sees_nothing_and_who_keeps_rules_does_not_ask(season: Season) -> None:
    assert visit(season, "supervisor").get(PAGE).status_code == 403
    keeper = visit(season, "keeper")
    assert keeper.get(PAGE).status_code == 200
    assert keeper.post(PAGE, {"to": "2", "reason": REASON}).status_code == 403


def test_the_watchers_of_cases_see_the_migration_among_the_repairs(lone: Season) -> None:
    address = ask(lone, **{"renamed.unit_check": "unit_examination"})
    visit(lone, "keeper").post(f"{address}/approve")
    browser = visit(lone, "supervisor")
    with lone.database.reading() as session:
        case = session.scalars(select(ProcessInstance.id)).one()

    page = browser.get(f"/monitor/repairs/{address.rsplit('/', 1)[1]}")
    assert page.status_code == 200 and "从第 1 版迁移到第 2 版" in plain(page.text)
    assert browser.get(f"/monitor/cases/{case}").status_code == 200


def test_a_reason_is_needed_and_a_version_that_there_is(season: Season) -> None:
    browser = visit(season, "designer")

    assert browser.post(PAGE, {"to": "2", "reason": "改"}).status_code == 422
    assert browser.get(f"{PAGE}?to=9").status_code == 404
    assert browser.get("/studio/processes/nothing/migration").status_code == 404


# --- the command line ------------------------------------------------------------------------------------------------


@pytest.fixture
def machine(season: Season, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIPING_DATABASE_URL", season.database.url)
    monkeypatch.setenv("ZHIPING_KEYS_DIR", str(tmp_path / "keys"))
    monkeypatch.setenv("ZHIPING_ANCHORS_DIR", str(tmp_path / "anchors"))


@pytest.mark.usefixtures("machine")
def test_the_command_tries_and_moves(season: Season, capsys: pytest.CaptureFixture[str]) -> None:
    base = ["migrate-cases", "declaration", "--to", "2", "--json"]
    assert cli.outcome([*base, "--dry-run"]) == 1
    tried = json.loads(capsys.readouterr().out)
    assert (tried["total"], tried["can"], tried["cannot"][0]["element"]) == (2, 1, "unit_check")

    who = ["--by", "designer", "--approved-by", "keeper", "--reason", REASON]
    assert cli.outcome([*base, *who, "--renamed", "unit_check=unit_examination"]) == 0
    moved = json.loads(capsys.readouterr().out)

    assert (moved["total"], moved["done"]) == (2, 2)
    assert versions(season) == [2, 2]


@pytest.mark.usefixtures("machine")
@pytest.mark.parametrize(
    ("who", "code"),
    [
        ([], 2),
        (["--by", "keeper", "--approved-by", "designer"], 2),
        (["--by", "designer", "--approved-by", "clerk"], 2),
        (["--by", "designer", "--approved-by", "designer"], 1),
    ],
)
def test_the_command_wants_two_who_may(season: Season, who: list[str], code: int) -> None:
    assert cli.outcome(["migrate-cases", "declaration", "--to", "2", "--reason", REASON, *who]) == code
    assert versions(season) == [1, 1]
    with season.database.reading() as session:
        assert set(session.scalars(select(Repair.status))) <= {"withdrawn"}
