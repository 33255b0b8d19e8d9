"""可走的渠道 on the applicant's pages: what is open, what is missing, and what a declaration by another way is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from app.database import Database
from app.trial.world import World
from handlers.records.talents import TalentCertificate
from handlers.rules.roles import Role
from tests.web.conftest import Browser
from tests.web.season import DECLARATION, Season, open_account, open_season
from tests.web.test_desk import form_of

Visit = Callable[[str], Browser]


BEGINNING = {"level": "associate_senior", "specialty": "建筑工程"}


@pytest.fixture
def season(sqlite_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Season:
    """The usual season, and a talent of class 5 who has held 中级 for a year only."""
    monkeypatch.setenv("ZHIPING_KEYS_DIR", str(tmp_path / "keys"))
    return open_season(sqlite_database, tmp_path / "keys", further=_with_a_talent)


def _with_a_talent(world: World) -> None:
    talent = world.applicant("人才丙", held_since=date(2025, 7, 1))
    talent.talent_certificates.append(TalentCertificate(grade=5, number="英5", from_on=date(2025, 6, 1)))
    open_account(world, "talent", talent, [(Role.APPLICANT, world.county_unit)])
    world.session.flush()


@pytest.fixture
def visit(season: Season) -> Iterator[Visit]:
    """A browser of its own for everyone who signs in."""

    def signed_in(name: str) -> Browser:
        browser = Browser(season.app.test_client())
        assert browser.sign_in(name).status_code == 302
        return browser

    yield signed_in


def begun(browser: Browser, season: Season) -> str:
    """The address of the applicant's form."""
    answer = browser.post_json("/desk/start/declaration", {"answers": {"call": season.call, **BEGINNING}})
    address: str = answer.json["to"].split("?")[0]
    return address


def ways_of(page: str) -> dict[str, str]:
    """The routes listed beside the form, by name: the article, the verdict, and what is said of each."""
    panel = page.split('class="ways"')[1].split("</section>")[0]
    texts = [" ".join(re.sub(r"<[^>]+>", " ", item).split()) for item in panel.split("<details")[1:]]
    names = (re.search(r"> ?(\S+) 第", text) or re.search(r"^\S* ?(\S+) 第", text) for text in texts)
    return {found[1]: text for found, text in zip(names, texts, strict=True) if found}


def test_before_anything_is_begun_the_open_ways_to_each_title_are_named(visit: Visit) -> None:
    ladder = form_of(visit("applicant").get("/desk/start/declaration").text)["data"]["routes"]
    talent = form_of(visit("talent").get("/desk/start/declaration").text)["data"]["routes"]
    nobody = form_of(visit("newcomer").get("/desk/start/declaration").text)["data"]["routes"]

    assert "**逐级申报**（第二十三条）可以申报：建筑工程 · 副高级" in ladder
    assert "**英才兴蒙五至六类人才**（第三十七条）可以申报：副高级，报绿色通道评委会的申报通知" in talent
    assert "都还没有可走的渠道" in nobody


def test_the_form_tells_the_open_way_its_papers_and_what_to_choose(season: Season, visit: Visit) -> None:
    browser = visit("talent")
    page = browser.get(begun(browser, season)).text
    data = form_of(page)["data"]

    assert data["kind"] == "green_channel"
    for part in ("**英才兴蒙五至六类人才**（第三十七条）：可以申报", "可申报副高级", "绿色通道高级职称评审委员会评审",
                 "人才认定证书", "申报类型选“绿色通道”", "另有 19 条渠道还差条件"):  # fmt: skip
        assert part in data["routes"]


def test_all_routes_are_listed_with_what_each_lacks(season: Season, visit: Visit) -> None:
    browser = visit("talent")
    ways = ways_of(browser.get(begun(browser, season)).text)

    assert len(ways) == 20
    assert next(iter(ways)) == "英才兴蒙五至六类人才"
    assert "可以申报" in ways["英才兴蒙五至六类人才"] and "还差 " not in ways["英才兴蒙五至六类人才"]
    assert "还差 取得中级职称自 2025-07-01 至 2026-12-31 满 1 年" in ways["逐级申报"]
    assert "还差 认定为5类人才，此途径限1至4类" in ways["英才兴蒙一至四类人才"]
    assert "由市人民政府或自治区主管部门推荐" in ways["重大突破、重大贡献人才"]


def test_who_can_go_no_way_is_told_the_nearest(season: Season, visit: Visit) -> None:
    browser = visit("newcomer")
    routes = form_of(browser.get(begun(browser, season)).text)["data"]["routes"]

    assert "按现有记录没有可走的渠道。最接近的是**" in routes and "还差：" in routes


def test_others_see_no_routes_beside_their_forms(season: Season, visit: Visit) -> None:
    _, task = season.submit("applicant")

    assert "全部渠道" not in visit("clerk").get(f"/desk/tasks/{task}").text


@pytest.mark.parametrize(
    ("who", "kind", "told"),
    [
        ("applicant", "direct", ["不得以“直接申报”申报，可以“正常申报”申报", "只适用于非公有制单位"]),
        ("applicant", "series_transfer", ["第四十一条", "没有调整工作岗位"]),
        ("talent", "ordinary", ["可以“绿色通道”申报", "满 1 年"]),
        ("talent", "green_channel", ["由自治区绿色通道高级职称评审委员会评审，不得报其他评委会"]),
        ("newcomer", "green_channel", ["第三十七条"]),
    ],
)
def test_a_declaration_by_a_way_that_is_not_open_is_refused_with_what_the_way_lacks(
    season: Season, visit: Visit, who: str, kind: str, told: list[str]
) -> None:
    browser = visit(who)

    answer = browser.post_json(begun(browser, season), {"answers": {**DECLARATION, "kind": kind}})

    assert answer.status_code == 422
    for part in told:
        assert part in answer.text


def test_whoever_has_the_file_sees_what_the_way_rests_on(season: Season, visit: Visit) -> None:
    page = visit("talent").get(begun(visit("talent"), season)).text

    assert "渠道依据" in page and "5类 · 英5 · 2025-06-01 起" in page
    assert "渠道依据" not in visit("applicant").get(begun(visit("applicant"), season)).text
