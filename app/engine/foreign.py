"""What other tools draw and this engine does not run: each with its name in Chinese and how to say it here.

Looks at XML only; knows no handlers and judges no flow.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from app.engine import elements
from app.engine.elements import BPMN, CAMUNDA, local

Fault = tuple[str, str]  # element id, reason

HARMLESS = frozenset(
    ("process", "documentation", "extensionElements", "incoming", "outgoing", "laneSet", "lane", "flowNodeRef",
     "childLaneSet", "sequenceFlow", "conditionExpression", "messageEventDefinition", "timerEventDefinition",
     "terminateEventDefinition", "timeDate", "timeDuration", "timeCycle", "multiInstanceLoopCharacteristics",
     "loopCardinality", "loopDataInputRef", "inputDataItem", "completionCondition", "textAnnotation", "text",
     "association", "group", "dataObject", "dataObjectReference", "dataStoreReference", "property",
     "ioSpecification", "dataInput", "dataOutput", "inputSet", "outputSet", "dataInputRefs", "dataOutputRefs",
     "dataInputAssociation", "dataOutputAssociation", "sourceRef", "targetRef", "dataState", "inputSetRefs",
     "outputSetRefs", "auditing", "monitoring", "categoryValueRef", "partitionElementRef", "supports")
)  # fmt: skip
INSIDE = frozenset(("transaction", "adHocSubProcess", "subChoreography"))  # what stands in them is told too
CAMUNDA_ELEMENTS = frozenset(("inputOutput", "inputParameter", "properties", "property"))
CAMUNDA_CODE = ("class", "expression", "delegateExpression", "resource", "calledElementTenantId")
CAMUNDA_PEOPLE = ("assignee", "candidateUsers", "candidateGroups")

_BY_LANE = "由谁办理由泳道的角色和处理器决定，请放进以角色命名的泳道"
_BY_HANDLER = "请用处理器和已支持的元素表达"
_MESSAGE_OUT = "请改用带消息的中间抛出事件或结束事件"
_BACK = "请画一条退回的连线，用排他网关判断是否再做一次"

#: Elements of BPMN that are not run: what they are called and how to say the same here.
NAMES: dict[str, tuple[str, str]] = {
    "scriptTask": ("脚本任务", "流程图不能携带代码，请用服务任务指定处理器，或用业务规则任务指定决策表"),
    "callActivity": ("调用活动", "请把被调用的部分画成子流程，或用消息发起另一个流程"),
    "inclusiveGateway": ("包容网关", "请改用并行网关，在各支内用排他网关判断是否办理"),
    "complexGateway": ("复杂网关", "请改用排他网关和并行网关"),
    "sendTask": ("发送任务", _MESSAGE_OUT),
    "receiveTask": ("接收任务", "请改用消息中间捕获事件"),
    "manualTask": ("手工任务", "请改用用户任务，由泳道中的角色登记办理结果"),
    "task": ("未指定类型的任务", "请改成用户任务（由人办理）或服务任务（由处理器办理）"),
    "transaction": ("事务子流程", "请改用普通子流程"),
    "adHocSubProcess": ("临时子流程", "次序由图决定，请改用普通子流程并画出次序"),
    "signalEventDefinition": ("信号事件", "请改用消息事件"),
    "errorEventDefinition": ("错误事件", "处理器的拒绝由系统处理；需要分支的，让处理器给出结论，用排他网关判断"),
    "escalationEventDefinition": ("升级事件", "请改用边界定时事件（催办、逾期）或消息事件"),
    "linkEventDefinition": ("链接事件", "请直接画连线"),
    "conditionalEventDefinition": ("条件事件", "请改用定时或消息事件，之后用排他网关判断"),
    "compensateEventDefinition": ("补偿事件", "请画出撤销的环节；个别案件由监管台的修复办理"),
    "cancelEventDefinition": ("取消事件", "请改用消息边界事件"),
    "standardLoopCharacteristics": ("标准循环", _BACK),
    "loopDataOutputRef": ("多实例输出", "各人的结果由处理器记录，请删除"),
    "outputDataItem": ("多实例输出", "各人的结果由处理器记录，请删除"),
    "complexBehaviorDefinition": ("多实例的复杂行为", "请在完成条件（completionCondition）中写明何时算办完"),
    "eventDefinitionRef": ("引用的事件定义", "请在事件中直接写定时或消息"),
    "potentialOwner": ("办理人指定", _BY_LANE), "humanPerformer": ("办理人指定", _BY_LANE),
    "performer": ("办理人指定", _BY_LANE), "resourceRole": ("办理人指定", _BY_LANE),
    "rendering": ("表单渲染", "请用 camunda:formRef 指定表单"),
    "correlationSubscription": ("消息关联", "消息由处理器按案件对象投递，请删除"),
    "transformation": ("数据转换", "请在处理器的输入（camunda:inputParameter）中写表达式"),
    "assignment": ("数据赋值", "请在处理器的输入（camunda:inputParameter）中写表达式"),
    "choreography": ("编排图", "请画成有可执行流程的协作图"),
    "globalChoreographyTask": ("全局编排任务", "请画成有可执行流程的协作图"),
    "choreographyTask": ("编排任务", "请画成各自流程中的任务和消息"),
    "subChoreography": ("子编排", "请画成各自流程中的任务和消息"),
    "callChoreography": ("调用编排", "请画成各自流程中的任务和消息"),
    "conversation": ("会话", "请画成流程之间的消息"), "subConversation": ("子会话", "请画成流程之间的消息"),
    "callConversation": ("调用会话", "请画成流程之间的消息"),
    "globalConversation": ("全局会话", "请画成流程之间的消息"),
    "globalTask": ("全局任务", "请在流程中画成用户任务或服务任务"),
    "globalUserTask": ("全局用户任务", "请在流程中画成用户任务"),
    "globalManualTask": ("全局手工任务", "请在流程中画成用户任务"),
    "globalScriptTask": ("全局脚本任务", "请在流程中画成服务任务并指定处理器"),
    "globalBusinessRuleTask": ("全局业务规则任务", "请在流程中画成业务规则任务"),
    "import": ("引用其他文件", "只读取上传的这个文件，请把用到的内容放进来"),
}  # fmt: skip

_LISTENER = "环节前后要做的事请画成服务任务"
_TOPIC = "请用 camunda:topic 指定处理器"
#: Extension elements by their local name, whoever's they are.
EXTENSIONS: dict[str, str] = {
    "executionListener": _LISTENER, "executionListeners": _LISTENER, "taskListener": _LISTENER,
    "taskListeners": _LISTENER, "connector": _TOPIC, "field": _TOPIC, "script": _TOPIC, "list": "输入只能是一个表达式",
    "map": "输入只能是一个表达式", "outputParameter": "处理器的结果以元素的 result 属性命名，其他元素直接引用",
    "formData": "请用 camunda:formRef 指定表单文件", "formProperty": "请用 camunda:formRef 指定表单文件",
    "formDefinition": "请用 camunda:formRef 指定表单文件", "userTaskForm": "请用 camunda:formRef 指定表单文件",
    "taskDefinition": _TOPIC, "taskHeaders": _TOPIC, "ioMapping": "请用 camunda:inputOutput 写处理器的输入",
    "assignmentDefinition": _BY_LANE, "taskSchedule": "请用 camunda:dueDate、camunda:followUpDate",
    "calledDecision": "请用 camunda:decisionRef 和 camunda:resultVariable",
    "calledElement": NAMES["callActivity"][1],
    "loopCharacteristics": "请用 camunda:collection、camunda:elementVariable",
    "userTask": "请用 camunda:formRef 指定表单", "in": NAMES["callActivity"][1], "out": NAMES["callActivity"][1],
    "errorEventDefinition": NAMES["errorEventDefinition"][1],
    "failedJobRetryTimeCycle": "未成功的事项由系统重试，请删除", "subscription": "消息由处理器按案件对象投递，请删除",
    "potentialStarter": _BY_LANE, "customResource": _BY_LANE, "eventListener": _LISTENER,
    "adHoc": NAMES["adHocSubProcess"][1],
}  # fmt: skip
#: Extensions of engines, whose meaning would be lost; those of drawing tools only say how things look.
ENGINES = {
    "http://camunda.org/schema/zeebe/1.0": ("Camunda 8", "zeebe"),
    "http://flowable.org/bpmn": ("Flowable", "flowable"),
    "http://activiti.org/bpmn": ("Activiti", "activiti"),
    "http://www.jboss.org/drools": ("jBPM", "drools"),
}  # fmt: skip
ENGINE_ATTRIBUTES: dict[str, str] = {
    "assignee": _BY_LANE, "candidateUsers": _BY_LANE, "candidateGroups": _BY_LANE, "owner": _BY_LANE,
    "formKey": "请用 camunda:formRef 指定表单文件", "formReference": "请用 camunda:formRef 指定表单文件",
    "class": _TOPIC, "expression": _TOPIC, "delegateExpression": _TOPIC, "type": _TOPIC,
    "dueDate": "请用 camunda:dueDate", "collection": "请用 camunda:collection",
    "elementVariable": "请用 camunda:elementVariable", "taskName": _TOPIC,
}  # fmt: skip
ROOTS = {
    "http://www.omg.org/spec/CMMN/20151109/MODEL": "这是 CMMN 案例模型，请改画成 BPMN 流程图",
    "http://www.omg.org/spec/BPMN/20100524/DI": "文件只有图形，没有流程",
    "http://www.omg.org/spec/BPMN/20100501": "这是 BPMN 2.0 测试版的文件，请在画图工具中另存为 BPMN 2.0",
}  # fmt: skip


def not_run(process: etree._Element) -> Iterator[Fault]:
    """Every element and attribute of a process that would not do here what was drawn, each told once."""
    seen: set[Fault] = set()
    for fault in _walk(process):
        if fault not in seen:
            seen.add(fault)
            yield fault


def nothing_to_run(root: etree._Element) -> Iterator[Fault]:
    """Why a file without any process has none: what it is instead, and what stands in it."""
    space = etree.QName(root).namespace or ""
    if root.tag != f"{BPMN}definitions":
        yield "", ROOTS.get(space, _not_bpmn(root, space))
        return
    yield "", "文件中没有可执行的流程，请画出流程，并标为可执行（isExecutable）"
    for node in root.iter():
        name = local(node)
        if node.tag.startswith(BPMN) and name in NAMES:
            yield node.get("id", ""), f"不支持{NAMES[name][0]}，{NAMES[name][1]}"


def _not_bpmn(root: etree._Element, space: str) -> str:
    if "/DMN/" in space:
        return "这是决策表文件，请把扩展名改为 .dmn"
    return f"不是 BPMN 2.0 文件（根元素是 {etree.QName(root).localname}），请在画图工具中另存为 BPMN 2.0"


def _walk(node: etree._Element) -> Iterator[Fault]:
    yield from _attributes(node)
    for child in node.iterchildren(etree.Element):
        name = local(child)
        if not child.tag.startswith(BPMN):
            yield from _extension(child)
        elif name in HARMLESS or name in elements.SUPPORTED:
            yield from _walk(child)
        elif local(node) != "extensionElements":
            what, hint = NAMES.get(name, (name, _BY_HANDLER))
            yield owner(child), f"不支持{what}，{hint}"
            if name in INSIDE:
                yield from _walk(child)


def _extension(node: etree._Element) -> Iterator[Fault]:
    """An element of somebody else's namespace, with what is in it."""
    space, name = etree.QName(node).namespace or "", etree.QName(node).localname
    if space == CAMUNDA[1:-1]:
        if name not in CAMUNDA_ELEMENTS:
            yield owner(node), f"不支持 camunda:{name}，{EXTENSIONS.get(name, '请改用处理器')}"
            return
        yield from _walk(node)
    elif space in ENGINES:
        whose, prefix = ENGINES[space]
        yield owner(node), f"不支持 {whose} 的 {prefix}:{name}，{EXTENSIONS.get(name, '请删除或改用处理器')}"


def _attributes(node: etree._Element) -> Iterator[Fault]:
    for key in node.attrib:
        space, _, name = str(key).rpartition("}")
        space = space[1:]
        if space in ENGINES:
            whose, prefix = ENGINES[space]
            yield owner(node), f"不支持 {whose} 的 {prefix}:{name}，{ENGINE_ATTRIBUTES.get(name, '请删除')}"
        elif space != CAMUNDA[1:-1] or not node.get(key):
            continue
        elif name in CAMUNDA_CODE:
            yield owner(node), f"不允许 camunda:{name}，流程图不能携带代码，请用 camunda:topic 指定处理器"
        elif name in CAMUNDA_PEOPLE or name == "formKey":
            yield owner(node), f"不支持 camunda:{name}，{ENGINE_ATTRIBUTES[name]}"


def owner(node: etree._Element) -> str:
    """The id of the nearest flow node around, to point a person to."""
    around: etree._Element | None = node
    while around is not None:
        if around.get("id") and str(around.tag).startswith(BPMN) and not local(around).endswith("Definition"):
            return around.get("id", "")
        around = around.getparent()
    return ""
