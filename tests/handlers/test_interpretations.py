"""The interpretation ledger: what it holds, what is in force on a day, and what a change asks for and changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event

from app.database import Database
from handlers import reference
from handlers.evidence.readings import readings_on
from handlers.evidence.texts import line
from handlers.handler import Actor
from handlers.reference import choosing, ledger
from handlers.reference.refusals import ChangeRefused
from handlers.rules import readings
from handlers.rules.readings import DEFAULT, Denominator, PlanNotice, Readings

NOW = datetime(2026, 9, 1, 1, 0, tzinfo=UTC)
TODAY = date(2026, 9, 1)
KEEPER = Actor("a1", "p1", "王规则", "rule_keeper", "o1")
Choose = Callable[..., Any]


@pytest.fixture
def choose(database: Database) -> Choose:
    """Choose a reading in a transaction of its own."""

    def act(key: str, value: str, on: date | None = TODAY, document: str = "文1", reason: str = "会议纪要") -> Any:
        with database.transaction() as session:
            return choosing.choose(session, key, value, on, document, reason, KEEPER, NOW)

    return act


def in_force(database: Database, on: date) -> Readings:
    with database.reading() as session:
        return readings_on(session, on)


def test_the_ledger_has_forty_entries_and_fifteen_open_questions() -> None:
    assert [entry.id for entry in reference.entries()] == [f"I-{n:02d}" for n in range(1, 41)]
    assert [question.number for question in reference.questions()] == list(range(1, 16))
    assert all(entry.key == f"interp.{entry.id}" for entry in reference.entries())


def test_every_entry_can_be_read_and_names_articles_that_exist() -> None:
    for entry in reference.entries():
        assert entry.question.endswith("？"), entry.id
        assert entry.reading and entry.why and entry.articles, entry.id
        assert all(line(str(number)) for number in entry.articles), entry.id


def test_open_entries_and_open_questions_name_each_other() -> None:
    listed = {question.number: question.where for question in reference.questions()}

    assert all(listed[entry.open] == entry.id for entry in reference.entries() if entry.open)
    assert {entry.id for entry in reference.entries() if entry.open} == {
        where for where in listed.values() if where.startswith("I-")
    }


def test_every_reading_of_the_rules_has_a_setting_and_its_default() -> None:
    settings = ledger.settings()

    assert {each.field for each in settings.values()} == {field.name for field in fields(Readings)}
    assert all(key.removeprefix("interp.").startswith("I-") for key in settings)
    assert all(each.read(each.default) == getattr(DEFAULT, each.field) for each in settings.values())
    assert reference.readings_of({}) == DEFAULT


def test_a_value_the_program_does_not_implement_is_no_reading() -> None:
    denominator, days = reference.setting("interp.I-13"), reference.setting("interp.I-19.days")

    assert denominator.told("minus_recused") == "到会专家减去对该申报人回避的专家"
    assert (days.told("5"), days.read("30")) == ("5", 30)
    assert [days.allows(text) for text in ("0", "1", "30", "31", "五", "-1", "")] == [
        False, True, True, False, False, False, False,
    ]  # fmt: skip
    with pytest.raises(ValueError, match=r"interp\.I-13"):
        denominator.read("nobody")
    with pytest.raises(KeyError):
        reference.setting("interp.I-99")


def test_what_was_chosen_holds_from_its_day_on(database: Database, choose: Choose) -> None:
    assert in_force(database, TODAY) == DEFAULT

    row = choose("interp.I-13", "minus_recused", TODAY + timedelta(days=9))

    assert (row.version, row.set_by, row.set_by_id, row.set_at) == (1, "王规则", "p1", NOW)
    assert in_force(database, TODAY + timedelta(days=8)) == DEFAULT
    assert in_force(database, TODAY + timedelta(days=9)).recusal_denominator is Denominator.MINUS_RECUSED


def test_versions_are_kept_and_the_one_that_began_last_holds(database: Database, choose: Choose) -> None:
    choose("interp.I-13", "minus_recused", date(2026, 9, 10))
    choose("interp.I-13", "attending", date(2026, 10, 10))
    choose("interp.I-06", "seven_clear_days", TODAY)

    with database.reading() as session:
        rows = choosing.history(session)
    assert [(row.key, row.version, row.value) for row in rows] == [
        ("interp.I-06", 1, "seven_clear_days"),
        ("interp.I-13", 1, "minus_recused"),
        ("interp.I-13", 2, "attending"),
    ]
    assert in_force(database, date(2026, 9, 10)).recusal_denominator is Denominator.MINUS_RECUSED
    assert in_force(database, date(2026, 10, 9)).recusal_denominator is Denominator.MINUS_RECUSED
    assert in_force(database, date(2026, 10, 10)) == Readings(plan_notice=PlanNotice.SEVEN_CLEAR_DAYS)


def test_a_later_version_of_one_day_replaces_the_earlier(database: Database, choose: Choose) -> None:
    choose("interp.I-19.days", "7")
    choose("interp.I-19.days", "9")

    assert in_force(database, TODAY).correction_days == 9


def test_what_is_lacking_is_told_field_by_field(choose: Choose) -> None:
    with pytest.raises(ChangeRefused) as nothing:
        choose("interp.I-13", "nobody", None, " ", "")
    with pytest.raises(ChangeRefused) as number:
        choose("interp.I-19.days", "31", date(2026, 8, 31), "文" * 81, "由" * 2001)

    assert nothing.value.errors == {
        "value": "“三分之二的分母”请选择所列做法之一",
        "effective_from": "请填写生效日期",
        "document": "请填写依据文号",
        "reason": "请填写变更理由",
    }
    assert number.value.errors == {
        "value": "“默认补正时限（工作日）”请填 1 至 30 的整数",
        "effective_from": "生效日期 2026-08-31 早于今天 2026-09-01，解读不溯及既往；请填今天或以后的日期",
        "document": "依据文号最多 80 字",
        "reason": "变更理由最多 2000 字",
    }
    assert "请填写变更理由" in str(nothing.value)


def test_no_change_and_what_does_not_fit_together_are_refused(choose: Choose) -> None:
    with pytest.raises(ChangeRefused, match="已经是“全部到会专家，含对该申报人回避的专家”，没有变化"):
        choose("interp.I-13", "attending")
    with pytest.raises(ChangeRefused, match="最短补正时限 6 个工作日不得长于默认时限 5 个工作日"):
        choose("interp.I-19.least", "6")
    assert choose("interp.I-19.least", "5").value == "5"
    with pytest.raises(KeyError):
        choose("interp.I-99", "1")


def test_readings_cost_one_statement_in_a_transaction_and_are_cached(database: Database, choose: Choose) -> None:
    choose("interp.I-06", "seven_clear_days")
    in_force(database, TODAY)
    statements: list[str] = []

    def count(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        statements.append(statement)

    with database.reading() as session:
        event.listen(database.engine, "before_cursor_execute", count)
        try:
            for day in range(5):
                assert readings_on(session, TODAY + timedelta(days=day)).plan_notice is PlanNotice.SEVEN_CLEAR_DAYS
        finally:
            event.remove(database.engine, "before_cursor_execute", count)
    assert len(statements) == 1


def test_readings_that_are_not_the_default_are_noted(database: Database, choose: Choose) -> None:
    choose("interp.I-06", "seven_clear_days", TODAY + timedelta(days=1))

    with readings.noting() as before:
        in_force(database, TODAY)
    with readings.noting() as after:
        in_force(database, TODAY + timedelta(days=1))

    assert (before, after) == ({}, {"plan_notice": "seven_clear_days"})
