"""The designer's menus: what they say of handlers, periods, messages and tables, and the ready steps made of them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from app.engine import handbook, modelset
from app.engine.menus import menus
from handlers import catalogue
from handlers.rules.periods import PERIODS

HOME = Path(__file__).resolve().parent.parent.parent
PERSONS = ("userTask", "startEvent")


@cache
def shipped() -> modelset.ModelSet:
    return modelset.of_paths([HOME / "processes", HOME / "forms"])


@cache
def offered() -> dict[str, Any]:
    return menus(shipped(), catalogue)


def handler(name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in offered()["handlers"] if each["name"] == name)
    return found


def test_every_handler_is_offered_with_its_label_and_subject() -> None:
    assert {each["name"] for each in offered()["handlers"]} == set(catalogue.HANDLERS)
    assert handler("publicity.post_result")["label"] == "公示评审结果（评审结束后5个工作日内，公示不少于5个工作日）"
    assert handler("publicity.post_result")["subject"] == "publicity"
    assert handler("publicity.post_result")["stage"] == "公示"


def test_a_handler_that_begins_a_case_has_no_subject_yet() -> None:
    assert handler("declaration.begin")["subject"] == ""


def test_a_handler_tells_its_parameters() -> None:
    told = {each["name"]: (each["required"], each["type"]) for each in handler("review_session.plan")["parameters"]}
    assert told["meeting_on"] == (True, "date")
    assert all(each["name"] not in ("actor", "now") for h in offered()["handlers"] for each in h["parameters"])


def test_a_handler_tells_what_its_result_holds() -> None:
    assert handler("publicity.post_unit")["results"] == ["over_on", "publicity"]
    assert handler("acceptance.check")["results"] == ["due_on", "outcome"]
    assert handbook.results(catalogue.HANDLERS["publicity.close_result"]) == ("cleared", "held")


def test_a_handler_tells_the_articles_it_asks() -> None:
    told = handler("publicity.close_result")["articles"]
    assert told == [{"id": "A51.2", "cite": "第五十一条", "line": "结果公示满五个工作日"}]
    assert {"A45.1", "A45.3"} <= {each["id"] for each in handler("ballot.count")["articles"]}


def test_what_is_asked_of_one_handler_is_not_said_of_another() -> None:
    assert [each["id"] for each in handler("supervision.issue")["articles"]] == ["A61.1", "A77.2a", "A78.2"]
    assert handler("first_check.facts")["articles"] == []


def test_whoever_runs_a_shipped_step_may_be_chosen_for_it() -> None:
    for model in shipped().processes.values():
        for element in model.diagram.elements.values():
            if element.handler:
                wanted = "person" if element.tag in PERSONS else "system"
                assert handler(element.handler)["kind"] in (wanted, "either"), element


def test_every_legal_period_is_offered_with_its_article() -> None:
    offers = {(each["handler"], each["result"]): each for each in offered()["clocks"]}
    assert set(offers) == set(PERIODS)
    assert offers["publicity.post_result", "over_on"]["minimum"] is True
    assert offers["publicity.post_result", "over_on"]["requirement"]["cite"] == "第五十一条"


def test_a_message_tells_who_sends_and_who_waits() -> None:
    told = next(each for each in offered()["messages"] if each["name"] == "results_cleared")
    assert [each["key"] for each in told["senders"]] == ["complaint", "publicity"]
    assert [each["title"] for each in told["receivers"]] == ["核准确认与发证"]


def test_a_table_tells_its_columns_and_a_process_its_steps() -> None:
    table = next(each for each in offered()["tables"] if each["id"] == "acceptance_outcome")
    assert table["outputs"] == ["row", "outcome", "article", "addressee", "clock"]
    process = next(each for each in offered()["processes"] if each["key"] == "publicity")
    assert process["steps"]["post_result"] == "公示评审结果"


def test_a_ready_step_carries_the_handler_and_a_field_for_each_input() -> None:
    blocks = {each["id"]: each for each in offered()["blocks"]}
    assert len(blocks) == len(offered()["blocks"])
    route = blocks["zhiping.service.reporting.route"]
    assert route["appliesTo"] == ["bpmn:ServiceTask"]
    bound = {each["binding"]["name"]: each.get("value") for each in route["properties"]}
    assert (bound["camunda:type"], bound["camunda:topic"]) == ("external", "reporting.route")
    inputs = [each for each in route["properties"] if each["binding"]["type"] == "camunda:inputParameter"]
    assert {each["binding"]["name"] for each in inputs} == {"row", "steps", "roster", "hand_over", "recommendation"}


def test_every_step_a_shipped_process_runs_is_among_the_ready_ones() -> None:
    ready = {each["id"].split(".", 2)[2] for each in offered()["blocks"]}
    drawn = {
        element.handler or element.decision
        for model in shipped().processes.values()
        for element in model.diagram.elements.values()
        if element.tag in ("userTask", "serviceTask", "businessRuleTask")
    }
    assert drawn <= ready
