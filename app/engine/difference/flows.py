"""What became of the lines of a process: where they lead, on which condition, and which is asked first."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from app.engine.difference.change import turned
from app.engine.difference.comparison import Comparison
from app.engine.difference.matching import moved
from app.engine.difference.sides import Side
from app.engine.difference.weight import read_by
from app.engine.elements import BPMN


def compare_flows(pair: Comparison) -> None:
    """The flows that changed, came and went; then the gateways that ask in another order."""
    back = {new: old for old, new in pair.known.items()}
    for id, flow in pair.new.flows.items():
        if id in back:
            _changed(pair, back[id], id)
        else:
            words = f"新增连线：{_between(pair.new, flow)}{_on(flow)}"
            pair.tell("added", "flow", words, "", condition(flow), "", id, _article(pair, flow))
    for id, flow in pair.old.flows.items():
        if id not in pair.known:
            words = f"删去连线：{_between(pair.old, flow)}{_on(flow)}"
            pair.tell("removed", "flow", words, condition(flow), "", id, "", _article(pair, flow))
    _compare_order(pair)


def condition(flow: etree._Element) -> str:
    """The condition of a flow; empty: none."""
    return (flow.findtext(f"{BPMN}conditionExpression") or "").strip()


def _between(side: Side, flow: etree._Element) -> str:
    return f"{side.label(flow.get('sourceRef', ''))}到{side.label(flow.get('targetRef', ''))}"


def _on(flow: etree._Element) -> str:
    name, asked = flow.get("name", ""), condition(flow)
    inner = "，".join(part for part in (name, asked) if part)
    return f"（{inner}）" if inner else ""


def _article(pair: Comparison, flow: etree._Element) -> str:
    """The requirement of what its condition reads, else of what it leads to, else of what it comes from."""
    if read := read_by(condition(flow), pair.new.diagram) or read_by(condition(flow), pair.old.diagram):
        return read
    ends = (flow.get("targetRef", ""), flow.get("sourceRef", ""))
    return next((found for end in ends if (found := pair.article(end, end))), "")


def _changed(pair: Comparison, old_id: str, new_id: str) -> None:
    old, new = pair.old.flows[old_id], pair.new.flows[new_id]
    label, article, told = f"连线{_between(pair.new, new)}", _article(pair, new), set()
    for end, words in (("sourceRef", "起点"), ("targetRef", "终点")):
        was, is_now = old.get(end, ""), new.get(end, "")
        if pair.known.get(was, was) != is_now:
            before, after = pair.old.label(was), pair.new.label(is_now)
            pair.tell("changed", "flow", f"{label}：{words}由{before}改为{after}", was, is_now, old_id, new_id, article)
    before, after = condition(old), condition(new)
    if before != after:
        told.add("condition")
        words = f"{label}：走这条线的条件{turned(before, after)}"
        pair.tell("changed", "condition", words, before, after, old_id, new_id, article)
    if old_id != new_id:
        words = f"{label}改了 id：{old_id} → {new_id}"
        pair.tell("changed", "id", words, old_id, new_id, old_id, new_id, article)
    pair.tell_rest(old_id, label, told)


def _compare_order(pair: Comparison) -> None:
    """The first condition that holds is taken, so which is asked first may decide."""
    before, after = _asked(pair.old), _asked(pair.new)
    for source, flows in before.items():
        place = {pair.known[flow]: at for at, flow in enumerate(flows) if flow in pair.known}
        kept = [flow for flow in after.get(pair.known.get(source, ""), ()) if flow in place]
        if moved([place[flow] for flow in kept]):
            label, was = pair.new.label(pair.known[source]), sorted(kept, key=lambda flow: place[flow])
            texts = ["、".join(_short(pair.new.flows[flow]) for flow in order) for order in (was, kept)]
            words = f"{label}：各条件判断的先后{turned(*texts)}"
            pair.tell("moved", "condition", words, texts[0], texts[1], source, pair.known[source])


def _asked(side: Side) -> Mapping[str, list[str]]:
    """Node → the flows out of it that have conditions, in their order."""
    found: dict[str, list[str]] = {}
    for id, flow in side.flows.items():
        if condition(flow):
            found.setdefault(flow.get("sourceRef", ""), []).append(id)
    return found


def _short(flow: etree._Element) -> str:
    return flow.get("name") or condition(flow)
