"""What every page keeps: headers, form tokens, limits, cookies, and errors that tell no secrets."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from app.database import Database
from tests.web.conftest import PASSWORD, Browser, application


def test_every_page_carries_the_security_headers(browser: Browser) -> None:
    for path in ("/", "/public", "/sign-in", "/nowhere"):
        headers = browser.get(path).headers

        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cache-Control"] == "no-store"


def test_inline_scripts_need_the_nonce_of_their_own_answer(browser: Browser) -> None:
    first, second = browser.get("/"), browser.get("/")
    nonces = [re.search(r"'nonce-([^']+)'", answer.headers["Content-Security-Policy"]) for answer in (first, second)]

    assert nonces[0] and nonces[1] and nonces[0][1] != nonces[1][1]
    assert f'nonce="{nonces[0][1]}"' in first.text
    assert "unsafe-inline" not in first.headers["Content-Security-Policy"].split("style-src-attr")[0]
    inline = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>", first.text)
    assert inline and all("nonce=" in script for script in inline)


def test_a_form_without_its_token_changes_nothing(browser: Browser) -> None:
    answer = browser.client.post("/sign-in", data={"username": "clerk", "password": PASSWORD})

    assert answer.status_code == 400 and "页面已经过期" in answer.text
    assert browser.get("/desk").status_code == 302


def test_answers_sent_as_json_need_the_token_as_well(browser: Browser) -> None:
    browser.sign_in("clerk")

    assert browser.client.post("/desk/tasks/x", json={"answers": {}}).status_code == 400
    assert browser.post_json("/desk/tasks/x", {"answers": {}}).status_code == 404


def test_signing_in_sets_a_cookie_that_scripts_and_other_sites_cannot_use(browser: Browser) -> None:
    cookie = next(c for c in browser.sign_in("clerk").headers.getlist("Set-Cookie") if c.startswith("zhiping_login="))

    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie


def test_a_wrong_password_shows_the_form_again_with_the_name_and_without_the_password(browser: Browser) -> None:
    answer = browser.sign_in("clerk", "guess-1234")

    assert answer.status_code == 422
    assert 'value="clerk"' in answer.text and "guess-1234" not in answer.text


def test_a_token_kept_after_signing_out_opens_nothing(browser: Browser) -> None:
    browser.sign_in("clerk")
    kept = browser.client.get_cookie("zhiping_login")
    assert kept is not None and browser.get("/desk").status_code == 200
    browser.post("/sign-out")

    browser.client.set_cookie("zhiping_login", kept.value)
    assert browser.get("/desk").status_code == 302


@pytest.mark.parametrize("target", ["//evil.example/", "https://evil.example/", "/\\evil.example"])
def test_signing_in_leads_to_this_site_only(browser: Browser, target: str) -> None:
    answer = browser.post("/sign-in", {"username": "clerk", "password": PASSWORD, "next": target})

    assert answer.status_code == 302 and answer.headers["Location"] == "/desk"


def test_the_eleventh_sign_in_of_a_minute_is_refused(browser: Browser) -> None:
    answers = [browser.sign_in("nobody", "x").status_code for _ in range(11)]

    assert answers == [422] * 10 + [429]


@pytest.mark.parametrize("path", ["/desk", "/desk/start", "/desk/mine", "/desk/ballots", "/monitor", "/desk/cases/x"])
def test_pages_for_the_signed_in_send_others_to_the_sign_in(browser: Browser, path: str) -> None:
    answer = browser.get(path)

    assert answer.status_code == 302 and answer.headers["Location"].startswith("/sign-in?next=")


@pytest.mark.parametrize(
    ("username", "path"), [("clerk", "/monitor"), ("clerk", "/desk/ballots"), ("supervisor", "/desk/mine")]
)
def test_a_page_of_another_role_is_refused_in_words(browser: Browser, username: str, path: str) -> None:
    browser.sign_in(username)
    answer = browser.get(path)

    assert answer.status_code == 403 and "没有权限" in answer.text


def test_an_error_of_the_program_tells_no_stack_no_path_and_no_sql(website: Flask, browser: Browser) -> None:
    website.add_url_rule("/broken", view_func=lambda: 1 // 0)
    answer = browser.get("/broken")

    assert answer.status_code == 500 and "系统出错" in answer.text
    assert not re.search(r"Traceback|ZeroDivision|/site-packages/|\.py\b|SELECT ", answer.text)


def test_outside_a_sandbox_there_are_no_demonstration_accounts_and_no_clock_to_move(browser: Browser) -> None:
    page = browser.get("/sign-in").text
    browser.sign_in("clerk")

    assert "演示账号" not in page and "演练环境" not in page
    assert browser.post("/sandbox/next").status_code == 404


def test_too_large_a_request_is_refused(browser: Browser) -> None:
    answer = browser.post("/public/verify", {"code": "x" * (2 * 1024 * 1024)})

    assert answer.status_code == 413 and "2 MB" in answer.text


def test_the_sandbox_says_so_on_every_page(sqlite_database: Database, tmp_path: object, residents: object) -> None:
    from pathlib import Path

    client = application(sqlite_database, Path(str(tmp_path)), sandbox=True).test_client()

    assert "演练环境" in client.get("/").text and "演练环境" in client.get("/sign-in").text


def test_an_account_chosen_with_its_appointment_acts_in_it_and_with_anothers_in_its_own(browser: Browser) -> None:
    from app.accounts import Appointment

    place = browser.client.application.extensions["zhiping"]
    with place.database.reading() as session:
        head = session.query(Appointment).filter_by(role="unit_head").one()
    browser.post("/sign-in", {"username": "clerk", "password": PASSWORD, "appointment": head.id})
    assert "用人单位负责人 · 交通设计院" in browser.get("/desk").text
    browser.post("/sign-out")

    browser.post("/sign-in", {"username": "applicant", "password": PASSWORD, "appointment": head.id})
    assert "申报人 · 交通设计院" in browser.get("/desk").text
