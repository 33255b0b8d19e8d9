"""The supervisors' page of one case: what it shows, to whom, after what reason, and what leaves it as a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import func, select

from app import audit
from app.audit import Journal
from app.engine.store import Incident, ProcessInstance
from app.trial.world import EXPERT
from app.web.monitor.casefile import page_of
from handlers.handler import Actor
from handlers.rules.roles import Role
from tests.processes.test_statements import counted
from tests.web.conftest import Browser
from tests.web.watching import ACCUSED, CLEAN, Watched, watch

REASON = {"purpose": "complaint", "reason": "核查呼信访〔2026〕12号转来的举报"}


@pytest.fixture(scope="module")
def watched(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    found = watch(sqlite_template, tmp_path_factory.mktemp("watched"))
    yield found
    found.database.engine.dispose()


def readings(watched: Watched, chain: str = "readings") -> int:
    with watched.database.reading() as session:
        return session.scalar(select(func.count()).select_from(Journal).where(Journal.case == chain)) or 0


def open_with_reason(browser: Browser, case: str) -> str:
    assert browser.post(f"/monitor/cases/{case}/reason", REASON).status_code == 302
    return browser.get(f"/monitor/cases/{case}").text


# --- what the page shows ---------------------------------------------------------------------------------------------


def test_the_page_shows_path_journal_rules_decisions_tasks_and_what_is_waited_for(watched: Watched) -> None:
    page = watched.sign_in("region").get(f"/monitor/cases/{watched.case('declaration', CLEAN)}").text

    for part in (
        "走过的路",
        "步骤清单",
        "任务与经办",
        "办理经过",
        "日志",
        "规则表：命中的行",
        "通知往来",
        "决定走向的变量",
    ):
        assert part in page, part
    assert CLEAN in page
    assert re.search(r'<span class="code">A\d+\.\d+</span> 第.+条', page)
    assert "首次审核单位" in page or "命中" in page


def test_a_decision_is_shown_as_the_row_that_fired_under_the_values_it_was_asked_with(watched: Watched) -> None:
    page = watched.sign_in("region").get(f"/monitor/cases/{watched.case('declaration', CLEAN)}").text

    tables = re.findall(r'<table class="list decision">(.*?)</table>', page, re.S)
    assert tables
    for table in tables:
        head, own, fired = re.findall(r"<tr.*?>(.*?)</tr>", table, re.S)[:3]
        values, cells = re.findall(r"<td.*?>(.*?)</td>", own), re.findall(r"<td.*?>(.*?)</td>", fired)
        assert len(re.findall("<th", head)) - 1 == len(values) == len(cells)
        assert "本案" in own and re.search(r"第 \d+ 行", fired)
        assert values[0] != "—"


def test_cases_that_belong_together_are_linked_and_a_complaint_is_only_counted(watched: Watched) -> None:
    browser = watched.sign_in("region")
    page = browser.get(f"/monitor/cases/{watched.case('declaration', ACCUSED)}").text
    session_case = watched.case("review_session")

    assert f'href="/monitor/cases/{session_case}"' in page
    assert watched.case("complaint") not in page
    assert re.search(r"举报核查 1 件", page)


def test_no_expert_stands_on_any_page_of_the_monitor(watched: Watched) -> None:
    browser = watched.sign_in("region")
    session_case = watched.case("review_session")

    pages = [open_with_reason(browser, session_case), browser.get(f"/desk/cases/{session_case}").text]
    pages += [browser.get(f"/monitor/cases/{watched.case('declaration', name)}").text for name in (CLEAN, ACCUSED)]

    assert "走过的路" in pages[0]
    assert all(EXPERT not in page for page in pages)
    assert "没有找到" in browser.get(f"/monitor/search?q={EXPERT}").text


def test_the_journal_is_told_in_pages(watched: Watched) -> None:
    browser = watched.sign_in("region")
    case = watched.case("review_session")
    open_with_reason(browser, case)

    page = browser.get(f"/monitor/cases/{case}?before=5").text

    assert re.findall(r'data-label="序号">(\d+)<', page) == ["4", "3", "2", "1"]
    assert "最新" in page and "更早" not in page


def test_an_incident_stands_on_top_with_its_reason(watched: Watched) -> None:
    case = watched.case("declaration", ACCUSED)
    with watched.database.transaction() as session:
        session.add(
            Incident(
                instance_id=case, process="declaration", element="notify", error="邮件服务器没有应答",
                first_at=watched.clock.now(), last_at=watched.clock.now(),
            )
        )  # fmt: skip

    page = watched.sign_in("region").get(f"/monitor/cases/{case}").text

    assert "自动办理未成功" in page and "邮件服务器没有应答" in page and "修复" in page


def test_the_page_costs_few_statements(watched: Watched) -> None:
    reader = Actor("a", "p", "赵", Role.SUPERVISOR, watched.stage.world.region_hr.id)
    case = watched.case("declaration", CLEAN)
    with watched.database.reading() as session:
        watched.engine.library.get(session, session.get_one(ProcessInstance, case).definition_id)

    with counted(watched.database) as (statements, _commits), watched.database.reading() as session:
        page_of(session, watched.engine, session.get_one(ProcessInstance, case), reader)
    with counted(watched.database) as (whole, commits):
        browser = watched.sign_in("region")
        whole.clear()
        commits.clear()
        browser.get(f"/monitor/cases/{case}")

    assert len([one for one in statements if "BEGIN" not in one]) <= 10
    own = [one for one in whole if re.search(r"journal|work_item\.|process_|subscription|incident|work\b", one)]
    assert len(own) <= 12 and len(whole) <= 25 and len(commits) <= 1


# --- reasons ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("process", ["review_session", "complaint"])
def test_a_classified_case_asks_for_a_reason_first_and_shows_nothing_of_itself(watched: Watched, process: str) -> None:
    browser = watched.sign_in("league" if process == "declaration" else "region")
    case = watched.case(process)

    page = browser.get(f"/monitor/cases/{case}").text

    assert "先说明为什么要看这个案件" in page
    for secret in (CLEAN, ACCUSED, COMPLAINANT_WORD, "宁城县建设工程质量监督站", "日志"):
        assert secret not in re.sub(r"写入日志", "", page)


COMPLAINANT_WORD = "举报人"


@pytest.mark.parametrize(
    ("purpose", "reason", "told"),
    [
        ("", "核查呼信访〔2026〕12号转来的举报", "请选择查阅目的"),
        ("because", "核查呼信访〔2026〕12号转来的举报", "请选择查阅目的"),
        ("complaint", "", "至少 10 个字，现在是 0 个字"),
        ("complaint", "看一下这个案件吧", "至少 10 个字，现在是 8 个字"),
        ("complaint", "          ", "至少 10 个字"),
        ("complaint", "啊啊啊啊啊啊啊啊啊啊啊啊", "重复的字"),
    ],
)
def test_without_a_purpose_and_a_reason_nothing_opens_and_nothing_is_logged(
    watched: Watched, purpose: str, reason: str, told: str
) -> None:
    browser, case, before = watched.sign_in("region"), watched.case("complaint"), readings(watched)

    answer = browser.post(f"/monitor/cases/{case}/reason", {"purpose": purpose, "reason": reason})

    assert answer.status_code == 422 and told in answer.text
    assert readings(watched) == before
    assert "先说明为什么要看这个案件" in browser.get(f"/monitor/cases/{case}").text


def test_a_reason_of_exactly_ten_signs_is_enough(watched: Watched) -> None:
    browser, case = watched.sign_in("region"), watched.case("complaint")
    given = {"purpose": "complaint", "reason": "核查信访转来的举报件"}

    assert browser.post(f"/monitor/cases/{case}/reason", given).status_code == 302


def test_a_reason_opens_this_case_alone_under_this_sign_in_and_stands_in_the_journal(watched: Watched) -> None:
    browser, case = watched.sign_in("region"), watched.case("complaint")

    page = open_with_reason(browser, case)

    assert "走过的路" in page and ACCUSED in page
    assert "先说明" in browser.get(f"/monitor/cases/{watched.case('review_session')}").text
    assert "先说明" in watched.sign_in("region").get(f"/monitor/cases/{case}").text  # the same person, signed in anew
    with watched.database.reading() as session:
        row = session.scalars(select(Journal).where(Journal.case == "readings").order_by(Journal.seq.desc())).first()
        assert audit.verify(session).faults == []
    assert row is not None
    assert (row.event, row.element, row.name, row.role) == ("read", case, "钱region", "supervisor")
    assert row.detail["reason"] == REASON["reason"] and row.detail["purpose"] == "complaint"


def test_the_case_file_of_the_desk_is_behind_the_same_reason(watched: Watched) -> None:
    browser, case = watched.sign_in("region"), watched.case("complaint")

    closed = browser.get(f"/desk/cases/{case}")
    open_with_reason(browser, case)

    assert (closed.status_code, closed.location) == (302, f"/monitor/cases/{case}")
    assert browser.get(f"/desk/cases/{case}").status_code == 200


def test_the_api_is_behind_the_same_reason(watched: Watched) -> None:
    client, case = watched.app.test_client(), watched.case("complaint")
    given = {"username": "region", "password": "zhiping-demo"}
    token = client.post("/api/sign-in", json=given).json["token"]
    head = {"Authorization": f"Bearer {token}"}

    for path in ("", "/timeline", "/diagram"):
        answer = client.get(f"/api/cases/{case}{path}", headers=head)
        assert answer.status_code == 403 and ACCUSED not in answer.text
    assert client.get(f"/api/cases/{watched.case('declaration', CLEAN)}", headers=head).status_code == 200


# --- scope -----------------------------------------------------------------------------------------------------------


def same_page(one: str, other: str) -> bool:
    tokens = r'nonce="[^"]*"|value="[^"]{20,}"|value="/monitor/[^"]*"'
    return re.sub(tokens, "", one) == re.sub(tokens, "", other)


@pytest.mark.parametrize("process", ["declaration", "review_session", "complaint"])
@pytest.mark.parametrize("path", ["", "/diagram.xml"])
def test_what_is_outside_the_area_is_refused_like_what_does_not_exist(
    watched: Watched, process: str, path: str
) -> None:
    browser = watched.sign_in("elsewhere")

    foreign = browser.get(f"/monitor/cases/{watched.case(process)}{path}")
    unknown = browser.get(f"/monitor/cases/{'0' * 32}{path}")

    assert foreign.status_code == unknown.status_code == 403
    assert same_page(foreign.text, unknown.text)
    assert "监管范围" in foreign.text


def test_a_reason_opens_nothing_outside_the_area(watched: Watched) -> None:
    browser, before = watched.sign_in("elsewhere"), readings(watched)

    answer = browser.post(f"/monitor/cases/{watched.case('complaint')}/reason", REASON)

    assert answer.status_code == 403 and readings(watched) == before


def test_the_league_watches_declarations_of_its_units_and_the_department_its_sessions(watched: Watched) -> None:
    declaration, session_case = watched.case("declaration", CLEAN), watched.case("review_session")

    assert watched.sign_in("league").get(f"/monitor/cases/{declaration}").status_code == 200
    assert watched.sign_in("league").get(f"/monitor/cases/{session_case}").status_code == 403
    assert watched.sign_in("department").get(f"/monitor/cases/{session_case}").status_code == 200
    assert watched.sign_in("clerk").get(f"/monitor/cases/{declaration}").status_code == 403


@pytest.mark.parametrize("name", ["system", "auditor"])
def test_who_keeps_the_machine_sees_steps_and_times_and_no_person(watched: Watched, name: str) -> None:
    browser = watched.sign_in(name)

    page = browser.get(f"/monitor/cases/{watched.case('declaration', CLEAN)}").text
    classified = browser.get(f"/monitor/cases/{watched.case('complaint')}").text

    assert "走过的路" in page and "先说明" in classified
    for secret in (CLEAN, ACCUSED, "宁城县建设工程质量监督站", "查看案卷"):
        assert secret not in page
    assert not re.search(r"质量监督站\S+经办\d", page)


# --- lists and files -------------------------------------------------------------------------------------------------


def test_search_finds_by_name_number_unit_and_committee_in_the_area_only(watched: Watched) -> None:
    with watched.database.reading() as session:
        number = session.get_one(ProcessInstance, watched.case("declaration", CLEAN)).number
    here, elsewhere = watched.sign_in("region"), watched.sign_in("elsewhere")

    for words in (CLEAN, number, "质量监督站", f"{CLEAN} 监督站"):
        assert f"/monitor/cases/{watched.case('declaration', CLEAN)}" in here.get(f"/monitor/search?q={words}").text
        assert "没有找到" in elsewhere.get(f"/monitor/search?q={words}").text
    assert "输入要查找的内容" in here.get("/monitor/search").text
    assert "没有找到" in here.get("/monitor/search?q=查无此人").text
    assert "您的岗位只看数量" in watched.sign_in("system").get(f"/monitor/search?q={CLEAN}").text


def test_search_does_not_tell_that_somebody_was_complained_about(watched: Watched) -> None:
    complaint = watched.case("complaint")
    with watched.database.reading() as session:
        number = session.get_one(ProcessInstance, complaint).number
    here = watched.sign_in("region")

    assert complaint not in here.get(f"/monitor/search?q={ACCUSED}").text
    page = here.get(f"/monitor/search?q={number}").text
    row = re.search(rf"<tr>(?:(?!</tr>).)*{complaint}.*?</tr>", page, re.S)
    assert row and ACCUSED not in row[0] and "说明理由" in row[0]


def test_an_export_is_in_scope_and_in_the_journal_with_its_filter_and_count(watched: Watched) -> None:
    before = readings(watched, "exports")

    here = watched.sign_in("region").get(f"/monitor/search?q={CLEAN}&format=xlsx")
    there = watched.sign_in("elsewhere").get(f"/monitor/search?q={CLEAN}&format=xlsx")

    rows = [list(openpyxl.load_workbook(BytesIO(file.data)).active.values) for file in (here, there)]  # type: ignore
    assert any(CLEAN in row for row in rows[0]) and len(rows[1]) == 1
    assert readings(watched, "exports") == before + 2
    with watched.database.reading() as session:
        kept = session.scalars(select(Journal).where(Journal.case == "exports").order_by(Journal.seq.desc())).all()
    assert [row.detail["rows"] for row in kept[:2]] == [0, len(rows[0]) - 1]
    assert kept[0].detail["filters"] == {"q": CLEAN} and kept[0].name == "钱elsewhere"


def test_a_journal_leaves_as_a_file_only_for_who_may_see_the_case(watched: Watched) -> None:
    case = watched.case("complaint")
    asked = watched.sign_in("region").get(f"/monitor/cases/{case}?format=xlsx")
    opened = watched.sign_in("region")
    open_with_reason(opened, case)

    assert "先说明" in asked.text
    assert opened.get(f"/monitor/cases/{case}?format=xlsx").data[:2] == b"PK"
    assert watched.sign_in("elsewhere").get(f"/monitor/cases/{case}?format=xlsx").status_code == 403


def test_auditors_read_who_read_and_who_exported(watched: Watched) -> None:
    browser = watched.sign_in("region")
    open_with_reason(browser, watched.case("complaint"))
    browser.get(f"/monitor/search?q={CLEAN}&format=xlsx")
    auditor = watched.sign_in("auditor")

    assert REASON["reason"] in auditor.get("/monitor/readings").text
    assert "q=张明" in auditor.get("/monitor/readings?of=exports").text
    assert auditor.get("/monitor/readings?format=xlsx").data[:2] == b"PK"
    for name in ("region", "system", "clerk"):
        assert watched.sign_in(name).get("/monitor/readings").status_code == 403


def test_a_reason_ends_after_half_an_hour(watched: Watched) -> None:
    browser, case = watched.sign_in("region"), watched.case("complaint")
    open_with_reason(browser, case)

    watched.clock.advance(timedelta(minutes=29))
    assert "走过的路" in browser.get(f"/monitor/cases/{case}").text
    watched.clock.advance(timedelta(minutes=1, seconds=1))
    assert "先说明" in browser.get(f"/monitor/cases/{case}").text
