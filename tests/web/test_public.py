"""The pages for citizens: notices that show no more than they may, complaints, verification."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import select

from app.database import Database
from handlers.complaint import complainant_of
from handlers.records.declarations import Declaration
from handlers.records.notices import Complaint, Publicity, PublicityName
from handlers.rules.terms import PublicityKind
from handlers.rules.workdays import local_date
from tests.web.conftest import Browser
from tests.web.season import Season, open_season


@pytest.fixture
def season(sqlite_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Season:
    monkeypatch.setenv("ZHIPING_KEYS_DIR", str(tmp_path / "keys"))
    return open_season(sqlite_database, tmp_path / "keys")


@pytest.fixture
def citizen(season: Season) -> Browser:
    return Browser(season.app.test_client())


@pytest.fixture
def notice(season: Season) -> str:
    """A roster with one person on it, posted today."""
    return posted(season, PublicityKind.ROSTER)


def posted(season: Season, kind: PublicityKind) -> str:
    season.submit("applicant")
    now = season.clock.now()
    with season.database.transaction() as session:
        declaration = session.scalars(select(Declaration)).one()
        found = Publicity(
            kind=kind,
            body_id=declaration.employer_id,
            title="2026年花名册公示",
            posted_at=now,
            over_on=local_date(now).replace(day=17),
        )
        session.add(found)
        session.flush()
        session.add(PublicityName(publicity_id=found.id, declaration_id=declaration.id, posted_at=now))
        return found.id


def test_a_notice_shows_name_unit_series_specialty_and_level_and_nothing_else(citizen: Browser, notice: str) -> None:
    page = citizen.get(f"/public/notices/{notice}").text

    for shown in ("申报人甲", "宁城县建设工程质量监督站", "工程技术人员", "建筑工程", "副高级"):
        assert shown in page
    for hidden in ("1504", "123X", "1985", "主持完成", "中学教学楼", "2026-00001"):
        assert hidden not in page


def test_a_running_notice_counts_down_in_working_days(citizen: Browser, notice: str) -> None:
    page = citizen.get("/public").text

    assert f"/public/notices/{notice}" in page and "还剩 5 个工作日" in page
    assert "2026-09-17（周四）" in page


def test_a_notice_inside_a_unit_is_for_the_unit_alone(season: Season, citizen: Browser) -> None:
    id = posted(season, PublicityKind.UNIT)
    colleague, stranger = (Browser(season.app.test_client()) for _ in range(2))
    colleague.sign_in("second_clerk")
    stranger.sign_in("stranger")

    assert id not in citizen.get("/public").text
    assert citizen.get(f"/public/notices/{id}").status_code == 404
    assert stranger.get(f"/public/notices/{id}").status_code == 404
    assert colleague.get(f"/public/notices/{id}").status_code == 200


def test_a_complaint_too_short_comes_back_with_what_was_typed(season: Season, citizen: Browser, notice: str) -> None:
    answer = citizen.post(f"/public/notices/{notice}/complaint", {"declaration": "", "content": "太短", "name": "李某"})

    assert answer.status_code == 422
    assert 'href="#content"' in answer.text and 'href="#declaration"' in answer.text
    assert ">太短</textarea>" in answer.text and 'value="李某"' in answer.text
    with season.database.reading() as session:
        assert session.query(Complaint).count() == 0


def test_a_complaint_gets_a_receipt_and_the_complainant_is_shown_to_nobody(
    season: Season, citizen: Browser, notice: str
) -> None:
    form = citizen.get(f"/public/notices/{notice}/complaint").text
    person = re.search(r'<option value="([^"]+)"[^>]*>申报人甲', form)
    assert person
    given = {
        "declaration": person[1],
        "content": "论文与他人大段雷同，可以查重核实。",
        "name": "李举报",
        "contact": "139",
    }

    answer = citizen.post(f"/public/notices/{notice}/complaint", given)

    with season.database.reading() as session:
        complaint = session.scalars(select(Complaint)).one()
    assert answer.status_code == 200 and complaint.number in answer.text
    assert "李举报" in complainant_of(complaint)
    for path in ("/public", f"/public/notices/{notice}", f"/public/notices/{notice}/complaint"):
        assert "李举报" not in citizen.get(path).text and "雷同" not in citizen.get(path).text


def test_public_pages_are_kept_out_of_search_engines(citizen: Browser, notice: str) -> None:
    for path in ("/public", f"/public/notices/{notice}", "/public/verify"):
        assert citizen.get(path).headers["X-Robots-Tag"] == "noindex, nofollow"


def test_an_unknown_code_is_answered_like_a_wrong_one(citizen: Browser) -> None:
    unknown = citizen.post("/public/verify", {"code": "ABCDEFGHJKLMNPQRSTUV", "factor": "张三"})
    malformed = citizen.post("/public/verify", {"code": "x", "factor": ""})

    assert "没有查到这张证书" in unknown.text and "没有查到这张证书" in malformed.text
    assert "张三" not in unknown.text


def test_the_code_of_a_scanned_picture_fills_the_form(citizen: Browser) -> None:
    assert 'value="ABCDEFGHJKLMNPQRSTUV"' in citizen.get("/public/verify?code=ABCDEFGHJKLMNPQRSTUV").text
