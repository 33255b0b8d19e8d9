"""The integrity archive on the pages: within the collector's scope, with a purpose kept; one's own, with appeal."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from flask import Flask
from sqlalchemy import func, select

from app import accounts
from app.accounts import Account
from app.audit import Journal
from app.database import Database
from handlers.records.integrity import IntegrityRecord
from handlers.records.organisations import Organisation
from handlers.records.people import Person
from handlers.records.table import new_id
from handlers.records.violations import CaseDecision, RecordAppeal, ViolationCase
from handlers.rules.oversight import Sanction
from handlers.rules.roles import Role
from handlers.rules.terms import IntegritySubject, OrganisationKind, OrganisationLevel
from tests.web.conftest import HASH, HOME, Browser, Town

AT = datetime(2026, 3, 15, 1, 0, tzinfo=UTC)
REASON = {"purpose": "supervision", "reason": "核查呼信访〔2026〕12号涉及人员"}
REGION, LEAGUE = OrganisationLevel.REGION, OrganisationLevel.LEAGUE
BODIES = {"region": (REGION, "150000"), "league": (LEAGUE, "150100"), "elsewhere": (LEAGUE, "150400")}


@pytest.fixture
def archived(website: Flask, residents: Town, sqlite_database: Database) -> dict[str, str]:
    """The applicant has an entry from the town's unit, and three HR departments have a supervisor each; ids."""
    website.extensions["zhiping"].engine.publish([HOME / "processes", HOME / "forms"], author="test")
    with sqlite_database.transaction() as session:
        for name, (level, area) in BODIES.items():
            body = Organisation(code=name, name=f"{name}人社", kind=OrganisationKind.HR, level=level, area=area)
            person = Person(name=f"监管{name}")
            session.add_all([body, person])
            session.flush()
            account = accounts.open_account(session, name, HASH, person.id)
            session.flush()
            accounts.appoint(session, account, Role.SUPERVISOR, body.id, date(2025, 1, 1))
        account = session.get_one(Account, residents.accounts["applicant"])
        region = session.scalars(select(Organisation).where(Organisation.code == "region")).one()
        case = ViolationCase.from_clue(
            None, IntegritySubject.APPLICANT, account.person_id, "V62.2", "抄袭业绩一项", region.id, AT
        )
        case.unit_id, case.status = residents.unit, "decided"
        record = _record(account.person_id, region.id)
        session.add_all([case, record])
        session.flush()
        session.add(
            CaseDecision(
                id=new_id(), case_id=case.id, sanction=Sanction.ANNULMENT, number="撤1", organisation_id=region.id,
                decided_by_id=account.person_id, decided_at=AT, effective_on=record.effective_on, record_id=record.id,
                requirements=[],
            )
        )  # fmt: skip
        return {"record": record.id, "case": case.id}


def _record(person: str, body: str, subject: IntegritySubject = IntegritySubject.APPLICANT) -> IntegrityRecord:
    return IntegrityRecord(
        id=new_id(), subject=subject, person_id=person, violation="V62.2", facts="抄袭业绩一项", basis="第七十二条",
        measure="撤销职称", effective_on=date(2026, 3, 15), ends_on=date(2029, 3, 14), decided_by_id=body, number="撤1",
        recorded_at=AT,
    )  # fmt: skip


def signed_in(website: Flask, name: str) -> Browser:
    browser = Browser(website.test_client())
    assert browser.sign_in(name).status_code == 302, name
    return browser


def readings(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(Journal).where(Journal.case == "archive")) or 0


def test_A75_1_a_body_sees_what_it_collects_and_no_more(website: Flask, archived: dict[str, str]) -> None:
    pages = {name: signed_in(website, name).get("/monitor/integrity").text for name in BODIES}
    own_trade = signed_in(website, "supervisor").get("/monitor/integrity").text

    assert "撤销职称" in pages["region"] and "撤销职称" in pages["league"]
    assert "撤销职称" not in pages["elsewhere"] and "没有符合条件的记录" in pages["elsewhere"]
    assert "本部门不汇总诚信档案" in own_trade and "撤销职称" not in own_trade
    assert all("王applicant" not in page for page in pages.values())


@pytest.mark.parametrize("name", ["elsewhere", "supervisor", "manager"])
def test_A75_1_nobody_reads_beyond_the_own_scope(
    website: Flask, sqlite_database: Database, archived: dict[str, str], name: str
) -> None:
    browser = signed_in(website, name)

    shown = browser.get(f"/monitor/integrity/{archived['record']}")
    read = browser.post(f"/monitor/integrity/{archived['record']}", REASON)

    assert shown.status_code >= 400 and read.status_code >= 400
    assert "抄袭业绩一项" not in shown.text + read.text
    assert readings(sqlite_database) == 0


def test_an_entry_opens_with_a_purpose_that_is_kept(
    website: Flask, sqlite_database: Database, archived: dict[str, str]
) -> None:
    browser, path = signed_in(website, "league"), f"/monitor/integrity/{archived['record']}"

    asked = browser.get(path).text
    without = browser.post(path, {"purpose": "", "reason": "看看"})
    opened = browser.post(path, REASON)

    assert "抄袭业绩一项" not in asked + without.text
    assert (without.status_code, opened.status_code) == (422, 200)
    assert "抄袭业绩一项" in opened.text and "王applicant" in opened.text
    with sqlite_database.reading() as session:
        row = session.scalars(select(Journal).where(Journal.case == "archive")).one()
        assert (row.event, row.name, row.detail["reason"]) == ("read", "监管league", REASON["reason"])


@pytest.mark.parametrize(
    ("query", "found"),
    [("state=running", True), ("state=expired", False), ("state=soon", False), ("state=blacklist", False),
     ("q=王applicant", True), ("q=撤1", True), ("q=王", False)],
)  # fmt: skip
def test_the_archive_is_searched_by_state_and_by_full_words(
    website: Flask, archived: dict[str, str], query: str, found: bool
) -> None:
    page = signed_in(website, "region").get(f"/monitor/integrity?{query}").text

    assert ("撤销职称" in page) is found


def test_one_s_own_record_is_shown_with_the_way_to_appeal(
    website: Flask, sqlite_database: Database, archived: dict[str, str]
) -> None:
    browser, path = signed_in(website, "applicant"), f"/desk/record/{archived['record']}/appeal"

    assert "抄袭业绩一项" in browser.get("/desk/record").text
    assert browser.post(path, {"text": "不服"}).status_code == 422
    assert browser.post(path, {"text": "所报业绩确为本人完成，附任务书原件。"}).status_code == 302
    assert "正在办理" in browser.get("/desk/record").text
    with sqlite_database.reading() as session:
        assert session.scalars(select(RecordAppeal.record_id)).all() == [archived["record"]]


def test_nobody_sees_or_contests_another_s_record(website: Flask, archived: dict[str, str]) -> None:
    browser = signed_in(website, "expert")

    refused = browser.post(f"/desk/record/{archived['record']}/appeal", {"text": "替别人提出的申诉理由若干字"})

    assert "没有失信记录" in browser.get("/desk/record").text
    assert refused.status_code >= 400


def test_the_head_of_the_unit_sees_who_has_a_record_without_the_facts(
    website: Flask, residents: Town, sqlite_database: Database, archived: dict[str, str]
) -> None:
    with sqlite_database.transaction() as session:
        person = Person(name="王负责人")
        session.add(person)
        session.flush()
        account = accounts.open_account(session, "head", HASH, person.id)
        session.flush()
        accounts.appoint(session, account, Role.UNIT_HEAD, residents.unit, date(2025, 1, 1))

    head, clerk = signed_in(website, "head"), signed_in(website, "second_clerk")

    assert "王applicant" in head.get("/desk/record").text
    assert "抄袭业绩一项" not in head.get("/desk/record").text
    assert "王applicant" not in clerk.get("/desk/record").text


def test_A74_1_a_barred_clerk_loses_the_post_at_once_and_signs_in_no_more(
    website: Flask, residents: Town, sqlite_database: Database
) -> None:
    browser = signed_in(website, "second_clerk")
    assert browser.get("/desk").status_code == 200

    with sqlite_database.transaction() as session:
        account = session.get_one(Account, residents.accounts["second_clerk"])
        session.add(_record(account.person_id, residents.unit, IntegritySubject.STAFF))

    assert browser.get("/desk").status_code == 302
    assert Browser(website.test_client()).sign_in("second_clerk").status_code != 302
