"""Reports from citizens, the register of clues, signals and draws as pages; and who never learns who reported."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import select, text

from app.audit import Journal
from app.database import Database
from app.engine.store import WorkItem
from app.trial.world import World
from app.web.limits import limiter
from app.worker import drain
from handlers import inspection
from handlers.records import Record
from handlers.records.clues import Clue
from handlers.records.declarations import Declaration
from handlers.records.inspections import InspectionPlan
from handlers.records.people import Person
from handlers.records.readings import FileOpened
from handlers.rules.roles import Role
from handlers.rules.terms import DeclarationStatus
from tests.web.conftest import Browser
from tests.web.season import Season, open_account, open_season

SECRET = "金不换举报人"
REPORT = {
    "about": "committee",
    "subject": "自治区建筑工程专业高级职称评审委员会",
    "content": "评审会议没有按规定回避，请核实。",
}


@pytest.fixture
def season(sqlite_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Season:
    monkeypatch.setenv("ZHIPING_KEYS_DIR", str(tmp_path / "keys"))
    monkeypatch.setattr(limiter, "enabled", False)
    return open_season(sqlite_database, tmp_path / "keys", further=_staff)


def _staff(world: World) -> None:
    for name, body in (("hr", world.region_hr), ("hr2", world.region_hr), ("league", world.league_hr)):
        person = Person(name=f"监管{name}")
        world.session.add(person)
        world.session.flush()
        open_account(world, name, person, [(Role.SUPERVISOR, body)])
    chief = Person(name="办主任")
    world.session.add(chief)
    world.session.flush()
    open_account(world, "chief", chief, [(Role.OFFICE_CHIEF, world.office)])


def browser(season: Season, name: str = "") -> Browser:
    found = Browser(season.app.test_client())
    if name:
        assert found.sign_in(name).status_code == 302
    return found


def reported(season: Season) -> tuple[str, str]:
    """The receipt and the clue's id."""
    page = browser(season).post("/public/report", {**REPORT, "name": SECRET, "contact": "13900001111"}).text
    drain(season.engine)
    with season.database.reading() as session:
        receipt = re.search(r'<code class="code">([^<]+)</code>', page)
        assert receipt
        return receipt[1], session.scalars(select(Clue.id)).one()


def claimed(season: Season, name: str, clue: str) -> None:
    with season.database.reading() as session:
        open_items = select(WorkItem.id).where(WorkItem.subject == f"clue:{clue}", WorkItem.status == "open")
        item = session.scalars(open_items).one()
    assert browser(season, name).post(f"/desk/tasks/{item}/claim").status_code == 302


def test_A70_1_a_citizen_gets_a_receipt_and_learns_the_state_and_nothing_else(season: Season) -> None:
    receipt, _ = reported(season)

    answer = browser(season).post("/public/report/state", {"receipt": receipt}).text

    assert "正在核实" in answer
    assert "回避" not in answer
    assert SECRET not in answer
    assert "没有这个受理编号" in browser(season).post("/public/report/state", {"receipt": "X2026-00001"}).text


def test_A70_1_what_is_missing_is_said_field_by_field_and_kept_as_typed(season: Season) -> None:
    answer = browser(season).post("/public/report", {"about": "", "subject": "某", "content": "太短"})

    assert answer.status_code == 422
    assert answer.text.count("-error") >= 3
    assert 'value="某"' in answer.text


def test_A70_1_the_reporter_is_for_the_supervisor_who_handles_it_and_every_look_is_on_record(season: Season) -> None:
    _, clue = reported(season)
    claimed(season, "hr", clue)

    handler, colleague, elsewhere = (browser(season, name) for name in ("hr", "hr2", "league"))
    asked = {"reason": "需要联系核实"}
    seen = handler.post(f"/monitor/clues/{clue}/reporter", asked)

    assert SECRET in seen.text
    assert SECRET not in handler.get(f"/monitor/clues/{clue}").text
    assert SECRET not in handler.post(f"/monitor/clues/{clue}/reporter", {"reason": ""}).text
    assert colleague.post(f"/monitor/clues/{clue}/reporter", asked).status_code == 403
    assert elsewhere.post(f"/monitor/clues/{clue}/reporter", asked).status_code == 404
    assert browser(season, "chief").get(f"/monitor/clues/{clue}").status_code == 403
    with season.database.reading() as session:
        (row,) = session.scalars(select(Journal).where(Journal.case == "reporters"))
        assert row.name == "监管hr"
        assert row.detail["reason"] == "需要联系核实"
        assert SECRET not in str(row.detail)


def test_A70_1_the_name_stands_in_no_table_and_on_no_page_of_anybody_else(season: Season) -> None:
    _, clue = reported(season)

    with season.database.reading() as session:
        for table in Record.metadata.sorted_tables:
            assert SECRET not in str(session.execute(select(table)).all()), table.name
    pages = ["/desk", "/monitor", "/monitor/clues", f"/monitor/clues/{clue}", "/monitor/inspections", "/public/report"]
    for name in ("hr", "hr2", "league", "chief", "clerk", "applicant"):
        one = browser(season, name)
        assert all(SECRET not in one.get(page).text for page in pages), name


def test_the_register_filters_and_says_that_a_clue_is_no_finding(season: Season) -> None:
    reported(season)
    one = browser(season, "hr")

    assert "X2026-00001" in one.get("/monitor/clues").text
    assert "线索，不是结论" in one.get("/monitor/clues").text
    for wanted in ("state=open", "source=complaint", "due=nonsense"):
        assert "X2026-00001" in one.get(f"/monitor/clues?{wanted}").text
    for other in ("state=closed", "source=screening", "signal=same_file", "due=overdue"):
        assert "X2026-00001" not in one.get(f"/monitor/clues?{other}").text


def test_a_hit_is_entered_as_a_clue_by_a_person_once(season: Season) -> None:
    season.submit("applicant")
    with season.database.transaction() as session:
        session.scalars(select(Declaration)).one().status = DeclarationStatus.ANNULLED
    one = browser(season, "hr")
    page = one.get("/monitor/signals/titles_annulled_later").text
    key = re.search(r'name="key" value="([^"]+)"', page)
    assert key and "登记为线索" in page

    first = one.post("/monitor/signals/titles_annulled_later", {"key": key[1]})
    again = one.post("/monitor/signals/titles_annulled_later", {"key": key[1]})

    assert first.headers["Location"] == again.headers["Location"]
    assert "已登记" in one.get("/monitor/signals/titles_annulled_later").text
    assert "看到的记录" in one.get(first.headers["Location"]).text
    assert "没有查到" in one.get("/monitor/signals/same_file").text
    assert one.get("/monitor/signals/nonsense").status_code == 404
    assert one.post("/monitor/signals/same_file", {"key": "not-there"}).status_code == 404


def test_A67_2_the_plan_page_shows_commitment_seed_and_that_the_replay_agrees(season: Season) -> None:
    with season.database.transaction() as session:
        world_actor = next(iter(session.scalars(select(Person).where(Person.name == "监管hr"))))
        body = session.execute(text("select id from organisation where code = 'region_hr'")).scalar_one()
        actor = season.actors["clerk"].__class__("a", world_actor.id, world_actor.name, Role.SUPERVISOR, body)
        made = inspection.plan(world_actor, actor=actor, now=season.clock.now(), year=2026, percent=10)
        plan = session.get_one(InspectionPlan, made["subject"].partition(":")[2])
        id, committed = plan.id, plan.committed
    one = browser(season, "hr")
    assert "还没有抽取" in one.get(f"/monitor/inspections/plans/{id}").text
    with season.database.transaction() as session:
        inspection.draw(session.get_one(InspectionPlan, id), actor=actor, now=season.clock.now())

    page = one.get(f"/monitor/inspections/plans/{id}").text

    assert committed in page
    assert "抽出的名单一致" in page
    assert "CC2026-001" in one.get("/monitor/inspections").text


def test_A64_1_opening_a_file_on_the_screen_is_written_down_once_and_a_stranger_s_look_is_not(season: Season) -> None:
    _, task = season.submit("applicant")
    clerk = browser(season, "clerk")

    assert clerk.get(f"/desk/tasks/{task}").status_code == 200
    assert clerk.get(f"/desk/tasks/{task}").status_code == 200
    assert browser(season, "stranger").get(f"/desk/tasks/{task}").status_code == 403

    with season.database.reading() as session:
        (row,) = session.scalars(select(FileOpened))
        assert row.person_id == season.actors["clerk"].person_id
        assert row.opened_at == season.clock.now()
