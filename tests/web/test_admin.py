"""The administration pages: who reads, who changes, what is shown, kept and written into the journal."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from sqlalchemy import select, text

from app import accounts, audit
from app.accounts import permissions
from app.database import Database
from app.web.limits import limiter
from handlers import reference
from handlers.evidence.readings import readings_on
from handlers.handler import Actor
from handlers.records.interpretations import InterpretationSetting
from handlers.records.people import Person
from handlers.reference import keeping, loading
from handlers.rules import series as law
from handlers.rules.readings import Denominator
from handlers.rules.roles import Role
from handlers.rules.workdays import local_date
from tests.web.conftest import HASH, Browser, Town

CHOICE = {"key": "interp.I-13", "value": "minus_recused", "document": "内人社函〔2026〕9号", "reason": "厅务会纪要"}


def today() -> date:
    return local_date(datetime.now(UTC))


@pytest.fixture(autouse=True)
def labels() -> Iterator[None]:
    """Labels are this process's; limits are not under test."""
    limiter.enabled = False
    yield
    limiter.enabled = True
    law.hold(reference.catalogue())


def arrive(website: Flask, database: Database, town: Town, role: Role) -> Browser:
    with database.transaction() as session:
        person = Person(name=f"李{role.value}")
        session.add(person)
        session.flush()
        account = accounts.open_account(session, role.value, HASH, person.id)
        session.flush()
        accounts.appoint(session, account, role, town.unit, date(2025, 1, 1))
    browser = Browser(website.test_client())
    assert browser.sign_in(role.value).status_code == 302
    return browser


@pytest.fixture
def keeper(website: Flask, sqlite_database: Database, residents: Town) -> Browser:
    with sqlite_database.transaction() as session:
        loading.seed(session)
    return arrive(website, sqlite_database, residents, Role.RULE_KEEPER)


@pytest.fixture
def auditor(website: Flask, sqlite_database: Database, residents: Town) -> Browser:
    return arrive(website, sqlite_database, residents, Role.AUDITOR)


def journal(database: Database, chain: str) -> list[audit.Journal]:
    with database.reading() as session:
        return list(session.scalars(select(audit.Journal).where(audit.Journal.case == chain)))


@pytest.mark.parametrize("role", Role)
def test_who_reads_and_who_keeps_the_law(role: Role) -> None:
    actor = Actor("a", "p", "某", role, "o")

    assert permissions.may_read_law(actor) is (role in (Role.RULE_KEEPER, Role.SUPERVISOR, Role.AUDITOR))
    assert permissions.may_keep_law(actor) is (role is Role.RULE_KEEPER)


def test_the_way_in_is_shown_to_those_who_may_and_to_nobody_else(keeper: Browser, browser: Browser) -> None:
    browser.sign_in("clerk")

    assert 'href="/admin"' in keeper.get("/desk").text
    assert 'href="/admin"' not in browser.get("/desk").text
    assert browser.get("/admin").status_code == 403
    assert browser.get("/admin/interpretations/I-13").status_code == 403


def test_the_ledger_lists_every_question_with_the_reading_in_force(keeper: Browser) -> None:
    page = keeper.get("/admin/interpretations").text

    assert all(entry.question in page for entry in reference.entries())
    assert all(question.question in page for question in reference.questions())
    assert "三分之二的分母：<strong>全部到会专家，含对该申报人回避的专家</strong>" in page
    assert page.count("待明确") == 7


def test_a_reading_shows_question_articles_alternatives_and_history(keeper: Browser) -> None:
    page = keeper.get("/admin/interpretations/I-13").text

    for told in ("interp.I-13", "第四十五条", "第五十条", "到会专家减去对该申报人回避的专家", "没有改过", "第 1 问"):
        assert told in page, told
    assert "只实现这一种解读" in keeper.get("/admin/interpretations/I-02").text
    assert keeper.get("/admin/interpretations/I-99").status_code == 404


def test_who_may_only_read_sees_no_form_and_changes_nothing(auditor: Browser, sqlite_database: Database) -> None:
    page = auditor.get("/admin/interpretations/I-13")

    assert page.status_code == 200 and "改为其他做法" not in page.text
    assert auditor.post("/admin/interpretations/I-13", {**CHOICE, "effective_from": "2099-01-01"}).status_code == 403
    assert auditor.get("/admin/reference/series/engineering").status_code == 404, "nothing loaded yet"
    assert "还没有参考数据" in auditor.get("/admin/reference/series").text
    assert auditor.post("/admin/reference/areas/new", {}).status_code == 403
    with sqlite_database.reading() as session:
        assert session.scalars(select(InterpretationSetting)).all() == []


def test_choosing_a_reading_is_versioned_journalled_and_in_force(keeper: Browser, sqlite_database: Database) -> None:
    answer = keeper.post("/admin/interpretations/I-13", {**CHOICE, "effective_from": today().isoformat()})

    assert answer.status_code == 302
    page = keeper.get("/admin/interpretations/I-13").text
    for told in ("已记录第 1 版", "内人社函〔2026〕9号", "厅务会纪要", "李rule_keeper", "已改"):
        assert told in page, told
    with sqlite_database.reading() as session:
        assert readings_on(session, today()).recusal_denominator is Denominator.MINUS_RECUSED
    (row,) = journal(sqlite_database, "ledger")
    assert (row.event, row.element, row.name, row.role) == ("published", "interp.I-13", "李rule_keeper", "rule_keeper")
    assert row.detail == {
        "version": 1, "before": "attending", "value": "minus_recused", "effective_from": today().isoformat(),
        "document": "内人社函〔2026〕9号", "reason": "厅务会纪要",
    }  # fmt: skip


def test_a_choice_for_later_is_announced(keeper: Browser) -> None:
    keeper.post("/admin/interpretations/I-13", {**CHOICE, "effective_from": "2099-01-01"})

    assert "2099-01-01 起另有做法" in keeper.get("/admin/interpretations").text
    page = keeper.get("/admin/interpretations/I-13").text
    assert "2099-01-01 起：到会专家减去" in page
    assert "现在：<strong>全部到会专家" in page


def test_what_is_wrong_is_told_above_and_at_the_field_and_kept(keeper: Browser, sqlite_database: Database) -> None:
    given = {
        "key": "interp.I-15.outside",
        "value": "16",
        "effective_from": "2020-01-01",
        "document": "",
        "reason": "想",
    }
    answer = keeper.post("/admin/interpretations/I-15", given)

    assert answer.status_code == 422
    assert "有 3 处需要改正" in answer.text
    for field in ("value", "effective_from", "document"):
        assert f'href="#{field}"' in answer.text and f'id="{field}-error"' in answer.text
        assert answer.text.count(f'id="{field}"') == 1
    assert ">想</textarea>" in answer.text
    assert journal(sqlite_database, "ledger") == []
    assert keeper.post("/admin/interpretations/I-15", {**given, "key": "interp.I-13"}).status_code == 404


def test_series_are_listed_with_titles_examinations_and_validity(keeper: Browser) -> None:
    page = keeper.get("/admin/reference/series").text

    assert all(each.label in page for each in reference.series())
    for told in (
        "正高级工程师",
        "以考代评",
        "考评结合",
        "涉及公共安全和人身健康",
        "2021-11-02 起",
        "教授级高工",
        "待核对",
    ):
        assert told in page, told
    assert "盟行政公署" in keeper.get("/admin/reference/areas").text
    assert "自治区教育厅" in keeper.get("/admin/reference/departments").text
    assert keeper.get("/admin/reference/planets").status_code == 404
    assert keeper.get("/admin/reference/areas/999999").status_code == 404


def series_form(**changed: str) -> dict[str, str]:
    return {
        "label": "工程系列", "titles-associate_senior": "高级工程师、高级建筑师", "exam-associate_senior": "before",
        "source": "verified", "valid_from": today().isoformat(), "document": "文1", **changed,
    }  # fmt: skip


def test_a_change_of_a_series_ends_the_row_before_and_is_journalled(keeper: Browser, sqlite_database: Database) -> None:
    assert keeper.post("/admin/reference/series/engineering", series_form()).status_code == 302

    page = keeper.get("/admin/reference/series/engineering").text
    for told in ("工程系列", "高级工程师、高级建筑师", "工程技术人员", "随系统装入", "文1"):
        assert told in page, told
    with sqlite_database.reading() as session:
        rows = keeping.history(session, "series", "engineering")
        assert [row.number for row in rows if hasattr(row, "number")] == [5, 5]
        assert [row.valid_to is None for row in rows] == [True, False]
    assert law.series_label("engineering") == "工程系列"
    (row,) = journal(sqlite_database, "reference")
    assert (row.element, row.element_name) == ("engineering", "工程系列")
    assert row.detail["titles"] == {"associate_senior": ["高级工程师", "高级建筑师"]}
    assert row.detail["exams"] == {"associate_senior": "before"}


def test_a_refused_change_keeps_what_was_typed(keeper: Browser) -> None:
    answer = keeper.post("/admin/reference/series/engineering", series_form(label="", document=""))

    assert answer.status_code == 422
    assert 'href="#label"' in answer.text and 'id="label-error"' in answer.text
    assert 'value="高级工程师、高级建筑师"' in answer.text


def test_a_new_area_and_a_new_department_are_added_and_no_code_twice(keeper: Browser) -> None:
    area = {
        "code": "150502", "name": "某市", "kind": "city", "government": "市人民政府", "inside": "150500",
        "valid_from": today().isoformat(), "document": "文2",
    }  # fmt: skip
    assert "新增一行" in keeper.get("/admin/reference/areas/new").text
    assert keeper.post("/admin/reference/areas/new", area).location == "/admin/reference/areas/150502"
    assert "某市" in keeper.get("/admin/reference/areas").text
    assert "已经有了" in keeper.post("/admin/reference/areas/new", area).text

    department = {
        "code": "aviation", "name": "民航管理局", "series": "aviation", "valid_from": today().isoformat(),
        "document": "文3",
    }  # fmt: skip
    assert keeper.post("/admin/reference/departments/new", department).status_code == 302
    assert "民用航空飞行技术人员" in keeper.get("/admin/reference/departments/aviation").text
    assert keeper.post("/admin/reference/departments/new", {**department, "code": ""}).status_code == 422


def test_rules_are_found_by_article_by_word_and_by_what_meets_them(keeper: Browser) -> None:
    def listed(query: str) -> str:
        return keeper.get(f"/admin/rules?{query}").text

    assert "<strong>A45.2</strong>" in listed("q=45")
    assert "<strong>A45.2</strong>" in listed("q=第45条")
    assert "<strong>A44.2</strong>" not in listed("q=45")
    assert "<strong>A45.2</strong>" in listed("q=a45.2")
    assert "<strong>A45.2</strong>" not in listed("q=45&status=clock")
    assert "没有符合条件的要求" in listed("q=没有这样的话")
    assert "<strong>A1.1</strong>" in listed("") and "<strong>A45.2</strong>" not in listed("")
    assert "第 2/" in listed("page=2")


def test_changes_of_both_kinds_are_verified_with_the_journal(
    keeper: Browser, sqlite_database: Database, website: Flask
) -> None:
    keeper.post("/admin/interpretations/I-13", {**CHOICE, "effective_from": today().isoformat()})
    keeper.post("/admin/interpretations/I-13", {**CHOICE, "value": "attending", "effective_from": today().isoformat()})
    keeper.post("/admin/reference/series/engineering", series_form())
    with sqlite_database.reading() as session:
        verdict = audit.verify(session)
    assert (verdict.cases, verdict.rows, verdict.faults) == (2, 3, [])

    with sqlite_database.transaction() as session:
        session.execute(text("DROP TRIGGER journal_no_update"))
        session.execute(text("DROP TRIGGER journal_no_delete"))
        detail = json.dumps({"value": "other"})
        session.execute(text("UPDATE journal SET detail = :detail WHERE \"case\" = 'reference'"), {"detail": detail})
        session.execute(text("DELETE FROM journal WHERE \"case\" = 'ledger' AND seq = 2"))
    with sqlite_database.reading() as session:
        faults = {(fault.case, fault.seq, fault.kind) for fault in audit.verify(session).faults}
    assert faults == {("reference", 1, "edited"), ("ledger", 1, "cut")}
