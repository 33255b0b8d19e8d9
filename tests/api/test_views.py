"""What the API answers: tokens, tasks, refusals as problem+json, and nothing secret in the log."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from app.trial.world import SPECIALTY
from tests.api.conftest import PASSWORD, Installation

PROBLEM = "application/problem+json"
ANSWERS = {
    "title": "高级工程师",
    "kind": "ordinary",
    "summary": "从事建筑工程质量监督十八年，主持过多项大型公共建筑的监督工作。",
    "achievement": "主编地方标准一部，获自治区科技进步三等奖一项，发表论文三篇。",
    "commitment": True,
}


@pytest.fixture(scope="module")
def begun(installation: Installation) -> dict[str, Any]:
    return installation.declare()


def test_a_wrong_password_gives_no_token(installation: Installation) -> None:
    answer = installation.client.post("/api/sign-in", json={"username": "auditor", "password": "guess"})

    assert (answer.status_code, answer.mimetype) == (401, PROBLEM)
    assert "token" not in answer.json


def test_a_token_is_dead_after_signing_out(installation: Installation) -> None:
    token = installation.client.post("/api/sign-in", json={"username": "auditor", "password": PASSWORD}).json["token"]
    bearer = {"Authorization": f"Bearer {token}"}
    assert installation.client.get("/api/me", headers=bearer).json["appointment"]["role"] == "auditor"

    installation.client.post("/api/sign-out", headers=bearer)

    assert installation.client.get("/api/me", headers=bearer).status_code == 401


def test_an_unknown_key_is_refused_at_its_name(installation: Installation) -> None:
    body = {"username": "auditor", "password": PASSWORD, "admin": True}
    answer = installation.client.post("/api/sign-in", json=body)

    assert answer.status_code == 422
    assert answer.json["errors"] == {"admin": ["没有这一项"]}


def test_an_unknown_address_and_method_are_problems_too(installation: Installation) -> None:
    for method, path, status in (("GET", "/api/nowhere", 404), ("DELETE", "/api/me", 405)):
        answer = installation.call_as("", method, path)
        assert (answer.status_code, answer.mimetype) == (status, PROBLEM)


def test_the_form_to_begin_with_offers_the_open_call(installation: Installation) -> None:
    answer = installation.call_as("applicant", "GET", "/api/processes/declaration").json

    assert answer["form"]["components"]
    assert [option["value"] for option in answer["data"]["calls"]] == [installation.call]


def test_the_work_list_is_filtered_by_the_database(installation: Installation, begun: dict[str, Any]) -> None:
    def ids(query: str) -> list[str]:
        answer = installation.call_as("applicant", "GET", f"/api/tasks{query}").json
        assert answer["total"] >= len(answer["items"])
        return [item["id"] for item in answer["items"]]

    task = begun["next"][0]
    assert task in ids("")
    assert task in ids("?q=乌兰&scope=mine&form=declaration.submit")
    assert task in ids(f"?subject={begun['subject']}&process=declaration")
    assert ids("?q=%25") == []
    assert ids("?due=overdue") == []
    assert ids("?page=2") == []
    assert installation.call_as("applicant", "GET", "/api/tasks?page_size=201").status_code == 422
    assert installation.call_as("unit_clerk", "GET", "/api/tasks").json["items"] == []


def test_missing_answers_are_told_by_field(installation: Installation, begun: dict[str, Any]) -> None:
    path = f"/api/tasks/{begun['next'][0]}/complete"
    answer = installation.call_as("applicant", "POST", path, {"answers": {"salary": 1}})

    assert answer.status_code == 422
    assert {"salary", "summary"} <= set(answer.json["errors"])


def test_a_refusal_of_the_law_names_articles(own_installation: Installation) -> None:
    path = f"/api/tasks/{own_installation.declare()['next'][0]}/complete"
    own_installation.clock.advance(timedelta(days=60))

    answer = own_installation.call_as("applicant", "POST", path, {"answers": ANSWERS})

    assert (answer.status_code, answer.mimetype) == (422, PROBLEM)
    (breach,) = answer.json["breaches"]
    assert (breach["id"], breach["article"]) == ("A26.1", 26)


def test_a_step_is_done_once_however_often_it_is_sent(installation: Installation) -> None:
    task = installation.declare()["next"][0]
    path, body = f"/api/tasks/{task}/complete", {"answers": ANSWERS}

    first = installation.call_as("applicant", "POST", path, body, **{"Idempotency-Key": "once"})
    again = installation.call_as("applicant", "POST", path, body, **{"Idempotency-Key": "once"})
    other = installation.call_as("applicant", "POST", path, body, **{"Idempotency-Key": "twice"})

    assert first.status_code == 200, first.json
    assert again.json == first.json
    assert (other.status_code, other.json["by"]) == (409, "乌兰")


def test_a_case_is_told_to_who_may_see_it(installation: Installation, begun: dict[str, Any]) -> None:
    path = f"/api/cases/{begun['instance']}"
    case = installation.call_as("applicant", "GET", path).json
    lines = installation.call_as("applicant", "GET", f"{path}/timeline").json
    diagram = installation.call_as("applicant", "GET", f"{path}/diagram")

    assert case["process"] == "declaration"
    assert "submit" in case["current"]
    assert case["display"]["applicant"] == "乌兰"
    assert lines[0]["event"] == "started"
    assert diagram.mimetype == "application/xml"
    assert installation.call_as("unit_clerk", "GET", path).status_code == 403


def test_an_open_call_is_public(installation: Installation) -> None:
    (call,) = installation.call_as("", "GET", "/api/calls").json

    assert call["id"] == installation.call
    assert SPECIALTY in call["title"]


def test_an_unknown_certificate_is_only_unknown(installation: Installation) -> None:
    answer = installation.call_as("", "POST", "/api/certificates/verify", {"code": "AAAA", "second_factor": "乌兰"})

    assert answer.json["status"] == "unknown"
    assert not answer.json["view"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_description_knows_every_route(installation: Installation) -> None:
    described = installation.call_as("", "GET", "/api/openapi.json").json["paths"]

    routes = {rule.rule for rule in installation.app.url_map.iter_rules() if rule.rule.startswith("/api/")}
    assert {path.replace("{", "<").replace("}", ">") for path in described} == routes - {"/api/openapi.json"}


def test_no_secret_and_no_path_reaches_the_log(
    installation: Installation, begun: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    installation.client.post("/api/sign-in", json={"username": "auditor", "password": "a-secret-word"})
    installation.call_as("", "POST", "/api/certificates/verify", {"code": "SECRETCODE", "second_factor": "乌兰"})
    installation.call_as("applicant", "GET", f"/api/tasks/{begun['next'][0]}?code=SECRETCODE")

    assert "/api/tasks/<id>" in caplog.text
    for secret in ("a-secret-word", "SECRETCODE", begun["next"][0], installation.token("applicant"), "乌兰"):
        assert secret not in caplog.text
