"""Files of other tools are opened, or refused element by element with what to draw instead."""

from __future__ import annotations

import pytest

from tests.engine.foreign import DMN, TABLE, around, decisions, line, model, problems, told

# --- models as interchange suites and drawing tools have them --------------------------------------------------------


@pytest.mark.parametrize("prefix", ["bpmn", "bpmn2", "semantic", "", "ns0", "model"])
def test_any_prefix_is_read_as_the_same_diagram(prefix: str) -> None:
    found = problems(("a.bpmn", model(around('<{p}task id="x" name="订票"/>'), prefix)))

    assert [problem.element for problem in found] == ["x"]
    assert told(found, "x", "请改成用户任务")


@pytest.mark.parametrize(
    ("node", "words"),
    [
        ('<{p}scriptTask id="x"><{p}script>boom()</{p}script></{p}scriptTask>', "脚本任务，流程图不能携带代码"),
        ('<{p}callActivity id="x" calledElement="other"/>', "调用活动，请把被调用的部分画成子流程"),
        ('<{p}inclusiveGateway id="x"/>', "包容网关，请改用并行网关"),
        ('<{p}complexGateway id="x"/>', "复杂网关"),
        ('<{p}sendTask id="x"/>', "发送任务，请改用带消息"),
        ('<{p}receiveTask id="x"/>', "接收任务，请改用消息中间捕获事件"),
        ('<{p}manualTask id="x"/>', "手工任务，请改用用户任务"),
        ('<{p}task id="x"/>', "未指定类型的任务"),
        ('<{p}transaction id="x"><{p}scriptTask id="in"/></{p}transaction>', "事务子流程"),
        ('<{p}adHocSubProcess id="x"><{p}task id="in"/></{p}adHocSubProcess>', "临时子流程"),
        ('<{p}intermediateCatchEvent id="x"><{p}signalEventDefinition/></{p}intermediateCatchEvent>', "信号事件"),
        ('<{p}intermediateCatchEvent id="x"><{p}linkEventDefinition/></{p}intermediateCatchEvent>', "请直接画连线"),
        ('<{p}intermediateCatchEvent id="x"><{p}conditionalEventDefinition/></{p}intermediateCatchEvent>', "条件事件"),
        ('<{p}intermediateThrowEvent id="x"><{p}compensateEventDefinition/></{p}intermediateThrowEvent>', "补偿事件"),
        ('<{p}intermediateThrowEvent id="x"><{p}escalationEventDefinition/></{p}intermediateThrowEvent>', "升级事件"),
        ('<{p}endEvent id="x"><{p}eventDefinitionRef>d</{p}eventDefinitionRef></{p}endEvent>', "引用的事件定义"),
        ('<{p}userTask id="x"><{p}standardLoopCharacteristics/></{p}userTask>', "标准循环，请画一条退回的连线"),
        ('<{p}userTask id="x"><{p}potentialOwner><{p}resourceRef>r</{p}resourceRef></{p}potentialOwner></{p}userTask>',
         "办理人指定，由谁办理由泳道"),
    ],
)  # fmt: skip
def test_each_element_not_run_here_is_told_with_what_to_draw_instead(node: str, words: str) -> None:
    found = problems(("a.bpmn", model(around(node))))

    assert told(found, "x", words), found
    assert len([p for p in found if words in p.reason]) == 1


def test_what_stands_in_an_unsupported_sub_process_is_told_too() -> None:
    found = problems(("a.bpmn", model(around('<{p}transaction id="x"><{p}scriptTask id="in"/></{p}transaction>'))))

    assert told(found, "x", "事务子流程") and told(found, "in", "脚本任务")


def test_boundary_events_of_every_kind_are_told() -> None:
    kinds = {"error": "错误", "cancel": "取消", "escalation": "升级", "compensate": "补偿", "signal": "信号"}
    body = '<{p}userTask id="x"/>' + "".join(
        f'<{{p}}boundaryEvent id="b_{kind}" attachedToRef="x"><{{p}}{kind}EventDefinition/></{{p}}boundaryEvent>'
        for kind in kinds
    )
    found = problems(("a.bpmn", model(around(body))))

    assert all(told(found, f"b_{kind}", f"不支持{name}事件") for kind, name in kinds.items())


def test_black_box_participants_and_message_flows_do_not_matter() -> None:
    root = (
        '<{p}collaboration id="c"><{p}participant id="p1" name="旅客"/><{p}participant id="p2" processRef="trip"/>'
        '<{p}messageFlow id="m" sourceRef="p1" targetRef="s"/></{p}collaboration>'
    )
    found = problems(("a.bpmn", model(around('<{p}task id="x"/>'), root=root)))

    assert [problem.element for problem in found] == ["x"]


def test_data_objects_and_notes_are_no_fault() -> None:
    body = around('<{p}task id="x"/>') + (
        '<{p}dataObject id="d"/><{p}dataObjectReference id="r" dataObjectRef="d"/><{p}group id="g"/>'
        '<{p}textAnnotation id="t"><{p}text>注</{p}text></{p}textAnnotation>'
        '<{p}association id="a" sourceRef="x" targetRef="t"/><{p}dataStoreReference id="st"/>'
    )
    assert {problem.element for problem in problems(("a.bpmn", model(body)))} == {"x"}


def test_a_file_whose_processes_are_not_executable_is_read_all_the_same() -> None:
    found = problems(("a.bpmn", model(around('<{p}inclusiveGateway id="x"/>'), runs='isExecutable="false"')))

    assert told(found, "trip", "请在流程的属性中标为可执行")
    assert told(found, "x", "包容网关")


def test_a_drawing_without_the_mark_and_full_of_pencil_notes_is_read() -> None:
    style = "<pencil:style colour='#fff'><pencil:deep><pencil:deeper/></pencil:deep></pencil:style>"
    sketch = f"<{{p}}extensionElements>{style}</{{p}}extensionElements>"
    body = sketch + around(f'<{{p}}userTask id="x" name="订票" pencil:colour="#eee">{sketch * 40}</{{p}}userTask>')
    found = problems(("a.bpmn", model(body, runs="")))

    assert {problem.element for problem in found} == {"x"}
    assert not any("pencil" in problem.reason for problem in found)


def test_a_choreography_or_conversation_is_told_element_by_element() -> None:
    text = model("").replace('<bpmn:process id="trip" name="出差" isExecutable="true"></bpmn:process>', (
        '<bpmn:choreography id="ch"><bpmn:choreographyTask id="t"/></bpmn:choreography>'
        '<bpmn:globalUserTask id="g"/><bpmn:collaboration id="c"><bpmn:conversation id="v"/></bpmn:collaboration>'
    ))  # fmt: skip
    found = problems(("a.bpmn", text))

    assert told(found, "", "文件中没有可执行的流程")
    assert told(found, "ch", "编排图") and told(found, "t", "编排任务")
    assert told(found, "v", "会话") and told(found, "g", "全局用户任务")


def test_several_diagrams_and_processes_of_one_file_are_each_judged() -> None:
    text = model(around('<{p}task id="x"/>')).replace(
        "</bpmn:definitions>",
        f'<bpmn:process id="other">{around("<{p}sendTask id=" + chr(34) + "y" + chr(34) + "/>", "y")}</bpmn:process>'
        .replace("{p}", "bpmn:").replace('id="s"', 'id="s2"').replace('"s"', '"s2"').replace('"e"', '"e2"')
        + "</bpmn:definitions>",
    )  # fmt: skip
    found = problems(("a.bpmn", text))

    assert told(found, "x", "未指定类型") and told(found, "y", "发送任务")


# --- other engines ---------------------------------------------------------------------------------------------------


def test_what_camunda_7_adds_is_told_with_our_way_of_saying_it() -> None:
    extras = (
        "<{p}extensionElements><camunda:formData/><camunda:taskListener event='create'/>"
        "<camunda:connector><camunda:connectorId>mail</camunda:connectorId></camunda:connector>"
        "<camunda:inputOutput><camunda:inputParameter name='a'><camunda:script>x</camunda:script>"
        "</camunda:inputParameter><camunda:outputParameter name='b'>1</camunda:outputParameter></camunda:inputOutput>"
        "</{p}extensionElements>"
    )
    people = 'camunda:assignee="${starter}" camunda:formKey="embedded:app:a.html"'
    node = f'<{{p}}userTask id="x" {people}>{extras}</{{p}}userTask>'
    service = (
        '<{p}serviceTask id="y" camunda:class="org.example.Send" />'
        '<{p}serviceTask id="z" camunda:delegateExpression="#{bean}" />'
    )
    body = f'<{{p}}startEvent id="s" camunda:initiator="starter"/>{node}{service}<{{p}}endEvent id="e"/>'
    found = problems(("a.bpmn", model(body + line("s", "x", "y", "z", "e"))))

    for words in ("camunda:assignee，由谁办理由泳道", "camunda:formKey，请用 camunda:formRef", "camunda:taskListener",
                  "camunda:connector", "camunda:script", "camunda:outputParameter", "camunda:formData"):  # fmt: skip
        assert told(found, "x", words), words
    assert told(found, "y", "不允许 camunda:class") and told(found, "z", "不允许 camunda:delegateExpression")


def test_juel_that_is_more_than_a_comparison_is_refused_where_it_stands() -> None:
    flows = (
        '<{p}sequenceFlow id="f1" sourceRef="q" targetRef="e"><{p}conditionExpression xsi:type="{p}tFormalExpression">'
        '${execution.getVariable("a").equals("b")}</{p}conditionExpression></{p}sequenceFlow>'
        '<{p}sequenceFlow id="f2" sourceRef="q" targetRef="e2"/>'
    )
    body = (
        '<{p}startEvent id="s"/><{p}exclusiveGateway id="q" default="f2"/><{p}endEvent id="e"/><{p}endEvent id="e2"/>'
    )
    found = problems(("a.bpmn", model(body + line("s", "q") + flows)))

    assert told(found, "f1", "不被接受")


@pytest.mark.parametrize(
    ("extension", "words"),
    [
        ('<zeebe:taskDefinition type="send"/>', "Camunda 8 的 zeebe:taskDefinition，请用 camunda:topic"),
        ("<zeebe:ioMapping><zeebe:input source='=a'/></zeebe:ioMapping>", "zeebe:ioMapping，请用 camunda:inputOutput"),
        ('<zeebe:formDefinition formId="f"/>', "zeebe:formDefinition，请用 camunda:formRef"),
        ('<zeebe:assignmentDefinition assignee="=x"/>', "zeebe:assignmentDefinition，由谁办理由泳道"),
        ('<zeebe:calledDecision decisionId="d"/>', "zeebe:calledDecision，请用 camunda:decisionRef"),
        ("<zeebe:userTask/>", "zeebe:userTask"),
        ("<flowable:field><flowable:string>a</flowable:string></flowable:field>", "Flowable 的 flowable:field"),
        ("<activiti:formProperty id='a'/>", "Activiti 的 activiti:formProperty，请用 camunda:formRef"),
    ],
)  # fmt: skip
def test_what_other_engines_add_is_told_once_for_each_element(extension: str, words: str) -> None:
    node = f'<{{p}}userTask id="x"><{{p}}extensionElements>{extension}</{{p}}extensionElements></{{p}}userTask>'
    found = problems(("a.bpmn", model(around(node))))

    assert told(found, "x", words), found
    assert len([p for p in found if words in p.reason]) == 1


def test_attributes_of_other_engines_are_told() -> None:
    node = '<{p}userTask id="x" flowable:assignee="anna" flowable:formKey="f" activiti:candidateGroups="g"/>'
    found = problems(("a.bpmn", model(around(node))))

    assert told(found, "x", "Flowable 的 flowable:assignee，由谁办理由泳道")
    assert told(found, "x", "flowable:formKey，请用 camunda:formRef")
    assert told(found, "x", "activiti:candidateGroups")


# --- decision tables -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("version", DMN)
def test_a_table_of_any_version_of_dmn_is_opened(version: str) -> None:
    assert problems(("fare.dmn", decisions(TABLE, DMN[version]))) == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (TABLE + TABLE.replace('"fare"', '"more"'), "请每张表存成一个 .dmn 文件"),
        ('<decision id="x"><literalExpression><text>1</text></literalExpression></decision>', "literalExpression"),
        ('<inputData id="in"/>', "请画成一张决策表"),
        (TABLE.replace("&lt; 100", "function(x) x"), "第 1 行第 1 个输入"),
        (TABLE.replace('id="t"', 'id="t" hitPolicy="OUTPUT ORDER"'), "命中策略"),
    ],
)  # fmt: skip
def test_what_is_no_single_table_is_refused_with_what_to_do(content: str, words: str) -> None:
    assert told(problems(("fare.dmn", decisions(content))), "", words)
