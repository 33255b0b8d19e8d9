"""Reference data: what the files hold, loading them again and again, and changing rows without losing any."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select

from app.database import Database
from app.sandbox import bodies
from handlers import reference
from handlers.evidence.editions import forget
from handlers.evidence.reference import catalogue_of, refresh
from handlers.handler import Actor
from handlers.records import reference as records
from handlers.reference import keeping, loading
from handlers.reference.keeping import Change
from handlers.reference.refusals import ChangeRefused
from handlers.rules import series as law
from handlers.rules.series import AreaKind, ExamKind, Source
from handlers.rules.terms import Level

NOW = datetime(2026, 9, 1, 1, 0, tzinfo=UTC)
TODAY = date(2026, 9, 1)
KEEPER = Actor("a1", "p1", "王规则", "rule_keeper", "o1")
TABLES = (records.Series, records.SeriesLevel, records.FormerTitle, records.Area, records.Department)


@pytest.fixture(autouse=True)
def labels() -> Iterator[None]:
    """Labels are this process's; every test gives them back as it found them."""
    yield
    law.hold(reference.catalogue())


def test_there_are_the_twenty_seven_series_in_their_order_and_the_regions_own() -> None:
    national = [each for each in reference.series() if each.number is not None]

    assert [each.number for each in national] == list(range(1, 28))
    assert len({each.label for each in national}) == 27
    assert [each.code for each in reference.series() if each.number is None] == ["NM-FARMER", "NM-POLITICS"]
    assert all(each.code.startswith(law.OWN) is (each.number is None) for each in reference.series())
    assert max(len(each.code) for each in reference.series()) <= 12


def test_every_national_series_names_its_titles_from_assistant_up() -> None:
    for each in reference.series():
        if each.number is not None:
            levels = [level for level in Level if level in each.levels]
            assert levels[-4:] == list(Level)[1:], each.code
            assert all(titles.names for titles in each.levels.values()), each.code


@pytest.mark.parametrize(
    ("code", "level", "title"),
    [
        ("engineering", Level.ASSOCIATE_SENIOR, "高级工程师"),
        ("engineering", Level.MEMBER, "技术员"),
        ("university", Level.FULL_SENIOR, "教授"),
        ("university", Level.MEMBER, ""),
        ("health", Level.INTERMEDIATE, ""),
        ("audit", Level.ASSISTANT, "助理审计师"),
        ("no-such", Level.ASSISTANT, ""),
    ],
)
def test_the_usual_title_is_the_only_one(code: str, level: Level, title: str) -> None:
    assert law.usual_title(code, level) == title
    assert reference.catalogue().usual_title(code, level) == title


def test_labels_are_there_without_an_installation() -> None:
    assert law.series_label("engineering") == "工程技术人员"
    assert law.series_label("no-such") == "no-such"


def test_examinations_replace_or_precede_the_review() -> None:
    before = {each.code for each in reference.series() if law.exam_required(each.code, Level.ASSOCIATE_SENIOR)}
    instead = {each.code for each in reference.series() if law.exam_replaces_review(each.code, Level.INTERMEDIATE)}

    assert before == {"health", "translation", "accounting", "statistics", "economics", "audit"}
    assert instead == before | {"publishing"}
    assert not any(law.exam_required(code, Level.FULL_SENIOR) for code in before)
    assert not any(law.exam_replaces_review(code, Level.ASSOCIATE_SENIOR) for code in before)
    assert not law.exam_required("no-such", Level.ASSOCIATE_SENIOR)
    assert not law.exam_replaces_review("no-such", Level.INTERMEDIATE)


def test_health_is_the_safety_series() -> None:
    assert [each.code for each in reference.series() if law.safety_series(each.code)] == ["health"]
    assert not law.safety_series("no-such")


def test_old_names_answer_to_a_series_and_a_level_that_exist() -> None:
    catalogue = reference.catalogue()
    found = catalogue.former_title("教授级高工")

    assert found and (found.code, found.level) == ("engineering", Level.FULL_SENIOR)
    assert catalogue.former_title("中学高级教师")
    assert catalogue.former_title("高级工程师") is None
    assert all(catalogue.find(each.code) and each.level in Level for each in reference.former_titles())


def test_the_leagues_have_their_codes_and_governments() -> None:
    areas = {area.code: area for area in reference.areas()}
    whole = [area for area in areas.values() if not area.inside]

    assert len(whole) == 12
    assert {area.name for area in whole if area.kind is AreaKind.LEAGUE} == {"兴安盟", "锡林郭勒盟", "阿拉善盟"}
    assert {area.government for area in whole if area.kind is AreaKind.LEAGUE} == {"盟行政公署"}
    assert {area.government for area in whole if area.kind is AreaKind.CITY} == {"市人民政府"}
    assert (areas["150781"].inside, areas["152501"].inside) == ("150700", "152500")
    assert {areas[code].source for code in ("150781", "152501")} == {Source.UNCERTAIN}
    assert {area.code: area.name for area in whole} == bodies.LEAGUES
    assert bodies.AS_LEAGUES == {"150781": "满洲里市", "152501": "二连浩特市"}


def test_departments_lead_series_that_exist_and_only_flying_has_none() -> None:
    led = {code for department in reference.departments() for code in department.series}

    assert led == {each.code for each in reference.series()} - {"aviation"}


def test_the_row_of_a_day_is_found() -> None:
    old = replace(reference.series()[4], valid_to=date(2026, 12, 31))
    new = replace(old, label="工程技术系列", valid_from=date(2027, 1, 1), valid_to=None)
    catalogue = law.Catalogue.of([new, old])

    assert catalogue.label("engineering", date(2026, 12, 31)) == "工程技术人员"
    assert catalogue.label("engineering", date(2027, 1, 1)) == "工程技术系列"
    assert catalogue.label("engineering", date(2020, 1, 1)) == "工程技术系列", "no row covers it: the last one"
    assert catalogue.on(date(2026, 12, 31)).label("engineering") == "工程技术人员"


# ---- the tables ----------------------------------------------------------------------------------------------------


def counts(database: Database) -> list[int]:
    with database.reading() as session:
        return [session.scalar(select(func.count()).select_from(table)) or 0 for table in TABLES]


def test_loading_again_adds_nothing(database: Database) -> None:
    with database.transaction() as session:
        first = loading.seed(session)
    before = counts(database)
    with database.transaction() as session:
        assert loading.seed(session) == 0

    assert counts(database) == before
    assert first == before[0] + sum(before[2:])
    assert before[0] == 29


def test_the_tables_say_what_the_files_say(database: Database) -> None:
    with database.transaction() as session:
        assert catalogue_of(session) == reference.catalogue(), "empty tables: what the program came with"
        loading.seed(session)
    with database.reading() as session:
        told = catalogue_of(session)

    assert dict(told.series) == dict(reference.catalogue().series)
    assert set(told.former) == set(reference.former_titles())


def test_a_later_edition_of_the_files_ends_and_adds_rows(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    with database.transaction() as session:
        loading.seed(session)
    old = replace(reference.series()[0], valid_to=date(2027, 12, 31))
    new = replace(old, label="高校教师", valid_from=date(2028, 1, 1), valid_to=None)
    monkeypatch.setattr(reference, "series", lambda: (old, new))

    with database.transaction() as session:
        assert loading.seed(session) == 2
    with database.reading() as session:
        rows = keeping.history(session, "series", "university")

    assert [(row.valid_from, row.valid_to) for row in rows] == [
        (date(2028, 1, 1), None),
        (date(2021, 11, 2), date(2027, 12, 31)),
    ]


def test_a_row_a_person_changed_is_not_overwritten(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    with database.transaction() as session:
        loading.seed(session)
        wanted = replace(reference.series()[4], label="工程系列")
        keeping.amend(session, "series", Change(wanted, date(2027, 1, 1), "内人社发〔2026〕1号"), KEEPER, NOW)
    monkeypatch.setattr(reference, "series", lambda: (replace(reference.catalogue().series["engineering"][0]),))

    with database.transaction() as session:
        assert loading.seed(session) == 0
    with database.reading() as session:
        rows = keeping.history(session, "series", "engineering")

    assert [(row.valid_from, row.valid_to) for row in rows] == [
        (date(2027, 1, 1), None),
        (date(2021, 11, 2), date(2026, 12, 31)),
    ]


def test_a_change_takes_effect_on_its_day_and_labels_follow(database: Database) -> None:
    with database.transaction() as session:
        loading.seed(session)
    with database.transaction() as session:
        assert catalogue_of(session).label("engineering", TODAY) == "工程技术人员"
        wanted = replace(reference.series()[4], label="工程系列")
        row = keeping.amend(session, "series", Change(wanted, date(2026, 9, 2), " 文1 "), KEEPER, NOW)
        forget(session)

        assert (row.document, row.entered_by, row.valid_to) == ("文1", "王规则", None)
        assert catalogue_of(session).label("engineering", date(2026, 9, 1)) == "工程技术人员"
        assert catalogue_of(session).label("engineering", date(2026, 9, 2)) == "工程系列"
        refresh(session, date(2026, 9, 1))
        assert law.series_label("engineering") == "工程技术人员"
        refresh(session, date(2026, 9, 2))
        assert law.series_label("engineering") == "工程系列"


def refused(database: Database, kind: str, change: Change) -> dict[str, str]:
    with database.transaction() as session, pytest.raises(ChangeRefused) as caught:
        loading.seed(session)
        keeping.amend(session, kind, change, KEEPER, NOW)
    return caught.value.errors


def test_what_may_not_be_changed_is_told_field_by_field(sqlite_database: Database) -> None:
    series, area, department = reference.series()[4], reference.areas()[0], reference.departments()[0]

    assert refused(sqlite_database, "series", Change(replace(series, label=" "), None, "")) == {
        "label": "请填写名称，最多 40 字",
        "valid_from": "请填写生效日期",
        "document": "请填写依据文号，最多 80 字",
    }
    assert refused(sqlite_database, "series", Change(series, date(2026, 8, 31), "文1")) == {
        "valid_from": "生效日期 2026-08-31 早于今天 2026-09-01，不得倒改历史；请填今天或以后的日期"
    }
    assert refused(sqlite_database, "series", Change(replace(series, code="arts2"), TODAY, "文1")) == {
        "code": "新增的系列只能是自治区自设系列，代码以 NM- 开头"
    }
    long = {Level.MEMBER: law.Titles(("名" * 41,))}
    assert refused(sqlite_database, "series", Change(replace(series, levels=long), TODAY, "文1")) == {
        "titles-member": "员级的职称名称每个最多 40 字"
    }
    assert refused(sqlite_database, "areas", Change(replace(area, code="15", government=""), TODAY, "文1")) == {
        "code": "行政区划代码为 6 位数字",
        "government": "请填写政府名称，最多 40 字",
    }
    assert refused(sqlite_database, "departments", Change(replace(department, series=()), TODAY, "文1")) == {
        "series": "请至少选择一个系列"
    }
    assert refused(sqlite_database, "departments", Change(replace(department, series=("x",)), TODAY, "文1")) == {
        "series": "没有代码为“x”的系列；请重新选择"
    }


def test_two_rows_of_one_code_do_not_begin_on_one_day(sqlite_database: Database) -> None:
    area = reference.areas()[0]
    with sqlite_database.transaction() as session:
        loading.seed(session)
        keeping.amend(session, "areas", Change(area, TODAY, "文1"), KEEPER, NOW)

    assert refused(sqlite_database, "areas", Change(area, TODAY, "文2")) == {
        "valid_from": "已有 2026-09-01 起的一行；请填更晚的日期"
    }


def test_a_series_of_the_region_and_a_new_area_begin_with_their_first_row(sqlite_database: Database) -> None:
    exam = {Level.INTERMEDIATE: law.Titles(("农艺能手",), ExamKind.BEFORE)}
    with sqlite_database.transaction() as session:
        loading.seed(session)
        own = replace(reference.series()[4], code="NM-HERDER", label="牧民系列", number=None, levels=exam)
        keeping.amend(session, "series", Change(own, TODAY, "文1"), KEEPER, NOW)
        forget(session)

        assert catalogue_of(session).exam_required("NM-HERDER", Level.INTERMEDIATE)
        listed = keeping.on(keeping.rows_of(session, "series"), date(2026, 8, 1))
        assert "NM-HERDER" in {row.code for row in listed}, "one that is to begin is listed too"
