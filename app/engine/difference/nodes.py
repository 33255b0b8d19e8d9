"""What became of the nodes of a process: who does what, until when, with which data, and which came and went."""

from __future__ import annotations

from collections.abc import Iterator

from app.engine.difference.change import turned
from app.engine.difference.comparison import Comparison
from app.engine.difference.words import handler_words, kind_words, timer_words, told, what_of
from app.engine.elements import Element

TEXTS = (
    ("name", "name", "名称"),
    ("due", "due date", "办理期限"),
    ("follow_up", "due date", "提醒日期"),
    ("decision", "decision", "决策表"),
    ("message", "message", "消息"),
    ("collection", "multi-instance", "逐一办理的名单"),
    ("cardinality", "multi-instance", "逐一办理的份数"),
    ("item", "multi-instance", "名单中每一项的名称"),
    ("completion", "multi-instance", "提前办结的条件"),
)
FLAGS = (
    ("repeated", "multi-instance", "是否逐一办理"),
    ("terminates", "event", "是否结束整个案件"),
    ("triggered", "subprocess", "是否由消息随时引起"),
    ("interrupting", "event", "是否中断其余环节"),
)

Finding = tuple[str, str, str, str]  # what, words, before, after


def compare_nodes(pair: Comparison) -> None:
    """The nodes that changed, in the order of the new diagram, then those that came, then those that went."""
    back = {new: old for old, new in pair.known.items()}
    for id, element in pair.new.diagram.elements.items():
        if id in back:
            _changed(pair, pair.old.diagram.elements[back[id]], element)
    for id, element in pair.new.diagram.elements.items():
        if id not in back:
            words = f"新增{_described(pair, element)}"
            pair.tell("added", what_of(element.tag), words, "", element.label, "", id)
    for id, element in pair.old.diagram.elements.items():
        if id not in pair.known:
            words = f"删去{_described(pair, element)}"
            pair.tell("removed", what_of(element.tag), words, element.label, "", id, "")


def _described(pair: Comparison, element: Element) -> str:
    parts = [element.lane, handler_words(element.handler, pair.catalogue), element.decision]
    if element.timer:
        parts.append(f"{timer_words(element.timer)} {element.timer.text}")
    inner = "，".join(part for part in parts if part)
    return f"{kind_words(element.tag)}{told(element)}{f'（{inner}）' if inner else ''}"


def _changed(pair: Comparison, old: Element, new: Element) -> None:
    label = told(new)
    findings = list(_findings(pair, old, new))
    for what, words, before, after in findings:
        pair.tell("changed", what, f"{label}：{words}{turned(before, after)}", before, after, old.id, new.id)
    _lane(pair, old, new)
    if pair.known.get(old.scope, old.scope) != new.scope:
        where = pair.new.label(new.scope) if new.scope != pair.new.diagram.id else "主流程"
        pair.tell("moved", "subprocess", f"{label}：移到{where}中", old.scope, new.scope, old.id, new.id)
    if old.id != new.id:
        words = f"{label}改了 id：{old.id} → {new.id}；在办案件迁移时须对应，引用其结果的地方须随之修改"
        pair.tell("changed", "id", words, old.id, new.id, old.id, new.id)
    pair.tell_rest(old.id, label, {what for what, *_ in findings})


def _findings(pair: Comparison, old: Element, new: Element) -> Iterator[Finding]:
    if old.tag != new.tag:
        yield what_of(new.tag), "", kind_words(old.tag), kind_words(new.tag)
    if old.handler != new.handler:
        before, after = (handler_words(each.handler, pair.catalogue) for each in (old, new))
        yield "handler", "办理的事项", before, after
    if old.timer != new.timer:
        yield _timer(old, new)
    for field, what, words in TEXTS:
        if (before := getattr(old, field)) != (after := getattr(new, field)):
            yield what, words, before, after
    for field, what, words in FLAGS:
        if getattr(old, field) != getattr(new, field):
            yield what, words, _yes(getattr(old, field)), _yes(getattr(new, field))
    if old.result != new.result and (old.result, new.result) != (old.id, new.id):
        yield "result", "结果的名称", old.result, new.result
    if old.attached_to and pair.known.get(old.attached_to) != new.attached_to:
        yield "event", "附着的任务", pair.old.label(old.attached_to), pair.new.label(new.attached_to)
    for name in dict.fromkeys((*old.inputs, *new.inputs)):
        if (before := old.inputs.get(name, "")) != (after := new.inputs.get(name, "")):
            yield "inputs", f"送入的数据 {name} ", before, after


def _timer(old: Element, new: Element) -> Finding:
    """A timer that waits differently; its kind is told when that changed too."""
    if old.timer and new.timer and old.timer.kind == new.timer.kind:
        return "timer", timer_words(new.timer), old.timer.text, new.timer.text
    before, after = (f"{timer_words(each.timer)} {each.timer.text}" if each.timer else "" for each in (old, new))
    return "timer", "等待的时间", before, after


def _yes(value: bool) -> str:
    return "是" if value else "否"


def _lane(pair: Comparison, old: Element, new: Element) -> None:
    """Another lane is another role; told for the outermost node that moved, unless the lane as a whole was renamed."""
    was, is_now = pair.old.lane_of[old.id], pair.new.lane_of[new.id]
    if pair.known.get(was, "") == is_now or (old.lane == new.lane and was and is_now):
        return
    words = f"{told(new)}：办理的角色{turned(old.lane, new.lane)}"
    pair.tell("moved", "lane", words, old.lane, new.lane, old.id, new.id)
