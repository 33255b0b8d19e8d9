"""What the parts of a diagram are called to people who read the law, not BPMN."""

from __future__ import annotations

from app.engine.catalogue import Catalogue
from app.engine.elements import Element, Timer

TAGS = {
    "userTask": "任务", "serviceTask": "系统环节", "businessRuleTask": "决策环节", "startEvent": "开始",
    "endEvent": "结束", "intermediateCatchEvent": "等待", "intermediateThrowEvent": "发出通知",
    "boundaryEvent": "附着的等待", "exclusiveGateway": "判断", "parallelGateway": "并行",
    "eventBasedGateway": "等先到者", "subProcess": "子流程",
}  # fmt: skip
WHATS = {"Task": "task", "Event": "event", "Gateway": "gateway", "Process": "subprocess"}
TIMERS = {"date": "等待的日子", "duration": "等待的时长", "cycle": "重复的间隔", "none": "等待的时间"}

# Fact → what it is, and its words. The first prefix that fits.
ASPECTS = (
    ("@name", "name", "名称"),
    ("@default", "condition", "其他情形的走向"),
    ("@camunda:formRefBinding", "setting", "表单版本的绑定"),
    ("@camunda:formRef", "handler", "办理的事项"),
    ("@camunda:topic", "handler", "系统办理的事项"),
    ("@camunda:type", "handler", "系统办理的方式"),
    ("@camunda:dueDate", "due date", "办理期限"),
    ("@camunda:followUpDate", "due date", "提醒日期"),
    ("@camunda:decisionRef", "decision", "决策表"),
    ("@camunda:resultVariable", "result", "结果的名称"),
    ("@camunda:mapDecisionResult", "decision", "决策结果的取法"),
    ("@attachedToRef", "event", "附着的任务"),
    ("@cancelActivity", "event", "是否中断所附的任务"),
    ("@isInterrupting", "event", "是否中断其余环节"),
    ("@triggeredByEvent", "subprocess", "是否由消息随时引起"),
    ("timerEventDefinition", "timer", "等待的时间"),
    ("messageEventDefinition/@camunda", "handler", "系统办理的事项"),
    ("messageEventDefinition", "message", "消息"),
    ("terminateEventDefinition", "event", "是否结束整个案件"),
    ("extensionElements/inputOutput", "inputs", "办理时送入的数据"),
    ("extensionElements/properties/property[result]", "result", "结果的名称"),
    ("multiInstanceLoopCharacteristics", "multi-instance", "逐一办理的设置"),
    ("standardLoopCharacteristics", "multi-instance", "重复办理的设置"),
    ("documentation", "documentation", "说明"),
    ("conditionExpression", "condition", "条件"),
)


def aspect(path: str) -> tuple[str, str]:
    """What a fact of a file is, and its words."""
    found = next(((what, words) for prefix, what, words in ASPECTS if path.startswith(prefix)), None)
    return found or ("setting", f"设置 {path.lstrip('@').removesuffix('/text()')}")


def told(element: Element) -> str:
    """An element as it is spoken of."""
    return f"“{element.label}”"


def kind_words(tag: str) -> str:
    return TAGS.get(tag, tag)


def what_of(tag: str) -> str:
    return next((what for end, what in WHATS.items() if tag.endswith(end)), "setting")


def timer_words(timer: Timer | None) -> str:
    return TIMERS.get(timer.kind, "等待的时间") if timer else "等待的时间"


def handler_words(handler: str, catalogue: Catalogue | None) -> str:
    """The handler with the label that designers see."""
    function = catalogue.HANDLERS.get(handler) if catalogue and handler else None
    label = (function.__doc__ or "").strip().splitlines()[0].rstrip("。") if function else ""
    return f"{label}（{handler}）" if label else handler
