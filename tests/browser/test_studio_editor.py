"""The editor of processes in a browser: drawing, handlers, problems with their way, saving by itself, conflicts."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app import accounts, drafts
from app.database import Database
from app.trial.world import instant
from handlers.handler import Actor
from handlers.records.organisations import Organisation
from handlers.records.people import Person
from handlers.rules.roles import Role
from tests.browser.conftest import Visitor
from tests.web.conftest import HASH
from tests.web.season import Season

pytestmark = pytest.mark.browser
Arrive = Callable[..., Visitor]
BROWSER = Path(__file__).resolve().parent.parent.parent / "app" / "web" / "browser"
FILE = "publicity.bpmn"
WAIT = "result_notice_over"
WITHOUT_DRAWING = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="x">
  <process id="publicity" isExecutable="true">
    <startEvent id="begin"/><userTask id="look" name="看一看"/><endEvent id="over"/>
    <sequenceFlow id="f1" sourceRef="begin" targetRef="look"/><sequenceFlow id="f2" sourceRef="look" targetRef="over"/>
  </process>
</definitions>"""


def person(database: Database, name: str, role: Role) -> Actor:
    """Somebody with this role who may sign in."""
    with database.transaction() as session:
        body = session.scalars(select(Organisation).order_by(Organisation.code)).first()
        assert body is not None
        somebody = Person(name=f"钱{name}")
        session.add(somebody)
        session.flush()
        account = accounts.open_account(session, name, HASH, somebody.id, demonstration=True)
        session.flush()
        accounts.appoint(session, account, role, body.id, instant(2025, 1, 1).date())
        return Actor(account.id, somebody.id, somebody.name, role, body.id)


@pytest.fixture
def designer(season: Season) -> Actor:
    return person(season.database, "designer", Role.DESIGNER)


@pytest.fixture
def draft(season: Season, designer: Actor) -> str:
    """A draft that changes nothing yet."""
    with season.database.transaction() as session:
        return drafts.begin(session, "公示七个工作日", designer, season.clock.now()).id


def opened(visitor: Visitor, draft: str, file: str = FILE, name: str = "designer") -> Page:
    """The editor's page, with the diagram on the canvas and the first check done."""
    visitor.sign_in(name)
    visitor.go(f"/studio/drafts/{draft}/edit/{file}")
    expect(visitor.page.locator("#studio")).not_to_have_attribute("aria-busy", "true")
    expect(visitor.page.locator("[data-part=verdict]")).to_have_attribute("data-state", "clean")
    return visitor.page


def choose(page: Page, element: str) -> None:
    page.locator(f'.djs-element[data-element-id="{element}"]').click()


def saved(page: Page) -> None:
    expect(page.locator("[data-part=status]")).to_have_text("未作改动")
    expect(page.locator("[data-part=status]")).to_contain_text("已保存")


def kept(season: Season, draft: str) -> str:
    with season.database.reading() as session:
        return drafts.text_of(session, draft, FILE) or ""


def test_a_step_that_was_renamed_has_its_new_name_after_reloading(season: Season, arrive: Arrive, draft: str) -> None:
    page = opened(arrive(), draft)
    choose(page, "post_result")
    page.get_by_role("textbox", name="名称", exact=True).fill("张贴评审结果")

    expect(page.locator("[data-part=status]")).to_contain_text("已保存")
    page.reload()
    expect(page.get_by_text("可以提交审核")).to_be_visible()
    page.get_by_role("tab", name="步骤清单").click()
    expect(page.get_by_role("button", name="张贴评审结果 用户任务")).to_be_visible()
    assert 'name="张贴评审结果"' in kept(season, draft)


def test_a_new_step_gets_its_handler_from_the_menu_and_the_handler_s_name(
    season: Season, arrive: Arrive, draft: str
) -> None:
    page = opened(arrive(), draft)
    choose(page, "close_result")
    page.get_by_title("接一个用户任务").click()
    page.keyboard.press("Escape")  # the name comes with the handler
    page.get_by_label("查找处理程序").fill("结果")
    page.get_by_label("处理程序（适用的").select_option("publicity.post_result")

    expect(page.get_by_role("textbox", name="名称", exact=True)).to_have_value("公示评审结果")
    expect(page.get_by_role("link", name="打开 publicity.post_result.form")).to_be_visible()
    page.get_by_text("这一步核对").click()
    expect(page.get_by_text("第五十一条").first).to_be_visible()
    page.keyboard.press("Control+s")
    expect(page.locator("[data-part=status]")).to_contain_text("已保存")
    assert kept(season, draft).count('camunda:formRef="publicity.post_result"') == 2


def test_a_timer_is_chosen_by_its_legal_period(season: Season, arrive: Arrive, draft: str) -> None:
    page = opened(arrive(), draft)
    choose(page, WAIT)

    expect(page.get_by_label("哪个法定期限")).to_have_value("${post_result.over_on}")
    expect(page.get_by_text("这是最短期限，不得提前结束。")).to_be_visible()
    choose(page, "close_result")
    choose(page, WAIT)
    page.get_by_label("日期", exact=True).fill("${post_result.nothing}")
    page.get_by_label("日期", exact=True).blur()
    page.get_by_label("哪个法定期限").select_option(label="评审结果公示（T12） · 公示评审结果")
    expect(page.get_by_label("日期", exact=True)).to_have_value("${post_result.over_on}")


def test_a_lost_notice_is_told_with_its_article_and_the_way_is_painted(
    season: Season, arrive: Arrive, draft: str
) -> None:
    page = opened(arrive(), draft)
    choose(page, "note_2")
    page.keyboard.press("Delete")
    choose(page, WAIT)
    page.keyboard.press("Delete")  # what was before leads on to what was behind

    expect(page.locator("[data-part=verdict]")).to_have_attribute("data-state", "errors")
    problem = page.locator(".studio-problem.error", has=page.get_by_text("第五十一条")).first
    expect(problem).to_be_visible()
    problem.get_by_role("button").click()
    expect(page.locator(".studio-step").first).to_be_visible()
    expect(page.locator(".djs-element.on-the-way").first).to_be_attached()
    expect(page.locator(".studio-badge.error").first).to_be_visible()
    page.get_by_role("button", name="撤销").click()
    expect(page.get_by_text("可以提交审核")).to_be_visible()
    expect(page.locator(".studio-step")).to_have_count(0)


def test_what_another_saved_first_is_overwritten_only_knowingly(season: Season, arrive: Arrive, draft: str) -> None:
    page = opened(arrive(), draft)
    other = person(season.database, "colleague", Role.DESIGNER)
    theirs = kept(season, draft).replace("公示评审结果", "同事改的名称")
    with season.database.transaction() as session:
        drafts.write(session, draft, FILE, theirs, 0, other, season.clock.now())
    choose(page, "post_result")
    page.get_by_role("textbox", name="名称", exact=True).fill("我改的名称")

    banner = page.get_by_role("alert")
    expect(banner).to_contain_text("钱colleague 在 9/10 09:00 保存了这个文件")
    expect(page.locator("[data-part=status]")).to_have_text("未能保存，内容仍在此页")
    expect(banner.get_by_role("link", name="看对方改了什么")).to_be_visible()
    assert "我改的名称" not in kept(season, draft)
    banner.get_by_role("button", name="用我的覆盖").click()
    expect(page.locator("[data-part=status]")).to_contain_text("已保存")
    assert "我改的名称" in kept(season, draft)


def test_what_another_saved_first_may_take_the_place_of_mine(season: Season, arrive: Arrive, draft: str) -> None:
    page = opened(arrive(), draft)
    other = person(season.database, "colleague", Role.DESIGNER)
    theirs = kept(season, draft).replace("公示评审结果", "同事改的名称")
    with season.database.transaction() as session:
        drafts.write(session, draft, FILE, theirs, 0, other, season.clock.now())
    choose(page, "post_result")
    page.get_by_role("textbox", name="名称", exact=True).fill("我改的名称")
    page.get_by_role("alert").get_by_role("button", name="放弃我的，载入对方的").click()

    expect(page.locator('.djs-element[data-element-id="post_result"]')).to_contain_text("同事改的名称")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_what_could_not_be_saved_is_kept_in_the_browser(season: Season, arrive: Arrive, draft: str) -> None:
    visitor = arrive()
    page = opened(visitor, draft)
    page.route("**/files/**", lambda route: route.abort())
    choose(page, "post_result")
    page.get_by_role("textbox", name="名称", exact=True).fill("断网时改的名称")
    expect(page.get_by_role("alert")).to_contain_text("服务器没有回应。")
    expect(page.get_by_role("alert")).to_contain_text("内容也已暂存在这台电脑的浏览器里")

    page.on("dialog", lambda dialog: dialog.accept())  # the browser asks before the page is left
    page.reload()
    expect(page.get_by_role("alert")).to_contain_text("这台电脑上还有没保存到服务器的内容")
    page.unroute("**/files/**")
    page.get_by_role("button", name="取回这些内容").click()
    expect(page.locator("[data-part=status]")).to_contain_text("已保存")
    assert 'name="断网时改的名称"' in kept(season, draft)
    page.reload()
    expect(page.locator("[data-part=verdict]")).to_have_attribute("data-state", "clean")
    expect(page.get_by_role("alert")).to_have_count(0)
    visitor.faults[:] = [fault for fault in visitor.faults if "ERR_FAILED" not in fault]


def test_a_server_that_fails_is_told_and_asked_again(season: Season, arrive: Arrive, draft: str) -> None:
    visitor = arrive()
    page = opened(visitor, draft)
    page.route("**/files/**", lambda route: route.fulfill(status=500, body="x"))
    choose(page, "post_result")
    page.get_by_role("textbox", name="名称", exact=True).fill("出错时改的名称")
    expect(page.get_by_role("alert")).to_contain_text("服务器未能保存（错误 500）。")
    page.unroute("**/files/**")
    expect(page.locator("[data-part=status]")).to_contain_text("已保存")
    expect(page.get_by_role("alert")).to_have_count(0)
    visitor.faults[:] = [fault for fault in visitor.faults if "status of 500" not in fault]


def test_a_draft_that_lost_its_notice_cannot_go_to_review(season: Season, arrive: Arrive, draft: str) -> None:
    visitor = arrive()
    page = opened(visitor, draft)
    choose(page, "note_2")
    page.keyboard.press("Delete")
    choose(page, WAIT)
    page.keyboard.press("Delete")
    expect(page.locator("[data-part=verdict]")).to_have_attribute("data-state", "errors")
    expect(page.locator("[data-part=status]")).to_contain_text("已保存")

    page.get_by_role("link", name="提交审核").click()
    told = page.locator("section", has=page.get_by_role("heading", name="检查结果", exact=True))
    expect(told.get_by_text("第五十一条").first).to_be_visible()
    expect(page.get_by_text("先改正检查发现的错误，再提交审核。")).to_be_visible()
    expect(page.get_by_role("button", name="演一遍故事并提交审核")).to_have_count(0)
    asked = {"csrf_token": page.locator("[name=csrf_token]").first.get_attribute("value") or ""}
    refused = page.request.post(f"{visitor.address}/studio/drafts/{draft}/review", form=asked)
    assert refused.status == 409
    assert "第五十一条" in refused.text()

    told.locator("li", has=page.get_by_text("第五十一条")).get_by_role("link").first.click()
    expect(page.locator(".studio-step").first).to_be_visible()  # the way, without asking for it
    expect(page.locator(".djs-element.selected")).to_have_count(1)


def test_the_address_leads_to_an_element(season: Season, arrive: Arrive, draft: str) -> None:
    page = opened(arrive(), draft, "publicity.bpmn#close_result")
    expect(page.get_by_role("textbox", name="id（结果以它为名）")).to_have_value("close_result")
    shape = page.locator('.djs-element.selected[data-element-id="close_result"]').bounding_box()
    canvas = page.locator("[data-part=canvas]").bounding_box()
    assert shape is not None and canvas is not None
    assert abs(shape["x"] + shape["width"] / 2 - canvas["x"] - canvas["width"] / 2) < 20


def test_a_step_is_put_into_a_flow_and_its_form_made_in_place(season: Season, arrive: Arrive, draft: str) -> None:
    page = opened(arrive(), draft, "calendar.bpmn")
    page.get_by_role("tab", name="步骤清单").click()
    page.get_by_role("button", name="连线：重算未结束的期限 → 日历生效").click()
    page.get_by_title("在此插入用户任务").click()
    page.get_by_label("处理程序（适用的").select_option("calendar.recompute")
    expect(page.locator("[data-part=problems]")).to_contain_text("没有表单 calendar.recompute.form")
    page.get_by_role("button", name="建立 calendar.recompute.form").click()

    page.wait_for_url("**/edit/calendar.recompute.form?**")
    expect(page.locator("[data-part=wanted-verdict]")).to_have_text("表单所问与处理程序需要的完全一致。")
    page.get_by_role("link", name="回到 calendar.bpmn").click()
    expect(page.locator("[data-part=verdict]")).to_have_attribute("data-state", "clean")
    expect(page.get_by_role("textbox", name="名称", exact=True)).to_have_value("按新日历重算未结束的期限")
    expect(page.get_by_role("link", name="打开 calendar.recompute.form")).to_be_visible()


def test_only_what_we_run_is_offered_to_draw(season: Season, arrive: Arrive, draft: str) -> None:
    page = opened(arrive(), draft)
    choose(page, "close_result")
    page.keyboard.press("r")
    menu = page.locator(".djs-popup")

    expect(menu.get_by_text("用户任务", exact=True)).to_be_visible()
    assert menu.locator("[data-id]").evaluate_all("all => all.map((each) => each.dataset.id)") == [
        "toggle-parallel-mi", "toggle-sequential-mi",
        "replace-with-user-task", "replace-with-rule-task", "replace-with-expanded-subprocess",
    ]  # fmt: skip


def test_a_ready_block_is_put_down_by_the_keyboard_with_its_period(season: Season, arrive: Arrive, draft: str) -> None:
    page = opened(arrive(), draft)
    page.get_by_role("button", name="现成块").first.click()
    expect(page.get_by_text("评审结果公示不少于5个工作日")).to_be_visible()
    expect(page.get_by_text("单位内部公示不少于5个工作日")).to_have_count(0)  # not about a publicity
    page.keyboard.press("Enter")

    expect(page.locator("[data-part=status]")).to_contain_text("已保存")
    text = kept(season, draft)
    assert text.count("<bpmn:timerEventDefinition") == 2
    assert text.count('camunda:topic="publicity.close_result"') == 2


def test_a_file_without_a_drawing_is_laid_out(season: Season, arrive: Arrive, draft: str) -> None:
    page = opened(arrive(), draft)
    given = {"name": "from-elsewhere.bpmn", "mimeType": "application/xml", "buffer": WITHOUT_DRAWING.encode()}
    page.locator("#studio-import").set_input_files(given)  # type: ignore[arg-type]
    page.get_by_role("button", name="替换").click()

    expect(page.get_by_text("文件中没有图形，已自动排布，请再调整。")).to_be_visible()
    expect(page.locator('.djs-element[data-element-id="look"]')).to_be_visible()


def test_a_walk_shows_the_order_of_steps(season: Season, arrive: Arrive, draft: str) -> None:
    page = opened(arrive(), draft)
    page.get_by_role("button", name="走一走").click()
    walk = page.get_by_role("dialog")

    expect(walk.get_by_title("让这件事发生").first).to_be_visible()
    walk.get_by_role("button", name="关闭").click()
    expect(walk).to_be_hidden()


def test_who_may_only_look_sees_the_same_and_changes_nothing(season: Season, arrive: Arrive, draft: str) -> None:
    person(season.database, "keeper", Role.RULE_KEEPER)
    page = opened(arrive(), draft, name="keeper")

    expect(page.get_by_text("您可以查看这张图，不能修改。")).to_be_visible()
    expect(page.locator(".djs-palette")).to_have_count(0)
    choose(page, "post_result")
    expect(page.get_by_text("publicity.post_result")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_editor_is_free_of_barriers_and_fits(season: Season, arrive: Arrive, draft: str, width: int) -> None:
    visitor = arrive(width)
    page = opened(visitor, draft)
    if width > 820:
        choose(page, "post_result")
    assert (visitor.barriers(), visitor.unlabelled(), visitor.sideways()) == ([], [], 0)
    page.get_by_role("tab", name="步骤清单").click()
    assert visitor.barriers() == []


def test_camunda_modeler_accepts_the_ready_steps(season: Season, arrive: Arrive, draft: str) -> None:
    visitor = arrive()
    opened(visitor, draft)
    given = visitor.page.request.get(visitor.address + "/studio/templates.json")
    assert given.headers["content-disposition"].startswith("attachment")

    script = """
        import { validateAll } from '@bpmn-io/element-templates-validator';
        const text = await new Response(process.stdin).text();
        const { valid, results } = validateAll(JSON.parse(text));
        console.log(JSON.stringify({ valid, faults: results.filter((each) => !each.valid).slice(0, 3) }));
    """
    command = ["node", "--input-type=module", "-e", script]
    told = subprocess.run(command, input=given.text(), capture_output=True, text=True, check=True, cwd=BROWSER)
    assert json.loads(told.stdout) == {"valid": True, "faults": []}
