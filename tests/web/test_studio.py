"""The studio's pages: what is in force, drafts, their files, review by another person, publishing."""

from __future__ import annotations

import io
import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from app import accounts, trial
from app.database import Database
from app.drafts import content_hash, names
from app.drafts.tables import DraftFile, DraftReview, ModelDraft
from app.engine import modelset, publishing
from app.engine.store import ProcessDefinition
from app.web.limits import limiter
from app.web.studio import rehearsing
from handlers.records.people import Person
from handlers.rules.roles import Role
from tests.conformance.redrawn import Drawing, Edit
from tests.drafts.conftest import home
from tests.processes.test_statements import counted
from tests.web.conftest import HASH, NOW, Browser, Town, application

NAME, OTHER = 'name="工作日历"', 'name="工作日历（新）"'
STAFF = {
    "an": [Role.DESIGNER, Role.RULE_KEEPER],
    "bai": [Role.DESIGNER],
    "keeper": [Role.RULE_KEEPER],
    "clerk": [Role.UNIT_CLERK],
}
SignIn = Callable[[str], Browser]


@pytest.fixture
def website(sqlite_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """An application whose folder holds the shipped models and one story."""
    monkeypatch.setenv("ZHIPING_HOME", str(home(tmp_path / "home")))
    monkeypatch.setattr("tests.web.conftest.HOME", tmp_path / "home")
    made = application(sqlite_database, tmp_path / "keys", sandbox=False)
    here = made.extensions["zhiping"]
    models = modelset.of_paths([here.settings.processes, here.settings.forms])
    with sqlite_database.transaction() as session:
        publishing.install(session, here.engine.catalogue, models, "zhiping init", NOW)
    return made


@pytest.fixture
def sign_in(website: Flask, sqlite_database: Database, residents: Town) -> Iterator[SignIn]:
    """A browser of one of `STAFF`, signed in."""
    with sqlite_database.transaction() as session:
        for name, roles in STAFF.items():
            person = Person(name=f"李{name}")
            session.add(person)
            session.flush()
            account = accounts.open_account(session, f"studio-{name}", HASH, person.id)
            session.flush()
            for number, role in enumerate(roles, start=1):
                accounts.appoint(session, account, role, residents.unit, date(2025, 1, number))
    limiter.enabled = False

    def browser(name: str) -> Browser:
        made = Browser(website.test_client())
        assert made.sign_in(f"studio-{name}").status_code == 302
        return made

    yield browser
    limiter.enabled = True


class Designer:
    """A browser at one draft."""

    def __init__(self, browser: Browser, draft: str) -> None:
        self.browser = browser
        self.draft = draft
        self.token = browser.form_token()

    def path(self, rest: str = "") -> str:
        return f"/studio/drafts/{self.draft}{rest}"

    def page(self) -> str:
        answer = self.browser.get(self.path())
        assert answer.status_code == 200
        return answer.text

    def text(self, name: str) -> str:
        return self.browser.get(self.path(f"/files/{name}")).text

    def put(self, name: str, text: Any, revision: Any = 0) -> TestResponse:
        body = {"text": text, "revision": revision}
        headers = {"X-CSRFToken": self.token}
        return self.browser.client.put(self.path(f"/files/{name}"), json=body, headers=headers)

    def post(self, rest: str, **data: str) -> TestResponse:
        return self.browser.post(self.path(rest), data)


def begun(browser: Browser, title: str = "日历改名") -> Designer:
    answer = browser.post("/studio/drafts", {"title": title})
    assert answer.status_code == 302
    return Designer(browser, answer.location.rpartition("/")[2])


def renamed(browser: Browser) -> Designer:
    """A draft that renames a process."""
    designer = begun(browser)
    text = designer.text("calendar.bpmn")
    assert NAME in text
    assert designer.put("calendar.bpmn", text.replace(NAME, OTHER)).status_code == 200
    return designer


def at(browser: Browser, designer: Designer) -> Designer:
    """The same draft before another person."""
    return Designer(browser, designer.draft)


# --- looking ---------------------------------------------------------------------------------------------------------


def test_the_overview_lists_what_is_in_force_and_offers_changes_to_designers_alone(sign_in: SignIn) -> None:
    designer, keeper = (sign_in(name).get("/studio").text for name in ("bai", "keeper"))

    for page in (designer, keeper):
        assert "职称申报" in page or "申报" in page
        assert "first_check_body.dmn" in page and "declaration.submit.form" in page
        assert "程序自带" in page and "zhiping init" not in page
        assert "没有进行中的草稿" in page
    assert ">修改</button>" in designer.replace("&nbsp;", "")
    assert '/studio/drafts"' not in keeper


@pytest.mark.parametrize("view", ["", "processes", "drafts", "reviews", "nonsense"])
def test_each_part_of_the_overview_has_its_own_page(sign_in: SignIn, view: str) -> None:
    assert sign_in("keeper").get(f"/studio?view={view}").status_code == 200


def test_a_process_shows_its_versions_and_one_that_is_not_there_is_not_found(sign_in: SignIn) -> None:
    browser = sign_in("keeper")

    assert "第 1 版" in browser.get("/studio/processes/calendar").text
    assert browser.get("/studio/processes/nothing").status_code == 404
    assert browser.get("/studio/files/nothing.bpmn").status_code == 404
    assert browser.get("/studio/drafts/nothing").status_code == 404


def test_a_file_is_served_as_text_that_no_browser_runs(sign_in: SignIn) -> None:
    answer = sign_in("keeper").get("/studio/files/calendar.bpmn?download=1")

    assert answer.content_type == "text/plain; charset=utf-8"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "attachment" in answer.headers["Content-Disposition"]


def test_those_who_do_not_design_are_not_let_in(sign_in: SignIn) -> None:
    clerk = sign_in("clerk")

    assert clerk.get("/studio").status_code == 403
    assert clerk.post("/studio/drafts", {"title": "x"}).status_code == 403


# --- changing --------------------------------------------------------------------------------------------------------


def test_beginning_with_a_file_opens_its_editor(sign_in: SignIn) -> None:
    answer = sign_in("bai").post("/studio/drafts", {"open": "late.scenario.yaml"})

    assert answer.location.endswith("/edit/late.scenario.yaml")
    assert sign_in("bai").post("/studio/drafts", {"open": "../etc/passwd"}).status_code == 409
    assert sign_in("bai").post("/studio/drafts", {"title": " "}).status_code == 422


def test_a_file_is_kept_under_its_revision_and_a_second_writer_is_told(sign_in: SignIn) -> None:
    mine = renamed(sign_in("bai"))
    theirs = at(sign_in("an"), mine)
    text = mine.text("calendar.bpmn")

    assert theirs.put("calendar.bpmn", text.replace(OTHER, 'name="甲"'), 1).json["revision"] == 2
    answer = mine.put("calendar.bpmn", text.replace(OTHER, 'name="乙"'), 1)

    assert answer.status_code == 409
    assert (answer.json["by"], answer.json["revision"]) == ("李an", 2)
    assert "已先保存" in answer.json["message"] and answer.json["at"].startswith("20")


@pytest.mark.parametrize("body", [[], {"text": 3, "revision": 0}, {"text": "x"}, {"text": "x", "revision": "0"}, "x"])
def test_a_body_that_is_no_file_is_refused(sign_in: SignIn, body: Any) -> None:
    designer = begun(sign_in("bai"))
    headers = {"X-CSRFToken": designer.token}

    assert designer.browser.client.put(designer.path("/files/a.bpmn"), json=body, headers=headers).status_code == 400


def test_files_change_only_with_the_page_s_token_and_by_designers(sign_in: SignIn) -> None:
    designer = renamed(sign_in("bai"))
    keeper = at(sign_in("keeper"), designer)
    path, body = designer.path("/files/calendar.bpmn"), {"text": "x", "revision": 1}

    assert designer.browser.client.put(path, json=body).status_code == 400
    assert designer.browser.client.delete(path).status_code == 400
    assert keeper.put("calendar.bpmn", "x", 1).status_code == 403
    assert OTHER in keeper.text("calendar.bpmn")


def test_what_is_refused_and_what_is_too_large_is_said_in_json(sign_in: SignIn) -> None:
    designer = begun(sign_in("bai"))

    assert "不是流程设计的文件" in designer.put("a.exe", "x").json["message"]
    assert "KB" in designer.put("a.bpmn", "x" * 1_100_000).json["message"]
    assert designer.put("a.bpmn", "x" * 2_200_000).status_code == 413


def test_dropping_a_change_brings_back_what_is_in_force(sign_in: SignIn) -> None:
    designer = renamed(sign_in("bai"))
    headers = {"X-CSRFToken": designer.token}

    assert designer.browser.client.delete(designer.path("/files/calendar.bpmn"), headers=headers).status_code == 200
    assert NAME in designer.text("calendar.bpmn")
    assert designer.browser.client.delete(designer.path("/files/calendar.bpmn"), headers=headers).status_code == 404


def test_the_check_finds_faults_of_what_is_on_the_screen_without_keeping_it(sign_in: SignIn) -> None:
    designer = begun(sign_in("bai"))
    broken = designer.text("calendar.bpmn").replace("calendar.enter", "calendar.unknown")

    clean = designer.browser.post_json(designer.path("/check"), {}).json
    found = designer.browser.post_json(designer.path("/check"), {"name": "calendar.bpmn", "text": broken}).json

    assert clean["ok"] and isinstance(clean["took_ms"], int)
    assert not found["ok"]
    fault = next(each for each in found["problems"] if each["severity"] == "error")
    assert set(fault) == {"file", "element", "severity", "rule", "article", "message", "path"}
    assert (fault["file"], fault["element"]) == ("calendar.bpmn", "enter")
    assert "还没有改动任何文件" in designer.page()


def test_the_draft_s_page_lists_problems_with_a_link_to_the_place(sign_in: SignIn) -> None:
    designer = begun(sign_in("bai"))
    designer.put("calendar.bpmn", designer.text("calendar.bpmn").replace("calendar.enter", "calendar.unknown"))

    page = designer.page()

    assert "edit/calendar.bpmn#enter" in page
    assert "先改正检查发现的错误" in page


def test_a_story_is_edited_as_text_and_a_conflict_loses_nothing(sign_in: SignIn) -> None:
    designer = begun(sign_in("bai"))
    path = "/edit/mine.scenario.yaml"
    assert "用一句话写明" in designer.browser.get(designer.path(path)).text

    assert designer.post(path, text="story: 甲\r\n", revision="0").status_code == 302
    second = designer.post(path, text="story: 乙\r\n", revision="0")

    assert designer.text("mine.scenario.yaml") == "story: 甲\n"
    assert second.status_code == 409 and "story: 乙" in second.text and "替换对方的内容并保存" in second.text


def test_files_come_in_and_go_out(sign_in: SignIn) -> None:
    designer = begun(sign_in("bai"))
    content = designer.text("calendar.bpmn").replace(NAME, OTHER).encode()
    client = designer.browser.client

    def send(name: str, data: bytes) -> TestResponse:
        form = {"csrf_token": designer.token, "files": (io.BytesIO(data), name)}
        return client.post(designer.path("/import"), data=form, content_type="multipart/form-data")

    assert send("calendar.bpmn", content).status_code == 302
    refused = send("virus.exe", b"x")
    zipped = client.get(designer.path("/download"))

    assert refused.status_code == 409 and "不是流程设计的文件" in refused.text
    assert send("again.zip", zipped.data).status_code == 302
    assert OTHER in designer.text("calendar.bpmn")


@pytest.mark.parametrize("name", ["brand_new.scenario.yaml"])
def test_an_editor_opens_a_file_that_does_not_exist_yet(sign_in: SignIn, name: str) -> None:
    designer = begun(sign_in("bai"))

    assert designer.browser.get(designer.path(f"/edit/{name}")).status_code == 200
    assert designer.browser.get(designer.path("/edit/a.exe")).status_code == 409


def test_rule_keepers_read_and_remark_but_do_not_change(sign_in: SignIn) -> None:
    keeper = at(sign_in("keeper"), renamed(sign_in("bai")))

    assert keeper.post("/comments", text="为什么改名？", file="calendar.bpmn").status_code == 302
    assert "为什么改名？" in keeper.page() and "作废这份草稿" not in keeper.page()
    for rest in ("/review", "/discard", "/recall", "/drop", "/take-over", "/import", "/stories"):
        assert keeper.post(rest).status_code == 403


def test_a_remark_is_tied_to_an_element_and_leads_to_it(sign_in: SignIn) -> None:
    designer = renamed(sign_in("bai"))
    assert '<option value="calendar.bpmn#enter">' in designer.page()

    designer.post("/comments", text="谁来录入？", file="calendar.bpmn#enter")

    remarks = designer.page().split("<h2>意见</h2>")[1]
    assert "edit/calendar.bpmn#enter" in remarks and "calendar.bpmn · enter" in remarks and "谁来录入？" in remarks


def test_a_draft_s_pages_cost_few_statements(sign_in: SignIn, sqlite_database: Database) -> None:
    designer = renamed(sign_in("bai"))
    for number in range(8):
        designer.put(f"mine{number}.scenario.yaml", "story: x\n")
        designer.post("/comments", text=str(number), file="calendar.bpmn")
        begun(designer.browser, f"另一份 {number}")
    spent = {}

    for path in ("/studio", "/studio/processes/calendar", designer.path(), designer.path("/outlook")):
        designer.browser.get(path)
        with counted(sqlite_database) as (statements, _commits):
            assert designer.browser.get(path).status_code == 200
        spent[path] = len([each for each in statements if "BEGIN" not in each])

    assert max(spent.values()) <= 22, spent


# --- the law ---------------------------------------------------------------------------------------------------------


def without(*ids: str) -> Edit:
    def edit(drawing: Drawing) -> None:
        for id in ids:
            drawing.bridge(id)
        drawing.prune()

    return edit


def straight(source: str, target: str, to: str) -> Edit:
    def edit(drawing: Drawing) -> None:
        drawing.turn(source, target, to)
        drawing.prune()

    return edit


LOST: dict[str, tuple[str, Edit, str]] = {
    "the notice deleted": ("publicity", without("post_result"), "第五十一条"),
    "the notice shortened": ("publicity", lambda it: it.last("result_notice_over", "PT1H"), "第五十一条"),
    "the unit's notice deleted": ("declaration", straight("is_joint", "post_unit", "recommend"), "第二十七条"),
    "confirmation before the notice": (
        "publicity", straight("review_ended", "post_result", "results_cleared"), "第五十三条",
    ),
    "consent bypassed": ("review_session", straight("file_plan", "consent", "invite_observer"), "第四十二条"),
    "quorum bypassed": (
        "review_session", straight("close_sign_in", "assign_opinions", "open_ballot"), "第四十六条",
    ),
    "the meeting not opened": ("review_session", without("open_meeting"), "第四十四条"),
    "ballot bypassed": ("review_session", straight("present", "open_ballot", "announce"), "第四十五条"),
}  # fmt: skip


@pytest.mark.parametrize("case", LOST)
def test_a_redrawing_that_loses_a_legal_step_goes_no_further_and_says_which_article(
    sign_in: SignIn, sqlite_database: Database, case: str
) -> None:
    key, edit, article = LOST[case]
    drawing = Drawing(key)
    edit(drawing)
    designer = begun(sign_in("bai"), case)
    assert designer.put(f"{key}.bpmn", drawing.model()[1].decode()).status_code == 200

    refused, unapproved = designer.post("/review"), designer.post("/publish")

    told = refused.text.split('<div class="refusal"')[1].split("</section>")[0]
    assert refused.status_code == 409 and article in told
    assert f"edit/{key}.bpmn" in told
    assert unapproved.status_code == 409
    assert article in designer.page() and "演一遍故事并提交审核" not in designer.page()
    with sqlite_database.reading() as session:
        assert set(session.scalars(select(ProcessDefinition.version))) == {1}


def test_the_way_round_a_lost_step_is_told_step_by_step_each_with_its_place(sign_in: SignIn) -> None:
    drawing = Drawing("publicity")
    drawing.bridge("result_notice_over")
    designer = begun(sign_in("bai"))
    designer.put("publicity.bpmn", drawing.model()[1].decode())

    way = designer.page().split("走得通的一条路")[1].split("</ol>")[0]

    places = re.findall(r"edit/publicity.bpmn#(\w+)", way)
    assert places[-3:] == ["review_ended", "post_result", "close_result"]


def test_a_draft_approved_before_the_law_is_checked_again_when_it_is_published(
    sign_in: SignIn, sqlite_database: Database
) -> None:
    drawn = renamed(sign_in("bai"))
    keeper = at(sign_in("keeper"), drawn)
    drawn.post("/review")
    keeper.post("/approve")
    drawing = Drawing("publicity")
    drawing.bridge("post_result")
    text = names.stable("publicity.bpmn", drawing.model()[1].decode())
    with sqlite_database.transaction() as session:  # past every guard, as nobody can through the pages
        row = session.scalars(select(DraftFile).where(DraftFile.draft_id == drawn.draft)).one()
        session.add(
            DraftFile(
                draft_id=drawn.draft, name="publicity.bpmn", text=text, updated_at=NOW, updated_by=row.updated_by,
                updated_by_name="李bai", base_hash=names.hash_of(drawn.text("publicity.bpmn")),
            )
        )  # fmt: skip
        session.flush()
        hash = content_hash(session, drawn.draft)
        session.execute(update(ModelDraft).values(content_hash=hash).where(ModelDraft.id == drawn.draft))
        session.execute(update(DraftReview).values(content_hash=hash).where(DraftReview.draft_id == drawn.draft))

    refused = drawn.post("/publish")

    assert refused.status_code == 409 and "第五十一条" in refused.text.split('<div class="refusal"')[1]
    with sqlite_database.reading() as session:
        assert set(session.scalars(select(ProcessDefinition.version))) == {1}


# --- two persons -----------------------------------------------------------------------------------------------------


def test_one_asks_another_approves_and_it_is_published(sign_in: SignIn, sqlite_database: Database) -> None:
    drawn = renamed(sign_in("bai"))
    keeper = at(sign_in("keeper"), drawn)

    assert drawn.post("/review", note="只改名称").status_code == 302
    assert "您参与了这份草稿" in drawn.page()
    assert "批准这些改动" in keeper.page() and "日历改名" in keeper.browser.get("/studio?view=reviews").text
    assert keeper.post("/approve", words="同意").status_code == 302
    assert drawn.post("/publish").status_code == 302

    assert "已发布" in drawn.page()
    process = keeper.browser.get("/studio/processes/calendar").text
    assert "第 2 版" in process and "李bai" in process and "李keeper" in process
    with sqlite_database.reading() as session:
        query = select(ProcessDefinition.version, ProcessDefinition.approver).where(ProcessDefinition.key == "calendar")
        assert sorted(session.execute(query)) == [(1, ""), (2, "李keeper")]


def test_the_same_person_in_another_role_is_no_second_person(sign_in: SignIn, sqlite_database: Database) -> None:
    drawn = renamed(sign_in("an"))
    assert drawn.post("/review").status_code == 302
    with sqlite_database.reading() as session:
        account = session.scalars(select(accounts.Account).where(accounts.Account.username == "studio-an")).one()
        roles = {held.role: held.id for held in account.appointments}
    assert drawn.browser.post("/appointment", {"appointment": roles[Role.RULE_KEEPER]}).status_code == 302

    assert drawn.post("/approve").status_code == 403
    assert drawn.post("/publish").status_code == 409
    assert "批准这些改动" not in drawn.page()


def test_a_refusal_is_told_on_the_draft_s_own_page(sign_in: SignIn) -> None:
    drawn = begun(sign_in("bai"))
    assert "没有改动" in drawn.post("/review").text

    drawn.put("calendar.bpmn", drawn.text("calendar.bpmn").replace("calendar.enter", "calendar.unknown"))
    refused = drawn.post("/review")

    assert refused.status_code == 409 and "还有" in refused.text and "处错误" in refused.text
    assert drawn.post("/publish").status_code == 409


def test_the_stories_are_played_beside_the_requests_and_the_page_says_how_far_they_are(
    website: Flask, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_on = threading.Event()
    before = trial.run_stories

    def slowly(models: Any, stories: Any, over: Any = None) -> Any:
        assert goes_on.wait(20)
        return before(models, stories, over)

    monkeypatch.setattr(trial, "run_stories", slowly)
    designer = renamed(sign_in("an"))
    assert designer.post("/stories").status_code == 302
    told, page = designer.browser.get(designer.path("/stories")), designer.page()
    again = rehearsing.begin(website.extensions["zhiping"], designer.draft)
    goes_on.set()
    over = wait_for(lambda: "HX-Refresh" in designer.browser.get(designer.path("/stories")).headers)

    assert "正在演第 1 个故事，共 1 个" in told.text and "HX-Refresh" not in told.headers
    assert 'id="rehearsal"' in page and "现在演一遍全部故事" not in page
    assert again is None and over
    assert "1 个故事都照所说的发生" in designer.page()


def wait_for(so: Callable[[], bool], seconds: float = 20) -> bool:
    """Whether something comes to be so in good time."""
    end = time.monotonic() + seconds
    while not so():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def test_a_returned_draft_shows_the_words_and_is_open_again(sign_in: SignIn) -> None:
    drawn = renamed(sign_in("bai"))
    keeper = at(sign_in("keeper"), drawn)
    drawn.post("/review")

    assert keeper.post("/return", words="").status_code == 422
    assert keeper.post("/return", words="请说明理由").status_code == 302

    assert "请说明理由" in drawn.page() and "演一遍故事并提交审核" in drawn.page()
    assert drawn.post("/discard").status_code == 302
    assert "已作废" in drawn.page()


def test_an_old_version_is_restored_as_a_draft(sign_in: SignIn, sqlite_database: Database) -> None:
    drawn = renamed(sign_in("bai"))
    drawn.post("/review")
    at(sign_in("keeper"), drawn).post("/approve")
    drawn.post("/publish")
    with sqlite_database.reading() as session:
        first = session.scalars(
            select(ProcessDefinition.id).where(ProcessDefinition.key == "calendar", ProcessDefinition.version == 1)
        ).one()

    answer = drawn.browser.post("/studio/drafts", {"restore": first})

    assert answer.status_code == 302
    with sqlite_database.reading() as session:
        titles = list(session.scalars(select(ModelDraft.title).order_by(ModelDraft.created_at)))
    assert any("第 1 版" in title for title in titles)


def test_no_page_of_the_studio_names_a_case(sign_in: SignIn) -> None:
    browser = sign_in("bai")
    pages = [browser.get(path).text for path in ("/studio", "/studio/processes/declaration")]

    assert all("件在办" in page or "在办" in page for page in pages)
    assert json.dumps(pages).count("/monitor/cases/") == 0
