"""Two versions side by side: what the page lists, and that it says the same without a picture."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select

from app import drafts
from app.database import Database
from app.engine.modelset import form_text
from app.engine.store import DEFINITIONS
from app.trial.world import World, instant
from handlers.records.people import Person
from handlers.records.table import new_id
from handlers.rules.roles import Role
from tests.web.conftest import Browser
from tests.web.season import Season, open_account, open_season

BEFORE, AFTER = "${post_result.over_on}", "${post_result.posted_on}"


def people(world: World) -> None:
    """A designer besides the season's people."""
    person = Person(name="钱设计")
    world.session.add(person)
    world.session.flush()
    open_account(world, "designer", person, [(Role.DESIGNER, world.region_hr)])


@pytest.fixture
def season(sqlite_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Season:
    monkeypatch.setenv("ZHIPING_KEYS_DIR", str(tmp_path / "keys"))
    return open_season(sqlite_database, tmp_path / "keys", further=people)


@pytest.fixture
def designer(season: Season) -> Browser:
    browser = Browser(season.app.test_client())
    browser.sign_in("designer")
    return browser


def next_version(season: Season, **changed: Any) -> None:
    """A second version of the publicity process."""
    with season.database.transaction() as session:
        row = dict(session.execute(select(DEFINITIONS).where(DEFINITIONS.c.key == "publicity")).mappings().one())
        xml = row["xml"].replace(BEFORE, AFTER)
        session.execute(insert(DEFINITIONS), [{**row, "id": new_id(), "version": 2, "xml": xml, **changed}])


def draft_with(season: Season, *files: tuple[str, str]) -> str:
    """A draft that holds these files."""
    actor = season.actors["supervisor"]
    with season.database.transaction() as session:
        made = drafts.begin(session, "缩短公示", actor, instant(2026, 9, 10))
        for name, text in files:
            drafts.write(session, made.id, name, text, 0, actor, instant(2026, 9, 10))
        return made.id


def text_in_force(season: Season, name: str) -> str:
    with season.database.reading() as session:
        text = drafts.published.text_of(session, name)
    assert text
    return text


def told(browser: Browser, asked: str) -> dict[str, Any]:
    """The JSON variant of the page."""
    answer: dict[str, Any] = browser.get(f"/studio/compare?{asked}&format=json").get_json()
    return answer


def forms_of(season: Season) -> dict[str, Any]:
    """The forms that the publicity process was published with."""
    with season.database.reading() as session:
        return dict(session.execute(select(DEFINITIONS.c.forms).where(DEFINITIONS.c.key == "publicity")).scalar_one())


def test_two_versions_with_the_list_of_what_changed(season: Season, designer: Browser) -> None:
    next_version(season)
    page = designer.get("/studio/compare?key=publicity&old=1&new=2").text
    assert "公示期满" in page and "第五十一条" in page
    assert page.count('data-side="old"') >= 1 and page.count('data-side="new"') >= 1
    assert re.search(r'data-old="result_notice_over" data-new="result_notice_over"', page)
    assert '<span class="visually-hidden">改动：</span>' in page
    assert "没有不同" in designer.get("/studio/compare?key=publicity&old=1&new=1").text


def test_the_newest_two_are_compared_unless_others_are_asked_for(season: Season, designer: Browser) -> None:
    next_version(season)
    assert told(designer, "key=publicity") == told(designer, "key=publicity&old=1&new=2")
    assert told(designer, "key=publicity&new=1")["same"]


def test_the_same_as_json(season: Season, designer: Browser) -> None:
    next_version(season)
    answer = told(designer, "key=publicity")
    assert answer["same"] is False and [each["what"] for each in answer["changes"]] == ["timer"]
    asked = designer.client.get("/studio/compare?key=publicity", headers={"Accept": "application/json"})
    assert asked.get_json() == answer


def test_a_form_and_a_table_that_changed_with_the_version(season: Season, designer: Browser) -> None:
    forms = forms_of(season)
    source = forms["publicity.post_result"]
    fields = [*source["components"], {"type": "checkbox", "id": "sure", "key": "sure", "label": "已经核对"}]
    next_version(season, forms={**forms, "publicity.post_result": {**source, "components": fields}})
    page = designer.get("/studio/compare?key=publicity").text
    assert re.search(r'<tr data-side="new" data-at="sure" class="added">', page)
    assert "新增“已经核对”（勾选）" in page


def test_a_draft_against_what_is_in_force(season: Season, designer: Browser) -> None:
    text = text_in_force(season, "publicity.bpmn").replace(BEFORE, AFTER)
    table = text_in_force(season, "first_check_body.dmn").replace('hitPolicy="FIRST"', 'hitPolicy="UNIQUE"')
    draft = draft_with(season, ("publicity.bpmn", text), ("first_check_body.dmn", table))
    one = designer.get(f"/studio/compare?draft={draft}&name=publicity.bpmn").text
    assert "公示期满" in one and "初审主体" not in one
    whole = designer.get(f"/studio/compare?draft={draft}").text
    assert "公示期满" in whole and "由“第一行（FIRST）”改为“唯一（UNIQUE）”" in whole
    changes = told(designer, f"draft={draft}&name=first_check_body.dmn")["changes"]
    assert [each["what"] for each in changes] == ["hit policy"]


def test_a_changed_row_is_marked_in_both_tables(season: Season, designer: Browser) -> None:
    table = text_in_force(season, "first_check_body.dmn").replace('<text>"1"</text>', '<text>"1a"</text>')
    page = designer.get(f"/studio/compare?draft={draft_with(season, ('first_check_body.dmn', table))}").text
    for side in ("old", "new"):
        assert f'<tr data-side="{side}" data-at="row 1" class="changed">' in page
        assert f'<tr data-side="{side}" data-at="row 2" >' in page


def test_a_story_is_compared_line_by_line(season: Season, designer: Browser) -> None:
    name = "straight_path.scenario.yaml"
    draft = draft_with(season, (name, text_in_force(season, name) + "# 结束\n"))
    page = designer.get(f"/studio/compare?draft={draft}&name={name}").text
    assert re.search(r'class="added">\s*<td class="change-sign">＋.*\s*<td># 结束</td>', page)


def test_a_file_that_is_not_changed_says_so(season: Season, designer: Browser) -> None:
    page = designer.get(f"/studio/compare?draft={draft_with(season)}&name=publicity.bpmn").text
    assert "办理的内容没有不同" in page


@pytest.mark.parametrize(
    "asked", ["", "key=nothing", "key=publicity&old=7", "key=publicity&old=x", "draft=none", "draft=none&name=x.bpmn"]
)
def test_what_is_not_there_is_not_found(asked: str, season: Season, designer: Browser) -> None:
    assert designer.get(f"/studio/compare?{asked}").status_code == 404


def test_a_file_that_nobody_has_is_not_found(season: Season, designer: Browser) -> None:
    draft = draft_with(season)
    for name in ("nothing.bpmn", "nothing.scenario.yaml"):
        assert designer.get(f"/studio/compare?draft={draft}&name={name}").status_code == 404


def test_only_those_who_may_see_models(season: Season) -> None:
    for name, status in (("designer", 200), ("clerk", 403), ("supervisor", 403)):
        browser = Browser(season.app.test_client())
        browser.sign_in(name)
        assert browser.get("/studio/compare?key=publicity").status_code == status
    assert Browser(season.app.test_client()).get("/studio/compare?key=publicity").status_code == 302


def test_forms_as_files_and_as_published_are_the_same(season: Season, designer: Browser) -> None:
    forms = forms_of(season)
    draft = draft_with(season, ("publicity.post_result.form", form_text(forms["publicity.post_result"])))
    assert told(designer, f"draft={draft}") == {"changes": [], "same": True}
