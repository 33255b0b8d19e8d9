"""Every page with every role. A page that is not in the table fails the test."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask

from app import accounts
from app.database import Database
from app.web.limits import limiter
from handlers.records.people import Person
from handlers.rules.roles import Role
from tests.web.conftest import HASH, HOME, Browser, Town

EXPERTS = {Role.EXPERT, Role.CHAIR, Role.VICE_CHAIR}
MONITORS = {Role.SUPERVISOR, Role.SYSTEM_ADMINISTRATOR, Role.AUDITOR}
LAWYERS = {Role.RULE_KEEPER, Role.SUPERVISOR, Role.AUDITOR}
REPAIRERS = {Role.SUPERVISOR, Role.SYSTEM_ADMINISTRATOR}
EVERYONE = set(Role)

OPEN = {
    "GET /",
    "GET /public",
    "GET /public/notices/<id>",
    "GET /public/notices/<id>/complaint",
    "POST /public/notices/<id>/complaint",
    "GET /public/report",
    "POST /public/report",
    "GET /public/report/state",
    "POST /public/report/state",
    "GET /public/verify",
    "POST /public/verify",
    "GET /sign-in",
    "POST /sign-in",
    "POST /sign-out",
    "POST /language",
    "GET /static/<path:filename>",
}
SIGNED_IN = {
    "POST /appointment": EVERYONE,
    "POST /sign-out-everywhere": EVERYONE,
    "POST /sandbox/next": EVERYONE,
    "GET /desk": EVERYONE,
    "GET /desk/start": EVERYONE,
    "GET /desk/start/<process>": {Role.APPLICANT},
    "POST /desk/start/<process>": {Role.APPLICANT},
    "GET /desk/tasks/<id>": EVERYONE,
    "POST /desk/tasks/<id>": EVERYONE,
    "POST /desk/tasks/<id>/claim": EVERYONE,
    "POST /desk/tasks/<id>/release": EVERYONE,
    "GET /desk/cases/<id>": EVERYONE,
    "GET /desk/cases/<id>/diagram.xml": EVERYONE,
    "GET /desk/mine": {Role.APPLICANT},
    "POST /desk/mine/<id>/withdraw": {Role.APPLICANT},
    "GET /desk/mine/<id>/certificate": {Role.APPLICANT},
    "GET /desk/ballots": EXPERTS,
    "GET /desk/ballots/<id>": EXPERTS,
    "POST /desk/ballots/<id>": EXPERTS,
    "POST /desk/ballots/<id>/receipts": EXPERTS,
    "GET /monitor": MONITORS,
    "GET /monitor/incidents": MONITORS,
    "POST /monitor/incidents/<id>/retry": REPAIRERS,
    "GET /monitor/repairs": MONITORS,
    "GET /monitor/repairs/new": REPAIRERS,
    "POST /monitor/repairs/new": REPAIRERS,
    "GET /monitor/repairs/<id>": MONITORS,
    "GET /monitor/repairs/<id>/progress": MONITORS,
    "POST /monitor/repairs/<id>/approve": {Role.SUPERVISOR},
    "POST /monitor/repairs/<id>/refuse": {Role.SUPERVISOR},
    "POST /monitor/repairs/<id>/withdraw": REPAIRERS,
    "GET /monitor/cases/<id>/repair": set(),  # whether there is none or it is another's: refused alike
    "POST /monitor/cases/<id>/repair": set(),
    "GET /monitor/cases/<id>": set(),  # whether there is none or it is another's: refused alike
    "GET /monitor/cases/<id>/diagram.xml": set(),
    "POST /monitor/cases/<id>/reason": set(),
    "GET /monitor/search": MONITORS,
    "GET /monitor/processes": MONITORS,
    "GET /monitor/processes/<key>": MONITORS,
    "GET /monitor/processes/<key>/diagram.xml": MONITORS,
    "GET /monitor/processes/<key>/steps/<element>": {Role.SUPERVISOR},
    "GET /monitor/deadlines": MONITORS,
    "GET /monitor/workload": MONITORS,
    "GET /monitor/pass-rates": MONITORS,
    "GET /monitor/readings": {Role.AUDITOR},
    "GET /monitor/reports/weekly": {Role.SUPERVISOR},
    "GET /monitor/supervision": {Role.SUPERVISOR},
    "GET /monitor/supervision/<id>": set(),  # whether there is none or it is another's: refused alike
    "GET /monitor/clues": {Role.SUPERVISOR},
    "GET /monitor/clues/<id>": {Role.SUPERVISOR},
    "POST /monitor/clues/<id>/reporter": {Role.SUPERVISOR},
    "GET /monitor/signals": {Role.SUPERVISOR},
    "GET /monitor/signals/<signal>": {Role.SUPERVISOR},
    "POST /monitor/signals/<signal>": {Role.SUPERVISOR},
    "GET /monitor/inspections": {Role.SUPERVISOR},
    "GET /monitor/inspections/plans/<id>": {Role.SUPERVISOR},
    "GET /monitor/integrity": {Role.SUPERVISOR, Role.OFFICE_CHIEF, Role.FORMING_MANAGER},
    "GET /monitor/integrity/<id>": {Role.SUPERVISOR, Role.OFFICE_CHIEF, Role.FORMING_MANAGER},
    "POST /monitor/integrity/<id>": {Role.SUPERVISOR, Role.OFFICE_CHIEF, Role.FORMING_MANAGER},
    "GET /desk/record": EVERYONE,
    "POST /desk/record/<id>/appeal": EVERYONE,
    "GET /admin": LAWYERS,
    "GET /admin/interpretations": LAWYERS,
    "GET /admin/interpretations/<id>": LAWYERS,
    "POST /admin/interpretations/<id>": {Role.RULE_KEEPER},
    "GET /admin/reference/<kind>": LAWYERS,
    "GET /admin/reference/<kind>/<id>": LAWYERS,
    "POST /admin/reference/<kind>/<id>": {Role.RULE_KEEPER},
    "GET /admin/rules": LAWYERS,
}
OPERATIONS = ("/api/", "/live", "/ready", "/metrics")  # tests/api


@pytest.fixture
def everyone(website: Flask, residents: Town, sqlite_database: Database) -> Iterator[dict[Role, Browser]]:
    """A signed-in browser for every role."""
    with sqlite_database.transaction() as session:
        for role in Role:
            person = Person(name=role.label)
            session.add(person)
            session.flush()
            account = accounts.open_account(session, f"as-{role.value}", HASH, person.id)
            session.flush()
            accounts.appoint(session, account, role, residents.unit, date(2025, 1, 1))
    website.extensions["zhiping"].engine.publish([HOME / "processes", HOME / "forms"], author="test")
    limiter.enabled = False
    browsers = {role: Browser(website.test_client()) for role in Role}
    for role, browser in browsers.items():
        assert browser.sign_in(f"as-{role.value}").status_code == 302
    yield browsers
    limiter.enabled = True


def routes(app: Flask) -> set[str]:
    """Every page and every form, as `GET /path`."""
    return {
        f"{method} {rule.rule}"
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) & {"GET", "POST", "PUT", "DELETE", "PATCH"}
        if not rule.rule.startswith(OPERATIONS)
    }


def ask(browser: Browser, route: str) -> int:
    """The status of an answer; what the route's parameters name does not exist."""
    method, path = route.split()
    path = (
        path.replace("<process>", "declaration")
        .replace("<kind>", "series")
        .replace("<id>", "no-such-id")
        .replace("<signal>", "same_file")
        .replace("<path:filename>", "none")
    )
    return (browser.get(path) if method == "GET" else browser.post_json(path, {"answers": {}, "votes": []})).status_code


def test_every_route_is_in_the_table(website: Flask) -> None:
    assert routes(website) == OPEN | set(SIGNED_IN)


def test_without_a_sign_in_only_the_open_routes_answer(website: Flask, residents: Town) -> None:
    browser = Browser(website.test_client())
    statuses = {route: ask(browser, route) for route in SIGNED_IN}

    assert {route: status for route, status in statuses.items() if status not in (302, 401)} == {}


def test_every_role_is_let_in_where_the_table_says_and_nowhere_else(everyone: dict[Role, Browser]) -> None:
    wrong = []
    for route, allowed in SIGNED_IN.items():
        if route.startswith("POST /sign-out"):
            continue
        for role, browser in everyone.items():
            status = ask(browser, route)
            refused = status == 403
            if status >= 500 or status in (302, 401) or (refused and role in allowed and route != "POST /appointment"):
                wrong.append((route, role.value, status))
            if not refused and role not in allowed:
                wrong.append((route, role.value, status))
    assert wrong == []
