"""Headless Chromium against a server that the test starts on a free port."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright
from werkzeug.serving import make_server

from app.accounts.demonstration import PASSWORD
from app.database import Database
from tests.web.season import Season, open_season

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
BY_WIDTH = {"runOnly": {"type": "rule", "values": ["target-size", "scrollable-region-focusable"]}}
WIDE, PHONE = {"width": 1280, "height": 860}, {"width": 390, "height": 860}


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The machine's own Chromium; the tests fail, not skip, where there is none."""
    path = shutil.which("chromium")
    assert path, "browser tests need chromium: make browser"
    expect.set_options(timeout=20_000)  # a busy machine is no reason to fail
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def season(sqlite_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Season:
    """A sandbox whose clock stands at 2026-09-10."""
    monkeypatch.setenv("ZHIPING_KEYS_DIR", str(tmp_path / "keys"))
    return open_season(sqlite_database, tmp_path / "keys", sandbox=True)


@pytest.fixture
def address(season: Season) -> Iterator[str]:
    """Where the season's application is served."""
    server = make_server("127.0.0.1", 0, season.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


@dataclass
class Visitor:
    """A person at a browser. `faults` gathers what the page complains of: errors, refused sources."""

    page: Page
    address: str
    faults: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        self.page.goto(self.address + path)
        self.page.wait_for_load_state("networkidle")

    def sign_in(self, username: str) -> None:
        self.go("/sign-in")
        self.page.get_by_label("用户名").fill(username)
        self.page.get_by_label("密码").fill(PASSWORD)
        self.page.get_by_role("button", name="登录", exact=True).click()
        self.page.wait_for_url("**/desk**")

    def hindrances(self) -> list[str]:
        """What is in the way of people on the page as it stands, in a wide window and then on a phone."""
        found = [*self.barriers(), *self.unlabelled(), *self._too_wide()]
        self.page.set_viewport_size(PHONE)
        found += [*self.barriers(BY_WIDTH), *self.unlabelled(), *self._too_wide()]
        self.page.set_viewport_size(WIDE)
        return found

    def _too_wide(self) -> list[str]:
        beyond = self.sideways()
        return [f"{beyond} px wider than its window"] if beyond else []

    def barriers(self, rules: Any = RULES) -> list[str]:
        """What axe-core finds, one line each: rule, and the first element it concerns."""
        found: list[dict[str, Any]] = Axe().run(self.page, options=rules).response["violations"]
        return [f"{rule['id']}: {rule['nodes'][0]['html'][:160]}" for rule in found]

    def unlabelled(self) -> list[str]:
        """Fields whose only label would be a placeholder; axe lets those pass."""
        script = """() => [...document.querySelectorAll('input:not([type=hidden]), select, textarea')]
            .filter((f) => f.offsetParent && !f.labels?.length && !f.ariaLabel && !f.getAttribute('aria-labelledby'))
            .map((f) => f.outerHTML.slice(0, 120))"""
        fields: list[str] = self.page.evaluate(script)
        return fields

    def sideways(self) -> int:
        """By how many pixels the page is wider than the window."""
        width: int = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        return max(0, width)


@pytest.fixture
def arrive(chromium: Browser, address: str) -> Iterator[Any]:
    """A new visitor in a browser context of their own; their faults must be none at the end."""
    visitors: list[Visitor] = []

    def visitor(width: int = 1280) -> Visitor:
        context = chromium.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", viewport={**WIDE, "width": width})
        arrived = Visitor(context.new_page(), address)
        arrived.page.on("pageerror", lambda error: arrived.faults.append(str(error)))
        arrived.page.on(
            "console",
            lambda message: (
                arrived.faults.append(message.text)
                if message.type == "error" and "status of 4" not in message.text
                else None
            ),
        )
        visitors.append(arrived)
        return arrived

    yield visitor
    faults = [fault for each in visitors for fault in each.faults]
    for each in visitors:
        each.page.context.close()
    assert faults == []
