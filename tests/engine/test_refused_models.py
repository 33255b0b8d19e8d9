"""Diagrams that may not be published: each with its file, the element and a reason a designer understands."""

from __future__ import annotations

import pytest

from app.engine import ModelRefused, ProcessDefinition
from tests.engine.workshop import HEAD, Workshop, event, flows, many, message, process, service, timer, user

START, END = event("startEvent", "start"), event("endEvent", "end")


def one(*parts: str, way: str, lanes: dict[str, str] | None = None) -> str:
    return process("p", START, END, *parts, flows(way), lanes=lanes)


def boxed(definition: str, id: str = "s") -> str:
    inside = event("startEvent", f"{id}_in", definition) + event("endEvent", f"{id}_out") + flows(f"{id}_in > {id}_out")
    return f'<bpmn:subProcess id="{id}" triggeredByEvent="true">{inside}</bpmn:subProcess>'


REFUSED = {
    "a DTD": ('<!DOCTYPE x [<!ENTITY y "z">]>' + one(user("a"), way="start > a > end").split("\n", 1)[1], "", "DTD"),
    "a script task": (
        one('<bpmn:scriptTask id="a"><bpmn:script>import os</bpmn:script></bpmn:scriptTask>', way="start > a > end"),
        "a",
        "不支持脚本任务",
    ),
    "a call of a class": (
        one('<bpmn:serviceTask id="a" camunda:topic="matter.stamp" camunda:class="x.Y"/>', way="start > a > end"),
        "a",
        "不能携带代码",
    ),
    "an expression instead of a handler": (
        one('<bpmn:serviceTask id="a" camunda:expression="${x()}"/>', way="start > a > end"),
        "a",
        "不能携带代码",
    ),
    "an execution listener": (
        one(
            user(
                "a",
                inside='<bpmn:extensionElements><camunda:executionListener event="start" class="x"/>'
                "</bpmn:extensionElements>",
            ),
            way="start > a > end",
        ),
        "a",
        "不支持 camunda:executionListener",
    ),
    "a call activity": (one('<bpmn:callActivity id="a" calledElement="x"/>', way="start > a > end"), "a", "调用活动"),
    "an inclusive gateway": (one('<bpmn:inclusiveGateway id="a"/>', way="start > a > end"), "a", "包容网关"),
    "an abstract task": (one('<bpmn:task id="a"/>', way="start > a > end"), "a", "未指定类型的任务"),
    "a signal": (
        one(event("intermediateCatchEvent", "a", "<bpmn:signalEventDefinition/>"), way="start > a > end"),
        "a",
        "信号事件",
    ),
    "an unknown handler": (
        one(service("a", "matter.nothing"), way="start > a > end"), "a", "没有名为“matter.nothing”的处理器"
    ),
    "a user task without a form": (one('<bpmn:userTask id="a"/>', way="start > a > end"), "a", "没有表单"),
    "a form of an unknown handler": (one(user("a", "matter.nothing"), way="start > a > end"), "a", "没有名为"),
    "a form that asks too little": (
        one(user("a", "matter.sign"), way="start > a > end"),
        "a",
        "matter.sign.form 缺少处理器要的：seat",
    ),
    "a lane that is no role": (
        one(user("a"), way="start > a > end", lanes={"a": "局长"}),
        "a",
        "泳道“局长”不是任何一种角色",
    ),
    "a user task outside all lanes": (
        process("p", START, END, user("a"), flows("start > a > end")).replace(
            "<bpmn:flowNodeRef>a</bpmn:flowNodeRef>", ""
        ),
        "a",
        "不在任何泳道",
    ),
    "an input the handler does not take": (
        one(service("a", word="x", number="7"), way="start > a > end"),
        "a",
        "不接受输入：number",
    ),
    "an input only the engine may fill": (
        one(service("a", now="2020-01-01"), way="start > a > end"),
        "a",
        "由系统填写，不能画在图上",
    ),
    "an input the handler needs": (one(service("a", "matter.tell"), way="start > a > end"), "a", "还需要输入：to"),
    "an expression that reaches for Python": (
        one(service("a", word="${().__class__}"), way="start > a > end"),
        "a",
        "不被接受",
    ),
    "a name that nothing sets": (
        one(service("a", word="${typo.word}"), way="start > a > end"), "a", "“typo”不是本流程"
    ),
    "two kinds of subject": (
        one(user("a"), service("b", "other.act", word="x"), way="start > a > b > end"),
        "b",
        "一个流程只能有一种对象",
    ),
    "a decision table that is not there": (
        one('<bpmn:businessRuleTask id="a" camunda:decisionRef="none"/>', way="start > a > end"),
        "a",
        "没有 id 为“none”的决策表",
    ),
    "a date that is none": (
        one(event("intermediateCatchEvent", "a", timer("明天")), way="start > a > end"),
        "a",
        "“明天”不是日期",
    ),
    "a duration that is none": (
        one(event("intermediateCatchEvent", "a", timer(duration="3 days")), way="start > a > end"),
        "a",
        "不是时长",
    ),
    "a repeating timer": (
        one(
            event(
                "intermediateCatchEvent",
                "a",
                "<bpmn:timerEventDefinition><bpmn:timeCycle>R3/P1D</bpmn:timeCycle></bpmn:timerEventDefinition>",
            ),
            way="start > a > end",
        ),
        "a",
        "不支持循环定时",
    ),
    "a message without a name": (
        one(event("intermediateCatchEvent", "a", "<bpmn:messageEventDefinition/>"), way="start > a > end"),
        "a",
        "有名字的消息",
    ),
    "a gateway flow without a condition": (
        one(event("exclusiveGateway", "g"), user("a"), way="start > g > a > end") .replace(
            "</bpmn:process>", flows("g > end") + "</bpmn:process>"
        ),
        "g_to_a",
        "既没有条件，也不是默认连线",
    ),
    "a condition that does not parse": (
        process(
            "p", START, END, user("a"), event("exclusiveGateway", "g", extra='default="g_to_end"'),
            flows("start > a > g > end", "g > a : ${a.outcome ==}"),
        ),
        "g_to_a",
        "不被接受",
    ),
    "a condition leaving a task": (
        process("p", START, END, user("a"), flows("start > a", "a > end : ${a.outcome == 'x'}")),
        "a_to_end",
        "只有排他网关",
    ),
    "two flows out of a task": (
        process("p", START, END, user("a"), user("b"), flows("start > a > b > end", "a > end")),
        "a",
        "请用网关分流",
    ),
    "an element nobody reaches": (one(user("a"), user("b"), way="start > a > end"), "b", "永远不会到达"),
    "a task the flow stops at": (one(user("a"), way="start > a"), "a", "流程到此会停住"),
    "a parallel join that waits for itself": (
        process(
            "p", START, END, event("parallelGateway", "j"), user("a"),
            event("exclusiveGateway", "g", extra='default="g_to_end"'),
            flows("start > j > a > g > end", "g > j : ${a.outcome == 'again'}"),
        ),
        "j",
        "永远等待",
    ),
    "a user task behind an event gateway": (
        one(event("eventBasedGateway", "g"), user("a"), way="start > g > a > end"),
        "g",
        "只能是定时或消息事件",
    ),
    "more instances than allowed": (
        one(
            user("a", inside="<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>501</bpmn:loopCardinality>"
                 "</bpmn:multiInstanceLoopCharacteristics>"),
            way="start > a > end",
        ),
        "a",
        "最多 500 个",
    ),
    "an identifier for XPath": (
        one(user("a"), way="start > a > end").replace('id="start"', "id=\"st'art\""),
        "",
        "不合规",
    ),
    "no start": (process("p", END, user("a"), flows("a > end")), "p", "没有开始事件"),
    "no process": (f"{HEAD}</bpmn:definitions>", "", "没有可执行的流程"),
    "a sub-process that is begun by a message": (
        one(
            '<bpmn:subProcess id="s">'
            + event("startEvent", "s_start", message("news"))
            + event("endEvent", "s_end")
            + flows("s_start > s_end")
            + "</bpmn:subProcess>",
            way="start > s > end",
        ),
        "s",
        "恰有一个普通的开始事件",
    ),
    "an event sub-process that a timer would begin": (
        one(user("a"), boxed(timer("2026-09-01")), way="start > a > end"),
        "s",
        "恰有一个消息开始事件",
    ),
    "an event sub-process that a person would begin": (
        one(user("a"), boxed(""), way="start > a > end"), "s", "恰有一个消息开始事件",
    ),
    "an event sub-process in the flow": (
        one(user("a"), boxed(message("barred")), way="start > a > s > end"), "s", "不能有流入或流出的连线",
    ),
    "an event sub-process inside another": (
        one(
            user("a"),
            boxed(message("barred")).replace("</bpmn:subProcess>", boxed(message("told"), "t") + "</bpmn:subProcess>"),
            way="start > a > end",
        ),
        "t",
        "只能画在流程本身",
    ),
    "two event sub-processes for one message": (
        one(user("a"), boxed(message("barred")), boxed(message("barred"), "t"), way="start > a > end"),
        "t_in",
        "随时由事件子流程",
    ),
    "an event sub-process whose message a task waits for too": (
        one(
            user("a"), event("boundaryEvent", "b", message("barred"), 'attachedToRef="a"'), boxed(message("barred")),
            way="start > a > end",
        ),
        "b",
        "随时由事件子流程",
    ),
    "an event that several instances of make no sense of": (
        one(event("intermediateCatchEvent", "a", timer("2026-09-01") + many("start", "x")), way="start > a > end"),
        "a",
        "不能多实例",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_it_is_refused_with_file_element_and_reason(tmp_shop: Workshop, what: str) -> None:
    text, element, reason = REFUSED[what]
    good = process("good", START, user("a"), END, flows("start > a > end"))

    with pytest.raises(ModelRefused) as refused:
        tmp_shop.publish(good, text)

    found = [p for p in refused.value.problems if p.file == "b.bpmn" and p.element == element and reason in p.reason]
    assert found, refused.value
    assert all(p.file == "b.bpmn" for p in refused.value.problems)
    assert tmp_shop.rows(ProcessDefinition) == []


def test_every_problem_of_a_set_is_told_at_once(tmp_shop: Workshop) -> None:
    bad = one(service("a", "matter.nothing"), user("b", "matter.neither"), way="start > a > b > end")

    with pytest.raises(ModelRefused) as refused:
        tmp_shop.publish(bad, broken__form="{}", broken__dmn="<x/>")

    assert {p.file for p in refused.value.problems} == {"a.bpmn", "broken.form", "broken.dmn"}
    assert len(refused.value.problems) >= 4
    assert "a.bpmn · a：没有名为“matter.nothing”的处理器" in str(refused.value)


def test_a_huge_or_deep_file_is_refused_before_it_is_parsed(tmp_shop: Workshop) -> None:
    deep = one("<bpmn:extensionElements>" * 70 + "</bpmn:extensionElements>" * 70, way="start > end")

    with pytest.raises(ModelRefused, match="嵌套超过 64 层"):
        tmp_shop.publish(deep)
    with pytest.raises(ModelRefused, match="超过 2 MB"):
        tmp_shop.publish(one(user("a"), way="start > a > end") + " " * 2_100_000)


def test_a_diagram_of_four_hundred_tasks_in_a_row_can_be_read(tmp_shop: Workshop) -> None:
    tasks = [f"t{number}" for number in range(400)]

    published = tmp_shop.publish(
        process("long", START, END, *map(user, tasks), flows(" > ".join(["start", *tasks, "end"])))
    )
    tmp_shop.start("long")

    assert published[0].changed
    assert list(tmp_shop.open()) == ["t0"]
