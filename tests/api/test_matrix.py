"""Every route with every role: who is let in stands in matrix.yaml, and nowhere else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from handlers.rules.roles import Role
from tests.api.conftest import Installation

MATRIX: dict[str, str | list[str]] = yaml.safe_load((Path(__file__).parent / "matrix.yaml").read_text(encoding="utf-8"))
NOBODY = ""
EVERYONE = {NOBODY, *(role.value for role in Role)}
VOTE = {"candidate": "none", "choice": "approve", "receipt": "ABCDEFGHJKLM"}
BODIES: dict[str, Any] = {
    "POST /api/repairs": {"operation": "suspend", "process": "declaration", "reason": "一项测试用的修复的理由"},
    "POST /api/repairs/preview": {"operation": "suspend", "process": "declaration"},
    "POST /api/repairs/<id>/approve": {},
    "POST /api/repairs/<id>/refuse": {"decision": "不同意"},
    "POST /api/sign-in": {},
    "POST /api/tasks/<id>/complete": {"answers": {}},
    "POST /api/processes/<key>/start": {"answers": {}},
    "POST /api/ballots/<id>/votes": {"votes": [VOTE]},
    "POST /desk/tasks/<id>": {"answers": {}},
    "POST /desk/start/<process>": {"answers": {}},
}


@pytest.fixture(scope="module")
def begun(installation: Installation) -> dict[str, Any]:
    return installation.declare()


def routes(installation: Installation) -> set[str]:
    return {
        f"{method} {rule.rule}"
        for rule in installation.app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


def let_in(route: str) -> set[str]:
    """The roles the matrix lets in, nobody among them when anyone may."""
    told = MATRIX[route]
    return EVERYONE if told == "anyone" else EVERYONE - {NOBODY} if told == "signed-in" else set(told)


def address(route: str, begun: dict[str, Any]) -> str:
    path = route.split()[1].replace("<key>", "declaration").replace("<process>", "declaration")
    path = path.replace("<kind>", "series").replace("<signal>", "same_file").replace("<name>", "calendar.bpmn")
    if path == "/api/cases":
        return f"{path}?subject={begun['subject']}"
    if path.endswith("/receipts"):
        path += "?receipt=AAAAAAAAAAAA"
    real = begun["next"][0] if "/tasks/" in path else begun["instance"] if "/cases/" in path else "none"
    return path.replace("<id>", real).replace("<path:filename>", "none")


def turned_away(answer: Any) -> bool:
    """Asked to sign in, or told that it is not theirs."""
    return answer.status_code in (401, 403) or "/sign-in?next=" in (answer.location or "")


def test_every_route_stands_in_the_matrix_and_every_line_of_it_is_a_route(installation: Installation) -> None:
    assert routes(installation) == set(MATRIX)


@pytest.mark.parametrize("route", MATRIX)
def test_a_route_lets_in_exactly_the_roles_of_the_matrix(
    route: str, installation: Installation, begun: dict[str, Any]
) -> None:
    method, path = route.split()[0], address(route, begun)
    ask = installation.visit_as if not path.startswith("/api/") else installation.call_as
    entered = set()
    for role in sorted(EVERYONE):
        answer = ask(role, method, path, BODIES.get(route))
        if "sign-out" in path:
            installation.tokens.pop(role, None)
        if not turned_away(answer):
            entered.add(role)
            assert answer.status_code < 500, answer.text

    assert entered == let_in(route)


@pytest.mark.parametrize("route", [route for route in MATRIX if route.split()[1].startswith("/api/")])
def test_the_api_turns_away_with_a_problem(route: str, installation: Installation, begun: dict[str, Any]) -> None:
    answer = installation.call_as("designer", route.split()[0], address(route, begun), BODIES.get(route))

    assert answer.status_code < 400 or answer.mimetype == "application/problem+json"
